"""What the amounts of a chat's claims are: figures where the claim is one of a value, else nothing of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from knowledge.extraction.network import BESIDE
from knowledge.extraction.paragraphs import Paragraphs
from knowledge.extraction.stretches import Amount
from knowledge.model import Item, Kind, Operation, Quantity, Query, Unit
from tests.extraction.training.examples import Example, Meant
from tests.questions.corpora import Turns
from tests.questions.notation import query_of

A_RATIO = 100
"""What a ratio to the year before is more than the growth: 114.8 % for 14.8 %."""


def claimed(conversations: Iterable[Turns], reader: Paragraphs) -> Iterator[Example]:
    """The messages that are told as a whole; of an amount that its meaning does not speak of, nothing is learnt."""
    for turns in conversations:
        if len(turns) == 1:
            yield from _of_message(turns[0]["q"], query_of(turns[0]["m"]), reader)


def _of_message(text: str, meaning: Query | str, reader: Paragraphs) -> Iterator[Example]:
    parts = (meaning.parts or (meaning,)) if isinstance(meaning, Query) else ()
    figures = [found for part in parts if (found := _figure(part)) is not None]
    others = [bound for part in parts if _figure(part) is None for bound in _bounds(part)]
    for stretch in reader.stretches(reader.plain(text), None):
        years = {moment.year + step for moment in stretch.moments for step in BESIDE}
        meant = [
            _meant(amount, figures, others, years, claims_nothing=not parts) if amount.token >= stretch.first else None
            for amount in stretch.amounts
        ]
        if any(each is not None for each in meant):
            yield Example(stretch, tuple(meant))


def _bounds(query: Query) -> Iterator[Quantity]:
    yield from (each for each in (query.claim.bound if query.claim else None, query.bound) if each is not None)


def _figure(query: Query) -> tuple[Item, Quantity] | None:
    """The one figure whose value is claimed."""
    bound = query.claim.bound if query.claim is not None else None
    one = query.operation is Operation.VALUE and len(query.items) == 1 and query.items[0].of is None
    return (query.items[0], bound) if one and bound is not None else None


def _meant(
    amount: Amount,
    figures: Sequence[tuple[Item, Quantity]],
    others: Sequence[Quantity],
    years: set[int],
    *,
    claims_nothing: bool,
) -> Meant | None:
    said = abs(amount.quantity.value)
    for item, bound in figures:
        as_ratio = item.kind is Kind.GROWTH and _close(said - A_RATIO, bound.value)
        if (_close(said, abs(bound.value)) or as_ratio) and _could_be(amount, bound):
            kind = "share" if item.kind is Kind.SHARE else "level"
            if item.kind is Kind.GROWTH:
                kind = "ratio" if as_ratio else "fall" if bound.value < 0 else "rise"
            return Meant(item.metric, kind, item.period if item.period in years else None)
    spoken_of = claims_nothing or any(_close(said, abs(other.value)) for other in others)
    return Meant() if spoken_of else None


def _close(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= Decimal("1e-6") * max(Decimal(1), abs(other))


def _could_be(amount: Amount, bound: Quantity) -> bool:
    units = {amount.quantity.unit, bound.unit}
    return len(units) == 1 or not amount.unit_said or units == {Unit.PERCENT, Unit.POINTS}
