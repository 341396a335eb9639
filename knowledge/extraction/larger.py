"""By how many percent one thing is said to be larger than another: "overseas was 30 % larger than domestic"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.extraction.leads import AHEAD, BEHIND, HOW_FAR, PRODUCED, amount_of, how_far, named_in
from knowledge.extraction.particles import marked
from knowledge.model import Claim, Item, Kind, MetricId, Operation, Quantity, Query, Unit
from knowledge.questions.moving import GROWN, place_of
from knowledge.questions.reading import Tag
from knowledge.questions.spoken import FRACTIONS

THAN = ("than", "ahead of", "above", "behind", "below")

BEFORE, AFTER = 7, 4
"""Words before and behind it among which the two are named."""


def larger_by(tags: Sequence[Tag], names: Mapping[str, MetricId], year: int | None) -> Query | None:
    """The claim of how many percent lie between two things in a year, if it is one; `names` are concepts and what they
    name.
    """
    if any(tag.has(*GROWN, "kind:share") for tag in tags):
        return None
    years = {tag.year for tag in tags if tag.year is not None}
    if len(years) > 1:
        return None
    for place, tag in enumerate(tags):
        if (amount := amount_of(tag)) is not None and amount.unit is Unit.PERCENT and amount.value > 0:
            found = _in_japanese(tags, place, names) or _than(tags, place, names) or _beaten_by(tags, place, names)
            if found is not None:
                (one, other), word = found
                items = tuple(Item(metric=each, period=next(iter(years), year)) for each in (one, other))
                claim = _claim(tags, place, word)
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
        fraction = part.has(*FRACTIONS, "relation:minority", "relation:majority") or (
            part.number == bound and not part.text.endswith("増")
        )
        if of.text == "の" and fraction and len(others) == 1 and item.metric not in others:
            times = Quantity(value=bound.value / 100, unit=Unit.TIMES, low=bound.low / 100, high=bound.high / 100)
            other = PRODUCED.get(others[0], others[0]) if item.metric in PRODUCED.values() else others[0]
            items = (Item(metric=item.metric, period=item.period), Item(metric=other, period=item.period))
            return Query(operation=Operation.RATIO, items=items, claim=Claim(relation=claim.relation, bound=times))
    return query


Two = tuple[tuple[MetricId, MetricId], int]
"""What is held against what, and where the word is that says which of them is ahead."""


def _than(tags: Sequence[Tag], place: int, names: Mapping[str, MetricId]) -> Two | None:
    """ "A was 30 % larger than B"."""
    word = next(iter(tags[place + 1 : place + 2]), None)
    if word is None or not word.text.endswith(THAN) or not word.has(*AHEAD, *BEHIND):
        return None
    before = named_in(tags[max(0, place - BEFORE) : place], names)
    after = named_in(tags[place + 2 : place + 2 + AFTER], names)
    if not before or not after or before[-1] == after[0]:
        return None
    return (before[-1], after[0]), place + 1


def _beaten_by(tags: Sequence[Tag], place: int, names: Mapping[str, MetricId]) -> Two | None:
    """ "A beat B by 30 %"."""
    near = [tag for tag in tags[max(0, place - 2) : place] if not tag.has(*HOW_FAR)]
    first = max(0, place - BEFORE - 1)
    named = named_in(tags[first:place], names)
    by = next((index for index in range(place - 1, first, -1) if tags[index].text == "by"), place)
    leads = [index for index in range(first, by) if tags[index].has(*AHEAD, *BEHIND)]
    if not near or near[-1].text != "by" or len(named) != 2 or len(leads) != 1:
        return None
    return (named[0], named[1]), leads[0]


def _in_japanese(tags: Sequence[Tag], place: int, names: Mapping[str, MetricId]) -> Two | None:
    """国内を3割上回った, 国内より3割大きい."""
    told = marked(tags[: place + 1], names)
    words = (place + 1 + index for index, tag in enumerate(tags[place + 1 : place + 4]) if not tag.text.isascii())
    word = [index for index in words if tags[index].has(*AHEAD, *BEHIND) and not _is_a_bound(tags[index])]
    if len(set(told.values())) != 2 or not word:
        return None
    return (told[True], told[False]), word[0]


def _is_a_bound(tag: Tag) -> bool:
    return tag.text in ("以上", "以下", "未満", "超", "超え")


def _claim(tags: Sequence[Tag], place: int, word: int) -> Claim:
    """What is claimed of how far they are apart; so much less where the word says that the first is behind."""
    amount, ahead = amount_of(tags[place]), not tags[word].has(*BEHIND)
    assert amount is not None
    beside = [place - 1, *range(place + 1, word)] if word > place else [place - 1]
    relation = how_far([tags[index] for index in beside if index >= 0])
    denied = _is_denied(tags, place, word)
    bound = amount if ahead else amount.negative
    return Claim(relation=relation if ahead else relation.mirrored, bound=bound, denied=denied)


def _is_denied(tags: Sequence[Tag], place: int, word: int) -> bool:
    """Whether it is said that they are not so far apart."""
    behind = tags[word + 1 : word + 1 + AFTER] if not tags[word].text.isascii() else ()
    return any(tag.has("relation:not") for tag in (*tags[max(0, place - AFTER) : place], *behind))
