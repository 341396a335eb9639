"""Quantities as people write them: "JPY 3.84 trillion" in English, "3兆8,407億円" in Japanese."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.numbers import format_decimal

from knowledge.model import MONEY, Quantity, Unit
from knowledge.quantities.digits import interval_place, rounded, shown_place
from knowledge.quantities.vocabulary import languages

SHORT_DECIMALS = 2
LONG_DECIMALS = 3
SHORT_DIGITS = 4
FINE = 10
"""Money known to less than 10^FINE is written in two scales where a language does so: 3兆8,407億, but 3.84兆."""

PLAIN = frozenset({Unit.YEAR})


def worded(quantity: Quantity, language: str, *, signed: bool = False) -> str:
    """As a headline: "JPY 2.17 trillion", "2兆1,702億円", "56.5%". `signed` puts a plus before what is above zero."""
    return _worded(quantity, quantity.value, _Style(language, shown_place(quantity), short=True), signed)


def worded_as_printed(quantity: Quantity, language: str) -> str:
    """With every digit that was printed, or that a computed value supports: "JPY 2,170.2 billion"."""
    return _worded(quantity, quantity.value, _Style(language, shown_place(quantity), short=False), signed=False)


def worded_in_full(quantity: Quantity, language: str) -> str:
    """In digits only: "JPY 2,170,200,000,000"."""
    words = languages()[language]["wording"]
    number = rounded(quantity.value, shown_place(quantity))
    return _signed(words[quantity.unit].format(_digits(abs(number), quantity.unit, words)), number, signed=False)


def worded_interval(quantity: Quantity, language: str) -> str:
    """The interval that rounding allows: "56.3% to 56.7%"; one amount when its ends read the same."""
    style = _Style(language, interval_place(quantity), short=False)
    low, high = (_worded(quantity, end, style, signed=False) for end in (quantity.low, quantity.high))
    if low == high:
        return low
    return str(languages()[language]["wording"]["between"]).format(low=low, high=high)


class _Style:
    """How much of a number to show in which language."""

    def __init__(self, language: str, place: int, *, short: bool) -> None:
        self.words: Mapping[str, Any] = languages()[language]["wording"]
        self.place = place
        self.short = short


def _worded(quantity: Quantity, value: Decimal, style: _Style, signed: bool) -> str:
    number = _scaled(abs(value), quantity.unit, style) if quantity.unit in MONEY else None
    number = number or _digits(rounded(abs(value), style.place), quantity.unit, style.words)
    return _signed(style.words[quantity.unit].format(number), rounded(value, style.place), signed)


def _signed(text: str, value: Decimal, signed: bool) -> str:
    if value < 0:
        return f"-{text}"
    return f"+{text}" if signed and value > 0 else text


def _scaled(value: Decimal, unit: Unit, style: _Style) -> str | None:
    """In the largest scale that it reaches; None for less than the smallest scale."""
    powers = [int(power) for power in style.words["scales"]]
    reached = [power for power in powers if rounded(value, _cut(value, power, style)) >= Decimal(10) ** power]
    if not reached:
        return None
    if style.words["compound"] and reached[0] == powers[0] and style.place < FINE:
        return _in_two_scales(value, unit, powers, style)
    power = reached[0] if style.short else _without_many_decimals(reached, style.place)
    return _in_scale(rounded(value, _cut(value, power, style)), unit, power, style.words)


def _cut(value: Decimal, power: int, style: _Style) -> int:
    """The last place to show in this scale."""
    if not style.short:
        return style.place
    return max(style.place, power - SHORT_DECIMALS, value.adjusted() - SHORT_DIGITS + 1)


def _without_many_decimals(reached: list[int], place: int) -> int:
    return next((power for power in reached if power - place <= LONG_DECIMALS), reached[-1])


def _in_two_scales(value: Decimal, unit: Unit, powers: list[int], style: _Style) -> str:
    upper, lower = powers[:2]
    whole, rest = divmod(rounded(value, max(style.place, lower) if style.short else style.place), Decimal(10) ** upper)
    text = _in_scale(whole.scaleb(upper), unit, upper, style.words)
    return text + (_in_scale(rest, unit, lower, style.words) if rest else "")


def _in_scale(value: Decimal, unit: Unit, power: int, words: Mapping[str, Any]) -> str:
    return str(words["scales"][str(power)]).format(_digits(value.scaleb(-power), unit, words))


def _digits(number: Decimal, unit: Unit, words: Mapping[str, Any]) -> str:
    return _formatted(number, "0" if unit in PLAIN else "#,##0.##########", words["locale"])


@lru_cache(maxsize=4096)
def _formatted(number: Decimal, pattern: str, locale: str) -> str:
    return format_decimal(number, format=pattern, locale=locale)


def year_ranges(years: Iterable[int], comma: str = ", ") -> str:
    """`2002, 2010–2024`: runs of years drawn together."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return comma.join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
