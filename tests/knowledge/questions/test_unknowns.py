"""An unknown word that narrows what is asked for stops an answer; one in passing does not."""

from __future__ import annotations

import pytest

from knowledge.model import Reason
from knowledge.questions import Reading, Unread
from tests.knowledge.questions.conftest import Ask, Understand


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("How big was the overseas saucepan market in 2024?", "saucepan"),
        ("How big was the potato market in 2024?", "potato"),
        ("How big was the zorblax market in 2024?", "zorblax"),
        ("How many wooden studios are there?", "wooden"),
        ("2024年の傘の市場はいくらですか", "傘"),
    ],
)
def test_a_word_that_narrows_is_named_and_nothing_is_answered(ask: Ask, text: str, word: str) -> None:
    result = ask(text)
    assert isinstance(result, Unread)
    assert result.reason in (Reason.NOT_UNDERSTOOD, Reason.NOT_COVERED)
    assert any(word in said for said in result.words)


@pytest.mark.parametrize(
    "text",
    [
        "So, honestly, how big was the overseas anime market in 2024?",
        "How big was the overseas anime market in 2024, according to Bartholomew?",
        "My cousin swears by it: how big was the overseas anime market in 2024?",
    ],
)
def test_a_word_in_passing_does_not_stop_an_answer(understand: Understand, text: str) -> None:
    assert understand(text) == understand("How big was the overseas anime market in 2024?")


@pytest.mark.parametrize("narrowing", ["female", "wooden", "Catholic", "underwater", "vintage"])
def test_no_narrowing_word_is_ever_passed_over(ask: Ask, narrowing: str) -> None:
    assert not isinstance(ask(f"How big was the overseas {narrowing} anime market in 2024?"), Reading)
