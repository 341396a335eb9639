"""The unit of a number that has none: that of the amount beside it, dollars, percent, yen a dollar."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from knowledge.model import MONEY, Catalogue, Kind, Operation, Quantity, Query, Unit
from knowledge.questions.ranges import counted
from knowledge.questions.reading import Tag

JUST_BEHIND = 5
"""Words behind an amount among which its currency may be said."""

THE_DOLLAR = frozenset({"dollar", "us dollar"})


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
    of_a_share = any(item.kind is Kind.SHARE for item in query.items)
    if of_a_share or (any(item.kind is not Kind.LEVEL for item in query.items) and (beside not in before or changes)):
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
    bare = claim.bound.unit is Unit.COUNT
    bound = (
        Quantity.written(claim.bound.value, Unit.RATE) if bare else claim.bound.model_copy(update={"unit": Unit.RATE})
    )
    return query.model_copy(update={"claim": claim.model_copy(update={"bound": bound})})


def in_dollars(query: Query, tags: Sequence[Tag]) -> Query:
    """The claim, in dollars where its amount has no currency and the text names that one, and not yen; right behind it,
    where no other amount is told in dollars.
    """
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
    place = places[0] if places else None
    if place is None or tags[place].unit_said:
        return query
    others = any(tag.number is not None and tag.number.unit is Unit.USD for tag in tags)
    behind = tags[place + 1 : place + 1 + JUST_BEHIND]
    bare = _in_dollars(tags[:place]) or (not others and _in_dollars(behind))
    bound = claim.bound.model_copy(update={"unit": Unit.USD})
    return query.model_copy(update={"claim": claim.model_copy(update={"bound": bound})}) if bare else query


def _in_dollars(tags: Sequence[Tag]) -> bool:
    """Whether it is said that something is told in dollars, and not only of the dollar."""
    for index, tag in enumerate(tags):
        alone = tag.text in THE_DOLLAR and not (index and tags[index - 1].text == "in")
        if tag.has("ask:usd") and not alone:
            return True
    return False
