"""Whether a number stands in a relation to a bound, with the roundness of what was said and of what is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from knowledge.model import Quantity, Relation, Unit

CLOSE = Decimal("0.05")
"""How far a number may lie from what is said flatly: "2 trillion" is no way to say 2.17, though it rounds to it."""

ROUND_NUMBERS = {1: Decimal("0.1"), 2: Decimal("0.05")}
PRECISE = Decimal("0.02")
"""What "about" allows, by the digits said: a tenth of 4 trillion, a twentieth of 25 %, a fiftieth of 2.17 trillion."""

MOST_POINTS = Decimal(3)
"""What "about" allows of a percentage at most: 56.5 % is not about 60 %."""

SHORT_OF_A_MULTIPLE = Decimal("0.025")
"""What may be missing to call something doubled: from 1.95 on. Above, all that rounds to it: the 3.45 of the goal is
called a tripling by the report itself."""

SHORT_OF_NEARLY_ONE = Decimal("0.07")
"""What may be missing to call something nearly doubled: from 1.86 on; 2.8 times is nearly three times."""

PERCENTAGES = frozenset({Unit.PERCENT, Unit.POINTS})
Test = Callable[[Quantity, Quantity], bool | None]


def holds(relation: Relation, number: Quantity, bound: Quantity) -> bool | None:
    """Whether it does; None where the rounding of the number leaves it open, or the relation is not one of numbers."""
    test = _TESTS.get(relation)
    return test(number, bound) if test else None


def allowance(bound: Quantity) -> Decimal:
    """How far from `bound` a number may lie to be "about" it."""
    share = ROUND_NUMBERS.get(_digits_said(bound.value), PRECISE)
    allowed = abs(bound.value) * share
    return min(allowed, MOST_POINTS) if bound.unit in PERCENTAGES else allowed


def as_round(bound: Quantity) -> Quantity:
    """A number whose scale was left unsaid, as round as its digits: "14" of 14.2 trillion."""
    half = _half_digit(bound.value)
    low, high = min(bound.low, bound.value - half), max(bound.high, bound.value + half)
    return bound.model_copy(update={"low": low, "high": high})


def _digits_said(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _half_digit(value: Decimal) -> Decimal:
    return Decimal(5).scaleb(int(value.normalize().as_tuple().exponent) - 1)


def _equal(number: Quantity, bound: Quantity) -> bool | None:
    """Whether it is what was said, as rounded as it was said; open where it is known less well than it was said.

    Neighbouring printed numbers touch at the ends of their intervals: that makes 2.8 no 2.9.
    """
    if bound.low <= number.value <= bound.high:
        if bound.low < bound.high and bound.value in (bound.low, bound.high):  # a range: 4000億円台, "14 to 15 %"
            return True
        return bound.unit in PERCENTAGES or abs(number.value - bound.value) <= abs(number.value) * CLOSE
    overlap = number.low < bound.high and bound.low < number.high
    return None if overlap else False


def _about(number: Quantity, bound: Quantity) -> bool:
    if _equal(number, bound):
        return True
    below = above = allowance(bound)
    if bound.unit is Unit.TIMES:
        below, above = abs(bound.value) * SHORT_OF_A_MULTIPLE, max(above, _half_digit(bound.value))
    return number.high >= bound.value - below and number.low < bound.value + above


def _nearly(number: Quantity, bound: Quantity) -> bool:
    """Also of a fall: nearly forty percent down is less of a fall than that."""
    short = abs(bound.value) * SHORT_OF_NEARLY_ONE
    multiple = bound.unit is Unit.TIMES and number.high >= bound.value - short
    nearer_to_nothing = number.high > bound.value if bound.value < 0 else number.low < bound.value
    return (multiple or _about(number, bound)) and nearer_to_nothing


def _above(number: Quantity, bound: Quantity) -> bool | None:
    if number.value == bound.value:
        return False
    return _sure(number.low > bound.value, number.high <= bound.value)


def _below(number: Quantity, bound: Quantity) -> bool | None:
    if number.value == bound.value:
        return False
    return _sure(number.high < bound.value, number.low >= bound.value)


def _at_least(number: Quantity, bound: Quantity) -> bool | None:
    return True if number.value == bound.value else _above(number, bound)


def _at_most(number: Quantity, bound: Quantity) -> bool | None:
    return True if number.value == bound.value else _below(number, bound)


def _sure(yes: bool, no: bool) -> bool | None:
    if yes or no:
        return yes
    return None


_TESTS: Mapping[Relation, Test] = {
    Relation.EQUAL: _equal,
    Relation.ABOUT: _about,
    Relation.NEARLY: _nearly,
    Relation.ABOVE: _above,
    Relation.BELOW: _below,
    Relation.AT_LEAST: _at_least,
    Relation.AT_MOST: _at_most,
}
