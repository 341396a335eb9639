"""Amounts that are ranges: 4000億円台 is from 400 to 500 billion, "56 or 57 percent" from the one to the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from knowledge.model import MONEY, Quantity, Unit
from knowledge.questions.reading import Tag

UPWARDS = "台"

HALVES = {
    "前半": (Decimal(0), Decimal("0.5")),
    "半ば": (Decimal("0.25"), Decimal("0.75")),
    "後半": (Decimal("0.5"), Decimal(1)),
}
"""Which part of such a range is meant by the word behind it: 2兆円台前半 is from 2 to 2.5 trillion."""

JOINING = frozenset({"-", "–", "〜", "~", "to", "or", "or maybe", "か", "ないし", "から"})
"""What stands between the ends of a range; "and" does behind "between", and a comma in Japanese: 5、6兆円."""

MOVED = frozenset({"from", "went", "goes", "going"})
"""What makes the ends those of a movement: "from 2 to 3 percent", and にまで behind them: 2%から3%に."""

MOVED_TO = ("に", "へ", "まで")

NEAR = 4
"""Words before a range that may say that it is a movement: "from 2023's 1.5 trillion to 2.2"."""

RANGE = "mark:range"
"""The meaning of an amount that is a range."""

LISTING = frozenset({"and", "/", "→", "->", ",", "、", "と", "・"})
"""What stands between amounts of one scale that are no range."""

FARTHEST = Decimal(20)
"""How many times as much an amount may be that says in what another one beside it is counted."""

ENDING = ("sep:comma", "sep:stop", "sep:and")

WIDEST, WIDEST_BETWEEN = 2, 10
"""How many times as much the upper end of a range may be, and of one "between" two ends."""

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def range_of(number: Quantity, tags: Sequence[Tag], index: int) -> Quantity:
    """The number of a tag, or the range that it is said to be an end of."""
    for first in (index - 2, index):
        if (found := between(tags, first)) is not None:
            return found
    return upwards(number, tags, index)


def between(tags: Sequence[Tag], first: int) -> Quantity | None:
    """The range whose lower end a tag is, and the next but one its upper end."""
    if first < 0 or first + 2 >= len(tags):
        return None
    lower, joining, upper = tags[first : first + 3]
    enclosed = joining.text == "and" and bool(first) and tags[first - 1].text == "between"
    listed = joining.text == "、" and len(lower.text) == 1
    if not (joining.text in JOINING or enclosed or listed) or _moves(tags, first):
        return None
    ends = _ends(lower, upper)
    if ends is None or (listed and _written(lower) != (_written(upper) or 0) - 1):
        return None
    low, high, unit = ends
    widest = WIDEST_BETWEEN if enclosed else WIDEST
    return Quantity(value=low, unit=unit, low=low, high=high) if 0 < low < high <= widest * low else None


def in_one_scale(tags: Sequence[Tag]) -> list[Tag]:
    """The tags, bare numbers joined to an amount of money in its unit: "1.72 and 2.17 trillion yen", 1.72→2.17兆円; of
    a range just the upper end, down to the lower one.
    """
    told = [*tags]
    for first in range(len(told) - 3, -1, -1):
        bare, joining, amount = told[first : first + 3]
        ends = _ends(bare, amount) if bare.is_bare and joining.text in JOINING | LISTING else None
        if ends is None or amount.number is None or ends[2] not in MONEY:
            continue
        if (found := between(told, first)) is not None:
            whole = amount.number.model_copy(update={"low": found.low})
            told[first] = replace(bare, number=None)
            told[first + 2] = replace(amount, number=whole, concepts=amount.concepts | {RANGE})
        elif ends[0] and 1 / FARTHEST <= ends[1] / ends[0] <= FARTHEST:
            told[first] = replace(bare, number=Quantity.written(_written(bare) or ends[0], ends[2], _scale(amount)))
    return told


def _scale(tag: Tag) -> Decimal:
    _, scale = counted(tag) or (None, Decimal(1))
    return scale


def _moves(tags: Sequence[Tag], first: int) -> bool:
    """Whether the ends are where something came from and went to."""
    before = takewhile(lambda tag: not tag.has(*ENDING), reversed(tags[max(0, first - NEAR) : first]))
    behind = tags[first + 3].text if first + 3 < len(tags) else ""
    from_to = tags[first + 1].text == "から" and behind.startswith(MOVED_TO)
    return from_to or any(tag.text in MOVED for tag in before)


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
    """The number of a tag; from it to the next, away from nothing, of the last digit that is no nought where the word
    behind it says so: 56%台, 2兆円台後半; half as far where it is only said to be a bit more: 3兆円ちょっと.
    """
    first, second = (tags[at] if at < len(tags) else None for at in (index + 1, index + 2))
    if first is None or not (first.has("mark:upwards", "mark:barely") or first.text.startswith(UPWARDS)):
        return number
    words = first.text + (second.text if second is not None else "")
    start, end = next((part for word, part in HALVES.items() if word in words), (Decimal(0), Decimal(1)))
    end = Decimal("0.5") if first.has("mark:barely") else end
    step = Decimal(1).scaleb(int(number.value.normalize().as_tuple().exponent)).copy_sign(number.value)
    nearest, farthest = number.value + step * start, number.value + step * end
    low, high = sorted((nearest, farthest))
    return number.model_copy(update={"value": nearest, "low": low, "high": high})
