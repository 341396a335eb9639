"""Printed figures that contradict each other are found, by whatever identity, and nothing else is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.catalogue import load
from knowledge.derivations.conflicts import Check, conflicts, conflicts_of
from knowledge.model import Catalogue, Figure, Kind, Unit


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def changed(catalogue: Catalogue, metric: str, kind: Kind, year: int, factor: str) -> tuple[Catalogue, Figure]:
    """The catalogue with one figure that was printed otherwise."""
    old = catalogue.preferred(metric, kind, year, Unit.PERCENT if kind is not Kind.LEVEL else Unit.JPY)
    assert old is not None
    new = old.model_copy(update={"value": old.value * Decimal(factor)})
    figures = tuple(new if figure is old else figure for figure in catalogue.figures)
    return Catalogue(**{**dict(catalogue), "figures": figures}), new


def test_what_the_catalogue_holds_contradicts_itself_just_where_it_is_known_to(catalogue: Catalogue) -> None:
    known = {
        (each.metric, each.period, each.what) for each in catalogue.tensions if each.what in {c.value for c in Check}
    }
    assert {conflict.place for conflict in conflicts(catalogue)} == known


@pytest.mark.parametrize(
    ("metric", "kind", "year", "factor", "place"),
    [
        ("market_total", Kind.LEVEL, 2024, "1.001", ("market_total", 2024, "sum")),
        ("market_overseas", Kind.LEVEL, 2024, "1.01", ("market_total", 2024, "sum")),
        ("market_streaming", Kind.LEVEL, 2023, "1.1", ("market_domestic", 2023, "sum")),
        ("production_total", Kind.GROWTH, 2024, "1.1", ("production_total", 2024, "growth")),
        ("market_overseas", Kind.LEVEL, 2023, "1.05", ("market_overseas", 2024, "growth")),
    ],
)
def test_a_figure_printed_otherwise_is_noticed(
    catalogue: Catalogue, metric: str, kind: Kind, year: int, factor: str, place: tuple[str, int, str]
) -> None:
    wrong, _ = changed(catalogue, metric, kind, year, factor)
    before = {conflict.place for conflict in conflicts(catalogue)}
    assert place in {conflict.place for conflict in conflicts(wrong)} - before


def test_a_thousandfold_slip_is_noticed_before_it_is_added(catalogue: Catalogue) -> None:
    held = catalogue.preferred("market_total", Kind.LEVEL, 2024, Unit.JPY)
    assert held is not None
    assert list(conflicts_of(held, catalogue)) == []
    slipped = held.model_copy(update={"value": held.value / 1000})
    assert [conflict.check for conflict in conflicts_of(slipped, catalogue)] == [Check.SUM]


def test_what_fits_within_rounding_is_no_contradiction(catalogue: Catalogue) -> None:
    """2.17 + 1.67 trillion is 3.84 in the rounded figures too: 4.75 beside a printed 4.7 as well."""
    assert not [each for each in conflicts(catalogue) if each.figure.metric == "content_overseas_sales" and
                each.check is Check.SUM]  # fmt: skip
