"""What certain words make of a claim of growth or of a fall: its sign, its bound, and how many digits it has."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Claim, Kind, Operation, Quantity, Query, Relation, Unit
from knowledge.questions.reading import Tag

TOLD = (Relation.EQUAL, Relation.ABOUT, Relation.NEARLY)
"""How an amount is meant that is no bound."""

MIRRORED = {
    Relation.ABOVE: Relation.BELOW,
    Relation.BELOW: Relation.ABOVE,
    Relation.AT_LEAST: Relation.AT_MOST,
    Relation.AT_MOST: Relation.AT_LEAST,
}
"""What a bound of how much was lost is of the growth: who lost less than 4 percent grew by more than -4."""

BESIDE = {
    "relation:at_least": Relation.AT_LEAST,
    "relation:at_most": Relation.AT_MOST,
    "relation:above": Relation.ABOVE,
    "relation:below": Relation.BELOW,
}
"""What the word right beside an amount makes of it."""

TEN = 10
"""Percent: what a number of two digits comes to at least, and one of a single digit does not."""


def fallen(query: Query, tags: Sequence[Tag]) -> Query:
    """What something fell by between two years: the earlier less the later."""
    moved = query.operation is Operation.DIFFERENCE and len({item.metric for item in query.items}) == 1
    falls = any(tag.has("change:down") for tag in tags) and not any(tag.has("change:up") for tag in tags)
    years = [item.period for item in query.items if item.period is not None]
    bound = query.claim.bound if query.claim is not None else None
    if not moved or not falls or len(years) != 2 or years[0] < years[1] or bound is None or bound.value <= 0:
        return query
    return query.model_copy(update={"items": query.items[::-1]})


def as_it_moved(query: Query, tags: Sequence[Tag]) -> Query:
    """A growth that only words of rising stand beside is no fall; one that only words of falling do is one, and its
    bound is that of what was lost.
    """
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or not _is_growth(query):
        return query
    place = _place_of(bound, tags)
    beside = _beside(tags, place)
    of_it = {id(tags[index]) for index, _ in beside}
    others = [tag for tag in tags if id(tag) not in of_it]
    rises = any(tag.has("change:up", "relation:above", "op:overtake") for tag in others)
    falls = any(tag.has("change:down", "relation:below", "relation:not") for tag in tags)
    if rises and not falls and bound.value < 0:
        return _with(query, claim.relation, _turned(bound))
    rate = any(tag.has("kind:growth", "change:to") for tag in tags)  # "growth fell to 3 percent"
    fell = any(tag.has("change:down") and not tag.has("relation:below") for tag in others)
    if not fell or rises or rate or any(tag.has("relation:not") for tag in tags):
        return query
    if bound.value > 0:
        turned = claim.relation if claim.relation in TOLD else MIRRORED.get(claim.relation)
        return query if turned is None else _with(query, turned, _turned(bound))
    said_with_minus = place is not None and (number := tags[place].number) is not None and number.value < 0
    if said_with_minus or not beside or claim.relation not in MIRRORED:
        return query
    return _with(query, MIRRORED[beside[0][1]], bound)


def of_so_many_digits(query: Query, tags: Sequence[Tag]) -> Query:
    """A growth of two digits is one of ten percent or more; one of a single digit is above nothing and less than that.

    Of falls it is the other way round.
    """
    two, one = (any(tag.has(concept) for tag in tags) for concept in ("relation:double_digit", "relation:single_digit"))
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or two == one or not _is_growth(query) or abs(bound.value) not in (0, TEN):
        return query
    down = any(tag.has("change:down") for tag in tags) and not any(tag.has("kind:growth") for tag in tags)
    falls = bound.value < 0 or (claim.relation is Relation.BELOW and down)
    if two:
        relation = Relation.AT_MOST if falls else Relation.AT_LEAST
        return _with(query, relation, Quantity.exact(-TEN if falls else TEN, Unit.PERCENT))
    low, high = (-TEN, 0) if falls else (0, TEN)
    return _with(query, Relation.EQUAL, Quantity(value=(low + high) // 2, unit=Unit.PERCENT, low=low, high=high))


def _is_growth(query: Query) -> bool:
    return query.operation is Operation.VALUE and len(query.items) == 1 and query.items[0].kind is Kind.GROWTH


def _with(query: Query, relation: Relation, bound: Quantity) -> Query:
    return query.model_copy(update={"claim": Claim(relation=relation, bound=bound)})


def _turned(bound: Quantity) -> Quantity:
    return bound.model_copy(update={"value": -bound.value, "low": -bound.high, "high": -bound.low})


def _place_of(bound: Quantity, tags: Sequence[Tag]) -> int | None:
    """Where an amount is said."""
    said = ((index, tag.number) for index, tag in enumerate(tags) if tag.number is not None)
    return next((index for index, number in said if abs(number.value) == abs(bound.value)), None)


def _beside(tags: Sequence[Tag], place: int | None) -> list[tuple[int, Relation]]:
    """The words of a bound right before an amount, or behind it, with their places."""
    beside = [] if place is None else [place - 1, place + 1]
    known = [
        (index, concept) for index in beside if 0 <= index < len(tags) for concept in BESIDE if tags[index].has(concept)
    ]
    return [(index, BESIDE[concept]) for index, concept in known]
