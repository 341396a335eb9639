"""Intervals hold every true value that rounding allows, and no more: brute force over the rounding boxes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.derivations import Node, calculated, printed
from knowledge.derivations import calculations as by
from knowledge.derivations.calculations import Calculation
from knowledge.derivations.intervals import Interval
from knowledge.model import Figure, Item, Kind, Unit

HAIR = Decimal("1e-25")
"""Ends are rounded outwards at 34 digits."""


def _leaf(value: Decimal | int, rounding: Decimal | int, unit: Unit = Unit.JPY) -> Node:
    figure = Figure(
        metric="m",
        kind=Kind.LEVEL,
        period=2024,
        unit=unit,
        value=Decimal(value),
        rounding=Decimal(rounding),
        editions=(),
        sources=(),
    )
    return printed(figure, Item(metric="m", period=2024))


LEVELS = st.tuples(st.integers(min_value=1000, max_value=10**6), st.integers(min_value=0, max_value=400))
LEVEL_PAIRS = (
    by.GROWTH,
    by.SHARE,
    by.RATIO,
    by.DIFFERENCE,
    by.GAP,
    by.PROGRESS,
    by.CHANGE,
    by.yearly(9, "required"),
    by.total(2),
    by.rest(2),
    by.average(2, Unit.JPY),
)
WITH_PERCENT = (by.FROM_YEAR_BEFORE, by.FROM_YEAR_AFTER, by.PART, by.WHOLE)


def _corners(calculation: Calculation, leaves: Sequence[Node]) -> list[Decimal]:
    ends = [(leaf.interval.low, leaf.interval.high) for leaf in leaves]
    return [calculation.evaluate([Interval.exactly(end) for end in corner]).value for corner in product(*ends)]


def _is_exactly(interval: Interval, low: Decimal, high: Decimal) -> bool:
    scale = max(abs(low), abs(high), Decimal(1)) * HAIR
    return low - scale <= interval.low <= low and high <= interval.high <= high + scale


@given(st.sampled_from(LEVEL_PAIRS), LEVELS, LEVELS)
def test_two_levels_give_the_hull_of_their_corners(
    calculation: Calculation, first: tuple[int, int], second: tuple[int, int]
) -> None:
    leaves = [_leaf(*first), _leaf(*second)]
    node = calculated(calculation, leaves)
    corners = _corners(calculation, leaves)
    assert node is not None
    assert _is_exactly(node.interval, min(corners), max(corners))


@given(st.sampled_from(WITH_PERCENT), LEVELS, st.integers(min_value=5, max_value=99))
def test_a_level_and_a_percentage_give_the_hull_of_their_corners(
    calculation: Calculation, level: tuple[int, int], percent: int
) -> None:
    leaves = [_leaf(*level), _leaf(percent, Decimal("0.5"), Unit.PERCENT)]
    node = calculated(calculation, leaves)
    corners = _corners(calculation, leaves)
    assert node is not None
    assert _is_exactly(node.interval, min(corners), max(corners))


AT = st.fractions(min_value=-1, max_value=1, max_denominator=1000)


@given(LEVELS, LEVELS, AT, AT)
def test_a_figure_that_enters_twice_counts_its_rounding_once(
    part: tuple[int, int], other: tuple[int, int], at: Fraction, beside: Fraction
) -> None:
    """The share of the rest, (whole - part) / whole: true for every point of the box, and met in its corners."""
    known, whole = _leaf(*part), _leaf(part[0] + other[0], other[1])
    rest = calculated(by.rest(2), [whole, known])
    assert rest is not None
    share = calculated(by.SHARE, [rest, whole])
    assert share is not None

    def true(whole_at: Fraction, part_at: Fraction) -> Fraction:
        total, taken = (
            Fraction(n) + Fraction(r) * x for n, r, x in ((part[0] + other[0], other[1], whole_at), (*part, part_at))
        )
        return (total - taken) / total * 100

    low, high = Fraction(share.interval.low), Fraction(share.interval.high)
    assert low <= true(at, beside) <= high
    corners = [true(Fraction(x), Fraction(y)) for x in (-1, 1) for y in (-1, 1)]
    assert min(corners) - low < Fraction(HAIR) * 100
    assert high - max(corners) < Fraction(HAIR) * 100


def test_a_number_less_itself_is_nothing() -> None:
    level = _leaf(3840, 5)
    node = calculated(by.DIFFERENCE, [level, level])
    assert node is not None
    assert (node.interval.low, node.interval.high) == (Decimal(0), Decimal(0))


def test_the_share_of_rounded_trillions_is_known_to_a_fifth_of_a_point() -> None:
    share = calculated(by.SHARE, [_leaf(Decimal("2.17"), Decimal("0.005")), _leaf(Decimal("3.84"), Decimal("0.005"))])
    assert share is not None
    # 2.165 / 3.845 and 2.175 / 3.835
    assert share.interval.low == pytest.approx(Decimal("56.307"), abs=Decimal("0.001"))
    assert share.interval.high == pytest.approx(Decimal("56.715"), abs=Decimal("0.001"))


def test_the_share_of_printed_billions_is_known_to_two_hundredths() -> None:
    share = calculated(by.SHARE, [_leaf(Decimal("2170.2"), Decimal("0.05")), _leaf(Decimal("3840.7"), Decimal("0.05"))])
    assert share is not None
    # 2170.15 / 3840.75 and 2170.25 / 3840.65
    assert share.interval.low == pytest.approx(Decimal("56.5033"), abs=Decimal("0.0001"))
    assert share.interval.high == pytest.approx(Decimal("56.5074"), abs=Decimal("0.0001"))


def test_what_may_be_divided_by_nothing_is_not_computed() -> None:
    assert calculated(by.RATIO, [_leaf(1, 0), _leaf(1, 2)]) is None
    assert calculated(by.yearly(2, "cagr"), [_leaf(1, 2), _leaf(5, 0)]) is None
