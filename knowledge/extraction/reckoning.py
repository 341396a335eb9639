"""What a message reckons of its own figures: "that is nine times as much", "a drop of two thirds", 差は4480億円."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import islice, permutations

from knowledge.answering import Desk
from knowledge.model import Answer, Claim, Item, Kind, MetricId, Operation, Quantity, Query, Relation, Unit, Verdict

MOST_FIGURES = 6
"""Figures of a message that it may reckon with: every two of them are compared."""

MOST_TRIED = 60
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

_ABROAD, _AT_HOME = MetricId("market_overseas"), MetricId("market_domestic")

UNITS = frozenset(_OF_TWO)
"""Units of what can be reckoned."""


class Reckoner:
    """Finds what an amount is that is no figure, among what the right figures of the same message come to."""

    def __init__(self, desk: Desk, right: Sequence[Answer], years: Collection[int]) -> None:
        said = [(each.query.items[0], each.query.claim) for each in right if each.query and each.query.claim]
        self._said = dict(islice(((item, claim.bound) for item, claim in said if claim.bound), MOST_FIGURES))
        self._desk, self._years = desk, sorted(set(years))

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
        return None

    def of_any(self, quantity: Quantity, relation: Relation) -> Answer | None:
        """What two of the figures come to, or one of them beside itself in another year, its growth or its share."""
        found = self.of_two(quantity, relation)
        if found is not None:
            return found
        one_sided = relation in _ONE_SIDED
        for query in islice(self._of_one(quantity.unit), MOST_TRIED):
            if query.operation is Operation.VALUE and query.items[0].kind is Kind.LEVEL and not one_sided:
                continue  # an amount that is no figure of the message is at most a mark that one has passed
            for each, meant in _either_way(quantity, relation):
                if (found := self._holds(query, each, meant)) is not None:
                    return found
        return None

    def of_a_lead(self, quantity: Quantity, relation: Relation, year: int) -> Answer | None:
        """How far the market abroad and the one at home lie apart in a year, where the amount is that."""
        for pair in permutations((_ABROAD, _AT_HOME)):
            items = tuple(Item(metric=metric, period=year) for metric in pair)
            found = self._holds(Query(operation=Operation.DIFFERENCE, items=items), quantity, relation)
            if found is not None:
                return found
        return None

    def of_its_change(self, quantity: Quantity, relation: Relation) -> Answer | None:
        """Where a message gives one thing in two years and nothing else, what a further amount says of its change."""
        items = sorted(self._said, key=lambda item: item.period or 0)
        if len(items) != 2 or items[0].metric != items[1].metric or any(item.kind is not Kind.LEVEL for item in items):
            return None
        for operation in _OF_TWO.get(quantity.unit, ())[:1]:
            claim = Claim(relation=relation, bound=quantity)
            return self._desk.answer(Query(operation=operation, items=(items[1], items[0]), claim=claim))
        return None

    def _of_one(self, unit: Unit) -> Iterator[Query]:
        for item in self._said:
            if item.kind is not Kind.LEVEL:
                continue
            if unit is Unit.PERCENT:
                for kind in (Kind.GROWTH, Kind.SHARE):
                    yield Query(operation=Operation.VALUE, items=(item.model_copy(update={"kind": kind}),))
            if unit is not Unit.PERCENT:
                years = {item.period, *self._years}
                yield from (on(item.model_copy(update={"period": year})) for year in sorted(filter(None, years)))
            others = [item.model_copy(update={"period": year}) for year in self._years if year != item.period]
            for pair in (pair for other in others for pair in ((item, other), (other, item))):
                yield from (Query(operation=operation, items=pair) for operation in _OF_TWO.get(unit, ()))

    def _holds(self, query: Query, quantity: Quantity, relation: Relation) -> Answer | None:
        answer = self._desk.answer(query.model_copy(update={"claim": Claim(relation=relation, bound=quantity)}))
        if answer.verdict is not Verdict.TRUE or not answer.values:
            return None
        apart = abs(answer.values[0].quantity.value - quantity.value)
        near = relation not in _ONE_SIDED or apart <= NEAR * abs(quantity.value)
        return answer if near else None


def _either_way(quantity: Quantity, relation: Relation) -> Iterator[tuple[Quantity, Relation]]:
    """As it is said, and as a fall: "a drop of more than half" is growth below minus fifty."""
    yield quantity, relation
    if quantity.unit is Unit.PERCENT and quantity.value > 0:
        fallen = Quantity(value=-quantity.value, unit=quantity.unit, low=-quantity.high, high=-quantity.low)
        yield fallen, TURNED.get(relation, relation)


TURNED = {Relation.ABOVE: Relation.BELOW, Relation.BELOW: Relation.ABOVE}
TURNED |= {Relation.AT_LEAST: Relation.AT_MOST, Relation.AT_MOST: Relation.AT_LEAST}
"""A fall of more than ten percent is growth below minus ten."""


def on(item: Item) -> Query:
    """What a message is about after a figure of it, for what follows to lean on."""
    return Query(operation=Operation.VALUE, items=(item,))
