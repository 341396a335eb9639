"""Amounts as words: half, a third, doubled; each by the concept that the lexicon gives it."""

from __future__ import annotations

from decimal import Decimal

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

BOUNDS = {"relation:double_digit": Decimal(10)}
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
