"""A question as the network sees it: tokens with their features, and the years and amounts that may play a part."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from knowledge.model import Catalogue, Quantity, Query, Unit
from knowledge.questions.normalise import is_japanese
from knowledge.questions.periods import PANDEMIC, counted, dated, short_year
from knowledge.questions.ranges import range_of
from knowledge.questions.reading import Tag
from knowledge.questions.spoken import BOUNDS, FRACTIONS, MULTIPLES, rounded
from knowledge.questions.typos import ordinary_words

BUCKETS = 16_384
"""Rows of the table that pieces of words are hashed into."""

MOST_TOKENS = 120
"""Tokens that are read of a question; of a longer one, the beginning and the end."""

FIRST_YEAR, LAST_YEAR = 2, 9998
"""What a year may be, one short of what a query takes, for the year before and after."""

SPOKEN = (
    {"relation:majority": Quantity.exact(50, Unit.PERCENT), "relation:minority": Quantity.exact(50, Unit.PERCENT)}
    | {concept: Quantity.exact(share, Unit.PERCENT) for concept, share in BOUNDS.items()}
    | {concept: rounded(share) for concept, share in FRACTIONS.items()}
    | {concept: Quantity.exact(factor, Unit.TIMES) for concept, factor in MULTIPLES.items()}
    | {f"ordinal:{place}": Quantity.exact(place, Unit.COUNT) for place in range(1, 21)}
)
"""Amounts that are words, by the meaning that the lexicon gives those words."""

ELSEWHERE = frozenset({"at:before", "at:behind"})
"""What the tokens of a message are that are not of the part that is read."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Year:
    """A year that the question or the turn before speaks of, at its token."""

    token: int
    value: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a fraction or multiple in words, at its token."""

    token: int
    quantity: Quantity
    unit_said: bool
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Here:
    """Which of a message's tags make the part that is read, and the how manieth of its claims is asked for."""

    first: int
    end: int
    number: int = 1

    def names(self, index: int) -> tuple[str, ...]:
        """Where a tag stands."""
        return ("at:before" if index < self.first else "at:here" if index < self.end else "at:behind",)


@dataclass(frozen=True, slots=True)
class Encoded:
    """`tokens` holds, for each token, the hashed pieces of its word and the names of its features."""

    tokens: tuple[tuple[tuple[int, ...], tuple[str, ...]], ...]
    years: tuple[Year, ...]
    amounts: tuple[Amount, ...]
    texts: tuple[str, ...] = ()
    """The word behind each token; empty for what the turn before brought, and other parts of a message."""

    def speaks_of(self, *concepts: str) -> bool:
        """Whether one of its words has one of these meanings."""
        here = (names for _, names in self.tokens if ELSEWHERE.isdisjoint(names))
        return any(f"c:{concept}" in names for names in here for concept in concepts)

    def said(self, year: Year) -> bool:
        """Whether the question speaks of the year itself, not the turn before or another part of its message."""
        return bool(self.texts[year.token])


def encoded(
    tags: Sequence[Tag],
    plain: str,
    language: str,
    catalogue: Catalogue,
    year_now: int,
    previous: Query | None,
    here: Here | None = None,
) -> Encoded:
    """The tokens of one question behind those of the turn before; or of a part of a message, within all of it."""
    builder = _Builder(catalogue, year_now, here)
    builder.add((), (f"lang:{language}", "begin", *((f"claim:{here.number}",) if here is not None else ())))
    if previous is not None:
        builder.before(previous)
    builder.question(tags, plain, language, previous)
    return builder.built()


