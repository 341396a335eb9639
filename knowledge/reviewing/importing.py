"""A file of figures, or of all that a server added: every row read and checked; one bad row stops none of the others
from being seen, but all of them from being saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from knowledge.additions import Entry, FigureEntry
from knowledge.additions.exchange import exact, read
from knowledge.model import Catalogue, Localised, MetricId, Unit
from knowledge.reviewing.proposing import Given, proposed
from knowledge.reviewing.wording import say

Names = Callable[[str], MetricId | None]
"""The metric that a name in a file means."""


@dataclass(frozen=True)
class BadRow:
    """A row that can't be added, and why."""

    number: int
    text: Localised


@dataclass(frozen=True)
class Imported:
    """What a file adds, by its rows, and its bad rows."""

    entries: tuple[tuple[int, Entry], ...] = ()
    bad: tuple[BadRow, ...] = ()


def imported(content: bytes, catalogue: Catalogue, names: Names) -> Imported:
    """A file, JSON or CSV, read against what is held."""
    file = read(content)
    good = list(file.entries)
    bad = [BadRow(number, say(f"file_{why}")) for number, why in file.bad]
    for number, cells in file.rows:
        entry = _entry(cells, catalogue, names)
        if isinstance(entry, FigureEntry):
            good.append((number, entry))
        else:
            bad += [BadRow(number, text) for text in entry]
    good.sort(key=lambda each: each[0])
    return Imported(tuple(good), tuple(bad + _twice(good)))


def _entry(cells: Mapping[str, str], catalogue: Catalogue, names: Names) -> FigureEntry | list[Localised]:
    known = {name: cells.get(name, "") for name in ("year", "value", "source", "published", "url", "kind", "edition")}
    rest = {name: cells.get(name, "") for name in ("rank", "note", "series")}
    metric = names(cells.get("metric", "")) or cells.get("metric", "")
    if known["kind"] not in ("", "level", "growth", "share") or rest["rank"] not in (
        "",
        "preferred",
        "normal",
        "superseded",
    ):
        return [say("row_choice")]
    just = dict(exact(cells))
    if just:
        known["value"] = f"{just['exact']}{_SUFFIX.get(just['unit'], '')}"
    known["kind"] = "" if known["kind"] == "level" else known["kind"]
    entry = proposed(Given(metric=metric, **known, **rest), catalogue)
    if not isinstance(entry, FigureEntry):
        return [trouble.text for trouble in entry]
    return _just(entry, just, cells.get("value", "")) if just else entry


_SUFFIX = {"JPY": " yen", "USD": " dollars", "percent": "%"}


def _just(entry: FigureEntry, just: Mapping[str, str], said: str) -> FigureEntry | list[Localised]:
    """The figure with the number that an export says it is, to the last digit."""
    try:
        fields = {
            "value": Decimal(just["exact"]),
            "rounding": Decimal(just["rounding"]),
            "unit": Unit(just["unit"]),
            "said": said[:100],
        }
        return FigureEntry.model_validate(dict(entry) | fields)
    except (InvalidOperation, ValueError):
        return [say("row_exact")]


def _twice(entries: list[tuple[int, Entry]]) -> list[BadRow]:
    """Rows that say again what another row says."""
    first: dict[tuple[str, str], int] = {}
    bad = []
    for number, entry in entries:
        before = first.setdefault((entry.table, entry.key), number)
        if before != number:
            bad.append(BadRow(number, say("row_twice", row=before)))
    return bad
