"""Years in a row are as many as are said."""

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