class _Builder:
    def __init__(self, catalogue: Catalogue, year_now: int, here: Here | None) -> None:
        self._catalogue, self._year_now, self._here = catalogue, year_now, here
        self._tokens: list[tuple[tuple[int, ...], tuple[str, ...]]] = []
        self._texts: list[str] = []
        self._years: list[Year] = []
        self._amounts: list[Amount] = []

    def built(self) -> Encoded:
        return Encoded(tuple(self._tokens), tuple(self._years), tuple(self._amounts), tuple(self._texts))

    def add(self, pieces: tuple[int, ...], names: tuple[str, ...], text: str = "") -> int:
        self._tokens.append((pieces, names))
        self._texts.append(text)
        return len(self._tokens) - 1

    def before(self, query: Query) -> None:
        """The turn before: what was done with what, and its years."""
        query = query.parts[-1] if query.parts else query
        self.add((), (f"p:op:{query.operation}", f"p:claim:{query.claim is not None}", f"p:unit:{query.unit}"))
        for place, items in (("p", query.items), ("pp", query.before)):
            for index, item in enumerate(items[:3]):
                names = (f"{place}:item:{index}", f"p:metric:{item.metric}", f"p:kind:{item.kind}")
                token = self.add((), names)
                if item.period is not None:
                    self._add_year(token, item.period)
        if query.span is not None:
            for end, year in (("start", query.span.start), ("end", query.span.end)):
                if year is not None:
                    self._add_year(self.add((), (f"p:span:{end}",)), year)
        for name, amount in (("bound", query.bound), ("claim", query.claim.bound if query.claim else None)):
            if amount is not None and amount.unit is not Unit.YEAR:
                token = self.add((), (f"p:amount:{name}", f"n:unit:{amount.unit}:True"))
                self._amounts.append(Amount(token, amount, True))
        if query.claim is not None:
            self.add((), (f"p:relation:{query.claim.relation}",))
        for statement in query.statements[:1]:
            self.add((), (f"p:say:{statement}",))
        if query.select is not None:
            self.add((), (f"p:select:{query.select}",))

    def question(self, tags: Sequence[Tag], plain: str, language: str, previous: Query | None) -> None:
        years: dict[int, int] = {}
        for index, year in dated(tags, self._year_now):
            years.setdefault(index, year)
        for index, tag in enumerate(tags):
            if tag.has("period:since_covid"):
                years.setdefault(index, PANDEMIC)
        order = sorted({*years.values()})
        before = tags[: self._here.end] if self._here is not None else tags
        base = _base([tag.year for tag in before if tag.year is not None], previous)
        pieces = _shortened(
            [(index, word) for index, tag in enumerate(tags) for word in words_of(tag, plain, language)]
        )
        seen: set[int] = set()
        for place, (index, word) in enumerate(pieces):
            tag, first = tags[index], index not in seen
            seen.add(index)
            near = (pieces[place - 1][1] if place else "", pieces[place + 1][1] if place + 1 < len(pieces) else "")
            where = self._here.names(index) if self._here is not None else ()
            said = word if ELSEWHERE.isdisjoint(where) else ""
            names = (*names_of(tag, word, first, language), *where)
            token = self.add(pieces_of(word, near, tag, language), names, said)
            if not first:
                continue
            if index in years:
                self._add_year(token, years[index])
                names = (f"y:place:{min(order.index(years[index]), 3)}", *self._year_names(years[index]))
                self._tokens[token] = (self._tokens[token][0], (*self._tokens[token][1], *names))
                if tag.until is not None:
                    self._add_year(self.add((), ("y:until", *self._year_names(tag.until)), said), tag.until)
            elif (short := short_year(tag)) is not None:
                self._add_year(token, short)
                self._tokens[token] = (self._tokens[token][0], (*self._tokens[token][1], "y:short"))
            elif base is not None and (other := counted(tags, index, base)) is not None:
                self._add_year(token, other)
            self._add_amount(token, tags, index)

    def _year_names(self, year: int) -> tuple[str, ...]:
        goals = {f.period for f in self._catalogue.of("content_overseas_target")}
        first, last = self._catalogue.years_observed
        where = "goal" if year in goals else "early" if year < first else "late" if year > last else "held"
        return "y:year", f"y:{where}", f"y:latest:{year == last}"

    def _add_year(self, token: int, year: int) -> None:
        """A year that can be one, and not one that is counted back from to before the first."""
        if FIRST_YEAR <= year <= LAST_YEAR:
            self._years.append(Year(token, year))

    def _add_amount(self, token: int, tags: Sequence[Tag], index: int) -> None:
        tag = tags[index]
        if tag.number is not None and tag.year is None:
            self._amounts.append(Amount(token, range_of(tag.number, tags, index), tag.unit_said, tag))
            return
        spoken = spoken_in(tag)
        if spoken is not None:
            self._amounts.append(Amount(token, spoken, True, tag))


