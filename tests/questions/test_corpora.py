"""The corpora are sound, and what was never learnt from is mostly read as it is meant, and seldom as something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from knowledge.answering import Desk, remembered
from knowledge.model import Query
from knowledge.questions import Reader, Reading
from tests.questions.corpora import CLAIMS, CORPORA, TODAY, YEAR_NOW, Turns, conversations, held_out_part, the_catalogue
from tests.questions.essence import essence
from tests.questions.notation import REASONS, line_of, query_of

AT_LEAST_RIGHT, AT_MOST_WRONG = 0.79, 0.10


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(the_catalogue(), today=lambda: TODAY)


@pytest.fixture(scope="module")
def outcomes(reader: Reader, desk: Desk) -> Counter[str]:
    """How the turns fare that nothing was learnt from: as meant, as something else, or not at all."""
    found = Counter[str]()
    for turns in held_out_part():
        found.update(fates(turns, reader, desk))
    return found


def fates(turns: Turns, reader: Reader, desk: Desk) -> Iterator[str]:
    previous: Query | None = None
    for turn in turns:
        meaning = query_of(turn["m"])
        result = reader.read(turn["q"], year_now=YEAR_NOW, previous=previous)
        read = essence(result.query if isinstance(result, Reading) else None, desk)
        meant = essence(meaning if isinstance(meaning, Query) else None, desk)
        yield "right" if read == meant else "withheld" if read is None else "wrong"
        if isinstance(meaning, Query):
            previous = remembered(desk.answer(meaning)) or previous


def test_most_turns_are_read_as_they_are_meant(outcomes: Counter[str]) -> None:
    assert outcomes["right"] / outcomes.total() >= AT_LEAST_RIGHT


def test_few_turns_are_read_as_something_else(outcomes: Counter[str]) -> None:
    assert outcomes["wrong"] / outcomes.total() <= AT_MOST_WRONG


@pytest.mark.parametrize(
    "path", [*sorted(CORPORA.glob("*.jsonl")), *sorted(CLAIMS.glob("*.jsonl"))], ids=lambda path: path.stem
)
def test_every_meaning_can_be_read_and_names_what_is_held(path: object) -> None:
    catalogue = the_catalogue()
    for turns in conversations([path]):  # type: ignore[list-item]
        for turn in turns:
            meaning = query_of(turn["m"])
            if isinstance(meaning, str):
                assert meaning in REASONS
                continue
            parts = meaning.parts or (meaning,)
            metrics = {item.metric for part in parts for item in part.items}
            assert metrics <= set(catalogue.metrics), turn
            assert {statement for part in parts for statement in part.statements} <= set(catalogue.statements), turn


def test_a_meaning_written_again_is_the_same_meaning() -> None:
    lines = {turn["m"] for turns in conversations() for turn in turns}
    changed = [line for line in lines if query_of(line_of(query_of(line))) != query_of(line)]
    assert changed == []
