"""What a message reckons of its own figures: "that is nine times as much", "a drop of two thirds", 差は4480億円."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice, permutations

from knowledge.answering import Desk
from knowledge.extraction.leads import ABROAD, AT_HOME
from knowledge.model import Answer, Claim, Item, Kind, MetricId, Operation, Quantity, Query, Relation, Unit, Verdict

MOST_FIGURES = 6
"""Figures of a message that it may reckon with: every two of them are compared."""

MOST_NAMED = 6
"""Figures that a message names without their value."""

MOST_TRIED = 80
"""Ways in which one amount is looked for."""

NEAR = Decimal("0.3")
"""How far, as a part of it, an amount may lie from what it is said to be above or below."""

_ONE_SIDED = frozenset({Relation.ABOVE, Relation.AT_LEAST, Relation.BELOW, Relation.AT_MOST})

_OF_TWO = {
    Unit.JPY: (Operation.DIFFERENCE,),
    Unit.USD: (Operation.DIFFERENCE,),
    Unit.TIMES: (Operation.RATIO,),
    Unit.PERCENT: (Operation.CHANGE, Operation.DIFFERENCE),
}
"""What two figures may come to, by the unit of the amount."""

UNITS = frozenset(_OF_TWO)
"""Units of what can be reckoned."""


class Reckoner:
    """Finds what an amount is that is no figure, among what the right figures of the same message come to.

    `named` are figures that the message speaks of without their value: what it names, in the years that it says. It may
    also mean the years before them. Of what is one of the `goals`, a figure may be a part.
    """

    def __init__(
        self, desk: Desk, right: Sequence[Answer], named: Iterable[Item], goals: Container[MetricId] = ()
    ) -> None:
        self._goals = goals
        said = [(each.query.items[0], each.query.claim) for each in right if each.query and each.query.claim]
        self._said = dict(islice(((item, claim.bound) for item, claim in said if claim.bound), MOST_FIGURES))
        self._desk, self._named = desk, list(islice(dict.fromkeys(named), MOST_NAMED))

    def of_two(self, quantity: Quantity, relation: Relation) -> Answer | None:
        """What two of the figures come to: by the exact figures, or by those said."""
        for (one, first), (other, second) in permutations(self._said.items(), 2):
            if one.kind is other.kind:
                exact = first.value - second.value == quantity.value
                meant = Relation.ABOUT if exact and relation is Relation.EQUAL else relation
                for operation in _OF_TWO.get(quantity.unit, ()):
                    found = self._holds(Query(operation=operation, items=(one, other)), quantity, meant)
                    if found is not None:
                        return found
                if quantity.unit is Unit.PERCENT and one.kind is Kind.LEVEL and other.metric in self._goals:
                    part = Query(operation=Operation.RATIO, items=(one, other))
                    if (found := self._holds(part, _as_factor(quantity), meant)) is not None:
                        return found
        return None

    def of_any(self, quantity: Quantity, relation: Relation) -> Answer | None:
        """What two figures come to that are given or named, or a growth, a share, or a mark that was passed."""
        found = self.of_two(quantity, relation)
        if found is not None:
            return found
        for query, bound, meant in islice(self._ways(quantity, relation), MOST_TRIED):
            if (found := self._holds(query, bound, meant)) is not None:
                return found
        return None

    def _ways(self, quantity: Quantity, relation: Relation) -> Iterator[tuple[Query, Quantity, Relation]]:
        before = (each.model_copy(update={"period": each.period - 1}) for each in self._said if each.period is not None)
        every = dict.fromkeys([*self._said, *self._named, *before])
        levels = [item for item in every if item.kind is Kind.LEVEL]
        for item in levels:
            if quantity.unit is not Unit.PERCENT:
                if relation in _ONE_SIDED:  # else it would be a figure of the message
                    yield on(item), quantity, relation
                continue
            for kind in (Kind.GROWTH, Kind.SHARE):
                for bound, meant in _either_way(quantity, relation):
                    yield on(item.model_copy(update={"kind": kind})), bound, meant
        for one, other in self._pairs(levels):
            for operation in _OF_TWO.get(quantity.unit, ()):
                yield Query(operation=operation, items=(one, other)), quantity, relation
            if quantity.unit is Unit.PERCENT:
                yield Query(operation=Operation.RATIO, items=(one, other)), _as_factor(quantity), relation

    def of_a_lead(self, quantity: Quantity, relation: Relation, year: int) -> Answer | None:
        """How far the market abroad and the one at home lie apart in a year, where the amount is that."""
        for pair in permutations((ABROAD, AT_HOME)):
            items = tuple(Item(metric=metric, period=year) for metric in pair)
            found = self._holds(Query(operation=Operation.DIFFERENCE, items=items), quantity, relation)
            if found is not None:
                return found
        return None

    def of_its_change(self, quantity: Quantity, relation: Relation) -> Answer | None:
        """Where a message is about one thing in two years and nothing else, what an amount says of its change."""
        items = sorted(dict.fromkeys([*self._said, *self._named]), key=lambda item: item.period or 0)
        metrics, years = {item.metric for item in items}, {item.period for item in items}
        if not self._said or len(items) != 2 or len(metrics) != 1 or len(years) != 2:
            return None
        if any(item.kind is not Kind.LEVEL for item in items):
            return None
        if quantity.unit is Unit.PERCENT and not all(item in self._said for item in items):
            return None  # it may be the growth of one of them
        for operation in _OF_TWO.get(quantity.unit, ()):
            claim = Claim(relation=relation, bound=quantity)
            answer = self._desk.answer(Query(operation=operation, items=(items[1], items[0]), claim=claim))
            return answer if answer.verdict in (Verdict.TRUE, Verdict.FALSE) else None
        return None

    def of_the_gap(self, quantity: Quantity, relation: Relation) -> Answer | None:
        """Whether an amount is what is missing to a goal that the message tells with what is sold; the answer, if it
        tells both.
        """
        for one, other in permutations(self._said, 2):
            money = quantity.unit in (Unit.JPY, Unit.USD)
            if money and one.metric in self._goals and other.metric not in self._goals and one.kind is other.kind:
                claim = Claim(relation=relation, bound=quantity)
                return self._desk.answer(Query(operation=Operation.DIFFERENCE, items=(one, other), claim=claim))
        return None

    def of_what_was_added(self, quantity: Quantity, relation: Relation, year: int) -> Answer | None:
        """How much of what the whole market added in a year came from abroad, where the amount is that."""
        items = tuple(Item(metric=ABROAD, period=each) for each in (year, year - 1))
        return self._holds(Query(operation=Operation.CONTRIBUTION, items=items), quantity, relation)

    def _pairs(self, levels: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
        """Two of them that can be reckoned with: one thing in two years, two things in one, or a goal beside others."""
        for one, other in permutations(levels, 2):
            aimed = (one.metric in self._goals) != (other.metric in self._goals)
            if aimed or (one.metric == other.metric) != (one.period == other.period):
                yield one, other

    def _holds(self, query: Query, quantity: Quantity, relation: Relation) -> Answer | None:
        answer = self._desk.answer(query.model_copy(update={"claim": Claim(relation=relation, bound=quantity)}))
        if answer.verdict is not Verdict.TRUE or not answer.values:
            return None
        apart = abs(answer.values[0].quantity.value - quantity.value)
        near = relation not in _ONE_SIDED or apart <= NEAR * abs(quantity.value)
        return answer if near else None


def _as_factor(percent: Quantity) -> Quantity:
    """Half as times: 0.5."""
    value, low, high = (each / 100 for each in (percent.value, percent.low, percent.high))
    return Quantity(value=value, unit=Unit.TIMES, low=low, high=high)


def _either_way(quantity: Quantity, relation: Relation) -> Iterator[tuple[Quantity, Relation]]:
    """As it is said, and as a fall: "a drop of more than half" is growth below minus fifty."""
    yield quantity, relation
    if quantity.unit is Unit.PERCENT and quantity.value > 0:
        fallen = Quantity(value=-quantity.value, unit=quantity.unit, low=-quantity.high, high=-quantity.low)
        yield fallen, Relation.ABOUT if relation is Relation.NEARLY else TURNED.get(relation, relation)


TURNED = {Relation.ABOVE: Relation.BELOW, Relation.BELOW: Relation.ABOVE}
TURNED |= {Relation.AT_LEAST: Relation.AT_MOST, Relation.AT_MOST: Relation.AT_LEAST}
"""A fall of more than ten percent is growth below minus ten."""


def on(item: Item) -> Query:
    """What a message is about after a figure of it, for what follows to lean on."""
    return Query(operation=Operation.VALUE, items=(item,))
