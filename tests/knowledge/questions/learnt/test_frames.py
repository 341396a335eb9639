"""Choices and exact parts make a query: what the corpora mean can be said so; what does not fit together can not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.answering import Desk
from knowledge.model import Item, Kind, Operation, Query, Relation
from knowledge.questions import Reader
from knowledge.questions.learnt.encoding import Encoded
from knowledge.questions.learnt.frames import Frame, composed
from tests.knowledge.questions.learnt.test_encoding import seen
from tests.questions.corpora import TODAY, held_out_part, the_catalogue
from tests.questions.essence import essence
from tests.questions.training.examples import Teacher

LEFT_OUT_AT_MOST = 0.03


def test_nearly_every_meaning_of_the_corpora_can_be_said_and_comes_back_as_it_was() -> None:
    teacher, desk = Teacher(the_catalogue()), Desk(the_catalogue(), today=lambda: TODAY)
    lessons = list(teacher.lessons(held_out_part()))
    queries = [lesson.example for lesson in lessons if isinstance(lesson.example.meaning, Query)]
    single = [example for example in queries if example.frame.operation != Operation.PARTS]
    changed = [
        example.text
        for example in single
        if essence(composed(example.frame, example.question, the_catalogue()), desk)
        != essence(example.meaning if isinstance(example.meaning, Query) else None, desk)
    ]
    assert teacher.left_out / len(lessons) < LEFT_OUT_AT_MOST
    assert len(changed) / len(single) < LEFT_OUT_AT_MOST, changed


def test_what_a_part_of_a_message_claims_can_be_said_where_it_stands() -> None:
    """The second part takes its amount from the first, and the year that it says itself."""
    parts = [
        {"q": "The studios passed 300 billion yen in 2019", "m": "production_total@2019 ? > 300e9 JPY"},
        {"q": "and fell back below that in 2020.", "m": "production_total@2020 ? < 300e9 JPY"},
    ]
    *_, last = (lesson.example for lesson in Teacher(the_catalogue()).told([parts]) if lesson.example.meaning != "chat")
    question = last.question
    assert [text for text in question.texts if text] == ["and", "fell", "back", "below", "that", "in", "2020"]
    assert [year.value for year in question.years if question.said(year)] == [2020]
    said = composed(last.frame, question, the_catalogue())
    assert said is not None
    assert said.claim is not None
    assert said.claim.bound is not None
    assert said.items[0].period == 2020
    assert said.claim.relation is Relation.BELOW
    assert said.claim.bound.value == 300 * 10**9


def test_what_is_put_beside_claims_claims_nothing() -> None:
    idle = ["sorry to butt in here", "the year before", "look at the 2024 number", "anime films are great"]
    message = [{"q": "Overseas grew 26 percent in 2024", "m": "growth(market_overseas)@2024 ? = 26 percent"}]
    teacher = Teacher(the_catalogue())
    teacher.hear([[{"q": each, "m": "none chat"}, *message] for each in idle])
    beside = {lesson.asides[0].text for lesson in teacher.told([message] * 8) if lesson.asides}
    assert beside <= {
        "sorry to butt in here, Overseas grew 26 percent in 2024",
        "Overseas grew 26 percent in 2024, sorry to butt in here",
    }
    assert beside


def frame(question: Encoded, operation: str, metric: str, *years: str, **choices: str) -> Frame:
    roles = tuple(years) or ("-",) * len(question.years)
    return Frame(operation, (metric, "-", "-"), years=roles, amounts=("claimed",) * len(question.amounts), **choices)


def test_a_change_goes_from_the_earlier_year_to_the_later(reader: Reader) -> None:
    question = seen(reader, "from 2019 to 2024")
    for roles in (("first", "second"), ("second", "first")):
        query = composed(frame(question, "change", "market_overseas", *roles), question, the_catalogue())
        assert query is not None
        assert [item.period for item in query.items] == [2024, 2019]


@pytest.mark.parametrize(
    ("text", "kind", "fits"),
    [
        ("2 trillion yen in 2024", "level", True),
        ("2 trillion yen in 2024", "growth", False),
        ("26 % in 2024", "growth", True),
        ("26 % in 2024", "level", False),
        ("3.84, right?", "level", True),
    ],
)
def test_a_claim_needs_an_amount_of_its_own_unit(reader: Reader, text: str, kind: str, fits: bool) -> None:
    question = seen(reader, text)
    years = ("first",) * len(question.years)
    claimed = frame(question, "value", "market_overseas", *years, kind=kind, claim="equal")
    assert (composed(claimed, question, the_catalogue()) is not None) == fits


@pytest.mark.parametrize("metric", ["market_total", "content_overseas_target"])
def test_a_share_is_of_something_that_has_a_whole(reader: Reader, metric: str) -> None:
    question = seen(reader, "in 2024")
    assert composed(frame(question, "value", metric, "first", kind="share"), question, the_catalogue()) is None


def test_a_goal_keeps_its_own_year_whatever_was_asked_before(reader: Reader) -> None:
    before = Query(operation=Operation.VALUE, items=(Item(metric="market_overseas", period=2024),))
    question = seen(reader, "and the goal?", before)
    query = composed(frame(question, "value", "content_overseas_target", "first"), question, the_catalogue())
    assert query is not None
    assert query.items == (Item(metric="content_overseas_target", kind=Kind.LEVEL),)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("the pre-pandemic period: how large was the market in 2018?", 2018),
        ("市場規模、二〇一九年", 2019),
        ("in 2018 and 2019", None),
        ("the latest, not 2018", None),
    ],
)
def test_a_figure_is_asked_for_of_the_only_year_that_is_said(reader: Reader, text: str, year: int | None) -> None:
    question = seen(reader, text)
    query = composed(frame(question, "value", "market_total"), question, the_catalogue())
    assert query is not None
    assert query.items[0].period == year


def test_what_grew_by_a_sum_of_money_is_held_against_the_year_before(reader: Reader) -> None:
    question = seen(reader, "overseas grew by 2.17 trillion yen in 2024")
    claimed = frame(question, "value", "market_overseas", "first", claim="equal")
    query = composed(claimed, question, the_catalogue())
    assert query is not None
    assert query.operation is Operation.DIFFERENCE
    assert [item.period for item in query.items] == [2024, 2023]


def test_the_last_five_years_end_with_the_latest_held(reader: Reader) -> None:
    question = seen(reader, "overseas over the last 5 years")
    counted = replace(frame(question, "series", "market_overseas"), amounts=("years",))
    query = composed(counted, question, the_catalogue())
    assert query is not None
    assert query.span is not None
    assert (query.span.start, query.span.end) == (2020, 2024)
