"""Tables as they are pasted: with bars, tabs, blanks or commas between the cells, and the unit where it is said."""

from __future__ import annotations

import pytest

from knowledge.answering import Desk
from knowledge.extraction import Checker, Extractor
from knowledge.extraction.tables import as_sentences
from knowledge.model import Verdict
from tests.questions.corpora import TODAY, the_catalogue

OVERSEAS, DOMESTIC = "market_overseas", "market_domestic"
CELLS = {
    (OVERSEAS, 2032): "4.1e12",
    (DOMESTIC, 2032): "2.2e12",
    (OVERSEAS, 2033): "4.7e12",
    (DOMESTIC, 2033): "2.3e12",
}

LAYOUTS = {
    "bars": "Year | Overseas | Domestic\n2032 | ¥4.1tn | ¥2.2tn\n2033 | ¥4.7tn | ¥2.3tn",
    "markdown": "| | 2032 | 2033 |\n|---|---:|---:|\n| Overseas | ¥4.1tn | ¥4.7tn |\n| Domestic | ¥2.2tn | ¥2.3tn |",
    "tabs and a unit in each head": "Year\tOverseas (¥bn)\tDomestic (¥bn)\n2032\t4100\t2200\n2033\t4700\t2300",
    "commas and a unit below": "year,overseas,domestic\n2032,4100.0,2200.0\n2033,4700.0,2300.0\n(billion yen)",
    "blanks": "Year      Overseas    Domestic\n2032      ¥4.1tn      ¥2.2tn\n2033      ¥4.7tn      ¥2.3tn",
    "wide blanks": "年　海外　国内\n2032　4兆1000億円　2兆2000億円\n2033　4兆7000億円　2兆3000億円",
    "a unit above": "単位：億円\n年度　海外　国内\n2032　41000　22000\n2033　47000　23000",
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(the_catalogue())


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_each_cell_is_the_figure_of_its_row_and_its_column(extractor: Extractor, layout: str) -> None:
    found = {(str(each.metric), each.period): each.quantity.value for each in extractor.extracted(layout)}
    assert found == {of: float(value) for of, value in CELLS.items()}


def test_the_words_of_a_cell_are_those_of_the_text(extractor: Extractor) -> None:
    said = {each.said for each in extractor.extracted(LAYOUTS["tabs and a unit in each head"])}
    assert said == {"4100", "2200", "4700", "2300"}


def test_a_column_of_growth_is_of_the_column_before_it() -> None:
    told = as_sentences("Year | Overseas | YoY\n2033 | ¥4.7tn | 14.6%\n2034 | ¥5tn | 6.4%")
    assert "Overseas YoY in 2033: 14.6%." in told


def test_what_stands_around_a_table_stays() -> None:
    told = as_sentences(f"Seen today:\n{LAYOUTS['bars']}\nSource: AJA")
    assert told.startswith("Seen today:\n")
    assert told.endswith("\nSource: AJA")


@pytest.mark.parametrize(
    "text",
    [
        "Anime, manga, games\nis fine, really, 3 of them\nI think, no, 4",
        "Overseas: 2.17\nDomestic: 1.67",
        "a | b",
        "2023 | 2024 | 2025",
        "| | |\n| | |",
        "The market was 3.84 trillion yen, overseas 2.17, domestic 1.67.",
    ],
)
def test_what_is_no_table_is_left_alone(text: str) -> None:
    assert as_sentences(text) == text


@pytest.mark.parametrize(
    ("domestic", "verdict"), [("1.67T", Verdict.TRUE), ("1.76T", Verdict.FALSE)], ids=["right", "wrong"]
)
def test_a_table_is_checked_cell_by_cell(domestic: str, verdict: Verdict) -> None:
    checker = Checker(the_catalogue(), Desk(the_catalogue(), today=lambda: TODAY))
    table = f"Year | Overseas | Domestic\n2023 | 1.72T | 1.62T\n2024 | 2.17T | {domestic}"
    assert checker.checked(table).verdict is verdict


def test_a_head_that_begins_with_blanks_has_a_first_cell_without_a_name(extractor: Extractor) -> None:
    table = (
        "Anime market (billion yen)\n            2032     2033\nOverseas  4,100.0  4,700.0\nDomestic  2,200.0  2,300.0"
    )
    found = {(str(each.metric), each.period): each.quantity.value for each in extractor.extracted(table)}
    assert found == {of: float(value) for of, value in CELLS.items()}


def test_a_rate_beside_amounts_is_not_counted_in_their_unit(extractor: Extractor) -> None:
    table = "Segment,2033,YoY %\nTV,97.3,3.18\nStreaming,250.1,51.39\n(JPY bn)"
    found = [
        (str(each.metric), each.kind.value, str(each.quantity.value.normalize())) for each in extractor.extracted(table)
    ]
    assert ("market_streaming", "level", "2.501E+11") in found
    assert not any(value == "5.139E+10" for _, _, value in found)
