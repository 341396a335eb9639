"""What surrounds a number in a text (sign, currency, scale, unit), as compiled from the vocabulary of all languages."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from knowledge.model import Unit
from knowledge.quantities.vocabulary import Vocabulary, vocabulary

KANJI = "〇零一二三四五六七八九十百千"
NUMBER = (
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|(?<!\d,)\d{1,3},\d{1,2}(?![\d,])|\d{1,3}(?:\.\d{3}){2,}(?![\d.])"
    rf"|\d+(?:\.\d+)?|\.\d+|[{KANJI}]+"
)
LONGEST_HEAD = 12
WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F))
FOLD = str.maketrans(
    WIDE + "\u3000\u00a0\u202f￥￦−–" + string.ascii_uppercase,
    "".join(chr(ord(character) - 0xFEE0) for character in WIDE).lower() + "   ¥₩--" + string.ascii_lowercase,
)
FOLDED = re.compile("[\uff01-\uff5e\u3000\u00a0\u202f￥￦−–]")


def folded(text: str) -> str:
    """Small letters and half-width digits and signs, character by character, so that spans stay what they were."""
    small = text.lower()
    return small if len(small) == len(text) and not FOLDED.search(small) else text.translate(FOLD)


class Tail(NamedTuple):
    """What follows a number: the power of ten of its scale, its unit, where it ends, a misspelt word mended."""

    power: int | None
    unit: Unit | None
    end: int
    respelled: str | None = None


class Head(NamedTuple):
    """What precedes a number: 1, -1 or no sign, its unit, where it starts, whether a word (not a symbol) said so."""

    sign: int | None
    unit: Unit | None
    start: int
    word: bool


class Grammar:
    """The patterns; built once. All offsets are into a `folded` text."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._myriads = frozenset(word[-1] for word in words.scales if not word.isascii())
        scale, unit, sign = _either(words.scales), _either(words.after), _either(words.signs)
        spaced = _either(word for word in words.scales if len(word) > 1 or not word.isascii())
        self._beginnings = frozenset(word.lstrip(" -")[0] for word in (*words.scales, *words.after))
        self._first = re.compile(rf"[0-9{KANJI}]")
        self._number = re.compile(NUMBER, re.ASCII)
        self._tail = re.compile(
            rf"[ -]?(?P<scale>{scale})[ -]?(?P<its>{unit})(?![a-z])|[ -]?(?P<spaced>{spaced})(?![a-z])"
            rf"|(?P<close>{scale})(?![a-z])| ?(?P<unit>{unit})(?![a-z]|(?<!%)の)"
        )
        self._word = re.compile(r"[ -]?([a-z]{5,})")
        self._unit = re.compile(rf"[ -]?({unit})(?![a-z])")
        self._tenths = re.compile(r"割(?:([\d一二三四五六七八九])分)?")
        self._ordinal = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
        self._head = re.compile(
            rf"(?:(?<![0-9a-z)%])(?P<sign>[+-]|{sign}) ?)?(?:(?<![a-z])(?P<unit>{_either(words.before)}) ?)?"
            rf"(?P<after>(?<![0-9a-z)%])[+-])?$"
        )
        self._before = (*words.before, *words.signs, "+", "-")
        self.spelled = _spelled(words.numbers)

    def number(self, plain: str, at: int) -> re.Match[str] | None:
        """The next number from `at` on; ".5" is one where no digit precedes the point."""
        first = self._first.search(plain, at)
        if first is None:
            return None
        start = first.start()
        half = start > at and plain[start - 1] == "." and not plain[start - 2 : start - 1].isdigit()
        return self._number.match(plain, start - half)

    def tail(self, plain: str, at: int) -> Tail:
        """What follows the number that ends at `at`; scale and unit None where none does."""
        beginning = plain[at : at + 2].lstrip(" -")[:1]
        if beginning not in self._beginnings:
            return Tail(None, None, at)
        match = self._tail.match(plain, at)
        if match is None:
            return self._misspelt(plain, at)
        scale = match["scale"] or match["spaced"] or match["close"]
        unit = match["its"] or match["unit"]
        power = self._words.scales[scale] if scale else None
        tail = Tail(power, self._words.after[unit] if unit else None, match.end())
        return tail if unit else self._misspelt_unit(plain, tail)

    def _misspelt(self, plain: str, at: int) -> Tail:
        match = self._word.match(plain, at)
        word = self._words.misspelt.get(match[1]) if match else None
        if match is None or word is None:
            return Tail(None, None, at)
        if word in self._words.after:
            return Tail(None, self._words.after[word], match.end(), word)
        scaled = Tail(self._words.scales[word], None, match.end(), word)
        unit = self._unit.match(plain, match.end())
        return scaled._replace(unit=self._words.after[unit[1]], end=unit.end()) if unit else scaled

    def _misspelt_unit(self, plain: str, tail: Tail) -> Tail:
        more = self._misspelt(plain, tail.end)
        return tail._replace(unit=more.unit, end=more.end, respelled=more.respelled) if more.unit else tail

    def goes_on(self, plain: str, tail: Tail) -> bool:
        """Whether a smaller part may follow, as 1702億 follows 2兆."""
        return tail.unit is None and tail.power is not None and plain[tail.end - 1] in self._myriads

    def tenths(self, plain: str, at: int) -> re.Match[str] | None:
        """割 and 分 after a number: tenths, and hundredths in the group."""
        return self._tenths.match(plain, at)

    def head(self, plain: str, start: int, floor: int) -> Head:
        """What precedes the number at `start`, looking back no further than `floor`."""
        spaced = start - 1 if plain[start - 1 : start] == " " else start
        if start == floor or not plain.endswith(self._before, floor, spaced):
            return Head(None, None, start, False)
        match = self._head.search(plain, max(floor, start - LONGEST_HEAD), start)
        if match is None or match.start() == start:
            return Head(None, None, start, False)
        sign, unit = match["sign"] or match["after"], match["unit"]
        value = {"+": 1, "-": -1}.get(sign) or self._words.signs[sign] if sign else None
        return Head(value, self._words.before[unit] if unit else None, match.start(), bool(unit and unit.isalpha()))

    def is_ordinal(self, plain: str, at: int) -> bool:
        """Whether the number is "2nd" or "3rd": a place, no quantity."""
        return self._ordinal.match(plain, at) is not None


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _spelled(numbers: Iterable[str]) -> re.Pattern[str]:
    word = _either(numbers)
    digit = _either([*(number for number in numbers if number != "ten"), "zero"])
    return re.compile(
        rf"\b(?<!half )(?<!of )(?:an?|(?:{word})(?:[ -](?:{word}))?(?: point(?: (?:{digit}))+)?)(?= )", re.ASCII
    )


@cache
def grammar() -> Grammar:
    """The grammar of the words that ship."""
    return Grammar(vocabulary())
