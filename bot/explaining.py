"""How a question was read, span by span, for those who work on the reading: what each word means, and what it cost."""

from __future__ import annotations

from datetime import date

from rich.console import Console
from rich.table import Table

from knowledge.catalogue import load
from knowledge.questions import Reader, Reading, Tag

SHOWN = 6
"""Readings shown of those that were weighed."""


def explain(question: str, today: date, console: Console | None = None) -> None:
    """Prints the words with their meanings, then the readings, best first, with the words each leaves unexplained."""
    tags, readings = Reader(load()).explained(question, year_now=today.year)
    out = console or Console()
    out.print(_words(tags))
    out.print(_readings(readings[:SHOWN]))


def _words(tags: tuple[Tag, ...]) -> Table:
    table = Table("words", "read as", "meanings", title="What each word was taken for", title_justify="left")
    for tag in tags:
        table.add_row(tag.text, tag.repaired or "", _meaning(tag))
    return table


def _meaning(tag: Tag) -> str:
    if tag.year is not None:
        return f"year {tag.year}"
    if tag.number is not None:
        return f"{tag.number.value:f} {tag.number.unit.value}{'' if tag.unit_said else ' (assumed)'}"
    return ", ".join(sorted(tag.concepts)) or "unknown"


def _readings(readings: tuple[Reading, ...]) -> Table:
    table = Table("score", "rule", "query", "unexplained", title="Readings, best first", title_justify="left")
    for reading in readings:
        query = reading.query.model_dump_json(exclude_defaults=True)
        table.add_row(f"{reading.score:.2f}", reading.rule, query, " ".join(tag.text for tag in reading.leftover))
    return table
