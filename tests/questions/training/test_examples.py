"""What the network of claims is shown beside a claim."""

from __future__ import annotations

from collections.abc import Sequence

from tests.questions.corpora import Turns, the_catalogue
from tests.questions.notation import query_of
from tests.questions.training.examples import Example, Teacher

FIRST = {"q": "Overseas made 2.17 trillion yen in 2024.", "m": "market_overseas@2024 ? = 2.17e12 JPY"}
SECOND = {"q": "Streaming was at 250 billion in 2023.", "m": "market_streaming@2023 ? = 2.5e11 JPY"}
WITH_BANTER = [
    {"q": "honestly no idea why", "m": "none chat"},
    {"q": "tv fell in 2020", "m": "growth(market_tv)@2020 ? < 0"},
]


def teacher(messages: Sequence[Turns]) -> Teacher:
    found = Teacher(the_catalogue())
    found.hear(messages)
    return found


def meanings(examples: Sequence[Example]) -> dict[str, object]:
    return {example.text: example.meaning for example in examples}


def test_a_claim_is_shown_with_another_behind_it_and_means_what_it_did() -> None:
    lesson, *_ = teacher([[SECOND]]).told([[FIRST]])
    assert meanings(lesson.asides) == {f"{FIRST['q']} {SECOND['q']}": query_of(FIRST["m"])}


def test_a_message_with_another_claim_behind_it_makes_two() -> None:
    (lesson,) = teacher([[SECOND]]).lessons([[FIRST]])
    both = [example for example in lesson.asides if SECOND["q"] in example.text]
    assert [example.frame.operation for example in both] == ["parts"]


def test_what_claims_nothing_stands_beside_a_claim_and_changes_nothing() -> None:
    lesson, *_ = teacher([WITH_BANTER]).told([[FIRST]])
    (shown,) = lesson.asides
    assert WITH_BANTER[0]["q"] in shown.text
    assert shown.meaning == query_of(FIRST["m"])


def test_nothing_is_put_behind_a_long_message_or_behind_itself() -> None:
    long = {**FIRST, "q": f"{FIRST['q']} {'And that is all that I have to say of it. ' * 3}"}
    assert not next(iter(teacher([[SECOND]]).told([[long]]))).asides
    assert not next(iter(teacher([[FIRST]]).told([[FIRST]]))).asides
