"""Whether something is wrong is asked the other way round, and answered so."""

from __future__ import annotations

import pytest

from knowledge.answering import Desk
from knowledge.model import Verdict
from knowledge.questions.denials import undenied
from tests.knowledge.questions.conftest import Understand
from tests.questions.corpora import TODAY, the_catalogue


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("is it wrong to say that the market fell?", "is it true that the market fell?"),
        ("is it untrue that studio revenue rose?", "is it true that studio revenue rose?"),
        ("hey, isn't it a myth that it doubled?", "hey, is it true that it doubled?"),
        ("it's not true that anime shrank, right?", "is it true that anime shrank, right?"),
        ("did the market fail to grow?", "did the market grow?"),
        ("did the market avoid shrinking?", "did the market shrink?"),
        ("so it avoided declining in 2020?", "so it decline in 2020?"),
        ("市場が縮んだというのは間違いですか?", "市場が縮んだというのは本当ですか"),
        ("海外が国内を抜いたって嘘ですよね?", "海外が国内を抜いたというのは本当ですか"),
    ],
)
def test_the_words_that_deny_are_taken_off(text: str, bare: str) -> None:
    assert undenied(text) == (bare, True)


@pytest.mark.parametrize(
    "text",
    [
        "1.67兆円で間違いないですか",
        "間違いありませんか。",
        "what went wrong in 2020?",
        "is it true that it fell?",
        "嘘みたいに伸びたね",
    ],
)
def test_other_words_of_right_and_wrong_deny_nothing(text: str) -> None:
    assert undenied(text) == (text, False)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Is it wrong to say that the anime market got smaller in 2024?", Verdict.TRUE),
        ("Did the anime market get smaller in 2024?", Verdict.FALSE),
        ("Is it untrue that studio revenue rose in 2024?", Verdict.FALSE),
        ("Did the domestic market fail to grow in 2024?", Verdict.FALSE),
        ("2018年の市場全体が前年より縮んだというのは間違いですか？", Verdict.TRUE),
    ],
)
def test_the_verdict_answers_what_was_asked(text: str, verdict: Verdict) -> None:
    answer = Desk(the_catalogue(), today=lambda: TODAY).ask(text)
    assert answer.verdict is verdict


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("2024 isn't the growth record", True),
        ("2019 was not the best year for growth", True),
        ("2019 was the best year for growth", False),
        ("isn't 2024 the record year?", False),
    ],
)
def test_a_place_is_denied_by_a_not_behind_what_it_is_said_of(understand: Understand, text: str, denied: bool) -> None:
    claim = understand(text).claim
    assert claim is not None
    assert claim.denied is denied
