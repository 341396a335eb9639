"""Looks through the years held: the highest and lowest, the first and last that something is so, and a year's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.answering.caveats import caveat, years_listed
from knowledge.answering.ledger import Ledger, in_year
from knowledge.answering.relations import holds
from knowledge.answering.said import Said, answered, counted, declined, said
from knowledge.answering.scopes import side_by_side
from knowledge.answering.values import missing_years, not_held, period_of
from knowledge.derivations import Node
from knowledge.model import (
    Answer,
    AnswerStatus,
    Item,
    Localised,
    Quantity,
    Query,
    Reason,
    Relation,
    Select,
    Unit,
    Verdict,
)

YESNO = {Select.ANY, Select.NONE}


# --- highest and lowest ---


def extreme(ledger: Ledger, query: Query) -> Answer:
    """EXTREME: of one item the year and the value (the value first where its unit is asked for); of several the
    winning item's value, the others after it."""
    if not query.items:
        return declined(query, Reason.WHICH_METRIC)
    if len(query.items) > 1 and query.span is None:
        return _of_items(ledger, query)
    nodes = [node for item in query.items for node in _row(ledger, item, query)]
    if not nodes:
        return ledger.missing(query, _somewhere(query))
    ordered = _ordered(nodes, query)
    caveats = [*_ties(ordered), *(each for item in query.items for each in missing_years(ledger, item, query))]
    best = ordered[0]
    year_first = len(query.items) == 1 and query.unit is None
    headline = [_year(best), said(best)] if year_first else [said(best), _year(best)]
    runner_up = [said(node) for node in ordered[1:2]]
    return answered(query, headline, runner_up, doubts=ledger.doubts, caveats=caveats)


def _of_items(ledger: Ledger, query: Query) -> Answer:
    found = [(item, ledger.node(item, query.unit)) for item in query.items]
    nodes = [node for _, node in found if node]
    gone = [item for item, node in found if node is None]
    if not nodes:
        return ledger.missing(query, gone[0])
    if len({node.unit for node in nodes}) > 1:
        return declined(query, Reason.NOT_COMPARABLE)
    ordered = _ordered(nodes, query)
    caveats = [not_held(ledger, item) for item in gone]
    if side_by_side(ledger, query.items):
        caveats.append(caveat("different_definitions"))
    return answered(
        query, [said(ordered[0])], [said(node) for node in ordered[1:]], doubts=ledger.doubts, caveats=caveats
    )


def _row(ledger: Ledger, item: Item, query: Query) -> list[Node]:
    found = (ledger.node(in_year(item, year), query.unit) for year in ledger.in_span(item, query.span))
    return [node for node in found if node]


def _ordered(nodes: Sequence[Node], query: Query) -> list[Node]:
    """The one asked for first; of equal ones the earlier."""
    return sorted(nodes, key=lambda node: node.interval.value, reverse=query.select is not Select.LOWEST)


def _ties(ordered: Sequence[Node]) -> list[Localised]:
    level = [period_of(node) for node in ordered[1:] if node.interval.meets(ordered[0].interval)]
    return [caveat("tie", years=years_listed(level))] if level else []


def _year(node: Node) -> Said:
    return counted(period_of(node), Unit.YEAR, "year", node.item, node.value.basis)


def _somewhere(query: Query) -> Item:
    start = query.span.start or query.span.end if query.span else None
    return in_year(query.items[0], start) if start else query.items[0]


# --- a year's place ---


def rank(ledger: Ledger, query: Query) -> Answer:
    """RANK: the place of the item's year among the years held, or of the first item among several of one year."""
    if not query.items:
        return declined(query, Reason.WHICH_METRIC)
    item = query.items[0]
    mine = ledger.node(item, query.unit)
    if mine is None:
        return ledger.missing(query, item)
    field = _row(ledger, item, query) if len(query.items) == 1 else _held(ledger, query)
    ahead = [node for node in field if _beats(node, mine, query.select)]
    ties = [node for node in field if period_of(node) != item.period and node.interval.meets(mine.interval)]
    caveats = [caveat("tie", years=years_listed(period_of(node) for node in ties))] if ties else []
    if len(query.items) == 1:
        caveats.extend(missing_years(ledger, item, query))
    first = [said(node) for node in _ordered(ahead, query)[:1]]
    place = counted(len(ahead) + 1, Unit.COUNT, "rank", item)
    context = [said(mine), counted(len(field), Unit.COUNT, "of"), *first]
    return answered(query, [place], context, doubts=ledger.doubts, caveats=caveats)


def _held(ledger: Ledger, query: Query) -> list[Node]:
    found = (ledger.node(item, query.unit) for item in query.items)
    return [node for node in found if node]


def _beats(node: Node, mine: Node, select: Select | None) -> bool:
    if select is Select.LOWEST:
        return node.interval.value < mine.interval.value
    return node.interval.value > mine.interval.value


# --- years in which something is so ---


@dataclass(frozen=True)
class Course:
    """A year with what is compared in it, and whether the relation holds."""

    year: int
    node: Node
    against: Node | None
    so: bool


def years(ledger: Ledger, query: Query) -> Answer:
    """YEARS: the first, last or all years in which the first item stands in `relation` to `bound` or to the second.

    ANY and NONE, and ALL when it is claimed, give a verdict, with the years that decide it: that they all are so, or
    that the year of the claim is the only one.
    """
    if not query.items or (query.bound is None and len(query.items) < 2):
        return declined(query, Reason.WHICH_METRIC)
    if query.bound and not _comparable(ledger, query):
        return declined(query, Reason.NOT_COMPARABLE)
    course = list(_course(ledger, query))
    if not course:
        return ledger.missing(query, _somewhere(query))
    caveats = list(missing_years(ledger, query.items[0], query))
    so = [each for each in course if each.so]
    select = query.select or Select.FIRST
    only = query.claim.bound if query.claim and select is Select.ALL else None
    if only is not None and only.unit is Unit.YEAR:
        return _the_only(ledger, query, int(only.value), course, caveats)
    if select in YESNO or (select is Select.ALL and query.claim):
        return _verdict(ledger, query, course, caveats)
    if not so:
        return _never(ledger, query, course)
    if select is Select.ALL:
        return _listed(ledger, query, so, caveats)
    return _one(ledger, query, course, caveats)


