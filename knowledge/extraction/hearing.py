"""A text with the network of claims: its words, what it was read to claim, and what its parts were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from knowledge.answering import Desk
from knowledge.extraction.clauses import parts_of, sentences
from knowledge.model import Catalogue, Operation, Query, Unit
from knowledge.questions import Claimed, ClaimReader, Tag, Whole
from knowledge.questions.learnt.encoding import Here
from knowledge.questions.learnt.network import of_claims, second
from knowledge.questions.parts import places, whole_words

MOST_PARTS = 10
"""Parts of a text that are read; of one that has more, none is."""

MOST_CLAIMS = 4
"""Claims that are looked for in one part."""

KEPT = 64
"""Texts whose words, and what they claim, are kept: one message is looked at part by part, and as a whole."""

MEASURED = frozenset({Unit.JPY, Unit.USD, Unit.PERCENT, Unit.TIMES})
"""The units of which no amount is said without a claim."""

BESIDE_IT = frozenset({"previous", "from"})
"""Words of time that date another amount than one that has no year: "to 1.27 trillion from 1.41 the year before"."""

Told = tuple[tuple[str, Claimed], ...]
"""What a text claims, however unsure, each with the part that claims it."""


def claims_of(told: Told) -> list[Query]:
    """What is claimed, one behind the other."""
    return [claimed.query for _, claimed in told if claimed.query is not None]


def values_of(query: Query) -> set[Decimal]:
    """The amounts that are claimed and their ends, whatever their signs, and as what a growth is more than all."""
    every = query.parts or (query,)
    bounds = [each.bound for each in every] + [each.claim.bound for each in every if each.claim is not None]
    found = {abs(end) for bound in bounds if bound is not None for end in (bound.value, bound.low, bound.high)}
    return found | {value + 100 for value in found}


class Hearing:
    """Hears with one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk) -> None:
        self._desk, self.reader = desk, ClaimReader(catalogue, (of_claims(), second()))
        self._whole = lru_cache(KEPT)(self.reader.whole)
        self.claimed = lru_cache(KEPT)(self._read)
        """What a text claims behind what was said before, however unsure; `as_one` where it is one claim at most."""
        self.in_order = lru_cache(KEPT)(self._in_order)
        """What a text claims, one claim behind the other, as it stands."""
        self.in_parts = lru_cache(KEPT)(self._in_parts)
        """What the parts of a text claim, each read within all of it, and more than once where it claims more; nothing
        where it has but one, or too many."""

    def has(self, text: str, meanings: tuple[str, ...]) -> bool:
        """Whether a word of a text has one of these meanings."""
        tags = self.tags(text)
        return any(each.startswith(meanings) and each != "subject:anime" for tag in tags for each in tag.concepts)

    def amounts(self, text: str) -> Counter[Decimal]:
        """The amounts of money, percentages and multiples in a text, without signs, and how often each is said."""
        numbers = (tag.number for tag in self.tags(text) if tag.number is not None and tag.year is None)
        return Counter(abs(number.value) for number in numbers if number.unit in MEASURED)

    def bare_numbers(self, text: str) -> set[Decimal]:
        """The numbers in a text that have no unit."""
        tags = self.tags(text)
        return {abs(tag.number.value) for tag in tags if tag.number is not None and not tag.unit_said}

    def tags(self, text: str) -> tuple[Tag, ...]:
        """The words of a text with their meanings."""
        return self._whole(text).tags

    def _in_order(self, text: str) -> Told:
        whole = self._whole(text)
        if not whole.fits:
            return tuple(told for sentence in _sentences(text) for told in self.in_order(sentence))
        claims = self._claims(whole, Here(0, len(whole.tags)), []) if whole.tags and whole.alone else ()
        return tuple((text, claimed) for claimed in claims)

    def _in_parts(self, text: str) -> Told:
        whole = self._whole(text)
        if not whole.fits:
            return tuple(told for each in _sentences(text) for told in self.in_parts(each) or self.in_order(each))
        parts = parts_of(text)
        if not 1 < len(parts) <= MOST_PARTS or not whole.alone:
            return ()
        told: list[Query] = []
        found: list[tuple[str, Claimed]] = []
        standing = [*places(whole.plain, whole.tags, [*map(self.reader.in_plain_words, parts)])]
        for here in whole_words(standing) if None not in standing else ():
            part = whole.said(here)
            found += ((part, claimed) for claimed in self._claims(whole, here, told))
        return tuple(found)

    def _claims(self, whole: Whole, here: Here, told: list[Query]) -> Iterator[Claimed]:
        """What a part claims, one after the other, beside what is told already; that is added to."""
        for number in range(1, MOST_CLAIMS + 1):
            here = replace(here, number=number)
            claimed = self.reader.claimed_in(whole, here, year_now=self._desk.year, beside=told)
            if claimed.query is not None:
                claimed = replace(claimed, query=_in_the_only_year(claimed.query, whole.tags, here))
            elif number > 1:
                return
            yield claimed
            if claimed.query is None:
                return
            told.append(claimed.query)

    def _read(self, text: str, previous: Query | None = None, *, as_one: bool = False) -> Claimed:
        return self.reader.claimed(text, year_now=self._desk.year, previous=previous, as_one=as_one)


def _in_the_only_year(query: Query, tags: Sequence[Tag], here: Here) -> Query:
    """A claim of a part that says nothing of when, of the one year that all of the text speaks of."""
    years = {tag.year for tag in tags if tag.year is not None}
    own = tags[here.first : here.end]
    dated = any(tag.year is not None or {*tag.names("period")} - BESIDE_IT for tag in own)
    of_one = query.operation in (Operation.VALUE, Operation.HISTORY, Operation.RANK)
    if not of_one or len(years) != 1 or dated or any(each.period for each in query.items):
        return query
    items = tuple(item.model_copy(update={"period": next(iter(years))}) for item in query.items)
    return query.model_copy(update={"items": items})


def _sentences(text: str) -> list[str]:
    """The sentences of a text that is too long to be seen at once; none where it is but one."""
    found = sentences(text)
    return found if len(found) > 1 else []
