"""Rows made into nouns, each with its place: a draft, readable but not yet checked as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from knowledge.catalogue.problems import Place, Placed, Problem, repeated
from knowledge.catalogue.statements import statements
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
Build = Callable[[Row, Words], Thing]

METRICS = ("id", "scope", "geography", "status", "unit", "subject", "whole")
FIGURES = ("metric", "kind", "period", "unit", "value", "rounding", "rank", "series", "editions", "sources", "note")
SOURCES = ("id", "publisher", "url", "published")
EDITIONS = ("id", "publisher", "published")
IDENTITIES = ("whole", "parts")
TENSIONS = ("id", "metric", "period", "what")


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


def read(folder: Traversable) -> tuple[Draft, list[Problem]]:
    """The draft that stands in a folder's `data/` and `languages/`, and what could not be read of it."""
    problems: list[Problem] = []
    words = Words(_languages(folder / "languages", problems))
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
        tensions=_tensions(table("tensions.csv", TENSIONS, _tension), problems),
        statements=statements(data / "statements.toml", words, problems),
    )
    problems += dict.fromkeys(words.problems)
    return draft, problems or words.unused()


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
    return Source(
        id=row.id("id"),
        publisher=row.text("publisher"),
        names=words.publisher(row.text("publisher")),
        url=row.text("url"),
        published=row.date("published"),
    )


def _edition(row: Row, words: Words) -> Edition:
    return Edition(
        id=row.id("id"),
        publisher=row.text("publisher"),
        names=words.publisher(row.text("publisher")),
        title=words.localised("editions", row.text("id")),
        published=row.date("published"),
    )


def _identity(row: Row, words: Words) -> Identity:
    return Identity(whole=row.id("whole"), parts=row.ids("parts"))


def _tension(row: Row, words: Words) -> tuple[str, Tension]:
    id = row.id("id")
    text = words.localised("tensions", id)
    return id, Tension(metric=row.id("metric"), period=row.year("period"), what=row.id("what"), text=text)


def _tensions(found: list[Placed[tuple[str, Tension]]], problems: list[Problem]) -> list[Placed[Tension]]:
    problems.extend(repeated((placed.place, placed.thing[0]) for placed in found))
    return [Placed(placed.place, placed.thing[1]) for placed in found]


def _languages(folder: Traversable, problems: list[Problem]) -> dict[str, Mapping[str, Any]]:
    entries = list(folder.iterdir()) if folder.is_dir() else []
    files = sorted((file for file in entries if file.name.endswith(".toml")), key=lambda file: file.name)
    if not files:
        problems.append(Problem(Place("languages"), "holds no language", "put a file such as en.toml there"))
    return {file.name.removesuffix(".toml"): _language(file, problems) for file in files}


def _language(file: Traversable, problems: list[Problem]) -> Mapping[str, Any]:
    content = document(file, problems)
    for name, section in content.items():
        if name not in SECTIONS or not isinstance(section, dict):
            problems.append(Problem(Place(file.name, name), "is no section", f"use {', '.join(SECTIONS)}"))
    return {name: section for name, section in content.items() if isinstance(section, dict)}
