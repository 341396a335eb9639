"""What can be wrong with a catalogue, said so that a person can mend it: file, row, what it is and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: the file, and its row (a CSV file's line number) or key (in a TOML file)."""

    file: str
    row: int | str = ""

    def __str__(self) -> str:
        if self.row == "":
            return self.file
        return f"{self.file}, row {self.row}" if isinstance(self.row, int) else f"{self.file}, {self.row}"


class Problem(NamedTuple):
    """One thing that is wrong, and what to do about it."""

    place: Place
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}; {self.remedy}"


class CatalogueError(Exception):
    """The root, and the only one: data that can't be a catalogue. `problems` holds all that is wrong with it.

    CatalogueError
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
