"""What is worked out over items: sums and averages, differences, ratios, changes, growth a year, implied rates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from knowledge.answering.caveats import caveat
from knowledge.answering.ledger import PERCENTAGES, Ledger, in_year
from knowledge.answering.said import Said, answered, declined, said
from knowledge.answering.values import missing_years
from knowledge.derivations import Node, calculated
from knowledge.derivations import calculations as by
from knowledge.derivations.calculations import Calculation
from knowledge.model import Answer, Item, Kind, Localised, Query, Reason, Span, Unit

# --- over several ---


def total(ledger: Ledger, query: Query) -> Answer:
    """SUM: over the items, or over the span's years of each item."""
    if any(item.kind in PERCENTAGES for item in query.items):
        return declined(query, Reason.NOT_COMPARABLE)
    return _over_each(ledger, query, lambda nodes: by.total(len(nodes)))


def average(ledger: Ledger, query: Query) -> Answer:
    """AVERAGE: over the items, or over the span's years of each item."""
    return _over_each(ledger, query, lambda nodes: by.average(len(nodes), nodes[0].unit))


def _over_each(ledger: Ledger, query: Query, over: Callable[[Sequence[Node]], Calculation]) -> Answer:
    if not query.items:
        return declined(query, Reason.WHICH_METRIC)
    if query.span is None and len(query.items) > 1:
        return _over(ledger, query, [query.items], over, _counted_twice(ledger, query.items))
    spans = [(item, query.span) for item in query.items]
    for item, span in spans:
        if gone := _gone(ledger, item, span):
            return declined(query, Reason.NOT_HELD, in_year(item, gone[0]), gone)
    rows = [[in_year(item, year) for year in ledger.in_span(item, span)] for item, span in spans]
    caveats = [each for item, span in spans if span is None for each in missing_years(ledger, item, query)]
    return _over(ledger, query, rows, over, caveats)


def _gone(ledger: Ledger, item: Item, span: Span | None) -> tuple[int, ...]:
    """Years that were asked for and aren't held; without a span all years held are meant."""
    if not ledger.years(item):
        return (item.period or ledger.this_year,)
    return ledger.holes(item, span) if span else ()


def _over(
    ledger: Ledger,
    query: Query,
    rows: Sequence[Sequence[Item]],
    over: Callable[[Sequence[Node]], Calculation],
    caveats: Sequence[Localised],
) -> Answer:
    results: list[Said] = []
    parts: list[Said] = []
    for row in rows:
        nodes = ledger.nodes(query, row)
        if isinstance(nodes, Answer):
            return nodes
        if len({node.unit for node in nodes}) > 1 or not nodes:
            return declined(query, Reason.NOT_COMPARABLE)
        result = calculated(over(nodes), nodes)
        if result is None:
            return declined(query, Reason.SERIES_BREAK, row[0])
        results.append(said(result, over(nodes).name))
        parts.extend(said(node) for node in nodes)
    return answered(query, results, parts, doubts=ledger.doubts, caveats=caveats)


def _counted_twice(ledger: Ledger, items: Sequence[Item]) -> list[Localised]:
    inside = any(
        one.period == other.period and ledger.holds(one.metric, other.metric) for one in items for other in items
    )
    return [caveat("counted_twice")] if inside else []


# --- of two ---

Chosen = tuple[Calculation, Node, Node] | None
Choose = Callable[[Query, Node, Node], Chosen]


def difference(ledger: Ledger, query: Query) -> Answer:
    """DIFFERENCE: first minus second for two years of one metric, the larger minus the smaller for two metrics.

    A `relation` says which way round: above keeps the order asked, below turns it.
    """
    return _of_two(ledger, query, _difference)


def ratio(ledger: Ledger, query: Query) -> Answer:
    """RATIO: first over second, in times."""
    return _of_two(ledger, query, lambda _, first, second: (by.RATIO, first, second))


def change(ledger: Ledger, query: Query) -> Answer:
    """CHANGE: percent from the second item to the first; points for percentages; the printed growth for one year."""
    return _printed_growth(ledger, query) or _of_two(ledger, query, _change)


def cagr(ledger: Ledger, query: Query) -> Answer:
    """CAGR: compound growth a year from the earlier item to the later."""
    return _of_two(ledger, query, _yearly)


