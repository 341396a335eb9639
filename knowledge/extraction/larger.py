"""By how many percent one thing is said to be larger than another: "overseas was 30 % larger than domestic"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.extraction.leads import AHEAD, BEHIND, FIRST, PRODUCED, SECOND, named_in
from knowledge.model import Claim, Item, Kind, MetricId, Operation, Quantity, Query, Relation, Unit
from knowledge.questions.moving import place_of
from knowledge.questions.reading import Tag
from knowledge.questions.spoken import FRACTIONS

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


def larger_than_then(query: Query, tags: Sequence[Tag]) -> Query:
    """The claim of a growth, where its percentage is how much larger something was than in another year: "40 % higher
    in 2024 than in 2018".
    """
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    of_one = query.operation is Operation.VALUE and len(query.items) == 1 and query.items[0].kind is Kind.GROWTH
    if claim is None or bound is None or not of_one:
        return query
    place = place_of(bound, tags)
    behind = tags[place + 1 :] if place is not None else ()
    than = next((index for index, tag in enumerate(behind) if tag.text.split(" ")[-1] == "than"), None)
    word = next(iter(behind), None)
    up, down = (word is not None and word.has(*way) for way in (("change:up", *AHEAD), ("change:down", *BEHIND)))
    if than is None or not (up or down):
        return query
    then = [tag.year for tag in behind[than + 1 : than + AFTER] if tag.year is not None]
    at_first = [tag.year for tag in (*behind[:than], *reversed(tags[:place])) if tag.year is not None]
    if len(then) != 1 or not at_first or at_first[0] == then[0]:
        return query
    (item,) = query.items
    items = tuple(item.model_copy(update={"kind": Kind.LEVEL, "period": year}) for year in (at_first[0], then[0]))
    size = bound if bound.value > 0 else bound.negative
    relation = claim.relation if bound.value > 0 else claim.relation.mirrored
    claim = Claim(relation=relation if up else relation.mirrored, bound=size if up else size.negative)
    return Query(operation=Operation.CHANGE, items=items, claim=claim)


def as_part_of_another(query: Query, tags: Sequence[Tag], names: Mapping[str, MetricId]) -> Query:
    """The claim of a share, as one of how many times another thing something is, where a fraction is said to be one of
    that: 配信の半分.
    """
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or bound.unit is not Unit.PERCENT or not query.items:
        return query
    item = query.items[0]
    for name, of, part in zip(tags, tags[1:], tags[2:], strict=False):
        others = named_in([name], names)
        if of.text == "の" and part.has(*FRACTIONS) and len(others) == 1 and item.metric not in others:
            times = Quantity(value=bound.value / 100, unit=Unit.TIMES, low=bound.low / 100, high=bound.high / 100)
            other = PRODUCED.get(others[0], others[0]) if item.metric in PRODUCED.values() else others[0]
            items = (Item(metric=item.metric, period=item.period), Item(metric=other, period=item.period))
            return Query(operation=Operation.RATIO, items=items, claim=Claim(relation=claim.relation, bound=times))
    return query


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
