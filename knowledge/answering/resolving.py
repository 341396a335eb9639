"""Fills in what a query leaves open: the latest years, the target's year, and what a target is measured against."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answering.ledger import Ledger
from knowledge.answering.scopes import TOWARDS, observed_for, target_of
from knowledge.model import Item, Operation, Query, Unit

OPEN = {
    Operation.SERIES,
    Operation.YEARS,
    Operation.COVERAGE,
    Operation.DEFINITION,
    Operation.STATEMENT,
    Operation.GLANCE,
    Operation.RATE,
    Operation.PARTS,
}
"""Operations whose items need no year."""

OVER_YEARS = {Operation.SUM, Operation.AVERAGE, Operation.EXTREME}
TOGETHER = {
    Operation.COMPARE,
    Operation.DIFFERENCE,
    Operation.RATIO,
    Operation.SUM,
    Operation.AVERAGE,
    Operation.EXTREME,
}
"""Operations that make sense of one year only, unless years are said."""


def resolved(ledger: Ledger, query: Query) -> Query:
    """The same query with every year that it means said."""
    if query.claim and query.claim.bound and query.claim.bound.unit is Unit.USD and query.unit is None:
        query = query.model_copy(update={"unit": Unit.USD})
    if query.operation in TOWARDS:
        query = query.model_copy(update={"items": _observed_and_target(ledger, query.items)})
    if query.operation in OPEN or _is_over_years(query):
        return query
    return query.model_copy(update={"items": _dated(ledger, query)})


def _is_over_years(query: Query) -> bool:
    return query.operation in OVER_YEARS and (query.span is not None or len(query.items) == 1)


def _observed_and_target(ledger: Ledger, items: Sequence[Item]) -> tuple[Item, ...]:
    """The observation first; the missing one of the two is the other's own."""
    ordered = tuple(sorted(items, key=ledger.is_aimed_at))
    if len(ordered) != 1:
        return ordered
    only = ordered[0]
    if ledger.is_aimed_at(only):
        observed = observed_for(ledger, only.metric)
        return (Item(metric=observed), only) if observed else ordered
    aim = target_of(ledger, only.metric)
    return (only, Item(metric=aim)) if aim else ordered


def _dated(ledger: Ledger, query: Query) -> tuple[Item, ...]:
    together = _common_year(ledger, query)
    return tuple(_in_its_year(ledger, item, together) for item in query.items)


def _in_its_year(ledger: Ledger, item: Item, together: int | None) -> Item:
    if item.period is not None:
        return item
    year = None if ledger.is_aimed_at(item) else together
    latest = year or ledger.solver.latest(item.metric, item.kind, item.of)
    return item.model_copy(update={"period": latest})


def _common_year(ledger: Ledger, query: Query) -> int | None:
    """The one year that was said of other metrics, else the latest for which all are held."""
    observed = [item for item in query.items if not ledger.is_aimed_at(item)]
    open_ones = [item for item in observed if item.period is None]
    said = {item.period for item in observed if item.period is not None}
    if query.operation not in TOGETHER or not open_ones or len(observed) < 2:
        return None
    names = {(item.metric, item.kind) for item in open_ones}
    if said:
        others = {(item.metric, item.kind) for item in observed if item.period is not None}
        return next(iter(said)) if len(said) == 1 and not names & others else None
    held = [set(ledger.years(item)) for item in open_ones]
    return max(set.intersection(*held), default=None)
