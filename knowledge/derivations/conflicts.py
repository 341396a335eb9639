"""Where printed figures contradict each other: each is set against what the others say it must be, within rounding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.derivations import calculations as by
from knowledge.derivations.nodes import Node, calculated, printed
from knowledge.model import Catalogue, Figure, Item, Kind, MetricId, Unit


class Check(StrEnum):
    """What a figure is held against."""

    SUM = "sum"
    GROWTH = "growth"
    SHARE = "share"


@dataclass(frozen=True)
class Conflict:
    """A figure as printed, and what others make of it; the two intervals have nothing in common."""

    check: Check
    figure: Figure
    expected: Node

    @property
    def place(self) -> tuple[MetricId, int, str]:
        """Metric, year and check: by these a conflict is known."""
        return self.figure.metric, self.figure.period, self.check.value


def conflicts(catalogue: Catalogue) -> Iterator[Conflict]:
    """Every contradiction among the figures that answers are given with, in the order of the catalogue."""
    for figure in catalogue.figures:
        if catalogue.preferred(figure.metric, figure.kind, figure.period, figure.unit) is figure:
            yield from conflicts_of(figure, catalogue)


def conflicts_of(figure: Figure, catalogue: Catalogue) -> Iterator[Conflict]:
    """What contradicts one figure; it need not be in the catalogue."""
    for check, expected in expected_of(figure, catalogue):
        ours = printed(figure, _item(figure))
        if expected.series == ours.series and not expected.interval.meets(ours.interval):
            yield Conflict(check, figure, expected)


def expected_of(figure: Figure, catalogue: Catalogue) -> Iterator[tuple[Check, Node]]:
    """What other figures say that this one is."""
    if figure.kind is Kind.LEVEL:
        for identity in catalogue.identities:
            if identity.whole == figure.metric:
                parts = [_printed(catalogue, part, figure.period, figure.unit) for part in identity.parts]
                held = [part for part in parts if part is not None]
                if len(held) == len(parts) and (node := calculated(by.total(len(held)), held, _item(figure))):
                    yield Check.SUM, node
    elif figure.kind is Kind.GROWTH:
        now, before = (_level(catalogue, figure.metric, figure.period - back) for back in (0, 1))
        if now and before and (node := calculated(by.GROWTH, [now, before], _item(figure))):
            yield Check.GROWTH, node
    elif (whole := catalogue.metrics[figure.metric].whole) is not None:
        part, all_of_it = (_level(catalogue, metric, figure.period) for metric in (figure.metric, whole))
        if part and all_of_it and (node := calculated(by.SHARE, [part, all_of_it], _item(figure))):
            yield Check.SHARE, node


def _level(catalogue: Catalogue, metric: MetricId, period: int) -> Node | None:
    """A level as printed, else what is left of a whole when its other parts are taken away."""
    if (node := _printed(catalogue, metric, period)) is not None:
        return node
    for identity in catalogue.identities:
        if metric in identity.parts:
            others = [part for part in identity.parts if part != metric]
            held = [_printed(catalogue, each, period) for each in (identity.whole, *others)]
            known = [each for each in held if each is not None]
            if len(known) == len(held):
                return calculated(by.rest(len(known)), known, Item(metric=metric, period=period))
    return None


def _printed(catalogue: Catalogue, metric: MetricId, period: int, unit: Unit | None = None) -> Node | None:
    figure = catalogue.preferred(metric, Kind.LEVEL, period, unit or catalogue.metrics[metric].unit)
    return printed(figure, _item(figure)) if figure else None


def _item(figure: Figure) -> Item:
    return Item(metric=figure.metric, kind=figure.kind, period=figure.period)
