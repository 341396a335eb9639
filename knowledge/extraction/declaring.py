"""A unit that is said once, at the head of a table: 単位：億円, "in billions of yen", (¥bn)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from knowledge.model import Quantity, Unit
from knowledge.questions.reading import Tag

_MANY = r"(?P<many>100 million|trillions?|tn|billions?|bn|millions?|mn|兆|千億|百億|十億|億|千万|百万|万|千)"
_MONEY = r"(?P<money>jpy|yen|¥|円|us dollars|dollars|usd|us\$|\$|米ドル|ドル)"
_HEADS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"単位\s*[:は=]?\s*{_MANY}?\s*{_MONEY}",
        rf"\b(?:in|units?|figures|amounts)\s*:?\s*{_MANY}(?:\s+of)?\s*{_MONEY}",
        rf"\b(?:in|units?|figures|amounts)\s*:?\s*{_MONEY}\s*{_MANY}\b",
        rf"[(\[]\s*{_MONEY}[\s,]*{_MANY}\s*[)\]]",
        rf"[(\[]\s*{_MANY}[\s,]*{_MONEY}\s*[)\]]",
    )
)
_SCALES = {"100 million": 8, "trillion": 12, "tn": 12, "billion": 9, "bn": 9, "million": 6, "mn": 6}
_SCALES |= {"兆": 12, "千億": 11, "百億": 10, "十億": 9, "億": 8, "千万": 7, "百万": 6, "万": 4, "千": 3}
"""Zeros that follow what is written."""

DOLLARS = ("us dollars", "dollars", "usd", "us$", "$", "米ドル", "ドル")


def as_declared(tags: Sequence[Tag], plain: str, ends: Sequence[int]) -> list[Tag]:
    """The tags of a text, bare numbers behind such a head in its unit: to the end of the sentence that the first is in.

    `ends` are the places where sentences end.
    """
    found = next((match for head in _HEADS if (match := head.search(plain))), None)
    if found is None:
        return [*tags]
    numbers = [tag for tag in tags if tag.start >= found.end() and _is_bare(tag)]
    last = next((end for end in ends if numbers and end > numbers[0].start), len(plain))
    unit = Unit.USD if found["money"].lower() in DOLLARS else Unit.JPY
    scale = Decimal(1).scaleb(_SCALES[found["many"].lower().rstrip("s")] if found["many"] else 0)
    counted = {id(tag) for tag in numbers if tag.start < last}
    head = {id(tag) for tag in tags if found.start() <= tag.start < found.end()}
    read = (replace(tag, number=None) if id(tag) in head else tag for tag in tags)  # 百万円 is no amount there
    return [_in(tag, unit, scale) if id(tag) in counted else tag for tag in read]


def _is_bare(tag: Tag) -> bool:
    return tag.number is not None and tag.number.unit is Unit.COUNT and not tag.unit_said and tag.year is None


def _in(tag: Tag, unit: Unit, scale: Decimal) -> Tag:
    assert tag.number is not None
    half = Decimal(5).scaleb(int(tag.number.value.as_tuple().exponent) - 1)
    number = Quantity.rounded(tag.number.value * scale, unit, half * scale)
    return replace(tag, number=number, unit_said=True)
