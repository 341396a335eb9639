"""What certain words make of what was read: what they say of one thing only, of each of several, of all, of none, or by
how many percent one is larger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from knowledge.answering import Desk
from knowledge.extraction.added import part_of_what_was_added
from knowledge.extraction.alone import nothing_above, others_that_moved_not, outranked_by_one, the_only_larger
from knowledge.extraction.apiece import apiece
from knowledge.extraction.each import LIKELY, of_each, of_each_year
from knowledge.extraction.every import of_every_category
from knowledge.extraction.hearing import Hearing, Told, claims_of
from knowledge.extraction.larger import as_part_of_another, larger_by, larger_than_then
from knowledge.extraction.leads import AT_HOME, flipped, named_in
from knowledge.extraction.particles import not_ahead_in_japanese
from knowledge.extraction.weighing import is_far
from knowledge.model import Catalogue, MetricId, Operation, Quantity, Query
from knowledge.questions import Claimed, Tag

SURE = 0.9
"""The chance of what is read from words alone."""


ORDERING = (Operation.COMPARE, Operation.RANK, Operation.EXTREME)


class Worded:
    """Reads with one catalogue; built once, then only reads. `names` are concepts and what they name, the markets and
    the categories; `categories` are those of the latter.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        desk: Desk,
        hearing: Hearing,
        names: Mapping[str, MetricId],
        categories: Mapping[str, MetricId],
    ) -> None:
        self._desk, self._hearing = desk, hearing
        self._names, self._categories = names, categories
        self._latest, self._goals = catalogue.years_observed[1], catalogue.goals

    def claims(self, text: str, told: Told) -> Told:
        """What a text claims that was read to claim `told`, however that was read."""
        tags = self._hearing.tags(text)
        if (each := apiece(text, self._hearing.tags, self._names)) is not None:
            told = (*(other for other in told if not _says_so_much(other[1].query, each)), (text, Claimed(SURE, each)))
        told = of_each_year(of_each(_flipped(told, tags), tags, self._names), tags)
        years = [item.period for query in claims_of(told) for item in query.items if item.period is not None]
        year = next(iter(years), None)
        if (added := part_of_what_was_added(tags, self._desk, self._latest)) is not None:
            of_it = (each for each in told if not _has(each[1].query, added[1]))
            told = (*of_it, (text, Claimed(SURE, added[0])))
        told = tuple(each for each in told if not self._is_in_time(each[1].query))
        named = named_in(tags, self._categories)
        for part in dict.fromkeys(part for part, _ in told):
            told = self._of(part, told, year, named)
        return told

    def _of(self, part: str, told: Told, year: int | None, named: Sequence[MetricId]) -> Told:
        """What is claimed, with what the words of one part make of what it claims; `named` are the categories in all of
        the text.
        """
        tags, own = self._hearing.tags(part), claims_of(tuple(each for each in told if each[0] == part))
        told = tuple((each, self._against(claimed, tags) if each == part else claimed) for each, claimed in told)
        if (larger := larger_by(tags, self._names, year)) is not None:
            told = _put(told, part, [larger], lambda query: _is_of_the_two(query, larger))
        if (not_ahead := not_ahead_in_japanese(tags, self._names, year)) is not None:
            told = _put(told, part, [not_ahead], lambda query: _compares(query, not_ahead))
        if (first := nothing_above(part, tags, self._categories, year)) is not None:
            told = _put(told, part, [first], lambda query: query is None or query.operation in ORDERING)
        elif every := of_every_category(part.lower(), tags, self._categories, named, year):
            every = [query for query in every if not is_far(self._desk.answer(query))] or every
            told = _put(told, part, every, self._is_at_home)
            told = tuple(each for each in told if each[1].query is not None or not self._only_names(each[0]))
        alone = [outranked_by_one(tags, self._categories, year), *(the_only_larger(query, tags) for query in own)]
        alone += [each for query in own[:1] for each in others_that_moved_not(query, tags, self._categories, named)]
        more = [query for query in alone if query is not None]
        near = [query for query in more if not is_far(self._desk.answer(query))]
        return (*told, *((part, Claimed(SURE, query)) for query in near or more))

    def _against(self, claimed: Claimed, tags: Sequence[Tag]) -> Claimed:
        """A claim of a percentage as held against another year, or another thing, where it is."""
        if claimed.query is None:
            return claimed
        query = as_part_of_another(larger_than_then(claimed.query, tags), tags, self._names)
        return claimed if query == claimed.query else Claimed(max(claimed.chance, LIKELY), query)

    def _is_in_time(self, query: Query | None) -> bool:
        """Whether a claim holds a goal against itself in another year: "ahead of the 2033 one" is said of time."""
        if query is None or query.operation is not Operation.COMPARE:
            return False
        metrics = {item.metric for item in query.items}
        return len(metrics) == 1 and metrics <= self._goals

    def _only_names(self, part: str) -> bool:
        """Whether a part only goes on with the categories that another has begun to list."""
        tags = self._hearing.tags(part)
        named = any(named_in([tag], self._categories) for tag in tags)
        return named and all(tag.has("sep:and", "sep:stop") or named_in([tag], self._categories) for tag in tags)

    def _is_at_home(self, query: Query | None) -> bool:
        """Whether a claim is one of the home market or its categories, or none."""
        metrics = {item.metric for item in query.items} if query is not None else set()
        return metrics <= {AT_HOME, *self._categories.values()}


def _put(told: Told, part: str, queries: Sequence[Query], instead_of: Callable[[Query | None], bool]) -> Told:
    """What is claimed, with other claims of a part in the place of some."""
    kept = (each for each in told if each[0] != part or not instead_of(each[1].query))
    return (*kept, *((part, Claimed(SURE, query)) for query in queries))


def _flipped(told: Told, tags: Sequence[Tag]) -> Told:
    """What is claimed, with who was ahead turned where it is said that it flipped."""
    found: list[tuple[str, Claimed]] = []
    for part, claimed in told:
        before = [query for query in claims_of(tuple(found)) if query.operation is Operation.COMPARE]
        query = claimed.query and flipped(claimed.query, before, tags)
        found.append((part, replace(claimed, query=query)))
    return tuple(found)


def _has(query: Query | None, amount: Quantity) -> bool:
    """Whether a claim is of an amount, or none."""
    bound = query.claim.bound if query is not None and query.claim is not None else None
    return query is None or (bound is not None and abs(bound.value) == abs(amount.value))


def _says_so_much(query: Query | None, other: Query) -> bool:
    """Whether a claim is of the number that another has, or of no number, or none."""
    bound = query.claim.bound if query is not None and query.claim is not None else None
    times = other.claim.bound if other.claim is not None else None
    of_two = query is not None and query.operation is Operation.COMPARE
    return query is None or of_two or (bound is not None and times is not None and bound.value == times.value)


def _compares(query: Query | None, other: Query) -> bool:
    """Whether a claim holds the same things against each other, or is none."""
    if query is None or query.operation is not Operation.COMPARE:
        return query is None
    return {item.metric for item in query.items} == {item.metric for item in other.items}


def _is_of_the_two(query: Query | None, larger: Query) -> bool:
    """Whether a claim has the percentage by which one of two is larger, or says which of them leads, or is none."""
    if query is None or query.claim is None:
        return query is None
    bound, percent = query.claim.bound, larger.claim.bound if larger.claim is not None else None
    same = bound is not None and percent is not None and abs(bound.value) == abs(percent.value)
    leads = bound is None and {item.metric for item in query.items} == {item.metric for item in larger.items}
    return same or leads
