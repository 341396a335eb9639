"""What certain words make of what was read: what they say of one thing only, of each of several, of all, of none, or by
how many percent one is larger.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.answering import Desk
from knowledge.extraction.alone import others_that_moved_not, outranked_by_one, the_only_larger
from knowledge.extraction.each import of_each
from knowledge.extraction.every import of_every_category
from knowledge.extraction.hearing import Hearing, Told, claims_of
from knowledge.extraction.larger import larger_by
from knowledge.extraction.leads import AT_HOME
from knowledge.extraction.weighing import is_far
from knowledge.model import MetricId, Query
from knowledge.questions import Claimed

SURE = 0.9
"""The chance of what is read from words alone."""


class Worded:
    """Reads with one catalogue; built once, then only reads. `names` are concepts and what they name, the markets and
    the categories; `categories` are those of the latter.
    """

    def __init__(
        self, desk: Desk, hearing: Hearing, names: Mapping[str, MetricId], categories: Mapping[str, MetricId]
    ) -> None:
        self._desk, self._hearing = desk, hearing
        self._names, self._categories = names, categories

    def claims(self, text: str, told: Told) -> Told:
        """What a text claims that was read to claim `told`, however that was read."""
        told = of_each(told, self._hearing.tags(text), self._names)
        years = [item.period for query in claims_of(told) for item in query.items if item.period is not None]
        for part in dict.fromkeys(part for part, _ in told):
            told = self._of(part, told, next(iter(years), None))
        return told

    def _of(self, part: str, told: Told, year: int | None) -> Told:
        """What is claimed, with what the words of one part make of what it claims."""
        tags, own = self._hearing.tags(part), claims_of(tuple(each for each in told if each[0] == part))
        if (larger := larger_by(tags, self._names, year)) is not None:
            told = tuple(each for each in told if each[0] != part or not _is_of_the_two(each[1].query, larger))
            told = (*told, (part, Claimed(SURE, larger)))
        if every := of_every_category(part.lower(), tags, self._categories.values(), year):
            every = [query for query in every if not is_far(self._desk.answer(query))] or every
            told = tuple(each for each in told if each[0] != part or not self._is_at_home(each[1].query))
            told = (*told, *((part, Claimed(SURE, query)) for query in every))
        alone = [outranked_by_one(tags, self._categories, year), *(the_only_larger(query, tags) for query in own)]
        alone += [each for query in own[:1] for each in others_that_moved_not(query, tags, self._categories)]
        return (*told, *((part, Claimed(SURE, query)) for query in alone if query is not None))

    def _is_at_home(self, query: Query | None) -> bool:
        """Whether a claim is one of the home market or its categories, or none."""
        metrics = {item.metric for item in query.items} if query is not None else set()
        return metrics <= {AT_HOME, *self._categories.values()}


def _is_of_the_two(query: Query | None, larger: Query) -> bool:
    """Whether a claim has the percentage by which one of two is larger, or says which of them leads, or is none."""
    if query is None or query.claim is None:
        return query is None
    bound, percent = query.claim.bound, larger.claim.bound if larger.claim is not None else None
    same = bound is not None and percent is not None and abs(bound.value) == abs(percent.value)
    leads = bound is None and {item.metric for item in query.items} == {item.metric for item in larger.items}
    return same or leads
