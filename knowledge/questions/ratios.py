"""A percentage of the year before is growth by what it has over a hundred: 前年比114.8%, "126 % of 2023's"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from knowledge.model import Claim, Kind, Operation, Quantity, Query, Unit
from knowledge.questions.moving import MOVES, place_of
from knowledge.questions.reading import Tag
from knowledge.questions.spoken import FRACTIONS

HELD_AGAINST = frozenset({"前年比", "前年度比", "対前年比", "前年対比", "前の年比", "昨対", "昨年対比", "同"})
"""What stands before the percentage in Japanese."""

NEAR = 3
"""Words behind it that may say that something moved: 前年比6割くらい伸びた."""

BEHIND = 2

SHRUNK = ("縮", "減", "落ち")

WHOLES = ("amount:market", "amount:money", "geo:all")
"""The meanings of words for what a share is one of."""

OF_IT = frozenset({"figure", "result", "mark"})
"""What a year has that something is held against: "of the 2023 figure"."""

WHOLE = Decimal(100)
LEAST = Decimal(50)
"""Percent of the year before: less is told as a fall; 前年比26% is how the growth is told that it is."""


def as_a_ratio(query: Query, tags: Sequence[Tag]) -> Query:
    """The claim of growth or of a share, by how much the percentage of the year before has over a hundred."""
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or bound.unit is not Unit.PERCENT or not claim.relation.is_told:
        return query
    place = place_of(bound, tags)
    if place is None:
        place = next((index for index, tag in enumerate(tags) if tag.has(*FRACTIONS)), None)
    if place is None or bound.value <= 0:
        return query
    year = _year_behind(tags[place + 1 :])
    if query.operation is Operation.CHANGE and year is not None and bound.value >= LEAST:
        claimed = Claim(relation=claim.relation, bound=_over_a_hundred(bound))
        return query.model_copy(update={"claim": claimed})
    if query.operation is not Operation.VALUE or len(query.items) != 1:
        return query
    (item,) = query.items
    if item.kind is Kind.LEVEL:
        return query
    if year is not None and item.period not in (None, year) and bound.value >= LEAST:
        ends = (item.period, year - 1)
        items = tuple(item.model_copy(update={"kind": Kind.LEVEL, "of": None, "period": each}) for each in ends)
        claimed = Claim(relation=claim.relation, bound=_over_a_hundred(bound))
        return query.model_copy(update={"operation": Operation.CHANGE, "items": items, "claim": claimed})
    held_against = item.kind is Kind.GROWTH and bound.value >= LEAST and _is_held_against_it(tags, place)
    if year is None and not held_against and not _is_of_the_year_before(tags, place) and not _is_left(tags, place):
        return query
    item = item.model_copy(update={"kind": Kind.GROWTH, "of": None, "period": year or item.period})
    claimed = Claim(relation=claim.relation, bound=_over_a_hundred(bound))
    return query.model_copy(update={"items": (item,), "claim": claimed})


def _over_a_hundred(bound: Quantity) -> Quantity:
    return Quantity(value=bound.value - WHOLE, unit=bound.unit, low=bound.low - WHOLE, high=bound.high - WHOLE)


def _is_left(tags: Sequence[Tag], place: int) -> bool:
    """半分にまで縮んだ: whether a fraction is what is left of the year before."""
    behind = tags[place + 1 : place + 1 + NEAR]
    shrunk = any(tag.has("change:to", "change:down") and any(sign in tag.text for sign in SHRUNK) for tag in behind)
    return tags[place].has(*FRACTIONS) and shrunk and not any(tag.has("kind:share") for tag in tags)


def as_a_share(query: Query, tags: Sequence[Tag]) -> Query:
    """The claim of a growth, as one of a share where its percentage is one of the whole: "56 % of the growing market",
    市場の56%.
    """
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    of_one = query.operation is Operation.VALUE and len(query.items) == 1 and query.items[0].kind is Kind.GROWTH
    if claim is None or bound is None or bound.unit is not Unit.PERCENT or not of_one or bound.value <= 0:
        return query
    place = place_of(bound, tags)
    if place is None or not (
        _is_of_the_whole(tags[place + 1 :]) or _is_of_the_whole_before(tags[:place], tags[place + 1 :])
    ):
        return query
    item = query.items[0].model_copy(update={"kind": Kind.SHARE, "of": None})
    return query.model_copy(update={"items": (item,)})


def _is_of_the_whole(behind: Sequence[Tag]) -> bool:
    """Whether "of the market", or of what was sold, stands behind a percentage."""
    if not behind or behind[0].text != "of":
        return False
    of_it = next(
        (tag for tag in behind[1:4] if tag.has(*WHOLES) or tag.has("kind:growth", "period:previous") or tag.year), None
    )
    return of_it is not None and of_it.has(*WHOLES) and not of_it.has("kind:growth")


def _is_of_the_whole_before(before: Sequence[Tag], behind: Sequence[Tag]) -> bool:
    """Whether 市場の stands before a percentage, and nothing behind it says that something grew by it."""
    of_it = len(before) > 1 and before[-1].text == "の" and before[-2].has(*WHOLES)
    return of_it and not any(tag.has(*MOVES) for tag in behind[:2])


def _is_held_against_it(tags: Sequence[Tag], place: int) -> bool:
    """Whether it is said that the percentage is one of the year before, and not that something rose by so much."""
    before = tags[max(0, place - 1) : place]
    behind = takewhile(lambda tag: not tag.has("sep:mark"), tags[place + 1 : place + 1 + NEAR])
    return any(tag.text in HELD_AGAINST for tag in before) and not any(tag.has(*MOVES, "kind:growth") for tag in behind)


def _is_of_the_year_before(tags: Sequence[Tag], place: int) -> bool:
    """前年の51%, "51 % of the year before"."""
    behind = tags[place + 1 : place + 1 + BEHIND]
    before = [tag for tag in tags[max(0, place - 3) : place] if not tag.has("relation:about")][-2:]
    in_japanese = [tag.text for tag in before[1:]] == ["の"] and before[0].has("period:previous")
    return in_japanese or (len(behind) == BEHIND and behind[0].text == "of" and behind[1].has("period:previous"))


def _year_behind(tags: Sequence[Tag]) -> int | None:
    """The year after the one that "of 2023's" or "of the 2023 level" names, right behind a percentage."""
    said = [tag for tag in tags[:5] if tag.text not in ("the", "its")]
    of, year, behind = [*said[:3], *[None] * 3][:3]
    if of is None or of.text != "of" or year is None or year.year is None or behind is None:
        return None
    own = behind.text in ("'", "’", "'s") or behind.has("amount:level") or behind.text in OF_IT
    return year.year + 1 if own else None
