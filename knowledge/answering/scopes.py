"""Keeps scopes apart: what can't be added, subtracted or divided, and the valid questions next to such a one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.answering.ledger import PERCENTAGES, Ledger
from knowledge.answering.said import asked_back
from knowledge.model import Answer, Item, Kind, Metric, MetricId, Operation, Query, Reason, Scope, Status

MIXING = {
    Operation.SUM,
    Operation.AVERAGE,
    Operation.DIFFERENCE,
    Operation.RATIO,
    Operation.CHANGE,
    Operation.CAGR,
}
TOWARDS = {Operation.GAP, Operation.PROGRESS, Operation.REQUIRED}
MOST_CHOICES = 3


def refused(ledger: Ledger, query: Query) -> Answer | None:
    """The question asked back for a query that mixes scopes; None for one that does not."""
    if not _mixes(ledger, query):
        return None
    return asked_back(query, Reason.ACROSS_SCOPES, [_bare(choice) for choice in _neighbours(ledger, query)])


def _bare(query: Query) -> Query:
    """Without what was said of the result: it was said of another one."""
    return query.model_copy(update={"claim": None, "select": None, "relation": None, "bound": None})


def _mixes(ledger: Ledger, query: Query) -> bool:
    if any(_is_of_another_scope(ledger, item) for item in query.items):
        return True
    amounts = [item for item in query.items if item.kind not in PERCENTAGES]
    if query.operation in TOWARDS:
        return not _is_a_pair(ledger, query)
    if len(ledger.scopes(amounts)) < 2:
        return False
    aims = {ledger.is_aimed_at(item) for item in amounts}
    return query.operation in MIXING or (query.operation in (Operation.COMPARE, Operation.YEARS) and len(aims) > 1)


def _is_a_pair(ledger: Ledger, query: Query) -> bool:
    """Whether it is an observation and a target for that very thing."""
    about = {(ledger.metric(item).scope, ledger.metric(item).subject) for item in query.items}
    return len(about) == 1 and [ledger.is_aimed_at(item) for item in query.items] == [False, True]


def _is_of_another_scope(ledger: Ledger, item: Item) -> bool:
    """Whether a share is to be taken of a whole that it is no part of."""
    share = item.kind is Kind.SHARE and item.of is not None
    return share and ledger.scopes([item]) != ledger.scopes([Item(metric=item.of or "")])


def _neighbours(ledger: Ledger, query: Query) -> Iterator[Query]:
    for item in query.items:
        if _is_of_another_scope(ledger, item):
            yield Query(operation=Operation.VALUE, items=(item.model_copy(update={"of": None}),))
    yield from _towards_its_own(ledger, query)
    yield from _within_one_scope(ledger, query)
    if len(query.items) > 1:
        side_by_side = tuple(item.model_copy(update={"of": None}) for item in query.items)
        yield Query(operation=Operation.VALUE, items=side_by_side, unit=query.unit)


def _towards_its_own(ledger: Ledger, query: Query) -> Iterator[Query]:
    """The targets asked about, or those of what is asked about, against what they are targets for; else any target."""
    aims = [item for item in query.items if ledger.is_aimed_at(item)]
    if not aims and query.operation not in TOWARDS:
        return
    operation = query.operation if query.operation in TOWARDS else Operation.GAP
    own = [Item(metric=found) for item in query.items if (found := target_of(ledger, item.metric))]
    every = [Item(metric=each.id) for each in ledger.catalogue.metrics.values() if each.status is Status.TARGET]
    for aim in (*aims, *own, *every):
        if observed := observed_for(ledger, aim.metric):
            yield Query(operation=operation, items=(Item(metric=observed), aim), unit=query.unit)


def _within_one_scope(ledger: Ledger, query: Query) -> Iterator[Query]:
    """The same question with each item replaced by its like in the other's scope."""
    if len(query.items) != 2 or any(ledger.is_aimed_at(item) for item in query.items):
        return
    first, second = query.items
    for keep, swap in ((first, second), (second, first)):
        for like in _alike(ledger, ledger.metric(keep).scope, ledger.metric(swap)):
            if like != keep.metric:
                yield query.model_copy(update={"items": (keep, swap.model_copy(update={"metric": like}))})


def _alike(ledger: Ledger, scope: Scope, metric: Metric) -> Iterator[MetricId]:
    """Observations of a scope with the geography and subject of a metric."""
    kin = ledger.kin.get((scope, metric.geography, metric.subject), ())
    return (each.id for each in kin if each.status is Status.OBSERVATION)


def observed_for(ledger: Ledger, aim: MetricId) -> MetricId | None:
    """The observation that a target is a target for."""
    metric = ledger.catalogue.metrics[aim]
    return next(_alike(ledger, metric.scope, metric), None)


def target_of(ledger: Ledger, observed: MetricId) -> MetricId | None:
    """The target, else the projection, of what an observation measures."""
    own = ledger.catalogue.metrics[observed]
    kin = ledger.kin[own.scope, own.geography, own.subject]
    aims = sorted((each for each in kin if each.status is not Status.OBSERVATION), key=_is_projection)
    return aims[0].id if aims else None


def _is_projection(metric: Metric) -> bool:
    return metric.status is not Status.TARGET


def side_by_side(ledger: Ledger, items: Iterable[Item]) -> bool:
    """Whether amounts of different scopes stand beside each other, which wants a caveat."""
    return len(ledger.scopes(item for item in items if item.kind is Kind.LEVEL)) > 1
