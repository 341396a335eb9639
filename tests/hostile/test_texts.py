"""Whatever is written to the bot: no error, no number from nowhere, nothing that Discord refuses, nobody pinged."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answers.checking import checked_reply
from bot.answers.clipping import whole
from bot.answers.composing import compose
from bot.answers.voice import Voice
from knowledge.answering import Desk
from knowledge.extraction import Checker, Extractor
from knowledge.model import Catalogue
from knowledge.questions.normalise import normalised
from tests.hostile.numbers import unfounded, values_of, worked_out
from tests.hostile.sent import faults
from tests.hostile.texts import LONGEST, TEXTS, floods, mutated, real

MANY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(MANY, max_examples=30)
HANGS = 5.0
"""Seconds of work, a hundred times what any text takes: only what never ends takes longer."""


def soundly_answered(text: str, desk: Desk, catalogue: Catalogue, voices: dict[str, Voice]) -> None:
    began = time.process_time()
    answer = desk.ask(whole(text))
    assert time.process_time() - began < HANGS
    assert unfounded(answer, desk, catalogue) == []
    for voice in voices.values():
        assert faults(compose(answer, voice), voice) == []


@MANY
@given(text=TEXTS)
@example(text="last ٣ years 令和٣年")
@example(text="令和十十十年の海外市場")
@example(text="\ud83c overseas 2024 \ud83c")
def test_any_question_is_answered_soundly(
    text: str, desk: Desk, catalogue: Catalogue, voices: dict[str, Voice]
) -> None:
    soundly_answered(text, desk, catalogue, voices)


@pytest.mark.parametrize("text", list(floods())[1::2], ids=lambda text: repr(text[40:52]))
def test_a_question_behind_which_one_thing_is_repeated_is_answered_soundly(
    text: str, desk: Desk, catalogue: Catalogue, voices: dict[str, Voice]
) -> None:
    soundly_answered(text, desk, catalogue, voices)


def test_real_questions_with_hostile_pieces_are_answered_soundly(
    desk: Desk, catalogue: Catalogue, voices: dict[str, Voice]
) -> None:
    for text in mutated(16, seed=8):
        soundly_answered(text, desk, catalogue, voices)


def test_every_number_of_real_answers_is_held_or_follows_from_what_is(desk: Desk, catalogue: Catalogue) -> None:
    answers = [desk.ask(text) for text in real()[::80]]
    assert [value for answer in answers for value in unfounded(answer, desk, catalogue)] == []
    assert sum(len(list(values_of(answer))) for answer in answers) > 100


def test_a_number_from_nowhere_is_noticed(desk: Desk, catalogue: Catalogue) -> None:
    answer = desk.ask("what share of the market was overseas in 2022?")
    (value, *_) = answer.values
    wrong = value.quantity.value + 1
    moved = value.quantity.model_copy(update={"value": wrong, "low": wrong, "high": wrong})
    assert unfounded(answer, desk, catalogue) == []
    made_up = answer.model_copy(update={"values": (value.model_copy(update={"quantity": moved}),)})
    assert len(unfounded(made_up, desk, catalogue)) == 1


def test_formulas_are_worked_out_by_their_signs(desk: Desk) -> None:
    answer = desk.ask("compound annual growth of the whole anime market from 2014 to 2024")
    value = next(each for each in answer.values if each.formula)
    assert value.formula is not None
    assert value.formula.template == "({0} / {1})^(1/10) − 1"
    later, earlier = value.formula.inputs
    ratio = float(later.quantity.value / earlier.quantity.value)
    found = worked_out(value.formula.template, value.formula.inputs, value.quantity.unit)
    assert float(found) == pytest.approx((ratio**0.1 - 1) * 100)


@FEW
@given(text=TEXTS, hint=st.none() | st.integers(0, 9999))
def test_any_article_is_read_and_every_figure_stands_in_it(text: str, hint: int | None, extractor: Extractor) -> None:
    for figure in extractor.extracted(text * 2, hint):
        assert figure.quantity.low <= figure.quantity.value <= figure.quantity.high
        assert _joined(figure.said) in _joined(text * 2)


def _joined(text: str) -> str:
    return "".join(normalised(text, 2 * LONGEST).split())


@FEW
@given(text=TEXTS)
def test_any_message_is_checked_soundly(
    text: str, checker: Checker, desk: Desk, catalogue: Catalogue, voices: dict[str, Voice]
) -> None:
    text = whole(text)
    found = checker.checked(text)
    assert [value for answer in found.answers for value in unfounded(answer, desk, catalogue)] == []
    for voice in voices.values():
        assert faults(checked_reply(found, text, voice), voice) == []


@given(text=TEXTS)
def test_reading_never_makes_a_text_longer(text: str) -> None:
    assert len(normalised(text)) <= LONGEST + len(text)
    assert "   " not in normalised(text)


@pytest.mark.parametrize("digits", ["２０２４", "𝟐𝟎𝟐𝟒", "٢٠٢٤", "२०२४", "2\u200b0\u200b24"])
def test_digits_that_look_otherwise_are_the_same_year(digits: str, desk: Desk) -> None:
    assert desk.ask(f"overseas market {digits}").query == desk.ask("overseas market 2024").query
