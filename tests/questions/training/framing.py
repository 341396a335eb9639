"""A query as the frame that the network should read: the way there, of which `composed` is the way back."""

from __future__ import annotations

from decimal import Decimal

from knowledge.model import Catalogue, Claim, Kind, Operation, Quantity, Query, Relation, Select, Span, Unit
from knowledge.questions.learnt.encoding import Amount, Encoded
from knowledge.questions.learnt.frames import (
    ALL_CATEGORIES,
    AMONG,
    AMOUNT_ROLES,
    LISTS,
    MOST_METRICS,
    NONE,
    UNITS,
    Frame,
    categories_named,
)


class NotFramed(Exception):
    """A query that these choices can't say, or whose years or amounts the question doesn't speak of."""


def framed(query: Query | str, question: Encoded, catalogue: Catalogue) -> Frame:
    """The frame that composes to this query; a reason where nothing is to be answered."""
    if isinstance(query, str):
        return Frame(f"none_{query}", years=("-",) * len(question.years), amounts=("-",) * len(question.amounts))
    if query.operation is Operation.PARTS:
        return Frame("parts", years=("-",) * len(question.years), amounts=("-",) * len(question.amounts))
    metrics = list(dict.fromkeys(item.metric for item in query.items))
    if unknown := set(metrics) - catalogue.metrics.keys():
        raise NotFramed(f"no metrics: {unknown}")
    operation = query.operation.value
    if len(metrics) == 8:
        operation, metrics = (AMONG, metrics[:1]) if operation == "rank" else (operation, [ALL_CATEGORIES])
    if len(metrics) > MOST_METRICS:
        listed = categories_named(question, catalogue)
        if set(listed) != set(metrics):
            raise NotFramed("more metrics than fit, and not just the categories that are listed")
        metrics = listed[:MOST_METRICS]
    padded = (*metrics, NONE, NONE, NONE)[:3]
    query = _plain(query, operation, catalogue)
    claim = query.claim
    return Frame(
        operation=operation,
        metrics=(padded[0], padded[1], padded[2]),
        kind=query.items[0].kind.value if query.items else "level",
        of=next((item.of for item in query.items if item.of), NONE),
        select=query.select.value if query.select else NONE,
        relation=query.relation.value if query.relation else NONE,
        claim=_claim_name(claim, operation),
        unit=query.unit.value if query.unit and query.unit.value in UNITS else NONE,
        why="why" if query.why else NONE,
        statement=query.statements[0] if query.statements else NONE,
        years=_year_roles(query, question, operation, catalogue),
        amounts=_amount_roles(query, question, catalogue),
    )


def _plain(query: Query, operation: str, catalogue: Catalogue) -> Query:
    """The amounts that go without saying left out: first place, last of the eight, the goal's own amount."""
    bound = query.claim.bound if query.claim else None
    if query.claim is not None and bound is not None and operation in ("rank", AMONG):
        if bound.value == 1:
            return query.model_copy(update={"claim": query.claim.model_copy(update={"bound": None})})
        if operation == AMONG and bound.value == 8:
            claim = query.claim.model_copy(update={"bound": None})
            return query.model_copy(update={"claim": claim, "select": Select.LOWEST})
    if query.operation is Operation.YEARS and query.items[0].metric in catalogue.goals:
        return query.model_copy(update={"bound": None})
    return query


def _claim_name(claim: Claim | None, operation: str) -> str:
    if claim is None:
        return NONE
    if operation == "statement":
        return "true" if claim.relation is Relation.SO else "false"
    bare = claim.bound is None and claim.relation is Relation.EQUAL and operation in ("years", "extreme")
    return "bare" if bare else claim.relation.value


