"""Entries over a catalogue: a later print is preferred to an earlier one, both are shown, and what does not fit (any
more) is left out and told, so that one bad entry never takes the others with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.additions.entries import AliasEntry, Cited, Entry, FigureEntry, MetricEntry, StatementEntry, fingerprint
from knowledge.catalogue import CatalogueError, merged
from knowledge.model import Catalogue, Edition, Figure, Metric, Rank, Source, Statement, Unit


@dataclass(frozen=True)
class Misfit:
    """An entry that can't be laid over the catalogue, and why."""

    entry: Entry
    why: str


def overlaid(catalogue: Catalogue, entries: Iterable[Entry], origin: str) -> tuple[Catalogue, list[Misfit]]:
    """The catalogue with these entries, which come from the server `origin`, and those that do not fit it."""
    held, misfits = list(entries), list[Misfit]()
    while True:
        layer = _Layer(catalogue, held, origin)
        try:
            return layer.laid(), misfits
        except CatalogueError as error:
            told = ((layer.entry_at(problem.place.file, problem.place.row), problem.what) for problem in error.problems)
            found = {id(entry): Misfit(entry, what) for entry, what in told if entry is not None}
            if not found:
                raise
            misfits += found.values()
            held = [entry for entry in held if id(entry) not in found]


class _Layer:
    """Entries as nouns, each of which can be traced back to its entry."""

    def __init__(self, catalogue: Catalogue, entries: Sequence[Entry], origin: str) -> None:
        self._catalogue, self._origin = catalogue, origin
        self._new = [entry for entry in entries if isinstance(entry, MetricEntry)]
        self._aliases = [entry for entry in entries if isinstance(entry, AliasEntry)]
        self._figures = [entry for entry in entries if isinstance(entry, FigureEntry)]
        self._statements = [entry for entry in entries if isinstance(entry, StatementEntry)]
        self._sources: dict[str, Source] = {}
        self._editions: dict[str, Edition] = {}

    def laid(self) -> Catalogue:
        """The catalogue with all of them; raises `CatalogueError` when any doesn't fit."""
        self._metrics = [*map(self._metric, self._new), *self._renamed()]
        figures = [self._figure(entry) for entry in self._figures]
        statements = [self._statement(entry) for entry in self._statements]
        return merged(
            self._catalogue,
            metrics=self._metrics,
            figures=self._ranked(figures),
            sources=list(self._sources.values()),
            editions=list(self._editions.values()),
            statements=statements,
        )

    def entry_at(self, table: str, row: int | str) -> Entry | None:
        """The entry behind a row that the catalogue's rules complain of."""
        if not isinstance(row, int):
            return None
        if table == "added figures":
            return self._figures[row - 1]
        if table == "added statements":
            return self._statements[row - 1]
        if table == "added metrics":
            if row <= len(self._new):
                return self._new[row - 1]
            of = self._metrics[row - 1].id
            return next((alias for alias in reversed(self._aliases) if alias.metric == of), None)
        return None

    # --- metrics ---

    def _metric(self, entry: MetricEntry) -> Metric:
        return Metric(
            id=entry.id,
            scope=entry.scope,
            geography=entry.geography,
            status=entry.status,
            unit=entry.unit,
            subject=entry.id,
            whole=entry.whole,
            names=entry.names,
            nicknames=self._nicknames(entry.id),
        )

    def _renamed(self) -> list[Metric]:
        """Metrics that are held, with the other names that they got."""
        new = {entry.id for entry in self._new}
        of = dict.fromkeys(alias.metric for alias in self._aliases if alias.metric not in new)
        held = [self._catalogue.metrics[metric] for metric in of if metric in self._catalogue.metrics]
        return [metric.model_copy(update={"nicknames": self._nicknames(metric.id)}) for metric in held]

    def _nicknames(self, metric: str) -> Mapping[str, tuple[str, ...]]:
        held = self._catalogue.metrics.get(metric)
        found: dict[str, tuple[str, ...]] = dict(held.nicknames) if held else {}
        for alias in self._aliases:
            if alias.metric == metric:
                found[alias.language] = (*found.get(alias.language, ()), alias.alias)
        return found

    # --- figures ---

    def _figure(self, entry: FigureEntry) -> Figure:
        return Figure(
            metric=entry.metric,
            kind=entry.kind,
            period=entry.period,
            unit=entry.unit,
            value=entry.value,
            rounding=entry.rounding,
            rank=entry.rank or Rank.PREFERRED,
            series=entry.series,
            editions=(self._edition(entry),),
            sources=(self._source(entry),),
            note=dict.fromkeys(("en", "ja"), entry.note) if entry.note else {},
            origin=self._origin,
        )

    def _ranked(self, figures: Sequence[Figure]) -> list[Figure]:
        """Of each number one preferred print: the one that a moderator chose, else the latest, here or as it ships."""
        chosen: dict[tuple[object, ...], int] = {}
        for place, (entry, figure) in enumerate(zip(self._figures, figures, strict=True)):
            if entry.rank in (None, Rank.PREFERRED) and not self._is_older_than_what_ships(entry, figure):
                best = chosen.get(_print(figure))
                if best is None or self._weight(place) >= self._weight(best):
                    chosen[_print(figure)] = place
        preferred = set(chosen.values())
        return [_with_rank(figure, place in preferred) for place, figure in enumerate(figures)]

    def _weight(self, place: int) -> tuple[bool, str]:
        entry = self._figures[place]
        return entry.rank is Rank.PREFERRED, self._published(entry)

    def _published(self, entry: FigureEntry) -> str:
        """When it was printed: as it says, else when the edition was that it is from; empty where nobody knows."""
        edition = self._catalogue.editions.get(entry.edition)
        return entry.published or (edition.published if edition else "")

    def _is_older_than_what_ships(self, entry: FigureEntry, figure: Figure) -> bool:
        """Whether it was printed before; also where nothing says that it was not."""
        held = self._catalogue.preferred(figure.metric, figure.kind, figure.period, figure.unit)
        if entry.rank is Rank.PREFERRED or held is None or held.series != figure.series:
            return False
        return self._published(entry) < self._catalogue.published(held)

    def _source(self, entry: Cited) -> str:
        for held in self._catalogue.sources.values():
            same = (held.publisher, held.published) == (entry.publisher, entry.published)
            if same and (not entry.url or held.url == entry.url):
                return held.id
        id = f"added-{fingerprint(entry.publisher, entry.url, entry.published)}"
        self._sources[id] = Source(id=id, publisher=entry.publisher, url=entry.url, published=entry.published)
        return id

    def _edition(self, entry: FigureEntry) -> str:
        if entry.edition in self._catalogue.editions:
            return entry.edition
        title = entry.edition or entry.publisher
        id = f"added-{fingerprint(title, entry.publisher, entry.published)}"
        titles = dict.fromkeys(("en", "ja"), title)
        self._editions[id] = Edition(id=id, publisher=entry.publisher, title=titles, published=entry.published)
        return id

    def _statement(self, entry: StatementEntry) -> Statement:
        return Statement(
            id=entry.id,
            text=entry.text,
            short=entry.short,
            asks=(entry.asks,),
            topics=(),
            sources=(self._source(entry),),
            about=entry.about,
            origin=self._origin,
        )


def _print(figure: Figure) -> tuple[str, str, int, Unit, str]:
    return figure.metric, figure.kind, figure.period, figure.unit, figure.series


def _with_rank(figure: Figure, preferred: bool) -> Figure:
    """Preferred where it was chosen; of the others, one that stands for itself is also reported."""
    if preferred:
        return figure.model_copy(update={"rank": Rank.PREFERRED})
    return figure.model_copy(update={"rank": Rank.NORMAL}) if figure.rank is Rank.PREFERRED else figure
