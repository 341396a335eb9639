"""Entries as files: JSON for all that a server added, CSV for its figures; what is written reads back the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.additions.entries import Entry, FigureEntry, decoded

COLUMNS = (
    "metric",
    "year",
    "value",
    "source",
    "published",
    "url",
    "kind",
    "edition",
    "rank",
    "note",
    "series",
    "exact",
    "rounding",
    "unit",
)
"""Of a file of figures. `value` is as it is printed; the last three, where they are given, say just what that means."""

NEEDED = ("metric", "year", "value", "source")
MOST_ROWS, MOST_BYTES = 20_000, 8_000_000


@dataclass(frozen=True)
class Read:
    """What a file holds: rows of figures to be read as they are printed, entries as they are, or why it is neither."""

    rows: Sequence[tuple[int, Mapping[str, str]]] = ()
    entries: Sequence[tuple[int, Entry]] = ()
    bad: Sequence[tuple[int, str]] = ()


def as_json(entries: Iterable[Entry]) -> str:
    """Every entry with its table, one after the other."""
    listed = [{"table": entry.table, **entry.model_dump(mode="json", exclude_defaults=True)} for entry in entries]
    return json.dumps({"format": 1, "entries": listed}, ensure_ascii=False, indent=1)


def as_csv(entries: Iterable[Entry]) -> str:
    """The figures among the entries, for spreadsheets."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for entry in entries:
        if isinstance(entry, FigureEntry):
            writer.writerow(_row(entry))
    return out.getvalue()


def _row(entry: FigureEntry) -> dict[str, str]:
    return {
        "metric": entry.metric,
        "year": str(entry.period),
        "value": _safe(entry.said or f"{entry.value:f}"),
        "source": _safe(entry.publisher),
        "published": entry.published,
        "url": entry.url,
        "kind": entry.kind.value,
        "edition": _safe(entry.edition),
        "rank": entry.rank.value if entry.rank else "",
        "note": _safe(entry.note),
        "series": _safe(entry.series),
        "exact": f"{entry.value:f}",
        "rounding": f"{entry.rounding:f}",
        "unit": entry.unit.value,
    }


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _bare(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def read(content: bytes) -> Read:
    """A file, JSON or CSV, by what it begins with. Rows count from 1, the header of a CSV file being the first."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Read(bad=((1, "not_utf8"),))
    return _of_json(text) if text.lstrip().startswith(("{", "[")) else _of_csv(text)


def _of_csv(text: str) -> Read:
    try:
        table = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return Read(bad=((1, "no_table"),))
    header = [name.strip().casefold() for name in table[0]] if table else []
    if not set(NEEDED) <= set(header):
        return Read(bad=((1, "no_header"),))
    if len(table) > MOST_ROWS:
        return Read(bad=((MOST_ROWS, "too_many"),))
    rows = [(number, cells) for number, cells in enumerate(table[1:], start=2) if any(map(str.strip, cells))]
    long = [(number, "too_wide") for number, cells in rows if len(cells) > len(header)]
    read = [(number, _cells(header, cells)) for number, cells in rows if len(cells) <= len(header)]
    return Read(rows=read, bad=long)


def _cells(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    given = dict(zip(header, cells, strict=False))
    return {name: _bare(given.get(name, "").strip()) for name in COLUMNS}


def _of_json(text: str) -> Read:
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError):  # also a number of more digits than Python reads
        return Read(bad=((1, "no_json"),))
    entries = listed.get("entries") if isinstance(listed, dict) else listed
    if not isinstance(entries, list):
        return Read(bad=((1, "no_entries"),))
    if len(entries) > MOST_ROWS:
        return Read(bad=((MOST_ROWS, "too_many"),))
    return _entries(entries)


def _entries(listed: Sequence[object]) -> Read:
    good: list[tuple[int, Entry]] = []
    bad: list[tuple[int, str]] = []
    rows: list[tuple[int, Mapping[str, str]]] = []
    for number, each in enumerate(listed, start=1):
        entry = _entry(each)
        if entry is not None:
            good.append((number, entry))
        elif isinstance(each, dict) and "table" not in each and set(NEEDED) <= set(each):
            rows.append((number, {name: str(each.get(name) or "") for name in COLUMNS}))
        else:
            bad.append((number, "no_entry"))
    return Read(rows=rows, entries=good, bad=bad)


def _entry(each: object) -> Entry | None:
    if not isinstance(each, dict) or not isinstance(each.get("table"), str):
        return None
    fields = {name: value for name, value in each.items() if name != "table"}
    return decoded(each["table"], json.dumps(fields))


def exact(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields that say just what a value means, where a row has all of them."""
    names = ("exact", "rounding", "unit")
    if all(cells.get(name) for name in names):
        yield from ((name, cells[name]) for name in names)