def _base(said: list[int], previous: Query | None) -> int | None:
    """The year from which others are counted: the last one said, else that of the turn before."""
    for years in (
        said,
        [item.period for item in (previous.items if previous else ()) if item.period],
        [item.period for item in (previous.before if previous else ()) if item.period],
    ):
        if years:
            return years[-1]
    return None


def spoken_in(tag: Tag) -> Quantity | None:
    """Half, the majority, doubled, third: amounts that are words."""
    return next((SPOKEN[concept] for concept in sorted(tag.concepts) if concept in SPOKEN), None)


def _number_names(tag: Tag) -> Iterator[str]:
    """What a token tells of its number: unit, size and sign, never its digits."""
    assert tag.number is not None
    size = abs(tag.number.value)
    yield "n:number"
    yield f"n:unit:{tag.number.unit}:{tag.unit_said}"
    yield f"n:size:{min(int(math.log10(size)), 14) if size >= 1 else -1}"
    yield f"n:minus:{tag.number.value < 0}"


def words_of(tag: Tag, plain: str, language: str) -> list[str]:
    """The words of a tag as typed; a number or a year is one word, in Japanese each character is."""
    text = plain[tag.start : tag.end] or tag.text
    if tag.number is not None or tag.year is not None:
        return [text]
    if language == "ja" and is_japanese(text):
        return [char for char in text if not char.isspace()]
    return [match.group() for match in _WORD.finditer(text)] or [text]


def _shortened(pieces: list[tuple[int, str]]) -> list[tuple[int, str]]:
    if len(pieces) <= MOST_TOKENS:
        return pieces
    return pieces[: MOST_TOKENS // 3] + pieces[-(MOST_TOKENS - MOST_TOKENS // 3) :]


def pieces_of(word: str, near: tuple[str, str], tag: Tag, language: str) -> tuple[int, ...]:
    """The hashed pieces of a word, of a Japanese character with its neighbours; none of a number or a year."""
    if tag.number is not None or tag.year is not None:
        return ()
    if language == "ja" and len(word) == 1:
        return _of_character(word, near[0][-1:], near[1][:1])
    return _of_word(word)


def names_of(tag: Tag, word: str, first: bool, language: str) -> tuple[str, ...]:
    """What a word of a tag tells besides its letters."""
    names = _concept_names(tag.concepts, first)
    if tag.number is not None:
        names += tuple(_number_names(tag))
    elif tag.unknown:
        names += ("unknown",)
    if language == "en" and tag.number is None and tag.year is None:
        names += (_how_common(word),)
    return names


@lru_cache(maxsize=8_192)
def _concept_names(concepts: frozenset[str], first: bool) -> tuple[str, ...]:
    """The meanings of a word, and whether it is the first of its tag."""
    return *(f"c:{concept}" for concept in sorted(concepts)), "first" if first else "inside"


@lru_cache(maxsize=65_536)
def _how_common(word: str) -> str:
    """How often ordinary English has a word."""
    return f"seen:{min(int(math.log10(ordinary_words().get(word) + 1)), 5)}"


@lru_cache(maxsize=65_536)
def _of_word(word: str) -> tuple[int, ...]:
    """The word itself, and its runs of three and four letters."""
    framed = f"<{word}>"
    runs = {framed[i : i + n] for n in (3, 4) for i in range(len(framed) - n + 1)} if len(word) < 40 else set()
    return tuple(_row(piece) for piece in (f"w:{word}", *sorted(runs)))


@lru_cache(maxsize=65_536)
def _of_character(char: str, before: str, after: str) -> tuple[int, ...]:
    """A Japanese character, with its neighbours."""
    return tuple(
        _row(piece) for piece in (f"j:{char}", f"j<{before}{char}", f"j>{char}{after}", f"j={before}{char}{after}")
    )


def _row(piece: str) -> int:
    return crc32(piece.encode()) % BUCKETS
