"""What the amounts of a stretch are, chosen together: a figure has one value, and numbers explain each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from knowledge.extraction.network import NOTHING, Told
from knowledge.extraction.stretches import Amount
from knowledge.model import Catalogue, MetricId, Quantity, Unit

MOST_READINGS = 8
"""Readings of one amount that are weighed."""

SWEEPS = 4
TWICE = 3.0
"""What it costs, in units of log chance, to give one figure two values."""

EXPLAINED = 2.5
"""What it earns when two levels and a percentage of theirs fit, where the digits leave little to accident."""

NEAR = 6
"""Amounts on either side among which numbers that explain each other are looked for."""

MOST_FITS = 24
"""Of a stretch; a text that is nothing but amounts has them without end."""

_GROWTH = ("rise", "fall", "ratio")
_PERCENT, _AMOUNT = (*_GROWTH, "share", "old"), ("level", "old")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an amount is; `chance`, from 0 to 1, how likely that is beside its other readings."""

    metric: str
    kind: str
    year: int | None
    chance: float
    figure: tuple[str, str, int | None] = field(init=False)
    """The figure that it would be: every growth is of one kind."""
    likelihood: float = field(init=False)
    """The logarithm of its chance."""

    def __post_init__(self) -> None:
        kind = "growth" if self.kind in _GROWTH else self.kind
        object.__setattr__(self, "figure", (self.metric, kind, self.year))
        object.__setattr__(self, "likelihood", math.log(self.chance + 1e-9))


@dataclass(frozen=True, slots=True)
class Fit:
    """Three amounts by their places: `part` is `percent` of `whole`, or grew by it from `whole`."""

    part: int
    whole: int
    percent: int
    shares: bool
    worth: float


def chosen(amounts: Sequence[Amount], told: Sequence[Told], catalogue: Catalogue) -> list[list[Chosen]]:
    """What each amount is, in order: first what it is taken for, then what else it may be, the likeliest first."""
    return _Choice(amounts, told, catalogue).made()


class _Choice:
    def __init__(self, amounts: Sequence[Amount], told: Sequence[Told], catalogue: Catalogue) -> None:
        self._amounts, self._metrics = amounts, catalogue.metrics
        self._readings = [_readings(*each) for each in zip(amounts, told, strict=True)]
        self._now = [max(each, key=lambda reading: reading.chance) for each in self._readings]
        self._others = _otherwise(amounts)
        self._fits: dict[int, list[Fit]] = defaultdict(list)
        self._every = list(islice(_fits(amounts), MOST_FITS))
        for fit in self._every:
            for place in (fit.part, fit.whole, fit.percent):
                self._fits[place].append(fit)

    def made(self) -> list[list[Chosen]]:
        """Those that explain each other at once, then each amount in turn, the least certain first, take what is best
        beside the others, until none changes.
        """
        doubtful_first = sorted(range(len(self._now)), key=lambda place: self._now[place].chance)
        for _ in range(SWEEPS):
            before = list(self._now)
            for fit in self._every:
                self._take_together(fit)
            for place in doubtful_first:
                self._now[place] = max(self._readings[place], key=partial(self._worth, place))
            if self._now == before:
                break
        return [self._sure(place) for place in range(len(self._now))]

    def _take_together(self, fit: Fit) -> None:
        """Reads three amounts as their numbers say, where that is better than how they are read now."""
        places = (fit.part, fit.whole, fit.percent)
        best, most = [self._now[place] for place in places], self._worth_of_all(places)
        for part in self._readings[fit.part]:
            for whole in self._readings[fit.whole]:
                for percent in self._readings[fit.percent]:
                    if self._explains(fit, part, whole, percent):
                        self._put(places, (part, whole, percent))
                        worth = self._worth_of_all(places)
                        if worth > most:
                            best, most = [part, whole, percent], worth
        self._put(places, best)

    def _put(self, places: Sequence[int], readings: Sequence[Chosen]) -> None:
        for place, reading in zip(places, readings, strict=True):
            self._now[place] = reading

    def _worth_of_all(self, places: Sequence[int]) -> float:
        return sum(self._worth(place, self._now[place]) for place in places)

    def _sure(self, place: int) -> list[Chosen]:
        """The readings of an amount with their chances beside each other, its own first."""
        worths = [self._worth(place, reading) for reading in self._readings[place]]
        raised = [math.exp(worth - max(worths)) for worth in worths]
        weighed = [
            Chosen(reading.metric, reading.kind, reading.year, each / sum(raised))
            for reading, each in zip(self._readings[place], raised, strict=True)
        ]
        own = self._readings[place].index(self._now[place])
        return [weighed[own], *sorted(weighed[:own] + weighed[own + 1 :], key=lambda reading: -reading.chance)]

    def _worth(self, place: int, reading: Chosen) -> float:
        worth = reading.likelihood
        if reading.metric == NOTHING:
            return worth
        if reading.kind != "old" and self._contradicts(place, reading.figure):
            worth -= TWICE
        for fit in self._fits.get(place, ()):
            if self._holds(fit, place, reading):
                worth += fit.worth
        return worth

    def _contradicts(self, place: int, figure: tuple[str, str, int | None]) -> bool:
        """Whether an amount near it is read as the same figure, with another value."""
        now = self._now
        return any(now[other].figure == figure for other in self._others[place])

    def _holds(self, fit: Fit, place: int, reading: Chosen) -> bool:
        """Whether three amounts are what their numbers say, this one read so."""
        part, whole, percent = (
            reading if each == place else self._now[each] for each in (fit.part, fit.whole, fit.percent)
        )
        return self._explains(fit, part, whole, percent)

    def _explains(self, fit: Fit, part: Chosen, whole: Chosen, percent: Chosen) -> bool:
        if NOTHING in (part.metric, whole.metric) or part.year is None or whole.year is None:
            return False
        if fit.shares:
            of = self._metrics[MetricId(part.metric)].whole if part.metric in self._metrics else None
            named = percent.figure == (part.metric, "share", part.year)
            return named and of is not None and str(of) == whole.metric and whole.year == part.year
        named = percent.figure == (part.metric, "growth", part.year)
        return named and whole.metric == part.metric and whole.year == part.year - 1


