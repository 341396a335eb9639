"""How far something moved is told of itself, and not of what lies beside it."""

from __future__ import annotations

import pytest

from knowledge.answering import Desk
from tests.questions.corpora import TODAY, the_catalogue


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(the_catalogue(), today=lambda: TODAY)


@pytest.mark.parametrize(
    ("question", "things"),
    [
        (
            "by how many yen did overseas grow in 2024?",
            [("market_overseas", 2024), ("market_overseas", 2023)],
        ),
        (
            "by how much did overseas grow in 2024 in yen?",
            [("market_overseas", 2024), ("market_overseas", 2023)],
        ),
        (
            "how far is overseas ahead of domestic in 2024?",
            [("market_overseas", 2024), ("market_domestic", 2024)],
        ),
    ],
)
def test_one_thing_that_moved_is_held_against_itself(desk: Desk, question: str, things: list[tuple[str, int]]) -> None:
    query = desk.ask(question).query
    assert query is not None
    assert [(item.metric, item.period) for item in query.items] == things


@pytest.mark.parametrize(
    "question", ["what was the overseas market in 1850?", "how big was overseas in 2150?", "3000年の海外市場は？"]
)
def test_a_year_far_off_is_not_answered_with_another(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert answer.declined is not None
    assert not answer.values
