"""The catalogue as it stood when an edition had come out: later prints gone, the latest of those left preferred."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.model import Catalogue, Edition, Figure, Rank


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
