"""What follows from what: the identities of the field, each solved for one of its members, as a list of rules.

A rule says, for a wanted number, which numbers it could be computed from. Growth and share enter only as printed:
computed ones go back to the very levels that are wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from knowledge.derivations import calculations as by
from knowledge.derivations.calculations import Calculation
from knowledge.model import Catalogue, Identity, Kind, MetricId, Unit


class Wanted(NamedTuple):
    """A number to find: `unit` is the money's or thing's, or percent; `of` is the whole of a share."""

    metric: MetricId
    kind: Kind
    period: int
    unit: Unit
    of: MetricId | None = None


class Way(NamedTuple):
    """A calculation and what it needs; `printed` needs must be reported, and come last in the template."""

    calculation: Calculation
    needs: tuple[Wanted, ...]
    printed: tuple[Wanted, ...] = ()
    growth_steps: int = 0


@dataclass(frozen=True)
class Structure:
    """How the metrics of a catalogue hang together."""

    catalogue: Catalogue
    _alike: dict[MetricId, list[MetricId]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def sums(self) -> dict[MetricId, list[Identity]]:
        """Identities by their whole."""
        found: dict[MetricId, list[Identity]] = {}
        for identity in self.catalogue.identities:
            found.setdefault(identity.whole, []).append(identity)
        return found

    @cached_property
    def memberships(self) -> dict[MetricId, list[Identity]]:
        """Identities by each of their parts."""
        found: dict[MetricId, list[Identity]] = {}
        for identity in self.catalogue.identities:
            for part in identity.parts:
                found.setdefault(part, []).append(identity)
        return found

    @cached_property
    def shared(self) -> dict[MetricId, list[MetricId]]:
        """Metrics whose share is a share of this one."""
        found: dict[MetricId, list[MetricId]] = {}
        for metric in self.catalogue.metrics.values():
            if metric.whole:
                found.setdefault(metric.whole, []).append(metric.id)
        return found

    def whole(self, metric: MetricId) -> MetricId | None:
        """What this metric's share usually is a share of."""
        known = self.catalogue.metrics.get(metric)
        return known.whole if known else None

    def alike(self, metric: MetricId) -> list[MetricId]:
        """Metrics that this one is easily taken for, nearest first: members of its sums, then those of the same
        geography or subject in other scopes."""
        if metric in self._alike:
            return self._alike[metric]
        known = self.catalogue.metrics[metric]
        family = self.family(metric)
        near = [each for each in self.catalogue.metrics if each in family and each != metric]
        others = [
            each.id
            for each in self.catalogue.metrics.values()
            if each.id not in near and each.id != metric and each.unit is known.unit
            if (each.geography, each.subject) == (known.geography, known.subject)
        ]
        self._alike[metric] = near + others
        return self._alike[metric]

    def family(self, metric: MetricId) -> set[MetricId]:
        """The metrics whose figures can say something of this one's, itself included."""
        identities = [*self.sums.get(metric, ()), *self.memberships.get(metric, ())]
        near = {member for identity in identities for member in (identity.whole, *identity.parts)}
        whole = self.whole(metric)
        return near | {metric, *([whole] if whole else ()), *self.shared.get(metric, ())}


Rule = Callable[[Structure, Wanted], Iterable[Way]]


def _level(wanted: Wanted, metric: MetricId | None = None, years: int = 0) -> Wanted:
    return Wanted(metric or wanted.metric, Kind.LEVEL, wanted.period + years, wanted.unit)


def _growth(wanted: Wanted, years: int = 0) -> Wanted:
    return Wanted(wanted.metric, Kind.GROWTH, wanted.period + years, Unit.PERCENT)


def _share(wanted: Wanted, metric: MetricId | None = None) -> Wanted:
    return Wanted(metric or wanted.metric, Kind.SHARE, wanted.period, Unit.PERCENT)


def _sum_of_parts(structure: Structure, wanted: Wanted) -> Iterable[Way]:
    for identity in structure.sums.get(wanted.metric, ()):
        yield Way(by.total(len(identity.parts)), tuple(_level(wanted, part) for part in identity.parts))


def _whole_less_other_parts(structure: Structure, wanted: Wanted) -> Iterable[Way]:
    for identity in structure.memberships.get(wanted.metric, ()):
        others = [part for part in identity.parts if part != wanted.metric]
        needs = (_level(wanted, identity.whole), *(_level(wanted, part) for part in others))
        yield Way(by.rest(len(needs)), needs)


def _year_before_and_growth(structure: Structure, wanted: Wanted) -> Iterable[Way]:
    yield Way(by.FROM_YEAR_BEFORE, (_level(wanted, years=-1),), (_growth(wanted),), growth_steps=1)


def _year_after_and_growth(structure: Structure, wanted: Wanted) -> Iterable[Way]:
    yield Way(by.FROM_YEAR_AFTER, (_level(wanted, years=1),), (_growth(wanted, years=1),), growth_steps=1)


def _share_of_the_whole(structure: Structure, wanted: Wanted) -> Iterable[Way]:
    if whole := structure.whole(wanted.metric):
        yield Way(by.PART, (_level(wanted, whole),), (_share(wanted),))


def _part_and_its_share(structure: Structure, wanted: Wanted) -> Iterable[Way]:
    for part in structure.shared.get(wanted.metric, ()):
        yield Way(by.WHOLE, (_level(wanted, part),), (_share(wanted, part),))


def _two_years(structure: Structure, wanted: Wanted) -> Iterable[Way]:
    unit = structure.catalogue.metrics[wanted.metric].unit
    now = Wanted(wanted.metric, Kind.LEVEL, wanted.period, unit)
    yield Way(by.GROWTH, (now, now._replace(period=wanted.period - 1)))


def _part_and_whole(structure: Structure, wanted: Wanted) -> Iterable[Way]:
    metrics = structure.catalogue.metrics
    part, whole = metrics[wanted.metric], metrics.get(wanted.of or structure.whole(wanted.metric) or "")
    if whole and whole.unit is part.unit:
        level = Wanted(part.id, Kind.LEVEL, wanted.period, part.unit)
        yield Way(by.SHARE, (level, level._replace(metric=whole.id)))


def _other_shares(structure: Structure, wanted: Wanted) -> Iterable[Way]:
    whole = wanted.of or structure.whole(wanted.metric)
    for identity in structure.memberships.get(wanted.metric, ()):
        others = [part for part in identity.parts if part != wanted.metric]
        if identity.whole == whole and all(structure.whole(part) == whole for part in others):
            yield Way(by.rest_of_shares(len(others)), (), tuple(_share(wanted, part) for part in others))


NamedRule = tuple[str, Kind, Rule]

SUMS: tuple[NamedRule, ...] = (("whole = parts", Kind.LEVEL, _sum_of_parts),)

RULES: tuple[NamedRule, ...] = (
    *SUMS,
    ("part = whole − other parts", Kind.LEVEL, _whole_less_other_parts),
    ("level = level of the year before × (1 + growth)", Kind.LEVEL, _year_before_and_growth),
    ("level = level of the year after / (1 + its growth)", Kind.LEVEL, _year_after_and_growth),
    ("level = whole × share", Kind.LEVEL, _share_of_the_whole),
    ("whole = part / its share", Kind.LEVEL, _part_and_its_share),
    ("growth = level / level of the year before − 1", Kind.GROWTH, _two_years),
    ("share = part / whole", Kind.SHARE, _part_and_whole),
    ("share = 100 % − other shares", Kind.SHARE, _other_shares),
)
"""All that can be solved. Dollars are another matter: see `rates`."""
