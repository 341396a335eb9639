"""Numbers as they stand: one with what belongs beside it, several against each other, years in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from knowledge.answering.caveats import caveat, in_words, years_listed
from knowledge.answering.ledger import PERCENTAGES, Ledger, in_year
from knowledge.answering.said import Said, answered, declined, said
from knowledge.answering.scopes import side_by_side
from knowledge.derivations import Node, calculated, printed
from knowledge.derivations import calculations as by
from knowledge.derivations.calculations import Calculation
from knowledge.model import MONEY, Answer, Item, Kind, Localised, Query, Rank, Reason, Select, Unit, Value

FINER = 5
"""A computed value is worth showing beside a printed one when it is known this many times as well."""

COARSE = Decimal("0.5")
"""Printed without decimals: what finer figures give is worth showing beside it."""

AT_A_GLANCE = ("content_overseas_sales", "content_overseas_target")


def value(ledger: Ledger, query: Query) -> Answer:
    """VALUE: each item as it stands; a single one with growth, share and dollars beside it."""
    if not query.items:
        return declined(query, Reason.WHICH_METRIC)
    found = [(item, ledger.node(item, query.unit)) for item in query.items]
    held = [node for _, node in found if node]
    gone = [item for item, node in found if node is None]
    if not held:
        return ledger.missing(query, gone[0])
    return answered(
        query,
        [said(node) for node in held],
        list(_beside(ledger, held[0])) if len(query.items) == 1 else [],
        doubts=ledger.doubts,
        caveats=[
            *_definitions(ledger, query),
            *(not_held(ledger, item) for item in gone),
            *(each for node in held for each in _of_another_print(ledger, node)),
        ],
        also=[other for node in held for other in also_reported(ledger, node)],
    )


def _of_another_print(ledger: Ledger, node: Node) -> Iterator[Localised]:
    """The caveat that an amount is printed in dollars for yen that were revised since."""
    if node.item is None or node.item.period is None or node.item.kind is not Kind.LEVEL or node.unit not in MONEY:
        return
    dollars, yen = (ledger.solver.reported(node.item, unit) for unit in (Unit.USD, Unit.JPY))
    if dollars is None or yen is None or dollars.figure is None or yen.figure is None:
        return
    printed_with = set(dollars.figure.editions)
    for earlier in ledger.catalogue.prints(node.item.metric, Kind.LEVEL, node.item.period, Unit.JPY):
        if earlier.rank is Rank.SUPERSEDED and printed_with & set(earlier.editions) - set(yen.figure.editions):
            yield caveat("of_another_print", amount=in_words(earlier.quantity))
            return


def not_held(ledger: Ledger, item: Item) -> Localised:
    """The caveat that one of the things asked for is missing."""
    names = {language: name.name for language, name in ledger.metric(item).names.items()}
    return caveat("not_held", name=names, year=item.period or "?")


def _definitions(ledger: Ledger, query: Query) -> list[Localised]:
    return [caveat("different_definitions")] if side_by_side(ledger, query.items) else []


def also_reported(ledger: Ledger, node: Node) -> Iterator[Value]:
    """Other prints of the same figure that stand beside it."""
    if node.figure is None or node.item is None:
        return
    figure = node.figure
    for other in ledger.catalogue.prints(figure.metric, figure.kind, figure.period, figure.unit):
        if other.rank is Rank.NORMAL and other is not figure:
            yield printed(other, node.item).as_role("also_reported")


# --- what belongs beside a number ---


def _beside(ledger: Ledger, node: Node) -> Iterator[Said]:
    """Growth, share and the other currency of a level; the levels behind a growth or a share; what contradicts it."""
    item = node.item
    if item is None or item.period is None:
        return
    if item.kind is Kind.LEVEL:
        yield from _of_a_level(ledger, item, node.unit)
    else:
        yield from _behind_a_percentage(ledger, item)
    if other := _computed_beside(ledger, node):
        yield said(other, "computed")


def _of_a_level(ledger: Ledger, item: Item, unit: Unit) -> Iterator[Said]:
    for kind in PERCENTAGES:
        if found := ledger.node(Item(metric=item.metric, kind=kind, period=item.period)):
            yield said(found, kind.value)
    if unit in MONEY:
        other = Unit.USD if unit is Unit.JPY else Unit.JPY
        if priced := ledger.node(item, other):
            yield said(priced, "in_dollars" if other is Unit.USD else "in_yen")


def _behind_a_percentage(ledger: Ledger, item: Item) -> Iterator[Said]:
    assert item.period is not None
    whole = item.of or ledger.metric(item).whole
    before, of = Item(metric=item.metric, period=item.period - 1), Item(metric=whole or "", period=item.period)
    for each in (Item(metric=item.metric, period=item.period), before if item.kind is Kind.GROWTH else of):
        if found := ledger.node(each):
            yield said(found)


def _computed_beside(ledger: Ledger, node: Node) -> Node | None:
    """What other figures give for a printed number, where that contradicts it, or is finer than a coarse print."""
    if node.figure is None or node.item is None or node.unit is Unit.USD:
        return None
    if against := ledger.solver.contradiction(node.item):
        return against
    if node.unit is not Unit.PERCENT or node.interval.half_width < COARSE:
        return None
    made = ledger.solver.computed(node.item)
    return made if made and made.interval.half_width * FINER <= node.interval.half_width else None


# --- against each other ---

TWO_SIDES = 2


def compare(ledger: Ledger, query: Query) -> Answer:
    """COMPARE: two items as asked, more by size, the winner first where one is asked for; what sets them apart beside
    them: of several, the first from the second."""
    nodes = ledger.nodes(query)
    if isinstance(nodes, Answer):
        return nodes
    alike = len({node.unit for node in nodes}) == 1
    if query.select in (Select.HIGHEST, Select.LOWEST) or (len(nodes) > TWO_SIDES and alike and query.claim is None):
        nodes.sort(key=lambda node: node.interval.value, reverse=query.select is not Select.LOWEST)
    return answered(
        query,
        [said(node) for node in nodes],
        list(_against(ledger, query, nodes)),
        doubts=ledger.doubts,
        caveats=_definitions(ledger, query),
        also=[other for node in nodes for other in also_reported(ledger, node)],
    )


def _against(ledger: Ledger, query: Query, nodes: Sequence[Node]) -> Iterator[Said]:
    """The larger of the first two less the smaller, and over it; for two years of one metric the later and earlier."""
    if len(nodes) < 2 or nodes[0].unit is not nodes[1].unit or side_by_side(ledger, query.items):
        return
    first, second = _ordered(nodes[0], nodes[1])
    for calculation in _comparisons(first, second):
        if found := calculated(calculation, [first, second]):
            yield said(found, calculation.name)


def _ordered(first: Node, second: Node) -> tuple[Node, Node]:
    if _same_metric(first, second):
        later = max(first, second, key=period_of)
        return later, first if later is second else second
    larger = first if first.interval.value >= second.interval.value else second
    return larger, second if larger is first else first


def _same_metric(first: Node, second: Node) -> bool:
    return first.item is not None and second.item is not None and first.item.metric == second.item.metric


def _comparisons(first: Node, second: Node) -> Sequence[Calculation]:
    if first.unit is Unit.PERCENT:
        return (by.POINTS,)
    return (by.DIFFERENCE, by.RATIO, by.CHANGE) if _same_metric(first, second) else (by.DIFFERENCE, by.RATIO)


# --- years in a row ---


def series(ledger: Ledger, query: Query) -> Answer:
    """SERIES: every year held in the span, with the years missing named; change and growth a year beside one series."""
    if not query.items:
        return declined(query, Reason.WHICH_METRIC)
    rows = [(item, _row(ledger, item, query)) for item in query.items]
    if not any(row for _, row in rows):
        return _nothing_in(ledger, query)
    if query.base is not None:
        return _indexed(ledger, query, rows, query.base)
    values = [node for _, row in rows for node in row]
    caveats = [
        *_definitions(ledger, query),
        *(each for item in query.items for each in missing_years(ledger, item, query)),
    ]
    context = list(_over(rows[0][1])) if len(rows) == 1 else []
    return answered(query, [said(node) for node in values], context, doubts=ledger.doubts, caveats=caveats)


def _row(ledger: Ledger, item: Item, query: Query) -> list[Node]:
    found = (ledger.node(in_year(item, year), query.unit) for year in ledger.in_span(item, query.span))
    return [node for node in found if node]


def _indexed(ledger: Ledger, query: Query, rows: Sequence[tuple[Item, Sequence[Node]]], base: int) -> Answer:
    """A course as percent of its base year, with the amount of that year beside it."""
    values: list[Said] = []
    bases: list[Said] = []
    caveats = list(_definitions(ledger, query))
    for item, row in rows:
        of = ledger.node(in_year(item, base), query.unit)
        if of is None:
            return ledger.missing(query, in_year(item, base))
        if of.unit is Unit.PERCENT:
            return declined(query, Reason.NOT_COMPARABLE)
        found = ((node, calculated(by.INDEX, [node, of], node.item)) for node in row)
        values += [Said(each.value, node.figures) for node, each in found if each]
        bases.append(said(of))
        caveats += missing_years(ledger, item, query)
    if not values:
        return declined(query, Reason.SERIES_BREAK, in_year(query.items[0], base))
    return answered(query, values, bases, doubts=ledger.doubts, caveats=caveats)


def _nothing_in(ledger: Ledger, query: Query) -> Answer:
    start = query.span.start or query.span.end if query.span else None
    return ledger.missing(query, in_year(query.items[0], start) if start else query.items[0])


def missing_years(ledger: Ledger, item: Item, query: Query) -> Iterator[Localised]:
    """Caveats on the span: years without a figure, in another series, or without a rate."""
    others = ledger.other_series(item)
    holes = ledger.holes(item, query.span)
    if gone := [year for year in holes if year not in others]:
        key = "years_missing" if item.kind is Kind.LEVEL else f"years_missing_{item.kind.value}"
        yield caveat(key, years=years_listed(gone))
    if other := [year for year in holes if year in others]:
        yield caveat("other_series", years=years_listed(other))
    if query.unit is Unit.USD:
        held = ledger.in_span(item, query.span)
        if unpriced := [year for year in held if ledger.node(in_year(item, year), Unit.USD) is None]:
            yield caveat("not_in_dollars", years=years_listed(unpriced))


def _over(row: Sequence[Node]) -> Iterator[Said]:
    """Change and compound growth from the first year of a row to its last."""
    if len(row) < 2 or row[0].unit is Unit.PERCENT:
        return
    first, last = row[0], row[-1]
    years = period_of(last) - period_of(first)
    for calculation in (by.CHANGE, by.yearly(years, "cagr")):
        if found := calculated(calculation, [last, first]):
            yield said(found, calculation.name)


def period_of(node: Node) -> int:
    """The year of a number that belongs to one; 0 for any other."""
    return (node.item.period if node.item else None) or 0


def glance(ledger: Ledger, query: Query) -> Answer:
    """GLANCE: the latest headline figures with their growth, and how far the target is."""
    levels = [Item(metric=metric, period=ledger.solver.latest(metric)) for metric in ledger.catalogue.headlines]
    nodes = [node for item in levels if (node := ledger.node(item, query.unit))]
    if not nodes:
        return declined(query, Reason.NOT_HELD)
    growths = (ledger.node(item.model_copy(update={"kind": Kind.GROWTH})) for item in levels)
    return answered(
        query,
        [said(node) for node in nodes],
        [*(said(growth) for growth in growths if growth), *_gap(ledger, query.unit)],
        doubts=ledger.doubts,
    )


def _gap(ledger: Ledger, unit: Unit | None) -> Iterator[Said]:
    found = [
        ledger.node(Item(metric=metric, period=ledger.solver.latest(metric)), unit)
        for metric in AT_A_GLANCE
        if metric in ledger.catalogue.metrics
    ]
    if len(found) == 2 and found[0] and found[1] and (gap := calculated(by.GAP, [found[1], found[0]])):
        yield said(gap, by.GAP.name)
