"""How far a target is: what is missing, what is reached, and the growth a year that it still takes."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.answering.ledger import Ledger
from knowledge.answering.said import Said, answered, declined, said
from knowledge.answering.values import also_reported
from knowledge.derivations import Node, calculated
from knowledge.derivations import calculations as by
from knowledge.derivations.calculations import Calculation
from knowledge.model import Answer, Query, Reason

REQUIRED = "required"


def towards(ledger: Ledger, query: Query) -> Answer:
    """GAP, PROGRESS or REQUIRED: the one asked for, with the other two and the multiple beside it.

    The items are the observation and the target, as `resolving` has put them.
    """
    if len(query.items) != 2:
        return declined(query, Reason.WHICH_METRIC)
    nodes = ledger.nodes(query)
    if isinstance(nodes, Answer):
        return nodes
    observed, aim = nodes
    found = {calculation.name: said(node, calculation.name) for calculation, node in _all(observed, aim)}
    headline = found.pop(query.operation.value, None)
    if headline is None:
        return declined(query, Reason.NOT_COMPARABLE)
    context: list[Said] = [said(observed), said(aim, "target"), *found.values()]
    also = [*also_reported(ledger, observed), *also_reported(ledger, aim)]
    return answered(query, [headline], context, doubts=ledger.doubts, also=also)


def _all(observed: Node, aim: Node) -> Iterator[tuple[Calculation, Node]]:
    if observed.unit is not aim.unit or observed.item is None or aim.item is None:
        return
    years = (aim.item.period or 0) - (observed.item.period or 0)
    forward = [by.GAP, by.MULTIPLE, *([by.yearly(years, REQUIRED)] if years > 0 else [])]
    for calculation, pair in [*((each, [aim, observed]) for each in forward), (by.PROGRESS, [observed, aim])]:
        if node := calculated(calculation, pair):
            yield calculation, node
