"""A unit that is said once, at the head of a table: 単位：億円, "in billions of yen", (¥bn)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from knowledge.model import MONEY, Quantity, Unit
from knowledge.quantities.vocabulary import vocabulary
from knowledge.questions.reading import Tag


def as_declared(tags: Sequence[Tag], plain: str, ends: Callable[[str], Sequence[int]]) -> list[Tag]:
    """The tags of a text, bare numbers behind such a head in its unit: to the end of the sentence that the first is in,
    or to the next head; of one with no number behind it, those before it.

    `ends` tells where the sentences of a text end.
    """
    heads = list(_head().finditer(plain))
    told = [*tags]
    for place, found in enumerate(heads):
        until = heads[place + 1].start() if place + 1 < len(heads) else len(plain)
        told = _declared_by(found, told, until, ends(plain))
    return told


def _declared_by(found: re.Match[str], tags: Sequence[Tag], until: int, ends: Sequence[int]) -> list[Tag]:
    """The tags, those that a head counts in its unit."""
    behind = [tag for tag in tags if found.end() <= tag.start < until and tag.is_bare]
    numbers = behind or [tag for tag in tags if tag.end <= found.start() and tag.is_bare]
    last = next((end for end in ends if behind and end > behind[0].start), until)
    unit, scale = _unit_of(found)
    counted = {id(tag) for tag in numbers if tag.start < last}
    head = {id(tag) for tag in tags if found.start() <= tag.start < found.end()}
    read = (replace(tag, number=None) if id(tag) in head else tag for tag in tags)  # 百万円 is no amount there
    return [_in(tag, unit, scale) if id(tag) in counted else tag for tag in read]


def _in(tag: Tag, unit: Unit, scale: Decimal) -> Tag:
    assert tag.number is not None
    return replace(tag, number=Quantity.written(tag.number.value, unit, scale), unit_said=True)


def _unit_of(found: re.Match[str]) -> tuple[Unit, Decimal]:
    """The unit of a head, and how many of it are counted as one."""
    words = vocabulary()
    money, many = found["money"] or found["money_2"] or found["money_3"], found["many"] or found["many_2"]
    unit = words.after.get(money) or words.before[money]
    return unit, Decimal(1).scaleb(words.scales.get(many, 0) + (2 if found["hundred"] else 0))


@cache
def _head() -> re.Pattern[str]:
    words = vocabulary()
    many = _any_of(word for word in words.scales if len(word) > 1 or not word.isascii())
    money = _any_of(word for word, unit in [*words.after.items(), *words.before.items()] if unit in MONEY)
    many_before = rf"(?P<hundred>100 ?|hundreds of )?(?P<many>{many})(?: of)?\s*(?P<money>{money})"
    counted = rf"{many_before}|(?P<money_2>{money})\s*(?P<many_2>{many})"
    named = r"単位\s*[:は=・]?|\b(?:units?|figures|amounts)(?:\s+(?:of|in))?\s*:?"
    beginning = rf"(?:{named}|[(\[](?:in\s+)?|(?:^|[.;:,—–-]\s?|\n)in\s)"
    return re.compile(rf"{beginning}\s*(?:{counted})|単位\s*[:は=・]?\s*(?P<money_3>{money})")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
