"""What a question says around what it asks, read by rule: that it denies it, of which edition, against which year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from knowledge.model import Catalogue, Item, Kind, Operation, Query, Reason, Span
from knowledge.questions.bases import without_base
from knowledge.questions.denials import undenied
from knowledge.questions.editions import without_edition
from knowledge.questions.givens import without_givens
from knowledge.questions.reading import Reading, Result, Unread

TIMELESS = frozenset({Operation.STATEMENT, Operation.DEFINITION, Operation.HISTORY, Operation.COVERAGE})
"""What is the same whichever edition is asked."""

INDEXED = frozenset({Operation.VALUE, Operation.SERIES, Operation.COMPARE, Operation.RATIO, Operation.CHANGE})
"""What may be asked for as an index."""


@dataclass(frozen=True, slots=True)
class Around:
    """What was taken off a question, to be put on its reading."""

    denied: bool = False
    edition: str | None = None
    base: int | None = None

    def on(self, result: Result, catalogue: Catalogue) -> Result:
        """The reading of the plain question as the whole question means it."""
        result = self._headlines(result, catalogue)
        for put in (self._turned, self._as_of, self._against):
            result = put(result)
        return result

    def _headlines(self, result: Result, catalogue: Catalogue) -> Result:
        """What an edition said, without a word on what: its headline figures, of the year that is asked."""
        years = [tag.year for tag in result.tags if tag.year]
        bare = isinstance(result, Unread) and result.reason is Reason.WHICH_METRIC and len(years) < 2
        if self.edition is None or not bare:
            return result
        if not years:
            return Reading(Query(operation=Operation.GLANCE), 1.0, result.tags)
        items = tuple(Item(metric=metric, period=years[0]) for metric in catalogue.headlines)
        return Reading(Query(operation=Operation.VALUE, items=items), 1.0, result.tags)

    def _turned(self, result: Result) -> Result:
        """The reading of a claim that is asked to be wrong."""
        claim = result.query.claim if isinstance(result, Reading) else None
        if not self.denied or claim is None:
            return result
        return _changed(result, claim=claim.model_copy(update={"denied": True}))

    def _as_of(self, result: Result) -> Result:
        """The reading as an edition has it."""
        if self.edition is None or not isinstance(result, Reading) or result.query.operation in TIMELESS:
            return result
        return _changed(result, as_of=self.edition)

    def _against(self, result: Result) -> Result:
        """The reading as an index; what can't be one is not understood."""
        if self.base is None or not isinstance(result, Reading):
            return result
        query = result.query
        if query.operation not in INDEXED or query.claim or any(item.kind is not Kind.LEVEL for item in query.items):
            return Unread(Reason.NOT_UNDERSTOOD, tags=result.tags)
        things = tuple(dict.fromkeys(Item(metric=item.metric) for item in query.items))
        course = {"operation": Operation.SERIES, "items": things, "span": _span(query, self.base), "select": None}
        return _changed(result, **course, base=self.base, unit=None)


def _changed(result: Result, **fields: Any) -> Result:
    """A reading whose query differs in some fields; nothing else has a query to change."""
    assert isinstance(result, Reading)
    return replace(result, query=result.query.model_copy(update=fields))


def _span(query: Query, base: int) -> Span:
    """The years that are shown: those asked for, else all from the base on."""
    if query.span is not None:
        return query.span
    years = [item.period for item in query.items if item.period and item.period != base]
    return Span(start=min(years), end=max(years)) if years else Span(start=base)


def taken_off(plain: str, catalogue: Catalogue) -> tuple[str, Around]:
    """A normalised text, its numbers in digits, without what stands around the question, and what that was."""
    plain, denied = undenied(plain)
    plain, edition = without_edition(plain, catalogue)
    plain, base = without_base(plain)
    return without_givens(plain), Around(denied, edition, base)
