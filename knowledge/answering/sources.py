"""What is known beside numbers: definitions, statements, who printed a figure and when, every print, the years held."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.answering.ledger import Ledger, in_year
from knowledge.answering.said import Said, answered, counted, declined, said
from knowledge.answering.values import also_reported
from knowledge.derivations import Node, printed
from knowledge.model import Answer, Basis, Catalogue, Edition, Figure, Item, Query, Rank, Reason, Statement, Unit

RANKS = (Rank.PREFERRED, Rank.NORMAL, Rank.SUPERSEDED)


def statement(ledger: Ledger, query: Query) -> Answer:
    """STATEMENT: what the report says, with the figures that it speaks of beside it."""
    known = ledger.catalogue.statements
    found = [known[id] for id in query.statements if id in known]
    if not found:
        return declined(query, Reason.NOT_COVERED)
    answer = answered(
        query, [], [said(node) for each in found for node in _spoken_of(ledger, each)], doubts=ledger.doubts
    )
    return answer.model_copy(update={"statements": tuple(found), "caveats": ()})


def _spoken_of(ledger: Ledger, each: Statement) -> Iterator[Node]:
    for metric in each.metrics if each.period else ():
        if node := ledger.node(Item(metric=metric, period=each.period)):
            yield node


def definition(ledger: Ledger, query: Query) -> Answer:
    """DEFINITION: the items' metrics say what they measure; the statements asked for go with them."""
    if not query.items and not query.statements:
        return declined(query, Reason.WHICH_METRIC)
    known = ledger.catalogue.statements
    answer = answered(query, [], doubts=ledger.doubts)
    return answer.model_copy(update={"statements": tuple(known[id] for id in query.statements if id in known)})


def provenance(ledger: Ledger, query: Query) -> Answer:
    """PROVENANCE: the values with their sources and editions; for a computed one those of its inputs."""
    if not query.items:
        return declined(query, Reason.WHICH_METRIC)
    nodes = ledger.nodes(query)
    if isinstance(nodes, Answer):
        return nodes
    inputs = [said(leaf) for node in nodes for leaf in node.leaves]
    also = [other for node in nodes for other in also_reported(ledger, node)]
    return answered(query, [said(node) for node in nodes], inputs, doubts=ledger.doubts, also=also)


def history(ledger: Ledger, query: Query) -> Answer:
    """HISTORY: every print of each item, oldest edition first, its role being its rank."""
    if not query.items:
        return declined(query, Reason.WHICH_METRIC)
    prints = [each for item in query.items for each in _prints(ledger, item, query.unit)]
    if not prints:
        return ledger.missing(query, query.items[0])
    return answered(query, prints, doubts=ledger.doubts)


def _prints(ledger: Ledger, item: Item, unit: Unit | None) -> Iterator[Said]:
    if item.period is None:
        return
    figures = ledger.catalogue.prints(item.metric, item.kind, item.period, ledger.unit_of(item, unit))
    for figure in sorted(figures, key=lambda each: (first_published(ledger.catalogue, each), -RANKS.index(each.rank))):
        yield said(printed(figure, item), figure.rank.value)


def first_published(catalogue: Catalogue, figure: Figure) -> str:
    """The date of the earliest dated edition that printed a figure; empty where none is dated."""
    dates = [edition.published for edition in _editions(catalogue, figure) if edition.published]
    return min(dates, default="")


def _editions(catalogue: Catalogue, figure: Figure) -> Iterator[Edition]:
    return (catalogue.editions[id] for id in figure.editions if id in catalogue.editions)


def coverage(ledger: Ledger, query: Query) -> Answer:
    """COVERAGE: each year held of the items, reported or computed; without items how many years each metric has, and
    beside that the years that are computed.
    """
    if not query.items:
        counts = [_count(ledger, metric) for metric in ledger.catalogue.metrics]
        computed = [each for metric in ledger.catalogue.metrics for each in _computed_years(ledger, metric)]
        return answered(query, counts, computed, doubts=ledger.doubts)
    years = [each for item in query.items for each in _years(ledger, item)]
    return answered(query, years, doubts=ledger.doubts) if years else ledger.missing(query, query.items[0])


def _computed_years(ledger: Ledger, metric: str) -> Iterator[Said]:
    return (each for each in _years(ledger, Item(metric=metric)) if each.value.basis is Basis.COMPUTED)


def _count(ledger: Ledger, metric: str) -> Said:
    return counted(len(ledger.solver.years(metric)), Unit.COUNT, "years_held", Item(metric=metric))


def _years(ledger: Ledger, item: Item) -> Iterator[Said]:
    for year in ledger.solver.years(item.metric, item.kind, item.of):
        dated = in_year(item, year)
        basis = Basis.REPORTED if ledger.solver.reported(dated) else Basis.COMPUTED
        yield Said(counted(year, Unit.YEAR, "year", dated, basis).value)
