"""One catalogue as the operations use it: numbers by item, years held, and why a number is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from knowledge.answering.caveats import Doubts
from knowledge.answering.said import declined
from knowledge.derivations import Node, Solver
from knowledge.model import (
    MONEY,
    Answer,
    Catalogue,
    Geography,
    Item,
    Kind,
    Metric,
    MetricId,
    Query,
    Reason,
    Scope,
    Span,
    Status,
    Unit,
)

PERCENTAGES = (Kind.GROWTH, Kind.SHARE)


Kinship = tuple[Scope, Geography, str | None]


class Ledger:
    """A catalogue with its solver; `this_year` is the calendar's, beyond which every year is a forecast."""

    def __init__(self, catalogue: Catalogue, this_year: int) -> None:
        self.catalogue = catalogue
        self.solver = Solver(catalogue)
        self.doubts = Doubts(catalogue)
        self.this_year = this_year
        self._years: dict[tuple[MetricId, Kind, MetricId | None], tuple[int, ...]] = {}

    # --- metrics ---

    def metric(self, item: Item) -> Metric:
        """The item's metric, which must be known."""
        return self.catalogue.metrics[item.metric]

    def unknown(self, query: Query) -> list[MetricId]:
        """Metrics that the query names and the catalogue doesn't have."""
        named = [name for item in query.items for name in (item.metric, item.of) if name is not None]
        return [name for name in named if name not in self.catalogue.metrics]

    def knows(self, query: Query) -> bool:
        """Whether every metric that the query names is in the catalogue."""
        return not self.unknown(query)

    @cached_property
    def kin(self) -> Mapping[Kinship, Sequence[Metric]]:
        """Metrics by what they are about: an observation, its targets and projections."""
        found: dict[Kinship, list[Metric]] = {}
        for metric in self.catalogue.metrics.values():
            found.setdefault((metric.scope, metric.geography, metric.subject), []).append(metric)
        return found

    def scopes(self, items: Iterable[Item]) -> set[Scope]:
        """The scopes that the items belong to."""
        return {self.metric(item).scope for item in items}

    def is_aimed_at(self, item: Item) -> bool:
        """Whether it is a target or a projection."""
        return self.metric(item).status is not Status.OBSERVATION

    def unit_of(self, item: Item, unit: Unit | None = None) -> Unit:
        """What the item's number counts."""
        if item.kind in PERCENTAGES:
            return Unit.PERCENT
        own = self.metric(item).unit
        return unit if unit in MONEY and own in MONEY else own

    def holds(self, whole: MetricId, part: MetricId) -> bool:
        """Whether one metric is, over any number of sums, a part of the other."""
        parts = [each for identity in self.solver.structure.sums.get(whole, ()) for each in identity.parts]
        return part in parts or any(self.holds(each, part) for each in parts)

    # --- numbers ---

    def node(self, item: Item, unit: Unit | None = None) -> Node | None:
        """The item's number, reported or computed."""
        return self.solver.node(item, unit)

    def years(self, item: Item) -> tuple[int, ...]:
        """Years held of the item's metric and kind, in the series in use (that of the last year)."""
        key = (item.metric, item.kind, item.of)
        if key not in self._years:
            years = self.solver.years(*key)
            series = {year: self._series(item, year) for year in years}
            self._years[key] = tuple(year for year in years if series[year] == series[years[-1]])
        return self._years[key]

    def other_series(self, item: Item) -> tuple[int, ...]:
        """Years held in another series than the one in use."""
        held = self.years(item)
        return tuple(year for year in self.solver.years(item.metric, item.kind, item.of) if year not in held)

    def _series(self, item: Item, year: int) -> str:
        node = self.node(in_year(item, year))
        return node.series if node else ""

    def in_span(self, item: Item, span: Span | None) -> tuple[int, ...]:
        """Years held that lie in the span."""
        return tuple(year for year in self.years(item) if span is None or within(year, span))

    def holes(self, item: Item, span: Span | None) -> tuple[int, ...]:
        """Years of the span that are not held; an open end of the span is that of the years held."""
        held = self.years(item)
        start = (span.start if span and span.start else None) or min(held, default=0)
        end = (span.end if span and span.end else None) or max(held, default=-1)
        return tuple(year for year in range(start, end + 1) if year not in held)

    # --- what is missing ---

    def nodes(self, query: Query, items: Sequence[Item] | None = None) -> list[Node] | Answer:
        """The numbers of all items in the query's unit, or the answer that says which one is missing."""
        found = []
        for item in query.items if items is None else items:
            node = self.node(item, query.unit)
            if node is None:
                return self.missing(query, item)
            found.append(node)
        return found

    def missing(self, query: Query, item: Item) -> Answer:
        """Why there is no number for an item, with the nearest years that there is one for."""
        if query.unit is Unit.USD and self.node(item):
            return declined(query, Reason.NO_RATE, item, self._years_in_dollars(item))
        years = self.solver.years(item.metric, item.kind, item.of)
        if item.period is None:
            return declined(query, Reason.NOT_HELD, item, years[-1:])
        if self._breaks_series(item):
            return declined(query, Reason.SERIES_BREAK, item, nearest(years, item.period))
        reason = Reason.FUTURE if item.period > self.this_year else Reason.NOT_HELD
        return declined(query, reason, item, nearest(years, item.period))

    def _years_in_dollars(self, item: Item) -> tuple[int, ...]:
        years = self.solver.years(item.metric)
        priced = [year for year in years if self.node(in_year(item, year), Unit.USD)]
        return nearest(priced, item.period or self.this_year)

    def _breaks_series(self, item: Item) -> bool:
        """Whether both years of a growth are held, but in different series."""
        if item.kind is not Kind.GROWTH or item.period is None:
            return False
        level = Item(metric=item.metric)
        levels = [self.node(in_year(level, year)) for year in (item.period, item.period - 1)]
        return all(levels) and len({level.series for level in levels if level}) > 1


def in_year(item: Item, year: int) -> Item:
    """The same item in a year."""
    return Item.model_construct(metric=item.metric, kind=item.kind, period=year, of=item.of)


def within(year: int, span: Span) -> bool:
    """Whether a year lies in a span, ends counted in."""
    return (span.start is None or span.start <= year) and (span.end is None or year <= span.end)


def nearest(years: Sequence[int], period: int) -> tuple[int, ...]:
    """The nearest year held before and the nearest after."""
    before, after = [year for year in years if year < period], [year for year in years if year > period]
    return (*before[-1:], *after[:1])
