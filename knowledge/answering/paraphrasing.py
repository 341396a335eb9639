"""How far a number may be paraphrased: round words that hold of it, and a rounder number that does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from knowledge.answering.relations import holds
from knowledge.model import Noun, Quantity, Relation, Unit

HALF = Decimal(50)
ROUNDED = (Unit.PERCENT, Unit.JPY, Unit.USD, Unit.TIMES, Unit.COUNT)


class Paraphrase(Noun):
    """`relation` to a round `quantity`: about 57 %, above 50 %."""

    relation: Relation
    quantity: Quantity


@dataclass(frozen=True)
class Paraphrases:
    """What may be said of a number, and what may not."""

    hold: tuple[Paraphrase, ...]
    fail: Paraphrase | None


def paraphrases(number: Quantity) -> Paraphrases | None:
    """None for a number that is round already, that is negative, or that nobody rounds: a year, a rate."""
    value = number.value
    if number.unit not in ROUNDED or value <= 0 or _rounded(value, 1) == value:
        return None
    hold = tuple(dict.fromkeys(each for each in _candidates(number) if _holds(each, number)))
    rough = Paraphrase(relation=Relation.EQUAL, quantity=_exact(_rounded(value, 1), number.unit))
    return Paraphrases(hold, None if _holds(rough, number) is not False else rough)


def _candidates(number: Quantity) -> Iterator[Paraphrase]:
    two = _rounded(number.value, 2)
    if two != number.value:
        yield Paraphrase(relation=Relation.ABOUT, quantity=_exact(two, number.unit))
    below = _rounded(number.value, 1, ROUND_FLOOR)
    if number.unit is Unit.PERCENT and HALF < number.value < HALF + 10:
        below = HALF
    if below > 0:
        yield Paraphrase(relation=Relation.ABOVE, quantity=_exact(below, number.unit))


def _holds(paraphrase: Paraphrase, number: Quantity) -> bool | None:
    return holds(paraphrase.relation, number, paraphrase.quantity)


def _rounded(value: Decimal, digits: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    return Context(prec=digits, rounding=rounding).plus(value)


def _exact(value: Decimal, unit: Unit) -> Quantity:
    return Quantity(value=value, unit=unit, low=value, high=value)