def _readings(amount: Amount, told: Told) -> list[Chosen]:
    """The likeliest that the amount's unit allows; that it is no figure at all is always one."""
    nothing = sum(chance for metric, chance in told.metrics if metric == NOTHING)
    kinds = _allowed(amount, dict(told.kinds))
    found = [
        Chosen(metric, kind, year, of_metric * of_kind * of_year)
        for metric, of_metric in told.metrics
        if metric != NOTHING
        for kind, of_kind in kinds.items()
        for year, of_year in told.years
    ]
    found.sort(key=lambda reading: -reading.chance)
    return [Chosen(NOTHING, "level", None, max(nothing, 1e-6)), *found[:MOST_READINGS]]


def _allowed(amount: Amount, kinds: Mapping[str, float]) -> dict[str, float]:
    """The kinds that a number can have: only percentages grow, what is below zero fell, and what has a plus rose."""
    allowed: tuple[str, ...] = _AMOUNT
    if amount.quantity.unit is Unit.PERCENT:
        allowed = ("fall",) if amount.quantity.value < 0 else ("rise",) if amount.has_a_plus else _PERCENT
    left = {kind: kinds.get(kind, 1e-6) for kind in allowed}
    total = sum(left.values())
    return {kind: chance / total for kind, chance in left.items()}


def _otherwise(amounts: Sequence[Amount]) -> list[list[int]]:
    """For each amount, those near it that can't be the same amount of the same thing."""
    return [
        [
            other
            for other in range(max(0, place - 2 * NEAR), min(len(amounts), place + 2 * NEAR + 1))
            if _differ(amount.quantity, amounts[other].quantity)
        ]
        for place, amount in enumerate(amounts)
    ]


def _differ(one: Quantity, other: Quantity) -> bool:
    return one.unit is other.unit and (one.high < other.low or other.high < one.low)


def _fits(amounts: Sequence[Amount]) -> Iterator[Fit]:
    """Two levels and a percentage near them, of which the one is the other's share or its growth."""
    for percent, each in enumerate(amounts):
        if each.quantity.unit is not Unit.PERCENT:
            continue
        near = range(max(0, percent - NEAR), min(len(amounts), percent + NEAR + 1))
        levels = [place for place in near if amounts[place].quantity.unit is not Unit.PERCENT]
        for part in levels:
            for whole in levels:
                if part != whole:
                    yield from _fit(amounts, part, whole, percent)


def _fit(amounts: Sequence[Amount], part: int, whole: int, percent: int) -> Iterator[Fit]:
    one, other, said = (amounts[place].quantity for place in (part, whole, percent))
    if one.unit is not other.unit or other.low <= 0 or one.low <= 0:
        return
    low, high = float(100 * one.low / other.high), float(100 * one.high / other.low)
    worth = _worth_of(high - low + float(said.high - said.low))
    size = float(said.high - said.low) / 2
    value = float(said.value)
    if not worth:
        return
    if low - size <= value <= high + size and value < 100:
        yield Fit(part, whole, percent, True, worth)
    if any(low - size <= grown <= high + size for grown in {100 + value, 100 - value, value}):
        yield Fit(part, whole, percent, False, worth)


def _worth_of(width: float) -> float:
    """How much it means that a percentage fits, by the percentage points within which it would."""
    return EXPLAINED if width < 0.5 else EXPLAINED / 2 if width < 1.5 else 0.0
