"""What is turned down before any rule is tried: instructions, opinions, forecasts."""

from __future__ import annotations

from knowledge.model import Reason
from knowledge.questions.reading import Unread, words_of
from knowledge.questions.sketch import Sketch

BLOCKS = (("block:instruction", Reason.INSTRUCTION), ("block:opinion", Reason.OPINION))


def refused(sketch: Sketch) -> Unread | None:
    """Why this is no question for the store, if it isn't."""
    for concept, reason in BLOCKS:
        found = sketch.tagged(concept)
        if found:
            return Unread(reason, words_of(found), sketch.tags)
    if sketch.has("ask:other_currency"):
        return Unread(Reason.NO_RATE, words_of(sketch.tagged("ask:other_currency")), sketch.tags)
    return _forecast(sketch)


def _forecast(sketch: Sketch) -> Unread | None:
    """A look ahead that is neither the goal, nor the AJA's projection, nor what the report's people say of it."""
    ahead = sketch.tagged("block:future")
    said = sketch.has(
        "status:target",
        "status:projection",
        "op:gap",
        "topic:hasegawa",
        "topic:ecosystem",
        "topic:ishikawa",
        "topic:publication",
        "topic:editor",
        "topic:aja",
        "topic:goal",
    )
    return Unread(Reason.FUTURE, words_of(ahead), sketch.tags) if ahead and not said else None
