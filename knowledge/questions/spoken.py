"""Amounts as words: half, a third, doubled; each by the concept that the lexicon gives it."""

from __future__ import annotations

from decimal import Decimal

from knowledge.model import Quantity, Unit

FRACTIONS = {
    "relation:half": Decimal(50),
    "relation:third": Decimal(100) / 3,
    "relation:two_thirds": Decimal(200) / 3,
    "relation:quarter": Decimal(25),
    "relation:three_quarters": Decimal(75),
    "relation:fifth": Decimal(20),
    "relation:tenth": Decimal(10),
}
"""Percent of a whole."""

MOST_POINTS, MOST_OF_IT = Decimal(2), Decimal("0.08")
"""How far from a fraction in words a share may lie: half is anything from 48 to 52 percent, a tenth 9.2 to 10.8."""

BOUNDS = {"relation:double_digit": Decimal(10), "relation:single_digit": Decimal(10)}
"""Percent that growth is measured against."""

MULTIPLES = {
    "relation:double": Decimal(2),
    "relation:triple": Decimal(3),
    "relation:quadruple": Decimal(4),
    "relation:quintuple": Decimal(5),
    "relation:tenfold": Decimal(10),
    "relation:halved": Decimal("0.5"),
}
"""Factors."""


def rounded(share: Decimal) -> Quantity:
    """A fraction, in percent, as words mean it."""
    apart = min(MOST_POINTS, share * MOST_OF_IT)
    return Quantity(value=share, unit=Unit.PERCENT, low=share - apart, high=share + apart)
