"""The words of a claim that turn what its numbers and names say: bounds, falls, ranges, denials."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.answering import Desk
from knowledge.extraction import Checker
from knowledge.model import Verdict
from tests.questions.corpora import TODAY, the_catalogue

WORDED = Path(__file__).with_name("worded.txt")


def groups() -> Iterator[tuple[str, list[tuple[Verdict, str]]]]:
    """What the groups of messages are about, and each message with what it comes to."""
    for group in WORDED.read_text(encoding="utf-8").split("\n\n"):
        name, *lines = group.strip().splitlines()
        told = (line.partition(": ") for line in lines)
        yield name.removeprefix("# "), [(Verdict(verdict), text) for verdict, _, text in told]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(the_catalogue(), Desk(the_catalogue(), today=lambda: TODAY))


@pytest.mark.parametrize(("name", "messages"), [*groups()], ids=[name for name, _ in groups()])
def test_a_claim_means_what_its_words_make_of_it(
    checker: Checker, name: str, messages: list[tuple[Verdict, str]]
) -> None:
    assert messages, name
    found = [(checker.checked(text).verdict, text) for _, text in messages]
    assert found == messages
