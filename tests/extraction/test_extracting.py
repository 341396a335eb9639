"""What is read out of news, and what is left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.extraction import Extracted, Extractor
from knowledge.extraction.paragraphs import Paragraphs
from knowledge.model import Kind, Quantity, Unit
from tests.extraction.corpus import Paragraph, paragraphs
from tests.questions.corpora import the_catalogue

Read = tuple[str, Kind, int, Decimal, Unit]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(the_catalogue())


def read(figures: list[Extracted]) -> list[Read]:
    return [(str(f.metric), f.kind, f.period, f.quantity.value, f.quantity.unit) for f in figures]


LEVEL, GROWTH, SHARE = Kind.LEVEL, Kind.GROWTH, Kind.SHARE


def test_an_amount_and_its_conversion_are_one_figure_in_two_currencies(extractor: Extractor) -> None:
    found = extractor.extracted("The anime market reached JPY4.11 trillion ($27.9 billion) in 2027.")
    assert read(found) == [
        ("market_total", LEVEL, 2027, Decimal("4.11e12"), Unit.JPY),
        ("market_total", LEVEL, 2027, Decimal("27.9e9"), Unit.USD),
    ]


def test_a_ratio_to_the_year_before_is_growth(extractor: Extractor) -> None:
    found = extractor.extracted("2026年のアニメ産業市場（広義）は前年比112.5%の4兆3,208億円だった。")
    assert ("market_total", GROWTH, 2026, Decimal("12.5"), Unit.PERCENT) in read(found)


@pytest.mark.parametrize(
    ("text", "growth"),
    [
        ("In 2026 domestic anime spending came to 1,468.5 billion yen (102.7% of 2025's).", "2.7"),
        ("In 2026 domestic anime spending came to 1,468.5 billion yen, or 102.7% of the 2025 amount.", "2.7"),
        ("At 89.9% of 2025's, domestic anime spending in 2026 was the lowest for years.", "-10.1"),
    ],
)
def test_a_ratio_to_a_year_is_growth_in_the_next(extractor: Extractor, text: str, growth: str) -> None:
    assert ("market_domestic", GROWTH, 2026, Decimal(growth), Unit.PERCENT) in read(extractor.extracted(text))


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("国内のアニメ配信市場（単位：億円）　2019年 685　2021年 1,543。会員は600万人。", "5e7"),
        ("国内のアニメ配信市場（単位：百万円） 2019年 68,500　2021年 154,300。会員は600万人。", "5e5"),
        ("Anime streaming in Japan (in billions of yen): 2019 68.5, 2021 154.3. It has 600 members.", "5e7"),
        ("Anime streaming in Japan (JPY bn): 2019 68.5, 2021 154.3. It has 600 members.", "5e7"),
        ("Anime streaming in Japan, in yen billions: 2019 68.5, 2021 154.3. It has 600 members.", "5e7"),
    ],
)
def test_a_unit_that_is_said_once_is_that_of_the_numbers_behind_it(text: str, half: str) -> None:
    paragraphs = Paragraphs(the_catalogue())
    said = [tag for tag in paragraphs.tags(paragraphs.plain(text)) if tag.number is not None and tag.year is None]
    first, second, *others = said
    assert [first.number, second.number] == [
        Quantity.rounded(Decimal(value), Unit.JPY, Decimal(half)) for value in ("68.5e9", "154.3e9")
    ]
    assert [tag.unit_said for tag in others] == [False]


@pytest.mark.parametrize(
    "text",
    ["Streaming made 68.5 in 2019.", "In 2019 it was 68.5 billion yen, with 600 shows.", "単位は落とした。2019年 685"],
)
def test_without_such_a_head_a_bare_number_is_none_of_money(text: str) -> None:
    paragraphs = Paragraphs(the_catalogue())
    bare = [tag for tag in paragraphs.tags(paragraphs.plain(text)) if tag.number is not None and not tag.unit_said]
    assert len(bare) == 1
    assert bare[0].number is not None
    assert bare[0].number.unit is Unit.COUNT


def test_a_fall_is_growth_below_zero(extractor: Extractor) -> None:
    found = extractor.extracted("In 2026 overseas anime sales fell 7.3% to JPY1.98 trillion.")
    assert ("market_overseas", GROWTH, 2026, Decimal("-7.3"), Unit.PERCENT) in read(found)


def test_an_undated_figure_belongs_to_the_year_that_is_given(extractor: Extractor) -> None:
    found = extractor.extracted("海外市場は2兆4,100億円となった。", 2025)
    assert read(found) == [("market_overseas", LEVEL, 2025, Decimal("2.41e12"), Unit.JPY)]


def test_without_a_year_there_is_no_figure(extractor: Extractor) -> None:
    assert extractor.extracted("The overseas market came to JPY2.41 trillion.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Toei Animation posted revenue of JPY101.8 billion for fiscal 2025, up 14.9%.",
        'In 2025 the film "Infinity Castle" grossed $721 million worldwide.',
        "2025年、同社の売上高は850億円、従業員は1,240人だった。",
        "Some 240 delegates came to the hall in 2025.",
        "",
        "No number here.",
    ],
)
def test_what_is_no_figure_of_a_market_is_left_alone(extractor: Extractor, text: str) -> None:
    assert extractor.extracted(text, 2025) == []


def test_a_figure_keeps_the_words_that_it_came_from(extractor: Extractor) -> None:
    text = "The anime market reached JPY4.11 trillion in 2027."
    assert [figure.said for figure in extractor.extracted(text)] == ["JPY4.11 trillion"]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "9" * 100_000,
        "1兆" * 50_000,
        "In 2024 " * 12_000,
        "٢٠٢٤ ２０２４ ²⁰²⁴ " * 4_000,
        "\u202e%00\x00" * 20_000,
    ],
    ids=["brackets", "digits", "scales", "years", "look-alikes", "controls"],
)
def test_hostile_text_is_read_to_its_end_or_its_limit(extractor: Extractor, text: str) -> None:
    for figure in extractor.extracted(text, 2024):
        assert figure.metric in the_catalogue().metrics


@pytest.mark.parametrize("paragraph", list(paragraphs())[::40], ids=lambda paragraph: paragraph.text[:40])
def test_a_marked_figure_stands_in_its_text(paragraph: Paragraph) -> None:
    reader = Paragraphs(the_catalogue())
    plain = reader.plain(paragraph.text)
    for figure in paragraph.figures:
        assert plain.count(reader.plain(figure.said).strip()) >= figure.nth


def test_paragraphs_are_read_one_by_one_and_go_on_with_the_year_of_the_first(extractor: Extractor) -> None:
    text = "The anime market reached JPY4.11 trillion in 2027.\n\nOverseas sales came to JPY2.31 trillion, up 4%."
    assert read(extractor.extracted(text)) == [
        ("market_total", LEVEL, 2027, Decimal("4.11e12"), Unit.JPY),
        ("market_overseas", LEVEL, 2027, Decimal("2.31e12"), Unit.JPY),
        ("market_overseas", GROWTH, 2027, Decimal(4), Unit.PERCENT),
    ]


def test_it_is_known_whether_a_text_was_read_to_its_end(extractor: Extractor) -> None:
    assert extractor.read_to_its_end("The anime market reached JPY4.11 trillion in 2027.")
    assert not extractor.read_to_its_end("x" * 4_001)
    assert not extractor.read_to_its_end("7, " * 200)


def test_a_number_has_the_currency_that_its_sentence_names_before_it(extractor: Extractor) -> None:
    found = extractor.extracted("In dollars, the anime market came to 25.25 billion in 2027.")
    assert read(found) == [("market_total", LEVEL, 2027, Decimal("25.25e9"), Unit.USD)]


@pytest.mark.parametrize("text", ["0" + "四五" * 3_000, "1" + "四" * 3_000, "2024年" + "鷗" * 4_000])
def test_a_number_beside_thousands_of_unknown_letters_is_read(extractor: Extractor, text: str) -> None:
    assert extractor.extracted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The anime market was not 5 trillion yen in 2024.",
        "The anime market could have been 5 trillion yen in 2024.",
        "The anime market fell short of 5 trillion yen in 2024.",
        "2024年のアニメ市場は5兆円ではない。",
    ],
)
def test_an_amount_that_was_not_reached_is_no_figure(extractor: Extractor, text: str) -> None:
    assert extractor.extracted(text) == []


@pytest.mark.parametrize("text", ["The anime market was 5 trillion yen in 2024.", "2024年のアニメ市場は5兆円だった。"])
def test_the_same_amount_that_was_reached_is_one(extractor: Extractor, text: str) -> None:
    assert [(figure.metric, figure.period) for figure in extractor.extracted(text)] == [("market_total", 2024)]


@pytest.mark.parametrize(
    "text",
    [
        "In its 2028 report the AJA put the anime market at 4.5 trillion yen.",
        "Anime Industry Report 2028: the anime market was 4.5 trillion yen.",
        "アニメ産業レポート2028によると、アニメ市場は4兆5000億円だった。",
        "Oct 31, 2028 – Anime market at 4.5 trillion yen",
        "Posted on 31 October 2028: the anime market was 4.5 trillion yen last year.",
        "2028年10月31日　アニメ市場は4兆5000億円。",
        "(2028-10-31) The anime market reached 4.5 trillion yen in 2027.",
    ],
)
def test_what_is_published_in_a_year_is_of_the_year_before(extractor: Extractor, text: str) -> None:
    assert read(extractor.extracted(text)) == [("market_total", LEVEL, 2027, Decimal("4.5e12"), Unit.JPY)]


def test_the_last_day_of_a_year_is_of_that_year(extractor: Extractor) -> None:
    found = extractor.extracted("As of December 31, 2027 the anime market stood at 4.5 trillion yen.")
    assert read(found) == [("market_total", LEVEL, 2027, Decimal("4.5e12"), Unit.JPY)]


def test_a_year_that_others_are_only_held_against_dates_none_of_them(extractor: Extractor) -> None:
    text = "Overseas revenue rose 26% to JPY2.9 trillion, the second highest rate after 2029's 31%."
    assert not any(each.period in (2028, 2030) for each in extractor.extracted(text))
    assert {each.period for each in extractor.extracted(text, 2031)} == {2031, 2029}


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("In 2028 and 2029, overseas revenue was 2.72 and 3.17 trillion yen, respectively.", ["2.72e12", "3.17e12"]),
        ("Overseas/domestic anime market 2029: 3.17/1.67 trillion yen", ["3.17e12", "1.67e12"]),
        ("Overseas: 3,170.2\nDomestic: 1,670.5\n(billion yen, 2029)", ["3.1702e12", "1.6705e12"]),
    ],
)
def test_numbers_joined_to_an_amount_are_counted_as_it_is(extractor: Extractor, text: str, amounts: list[str]) -> None:
    assert [each.quantity.value for each in extractor.extracted(text)] == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    "text",
    [
        "The anime market was between 3.5 and 4 trillion yen in 2029.",
        "Overseas anime came to 2.0–2.2 trillion yen in 2029.",
        "2029年のアニメ市場は3〜4兆円。",
    ],
)
def test_a_range_is_no_figure(extractor: Extractor, text: str) -> None:
    assert extractor.extracted(text) == []


def test_what_is_struck_out_is_not_read(extractor: Extractor) -> None:
    found = extractor.extracted("The anime market was ~~¥3.5tn~~ ¥3.84tn in 2029.")
    assert [each.quantity.value for each in found] == [Decimal("3.84e12")]


@pytest.mark.parametrize(
    "text",
    [
        "Overseas anime revenue rose 26% to 2.9 trillion yen in 2029, led by the United States and China.",
        "Overseas anime revenue rose 26% to 2.9 trillion yen in 2029 thanks to Netflix and Crunchyroll.",
        "北米や中国での需要が伸び、2029年のアニメの海外市場は26％増の2兆9000億円となった。",
        "In 2029 overseas anime revenue rose 26% to 2.9 trillion yen. Korea's webtoons made 2.1 trillion won.",
        "In the US, Crunchyroll raised its prices by 15%. In 2029 overseas anime revenue rose 26% to 2.9 trillion yen.",
    ],
)
def test_others_that_are_named_beside_a_figure_do_not_hide_it(extractor: Extractor, text: str) -> None:
    found = {(str(f.metric), f.kind, f.period, f.quantity.value) for f in extractor.extracted(text)}
    assert found == {
        ("market_overseas", GROWTH, 2029, Decimal(26)),
        ("market_overseas", LEVEL, 2029, Decimal("2.9e12")),
    }


@pytest.mark.parametrize(
    "text",
    [
        "In the United States, anime sales rose 26% to 2.9 trillion yen in 2029.",
        "Netflix made 2.9 trillion yen in 2029, up 26%.",
        "中国のアニメ市場は2029年に26％増の2兆9000億円となった。",
    ],
)
def test_what_is_told_of_others_is_no_figure(extractor: Extractor, text: str) -> None:
    assert extractor.extracted(text) == []


def test_a_plus_makes_a_percentage_growth_and_brackets_tie_it_to_the_amount_before(extractor: Extractor) -> None:
    text = (
        "2029: market JPY 4,840.7 bil. (+14.8%), overseas JPY 3,170.2 bil. (+26.0%), domestic JPY 1,670.5 bil. (+2.8%)"
    )
    growth = [(str(f.metric), f.quantity.value) for f in extractor.extracted(text) if f.kind is GROWTH]
    assert growth == [
        ("market_total", Decimal("14.8")),
        ("market_overseas", Decimal("26.0")),
        ("market_domestic", Decimal("2.8")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The overseas anime market is expected to reach 3.5 trillion yen in 2030.",
        "Anime concerts and stage shows are tipped to pass 130 billion yen in 2030.",
        "海外のアニメ市場は2030年に3兆5000億円に達する見通しだ。",
    ],
)
def test_what_is_only_expected_is_no_figure(extractor: Extractor, text: str) -> None:
    assert extractor.extracted(text) == []


def test_what_is_expected_of_a_goal_is_one(extractor: Extractor) -> None:
    found = extractor.extracted(
        "Overseas sales of Japanese content are set to reach 20 trillion yen by 2033, the goal says."
    )
    assert [str(each.metric) for each in found] == ["content_overseas_target"]


def test_of_two_amounts_the_one_that_is_denied_is_no_figure(extractor: Extractor) -> None:
    found = extractor.extracted("2030年のアニメの海外市場は3兆円ではなく2兆2600億円だった。")
    assert [each.quantity.value for each in found] == [Decimal("2.26e12")]


@pytest.mark.parametrize(
    "text",
    [
        "In the first half of 2030, overseas anime sales rose 12% to ¥1.2 trillion.",
        "2030年上期のアニメの海外売上は12%増の1兆2000億円だった。",
    ],
)
def test_a_part_of_a_year_is_not_the_year(extractor: Extractor, text: str) -> None:
    assert extractor.extracted(text) == []
