"""Arithmetic on exact decimals with the interval that their rounding allows, its ends rounded outwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal

from knowledge.model import Quantity, Unit

DIGITS = 34
NEAREST = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)
DOWN = Context(prec=DIGITS, rounding=ROUND_FLOOR)
UP = Context(prec=DIGITS, rounding=ROUND_CEILING)
SAFE_ROOT = Decimal("1e-30")
"""Far above the error of a root at this precision, far below what any figure shows."""

Arithmetic = Callable[[Context, Decimal, Decimal], Decimal]


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the closed interval [low, high] that the true value lies in."""

    low: Decimal
    value: Decimal
    high: Decimal

    @classmethod
    def of(cls, quantity: Quantity) -> Interval:
        """That of a quantity, without its unit."""
        return cls(quantity.low, quantity.value, quantity.high)

    @classmethod
    def exactly(cls, number: int | Decimal) -> Interval:
        """A number without doubt."""
        value = Decimal(number)
        return cls(value, value, value)

    def quantity(self, unit: Unit) -> Quantity:
        """The same as a quantity of `unit`."""
        return Quantity(value=self.value, unit=unit, low=self.low, high=self.high)

    @property
    def half_width(self) -> Decimal:
        """How far the true value may lie from the value, at most."""
        return max(self.high - self.value, self.value - self.low)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            DOWN.add(self.low, other.low), NEAREST.add(self.value, other.value), UP.add(self.high, other.high)
        )

    def __sub__(self, other: Interval) -> Interval:
        return Interval(
            DOWN.subtract(self.low, other.high),
            NEAREST.subtract(self.value, other.value),
            UP.subtract(self.high, other.low),
        )

    def __mul__(self, other: Interval) -> Interval:
        return self._cornered(other, Context.multiply)

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError when the divisor may be zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        return self._cornered(other, Context.divide)

    def root(self, degree: int) -> Interval:
        """The positive root; raises ZeroDivisionError for what may be zero or less."""
        if self.low <= 0:
            raise ZeroDivisionError("a root of what may not be above zero")
        power = NEAREST.divide(Decimal(1), Decimal(degree))
        low, value, high = (NEAREST.power(end, power) for end in (self.low, self.value, self.high))
        return Interval(DOWN.multiply(low, 1 - SAFE_ROOT), value, UP.multiply(high, 1 + SAFE_ROOT))

    def joined(self, other: Interval) -> Interval:
        """The smallest interval that holds both, around this one's value."""
        return Interval(min(self.low, other.low), self.value, max(self.high, other.high))

    def meets(self, other: Interval) -> bool:
        """Whether one true value could lie in both."""
        return self.low <= other.high and other.low <= self.high

    def _cornered(self, other: Interval, arithmetic: Arithmetic) -> Interval:
        pairs = [(mine, its) for mine in (self.low, self.high) for its in (other.low, other.high)]
        return Interval(
            min(arithmetic(DOWN, *pair) for pair in pairs),
            arithmetic(NEAREST, self.value, other.value),
            max(arithmetic(UP, *pair) for pair in pairs),
        )


ONE = Interval.exactly(1)
HUNDRED = Interval.exactly(100)
