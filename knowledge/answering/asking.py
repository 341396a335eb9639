"""A question in words to an answer: what was read is answered, what was not is said."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.model import Answer, AnswerStatus, Declined, Query, Reason, Verdict
from knowledge.questions import Choice, Reader, Reading, Unread

ASKED_BACK = frozenset({Reason.WHICH, Reason.WHICH_METRIC})
"""Reasons that are a question back, as against a refusal."""


def asked(
    reader: Reader, answer: Callable[[Query], Answer], text: str, *, year_now: int, previous: Query | None
) -> Answer:
    """The answer to a question in words; `previous` is the query of the turn before in this conversation."""
    result = reader.read(text, year_now=year_now, previous=previous)
    if isinstance(result, Reading):
        return _of_reading(result, answer)
    if isinstance(result, Choice):
        if (verdict := _agreed(result, answer)) is not None:
            return verdict
        return Answer(status=AnswerStatus.CLARIFY, declined=Declined(reason=result.reason), choices=result.queries)
    return _unread(result)


LIKELY = 0.5
"""The chance that is told of an answer on which two readings agree, neither of which is likely enough by itself."""


def _agreed(choice: Choice, answer: Callable[[Query], Answer]) -> Answer | None:
    """The first answer where every reading comes to the same yes or no; None where they don't."""
    found = [answer(query) for query in choice.queries]
    verdicts = {each.verdict for each in found}
    if len(found) < 2 or len(verdicts) != 1 or not verdicts <= {Verdict.TRUE, Verdict.FALSE}:
        return None
    if any(each.status is not AnswerStatus.ANSWERED for each in found):
        return None
    return found[0].model_copy(update={"chance": LIKELY, "alternatives": choice.queries[1:]})


def _of_reading(reading: Reading, answer: Callable[[Query], Answer]) -> Answer:
    found = answer(reading.query)
    said = {
        "chance": reading.chance,
        "kept": reading.kept,
        "repairs": reading.repairs,
        "alternatives": found.alternatives or reading.alternatives,
    }
    return found.model_copy(update=said)


def _unread(unread: Unread) -> Answer:
    status = AnswerStatus.CLARIFY if unread.reason in ASKED_BACK else AnswerStatus.DECLINED
    return Answer(status=status, declined=Declined(reason=unread.reason, words=unread.words[:6]))
