"""How a question was read, span by span, for those who work on the reading: each word, its part, and its weight."""

from __future__ import annotations

from datetime import date

from rich.console import Console
from rich.table import Table

from knowledge.catalogue import load
from knowledge.model import Query
from knowledge.questions import Candidate, Considered, Reader, Tag

MOST = 1000
"""Without a word of more weight than this, the reading is not thought of at all."""


def explain(question: str, today: date, console: Console | None = None) -> None:
    """Prints the words with their meanings, the parts that years and amounts play, and the readings, best first."""
    reader = Reader(load())
    tags, considered = reader.considered(question, year_now=today.year)
    out = console or Console()
    if (plain := reader.plain(question)) != question:
        out.print(f"read as text: {plain}", highlight=False, markup=False)
    out.print(_words(tags, reader.weights(question, year_now=today.year)))
    if considered.candidates:
        out.print(_parts(considered, considered.candidates[0]))
    out.print(_readings(considered.candidates))


def _words(tags: tuple[Tag, ...], weights: tuple[float, ...]) -> Table:
    """`weight` is how much less likely the first reading is without the word, as a factor."""
    table = Table("words", "read as", "meanings", "weight", title="What each word was taken for", title_justify="left")
    for tag, weight in zip(tags, weights, strict=True):
        table.add_row(tag.text, tag.repaired or "", _meaning(tag), _times(weight))
    return table


def _times(weight: float) -> str:
    return "" if weight < 1.05 else f"{weight:.1f}" if weight < MOST else "all"


def _meaning(tag: Tag) -> str:
    if tag.year is not None:
        return f"year {tag.year}"
    if tag.number is not None:
        return f"{tag.number.value:f} {tag.number.unit.value}{'' if tag.unit_said else ' (assumed)'}"
    return ", ".join(sorted(tag.concepts)) or "unknown"


def _parts(considered: Considered, best: Candidate) -> Table:
    table = Table("said", "value", "plays", title="Years and amounts in the first reading", title_justify="left")
    question = considered.question
    for year, role in zip(question.years, best.frame.years, strict=True):
        table.add_row(question.texts[year.token], str(year.value), role)
    for amount, role in zip(question.amounts, best.frame.amounts, strict=True):
        said = f"{amount.quantity.value:f} {amount.quantity.unit.value}"
        table.add_row(question.texts[amount.token], said, role)
    return table


def _readings(candidates: tuple[Candidate, ...]) -> Table:
    table = Table("chance", "operation", "query", title="Readings, likeliest first", title_justify="left")
    for candidate in candidates:
        table.add_row(f"{candidate.chance:.3f}", candidate.frame.operation, _said(candidate.query))
    return table


def _said(query: Query | None) -> str:
    return query.model_dump_json(exclude_defaults=True) if query else "nothing to answer"
