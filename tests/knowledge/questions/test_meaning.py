"""Where words, or the turn before, leave but one sense, the reading has it."""

from __future__ import annotations

import pytest

from knowledge.model import Item, Kind, Operation, Query, Relation
from knowledge.questions import Reading
from knowledge.questions.givens import without_givens
from tests.knowledge.questions.conftest import Ask, Understand


@pytest.mark.parametrize(
    "text",
    [
        "Of the extra yen that the anime market gained between 2023 and 2024, what percentage came from overseas?",
        "What share of the anime market's growth from 2023 to 2024 came from overseas?",
    ],
)
def test_what_a_part_brought_to_a_rise_is_its_contribution(understand: Understand, text: str) -> None:
    query = understand(text)
    assert query.operation is Operation.CONTRIBUTION
    assert [(item.metric, item.period) for item in query.items] == [
        ("market_overseas", 2024),
        ("market_overseas", 2023),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "By how many percentage points did the overseas share of the anime market rise from 2023 to 2024?",
        "what percent did overseas grow in 2024?",
    ],
)
def test_other_questions_on_growth_are_no_contribution(understand: Understand, text: str) -> None:
    assert understand(text).operation is not Operation.CONTRIBUTION


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("there are 51 anime events in 136 countries, right?", {"anime_events": 51, "anime_event_countries": 136}),
        ("アニメ関連イベントは51の国と地域で136件、合ってますか", {"anime_events": 136, "anime_event_countries": 51}),
        (
            "In 2024 the home market surged 26% while overseas rose 2.8%. Is that right?",
            {"market_domestic": 26, "market_overseas": 2.8},
        ),
    ],
)
def test_two_things_and_two_amounts_are_two_claims(
    understand: Understand, text: str, claimed: dict[str, float]
) -> None:
    query = understand(text)
    assert query.operation is Operation.PARTS
    bounds = {part.items[0].metric: part.claim.bound for part in query.parts if part.claim}
    assert {metric: float(bound.value) for metric, bound in bounds.items() if bound} == claimed


def test_a_share_in_a_later_turn_is_of_the_same_whole(ask: Ask) -> None:
    before = Query(operation=Operation.VALUE, items=(Item(metric="market_movie", kind=Kind.SHARE, period=2023),))
    result = ask("What about television?", before)
    assert isinstance(result, Reading)
    (item,) = result.query.items
    assert (item.metric, item.kind, item.of) == ("market_tv", Kind.SHARE, None)


def test_of_two_years_before_the_later_is_set_against_the_earlier(ask: Ask) -> None:
    before = Query(
        operation=Operation.VALUE,
        items=(Item(metric="market_streaming", period=2017),),
        before=(Item(metric="market_streaming", period=2023),),
    )
    result = ask("何倍になったんでしょう", before)
    assert isinstance(result, Reading)
    assert result.query.operation is Operation.RATIO
    assert [item.period for item in result.query.items] == [2023, 2017]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            "given the 13.25 percent drop in 2023, what must anime film revenue have been in 2022?",
            "what must anime film revenue have been in 2022?",
        ),
        ("how big was it in 2018, working backwards from 2019 and its growth?", "how big was it in 2018 ?"),
        ("2022年の配信を、2023年の金額と伸び率から逆算してもらえますか", "2022年の配信を、 もらえますか"),
        ("leaving aside the 15.3% of 2019, how much did it grow in 2022?", "how much did it grow in 2022?"),
        ("2.17兆円でも1.67兆円でもなく、2024年の全体は?", "2024年の全体は?"),
        ("how many titles in 2018? minutes will not be accepted.", "how many titles in 2018?"),
        ("how big was it in 2022? i don't mean the studios", "how big was it in 2022?"),
        ("how big was it in 2022? or 2023?", "how big was it in 2022? or 2023?"),
        ("leaving aside overseas, how big was it in 2022?", "leaving aside overseas, how big was it in 2022?"),
        ("given the goal, how much is missing?", "given the goal, how much is missing?"),
        ("how far is japan from the 2033 goal?", "how far is japan from the 2033 goal?"),
    ],
)
def test_what_is_given_to_work_with_is_not_what_is_asked(text: str, rest: str) -> None:
    assert without_givens(text) == rest


@pytest.mark.parametrize(
    ("text", "year"), [("ANIME OVERSEAS GROWTH 2021 PERCENT PLS", 2021), ("studio revenue yoy 2023 percent", 2023)]
)
def test_a_year_before_percent_is_a_year(understand: Understand, text: str, year: int) -> None:
    (item,) = understand(text).items
    assert (item.kind, item.period) == (Kind.GROWTH, year)


def test_a_widening_gap_is_not_answered_with_the_distance_across_years(ask: Ask) -> None:
    result = ask("海外市場と国内市場の差額は、2023年から2024年にかけて何円広がった?")
    assert not isinstance(result, Reading) or result.query.operation is not Operation.DIFFERENCE


def test_of_two_markets_that_differ_both_definitions_are_told(understand: Understand) -> None:
    query = understand("In what way does the broad anime market differ by definition from the production market?")
    assert query.operation is Operation.DEFINITION
    assert {item.metric for item in query.items} == {"market_total", "production_total"}


def test_a_mere_amount_is_that_amount(understand: Understand) -> None:
    claim = understand("I have read that home earnings crept up by a mere 2.8% in 2024; does that hold?").claim
    assert claim is not None
    assert claim.relation is Relation.EQUAL


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("「アニメ産業レポート2025」は8月に刊行予定、これで正解ですか？", Relation.NOT_SO),
        ("「アニメ産業レポート2025」は12月に刊行予定、これで正解ですか？", Relation.SO),
    ],
)
def test_another_month_than_the_statement_s_is_denied(understand: Understand, text: str, relation: Relation) -> None:
    claim = understand(text).claim
    assert claim is not None
    assert claim.relation is relation
