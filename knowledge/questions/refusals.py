"""What is turned down before any rule is tried: instructions to the bot, and currencies without a rate."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.model import Reason
from knowledge.questions.reading import Tag, Unread, words_of
from knowledge.questions.sketch import Sketch

REASONS = (
    ("block:instruction", Reason.INSTRUCTION),
    ("block:opinion", Reason.OPINION),
    ("block:future", Reason.FUTURE),
    ("ask:other_currency", Reason.NO_RATE),
    ("other:elsewhere", Reason.NOT_COVERED),
    ("other:unheld", Reason.NOT_COVERED),
    ("ask:entity", Reason.NOT_COVERED),
)
"""What stands in the way of an answer -> how the refusal is reasoned."""


def refused(sketch: Sketch) -> Unread | None:
    """Why this is no question for the store, if it isn't."""
    for concept, reason in (REASONS[0], REASONS[3]):
        if found := sketch.tagged(concept):
            return Unread(reason, words_of(found), sketch.tags)
    return None


def reason_of(tags: Iterable[Tag]) -> tuple[Reason, tuple[str, ...]] | None:
    """The reason that words left unexplained give, with those words."""
    tags = tuple(tags)
    for concept, reason in REASONS:
        if found := [tag for tag in tags if tag.has(concept)]:
            return reason, words_of(found)
    return None
