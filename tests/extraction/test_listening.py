"""What a text claims by the network of claims, and what certain words make of it however it was read."""

from __future__ import annotations

import pytest

from knowledge.answering import Desk
from knowledge.extraction import Checker
from knowledge.extraction.listening import Listener, Vote, elected, lead
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
        ("live action remakes are never as good, change my mind", Verdict.UNKNOWN),
        ("in dollars, the anime market of 2024 comes to roughly twenty-five billion", Verdict.TRUE),
        ("overseas grew 26 percent in 2024, and the home market grew 2.8 percent", Verdict.TRUE),
        ("overseas grew 26 percent in 2024, and the home market grew 12.8 percent", Verdict.FALSE),
        ("2024年の海外は26%増、国内は2.8%増だった", Verdict.TRUE),
    ],
)
def test_a_message_is_taken_for_what_it_claims(listener: Listener, text: str, verdict: Verdict) -> None:
    assert elected(listener.votes(text)).verdict is verdict


def test_every_claim_of_a_message_has_its_answer(listener: Listener) -> None:
    votes = listener.votes("overseas grew 26 percent in 2024, and the home market grew 12.8 percent")
    assert [answer.verdict for answer in elected(votes).answers] == [Verdict.TRUE, Verdict.FALSE]


def test_what_makes_several_claims_is_not_read_as_one(listener: Listener) -> None:
    text = "overseas grew 26 percent in 2024, and the home market grew 2.8 percent"
    votes = listener.votes(text)
    assert {vote.verdict for vote in votes} == {Verdict.TRUE}
    assert all(len(vote.answers) == 2 for vote in votes)


def test_a_long_message_is_not_listened_to(listener: Listener) -> None:
    assert listener.votes("word " * 120 + "overseas was 2.17 trillion yen in 2024") == ()


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("テレビアニメの本数、2019年は300本超えてたのに2020年は280本も行かなかった", {"tv_titles"}),
        (
            "pachinko and the like still out-earned streaming in 2023, 337 billion against 250 billion",
            {"market_amusement", "market_streaming"},
        ),
    ],
    ids=["named once", "an amount each"],
)
def test_a_part_is_read_where_it_stands(listener: Listener, text: str, metrics: set[str]) -> None:
    found = elected(listener.votes(text))
    assert found.verdict is Verdict.TRUE
    assert {item.metric for answer in found.answers if answer.query for item in answer.query.items} == metrics


def test_the_verdict_with_the_most_weight_is_elected() -> None:
    votes = (Vote(Verdict.TRUE, 0.3), Vote(Verdict.FALSE, 0.25), Vote(Verdict.FALSE, 0.2))
    assert elected(votes) == Vote(Verdict.FALSE, 0.25)
    assert lead(votes) == pytest.approx(0.15)


@pytest.mark.parametrize(
    "text",
    [
        "It isn't true that overseas was 2.17 trillion yen in 2024.",
        "2023年の国内は商品化、配信、遊興の順に大きい",
        "Live events fell from 84.4 billion yen to 29 billion in 2020.",
        "TV titles rose from 356 in 2016 to 278 in 2020.",
    ],
)
def test_what_can_not_be_claimed_so_gets_no_vote(listener: Listener, text: str) -> None:
    assert listener.votes(text) == ()


def test_a_part_of_an_amount_is_no_share_of_the_usual_whole(listener: Listener) -> None:
    votes = listener.votes("Most of those 2.17 trillion yen from abroad in 2024 are towels and mugs.")
    assert all(vote.verdict is Verdict.UNKNOWN and not vote.answers for vote in votes)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (
            "Overseas grew 26 percent in 2024, the year before it grew 18 percent, and in 2020 it grew 3.2 percent.",
            Verdict.TRUE,
        ),
        (
            "2024年の海外市場は2兆1702億円だった。"
            + "このあいだ友だちと話していて、その話で夜中まで盛り上がってしまった。" * 3
            + "国内市場は2024年に減った。"
            + "このあいだ友だちと話していて、その話で夜中まで盛り上がってしまった。" * 2,
            Verdict.FALSE,
        ),
    ],
    ids=["a year before", "longer than the network sees"],
)
def test_what_is_said_in_one_part_does_not_change_another(checker: Checker, text: str, verdict: Verdict) -> None:
    assert checker.checked(text).verdict is verdict


def test_what_is_denied_in_one_part_is_denied_of_that_part_only(listener: Listener) -> None:
    votes = listener.votes("Films failed to grow in 2023, and overseas grew 26 percent in 2024")
    (by_parts,) = (vote for vote in votes if len(vote.answers) > 1)
    assert [answer.verdict for answer in by_parts.answers] == [Verdict.TRUE, Verdict.TRUE]


def test_what_was_put_right_is_not_among_the_answers(listener: Listener) -> None:
    votes = listener.votes("Overseas was 2.17 billion yen in 2024. Correction: it was 2.17 trillion yen in 2024.")
    assert [{answer.verdict for answer in vote.answers} for vote in votes if vote.verdict is Verdict.TRUE]
    assert all({answer.verdict for answer in v.answers} == {Verdict.TRUE} for v in votes if v.verdict is Verdict.TRUE)


def test_dollars_behind_yen_put_nothing_right(listener: Listener) -> None:
    votes = listener.votes("Content exports in 2024: 5.8 billion yen ($38 billion).")
    assert {vote.verdict for vote in votes} == {Verdict.FALSE}


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
