"""The catalogue as it stood when an edition had come out: later prints gone, the latest of those left preferred."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.answering.caveats import caveat, in_words, names_listed, years_listed
from knowledge.answering.ledger import Ledger
from knowledge.model import Answer, Catalogue, Edition, Figure, Localised, Rank, Value


def annual(catalogue: Catalogue) -> Iterator[Edition]:
    """The dated editions of the annual report."""
    return (each for each in catalogue.editions.values() if each.published and each.annual)


def as_of(catalogue: Catalogue, edition: str) -> Catalogue | None:
    """None for an edition that is unknown or undated. Prints of undated editions are left out: they may be later."""
    known = catalogue.editions.get(edition)
    if known is None or not known.published:
        return None
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in catalogue.figures:
        if _is_out(catalogue, figure, known.published):
            key = (figure.metric, figure.kind, figure.period, figure.unit, figure.series)
            groups.setdefault(key, []).append(figure)
    figures = [each for group in groups.values() for each in _ranked(catalogue, group, known.published)]
    return Catalogue(
        metrics=catalogue.metrics,
        figures=tuple(figures),
        sources=catalogue.sources,
        editions=catalogue.editions,
        identities=catalogue.identities,
        tensions=catalogue.tensions,
        statements=catalogue.statements,
    )


def _is_out(catalogue: Catalogue, figure: Figure, day: str) -> bool:
    return bool(_dates(catalogue, figure, day))


def _dates(catalogue: Catalogue, figure: Figure, day: str) -> list[str]:
    """When the editions that printed it came out, as far as that was by then."""
    dates = [catalogue.editions[id].published for id in figure.editions if id in catalogue.editions]
    return [date for date in dates if date and date <= day]


def _ranked(catalogue: Catalogue, group: list[Figure], day: str) -> list[Figure]:
    """The latest print preferred, of several at once the one preferred today; the others superseded."""
    latest = max(group, key=lambda each: (max(_dates(catalogue, each, day)), each.rank is Rank.PREFERRED))
    ranks = [(each, Rank.PREFERRED if each is latest else Rank.SUPERSEDED) for each in group]
    return [each.model_copy(update={"rank": rank}) for each, rank in ranks]


def revised_since(now: Ledger, answer: Answer) -> Answer:
    """An answer as of an edition with what became of its numbers since, behind the caveat that says of which it is."""
    if answer.query is None or answer.query.as_of is None:
        return answer
    others = [(value, today) for value in answer.values if (today := _today(now, value))]
    return answer.model_copy(update={"caveats": (*answer.caveats, *_became(now, answer, others))})


def _today(now: Ledger, value: Value) -> Value | None:
    """What is held today of a number, where that is another."""
    if value.item is None or value.item.period is None or value.role:
        return None
    node = now.node(value.item, value.quantity.unit)
    return node.value if node and node.quantity.value != value.quantity.value else None


def _became(now: Ledger, answer: Answer, others: list[tuple[Value, Value]]) -> Iterator[Localised]:
    if others and len(answer.values) == 1:
        today = others[0][1]
        edition = next((now.catalogue.editions[id] for id in today.editions if id in now.catalogue.editions), None)
        amount = in_words(today.quantity)
        if edition:
            yield caveat("became", amount=amount, edition=edition.title)
        else:
            yield caveat("became_unsourced", amount=amount)
    elif others:
        items = [value.item for value, _ in others if value.item]
        of_one_year = len({item.period for item in items}) == 1
        what = names_listed(map(now.metric, items)) if of_one_year else years_listed(item.period or 0 for item in items)
        yield caveat("revised_since", what=what)
