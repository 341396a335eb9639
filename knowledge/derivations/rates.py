"""Yen per dollar as a year's figures imply it: the same amount printed in both by one publisher, in one edition where
possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.derivations import calculations as by
from knowledge.derivations.nodes import Node, calculated, printed
from knowledge.model import Catalogue, Figure, Item, Kind, MetricId, Rank, Status, Unit


def implied_rates(catalogue: Catalogue, period: int, *, observed: bool = True) -> Iterator[tuple[MetricId, Node]]:
    """Each metric's implied rate for a year: of observations, or else of targets and projections."""
    for metric in catalogue.metrics.values():
        if (metric.status is Status.OBSERVATION) is observed:
            dollars = catalogue.preferred(metric.id, Kind.LEVEL, period, Unit.USD)
            if dollars and (rate := _rate(catalogue, dollars)):
                yield metric.id, rate


def narrowest(rates: Iterable[Node]) -> Node | None:
    """The rate known best, relative to its size."""
    return min(rates, key=lambda rate: rate.interval.half_width / rate.interval.value, default=None)


def _rate(catalogue: Catalogue, dollars: Figure) -> Node | None:
    by_whom = _publishers(catalogue, dollars)
    in_yen = catalogue.prints(dollars.metric, Kind.LEVEL, dollars.period, Unit.JPY)
    prints = [yen for yen in in_yen if by_whom & _publishers(catalogue, yen)]
    pairs = sorted(
        prints, key=lambda yen: (not set(yen.editions) & set(dollars.editions), yen.rank is not Rank.PREFERRED)
    )
    if not pairs:
        return None
    item = Item(metric=dollars.metric, period=dollars.period)
    return calculated(by.RATE, [printed(pairs[0], item), printed(dollars, item)])


def _publishers(catalogue: Catalogue, figure: Figure) -> set[str]:
    """Who published what the figure was printed in."""
    return {catalogue.editions[edition].publisher for edition in figure.editions if edition in catalogue.editions}
