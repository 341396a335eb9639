"""Numerals to exact numbers: "2,170.2", "1,5", "二千七百二", "二〇二四" and "twenty-six"."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from knowledge.quantities.vocabulary import vocabulary

KANJI_DIGITS = {character: digit for digit, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
KANJI_PLACES = {"十": 10, "百": 100, "千": 1000}
LONGEST = 30
"""Digits; anything longer is an id, not a quantity."""


class Number(NamedTuple):
    """A number as written. `last` is the power of ten of its last printed digit, `round_last` that of its last digit
    that is no trailing zero: 5,000 has 0 and 3."""

    value: Decimal
    last: int
    round_last: int


def latin_number(said: str) -> Number | None:
    """Digits with a decimal point and thousands set off by commas. "1,5" is one and a half, "2.170.200" is millions;
    None when it is too long to be a quantity."""
    if len(said) > LONGEST:
        return None
    return _number(Decimal(_with_point(said)))


def _with_point(said: str) -> str:
    whole, comma, decimals = said.rpartition(",")
    if comma and "," not in whole and len(decimals) < 3 and "." not in said:
        return f"{whole}.{decimals}"
    if said.count(".") > 1:
        return said.replace(".", "")
    return said.replace(",", "")


def _number(value: Decimal) -> Number:
    last = int(value.as_tuple().exponent)
    return Number(value, last, _round_last(value, last))


def _round_last(value: Decimal, last: int) -> int:
    exponent = int(value.normalize().as_tuple().exponent) if value else last
    return max(last, exponent)


def kanji_number(said: str) -> Number | None:
    """二千七百二, 十二 or 二〇二四; its trailing zeros are not printed digits. None for 百千 and the like."""
    if len(said) > LONGEST:
        return None
    if not any(character in KANJI_PLACES for character in said):
        return _number(Decimal("".join(str(KANJI_DIGITS[character]) for character in said)))
    total, digit, lowest = 0, None, 10_000
    for character in said:
        place = KANJI_PLACES.get(character)
        if place is None:
            if digit is not None:
                return None
            digit = KANJI_DIGITS[character]
        elif place >= lowest:
            return None
        else:
            total, digit, lowest = total + (1 if digit is None else digit) * place, None, place
    value = Decimal(total + (digit or 0))
    return Number(value, _round_last(value, 0), _round_last(value, 0))


def spelled_number(said: str) -> Number | None:
    """ "twenty-six", "a" or "two point five", as English spells numbers under a hundred."""
    words = said.replace("-", " ").split()
    numbers = {**vocabulary().numbers, "a": 1, "an": 1, "zero": 0}
    if "point" not in words:
        return _number(Decimal(sum(numbers[word] for word in words)))
    at = words.index("point")
    whole = sum(numbers[word] for word in words[:at])
    return _number(Decimal(f"{whole}.{''.join(str(numbers[word]) for word in words[at + 1 :])}"))
