"""Which digits of a quantity are worth showing: those that its interval supports, and no more than people read."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from knowledge.model import MONEY, Quantity, Unit

MOST_DECIMALS = {Unit.PERCENT: 1, Unit.POINTS: 1, Unit.TIMES: 2, Unit.RATE: 1, Unit.COUNT: 1, Unit.MINUTES: 0}
"""For computed values; a printed value keeps the decimals that it was printed with."""

ROUND = Context(prec=60, rounding=ROUND_HALF_UP)


def half_width(quantity: Quantity) -> Decimal:
    """How far the true value may lie from the value, at most."""
    return max(quantity.high - quantity.value, quantity.value - quantity.low)


def shown_place(quantity: Quantity) -> int:
    """The power of ten of the last digit to show: -1 for 56.5.

    A printed value shows its printed digits. A computed one shows digits as long as the interval leaves the digit
    before the last in no doubt: half its width is at most five of the last place.
    """
    printed = printed_place(quantity)
    most = -MOST_DECIMALS.get(quantity.unit, 0) if quantity.unit not in MONEY else None
    if printed is not None and quantity.high > quantity.low:
        return printed
    place = printed if printed is not None else _sound_place(quantity)
    return place if most is None else max(place, most)


def printed_place(quantity: Quantity) -> int | None:
    """The place of the last printed digit when value and interval look like a printed number, or an exact one."""
    last = quantity.high - quantity.low
    if not last:
        return int(quantity.value.normalize().as_tuple().exponent) if quantity.value else 0
    width = last.normalize().as_tuple()
    even = quantity.high - quantity.value == quantity.value - quantity.low
    if not even or width.digits != (1,) or quantity.value % last:
        return None
    return int(width.exponent)


def _sound_place(quantity: Quantity) -> int:
    fifth = half_width(quantity) / 5
    place = fifth.adjusted()
    return place if fifth == Decimal(1).scaleb(place) else place + 1


def interval_place(quantity: Quantity) -> int:
    """The place to which the ends of the interval are worth showing: that of its half width's first digit, and at
    most two finer than the value's own."""
    shown = shown_place(quantity)
    return max(min(half_width(quantity).adjusted(), shown), shown - 2)


def rounded(value: Decimal, place: int) -> Decimal:
    """To the given place, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(place), context=ROUND)
