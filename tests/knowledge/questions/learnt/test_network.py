"""The network's scores: logarithms of probabilities, best first, the same each time, whatever it is given."""

from __future__ import annotations

import pytest

from knowledge.questions import Reader
from knowledge.questions.learnt.network import shipped
from tests.knowledge.questions.learnt.test_encoding import seen
from tests.questions.corpora import the_catalogue

TEXTS = (
    "How big was the overseas market in 2024?",
    "2024年の海外市場は？",
    "?",
    "xqzv " * 30,
    "half of 2 trillion in 2019",
)


@pytest.mark.parametrize("text", TEXTS)
def test_frames_come_best_first_and_are_no_likelier_than_certain(reader: Reader, text: str) -> None:
    scores = [scored.score for scored in shipped().frames(seen(reader, text))]
    assert scores == sorted(scores, reverse=True)
    assert scores
    assert all(score <= 1e-5 for score in scores)


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_question_is_read_the_same_again(reader: Reader, text: str) -> None:
    assert shipped().frames(seen(reader, text)) == shipped().frames(seen(reader, text))


@pytest.mark.parametrize("text", TEXTS)
def test_every_year_and_amount_plays_a_part_or_none(reader: Reader, text: str) -> None:
    question = seen(reader, text)
    for scored in shipped().frames(question):
        assert len(scored.frame.years) == len(question.years)
        assert len(scored.frame.amounts) == len(question.amounts)


def test_it_was_trained_on_the_metrics_and_statements_that_ship() -> None:
    assert set(the_catalogue().metrics) <= shipped().metrics
    assert set(the_catalogue().statements) <= shipped().statements
