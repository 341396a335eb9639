"""What a text claims by the network of claims, and what certain words make of it however it was read."""

from __future__ import annotations

import pytest

from knowledge.answering import Desk
from knowledge.extraction import Checker
from knowledge.extraction.listening import Listener
from knowledge.model import Verdict
from tests.questions.corpora import TODAY, the_catalogue


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener(the_catalogue(), Desk(the_catalogue(), today=lambda: TODAY), lambda _answer, _text: False)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(the_catalogue(), Desk(the_catalogue(), today=lambda: TODAY))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("pretty sure overseas was around 2.2 trillion yen in 2024", Verdict.TRUE),
        ("pretty sure overseas was around 3.2 trillion yen in 2024", Verdict.FALSE),
        ("anime is just better than live action", Verdict.UNKNOWN),
        ("overseas grew 26 percent in 2024, and the home market grew 2.8 percent", Verdict.TRUE),
        ("overseas grew 26 percent in 2024, and the home market grew 12.8 percent", Verdict.FALSE),
        ("2024年の海外は26%増、国内は2.8%増だった", Verdict.TRUE),
    ],
)
def test_a_message_is_taken_for_what_it_claims(listener: Listener, text: str, verdict: Verdict) -> None:
    listened = listener.listened(text)
    assert listened is not None
    assert listened.verdict is verdict


def test_every_claim_of_a_message_has_its_answer(listener: Listener) -> None:
    listened = listener.listened("overseas grew 26 percent in 2024, and the home market grew 12.8 percent")
    assert listened is not None
    assert [answer.verdict for answer in listened.answers] == [Verdict.TRUE, Verdict.FALSE]


@pytest.mark.parametrize(
    "text",
    [
        "It isn't true that overseas was 2.17 trillion yen in 2024.",
        "2023 was not the first year in which overseas was ahead of domestic.",
        "word " * 120 + "overseas was 2.17 trillion yen in 2024",
    ],
    ids=["denied", "a denied first", "long"],
)
def test_what_is_denied_and_what_is_long_is_left_to_others(listener: Listener, text: str) -> None:
    assert listener.listened(text) is None


def test_a_thing_that_is_only_named_is_what_the_next_part_is_about(listener: Listener) -> None:
    listened = listener.listened("テレビアニメの本数、2019年は300本超えてたのに2020年は280本も行かなかった")
    assert listened is not None
    assert {answer.query.items[0].metric for answer in listened.answers if answer.query} == {"tv_titles"}


def test_who_is_ahead_is_part_of_how_far(listener: Listener) -> None:
    right, wrong, apart = (
        listener.ask(text)
        for text in (
            "streaming beat tv by over 150 billion yen in 2023",
            "tv beat streaming by over 150 billion yen in 2023",
            "the gap between home and overseas was about 500 billion yen in 2024",
        )
    )
    assert [right.verdict, wrong.verdict, apart.verdict] == [Verdict.TRUE, Verdict.FALSE, Verdict.TRUE]


@pytest.mark.parametrize(
    ("text", "reasoned"),
    [
        ("overseas shot up in 2024 because the yen was weak", True),
        ("2024年に海外が伸びたのは円安のおかげ", True),
        ("overseas shot up in 2024", False),
    ],
)
def test_a_reason_is_heard(listener: Listener, text: str, *, reasoned: bool) -> None:
    assert listener.gives_a_reason(text) is reasoned


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("mission accomplished, japan already hit its 20 trillion yen overseas content goal in 2024", Verdict.FALSE),
        ("the goal is to sell 20 trillion yen of content overseas by 2033", Verdict.TRUE),
        ("overseas grew 26 percent in 2024 because the yen was weak", Verdict.UNKNOWN),
        ("a weaker yen explains more than half of the overseas gain in 2024", Verdict.UNKNOWN),
    ],
)
def test_what_figures_alone_would_bear_out_is_not_taken_for_what_is_claimed(
    checker: Checker, text: str, verdict: Verdict
) -> None:
    assert checker.checked(text).verdict is verdict
