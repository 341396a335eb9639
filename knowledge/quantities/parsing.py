"""Quantities in text: every number with its span, exact value, unit, and the interval its digits allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.model import Quantity, Unit
from knowledge.quantities.grammar import Grammar, Tail, folded, grammar
from knowledge.quantities.numerals import Number, kanji_number, latin_number, spelled_number

EXACT = frozenset({Unit.COUNT, Unit.YEAR, Unit.YEARS, Unit.MINUTES})
"""Units that are counted, not rounded."""

MYRIAD = 4
"""The power of ten of 万, behind which the ones may follow without a scale."""

MOST = 5000
"""Numbers read from one text; a text with more is no prose, and reading it would hold up everyone else."""

FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity as a text says it, in whole units: "3.84 trillion" is 3840000000000 ± 5000000000, unit not said.

    `start` and `end` span its words in the text, with sign and currency. `power` is the power of ten of the scale
    said, None where none was. `signed` tells whether + or - was said. `year_like` marks a bare whole number from 1990
    to 2100 that is more likely a year; the caller decides. `respelled` is the word that a misspelt scale or unit was
    read as.
    """

    text: str
    start: int
    end: int
    value: Decimal
    rounding: Decimal
    unit: Unit | None = None
    power: int | None = None
    signed: bool = False
    year_like: bool = False
    respelled: str | None = None

    def quantity(self, unit: Unit | None = None) -> Quantity:
        """With its interval, in the unit said, else in `unit`; counts and years are exact. ValueError without one."""
        chosen = self.unit or unit
        if chosen is None:
            raise ValueError(f"{self.text!r} says no unit")
        return Quantity.rounded(self.value, chosen, Decimal(0) if chosen in EXACT else self.rounding)


def find_quantities(text: str) -> list[FoundQuantity]:
    """All quantities of a text in their order, none overlapping; linear in the text's length."""
    plain, words = folded(text), grammar()
    found = sorted((*_in_digits(text, plain, words), *_in_words(text, plain, words)), key=lambda each: each.start)
    return [each for i, each in enumerate(found) if i == 0 or each.start >= found[i - 1].end]


def parse_quantity(text: str) -> FoundQuantity | None:
    """The quantity that a whole text is, as typed into a form; None when it is more, less or something else."""
    stripped = text.strip()
    found = find_quantities(stripped)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(stripped)
    return found[0] if whole else None


def _in_digits(text: str, plain: str, words: Grammar) -> Iterator[FoundQuantity]:
    position = 0
    for _ in range(MOST):
        match = words.number(plain, position)
        if match is None:
            return
        found = _read(text, words, (plain, match.start(), match.end(), position), _number(match[0]))
        position = found.end if found else match.end()
        if found and not _is_part_of_a_word(match[0], found):
            yield found


def _in_words(text: str, plain: str, words: Grammar) -> Iterator[FoundQuantity]:
    for count, match in enumerate(words.spelled.finditer(plain)):
        found = _read(text, words, (plain, match.start(), match.end(), match.start()), spelled_number(match[0]))
        if found and (found.power is not None or (found.unit is not None and not match[0].startswith("a"))):
            yield found
        if count == MOST:
            return


def _number(said: str) -> Number | None:
    return latin_number(said) if said[0].isascii() else kanji_number(said)


def _is_part_of_a_word(said: str, found: FoundQuantity) -> bool:
    """A lone kanji numeral (一番, 千葉, 十分) is no quantity unless a scale or a unit says so."""
    if said[0].isascii():
        return False
    return found.unit is Unit.MINUTES or (len(said) == 1 and found.power is None and found.unit is None)


def _read(text: str, words: Grammar, place: tuple[str, int, int, int], number: Number | None) -> FoundQuantity | None:
    plain, start, end, floor = place
    if number is None or words.is_ordinal(plain, end):
        return None
    value, last, tail = _amount(words, plain, end, number)
    head = words.head(plain, start, floor)
    year_like = _is_year(number, tail, plain[start:end]) and (head.unit is None or head.word)
    if year_like:
        head = head._replace(unit=None, sign=None, start=start)
    return FoundQuantity(
        text=text[head.start : tail.end],
        start=head.start,
        end=tail.end,
        value=-value if head.sign == -1 else value,
        rounding=Decimal(5).scaleb(last - 1),
        unit=tail.unit or head.unit,
        power=tail.power,
        signed=head.sign is not None,
        year_like=year_like,
        respelled=tail.respelled,
    )


def _amount(words: Grammar, plain: str, end: int, number: Number) -> tuple[Decimal, int, Tail]:
    """Value in whole units, power of ten of its last printed digit, and what follows it."""
    if tenths := words.tenths(plain, end):
        return _in_tenths(number, tenths.end(), tenths[1])
    tail = words.tail(plain, end)
    if tail.power is None:
        return number.value, number.last, tail
    value, last = number.value.scaleb(tail.power), number.last + tail.power
    while words.goes_on(plain, tail) and (more := _smaller(words, plain, tail)):
        part, tail = more
        value, last = value + part.value.scaleb(tail.power or 0), part.round_last + (tail.power or 0)
    return value, last, tail


def _smaller(words: Grammar, plain: str, tail: Tail) -> tuple[Number, Tail] | None:
    """The next part of 2兆1702億: a number right behind with a smaller scale; the ones of 11万8420分."""
    match = words.number(plain, tail.end)
    number = _number(match[0]) if match and match.start() == tail.end else None
    if match is None or number is None:
        return None
    following = words.tail(plain, match.end())
    smaller = following.power is not None and tail.power is not None and following.power < tail.power
    smaller |= following.power is None and tail.power == MYRIAD and number.last == 0 and number.value < 10**MYRIAD
    return (number, following) if smaller else None


def _in_tenths(number: Number, end: int, hundredths: str | None) -> tuple[Decimal, int, Tail]:
    """1割5分 is 15 percent, 2割 is 20: the last digit printed is worth ten."""
    tail = Tail(None, Unit.PERCENT, end)
    if hundredths is None:
        return number.value * 10, number.last + 1, tail
    digit = _number(hundredths)
    assert digit is not None
    return number.value * 10 + digit.value, 0, tail


def _is_year(number: Number, tail: Tail, said: str) -> bool:
    bare = tail.power is None and tail.unit is None and number.last >= 0 and "," not in said
    return bare and FIRST_YEAR <= number.value <= LAST_YEAR
