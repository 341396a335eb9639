"""What one could ask next: the questions beside this one that have an answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from knowledge.answering.ledger import Ledger, in_year
from knowledge.answering.scopes import TOWARDS, observed_for, target_of
from knowledge.model import Answer, AnswerStatus, Item, Kind, MetricId, Operation, Query, Scope, Span, Status

MOST = 3
OTHER_DEFINITION = {Scope.BROAD: Scope.PRODUCTION, Scope.PRODUCTION: Scope.BROAD}
OVER_TIME = 3
"""Years that a metric must have to be worth a look over time."""


def suggested(ledger: Ledger, answer: Answer) -> tuple[Query, ...]:
    """Up to three next queries, each answerable and none the one just answered; before them the same question of the
    other definition of the market, where that has an answer.
    """
    if answer.query is None or not ledger.knows(answer.query):
        return ()
    shown = _bare(answer.query)
    new = (each for each in _near(ledger, answer) if _bare(each) != shown)
    other = tuple(_of_the_other_definition(ledger, answer, answer.query))
    return (*other, *islice(_once(new), MOST))


def _bare(query: Query) -> Query:
    """What is shown for a query, whatever was claimed of it: an open span is no span."""
    span = None if query.span == Span() else query.span
    return query.model_copy(update={"claim": None, "why": False, "before": (), "span": span})


def _of_the_other_definition(ledger: Ledger, answer: Answer, query: Query) -> Iterator[Query]:
    """The same figure of the broad market for the narrow one, and the other way round."""
    if answer.status is not AnswerStatus.ANSWERED or query.operation is not Operation.VALUE or query.claim:
        return
    for item in query.items if len(query.items) == 1 else ():
        other = item.model_copy(update={"metric": other_definition(ledger, item.metric), "of": None})
        if other.metric and ledger.node(other, query.unit):
            yield query.model_copy(update={"items": (other,)})


def other_definition(ledger: Ledger, metric: MetricId) -> MetricId:
    """The metric of the other market with the same geography and subject; empty where there is none."""
    own = ledger.catalogue.metrics[metric]
    scope = OTHER_DEFINITION.get(own.scope)
    kin = ledger.kin.get((scope, own.geography, own.subject), ()) if scope else ()
    return next((each.id for each in kin if each.status is Status.OBSERVATION), "")


def _once(queries: Iterator[Query]) -> Iterator[Query]:
    seen: set[Query] = set()
    for each in queries:
        if each not in seen:
            seen.add(each)
            yield each


def _near(ledger: Ledger, answer: Answer) -> Iterator[Query]:
    query = answer.query
    assert query is not None
    for item in _subject(answer, query):
        if answer.declined:
            yield from _held_years(ledger, item, answer.declined.years)
        elif query.operation in TOWARDS and answer.values:
            bare = query.model_copy(update={"claim": None})
            yield from (bare.model_copy(update={"operation": each}) for each in sorted(TOWARDS))
        yield from _kinds(ledger, item)
        yield from _siblings(ledger, item)
        if len(ledger.years(Item(metric=item.metric))) >= OVER_TIME:
            yield Query(operation=Operation.SERIES, items=(Item(metric=item.metric),))
        yield from _towards(ledger, item)


def _towards(ledger: Ledger, item: Item) -> Iterator[Query]:
    """How far the target is, for a target and for what it is a target of."""
    aimed = ledger.is_aimed_at(item)
    other = observed_for(ledger, item.metric) if aimed else target_of(ledger, item.metric)
    if other:
        observed, aim = (other, item.metric) if aimed else (item.metric, other)
        yield Query(operation=Operation.GAP, items=(Item(metric=observed), Item(metric=aim)))


def _subject(answer: Answer, query: Query) -> list[Item]:
    """The item that the answer is about: the first asked for, or the one that was found to be the highest."""
    found = [value.item for value in answer.values[:1] if value.item]
    return found if query.operation is Operation.EXTREME and found else list(query.items[:1])


def _held_years(ledger: Ledger, item: Item, years: tuple[int, ...]) -> Iterator[Query]:
    for year in reversed(years):
        yield from _value(ledger, in_year(item, year))


def _kinds(ledger: Ledger, item: Item) -> Iterator[Query]:
    for kind in Kind:
        if kind is not item.kind:
            yield from _value(ledger, Item(metric=item.metric, kind=kind, period=item.period))


def _siblings(ledger: Ledger, item: Item) -> Iterator[Query]:
    for metric in ledger.solver.structure.alike(item.metric):
        yield from _value(ledger, Item(metric=metric, kind=item.kind, period=item.period))


def _value(ledger: Ledger, item: Item) -> Iterator[Query]:
    if ledger.node(item):
        yield Query(operation=Operation.VALUE, items=(item,))
