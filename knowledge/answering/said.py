"""Numbers of an answer together with the figures that they rest on, and answers put together from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.answering.caveats import Doubts, Key
from knowledge.derivations import Node
from knowledge.model import (
    Answer,
    AnswerStatus,
    Basis,
    Declined,
    Figure,
    Item,
    Localised,
    Quantity,
    Query,
    Reason,
    Unit,
    Value,
)


@dataclass(frozen=True, eq=False)
class Said:
    """A value to be said, and the printed figures behind it."""

    value: Value
    figures: tuple[Figure, ...] = ()

    @property
    def own(self) -> tuple[Key, ...]:
        """Metric, kind and year that it is a number of; of what is no metric's own, those that it rests on."""
        item = self.value.item
        return ((item.metric, item.kind, item.period),) if item and item.period else self.rests_on

    @property
    def rests_on(self) -> tuple[Key, ...]:
        """Metric, kind and year of the figures behind it."""
        return tuple((figure.metric, figure.kind, figure.period) for figure in self.figures)


def said(node: Node, role: str = "") -> Said:
    """A number as it was found or computed."""
    return Said(node.as_role(role) if role else node.value, node.figures)


def counted(number: int, unit: Unit, role: str, item: Item | None = None, basis: Basis = Basis.COMPUTED) -> Said:
    """A year, a place or a count."""
    return Said(Value(quantity=Quantity.exact(number, unit), item=item, basis=basis, role=role))


def answered(
    query: Query,
    values: Sequence[Said],
    context: Sequence[Said] = (),
    *,
    doubts: Doubts,
    caveats: Iterable[Localised] = (),
    also: Sequence[Value] = (),
) -> Answer:
    """An answer with the caveats of all its numbers."""
    asked = [key for each in values for key in each.own]
    beside = [key for each in values for key in each.rests_on]
    near = [key for each in context for key in (*each.own, *each.rests_on)]
    return Answer(
        status=AnswerStatus.ANSWERED,
        query=query,
        values=tuple(each.value for each in values),
        context=tuple(each.value for each in context),
        also_reported=tuple(also),
        caveats=(*caveats, *doubts.about(asked, [*beside, *near])),
    )


def declined(
    query: Query, reason: Reason, item: Item | None = None, years: Iterable[int] = (), words: Iterable[str] = ()
) -> Answer:
    """No answer, and why."""
    why = Declined(reason=reason, item=item, years=tuple(years), words=tuple(words))
    return Answer(status=AnswerStatus.DECLINED, query=query, declined=why)


def asked_back(query: Query, reason: Reason, choices: Iterable[Query]) -> Answer:
    """A question asked back, with what can be chosen."""
    why = Declined(reason=reason)
    return Answer(status=AnswerStatus.CLARIFY, query=query, declined=why, choices=tuple(choices))
