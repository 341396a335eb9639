"""Finds a number: as printed, else by the derivation with the narrowest interval, a few steps deep, remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal

from knowledge.derivations import calculations as by
from knowledge.derivations.nodes import Node, calculated, printed
from knowledge.derivations.rates import implied_rates, narrowest
from knowledge.derivations.rules import RULES, SUMS, NamedRule, Structure, Wanted, Way
from knowledge.model import FIRST_YEAR, MONEY, Catalogue, Figure, Item, Kind, MetricId, Status, Unit, Value

DEPTH = 4
SHALLOW = 2
EIGHT_DIGITS = Context(prec=8)
MOST_GROWTH_STEPS = 1
"""Growth rates are printed against levels that later editions revise: one step is sound, two may cross a revision."""

WIDEST_LEVEL = Decimal("0.03")
"""A computed amount must be known to within 3 %."""

WIDEST_PERCENT = Decimal(3)
"""A computed growth or share must be known to within 3 points."""


class Solver:
    """Values of a catalogue, reported or computed. Never across series; the catalogue must not change."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.structure = Structure(catalogue)
        self._found: dict[tuple[Wanted, int], Node | None] = {}
        self._latest: dict[tuple[MetricId, Kind, MetricId | None], int | None] = {}
        self._years: dict[tuple[MetricId, Kind, MetricId | None], tuple[int, ...]] = {}
        self._rates: dict[tuple[int, bool], dict[MetricId, Node]] = {}
        self._converted: dict[Wanted, Node | None] = {}
        self._contradictions: dict[Wanted, Node | None] = {}

    # --- values ---

    def value(self, item: Item, unit: Unit | None = None) -> Value | None:
        """The item's value for its period, which must be given: as printed, else computed, else None.

        `unit` is JPY or USD for amounts of money, by default the metric's own; ignored for everything else.
        """
        node = self.node(item, unit)
        return node.value if node else None

    def node(self, item: Item, unit: Unit | None = None) -> Node | None:
        """The same with all that it was computed from, to calculate further with."""
        wanted = self._wanted(item, unit)
        if wanted is None:
            return None
        if wanted.unit is Unit.USD:
            return self._in_dollars(wanted)
        return self._best(wanted, DEPTH)

    def reported(self, item: Item, unit: Unit | None = None) -> Node | None:
        """As printed, or None."""
        wanted = self._wanted(item, unit)
        return self._printed(wanted) if wanted else None

    def computed(self, item: Item) -> Node | None:
        """The narrowest derivation, also of what is printed; None where there is none."""
        wanted = self._wanted(item, None)
        return self._derived(wanted, DEPTH) if wanted else None

    def contradiction(self, item: Item) -> Node | None:
        """What other printed figures give where that can't be what is printed, whatever the rounding.

        A level is checked against the sum of its parts only: where a growth does not fit two levels, it is the growth
        that was measured against another print.
        """
        wanted = self._wanted(item, None)
        told = self._printed(wanted) if wanted else None
        if wanted is None or told is None:
            return None
        if wanted not in self._contradictions:
            made = min(self._without_growth(wanted), key=_doubt, default=None)
            self._contradictions[wanted] = made if made and not told.interval.meets(made.interval) else None
        return self._contradictions[wanted]

    def _without_growth(self, wanted: Wanted) -> Iterator[Node]:
        rules = SUMS if wanted.kind is Kind.LEVEL else RULES
        return (node for node in self._by_rules(rules, wanted, SHALLOW) if not node.growth_steps and _is_sound(node))

    # --- years ---

    def years(self, metric: MetricId, kind: Kind = Kind.LEVEL, of: MetricId | None = None) -> tuple[int, ...]:
        """Years in order for which the value is reported or can be computed."""
        key = (metric, kind, of)
        if key not in self._years:
            held = (year for year in self._candidates(metric) if self.node(_item(metric, kind, year, of)))
            self._years[key] = tuple(held)
        return self._years[key]

    def latest(self, metric: MetricId, kind: Kind = Kind.LEVEL, of: MetricId | None = None) -> int | None:
        """The last of `years`, found from the end; for a target the last year aimed at."""
        key = (metric, kind, of)
        if key not in self._latest:
            years = reversed(self._candidates(metric))
            self._latest[key] = next((year for year in years if self.node(_item(metric, kind, year, of))), None)
        return self._latest[key]

    def _candidates(self, metric: MetricId) -> range:
        family = self.structure.family(metric)
        keys = [(member, kind, unit) for member in family for kind in Kind for unit in self._units(member)]
        periods = [period for key in keys for period in self.catalogue.periods(*key)]
        return range(max(FIRST_YEAR, min(periods) - 1), max(periods) + 1) if periods else range(0)

    def _units(self, metric: MetricId) -> set[Unit]:
        known = self.catalogue.metrics.get(metric)
        return {known.unit, Unit.USD, Unit.PERCENT} if known else set()

    # --- rates ---

    def rate(self, period: int, metric: MetricId | None = None, *, observed: bool = True) -> Node | None:
        """Yen per dollar of a year: the metric's own where both are printed, else the one known best."""
        rates = self._implied(period, observed)
        return (rates.get(metric) if metric else None) or narrowest(rates.values())

    def _implied(self, period: int, observed: bool) -> dict[MetricId, Node]:
        key = (period, observed)
        if key not in self._rates:
            self._rates[key] = dict(implied_rates(self.catalogue, period, observed=observed))
        return self._rates[key]

    def _in_dollars(self, wanted: Wanted) -> Node | None:
        if told := self._printed(wanted):
            return told
        if wanted not in self._converted:
            yen = self._best(wanted._replace(unit=Unit.JPY), DEPTH)
            rate = self.rate(wanted.period, observed=self._is_observed(wanted.metric))
            item = _item(wanted.metric, wanted.kind, wanted.period, None)
            self._converted[wanted] = calculated(by.IN_DOLLARS, [yen, rate], item) if yen and rate else None
        return self._converted[wanted]

    def _from_dollars(self, wanted: Wanted) -> Node | None:
        """Yen of what is printed in dollars only, at the rate of the amounts that the same edition printed in both."""
        told = self._printed(wanted._replace(unit=Unit.USD))
        if told is None or told.figure is None:
            return None
        rates = self._implied(wanted.period, self._is_observed(wanted.metric)).values()
        rate = narrowest(rate for rate in rates if _of_one_edition(told.figure, rate))
        return calculated(by.IN_YEN, [told, rate], told.item) if rate else None

    def _is_observed(self, metric: MetricId) -> bool:
        return self.catalogue.metrics[metric].status is Status.OBSERVATION

    # --- search ---

    def _wanted(self, item: Item, unit: Unit | None) -> Wanted | None:
        metric = self.catalogue.metrics.get(item.metric)
        if metric is None or item.period is None:
            return None
        if item.kind is not Kind.LEVEL:
            of = item.of if item.of != metric.whole else None
            return Wanted(item.metric, item.kind, item.period, Unit.PERCENT, of)
        money = unit in MONEY and metric.unit in MONEY
        return Wanted(item.metric, item.kind, item.period, unit if unit and money else metric.unit)

    def _printed(self, wanted: Wanted) -> Node | None:
        key = (wanted, 0)
        if key not in self._found:
            figure = None if wanted.of else self._figure(wanted)
            item = _item(wanted.metric, wanted.kind, wanted.period, None)
            self._found[key] = printed(figure, item) if figure else None
        return self._found[key]

    def _figure(self, wanted: Wanted) -> Figure | None:
        return self.catalogue.preferred(wanted.metric, wanted.kind, wanted.period, wanted.unit)

    def _best(self, wanted: Wanted, depth: int) -> Node | None:
        return self._printed(wanted) or (self._derived(wanted, depth) if depth else None)

    def _derived(self, wanted: Wanted, depth: int) -> Node | None:
        key = (wanted, depth)
        if key not in self._found:
            sound = [node for node in self._all(wanted, depth) if _is_sound(node)]
            self._found[key] = min(sound, key=_doubt, default=None)
        return self._found[key]

    def _all(self, wanted: Wanted, depth: int) -> Iterator[Node]:
        yield from self._by_rules(RULES, wanted, depth)
        if wanted.unit is Unit.JPY and wanted.kind is Kind.LEVEL and (node := self._from_dollars(wanted)):
            yield node

    def _by_rules(self, rules: Iterable[NamedRule], wanted: Wanted, depth: int) -> Iterator[Node]:
        for _, kind, rule in rules:
            if kind is wanted.kind:
                for way in rule(self.structure, wanted):
                    if node := self._by(way, wanted, depth):
                        yield node

    def _by(self, way: Way, wanted: Wanted, depth: int) -> Node | None:
        told = [self._printed(each) for each in way.printed]
        if not all(told):
            return None
        inputs: list[Node] = []
        for each in way.needs:
            node = self._best(each, depth - 1)
            if node is None or node.growth_steps + way.growth_steps > MOST_GROWTH_STEPS:
                return None
            inputs.append(node)
        inputs.extend(node for node in told if node)
        node = calculated(way.calculation, inputs, _item(wanted.metric, wanted.kind, wanted.period, wanted.of))
        return node.stepped(way.growth_steps) if node else None


def _item(metric: MetricId, kind: Kind, period: int, of: MetricId | None) -> Item:
    return Item(metric=metric, kind=kind, period=period, of=of)


def _is_sound(node: Node) -> bool:
    half = node.interval.half_width
    return half <= (WIDEST_PERCENT if node.unit is Unit.PERCENT else abs(node.interval.value) * WIDEST_LEVEL)


def _doubt(node: Node) -> tuple[Decimal, int]:
    """What the best derivation has least of: width first, then figures; a way around through the same figures is as
    wide to many digits."""
    return EIGHT_DIGITS.plus(node.interval.half_width), len(node.leaves) + len(node.repeated)


def _of_one_edition(told: Figure, rate: Node) -> bool:
    return all(set(figure.editions) & set(told.editions) for figure in rate.figures)
