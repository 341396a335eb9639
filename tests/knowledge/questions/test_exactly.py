"""What certain words make of a claim, however the network reads it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.model import Claim, Item, Kind, Operation, Quantity, Query, Relation, Unit
from knowledge.questions import Reader, Reading
from knowledge.questions.bounds import in_its_range
from knowledge.questions.exact import exactly
from knowledge.questions.heads import counts_heads
from knowledge.questions.named import Names
from knowledge.questions.ranges import range_of, upwards
from tests.questions.corpora import the_catalogue
from tests.questions.notation import query_of


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(the_catalogue())


def claimed(meaning: str) -> Query:
    found = query_of(meaning)
    assert isinstance(found, Query)
    return found


def exact(reader: Reader, text: str, meaning: str) -> Query:
    return exactly(claimed(meaning), reader.tags(reader.plain(text)), the_catalogue())


def bound_of(query: Query) -> tuple[Relation, Quantity]:
    """How, and by what amount, a query claims something."""
    assert query.claim is not None
    assert query.claim.bound is not None
    return query.claim.relation, query.claim.bound


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("anime has 800 million fans", True),
        ("海外でアニメを見る人は8億人いる", True),
        ("anime made 800 million", False),
        ("anime made 800 million yen, fans love it", False),
    ],
)
def test_people_are_no_money(reader: Reader, text: str, *, heads: bool) -> None:
    assert counts_heads(claimed("market_total ? = 8e8 JPY"), reader.tags(reader.plain(text))) is heads


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("in dollars the home market came to eleven billion", Unit.USD),
        ("the home market came to eleven billion", Unit.JPY),
        ("the home market came to eleven billion yen, not dollars", Unit.JPY),
    ],
)
def test_a_bare_amount_is_in_the_currency_that_is_named_before_it(reader: Reader, text: str, unit: Unit) -> None:
    query = exact(reader, text, "market_domestic@2024 ? = 11e9 JPY")
    assert bound_of(query)[1].unit is unit


def test_what_fell_by_an_amount_was_more_before(reader: Reader) -> None:
    meaning = "difference market_live@2020 - market_live@2019 ? = 55.4e9 JPY"
    assert exact(reader, "live fell by 55.4 billion yen in 2020", meaning).items == claimed(meaning).items[::-1]
    assert exact(reader, "live grew by 55.4 billion yen in 2020", meaning).items == claimed(meaning).items


def test_a_multiple_of_the_goal_is_of_what_was_sold_last(reader: Reader) -> None:
    query = exact(
        reader, "10 times by 2033", "ratio content_overseas_target@2033 / content_overseas_sales@2033 ? = 10 times"
    )
    assert [item.period for item in query.items] == [2033, None]


@pytest.mark.parametrize(
    ("text", "high"),
    [("just over 2 trillion yen", Decimal("2.2e12")), ("over 2 trillion yen", None)],
)
def test_barely_more_is_not_much_more(reader: Reader, text: str, high: Decimal | None) -> None:
    query = exact(reader, text, "market_total@2024 ? > 2e12 JPY")
    relation, bound = bound_of(query)
    assert (bound.high if relation is Relation.EQUAL else None) == high


def test_a_bare_number_of_growth_is_percent_as_round_as_it_is_said(reader: Reader) -> None:
    query = exact(reader, "overseas only 6", "growth(market_overseas)@2021 ? = 6")
    assert bound_of(query)[1] == Quantity.rounded(Decimal(6), Unit.PERCENT, Decimal("0.5"))


def test_yen_a_dollar_are_a_rate(reader: Reader) -> None:
    bound = Quantity.exact(152, Unit.JPY)
    claim = Claim(relation=Relation.ABOUT, bound=bound)
    query = Query(operation=Operation.RATE, items=(Item(metric="market_total", period=2024),), claim=claim)
    found = exactly(query, reader.tags("152 yen a dollar"), the_catalogue())
    assert bound_of(found)[1].unit is Unit.RATE


@pytest.mark.parametrize(("text", "range_"), [("4000億円台", (4000, 5000)), ("3.8兆円台", (38_000, 39_000))])
def test_a_number_of_such_a_size_is_a_range(reader: Reader, text: str, range_: tuple[int, int]) -> None:
    tags = reader.tags(reader.plain(text))
    place = next(index for index, tag in enumerate(tags) if tag.number is not None)
    number = tags[place].number
    assert number is not None
    found = upwards(number, tags, place)
    assert [found.low, found.high] == [Decimal(each * 10**8) for each in range_]


@pytest.mark.parametrize(
    ("text", "statement", "others", "elsewhere"),
    [
        ("the AJA showed its figures at TIFFCOM", "presented_at", False, False),
        ("the AJA showed its figures at the Annecy festival", "presented_at", True, True),
        ("the AJA showed its figures at Cannes", "presented_at", True, True),
        ("AJAはフランスの映画祭で数字を発表した", "presented_at", True, True),
        ("Hasegawa of Toho edits the report", "report_editor", True, False),
    ],
)
def test_names_that_belong_to_other_statements_are_noticed(
    reader: Reader, names: Names, text: str, statement: str, *, others: bool, elsewhere: bool
) -> None:
    tags, query = reader.tags(reader.plain(text)), claimed(f"say {statement} ? true")
    assert names.are_others(query, tags) is others
    assert names.places_another(query, tags) is elsewhere


@pytest.mark.parametrize(
    ("text", "meaning", "percent"),
    [
        ("films were off by about 13 percent in 2023", "growth(market_movie)@2023 ? ~ 13 percent", -13),
        ("films lost 13 percent in 2023", "growth(market_movie)@2023 ? = 13 percent", -13),
        ("the growth of films fell to 13 percent in 2023", "growth(market_movie)@2023 ? = 13 percent", 13),
        ("films lost more than 3 percent in 2023", "growth(market_movie)@2023 ? > 3 percent", -3),
        ("films came to 13 percent, less than I expected", "growth(market_movie)@2023 ? = 13 percent", 13),
        ("films didn't lose 13 percent in 2023", "growth(market_movie)@2023 ? = 13 percent", 13),
        ("films rose 13 percent in 2023", "growth(market_movie)@2023 ? = -13 percent", 13),
        ("the growth of films was -13 percent in 2023", "growth(market_movie)@2023 ? = -13 percent", -13),
    ],
)
def test_a_growth_goes_the_way_that_its_words_go(reader: Reader, text: str, meaning: str, percent: int) -> None:
    query = exact(reader, text, meaning)
    assert bound_of(query)[1].value == percent


@pytest.mark.parametrize(
    ("text", "meaning", "relation"),
    [
        ("films lost more than 3 percent in 2023", "> 3 percent", Relation.BELOW),
        ("films shrank under 20 percent in 2023", "< 20 percent", Relation.ABOVE),
        ("films shrank under 20 percent in 2023", "< -20 percent", Relation.ABOVE),
        ("films fell by 3 percent or more in 2023", "<= -3 percent", Relation.AT_MOST),
        ("2023年の劇場の落ち込みは20%以下だった", "<= -20 percent", Relation.AT_LEAST),
        ("the growth of films was below -3 percent in 2023", "< -3 percent", Relation.BELOW),
        ("films fell, and their growth was below -3 percent in 2023", "< -3 percent", Relation.BELOW),
        ("films grew by less than 3 percent in 2023", "< 3 percent", Relation.BELOW),
    ],
)
def test_a_bound_of_what_was_lost_is_one_of_the_fall(
    reader: Reader, text: str, meaning: str, relation: Relation
) -> None:
    query = exact(reader, text, f"growth(market_movie)@2023 ? {meaning}")
    assert bound_of(query)[0] is relation


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("did the anime market fall by less than 3 percent in 2020?", Relation.ABOVE),
        ("did the anime market shrink under 4% in 2020?", Relation.ABOVE),
        ("did the anime market fall by more than 3 percent in 2020?", Relation.BELOW),
    ],
)
def test_a_question_is_read_by_the_same_words(reader: Reader, text: str, relation: Relation) -> None:
    found = reader.read(text, year_now=2026)
    assert isinstance(found, Reading)
    assert bound_of(found.query)[0] is relation
    assert bound_of(found.query)[1].value < 0


@pytest.mark.parametrize(
    ("text", "read", "meant"),
    [
        ("studios grew by double digits in 2023", "> 0 percent", ">= 10 percent"),
        ("films saw a double-digit drop in 2023", "< 0 percent", "<= -10 percent"),
        ("2023年の制作市場は二桁成長だった", "= 10 percent", ">= 10 percent"),
        ("studios grew in 2023", "> 0 percent", "> 0 percent"),
    ],
)
def test_two_digits_are_ten_percent_or_more(reader: Reader, text: str, read: str, meant: str) -> None:
    query = exact(reader, text, f"growth(production_total)@2023 ? {read}")
    assert query.claim == claimed(f"growth(production_total)@2023 ? {meant}").claim


@pytest.mark.parametrize(
    ("text", "read", "ends"),
    [
        ("studios saw single-digit growth in 2023", "> 0 percent", (0, 10)),
        ("2023年の制作市場は一桁成長にとどまった", "= 10 percent", (0, 10)),
        ("films saw a single-digit drop in 2023", "< 0 percent", (-10, 0)),
    ],
)
def test_a_single_digit_is_less_than_ten_percent(reader: Reader, text: str, read: str, ends: tuple[int, int]) -> None:
    query = exact(reader, text, f"growth(production_total)@2023 ? {read}")
    _, bound = bound_of(query)
    assert (bound.low, bound.high) == tuple(map(Decimal, ends))


@pytest.mark.parametrize(
    ("text", "read", "meant"),
    [
        ("overseas went from 1.72 trillion yen to 2.17", "market_overseas@2024 ? = 2.17", "2.17e12 JPY"),
        ("overseas went from 1.72 trillion yen to 2.17", "growth(market_overseas)@2024 ? = 2.17", "2.17e12 JPY"),
        ("live events made 84.4 in 2019, 29 billion yen in 2020", "market_live@2019 ? = 84.4", "8.44e10 JPY"),
        ("overseas came to 11.25 billion dollars, then 14.27", "market_overseas@2024 ? = 14.27", "1.427e10 USD"),
        ("海外は2023年に1.7222兆円、翌年は2.17", "market_overseas@2024 ? = 2.17", "2.17e12 JPY"),
        ("overseas came to 2.17 trillion yen, up 26", "growth(market_overseas)@2024 ? = 26", "26 percent"),
        ("overseas grew 26 percent, domestic 3", "growth(market_domestic)@2024 ? = 3", "3 percent"),
        ("the market came to 3.84 trillion, with 278 shows", "tv_titles@2020 ? = 278", "278"),
    ],
)
def test_a_bare_number_beside_an_amount_of_money_is_counted_in_the_same(
    reader: Reader, text: str, read: str, meant: str
) -> None:
    (_, bound), (_, expected) = bound_of(exact(reader, text, read)), bound_of(claimed(f"market_total@2024 ? = {meant}"))
    assert (bound.value, bound.unit) == (expected.value, expected.unit)


def test_a_bare_number_takes_its_scale_from_what_is_said_before_its_part(reader: Reader) -> None:
    said = reader.tags(reader.plain("overseas made 1.72 trillion yen in 2023 and about 2.2 in 2024"))
    query = exactly(claimed("growth(market_overseas)@2024 ? ~ 2.2"), said[-4:], the_catalogue(), said)
    assert bound_of(query)[1].value == Decimal("2.2e12")
    assert query.items[0].kind is Kind.LEVEL


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("56 or 57 percent came from abroad", ("56", "57", Unit.PERCENT)),
        ("between 3 and 4 percent", ("3", "4", Unit.PERCENT)),
        ("it was 2 to 3 trillion yen", ("2e12", "3e12", Unit.JPY)),
        ("650-750 billion yen", ("650e9", "750e9", Unit.JPY)),
        ("2〜3割が海外", ("20", "30", Unit.PERCENT)),
        ("5、6兆円くらい", ("5e12", "6e12", Unit.JPY)),
        ("56 percent or 57", ("56", "57", Unit.PERCENT)),
    ],
)
def test_two_ends_are_a_range(reader: Reader, text: str, ends: tuple[str, str, Unit]) -> None:
    tags = reader.tags(reader.plain(text))
    found = {range_of(tag.number, tags, place) for place, tag in enumerate(tags) if tag.number is not None}
    low, high, unit = ends
    assert [(each.low, each.high, each.unit) for each in found] == [(Decimal(low), Decimal(high), unit)]


@pytest.mark.parametrize(
    "text",
    [
        "from 56 to 57 percent",
        "57 or 56 percent",
        "3 and 4 percent",
        "2 trillion or 300 billion",
        "2 percent or 3 trillion yen",
        "3、6兆円",
        "2019 to 2023",
    ],
)
def test_what_are_no_two_ends_stays_two_amounts(reader: Reader, text: str) -> None:
    tags = reader.tags(reader.plain(text))
    numbers = [(tag.number, place) for place, tag in enumerate(tags) if tag.number is not None]
    assert all(range_of(number, tags, place) == number for number, place in numbers)


@pytest.mark.parametrize(
    ("meaning", "relation"),
    [("~ 56 percent", Relation.EQUAL), (">= 56 percent", Relation.EQUAL), ("< 56 percent", Relation.BELOW)],
)
def test_what_is_about_a_range_is_in_it(meaning: str, relation: Relation) -> None:
    query = claimed(f"share(market_overseas)@2024 ? {meaning}")
    assert query.claim is not None
    bound = Quantity(value=Decimal(56), unit=Unit.PERCENT, low=Decimal(56), high=Decimal(57))
    of_a_range = query.model_copy(update={"claim": query.claim.model_copy(update={"bound": bound})})
    assert bound_of(in_its_range(of_a_range))[0] is relation
