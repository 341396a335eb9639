"""Years in a row are as many as are said; those since the pandemic are behind the one in which it began."""

from __future__ import annotations

import pytest

from knowledge.model import Operation, Span
from tests.knowledge.questions.conftest import Understand


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("did domestic grow for three years in a row?", 2022, 2024),
        ("国内市場は3年連続で成長している？", 2022, 2024),
        ("海外は4年連続で伸びている？", 2021, 2024),
    ],
)
def test_years_in_a_row_are_the_last_ones(understand: Understand, text: str, first: int, last: int) -> None:
    query = understand(text)
    assert query.operation is Operation.YEARS
    assert query.span == Span(start=first, end=last)


def test_every_year_is_no_streak(understand: Understand) -> None:
    assert understand("has the market grown every year?").span is None


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("In what year did overseas first beat domestic since the pandemic?", 2021),
        ("コロナ後に海外が国内を初めて上回ったのは何年？", 2021),
        ("when did overseas first pass the home market?", None),
    ],
)
def test_the_first_year_since_the_pandemic_is_behind_it(understand: Understand, text: str, start: int | None) -> None:
    query = understand(text)
    assert query.operation is Operation.YEARS
    assert (query.span.start if query.span is not None else None) == start
