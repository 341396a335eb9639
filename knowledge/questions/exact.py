"""What certain words make of a claim, however it was read: heads that are counted, dollars, a goal beside sales."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from knowledge.model import MONEY, Catalogue, Kind, Operation, Quantity, Query, Relation, Status, Unit
from knowledge.questions.learnt.encoding import spoken_in
from knowledge.questions.moving import as_it_moved, fallen, of_so_many_digits
from knowledge.questions.ranges import counted
from knowledge.questions.reading import Tag

BEFORE, A_LITTLE_MORE = 3, Decimal("1.1")
"""Words before an amount that may say that it is barely passed, and what it then may be at most."""

OF_HEADS = "mark:consumers"
HEADS = frozenset({"人", "名", "people", "persons"})


def counts_heads(query: Query, tags: Sequence[Tag]) -> bool:
    """Whether the amount of money that is claimed is a count of people: "800 million fans", 10億人."""
    bound = query.claim.bound if query.claim is not None else None
    if bound is None or bound.unit not in MONEY:
        return False
    for index, tag in enumerate(tags[:-1]):
        same = tag.number is not None and not tag.unit_said and tag.number.value == bound.value
        behind = tags[index + 1]
        if same and (behind.has(OF_HEADS) or behind.text in HEADS):
            return True
    return False


def exactly(query: Query, tags: Sequence[Tag], catalogue: Catalogue, said: Sequence[Tag] = ()) -> Query:
    """The claim as all of these words have it; `said` is all of what is said, where they are a part of it."""
    query = in_the_scale_beside(in_dollars(query, tags), tags, said or tags, catalogue)
    query = in_percent(as_a_rate(beside_what_is_sold(query, catalogue)))
    query = of_so_many_digits(as_it_moved(fallen(query, tags), tags), tags)
    return in_its_range(barely_more(query, tags))


def in_percent(query: Query) -> Query:
    """A claim of growth, or of a share, by a bare number: "domestic grew 21 %, overseas only 6"."""
    claim = query.claim
    of_percent = query.operation is Operation.VALUE and all(item.kind is not Kind.LEVEL for item in query.items)
    if claim is None or claim.bound is None or claim.bound.unit is not Unit.COUNT or not of_percent:
        return query
    bound = Quantity.written(claim.bound.value, Unit.PERCENT)
    return query.model_copy(update={"claim": claim.model_copy(update={"bound": bound})})


def in_the_scale_beside(query: Query, tags: Sequence[Tag], said: Sequence[Tag], catalogue: Catalogue) -> Query:
    """A claim by a bare number behind an amount of money is of so many billions, too: "from 1.31 trillion to 1.18".

    A number with a word of change of its own is left alone: "2.17 trillion, up 26".
    """
    claim = query.claim
    money = all(catalogue.metrics[item.metric].unit is Unit.JPY for item in query.items)
    if claim is None or claim.bound is None or query.operation is not Operation.VALUE or not money:
        return query
    size = abs(claim.bound.value)
    bare = next((tag for tag in tags if tag.is_bare and tag.number and abs(tag.number.value) == size), None)
    if claim.bound.unit is not Unit.COUNT or bare is None:
        return query
    before, after = ([tag for tag in said if tag.end <= bare.start], [tag for tag in said if tag.start >= bare.end])
    beside = next(filter(_has_unit, [*reversed(before), *after]), None)
    unit, scale = (beside and counted(beside)) or (None, Decimal(0))
    if beside is None or unit not in MONEY:
        return query
    changes = any(tag.has("change:up", "change:down", "kind:growth") for tag in before if tag.start >= beside.end)
    if any(item.kind is not Kind.LEVEL for item in query.items) and (beside not in before or changes):
        return query
    bound = Quantity.written(size, unit, scale)
    items = tuple(item.model_copy(update={"kind": Kind.LEVEL, "of": None}) for item in query.items)
    return query.model_copy(update={"items": items, "claim": claim.model_copy(update={"bound": bound})})


def _has_unit(tag: Tag) -> bool:
    return tag.number is not None and (tag.unit_said or tag.number.unit in MONEY)


def as_a_rate(query: Query) -> Query:
    """A claim of how many yen a dollar is: the yen are yen a dollar."""
    claim = query.claim
    if query.operation is not Operation.RATE or claim is None or claim.bound is None:
        return query
    bound = claim.bound.model_copy(update={"unit": Unit.RATE})
    return query.model_copy(update={"claim": claim.model_copy(update={"bound": bound})})


def in_dollars(query: Query, tags: Sequence[Tag]) -> Query:
    """The claim, in dollars where its amount has no currency and the text names that one before it, and not yen."""
    claim = query.claim
    if (
        claim is None
        or claim.bound is None
        or claim.bound.unit is not Unit.JPY
        or any(tag.has("ask:yen") for tag in tags)
    ):
        return query
    places = [
        index for index, tag in enumerate(tags) if tag.number is not None and tag.number.value == claim.bound.value
    ]
    bare = bool(places) and not tags[places[0]].unit_said and any(tag.has("ask:usd") for tag in tags[: places[0]])
    bound = claim.bound.model_copy(update={"unit": Unit.USD})
    return query.model_copy(update={"claim": claim.model_copy(update={"bound": bound})}) if bare else query


def in_its_range(query: Query) -> Query:
    """A claim of an amount that is a range, such as 55%台: that the figure lies in it."""
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or bound.low == bound.high:
        return query
    upwards = bound.value == bound.low and claim.relation in (Relation.ABOUT, Relation.AT_LEAST, Relation.ABOVE)
    downwards = bound.value == bound.high and claim.relation in (Relation.ABOUT, Relation.AT_MOST, Relation.BELOW)
    if not upwards and not downwards:
        return query
    return query.model_copy(update={"claim": claim.model_copy(update={"relation": Relation.EQUAL})})


def barely_more(query: Query, tags: Sequence[Tag]) -> Query:
    """The claim; of what is said to be a little more than an amount, that it is no more than a tenth more."""
    claim = query.claim
    if claim is None or claim.bound is None or claim.relation not in (Relation.ABOVE, Relation.AT_LEAST):
        return query
    bound = claim.bound
    place = next((index for index, tag in enumerate(tags) if _value_of(tag) == bound.value), None)
    if place is None or bound.value <= 0:
        return query
    before = tags[max(0, place - BEFORE) : place]
    if any(tag.has("relation:barely") for tag in before):
        bound = bound.model_copy(update={"low": bound.value, "high": bound.value * A_LITTLE_MORE})
    elif not any(tag.has("mark:barely") for tag in tags[place + 1 : place + 2]):
        return query
    return query.model_copy(update={"claim": claim.model_copy(update={"relation": Relation.EQUAL, "bound": bound})})


def _value_of(tag: Tag) -> Decimal | None:
    """The number or the multiple that a tag says."""
    spoken = spoken_in(tag)
    return tag.number.value if tag.number is not None else spoken.value if spoken is not None else None


def beside_what_is_sold(query: Query, catalogue: Catalogue) -> Query:
    """A goal beside what is sold, each in its own year: the goal's is not that of what was sold, nor the other way."""
    if query.operation not in (Operation.RATIO, Operation.COMPARE) or len(query.items) != 2:
        return query
    goals = [item for item in query.items if catalogue.metrics[item.metric].status is not Status.OBSERVATION]
    if len(goals) != 1 or query.items[0].period != query.items[1].period or goals[0].period is None:
        return query
    meant = {figure.period for figure in catalogue.of(goals[0].metric)}
    of_the_goal = goals[0].period in meant
    items = tuple(
        item if (item is goals[0]) is of_the_goal else item.model_copy(update={"period": None}) for item in query.items
    )
    return query.model_copy(update={"items": items})
