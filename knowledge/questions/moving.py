"""What certain words make of a claim of growth or of a fall: its sign, its bound, how many digits it has, and that it
is the amount that something moved by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from knowledge.model import MONEY, Claim, Item, Kind, Operation, Quantity, Query, Relation, Select, Unit
from knowledge.questions.reading import Tag

BESIDE = {
    "relation:at_least": Relation.AT_LEAST,
    "relation:at_most": Relation.AT_MOST,
    "relation:above": Relation.ABOVE,
    "relation:below": Relation.BELOW,
}
"""What the word right beside an amount makes of it."""

OF_A_RATE = ("率", "伸び", "成長", "growth", "rate", "pace", "momentum", "speed")
"""What is in the words of how fast something grows, and not in those of what it is held against (前の年より)."""

FALLING = "減落縮"
"""What is in the words of how fast something falls."""

ROUNDLY = ("relation:about", "relation:nearly", "relation:barely", "relation:exactly", "harmless")
MOVES = ("change:up", "change:down")
GROWN = (*MOVES, "kind:growth")
SPEEDS = ("fast", "quick", "rapid", "slow", "最速", "急", "速")
"""The meanings of words that say how something grew, and how words begin that say how fast."""

AGAINST = ("relation:than", "op:gap", "op:overtake", "period:between", "mark:ahead", "mark:behind")
"""What holds two things against each other."""

FELL_LESS = ("less", "smaller", "gentler", "milder", "softer", "shallower", "小さ", "緩", "浅")
FELL_MORE = (
    "more",
    "harder",
    "steeper",
    "bigger",
    "larger",
    "deeper",
    "sharper",
    "worse",
    "further",
    "大き",
    "激し",
    "深",
)
"""How words begin that say how far one fell beside another."""

NEAR = 5
"""Words from an amount to what says something of it."""

OF_DIGITS = ("relation:double_digit", "relation:single_digit")

TEN = 10
"""Percent: what a number of two digits comes to at least, and one of a single digit does not."""


def tells_how_it_grew(tags: Sequence[Tag]) -> bool:
    """Whether words say how something grew, or how fast, and not what it came to."""
    return any(tag.has(*GROWN) or tag.text.startswith(SPEEDS) for tag in tags)


def by_how_much(query: Query, tags: Sequence[Tag]) -> Query:
    """A level of one year, claimed by the amount that something moved by, as how far it is from the year before:
    "shrank by more than 60 billion yen", 600億円以上縮小した.
    """
    bound = query.claim.bound if query.claim is not None else None
    of_one = query.operation is Operation.VALUE and len(query.items) == 1
    if not of_one or bound is None or bound.unit not in MONEY:
        return query
    (item,) = query.items
    place = place_of(bound, tags)
    if item.kind is not Kind.LEVEL or item.period is None or place is None or not _moved_by(tags, place):
        return query
    query = changed(query, item)
    beside = _beside(tags, place)
    return _with(query, beside[0][1], bound) if beside else query


def changed(query: Query, item: Item) -> Query:
    """How far a figure of a year is from that of the year before."""
    assert item.period is not None
    before = item.model_copy(update={"period": item.period - 1})
    return query.model_copy(update={"operation": Operation.DIFFERENCE, "items": (item, before)})


def _moved_by(tags: Sequence[Tag], place: int) -> bool:
    """Whether it is said right before an amount that something moved by it, or right behind it that it moved so far."""
    before = [*reversed(tags[max(0, place - NEAR) : place])]
    bounded = [*dropwhile(lambda tag: tag.has(*BESIDE, *ROUNDLY), before)]
    if bounded and bounded[0].text == "by":
        return len(bounded) > 1 and bounded[1].has(*MOVES)
    behind = [*dropwhile(lambda tag: tag.has(*BESIDE, *ROUNDLY) or tag.text in ("も", "分", "ほど"), tags[place + 1 :])]
    return bool(behind) and not behind[0].text.isascii() and behind[0].has(*MOVES) and not behind[0].has("change:to")


def from_the_year_before(query: Query, tags: Sequence[Tag]) -> Query:
    """How far two markets lie apart, where only one is named and said to have moved, as how far it moved in that year:
    "by how many yen did overseas grow in 2024?"
    """
    places = {place for tag in tags for place in tag.names("geo")} & {"overseas", "domestic"}
    if query.operation is not Operation.DIFFERENCE or len(query.items) != 2 or len(places) != 1:
        return query
    first, second = query.items
    apart = first.metric != second.metric and first.period == second.period is not None and first.kind is Kind.LEVEL
    named = [item for item in query.items if item.metric.endswith(next(iter(places)))]
    moved = any(tag.has(*MOVES) for tag in tags) and not any(tag.has(*AGAINST) for tag in tags)
    if not (apart and moved) or len(named) != 1 or named[0].period is None:
        return query
    return changed(query, named[0])


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
    tags = _clause(tags, place_of(bound, tags))
    place = place_of(bound, tags)
    said_with_minus = place is not None and (number := tags[place].number) is not None and number.value < 0
    beside = _beside(tags, place)
    of_it = {id(tags[index]) for index, _ in beside}
    others = [tag for tag in tags if id(tag) not in of_it]
    rises = any(tag.has("change:up", "relation:above", "op:overtake") for tag in others)
    falls = any(tag.has("change:down", "relation:below", "relation:not") for tag in tags)
    if rises and not falls and bound.value < 0 and not said_with_minus:
        return _with(query, claim.relation, bound.negative)
    fell = any(tag.has("change:down") and not tag.has("relation:below") for tag in others)
    if not fell or rises or _tells_of_a_rate(tags) or any(tag.has("relation:not") for tag in tags):
        return query
    if bound.value == 0:
        return _with(query, Relation.BELOW, bound) if claim.relation is Relation.ABOVE else query
    to_it = place is not None and [tag.text for tag in tags[max(0, place - 1) : place]] == ["to"]
    if to_it or any(tag.has("change:to") for tag in tags):  # "fell to 3 percent"
        return query
    if bound.value > 0:
        return _with(query, claim.relation.mirrored, bound.negative)
    if said_with_minus or not beside or not claim.relation.is_bound:
        return query
    return _with(query, beside[0][1].mirrored, bound)


def _clause(tags: Sequence[Tag], place: int | None) -> Sequence[Tag]:
    """The words up to an amount from the one before it, in Japanese those from it to the next, where they say how it
    moved; else all.
    """
    if place is None:
        return tags
    amounts = [index for index, tag in enumerate(tags) if tag.number is not None and tag.year is None]
    if any(not tag.text.isascii() for tag in tags):
        after = min((index for index in amounts if index > place), default=len(tags))
        clause = tags[max(0, place - 2) : after]
    else:
        clause = tags[max((index + 1 for index in amounts if index < place), default=0) : place + 2]
    return clause if any(tag.has(*MOVES) for tag in clause) else tags


def as_they_fell(query: Query, tags: Sequence[Tag]) -> Query:
    """Who fell less, or more, than another: what fell less has grown by more, so that it is ahead."""
    claim = query.claim
    grown = all(item.kind is Kind.GROWTH for item in query.items)
    again = len({item.metric for item in query.items}) == 1
    if claim is None or query.operation is not Operation.COMPARE or len(query.items) != 2 or claim.bound is not None:
        return query
    compares = (*FELL_LESS, *FELL_MORE)
    falls = (index for index, tag in enumerate(tags) if tag.has("change:down") and not tag.has("relation:below"))
    downs = [index for index in falls if not tags[index].text.startswith(compares)]
    if not downs or claim.denied or any(tag.has("change:up", "relation:not") for tag in tags):
        return query
    beside = tags[max(0, downs[-1] - NEAR + 2) : downs[-1] + NEAR]
    less, more = (any(tag.text.startswith(words) for tag in beside) for words in (FELL_LESS, FELL_MORE))
    next_to_it = tags[downs[-1] + 1 : downs[-1] + 2]
    so_far = any(tag.text.startswith(compares) for tag in next_to_it)
    if less == more or not (grown or again or so_far):
        return query
    items = tuple(item.model_copy(update={"kind": Kind.GROWTH}) for item in query.items)
    said = Claim(relation=Relation.ABOVE if less else Relation.BELOW)
    return query.model_copy(update={"items": items, "claim": said})


def in_years_of_falls(query: Query, tags: Sequence[Tag]) -> Query:
    """Years in which something only fell by the words are none in which it grew: "took the L three years in a row"."""
    nothing = query.bound is not None and query.bound.value == 0 and query.relation is Relation.ABOVE
    grown = query.operation is Operation.YEARS and all(item.kind is Kind.GROWTH for item in query.items)
    falls = any(tag.has("change:down") for tag in tags)
    otherwise = any(tag.has("change:up", "relation:not", "op:never", "kind:growth") for tag in tags)
    if not (nothing and grown and falls) or otherwise or query.select is Select.NONE:
        return query
    return query.model_copy(update={"relation": Relation.BELOW})


def in_years_of_digits(query: Query, tags: Sequence[Tag]) -> Query:
    """Years of growth in single or double digits are those below ten percent, or from there on."""
    two, one = (any(tag.has(concept) for tag in tags) for concept in OF_DIGITS)
    grown = query.operation is Operation.YEARS and all(item.kind is Kind.GROWTH for item in query.items)
    if not grown or two == one or query.bound is None or query.bound.value not in (0, TEN):
        return query
    under = query.relation is not None and query.relation.is_downwards
    if one and not under:
        return query
    ten = Quantity.exact(TEN, Unit.PERCENT)
    return query.model_copy(update={"relation": Relation.BELOW if under else Relation.AT_LEAST, "bound": ten})


def as_bounded(query: Query, tags: Sequence[Tag]) -> Query:
    """A bound of a level or a share is on the side that the word right beside it says: まだ1000億円以上ある."""
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or query.operation is not Operation.VALUE or claim.denied:
        return query
    denied = any(tag.has("relation:not", "op:never") for tag in tags)
    if denied or not claim.relation.is_bound or any(item.kind is Kind.GROWTH for item in query.items):
        return query
    said = [relation for _, relation in _beside(tags, place_of(bound, tags))]
    sides = {relation.is_upwards for relation in said}
    turned = len(sides) == 1 and claim.relation.is_upwards not in sides
    return _with(query, said[0], bound) if turned else query


def of_so_many_digits(query: Query, tags: Sequence[Tag]) -> Query:
    """A growth of two digits is one of ten percent or more; one of a single digit is from nothing to that.

    Of falls it is the other way round; what is not so, or is below that, is denied.
    """
    two, one = ([i for i, tag in enumerate(tags) if tag.has(concept)] for concept in OF_DIGITS)
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or bool(two) == bool(one) or not _is_growth(query):
        return query
    if abs(bound.value) not in (0, TEN):
        return query
    denied = claim.denied or _is_denied(tags, (two or one)[0])
    down = any(tag.has("change:down") for tag in tags) and not any(tag.has("kind:growth") for tag in tags)
    falls = bound.value < 0 or (claim.relation is Relation.BELOW and down)
    if two:
        relation = Relation.AT_MOST if falls else Relation.AT_LEAST
        return _with(query, relation, Quantity.exact(-TEN if falls else TEN, Unit.PERCENT), denied=denied)
    low, high = (-TEN, 0) if falls else (0, TEN)
    range_of_it = Quantity(value=(low + high) // 2, unit=Unit.PERCENT, low=low, high=high)
    return _with(query, Relation.EQUAL, range_of_it, denied=denied)


def _is_denied(tags: Sequence[Tag], place: int) -> bool:
    """Whether so many digits are denied, or not reached: "didn't grow by double digits", 2桁成長に届かなかった."""
    japanese = not tags[place].text.isascii() or any(not tag.text.isascii() for tag in tags)
    near = tags[place + 1 : place + 1 + NEAR] if japanese else tags[max(0, place - NEAR) : place]
    return any(tag.has("relation:not", "relation:below", "op:gap") for tag in near)  # "fell short of"


def _tells_of_a_rate(tags: Sequence[Tag]) -> bool:
    """Whether a rate of growth is spoken of, which may fall too; 減少率 and "rate of decline" are those of a fall."""
    for index, tag in enumerate(tags):
        of_a_fall = any(char in tag.text for char in FALLING) or [each.text for each in tags[index + 1 :][:1]] == ["of"]
        if tag.has("kind:growth") and any(word in tag.text for word in OF_A_RATE) and not of_a_fall:
            return True
    return False


def _is_growth(query: Query) -> bool:
    return query.operation is Operation.VALUE and len(query.items) == 1 and query.items[0].kind is Kind.GROWTH


def _with(query: Query, relation: Relation, bound: Quantity, *, denied: bool = False) -> Query:
    return query.model_copy(update={"claim": Claim(relation=relation, bound=bound, denied=denied)})


def place_of(bound: Quantity, tags: Sequence[Tag]) -> int | None:
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
