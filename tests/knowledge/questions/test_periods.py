"""When a question is about: years, spans, and hints that only the turn before explains."""

from __future__ import annotations

import pytest

from knowledge.model import Span
from knowledge.questions import Reader
from knowledge.questions.normalise import normalised
from knowledge.questions.periods import Periods, found_periods
from knowledge.questions.spelled import in_digits

NOW = 2026


@pytest.fixture
def periods(reader: Reader, request: pytest.FixtureRequest) -> Periods:
    return found_periods(reader.tags(in_digits(normalised(request.param))), NOW)


@pytest.mark.parametrize(
    ("periods", "years"),
    [
        ("overseas in 2024", (2024,)),
        ("2023 against 2019", (2023, 2019)),
        ("2024, and again 2024", (2024,)),
        ("overseas last year", (NOW - 1,)),
        ("overseas this year", (NOW,)),
        ("before the pandemic", (2019,)),
        ("昨年の海外市場", (NOW - 1,)),
        ("一昨年の海外市場", (NOW - 2,)),
        ("2019年と2024年", (2019, 2024)),
    ],
    indirect=["periods"],
)
def test_years_are_those_said_in_their_order(periods: Periods, years: tuple[int, ...]) -> None:
    assert periods.years == years


@pytest.mark.parametrize(
    ("periods", "span"),
    [
        ("from 2019 to 2024", Span(start=2019, end=2024)),
        ("between 2019 and 2024", Span(start=2019, end=2024)),
        ("2019-2024", Span(start=2019, end=2024)),
        ("2019 until 2024", Span(start=2019, end=2024)),
        ("since 2019", Span(start=2019)),
        ("after 2019", Span(start=2020)),
        ("before 2019", Span(end=2018)),
        ("until 2019", Span(end=2019)),
        ("2019年から2024年まで", Span(start=2019, end=2024)),
        ("2019年〜2024年", Span(start=2019, end=2024)),
        ("2019年以降", Span(start=2019)),
        ("2019年以来", Span(start=2019)),
    ],
    indirect=["periods"],
)
def test_a_range_of_years_is_a_span(periods: Periods, span: Span) -> None:
    assert periods.span == span


@pytest.mark.parametrize(
    "periods", ["in 2024", "2019 and 2024", "2019, 2024", "2019 or 2024", "2019年と2024年", "overseas"], indirect=True
)
def test_years_side_by_side_are_no_span(periods: Periods) -> None:
    assert periods.span is None


@pytest.mark.parametrize(
    ("periods", "hint"),
    [("and the year before?", "previous"), ("and the year after?", "next"), ("その前の年は？", "previous")],
    indirect=["periods"],
)
def test_a_year_told_by_another_is_a_hint(periods: Periods, hint: str) -> None:
    assert (periods.hint, periods.years) == (hint, ())


@pytest.mark.parametrize(
    ("periods", "count"),
    [("the last five years", 5), ("over the past 3 years", 3), ("過去5年間", 5)],
    indirect=["periods"],
)
def test_so_many_years_back_are_a_count(periods: Periods, count: int) -> None:
    assert periods.last == count


@pytest.mark.parametrize("periods", ["overseas", "how big is the anime market", "海外市場は"], indirect=True)
def test_nothing_is_said_where_no_year_is(periods: Periods) -> None:
    assert not periods.said
