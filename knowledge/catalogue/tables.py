"""Reads a catalogue's files into rows whose cells are checked one by one: numbers, years, dates, ids."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from importlib.resources.abc import Traversable
from io import StringIO
from typing import Any, TypeVar

from knowledge.catalogue.problems import Place, Problem
from knowledge.model import FIRST_YEAR, LAST_YEAR

Choice = TypeVar("Choice", bound=StrEnum)

NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
ID = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*", re.ASCII)
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def is_date(text: str) -> bool:
    """Whether `text` is YYYY, YYYY-MM or YYYY-MM-DD and such a day exists."""
    found = DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


class Row:
    """One row of a table. A cell that can't be read is noted in `problems`, and a stand-in is returned: whoever
    builds something of the row asks `sound` at the end."""

    def __init__(self, place: Place, cells: Mapping[str, str]) -> None:
        self.place = place
        self.cells = cells
        self.problems: list[Problem] = []

    @property
    def sound(self) -> bool:
        return not self.problems

    def refuse(self, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.place, what, remedy))

    def text(self, column: str) -> str:
        return self.cells[column].strip()

    def id(self, column: str) -> str:
        text = self.text(column)
        if not ID.fullmatch(text):
            self.refuse(f"{column} {text!r} is no id", "use small letters, digits, hyphens and underscores")
        return text

    def ids(self, column: str) -> tuple[str, ...]:
        found = tuple(self.text(column).split())
        if not found:
            self.refuse(f"{column} is empty", "name at least one id; several are set apart by spaces")
        return found

    def number(self, column: str) -> Decimal:
        text = self.text(column)
        if NUMBER.fullmatch(text):
            return Decimal(text)
        self.refuse(f"{column} {text!r} is no number", "write digits and at most one point, in whole units")
        return Decimal(0)

    def year(self, column: str) -> int:
        text = self.text(column)
        if re.fullmatch(r"\d{4}", text, re.ASCII) and FIRST_YEAR <= int(text) <= LAST_YEAR:
            return int(text)
        self.refuse(f"{column} {text!r} is no year", f"write four digits, {FIRST_YEAR} to {LAST_YEAR}")
        return FIRST_YEAR

    def date(self, column: str) -> str:
        text = self.text(column)
        if text and not is_date(text):
            self.refuse(f"{column} {text!r} is no date", "write YYYY, YYYY-MM or YYYY-MM-DD, or leave it empty")
        return text

    def choice(self, column: str, kind: type[Choice]) -> Choice:
        text = self.text(column)
        if text in set(kind):
            return kind(text)
        self.refuse(f"{column} {text!r} is unknown", f"use one of {', '.join(kind)}")
        return next(iter(kind))


def rows(file: Traversable, columns: tuple[str, ...], problems: list[Problem]) -> list[Row]:
    """The rows of a CSV file that has just these columns; whatever keeps it from being read goes to `problems`."""
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(Place(file.name), f"can't be read ({error})", "put a UTF-8 CSV file there"))
        return []
    return list(_rows(file.name, text, columns, problems))


def _rows(name: str, text: str, columns: tuple[str, ...], problems: list[Problem]) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""))
    header = tuple(next(reader, ()))
    if header != columns:
        problems.append(Problem(Place(name, 1), f"the columns are {','.join(header)}", f"use {','.join(columns)}"))
        return
    for cells in reader:
        place = Place(name, reader.line_num)
        if len(cells) == len(columns):
            yield Row(place, dict(zip(columns, cells, strict=True)))
        else:
            remedy = f"there are {len(columns)} columns; quote cells that hold a comma"
            problems.append(Problem(place, f"{len(cells)} cells", remedy))


def document(file: Traversable, problems: list[Problem]) -> dict[str, Any]:
    """A TOML file's content; empty, with a note in `problems`, when it can't be read."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(Problem(Place(file.name), f"can't be read ({error})", "mend the file, which is UTF-8 TOML"))
        return {}
