"""When a newer edition must be out by the calendar, answers from the latest one say so."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answering import Desk
from knowledge.model import Answer, Item, Operation, Query
from tests.questions.corpora import the_catalogue


def asked(today: date, year: int, as_of: str | None = None) -> Answer:
    items = (Item(metric="market_overseas", period=year),)
    return Desk(the_catalogue(), today=lambda: today).answer(Query(operation=Operation.VALUE, items=items, as_of=as_of))


@pytest.mark.parametrize(
    ("today", "year", "said"),
    [
        (date(2026, 11, 27), 2024, False),
        (date(2026, 12, 31), 2024, False),
        (date(2027, 1, 1), 2024, True),
        (date(2028, 6, 1), 2024, True),
        (date(2028, 6, 1), 2015, False),
    ],
)
def test_it_is_said_from_the_end_of_the_next_year_on(today: date, year: int, said: bool) -> None:
    caveats = [caveat["en"] for caveat in asked(today, year).caveats]
    assert any("should be out by now" in caveat for caveat in caveats) is said


def test_who_asks_for_an_edition_is_not_told_of_newer_ones() -> None:
    caveats = [caveat["en"] for caveat in asked(date(2028, 6, 1), 2024, "aja-air-2025").caveats]
    assert not any("should be out by now" in caveat for caveat in caveats)
