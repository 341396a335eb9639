"""The sets of first contact: what they have reached is not lost again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from knowledge.answering import Desk
from knowledge.extraction import Checker, Extractor
from knowledge.model import Verdict
from tests.questions.corpora import TODAY, the_catalogue

SETS = Path(__file__).with_name("sets")


def records(name: str) -> list[dict[str, Any]]:
    lines = (line for path in sorted(SETS.glob(name)) for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines]


def counted(texts: Iterable[dict[str, Any]]) -> tuple[int, int, int]:
    """How many figures are found rightly, are found, and are meant."""
    extractor, right, said, meant = Extractor(the_catalogue()), 0, 0, 0
    for record in texts:
        expected = {
            (each["metric"], each["kind"], each["period"], float(each["value"]), each["unit"])
            for each in record["figures"]
        }
        found = {
            (str(each.metric), each.kind.value, each.period, float(each.quantity.value), each.quantity.unit.value)
            for each in extractor.extracted(record["text"], record["hint"])
        }
        right, said, meant = right + len(found & expected), said + len(found), meant + len(expected)
    return right, said, meant


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(the_catalogue(), Desk(the_catalogue(), today=lambda: TODAY))


def test_hardly_any_false_claim_is_called_true(checker: Checker) -> None:
    false = [record for record in records("claims*") if record["verdict"] == "false"]
    a_part = [each for place, each in enumerate(false) if place % 11 == 0]
    assert len(a_part) > 300
    called_true = [each["id"] for each in a_part if checker.checked(each["text"]).verdict is Verdict.TRUE]
    assert len(called_true) < 0.015 * len(a_part), called_true


def test_most_claims_of_the_newest_sets_are_judged_rightly(checker: Checker) -> None:
    """Some of those from 159 on, which were never learnt from."""
    newest = [each for number in range(159, 243) for each in records(f"claims-{number}.jsonl")][::9]
    assert len(newest) > 250
    right = sum(checker.checked(each["text"]).verdict.value == each["verdict"] for each in newest)
    assert right / len(newest) > 0.93


def test_most_twins_are_told_apart(checker: Checker) -> None:
    some = [record for record in records("twins*") if record["id"][-4:-1] in ("004", "014", "024", "034", "044")]
    assert len(some) == 80
    right = sum(checker.checked(each["text"]).verdict.value == each["verdict"] for each in some)
    assert right / len(some) > 0.75


def test_most_messages_on_something_else_are_left_open(checker: Checker) -> None:
    some = records("noise*")[::3]
    right = sum(checker.checked(each["text"]).verdict.value == each["verdict"] for each in some)
    assert right / len(some) > 0.9


def test_most_figures_of_hard_texts_are_found() -> None:
    right, said, meant = counted(records("hard*")[::2])
    assert right / said > 0.84
    assert right / meant > 0.82


@pytest.mark.parametrize("language", ["english", "japanese"])
def test_most_figures_of_unseen_news_are_found(language: str) -> None:
    right, said, meant = counted(records(f"news*{language}*"))
    assert right / said > 0.93
    assert right / meant > 0.91
