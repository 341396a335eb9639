"""What says nothing gives its chance to what does; years said in one breath stay together."""

from __future__ import annotations

import math
from typing import cast

import pytest

from knowledge.model import Item, Operation, Query
from knowledge.questions.candidates import Candidate, Interpreter, _coherent
from knowledge.questions.learnt.encoding import Encoded
from knowledge.questions.learnt.frames import Frame
from knowledge.questions.learnt.network import MOST_OTHERS, Network, Scored, _combined
from tests.knowledge.questions.conftest import Understand
from tests.questions.corpora import the_catalogue

QUERY = Query(operation=Operation.VALUE, items=(Item(metric="market_total"),))


def test_frames_that_say_nothing_leave_their_chance_to_the_others() -> None:
    sound, refused = Candidate(Frame("value"), 0.45, QUERY), Candidate(Frame("none_opinion"), 0.15, None)
    empty = Candidate(Frame("difference"), 0.25, None)
    found = _coherent([sound, empty, refused])
    assert [each.frame.operation for each in found] == ["value", "none_opinion"]
    assert [each.chance for each in found] == pytest.approx([0.6, 0.2])


def test_where_hardly_anything_makes_sense_nothing_gains_much() -> None:
    lost = Candidate(Frame("difference"), 0.9, None)
    assert _coherent([lost, Candidate(Frame("value"), 0.1, QUERY)])[0].chance <= 0.25


def test_doubts_are_combined_the_likeliest_first() -> None:
    doubts = [(-0.1, 0, 1, 5), (-0.5, 1, 0, 2), (-2.0, 2, 0, 0)]
    found = _combined(doubts)
    assert [loss for loss, _ in found] == sorted((loss for loss, _ in found), reverse=True)
    assert found[0] == (-0.1, ((0, 1, 5),))
    assert {changes: loss for loss, changes in found}[(0, 1, 5), (1, 0, 2)] == pytest.approx(-0.6)
    assert len(found) <= MOST_OTHERS


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("average of overseas 2022, 2023 and 2024", Operation.AVERAGE),
        ("If you add up overseas anime revenue for 2022, 2023 and 2024, what do you get?", Operation.SUM),
        ("2022年、2023年、2024年の海外市場の合計は？", Operation.SUM),
    ],
)
def test_of_years_in_one_breath_none_is_left_out(understand: Understand, text: str, operation: Operation) -> None:
    query = understand(text)
    assert query is not None
    assert query.operation is operation
    said = {item.period for item in query.items if item.period}
    spanned = {year for year in (query.span.start, query.span.end) if year} if query.span else set()
    assert said == {2022, 2023, 2024} or spanned == {2022, 2024}


class Sayer:
    """A network that says one thing, and counts how often it is asked."""

    metrics = tuple(the_catalogue().metrics)

    def __init__(self, *frames: tuple[Frame, float]) -> None:
        self.asked = 0
        self._frames = [Scored(frame, math.log(chance)) for frame, chance in frames]

    def frames(self, _question: Encoded) -> list[Scored]:
        self.asked += 1
        return self._frames


def considered(first: Sayer, second: Sayer, *, at_once: bool = False) -> list[Candidate]:
    interpreter = Interpreter(the_catalogue(), cast(Network, first), cast(Network, second))
    return list(interpreter.considered((), "", "en", 2026, None, at_once=at_once).candidates)


DEFINED = Frame("definition", metrics=("market_total", "-", "-"))
REFUSED = Frame("none_opinion")


def test_the_second_network_is_not_asked_where_the_first_is_certain() -> None:
    second = Sayer((REFUSED, 0.99))
    assert considered(Sayer((DEFINED, 0.95), (REFUSED, 0.05)), second)[0].frame == DEFINED
    assert second.asked == 0


def test_where_the_first_is_not_certain_the_two_are_weighed_together() -> None:
    second = Sayer((REFUSED, 0.9), (DEFINED, 0.1))
    best, other = considered(Sayer((DEFINED, 0.6), (REFUSED, 0.4)), second)
    assert (second.asked, best.refusal) == (1, "opinion")
    assert (best.chance, other.chance) == pytest.approx((0.65, 0.35))


def test_half_a_question_is_read_by_the_first_alone() -> None:
    second = Sayer((REFUSED, 0.9))
    considered(Sayer((DEFINED, 0.6), (REFUSED, 0.4)), second, at_once=True)
    assert second.asked == 0
