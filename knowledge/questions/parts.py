"""Where the parts of a text stand among its tags, and which claims it can't make side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from knowledge.model import MONEY, Operation, Query, Relation
from knowledge.questions.learnt.encoding import Here
from knowledge.questions.reading import Tag


def places(plain: str, tags: Sequence[Tag], parts: Sequence[str]) -> Iterator[Here | None]:
    """For each part, in plain terms as the text, the tags that it is made of; None where it is not found in order."""
    letters = [(char, index) for index, char in enumerate(plain) if char.isalnum()]
    text = "".join(char for char, _ in letters)
    end = 0
    for part in parts:
        said = "".join(filter(str.isalnum, part))
        start = text.find(said, end) if said else -1
        if start < 0:
            yield None
            continue
        end = start + len(said)
        first, last = letters[start][1], letters[end - 1][1]
        own = [index for index, tag in enumerate(tags) if tag.end > first and tag.start <= last]
        yield Here(own[0], own[-1] + 1) if own else None


def whole_words(found: Iterable[Here | None]) -> list[Here]:
    """The places; those that were cut within a word of several, such as "games and amusement", are one."""
    joined: list[Here] = []
    for here in found:
        if here is not None and joined and here.first < joined[-1].end:
            joined[-1] = Here(joined[-1].first, max(here.end, joined[-1].end))
        elif here is not None:
            joined.append(here)
    return joined


JUST = frozenset({Relation.EQUAL, Relation.ABOUT})


def excludes(one: Query, other: Query) -> bool:
    """Whether a text that makes one claim does not make the other beside it: the same again, who is ahead the other way
    round, two amounts of one thing, or one amount of two things. "337 billion against 250" tells of two things one
    each; but "3.84 billion. It was 3.84 trillion" is a correction.
    """
    if _again(one, other):
        return True
    if any(each.operation is not Operation.VALUE or len(each.items) != 1 for each in (one, other)):
        return False
    first, second = one.claim, other.claim
    if first is None or second is None or first.bound is None or second.bound is None:
        return False
    same_amount = (first.bound.value, first.bound.unit) == (second.bound.value, second.bound.unit)
    if one.items == other.items:
        just = {first.relation, second.relation} <= JUST and {first.bound.unit, second.bound.unit} != MONEY
        corrected = _scaled(first.bound.value) == _scaled(second.bound.value)
        return same_amount or (just and not corrected)
    return same_amount and {first.relation, second.relation} <= JUST


def _scaled(value: Decimal) -> Decimal:
    """A number without its scale: 3.84 of 3.84 billion as of 3.84 trillion."""
    return value.scaleb(-value.adjusted())


def _again(one: Query, other: Query) -> bool:
    """Whether two claims are one, or compare the same two things."""
    compared = one.operation is other.operation is Operation.COMPARE and {*one.items} == {*other.items}
    return compared or one == other