def _comparable(ledger: Ledger, query: Query) -> bool:
    assert query.bound is not None
    unit = ledger.unit_of(query.items[0], query.unit)
    return query.bound.unit in (unit, Unit.COUNT) or {query.bound.unit, unit} == {Unit.PERCENT, Unit.POINTS}


def _course(ledger: Ledger, query: Query) -> Iterator[Course]:
    item = query.items[0]
    for year in ledger.in_span(item, query.span):
        node = ledger.node(in_year(item, year), query.unit)
        against = _other(ledger, query, year)
        if node and (against or query.bound):
            bound = against.quantity if against else query.bound
            assert bound is not None
            exact = Quantity.exact(bound.value, node.unit)
            yield Course(year, node, against, _is_so(query.relation or Relation.ABOVE, node, exact))


def _other(ledger: Ledger, query: Query, year: int) -> Node | None:
    if query.bound or len(query.items) < 2:
        return None
    second = query.items[1]
    return ledger.node(second if second.period else in_year(second, year), query.unit)


def _is_so(relation: Relation, node: Node, bound: Quantity) -> bool:
    """Where rounding leaves it open, by the value as it stands."""
    sure = holds(relation, node.quantity, bound)
    return bool(holds(relation, Quantity.exact(node.interval.value, node.unit), bound)) if sure is None else sure


def _one(ledger: Ledger, query: Query, course: Sequence[Course], caveats: list[Localised]) -> Answer:
    """The first or last year, and beside it the other years in which it turned so."""
    last = query.select is Select.LAST
    turns = [
        each for before, each in zip([None, *course], course, strict=False) if each.so and not (before and before.so)
    ]
    chosen = [each for each in course if each.so][-1] if last else turns[0]
    if not last:
        caveats = [*_beginning(course, chosen), *caveats]
    others = [_year(each.node) for each in turns if each.year != chosen.year]
    return answered(query, [*_said(chosen)], others, doubts=ledger.doubts, caveats=caveats)


def _beginning(course: Sequence[Course], chosen: Course) -> list[Localised]:
    """Whether the years before are known at all."""
    if chosen.year == course[0].year:
        return [caveat("first_year_held", year=chosen.year)]
    if chosen.year - 1 not in {each.year for each in course}:
        return [caveat("before_not_held", year=chosen.year - 1)]
    return []


def _said(each: Course) -> Iterator[Said]:
    yield _year(each.node)
    yield said(each.node)
    if each.against:
        yield said(each.against)


def _listed(ledger: Ledger, query: Query, so: Sequence[Course], caveats: Sequence[Localised]) -> Answer:
    """All the years, then their values; how many they are beside them."""
    values = [*(_year(each.node) for each in so), *(said(each.node) for each in so)]
    count = counted(len(so), Unit.COUNT, "count")
    return answered(query, values, [count], doubts=ledger.doubts, caveats=caveats)


def _verdict(ledger: Ledger, query: Query, course: Sequence[Course], caveats: Sequence[Localised]) -> Answer:
    """The years that decide it: counter-examples to ALL and NONE, examples of ANY, else what comes closest."""
    so, not_so = [each for each in course if each.so], [each for each in course if not each.so]
    true = {Select.ANY: bool(so), Select.NONE: not so}.get(query.select or Select.ALL, not not_so)
    deciding = not_so if query.select is Select.ALL else so
    shown = deciding or ([_closest(query, course)] if query.select in YESNO else course)
    answer = answered(
        query,
        [each for one in shown for each in ([said(one.node)] if not deciding and len(shown) > 1 else _said(one))],
        doubts=ledger.doubts,
        caveats=caveats,
    )
    return answer.model_copy(update={"verdict": Verdict.TRUE if true else Verdict.FALSE})


def _the_only(
    ledger: Ledger, query: Query, year: int, course: Sequence[Course], caveats: Sequence[Localised]
) -> Answer:
    """Whether a year is the only one: the others are shown that are so too, or else the year itself."""
    others = [each for each in course if each.so and each.year != year]
    itself = [each for each in course if each.year == year]
    if not itself:
        return ledger.missing(query, query.items[0].model_copy(update={"period": year}))
    true = itself[0].so and not others
    shown = itself if true or not itself[0].so else [*itself, *others]
    values = [value for each in shown for value in _said(each)]
    answer = answered(query, values, doubts=ledger.doubts, caveats=caveats)
    return answer.model_copy(update={"verdict": Verdict.TRUE if true else Verdict.FALSE})


def _closest(query: Query, course: Sequence[Course]) -> Course:
    falling = query.relation is not None and query.relation.is_downwards
    choose = min if falling else max
    return choose(course, key=_lead)


def _lead(each: Course) -> Decimal:
    value = each.node.interval.value
    return value - each.against.interval.value if each.against else value


def _never(ledger: Ledger, query: Query, course: Sequence[Course]) -> Answer:
    """No year held is one: declined, with the year that comes closest beside it."""
    closest = _closest(query, course)
    near = answered(query, [], list(_said(closest)), doubts=ledger.doubts)
    why = declined(query, Reason.NOT_HELD, query.items[0], [course[0].year, course[-1].year]).declined
    return near.model_copy(update={"status": AnswerStatus.DECLINED, "declined": why})
