"""A name that a reading leaves unexplained is a reason for doubt; what all questions are about is none."""

from __future__ import annotations

import pytest

from knowledge.model import Item, Operation, Query
from knowledge.questions import Candidate, Reader
from knowledge.questions.explaining import explained
from knowledge.questions.learnt.frames import Frame
from knowledge.questions.normalise import normalised
from tests.knowledge.questions.learnt.test_encoding import seen
from tests.questions.corpora import the_catalogue


def of(*metrics: str) -> Query:
    return Query(operation=Operation.VALUE, items=tuple(Item(metric=metric) for metric in metrics))


@pytest.mark.parametrize(
    ("text", "query", "leaves_nothing"),
    [
        ("anime streaming in 2023", of("market_streaming"), True),
        ("anime streaming and music in 2023", of("market_streaming"), False),
        ("anime streaming and music in 2023", of("market_streaming", "market_music"), True),
        ("tv anime titles in 2020", of("tv_titles"), True),
        ("the overseas market in 2023", of("market_domestic"), False),
        ("the overseas part of the market", of("market_total"), True),
        ("overseas, more than 2 trillion yen", of("market_overseas"), False),
        ("海外と国内", of("market_overseas"), False),
        ("アニメの配信", of("market_streaming"), True),
    ],
)
def test_what_names_something_is_part_of_the_reading(
    reader: Reader, text: str, query: Query, leaves_nothing: bool
) -> None:
    question = seen(reader, text)
    idle = Frame("value", years=("first",) * len(question.years), amounts=("-",) * len(question.amounts))
    tags = reader.tags(normalised(text))
    assert explained(question, Candidate(idle, 1.0, query), tags, the_catalogue()) == leaves_nothing


def test_a_year_that_is_said_is_part_of_the_reading(reader: Reader) -> None:
    text = "streaming up on 2021"
    question = seen(reader, text)
    left = Candidate(Frame("value", years=("-",) * len(question.years)), 1.0, of("market_streaming"))
    assert not explained(question, left, reader.tags(normalised(text)), the_catalogue())
