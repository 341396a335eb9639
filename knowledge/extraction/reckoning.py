"""What a message reckons of its own figures: "that is nine times as much", "a drop of two thirds", 差は4480億円."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice, permutations
from typing import TYPE_CHECKING

from knowledge.answering import Desk
from knowledge.extraction.leads import ABROAD, AT_HOME
from knowledge.model import Answer, Claim, Item, Kind, MetricId, Operation, Quantity, Query, Relation, Unit, Verdict

if TYPE_CHECKING:
    from knowledge.extraction.judging import Said

MOST_FIGURES = 6
"""Figures of a message that it may reckon with: every two of them are compared."""

MOST_NAMED = 6
"""Figures that a message names without their value."""

MOST_TRIED = 80
"""Ways in which one amount is looked for."""

NEAR = Decimal("0.3")
"""How far, as a part of it, an amount may lie from what it is said to be above or below."""

PERCENT = Decimal(100)

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

    def of_two(self, amount: Said) -> Answer | None:
        """What two of the figures come to: by the exact figures, or by those said."""
        quantity = amount.quantity
        for (one, first), (other, second) in permutations(self._said.items(), 2):
            if one.kind is other.kind:
                exact = first.value - second.value == quantity.value
                relation = Relation.ABOUT if exact and amount.relation is Relation.EQUAL else amount.relation
                ways = [claiming(operation, (one, other), quantity, relation) for operation in _of_two(quantity)]
                if quantity.unit is Unit.PERCENT and relation is Relation.ABOVE:  # 約3割大きい
                    ways.append(claiming(Operation.CHANGE, (one, other), quantity, Relation.ABOUT))
                if quantity.unit is Unit.PERCENT and one.kind is Kind.LEVEL and other.metric in self._goals:
                    ways.append(claiming(Operation.RATIO, (one, other), as_factor(quantity), relation))
                    ways.append(claiming(Operation.REQUIRED, (one, other), quantity, relation))
                if first.unit is second.unit is Unit.USD:
                    ways += [way.model_copy(update={"unit": Unit.USD}) for way in ways]
                found = self._first(ways, amount)
                if found is not None:
                    return found
        return None

    def of_any(self, amount: Said) -> Answer | None:
        """What two figures come to that are given or named, or a growth, a share, or a mark that was passed."""
        found = self.of_two(amount) or self._first(islice(self._ways(amount), MOST_TRIED), amount)
        return found or self._of_a_ratio(amount)

    def _of_a_ratio(self, amount: Said) -> Answer | None:
        """What a growth is that is wrong because a ratio was taken for one: "to grow by 345 %", to 345 %."""
        if amount.quantity.unit is Unit.PERCENT and amount.moved is Relation.ABOVE:
            for pair in self._pairs([item for item in (*self._said, *self._named) if item.kind is Kind.LEVEL]):
                ratio = claiming(Operation.RATIO, pair, as_factor(amount.quantity), amount.relation)
                if amount.quantity.value > PERCENT and self._desk.answer(ratio).verdict is Verdict.TRUE:
                    return self._desk.answer(claiming(Operation.CHANGE, pair, amount.quantity, amount.relation))
        return None

    def _ways(self, amount: Said) -> Iterator[Query]:
        quantity, relation = amount.quantity, amount.relation
        before = (each.model_copy(update={"period": each.period - 1}) for each in self._said if each.period is not None)
        every = dict.fromkeys([*self._said, *self._named, *before])
        levels = [item for item in every if item.kind is Kind.LEVEL]
        for item in levels:
            if quantity.unit is not Unit.PERCENT:
                if relation.is_bound:  # else it would be a figure of the message
                    yield claiming(Operation.VALUE, (item,), quantity, relation)
                continue
            for kind in (Kind.GROWTH, Kind.SHARE):
                for bound, meant in _either_way(quantity, relation):
                    yield claiming(Operation.VALUE, (item.model_copy(update={"kind": kind}),), bound, meant)
        for pair in self._pairs(levels):
            for operation in _of_two(quantity):
                yield claiming(operation, pair, quantity, relation)
            if quantity.unit is Unit.PERCENT and amount.in_words:
                yield from (claiming(Operation.CHANGE, pair, *each) for each in _either_way(quantity, relation))
            if quantity.unit is Unit.PERCENT and (amount.moved is None or quantity.value <= PERCENT):
                yield claiming(Operation.RATIO, pair, as_factor(quantity), relation)

    def of_a_lead(self, amount: Said, year: int) -> Answer | None:
        """How far the market abroad and the one at home lie apart in a year, where the amount is that."""
        pairs = permutations(Item(metric=metric, period=year) for metric in (ABROAD, AT_HOME))
        ways = (claiming(Operation.DIFFERENCE, pair, amount.quantity, amount.relation) for pair in pairs)
        return self._first(ways, amount)

    def of_its_change(self, amount: Said) -> Answer | None:
        """Where a message is about one thing in two years and nothing else, what an amount says of its change."""
        items = sorted(dict.fromkeys([*self._said, *self._named]), key=lambda item: item.period or 0)
        metrics, years = {item.metric for item in items}, {item.period for item in items}
        if not self._said or len(items) != 2 or len(metrics) != 1 or len(years) != 2:
            return None
        if any(item.kind is not Kind.LEVEL for item in items):
            return None
        if amount.quantity.unit is Unit.PERCENT and not all(item in self._said for item in items):
            return None  # it may be the growth of one of them
        either = amount.in_words and amount.moved is None  # "a third of it is gone"
        ways = list(_either_way(amount.quantity, amount.relation)) if either else [(amount.quantity, amount.relation)]
        answer: Answer | None = None
        for operation in _of_two(amount.quantity)[:1]:
            for bound, relation in reversed(ways):
                answer = self._desk.answer(claiming(operation, items[::-1], bound, relation))
                if answer.verdict is Verdict.TRUE:
                    return answer
        return answer if answer is not None and answer.verdict is Verdict.FALSE else None

    def of_the_gap(self, amount: Said, named: Sequence[Item] = ()) -> Answer | None:
        """Whether an amount is what is missing to a goal that the message tells with what is sold; the answer, if it
        tells both or they are `named` otherwise.
        """
        if amount.quantity.unit not in (Unit.JPY, Unit.USD):
            return None
        found: Answer | None = None
        for pair in permutations(dict.fromkeys([*self._said, *self._named, *named]), 2):
            aimed, other = (item.metric in self._goals for item in pair)
            if aimed and not other and pair[0].kind is pair[1].kind:
                for relation in (Relation.EQUAL, amount.relation):  # 14.2兆円足りない is said of 14.2
                    found = self._desk.answer(claiming(Operation.DIFFERENCE, pair, amount.quantity, relation))
                    if found.verdict is Verdict.TRUE:
                        return found
                if found is not None and found.verdict is Verdict.FALSE:
                    return found
        return found

    def of_what_was_added(self, amount: Said, year: int) -> Answer | None:
        """How much of what the whole market added in a year came from abroad, where the amount is that."""
        if amount.quantity.unit is not Unit.PERCENT:
            return None
        ends = [Item(metric=ABROAD, period=each) for each in (year, year - 1)]
        return self._first([claiming(Operation.CONTRIBUTION, ends, amount.quantity, amount.relation)], amount)

    def _pairs(self, levels: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
        """Two of them that can be reckoned with: one thing in two years, two things in one, or a goal beside others."""
        for one, other in permutations(levels, 2):
            aimed = (one.metric in self._goals) != (other.metric in self._goals)
            if aimed or (one.metric == other.metric) != (one.period == other.period):
                yield one, other

    def _first(self, ways: Iterable[Query], amount: Said) -> Answer | None:
        """The answer to the first claim that holds, moves as is said, and has its bound near."""
        for query in ways:
            answer = self._desk.answer(query)
            if answer.verdict is Verdict.TRUE and answer.values and query.claim and query.claim.bound:
                value, bound = answer.values[0].quantity.value, query.claim.bound.value
                near = not query.claim.relation.is_bound or abs(value - bound) <= NEAR * abs(bound)
                moved = _moved(query, value)
                if near and (moved is None or amount.moved in (None, moved)):
                    return answer
        return None


def claiming(operation: Operation, items: Sequence[Item], bound: Quantity, relation: Relation) -> Query:
    """That what is reckoned of things comes to a bound."""
    return Query(operation=operation, items=tuple(items), claim=Claim(relation=relation, bound=bound))


def _of_two(quantity: Quantity) -> Sequence[Operation]:
    return _OF_TWO.get(quantity.unit, ())


def _moved(query: Query, value: Decimal) -> Relation | None:
    """Whether what is reckoned is a rise or a fall: of one thing over the years, or a growth."""
    first, *others = query.items
    if query.operation is Operation.VALUE:
        up = value > 0 if first.kind is Kind.GROWTH else None
    elif query.operation in (Operation.DIFFERENCE, Operation.CHANGE) and first.metric == others[0].metric:
        up = (value > 0) is ((first.period or 0) > (others[0].period or 0))
    else:
        up = None
    return None if up is None else Relation.ABOVE if up else Relation.BELOW


def as_factor(percent: Quantity) -> Quantity:
    """Half as times: 0.5."""
    value, low, high = (each / 100 for each in (percent.value, percent.low, percent.high))
    return Quantity(value=value, unit=Unit.TIMES, low=low, high=high)


def as_percent(factor: Quantity) -> Quantity:
    """0.5 times as a half; what is no multiple stays what it is."""
    if factor.unit is not Unit.TIMES:
        return factor
    value, low, high = (each * 100 for each in (factor.value, factor.low, factor.high))
    return Quantity(value=value, unit=Unit.PERCENT, low=low, high=high)


def _either_way(quantity: Quantity, relation: Relation) -> Iterator[tuple[Quantity, Relation]]:
    """As it is said, and as a fall: "a drop of more than half" is growth below minus fifty."""
    yield quantity, relation
    if quantity.unit is Unit.PERCENT and quantity.value > 0:
        yield quantity.negative, Relation.ABOUT if relation is Relation.NEARLY else relation.mirrored


def on(item: Item) -> Query:
    """What a message is about after a figure of it, for what follows to lean on."""
    return Query(operation=Operation.VALUE, items=(item,))
