"""The exact parts of a question: its years and its quantities, found before anything fuzzy is tried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.model import Quantity, Unit
from knowledge.quantities import FoundQuantity, find_quantities

_MONEY_FOLLOWS = (
    r"(?![.,]?\d|%|円|ドル"
    r"|\s*(?:[bm]illion|trillion|bn\b|tn\b|億|兆|万|per\s?cent|pct|ポイント|minutes?|mins|分\b|本|件|社))"
)
_YEAR = re.compile(
    rf"(?<![\d$¥])(?<!\d[.,])(19[5-9]\d|20\d\d)(?:{_MONEY_FOLLOWS}(?:年度?)?(?:(?<!0)|(?!s\b))|(?=\s+(?:per\s?cent|percentwise|pct)\b))"
)
_FAR_YEAR = re.compile(
    rf"\b(?:in|since|by|until|before|after|year)\s+([1-9]\d{{3}})(?=\s*(?:[?.!,;:)]|$)){_MONEY_FOLLOWS}|(?<![\d.,])(\d{{4}})年(?!間|前|後|ぶり)"
)
"""A year of which nothing can be held, where it is plainly one: "in 1850?", 3000年."""

_RANGE_END = re.compile(
    r"\s*(?:-|–|—|/|~|〜|～|から)\s*'?(\d\d)(?!\d|[.,]\d|\s*(?:%|億|兆|billion|trillion|per\s?cent|pct|年間))(?:年度?)?"
)
_NEXT_SHORT = re.compile(
    r"(?:\s*(?:,|、|・|and|&|と|/)\s*|\s+)'?(\d\d)(?![\d%.]|,\d|\s*(?:%|億|兆|billion|trillion|bn|tn|per\s?cent|pct|yen|円|年間|x\b))(?:年度?)?"
)
_SHORT = re.compile(
    r"(?<![\d.,])(?:'|fy\s?|\b(?:in|for|since|from|by|til|till|until|vs|during|of|yr|year|to|and|n|w)\s)([012]\d)"
    r"(?![\d%.,]|\s*(?:[-–]\s?[\d.]+\s?)?(?:%|per\s?cent|pct|[bmt]illion|trillion|bn|tn|years?|yrs?|yen|times|x\b|countries|events|titles|min|studios|points?|pp))|(?<![\d.,第約の])([012]\d)年度?(?!間|後|前|ぶり|連続|以内|分|で\d)"
)
_ARROW = re.compile(r"(?<![\d.,$¥])([012]\d)(?:\s?(?:→|->|=>)\s?)([012]\d)(?![\d.,%])")
_BEFORE_MONEY = re.compile(r"(?<![\d.,$¥])([012]\d)(?=\s+(?:in\s+)?(?:usd|us\$|dollars?|bucks|yen|jpy)\b)")
_LISTED = re.compile(r"(?<![\d.,])([012]\d)(?=\s?[・、,/と&]\s?(?:[012]\d\s?[・、,/と&]\s?){0,20}[012]\d年)")
_ERA = re.compile(
    r"(令和|平成|昭和|れいわ|へいせい|しょうわ|(?<![a-z])[rh]|reiwa\s|heisei\s|sh[oō]wa\s)\s?(\d{1,2}|元|[〇一二三四五六七八九十]{1,3})(?:年度?|(?=\s|$|の|は))"
)
_NEXT_OF_ERA = re.compile(
    r"\s*(?:・|、|,|と|や|から|〜|~|-|/|および|及び)\s*(\d{1,2}|[一二三四五六七八九十]{1,3})年度?(?![間前後分]|連続|ぶり|以内)"
)
_DECADE = re.compile(
    r"(?:\b(early|late|first half of(?: the)?|second half of(?: the)?)\s+)?"
    r"(?:(?<![\d$¥.,])(?:((?:19[5-9]|20[0-4])0)s\b|'?([5-9]0)s\b|((?:19|20)?[0-9]0)年代(?!表)(前半|後半|はじめ|初め|末)?)"
    r"|\b(seventies|eighties|nineties)\b)"
)
_NAMED_DECADES = {"seventies": 1970, "eighties": 1980, "nineties": 1990}
_ERAS = dict.fromkeys("令れr", 2018) | dict.fromkeys("平へh", 1988) | dict.fromkeys("昭しs", 1925)
"""The year before the first of each era, by the first character of its name."""

_KANJI_YEAR = re.compile(
    r"(二[〇零○][〇零○一二三四五六七八九]{2}|二千(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?|一九[〇零○一二三四五六七八九]{2})(?:年度?|(?=\s?[〜~ー-]))"
)
_KANJI = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


_OTHER_MONEY = re.compile(
    r"\s?(?:(?:won|yuan|rmb|renminbi|euros?|pounds?|rupees?|baht|ringgit|rupiah|pesos?|riyals?|dirhams?)\b"
    r"|(?:taiwan|hong kong|canadian|australian|singapore) dollars?|(?:台湾|香港|豪|カナダ|シンガポール)ドル"
    r"|ウォン|ユーロ|ポンド|ルピー|人民元|元(?!年)|バーツ|リヤル)"
)
_OTHER_SIGN = re.compile(r"(?:[€£₩₹]|\b(?:nt|hk|au?|ca?|s)\$|\brmb|\beur|\bgbp|\bkrw)\s?$")
LONGEST_SIGN = 5
"""Money of other countries, behind an amount and before it."""

LARGEST = 10**18
"""Beyond this nothing is an amount of anything here."""


@dataclass(frozen=True, slots=True)
class Number:
    """A year, or a quantity; `unit_said` is False where the unit is assumed (yen for trillions, else a count)."""

    start: int
    end: int
    quantity: Quantity | None = None
    unit_said: bool = True
    year: int | None = None
    until: int | None = None
    """The last year, of a decade or half of one; `year` is then its first."""


def numbers_in(text: str) -> list[Number]:
    """The years and quantities of a normalised text, in order, none overlapping."""
    years = list(_years(text))
    masked = list(text)
    for year in years:
        masked[year.start : year.end] = "\x00" * (year.end - year.start)
    quantities = [_number(found, text) for found in find_quantities("".join(masked).replace("\x00", " "))]
    return sorted([*years, *(q for q in quantities if q)], key=lambda number: number.start)


def _number(found: FoundQuantity, text: str) -> Number | None:
    if found.text in ("1", "2", "4") and text[found.end : found.end + 1] != "年":
        return None  # "4 me", "want 2 know": words, unless a unit follows
    if abs(found.value) > LARGEST:
        return None
    if found.power and (_OTHER_MONEY.match(text, found.end) or _OTHER_SIGN.search(text[: found.start][-LONGEST_SIGN:])):
        return None  # won, euros: no figure here is in them
    if found.unit is None and found.power is None and found.value != found.value.to_integral_value():
        return Number(found.start, found.end, found.quantity(Unit.COUNT), unit_said=False)
    if found.unit is None:
        unit = Unit.JPY if found.power else Unit.COUNT
        return Number(found.start, found.end, found.quantity(unit), unit_said=False)
    return Number(found.start, found.end, found.quantity())


def _years(text: str) -> Iterator[Number]:
    taken = 0
    for match in sorted((*_decades(text), *_four_digits(text), *_others(text)), key=lambda number: number.start):
        if match.start >= taken:
            yield match
            taken = match.end


def _decades(text: str) -> Iterator[Number]:
    """`the late 2010s`, `90s`, 2010年代前半: the years from the first to the last."""
    for match in _DECADE.finditer(text):
        half, full, short, japanese, part, named = match.groups()
        first = _NAMED_DECADES[named] if named else int(full or short or japanese)
        if first < 100:
            first += 1900 if first >= 50 else 2000
        early = (half or "").startswith(("early", "first")) or part in ("前半", "はじめ", "初め")
        late = (half or "").startswith(("late", "second")) or part in ("後半", "末")
        yield Number(match.start(), match.end(), year=first + 5 * late, until=first + (4 if early else 9))


def _four_digits(text: str) -> Iterator[Number]:
    for match in _FAR_YEAR.finditer(text):
        yield Number(match.start(1) if match[1] else match.start(), match.end(), year=int(match[1] or match[2]))
    for match in _YEAR.finditer(text):
        year = int(match[1])
        yield Number(match.start(), match.end(), year=year)
        yield from _short_followers(text, match.end(), year)


def _short_followers(text: str, position: int, year: int) -> Iterator[Number]:
    """`2019-24`, `2021 22 23`: two digits after a year are years of its century, as long as they go up."""
    pattern = _RANGE_END
    while (match := pattern.match(text, position) or _NEXT_SHORT.match(text, position)) is not None:
        following = year // 100 * 100 + int(match[1])
        if not year < following <= year + 30:
            return
        yield Number(match.start(1), match.end(), year=following)
        position, year, pattern = match.end(), following, _NEXT_SHORT


def _others(text: str) -> Iterator[Number]:
    for match in _SHORT.finditer(text):
        yield Number(match.start(), match.end(), year=2000 + int(match[1] or match[2]))
    for match in _ARROW.finditer(text):
        yield Number(match.start(1), match.end(1), year=2000 + int(match[1]))
        yield Number(match.start(2), match.end(2), year=2000 + int(match[2]))
    for pattern in (_BEFORE_MONEY, _LISTED):
        for match in pattern.finditer(text):
            yield Number(match.start(), match.end(), year=2000 + int(match[1]))
    for match in _ERA.finditer(text):
        first = _ERAS[match[1][0]]
        yield Number(match.start(), match.end(), year=first + _era_year(match[2]))
        following = _NEXT_OF_ERA.match(text, match.end())
        while following is not None:
            yield Number(following.start(1), following.end(), year=first + _era_year(following[1]))
            following = _NEXT_OF_ERA.match(text, following.end())
    for match in _KANJI_YEAR.finditer(text):
        yield Number(match.start(), match.end(), year=_kanji_year(match[1]))


def _era_year(digits: str) -> int:
    if digits.isascii():
        return int(digits)
    return 1 if digits == "元" else _below_hundred(digits)


def _kanji_year(digits: str) -> int:
    if "千" in digits:
        return 2000 + _below_hundred(digits.partition("千")[2])
    return int("".join(str(_KANJI[char]) for char in digits))


def _below_hundred(digits: str) -> int:
    tens, ten, ones = digits.partition("十") if "十" in digits else ("", "", digits)
    high = _KANJI.get(tens, 1) * 10 if ten else 0
    return high + (_KANJI.get(ones, 0) if len(ones) <= 1 else int("".join(str(_KANJI.get(c, 0)) for c in ones)))
