"""A text with the network of claims: its words, what it was read to claim, and what its parts were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from knowledge.answering import Desk, remembered
from knowledge.extraction.clauses import clauses, sentences
from knowledge.model import Catalogue, Operation, Query
from knowledge.questions import Claimed, Reader, Tag
from knowledge.questions.exact import in_dollars
from knowledge.questions.learnt.network import of_claims, second
from knowledge.questions.normalise import is_japanese

NAMING, SAYING_MORE = ("subject:", "metric:", "scope:", "geo:"), ("change:", "op:", "relation:")
"""The meanings of words that name what is spoken of, and of those that say something of it."""

KEPT = 64
"""Texts whose words, and what they claim, are kept: one message is looked at part by part, and as a whole."""


class Hearing:
    """Hears with one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk) -> None:
        self._desk, self.reader = desk, Reader(catalogue, (of_claims(), second()))
        self.tags = lru_cache(KEPT)(self._tagged)
        """The words of a text with their meanings."""
        self.claimed = lru_cache(KEPT)(self._read)
        """What a text claims behind what was said before, however unsure; `as_one` where it is one claim at most."""

    def has(self, text: str, meanings: tuple[str, ...]) -> bool:
        """Whether a word of a text has one of these meanings."""
        tags = self.tags(text)
        return any(each.startswith(meanings) and each != "subject:anime" for tag in tags for each in tag.concepts)

    def says_how_much(self, text: str) -> bool:
        """Whether there is an amount in a text."""
        return any(tag.number is not None for tag in self.tags(text))

    def says_when_or_how_much(self, text: str) -> bool:
        """Whether there is an amount or a year in a text."""
        return any(tag.number is not None or tag.year is not None for tag in self.tags(text))

    def _tagged(self, text: str) -> tuple[Tag, ...]:
        return self.reader.tags(self.reader.plain(text))

    def parts(self, text: str) -> Iterator[tuple[str, Claimed]]:
        """The parts of a text, each with what it claims behind those before it. What claims nothing and only names what
        is spoken of is read with the next part: "TV titles: more than 300 in 2019", "home, and abroad, it grew".
        """
        previous: Query | None = None
        heading = ""
        comma = "、" if is_japanese(text) else ", "
        years = {tag.year for tag in self.tags(text) if tag.year is not None}
        parts = [part for sentence in sentences(text) for part in (clauses(sentence) or [sentence])]
        for part in parts if len(parts) > 1 else ():
            said = heading + part
            claimed = self.claimed(said, previous, as_one=True)
            if claimed.query is not None:
                query = in_dollars(claimed.query, self.tags(text))
                query = _in_year(query, *years) if previous is None and len(years) == 1 else query
                claimed = replace(claimed, query=query)
            yield said, claimed
            heading = said + comma if claimed.query is None and self._only_names(part) else ""
            if claimed.query is not None:
                previous = remembered(self._desk.answer(claimed.query)) or previous

    def _only_names(self, text: str) -> bool:
        """Whether a text names what it is about, beyond all of anime, and says nothing of it."""
        says_more = self.has(text, SAYING_MORE) or self.says_when_or_how_much(text)
        return self.has(text, NAMING) and not says_more

    def _read(self, text: str, previous: Query | None = None, *, as_one: bool = False) -> Claimed:
        return self.reader.claimed(text, year_now=self._desk.year, previous=previous, as_one=as_one)


def _in_year(query: Query, year: int) -> Query:
    """A claim of a value without a year, of the one that is said elsewhere in its text."""
    if query.operation is not Operation.VALUE or any(item.period is not None for item in query.items):
        return query
    return query.model_copy(update={"items": tuple(item.model_copy(update={"period": year}) for item in query.items)})
