"""Which answers a figure changes: the same questions asked of the catalogue as it is, and as it would be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.additions import FigureEntry
from knowledge.answering import Desk
from knowledge.model import Answer, Item, Kind, Operation, Query


@dataclass(frozen=True)
class Effect:
    """One question, and its answers before and after."""

    query: Query
    before: Answer
    after: Answer


def effects(entry: FigureEntry, before: Desk, after: Desk) -> list[Effect]:
    """Those of the questions nearest to a figure whose answer is another with it."""
    asked = ((query, before.answer(query), after.answer(query)) for query in _near(entry))
    return [Effect(*each) for each in asked if _headline(each[1]) != _headline(each[2])]


def _near(entry: FigureEntry) -> Iterator[Query]:
    """The number itself, the latest of its kind, and what is computed from it."""
    yield _of(Item(metric=entry.metric, kind=entry.kind, period=entry.period))
    yield _of(Item(metric=entry.metric, kind=entry.kind))
    for kind, period in ((Kind.LEVEL, 0), (Kind.GROWTH, 0), (Kind.GROWTH, 1), (Kind.SHARE, 0)):
        if kind is not entry.kind or period:
            yield _of(Item(metric=entry.metric, kind=kind, period=entry.period + period))


def _of(item: Item) -> Query:
    return Query(operation=Operation.VALUE, items=(item,))


def _headline(answer: Answer) -> object:
    """What of an answer is compared: its number, with the year that it is of."""
    first = next(iter(answer.values), None)
    return (first.quantity, first.item) if first else answer.status
