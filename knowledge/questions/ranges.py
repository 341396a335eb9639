"""Amounts that are ranges: 4000億円台 is from 400 to 500 billion."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from knowledge.model import Quantity
from knowledge.questions.reading import Tag

UPWARDS = "台"


def upwards(number: Quantity, tags: Sequence[Tag], index: int) -> Quantity:
    """The number of a tag; from it to the next of its last digit where the word behind it says so: 56%台."""
    behind = tags[index + 1] if index + 1 < len(tags) else None
    if behind is None or not (behind.has("mark:upwards", "mark:barely") or behind.text.startswith(UPWARDS)):
        return number
    step = Decimal(1).scaleb(int(number.value.normalize().as_tuple().exponent))
    return number.model_copy(update={"low": number.value, "high": number.value + step})
