"""The calculations of the field, each with the formula that is shown for it and what it does to intervals.

In a template percentages stand as they are said (`62.4 %`), so `{0} / (1 + {1})` needs no hundreds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import add, sub

from knowledge.derivations.intervals import HUNDRED, ONE, Interval
from knowledge.model import Unit

Inputs = Sequence[Interval]


@dataclass(frozen=True)
class Calculation:
    """`evaluate` of inputs in the template's order; percent in, percent out. No `unit` means that of the first input.

    `monotone`: in each printed number that it goes back to, so that its extremes lie where those are at their ends.
    """

    name: str
    template: str
    evaluate: Callable[[Inputs], Interval]
    unit: Unit | None = None
    monotone: bool = True


def _fraction(percent: Interval) -> Interval:
    return percent / HUNDRED


GROWTH = Calculation("growth", "{0} / {1} − 1", lambda of: (of[0] / of[1] - ONE) * HUNDRED, Unit.PERCENT)
SHARE = Calculation("share", "{0} / {1}", lambda of: of[0] / of[1] * HUNDRED, Unit.PERCENT)
FROM_YEAR_BEFORE = Calculation("level", "{0} × (1 + {1})", lambda of: of[0] * (ONE + _fraction(of[1])))
FROM_YEAR_AFTER = Calculation("level", "{0} / (1 + {1})", lambda of: of[0] / (ONE + _fraction(of[1])))
PART = Calculation("level", "{0} × {1}", lambda of: of[0] * _fraction(of[1]))
WHOLE = Calculation("level", "{0} / {1}", lambda of: of[0] / _fraction(of[1]))
RATE = Calculation("rate", "{0} / {1}", lambda of: of[0] / of[1], Unit.RATE)
IN_DOLLARS = Calculation("in_dollars", "{0} / {1}", lambda of: of[0] / of[1], Unit.USD)
IN_YEN = Calculation("in_yen", "{0} × {1}", lambda of: of[0] * of[1], Unit.JPY)
DIFFERENCE = Calculation("difference", "{0} − {1}", lambda of: of[0] - of[1])
POINTS = Calculation("difference", "{0} − {1}", lambda of: of[0] - of[1], Unit.POINTS)
RATIO = Calculation("ratio", "{0} / {1}", lambda of: of[0] / of[1], Unit.TIMES)
CHANGE = Calculation("change", "{0} / {1} − 1", lambda of: (of[0] / of[1] - ONE) * HUNDRED, Unit.PERCENT)
CONTRIBUTION = Calculation(
    "contribution",
    "({0} − {1}) / ({2} − {3})",
    lambda of: (of[0] - of[1]) / (of[2] - of[3]) * HUNDRED,
    Unit.PERCENT,
)
INDEX = Calculation("index", "{0} / {1}", lambda of: of[0] / of[1] * HUNDRED, Unit.PERCENT)
GAP = Calculation("gap", "{0} − {1}", lambda of: of[0] - of[1])
PROGRESS = Calculation("progress", "{0} / {1}", lambda of: of[0] / of[1] * HUNDRED, Unit.PERCENT)
MULTIPLE = Calculation("multiple", "{0} / {1}", lambda of: of[0] / of[1], Unit.TIMES)


@cache
def total(count: int) -> Calculation:
    """The sum of `count` inputs."""
    return Calculation("sum", " + ".join(_places(count)), lambda of: reduce(add, of))


@cache
def rest(count: int) -> Calculation:
    """The first input less all others."""
    return Calculation("level", " − ".join(_places(count)), lambda of: reduce(sub, of))


@cache
def rest_of_shares(count: int) -> Calculation:
    """What `count` shares leave of the whole."""
    template = " − ".join(["100 %", *_places(count)])
    return Calculation("share", template, lambda of: reduce(sub, of, HUNDRED), Unit.PERCENT)


@cache
def average(count: int, unit: Unit) -> Calculation:
    """The mean of `count` inputs. Growth rates of neighbouring years share a level, in which their mean may turn."""
    template = f"({' + '.join(_places(count))}) / {count}"
    divisor = Interval.exactly(count)
    return Calculation("average", template, lambda of: reduce(add, of) / divisor, unit, monotone=unit != Unit.PERCENT)


@cache
def yearly(years: int, name: str) -> Calculation:
    """Compound growth in percent a year that leads from the second input to the first in `years` years."""
    template = f"({{0}} / {{1}})^(1/{years}) − 1" if years > 1 else "{0} / {1} − 1"
    return Calculation(name, template, lambda of: ((of[0] / of[1]).root(years) - ONE) * HUNDRED, Unit.PERCENT)


def _places(count: int) -> list[str]:
    return [f"{{{place}}}" for place in range(count)]
