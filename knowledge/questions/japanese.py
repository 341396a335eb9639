"""Japanese text -> tags: cut into the longest known pieces so that as little as possible is left unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.questions.lexicon import Lexicon
from knowledge.questions.normalise import hiragana
from knowledge.questions.numbers import Number, numbers_in
from knowledge.questions.reading import Tag
from knowledge.questions.typos import Speller
from knowledge.questions.words import tag_of, tagged

_LATIN = re.compile(r"[a-z][a-z'&.\-]*(?:\s+[a-z][a-z'&.\-]*)*")
UNKNOWN_CHAR, PIECE, HARMLESS_PIECE, TOPIC_PIECE = 10.0, 1.0, 1.2, 2.1
"""Costs of a cut: an unknown character, a known piece, a harmless one, one that only a statement knows. The cheapest
cut is taken."""

KEPT = 32
"""Texts whose cut is kept: one message is looked at several times, as a whole and part by part."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The cheapest way to cut the text up to some point."""

    cost: float
    start: int
    concepts: frozenset[str] | None


class Cutter:
    """Cuts with the Japanese lexicon; words in Latin letters are read with the English one."""

    def __init__(self, japanese: Lexicon, english: Lexicon, speller: Speller) -> None:
        self._pieces, self._topics = japanese.pieces, japanese.topic_pieces
        self._longest = max(map(len, (*self._pieces, *self._topics)), default=0)
        self._english, self._speller = english, speller
        self._kept = lru_cache(KEPT)(self._cut)

    def cut(self, text: str) -> list[Tag]:
        """Every character of the text in one tag; unknown neighbours are one unknown tag."""
        return [*self._kept(text)]

    def _cut(self, text: str) -> list[Tag]:
        exact = [tag_of(number, text[number.start : number.end]) for number in _numbers(text)]
        tags: list[Tag] = []
        position = 0
        for number in [*exact, None]:
            end = number.start if number else len(text)
            tags += self._between(text, position, end)
            if number:
                tags.append(number)
                position = number.end
        return _with_scales(tags)

    def _between(self, text: str, start: int, end: int) -> list[Tag]:
        """The tags of a stretch without numbers."""
        tags: list[Tag] = []
        for match in _LATIN.finditer(text, start, end):
            tags += self._cheapest(text, start, match.start())
            latin = tagged(match.group(), self._english, self._speller)
            tags += [replace(tag, start=tag.start + match.start(), end=tag.end + match.start()) for tag in latin]
            start = match.end()
        return tags + self._cheapest(text, start, end)

    def _cheapest(self, text: str, start: int, end: int) -> list[Tag]:
        folded = hiragana(text[start:end])
        cuts: list[Cut] = [Cut(0.0, 0, None)]
        for stop in range(1, len(folded) + 1):
            cuts.append(self._best_ending(folded, stop, cuts))
        return self._overlaid(_merged(text, start, folded, cuts), folded, start)

    def _overlaid(self, tags: list[Tag], folded: str, offset: int) -> list[Tag]:
        """The tags with the topics of every piece that they are part of."""
        spoken = [
            (begin + offset, stop + offset, topics)
            for begin in range(len(folded))
            for stop in range(begin + 1, min(len(folded), begin + self._longest) + 1)
            if (topics := self._topics.get(folded[begin:stop])) is not None
        ]
        return [self._with(tag, spoken) for tag in tags] if spoken else tags

    def _with(self, tag: Tag, spoken: list[tuple[int, int, frozenset[str]]]) -> Tag:
        if tag.unknown:
            return tag
        found = frozenset().union(*(topics for start, end, topics in spoken if start < tag.end and tag.start < end))
        return replace(tag, concepts=tag.concepts | found) if found else tag

    def _best_ending(self, folded: str, stop: int, cuts: list[Cut]) -> Cut:
        char = folded[stop - 1]
        free = char.isspace() or not char.isalnum()
        best = Cut(
            cuts[stop - 1].cost + (0.1 if free else UNKNOWN_CHAR), stop - 1, frozenset({"sep:mark"}) if free else None
        )
        for begin in range(max(0, stop - self._longest), stop):
            chunk = folded[begin:stop]
            concepts = self._pieces.get(chunk) or self._topics.get(chunk)
            if concepts is None:
                continue
            piece = TOPIC_PIECE if chunk not in self._pieces else PIECE if _means(concepts) else HARMLESS_PIECE
            cost = cuts[begin].cost + piece + (0.5 if stop - begin == 1 else 0.0)
            if cost < best.cost:
                best = Cut(cost, begin, concepts)
        return best


def _means(concepts: frozenset[str]) -> bool:
    return "harmless:word" not in concepts


def _numbers(text: str) -> list[Number]:
    return numbers_in(text)


def _merged(text: str, offset: int, folded: str, cuts: list[Cut]) -> list[Tag]:
    """The pieces of the cheapest cut, in order; unknown characters side by side become one tag."""
    tags: list[Tag] = []
    stop = len(folded)
    while stop > 0:
        cut = cuts[stop]
        start, end = cut.start + offset, stop + offset
        if cut.concepts is None and tags and tags[-1].unknown and tags[-1].start == end:
            start_of_next = tags.pop()
            end = start_of_next.end
        tags.append(Tag(start, end, text[start:end], cut.concepts or frozenset()))
        stop = cut.start
    return tags[::-1]


def _with_scales(tags: list[Tag]) -> list[Tag]:
    """Spaces and marks that carry no meaning are left out."""
    return [tag for tag in tags if tag.text.strip()]
