"""The nouns that a moderator adds, each with the key under which its revisions are kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, ValidationError

from knowledge.model import (
    Geography,
    Kind,
    Localised,
    MetricId,
    MetricName,
    Noun,
    Quantity,
    Rank,
    Scope,
    Status,
    Unit,
    Year,
)

LARGEST = Decimal(10**18)
"""No amount of anything here is larger."""

Number = Annotated[Decimal, Field(ge=-LARGEST, le=LARGEST, decimal_places=30)]
Rounding = Annotated[Decimal, Field(ge=0, le=LARGEST, decimal_places=30)]


def _published(said: str) -> str:
    """A date as it is kept; raises ValueError for what is none."""
    if said:
        year, month, day = (*map(int, said.split("-")), 1, 1)[:3]
        date(year, month, day)
    return said


def _web_address(said: str) -> str:
    """An address of the web, or nothing; raises ValueError for any other."""
    if said and not said.startswith(("http://", "https://")):
        raise ValueError("not an address of the web")
    return said


Line = Annotated[str, Field(max_length=200)]
Note = Annotated[str, Field(max_length=500)]
LONGEST_KEY = 200


class Cited(Noun):
    """What says who printed it. `published` is YYYY, YYYY-MM or YYYY-MM-DD, or empty where nobody knows."""

    publisher: Annotated[str, Field(min_length=1, max_length=200)]
    url: Annotated[str, Field(max_length=500), AfterValidator(_web_address)] = ""
    published: Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"), AfterValidator(_published)] = ""


class FigureEntry(Cited):
    """One printed number: `value` ± `rounding` in whole units. `edition` is the id of one that is held, or a title.

    Without a `rank`, the latest published print is preferred.
    """

    table: ClassVar[str] = "figure"

    metric: MetricId
    kind: Kind
    period: Year
    unit: Unit
    value: Number
    rounding: Rounding = Decimal(0)
    edition: Line = ""
    rank: Rank | None = None
    series: Line = ""
    note: Note = ""
    said: Annotated[str, Field(max_length=100)] = ""
    """The number as it was typed or printed."""

    @property
    def key(self) -> str:
        """Metric, kind, year, unit and print (who, in what, when): one figure however its number is corrected."""
        print_ = " ".join(_slug(part) for part in (self.publisher, self.edition, self.published) if part)
        return f"{self.metric} {self.kind} {self.period} {self.unit} {print_}"[:LONGEST_KEY]

    @property
    def quantity(self) -> Quantity:
        return Quantity.rounded(self.value, self.unit, self.rounding)


class MetricEntry(Noun):
    """Something new that is measured, named in each language."""

    table: ClassVar[str] = "metric"

    id: MetricId
    scope: Scope
    geography: Geography = Geography.ALL
    status: Status = Status.OBSERVATION
    unit: Unit
    whole: MetricId | None = None
    names: Mapping[str, MetricName]

    @property
    def key(self) -> str:
        return self.id[:LONGEST_KEY]


class AliasEntry(Noun):
    """Another name of a metric, in one language."""

    table: ClassVar[str] = "alias"

    metric: MetricId
    language: Annotated[str, Field(min_length=2, max_length=8)]
    alias: Annotated[str, Field(min_length=1, max_length=80)]

    @property
    def key(self) -> str:
        return f"{self.language} {_plain(self.alias)}"[:LONGEST_KEY]


class StatementEntry(Cited):
    """Something that is no number: `text` in one language or several, found by the words of `about`, by language."""

    table: ClassVar[str] = "statement"

    id: Annotated[str, Field(min_length=1, max_length=60)]
    asks: Annotated[str, Field(max_length=20)] = "what"
    about: Mapping[str, tuple[str, ...]]
    text: Localised
    short: Localised = Field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.id


Entry = FigureEntry | MetricEntry | AliasEntry | StatementEntry
_TABLES: Mapping[str, type[FigureEntry | MetricEntry | AliasEntry | StatementEntry]] = {
    kind.table: kind for kind in (FigureEntry, MetricEntry, AliasEntry, StatementEntry)
}


def encoded(entry: Entry) -> str:
    """An entry as a line of text; numbers as digits, never as floats."""
    return entry.model_dump_json(exclude_defaults=True)


def decoded(table: str, line: str) -> Entry | None:
    """The entry of a line; None where a release that knew more wrote it."""
    kind = _TABLES.get(table)
    try:
        return kind.model_validate_json(line) if kind else None
    except ValidationError:
        return None


def fingerprint(*parts: str) -> str:
    """A short id for what has none, the same for the same parts."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def _slug(text: str) -> str:
    """An id as it is; a title as its fingerprint, whatever its letters."""
    plain = _plain(text)
    simple = plain.isascii() and len(plain) < 40 and all(char.isalnum() or char in "-_" for char in plain)
    return plain if simple else fingerprint(plain)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
