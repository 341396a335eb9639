"""What a part of a message says of the report itself, where it was not read: who publishes it, what its markets and
the goal count.
"""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.extraction.mistakes import Part
from knowledge.extraction.words import Words
from knowledge.model import Claim, Operation, Query, Relation
from knowledge.questions.normalise import is_japanese

PUBLISHER, SHOWN_BY, SHOWN_AT = "report_publisher", "presented_by", "presented_at"
BROAD, NARROW, GOAL = "broad_market", "narrow_market", "goal_scope"

_OTHER_BODIES = frozenset({"topic:government", "other:elsewhere", "topic:human_media", "topic:ioea"})

_OF_THE_GOAL = frozenset({"subject:games", "subject:manga", "subject:movie", "subject:music", "subject:live_action"})
"""What the goal counts beside anime."""

_COUNTS = frozenset({"op:definition", "topic:definition", "ask:what"})


def stated(part: Part, sentence: Part, *, of_a_goal: bool) -> Iterator[Query]:
    """What is claimed of the report; `of_a_goal` is whether the goal for content was spoken of before."""
    words, concepts = part.words, part.words.concepts
    if words.amounts or words.spoken or words.multiples or "relation:not" in concepts:
        return
    if (by := _by_whom(words)) is not None:
        if "topic:report" in sentence.words.concepts and "mark:published" in concepts:
            yield _so(PUBLISHER, by)
        elif "topic:presentation" in concepts and _of_the_figures(sentence.words):
            yield _so(SHOWN_BY, by)
    elif "topic:presentation" in concepts and "topic:tiffcom" in concepts and _of_the_figures(sentence.words):
        yield _so(SHOWN_AT, True)
    yield from _counted(words, japanese=is_japanese(part.text))
    if of_a_goal and "topic:scope" in concepts and "op:only" not in concepts and len(concepts & _OF_THE_GOAL) > 1:
        yield _so(GOAL, True)


def _by_whom(words: Words) -> bool | None:
    """Whether the AJA is named, or somebody else who might have done it; None where nobody is."""
    if "topic:aja" in words.concepts:
        return True
    return None if words.concepts.isdisjoint(_OTHER_BODIES) else False


def _of_the_figures(words: Words) -> bool:
    return bool(words.years) or "topic:report" in words.concepts


def _counted(words: Words, *, japanese: bool) -> Iterator[Query]:
    """Which market counts what consumers spend, and which what studios take in."""
    concepts = words.concepts
    if words.years or words.rising or "amount:money" not in concepts or not (japanese or concepts & _COUNTS):
        return
    spent, made = "mark:consumers" in concepts, "mark:makers" in concepts
    broad, narrow = "scope:broad" in concepts, "topic:narrow_market" in concepts
    if broad != narrow and spent != made:
        yield _so(BROAD if broad else NARROW, broad == spent)


def _so(statement: str, holds: bool) -> Query:
    claim = Claim(relation=Relation.SO if holds else Relation.NOT_SO)
    return Query(operation=Operation.STATEMENT, statements=(statement,), claim=claim)
