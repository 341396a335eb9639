"""The queries that the slash commands stand for: the same that a question in words gives."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import Item, Kind, MetricId, Operation, Query, Span, Year

BY_YEAR: Mapping[str, MetricId] = {
    "overseas": "market_overseas",
    "domestic": "market_domestic",
    "market": "market_total",
    "production": "production_total",
}
"""The commands that ask for one metric in one year."""

USUAL_SHARE: MetricId = "market_overseas"
USUAL_GROWTH: MetricId = "market_total"
SALES, TARGET = "content_overseas_sales", "content_overseas_target"


def latest() -> Query:
    """The headline figures."""
    return Query(operation=Operation.GLANCE)


def figure(metric: MetricId, year: Year, kind: Kind = Kind.LEVEL, as_of: str | None = None) -> Query:
    """One figure in one year, today or as an edition had it."""
    return Query(operation=Operation.VALUE, items=(Item(metric=metric, kind=kind, period=year),), as_of=as_of)


def target() -> Query:
    """How far overseas content sales are from the government's goal."""
    return Query(operation=Operation.GAP, items=(Item(metric=SALES), Item(metric=TARGET)))


def compare(first: MetricId, second: MetricId, year: Year) -> Query:
    """Two metrics in one year."""
    return Query(operation=Operation.COMPARE, items=(Item(metric=first, period=year), Item(metric=second, period=year)))


def trend(
    metric: MetricId,
    start: Year | None,
    end: Year | None,
    kind: Kind = Kind.LEVEL,
    as_of: str | None = None,
    base: Year | None = None,
) -> Query:
    """A metric over the years, all that are held unless told otherwise, today or as an edition had them; with a `base`
    as an index."""
    items, span = (Item(metric=metric, kind=kind),), Span(start=start, end=end)
    return Query(operation=Operation.SERIES, items=items, span=span, as_of=as_of, base=base)


def history(metric: MetricId, year: Year) -> Query:
    """Every print of a figure."""
    return Query(operation=Operation.HISTORY, items=(Item(metric=metric, period=year),))


def provenance(metric: MetricId, year: Year) -> Query:
    """Who printed a figure."""
    return Query(operation=Operation.PROVENANCE, items=(Item(metric=metric, period=year),))


def coverage(metric: MetricId | None) -> Query:
    """Which years are held, of one metric or of all."""
    return Query(operation=Operation.COVERAGE, items=(Item(metric=metric),) if metric else ())


def years(metric: MetricId, kind: Kind) -> Query:
    """The years in which there is a number of one kind."""
    return Query(operation=Operation.COVERAGE, items=(Item(metric=metric, kind=kind),))
