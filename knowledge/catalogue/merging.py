"""Lays a server's own metrics and figures over a catalogue, by the same rules that hold for what ships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from knowledge.catalogue.checking import Print, check, print_key
from knowledge.catalogue.drafts import Draft
from knowledge.catalogue.problems import CatalogueError, Place, Placed, Problem
from knowledge.model import Catalogue, Edition, Figure, Metric, Rank, Source, Statement

Thing = TypeVar("Thing")
Named = TypeVar("Named", Metric, Source, Edition, Statement)


def merged(
    catalogue: Catalogue,
    *,
    metrics: Sequence[Metric] = (),
    figures: Sequence[Figure] = (),
    sources: Sequence[Source] = (),
    editions: Sequence[Edition] = (),
    statements: Sequence[Statement] = (),
) -> Catalogue:
    """A catalogue with these additions; `catalogue` itself stays as it is.

    An added figure that is preferred makes the one preferred so far `normal`, so that it is still reported beside it.
    A metric that is held already may come again with other names (a server's own aliases), but not with another
    meaning; sources and editions may come again only as they are. Raises CatalogueError, whose rows count the
    additions of a kind from 1.
    """
    draft = Draft(
        metrics=_placed("added metrics", metrics),
        figures=_placed("added figures", figures),
        sources=_placed("added sources", sources),
        editions=_placed("added editions", editions),
        statements=_placed("added statements", statements),
    )
    problems = [*_redefinitions(draft, catalogue), *check(draft, catalogue)]
    if problems:
        raise CatalogueError(problems)
    return Catalogue(
        metrics=_over(catalogue.metrics, metrics),
        figures=_figures(catalogue.figures, figures),
        sources=_over(catalogue.sources, sources),
        editions=_over(catalogue.editions, editions),
        identities=catalogue.identities,
        tensions=catalogue.tensions,
        statements=_over(catalogue.statements, statements),
    )


def _placed(table: str, things: Sequence[Thing]) -> list[Placed[Thing]]:
    return [Placed(Place(table, number), thing) for number, thing in enumerate(things, start=1)]


def _over(held: Mapping[str, Named], added: Sequence[Named]) -> dict[str, Named]:
    return {**held, **{thing.id: thing for thing in added}}


def _figures(held: tuple[Figure, ...], added: Sequence[Figure]) -> tuple[Figure, ...]:
    taken = {print_key(figure) for figure in added if figure.rank is Rank.PREFERRED}
    return (*(_stepped_back(figure, taken) for figure in held), *added) if taken else (*held, *added)


def _stepped_back(figure: Figure, taken: set[Print]) -> Figure:
    if figure.rank is Rank.PREFERRED and print_key(figure) in taken:
        return figure.model_copy(update={"rank": Rank.NORMAL})
    return figure


def _redefinitions(draft: Draft, catalogue: Catalogue) -> Iterator[Problem]:
    for metric in draft.metrics:
        held = catalogue.metrics.get(metric.thing.id)
        if held and _apart_from_names(held) != _apart_from_names(metric.thing):
            yield _redefined(metric.place, held.id)
    yield from _changed(draft.sources, catalogue.sources)
    yield from _changed(draft.editions, catalogue.editions)
    yield from _changed(draft.statements, catalogue.statements)


def _apart_from_names(metric: Metric) -> Metric:
    return metric.model_copy(update={"names": {}, "nicknames": {}})


def _changed(added: Sequence[Placed[Named]], held: Mapping[str, Named]) -> Iterator[Problem]:
    for placed in added:
        if placed.thing.id in held and held[placed.thing.id] != placed.thing:
            yield _redefined(placed.place, placed.thing.id)


def _redefined(place: Place, id: str) -> Problem:
    return Problem(place, f"{id} is held already, with another meaning", "give the addition another id")
