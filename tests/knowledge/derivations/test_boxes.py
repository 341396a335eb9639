"""Whatever the true values are that printed figures stand for, each number computed from them lies in its interval."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from knowledge.catalogue import load
from knowledge.derivations import Node, Solver
from knowledge.derivations.intervals import Interval
from knowledge.model import Item, Kind

POINTS = 12
"""Random points of the box of each number, beside all its corners as far as they are few."""


def computed() -> list[Node]:
    """Every number of the catalogue that follows from others."""
    catalogue = load()
    solver = Solver(catalogue)
    items = (
        Item(metric=metric, kind=kind, period=year)
        for metric in catalogue.metrics
        for kind in Kind
        for year in solver.years(metric, kind)
    )
    return [node for item in items if (node := solver.computed(item)) is not None]


def evaluated(node: Node, points: dict[Node, Decimal]) -> Decimal:
    """The number that follows when every printed figure is exactly what is pointed at."""
    if node.calculation is None:
        return points[node]
    return node.calculation.evaluate([Interval.exactly(evaluated(each, points)) for each in node.inputs]).value


def test_there_is_much_to_compute() -> None:
    assert len(computed()) > 150


@pytest.mark.parametrize("seed", range(3))
def test_every_computed_number_lies_in_its_interval_wherever_its_figures_lie_in_theirs(seed: int) -> None:
    chance = random.Random(seed)
    for node in computed():
        leaves = node.leaves or (node,)
        for _ in range(POINTS):
            points = {leaf: _somewhere(leaf.interval, chance) for leaf in leaves}
            value = evaluated(node, points)
            assert node.interval.low <= value <= node.interval.high, (node.item, node.interval, value)


def test_no_interval_is_wider_than_what_its_corners_reach() -> None:
    """Of a number with few figures behind it, the ends are reached: the doubt is not exaggerated."""
    for node in computed():
        leaves = node.leaves or (node,)
        if len(leaves) > 4 or (node.calculation and not node.calculation.monotone):
            continue
        reached = [
            evaluated(node, {leaf: leaf.interval.high if high >> at & 1 else leaf.interval.low for at, leaf in
                             enumerate(leaves)})
            for high in range(2 ** len(leaves))
        ]  # fmt: skip
        slack = (max(reached) - min(reached)) * Decimal("1e-20") + Decimal("1e-12")
        assert min(reached) - slack <= node.interval.low
        assert node.interval.high <= max(reached) + slack


def _somewhere(interval: Interval, chance: random.Random) -> Decimal:
    """The ends too: there the extremes lie."""
    share = chance.choice([Decimal(0), Decimal(1), Decimal(str(chance.random()))])
    return interval.low + (interval.high - interval.low) * share
