"""Amounts that are ranges: 4000億円台 is from 400 to 500 billion, "56 or 57 percent" from the one to the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from knowledge.model import Quantity, Unit
from knowledge.questions.reading import Tag

UPWARDS = "台"

JOINING = frozenset({"-", "–", "〜", "~", "to", "or", "or maybe", "か", "ないし"})
"""What stands between the ends of a range; "and" does behind "between", and a comma in Japanese: 5、6兆円."""

MOVED = frozenset({"from"})
"""What makes the ends those of a movement: "from 2 to 3 percent"."""

WIDEST = 2
"""How many times as much the upper end of a range may be."""

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def range_of(number: Quantity, tags: Sequence[Tag], index: int) -> Quantity:
    """The number of a tag, or the range that it is said to be an end of."""
    for first in (index - 2, index):
        if (found := _between(tags, first)) is not None:
            return found
    return upwards(number, tags, index)


def _between(tags: Sequence[Tag], first: int) -> Quantity | None:
    """The range whose lower end a tag is, and the next but one its upper end."""
    if first < 0 or first + 2 >= len(tags):
        return None
    lower, joining, upper = tags[first : first + 3]
    before = tags[first - 1].text if first else ""
    joined = joining.text in JOINING or (joining.text == "and" and before == "between")
    listed = joining.text == "、" and len(lower.text) == 1
    if not (joined or listed) or before in MOVED:
        return None
    ends = _ends(lower, upper)
    if ends is None or (listed and _written(lower) != (_written(upper) or 0) - 1):
        return None
    low, high, unit = ends
    return Quantity(value=low, unit=unit, low=low, high=high) if 0 < low < high <= WIDEST * low else None


def _ends(lower: Tag, upper: Tag) -> tuple[Decimal, Decimal, Unit] | None:
    """Two numbers in one unit, which may be said of one of them only."""
    low, high = _written(lower), _written(upper)
    first, second = counted(lower) or counted(upper), counted(upper) or counted(lower)
    if not low or not high or first is None or second is None or first[0] is not second[0]:
        return None
    return low * first[1], high * second[1], second[0]


def counted(tag: Tag) -> tuple[Unit, Decimal] | None:
    """What the digits of a tag are counted in, the unit and how many of it: 1.31 trillion yen are 1.31 times 1e12 yen.

    None where it says no unit, or is not one number.
    """
    written = _written(tag)
    if tag.number is None or not written or (tag.number.unit is Unit.COUNT and not tag.unit_said):
        return None
    return tag.number.unit, abs(tag.number.value) / written


def _written(tag: Tag) -> Decimal | None:
    """The number that the digits of a tag make, where there is one."""
    digits = _DIGITS.findall(tag.text)
    return Decimal(digits[0].replace(",", "")) if len(digits) == 1 and tag.year is None else None


def upwards(number: Quantity, tags: Sequence[Tag], index: int) -> Quantity:
    """The number of a tag; from it to the next of its last digit where the word behind it says so: 56%台."""
    behind = tags[index + 1] if index + 1 < len(tags) else None
    if behind is None or not (behind.has("mark:upwards", "mark:barely") or behind.text.startswith(UPWARDS)):
        return number
    step = Decimal(1).scaleb(int(number.value.normalize().as_tuple().exponent))
    return number.model_copy(update={"low": number.value, "high": number.value + step})