def _year_roles(query: Query, question: Encoded, operation: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The part that each year plays. What the question says itself stands before what the turn before brought."""
    roles = ["-"] * len(question.years)
    order = sorted(range(len(roles)), key=lambda index: not question.said(question.years[index]))
    for alternatives in _wanted_years(query, operation):
        found = [
            (index, role)
            for value, role in alternatives
            for index in order
            if question.years[index].value == value and roles[index] == "-"
        ]
        if found:
            roles[found[0][0]] = found[0][1]
        elif not _understood(alternatives, question, catalogue):
            raise NotFramed(f"year not said: {alternatives}")
    return tuple(roles)


def _understood(missing: list[tuple[int, str]], question: Encoded, catalogue: Catalogue) -> bool:
    """What needs no word: the latest year held, and the ends of "over the last five years"."""
    counted = any(a.quantity.unit in (Unit.YEARS, Unit.COUNT) for a in question.amounts)
    latest = catalogue.periods("market_total", Kind.LEVEL, Unit.JPY)[-1]
    return all(role != "claimed" and (counted or value == latest) for value, role in missing[:1])


def _wanted_years(query: Query, operation: str) -> list[list[tuple[int, str]]]:
    """Each year of the query, with the parts in which a question may say it."""
    wanted: list[list[tuple[int, str]]] = []
    if query.span is not None and query.span.start:
        wanted.append([(query.span.start, "start"), (query.span.start - 1, "after")])
    if query.span is not None and query.span.end:
        wanted.append([(query.span.end, "end"), (query.span.end + 1, "before")])
    if query.claim and query.claim.bound and query.claim.bound.unit is Unit.YEAR:
        wanted.append([(int(query.claim.bound.value), "claimed")])
    periods = list(dict.fromkeys(item.period for item in query.items if item.period))
    metrics = list(dict.fromkeys(item.metric for item in query.items))
    if operation in LISTS and len(metrics) == 1 and len(periods) > 1:
        return [*wanted, *([(period, "list")] for period in periods)]
    for index, period in enumerate(periods):
        second = index > 0 or query.items[0].period is None
        wanted.append([(period, "second" if second else "first")])
    return wanted


def _amount_roles(query: Query, question: Encoded, catalogue: Catalogue) -> tuple[str, ...]:
    roles = ["-"] * len(question.amounts)
    _place(query.bound, "bound", roles, question)
    if query.claim is not None and query.claim.bound is not None and query.claim.bound.unit is not Unit.YEAR:
        _place(query.claim.bound, "claimed", roles, question)
    for index, amount in enumerate(question.amounts):
        if roles[index] == "-" and amount.quantity.unit is Unit.YEARS and _of_count(query, amount):
            roles[index] = "years"
    return tuple(roles)


def _of_count(query: Query, amount: Amount) -> bool:
    spans = [query.span] if query.span else []
    periods = [item.period for item in query.items if item.period]
    if len(periods) == 2:
        spans.append(Span(start=min(periods), end=max(periods)))
    count = int(amount.quantity.value)
    return any(s.start and s.end and s.end - s.start in (count, count - 1) for s in spans)


def _place(bound: Quantity | None, role: str, roles: list[str], question: Encoded) -> None:
    if bound is None or (bound.value == 0 and bound.unit is Unit.PERCENT):
        return
    order = sorted(range(len(roles)), key=lambda index: not question.texts[question.amounts[index].token])
    for index in order:
        amount = question.amounts[index]
        for sign, name in ((1, role), (-1, f"{role} minus")):
            if name in AMOUNT_ROLES and _same(amount, bound, sign) and roles[index] == "-":
                roles[index] = name
                return
    raise NotFramed(f"amount not said: {bound.value} {bound.unit}")


def _same(amount: Amount, bound: Quantity, sign: int) -> bool:
    value, meant = amount.quantity.value * sign, bound.value
    near = abs(value - meant) <= abs(meant) * Decimal("0.005")
    units = amount.quantity.unit is bound.unit or not amount.unit_said
    alike = {amount.quantity.unit, bound.unit} <= {Unit.PERCENT, Unit.POINTS}
    return near and (units or alike)
