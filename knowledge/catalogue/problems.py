"""What can be wrong with a catalogue, said so that a person can mend it: file, row, what it is and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

Thing = TypeVar("Thing")


class Place(NamedTuple):
    """Where something stands: the file, and its row (a CSV file's line number) or key (in a TOML file)."""

    file: str
    row: int | str = ""

    def __str__(self) -> str:
        if self.row == "":
            return self.file
        return f"{self.file}, row {self.row}" if isinstance(self.row, int) else f"{self.file}, {self.row}"


@dataclass(frozen=True)
class Placed(Generic[Thing]):
    """A thing and where it stands."""

    place: Place
    thing: Thing


class Problem(NamedTuple):
    """One thing that is wrong, and what to do about it."""

    place: Place
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}; {self.remedy}"


class CatalogueError(Exception):
    """Data that can't be a catalogue; `problems` holds all that is wrong with it.

    It is the root of this package's errors, and so far the only one.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def repeated(ids: Iterable[tuple[Place, str]]) -> Iterator[Problem]:
    """Ids that stand for more than one thing."""
    first: dict[str, Place] = {}
    for place, id in ids:
        if id in first:
            yield Problem(place, f"{id} stands already in {first[id]}", "keep one of them, or give it another id")
        first.setdefault(id, place)
