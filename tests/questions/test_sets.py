"""What was learnt from the sets stays learnt: how many of their turns are answered right, and how few wrong."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.asking import Asker
from knowledge.catalogue import load
from tests.questions.judging import judged

SETS = Path(__file__).parent / "sets"
AT_LEAST_CORRECT, AT_MOST_WRONG = 0.965, 0.02
LOOKED_AT = 3
"""One conversation of so many: thousands tell the shares well enough."""


@pytest.fixture(scope="module")
def outcomes() -> Counter[str]:
    asker, found = Asker(load(), lambda: date(2026, 11, 23), "en"), Counter[str]()
    for path in sorted(SETS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines()[::LOOKED_AT]:
            found.update(outcomes_of(json.loads(line), asker))
    return found


def outcomes_of(record: dict, asker: Asker) -> list[str]:  # type: ignore[type-arg]
    questions = [turn["q"] for turn in record["turns"]]
    said = asker.objects(record["id"], questions)
    return [judged(turn["expect"], answer) for turn, answer in zip(record["turns"], said, strict=True)]


def test_most_turns_are_answered_right(outcomes: Counter[str]) -> None:
    assert outcomes["correct"] / outcomes.total() >= AT_LEAST_CORRECT


def test_few_turns_are_answered_with_something_not_asked(outcomes: Counter[str]) -> None:
    assert outcomes["wrong"] / outcomes.total() <= AT_MOST_WRONG


def test_an_answer_to_what_cannot_be_answered_is_wrong() -> None:
    answer: dict[str, object] = {"status": "answered", "quantities": [], "verdict": None, "text": "9 trillion"}
    assert judged({"status": "declined"}, answer) == "wrong"


def test_a_number_of_another_year_is_wrong() -> None:
    expected = {"value": 2170200000000, "unit": "JPY"}
    said = {"status": "answered", "quantities": [{"value": 1722200000000, "unit": "JPY"}], "verdict": None, "text": ""}
    assert judged(expected, said) == "wrong"
    assert judged(expected, {**said, "quantities": [{"value": 2170000000000, "unit": "JPY"}]}) == "correct"
