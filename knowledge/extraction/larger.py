"""By how many percent one thing is said to be larger than another: "overseas was 30 % larger than domestic"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.extraction.leads import AHEAD, BEHIND, FIRST, SECOND, named_in
from knowledge.model import Claim, Item, MetricId, Operation, Quantity, Query, Relation, Unit
from knowledge.questions.reading import Tag

MOVES = ("change:up", "change:down", "kind:growth", "kind:share")
"""What makes of it how much faster one grew, or how much more of a whole it was."""

THAN = ("than", "ahead of", "above", "behind", "below")

HOW_FAR = {
    "relation:at_least": Relation.AT_LEAST,
    "relation:at_most": Relation.AT_MOST,
    "relation:about": Relation.ABOUT,
    "relation:nearly": Relation.NEARLY,
    "relation:above": Relation.ABOVE,
    "relation:below": Relation.BELOW,
}
"""What a word right beside the percentage makes of it."""

BEFORE, AFTER = 7, 4
"""Words before and behind it among which the two are named."""


def larger_by(tags: Sequence[Tag], names: Mapping[str, MetricId], year: int | None) -> Query | None:
    """The claim of how many percent lie between two things in a year, if it is one; `names` are concepts and what they
    name.
    """
    if any(tag.has(*MOVES) for tag in tags):
        return None
    years = {tag.year for tag in tags if tag.year is not None}
    if len(years) > 1:
        return None
    for place, tag in enumerate(tags):
        if tag.number is not None and tag.number.unit is Unit.PERCENT and tag.number.value > 0:
            found = _in_japanese(tags, place, names) or _than(tags, place, names) or _beaten_by(tags, place, names)
            if found is not None:
                (one, other), ahead = found
                items = tuple(Item(metric=each, period=next(iter(years), year)) for each in (one, other))
                claim = _claim(tags, place, tag.number, ahead=ahead)
                return Query(operation=Operation.RATIO, items=items, claim=claim)
    return None


Two = tuple[tuple[MetricId, MetricId], bool]
"""What is held against what, and whether it is said to be the larger."""


def _than(tags: Sequence[Tag], place: int, names: Mapping[str, MetricId]) -> Two | None:
    """ "A was 30 % larger than B"."""
    word = next(iter(tags[place + 1 : place + 2]), None)
    if word is None or not word.text.endswith(THAN) or not word.has(*AHEAD, *BEHIND):
        return None
    before = named_in(tags[max(0, place - BEFORE) : place], names)
    after = named_in(tags[place + 2 : place + 2 + AFTER], names)
    if not before or not after or before[-1] == after[0]:
        return None
    return (before[-1], after[0]), not word.has(*BEHIND)


def _beaten_by(tags: Sequence[Tag], place: int, names: Mapping[str, MetricId]) -> Two | None:
    """ "A beat B by 30 %"."""
    near = [tag for tag in tags[max(0, place - 2) : place] if not tag.has(*HOW_FAR)]
    before = tags[max(0, place - BEFORE - 1) : place]
    named = named_in(before, names)
    leads = any(tag.has(*AHEAD) and not tag.has(*BEHIND) for tag in before)
    trails = any(tag.has(*BEHIND) for tag in before)
    if not near or near[-1].text != "by" or len(named) != 2 or leads == trails:
        return None
    return (named[0], named[1]), leads


def _in_japanese(tags: Sequence[Tag], place: int, names: Mapping[str, MetricId]) -> Two | None:
    """国内を3割上回った, 国内より3割大きい."""
    told: dict[bool, MetricId] = {}
    for index, tag in enumerate(tags[:place]):
        behind = tags[index + 1].text
        for metric in named_in([tag], names):
            if behind.startswith(FIRST):
                told[True] = metric
            elif behind.startswith(SECOND):
                told[False] = metric
    words = [tag for tag in tags[place + 1 : place + 3] if not tag.text.isascii() and tag.has(*AHEAD, *BEHIND)]
    if len(set(told.values())) != 2 or not words:
        return None
    return (told[True], told[False]), not words[0].has(*BEHIND)


def _claim(tags: Sequence[Tag], place: int, amount: Quantity, *, ahead: bool) -> Claim:
    beside = [*tags[max(0, place - 1) : place], *(tag for tag in tags[place + 1 : place + 2] if not tag.has(*AHEAD))]
    relation = next((HOW_FAR[each] for tag in beside for each in HOW_FAR if tag.has(each)), Relation.EQUAL)
    return Claim(relation=relation if ahead else relation.mirrored, bound=amount if ahead else amount.negative)
