"""A number as a source prints it: "about JPY 4.3 trillion", "305 titles", "16.2% growth", 前年比116.2%."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from knowledge.model import Metric, Unit
from knowledge.quantities import FoundQuantity, find_quantities, words_around
from knowledge.reviewing.naming import as_asked, names_of

LEAST_RATIO = Decimal(50)
"""Percent of the year before: less may as well be a growth, said with a word too few."""


OTHER_SIGN = re.compile(r"[^\w\s.,、。~〜≈≒/'\"“”「」-]|(?<![a-z])-|-(?![a-z])", re.IGNORECASE)
"""What is no word and may change a number: "<5%", "300+", "(5%)"."""


@dataclass(frozen=True)
class Amount:
    """One number, and what the words around it say: that things are counted, that it is a growth, and that it was
    printed as the ratio to the year before. `is_unclear` where it may be a ratio or a growth."""

    found: FoundQuantity
    is_count: bool = False
    is_growth: bool = False
    is_ratio: bool = False
    is_unclear: bool = False


def amount_in(said: str, metric: Metric) -> Amount | None:
    """The only number of a text, where nothing else is in it but words that stand around one; else None."""
    texts = dict.fromkeys((unicodedata.normalize("NFKC", said).strip(), said.strip()))
    return next((amount for text in texts if (amount := _amount(text, metric))), None)


def _amount(text: str, metric: Metric) -> Amount | None:
    quantities = find_quantities(text)
    if len(quantities) != 1:
        return None
    (found,) = quantities
    roles = _roles((text[: found.start], text[found.end :]), metric)
    return None if roles is None else _meant(found, roles)


def _roles(parts: Iterable[str], metric: Metric) -> set[str] | None:
    """What the words around a number say; None where any says something else."""
    roles: set[str] = set()
    own = frozenset(_words(metric)) if metric.unit is Unit.COUNT else frozenset[str]()
    for part in parts:
        if OTHER_SIGN.search(part):
            return None
        plain = as_asked(part)
        for role, pattern in _patterns():
            plain, times = pattern.subn(" ", plain)
            roles |= {role} if times else set()
        for word in plain.split():
            if word not in own:
                return None
            roles.add("counted")
    return roles


def _meant(found: FoundQuantity, roles: set[str]) -> Amount | None:
    changes = roles & {"growth", "fall", "yearly", "ratio"}
    if not changes:
        return Amount(found, is_count="counted" in roles)
    if found.unit is not Unit.PERCENT or "counted" in roles or {"growth", "fall"} <= roles:
        return None
    if found.signed and found.value < 0 and changes & {"growth", "fall"}:
        return None
    if "fall" in roles:
        return Amount(replace(found, value=-found.value), is_growth=True)
    if "ratio" in roles and "growth" not in roles and not found.signed:
        ratio = replace(found, value=found.value - 100)
        return Amount(ratio, is_growth=True, is_ratio=True, is_unclear=found.value < LEAST_RATIO)
    return Amount(found, is_growth=True)


def _words(metric: Metric) -> Iterator[str]:
    """The words of its names, by which its things may be called where they are counted."""
    for name in names_of(metric):
        yield from as_asked(name).split()


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Each word with its role, the longest first."""
    words = [(as_asked(word), role) for role, words in words_around().items() for word in words]
    return [(role, _bounded(word)) for word, role in sorted(words, key=lambda each: -len(each[0]))]


@lru_cache(maxsize=1_024)
def _bounded(word: str) -> re.Pattern[str]:
    """Letters of the alphabet stand as words of their own."""
    return re.compile(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word))