def contribution(ledger: Ledger, query: Query) -> Answer:
    """CONTRIBUTION: what part of the change of its whole, from the second year to the first, an item brought."""
    if len(query.items) != 2:
        return declined(query, Reason.WHICH_METRIC)
    whole = query.items[0].of or ledger.metric(query.items[0]).whole
    if whole is None:
        return declined(query, Reason.NOT_COMPARABLE, query.items[0])
    wholes = [Item(metric=whole, period=item.period) for item in query.items]
    nodes = ledger.nodes(query, [*query.items, *wholes])
    if isinstance(nodes, Answer):
        return nodes
    result = calculated(by.CONTRIBUTION, nodes)
    if result is None:
        return declined(query, Reason.SERIES_BREAK, query.items[1])
    changes = [calculated(by.DIFFERENCE, pair) for pair in (nodes[:2], nodes[2:])]
    context = [*(said(change, by.DIFFERENCE.name) for change in changes if change), *(said(node) for node in nodes)]
    return answered(query, [said(result, by.CONTRIBUTION.name)], context, doubts=ledger.doubts)


def _of_two(ledger: Ledger, query: Query, choose: Choose) -> Answer:
    if len(query.items) != 2:
        return declined(query, Reason.WHICH_METRIC)
    nodes = ledger.nodes(query)
    if isinstance(nodes, Answer):
        return nodes
    first, second = nodes
    if first.unit is not second.unit:
        return declined(query, Reason.NOT_COMPARABLE)
    if first.series != second.series:
        return declined(
            query, Reason.SERIES_BREAK, query.items[1], [item.period for item in query.items if item.period]
        )
    chosen = choose(query, first, second)
    result = calculated(chosen[0], chosen[1:]) if chosen else None
    if chosen is None or result is None:
        return declined(query, Reason.NOT_COMPARABLE)
    context = [*(said(node) for node in chosen[1:]), *_also(*chosen)]
    return answered(query, [said(result, chosen[0].name)], context, doubts=ledger.doubts)


def _difference(query: Query, first: Node, second: Node) -> Chosen:
    calculation = by.POINTS if first.unit is Unit.PERCENT else by.DIFFERENCE
    turned = query.relation.is_downwards if query.relation else not _one_metric(query) and _is_less(first, second)
    return (calculation, second, first) if turned else (calculation, first, second)


def _one_metric(query: Query) -> bool:
    return len({item.metric for item in query.items}) == 1


def _is_less(first: Node, second: Node) -> bool:
    return first.interval.value < second.interval.value


def _change(query: Query, first: Node, second: Node) -> Chosen:
    return (by.POINTS if first.unit is Unit.PERCENT else by.CHANGE), first, second


def _yearly(query: Query, first: Node, second: Node) -> Chosen:
    periods = [item.period or 0 for item in query.items]
    if not _one_metric(query) or periods[0] == periods[1] or first.unit is Unit.PERCENT:
        return None
    later, earlier = (first, second) if periods[0] > periods[1] else (second, first)
    return by.yearly(abs(periods[0] - periods[1]), "cagr"), later, earlier


def _also(calculation: Calculation, first: Node, second: Node) -> Iterator[Said]:
    """The other ways of saying how far two levels are apart."""
    if first.unit is Unit.PERCENT:
        return
    for other in (by.DIFFERENCE, by.RATIO, by.CHANGE):
        if other.name != calculation.name and (found := calculated(other, [first, second])):
            yield said(found, other.name)


def _printed_growth(ledger: Ledger, query: Query) -> Answer | None:
    """Over one year the growth that was printed, with what the levels give beside it."""
    if len(query.items) != 2 or not _one_metric(query) or any(item.kind is not Kind.LEVEL for item in query.items):
        return None
    later, earlier = query.items
    if later.period is None or earlier.period is None or later.period != earlier.period + 1:
        return None
    told = ledger.solver.reported(later.model_copy(update={"kind": Kind.GROWTH}))
    levels = [ledger.node(item, query.unit) for item in query.items]
    if told is None or query.unit is Unit.USD:
        return None
    held = [level for level in levels if level]
    made = calculated(by.CHANGE, held) if len(held) == 2 else None
    context = [*(said(level) for level in held), *([said(made, "computed")] if made else [])]
    return answered(query, [said(told, by.CHANGE.name)], context, doubts=ledger.doubts)


# --- rates ---


def rate(ledger: Ledger, query: Query) -> Answer:
    """RATE: yen per dollar as the figures of the item's year imply; the latest year that has one by default."""
    item = query.items[0] if query.items else None
    period = item.period if item else None
    years = [year for year in _years_printed(ledger) if ledger.solver.rate(year)]
    chosen = period or max(years, default=None)
    node = ledger.solver.rate(chosen, item.metric if item else None) if chosen else None
    if node is None:
        close = sorted(years, key=lambda year: abs(year - (chosen or 0)))[:2]
        return declined(query, Reason.NO_RATE, item, sorted(close))
    return answered(query, [said(node, by.RATE.name)], doubts=ledger.doubts)


def _years_printed(ledger: Ledger) -> set[int]:
    return {figure.period for figure in ledger.catalogue.figures if figure.unit is Unit.USD}
