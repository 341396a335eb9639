"""Rows made into nouns, each with its place: a draft, readable but not yet checked as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any, Generic, TypeVar

from knowledge.catalogue.problems import Place, Problem
from knowledge.catalogue.tables import Row, document, rows
from knowledge.catalogue.words import SECTIONS, Words
from knowledge.model import (
    Edition,
    Figure,
    Geography,
    Identity,
    Kind,
    Metric,
    Rank,
    Scope,
    Source,
    Statement,
    Status,
    Tension,
    Unit,
)

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Placed(Generic[Thing]):
    """A noun and where it stands."""

    place: Place
    thing: Thing


@dataclass
class Draft:
    """Nouns as they were read, in the order of their files."""

    metrics: list[Placed[Metric]] = field(default_factory=list)
    figures: list[Placed[Figure]] = field(default_factory=list)
    sources: list[Placed[Source]] = field(default_factory=list)
    editions: list[Placed[Edition]] = field(default_factory=list)
    identities: list[Placed[Identity]] = field(default_factory=list)
    tensions: list[Placed[Tension]] = field(default_factory=list)
    statements: list[Placed[Statement]] = field(default_factory=list)


Build = Callable[[Row, Words], Thing]

METRICS = ("id", "scope", "geography", "status", "unit", "subject", "whole")
FIGURES = (
    "metric", "kind", "period", "unit", "value", "rounding", "rank", "series", "editions", "sources", "note",
)  # fmt: skip
SOURCES = ("id", "publisher", "url", "published")
EDITIONS = ("id", "publisher", "published")
IDENTITIES = ("whole", "parts")
TENSIONS = ("id", "metric", "period", "what")

ASKS = frozenset({"who", "what", "when", "where", "which", "why", "how"})
STATEMENT_KEYS = {"asks", "topics", "sources", "metrics", "period"}


def _metric(row: Row, words: Words) -> Metric:
    return Metric(
        id=row.id("id"),
        scope=row.choice("scope", Scope),
        geography=row.choice("geography", Geography),
        status=row.choice("status", Status),
        unit=row.choice("unit", Unit),
        subject=row.text("subject") or None,
        whole=row.text("whole") or None,
        names=words.metric(row.text("id")),
    )


def _figure(row: Row, words: Words) -> Figure:
    note = row.text("note")
    return Figure(
        metric=row.id("metric"),
        kind=row.choice("kind", Kind),
        period=row.year("period"),
        unit=row.choice("unit", Unit),
        value=row.number("value"),
        rounding=row.number("rounding"),
        rank=row.choice("rank", Rank),
        series=row.text("series"),
        editions=row.ids("editions"),
        sources=row.ids("sources"),
        note=words.localised("notes", note) if note else {},
    )


def _source(row: Row, words: Words) -> Source:
    name = row.text("publisher")
    return Source(
        id=row.id("id"),
        publisher=name,
        names=words.publisher(name),
        url=row.text("url"),
        published=row.date("published"),
    )


def _edition(row: Row, words: Words) -> Edition:
    name = row.text("publisher")
    return Edition(
        id=row.id("id"),
        publisher=name,
        names=words.publisher(name),
        title=words.localised("editions", row.text("id")),
        published=row.date("published"),
    )


def _identity(row: Row, words: Words) -> Identity:
    return Identity(whole=row.id("whole"), parts=row.ids("parts"))


def _tension(row: Row, words: Words) -> Tension:
    return Tension(
        metric=row.id("metric"),
        period=row.year("period"),
        what=row.text("what"),
        text=words.localised("tensions", row.id("id")),
    )


def read(folder: Traversable) -> tuple[Draft, list[Problem]]:
    """The draft that stands in a folder's `data/` and `languages/`, and what could not be read of it."""
    problems: list[Problem] = []
    words = _languages(folder / "languages", problems)
    data = folder / "data"

    def table(name: str, columns: tuple[str, ...], build: Build[Thing]) -> list[Placed[Thing]]:
        found = [(row, build(row, words)) for row in rows(data / name, columns, problems)]
        problems.extend(problem for row, _ in found for problem in row.problems)
        return [Placed(row.place, thing) for row, thing in found if row.sound]

    draft = Draft(
        metrics=table("metrics.csv", METRICS, _metric),
        figures=table("figures.csv", FIGURES, _figure),
        sources=table("sources.csv", SOURCES, _source),
        editions=table("editions.csv", EDITIONS, _edition),
        identities=table("identities.csv", IDENTITIES, _identity),
        tensions=table("tensions.csv", TENSIONS, _tension),
        statements=_statements(data / "statements.toml", words, problems),
    )
    return draft, problems + list(dict.fromkeys(words.problems))


def _languages(folder: Traversable, problems: list[Problem]) -> Words:
    try:
        files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    except OSError:
        files = []
    if not files:
        problems.append(Problem(Place("languages"), "holds no language", "put a file such as en.toml there"))
    documents = {file.name.removesuffix(".toml"): document(file, problems) for file in files}
    problems.extend(
        Problem(Place(f"{code}.toml", name), "is no section", f"use {', '.join(SECTIONS)}")
        for code, content in documents.items()
        for name in content
        if name not in SECTIONS
    )
    return Words(documents)


def _statements(file: Traversable, words: Words, problems: list[Problem]) -> list[Placed[Statement]]:
    found = []
    for key, entry in document(file, problems).items():
        place = Place(file.name, key)
        faults = list(_faults(place, entry))
        problems.extend(faults)
        text, short = words.statement(key)
        if not faults:
            found.append(Placed(place, Statement(id=key, text=text, short=short, **_tuples(entry))))
    return found


def _faults(place: Place, entry: Mapping[str, Any]) -> list[Problem]:
    faults = []
    if unknown := entry.keys() - STATEMENT_KEYS:
        faults.append(
            Problem(place, f"{', '.join(sorted(unknown))} unknown", f"use {', '.join(sorted(STATEMENT_KEYS))}")
        )
    needed = ("asks", "topics", "sources")
    faults.extend(Problem(place, f"{key} is missing", "name at least one") for key in needed if not entry.get(key))
    if strange := set(entry.get("asks", ())) - ASKS:
        faults.append(Problem(place, f"asks {', '.join(sorted(strange))}", f"use {', '.join(sorted(ASKS))}"))
    return faults


def _tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
