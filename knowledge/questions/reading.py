"""What reading a question results in: its words with their meanings, and a query, a choice, or a reason why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.model import Quantity, Query, Reason, Unit


@dataclass(frozen=True, slots=True)
class Tag:
    """A stretch of the normalised text, [start, end), with every meaning that the lexicon gives it.

    `concepts` are `role:name` strings such as `geo:overseas`; `number` is a quantity (its unit may be assumed: see
    `unit_said`), `year` a calendar year. No concept, number or year: nothing is known of these words.
    """

    start: int
    end: int
    text: str
    concepts: frozenset[str] = frozenset()
    number: Quantity | None = None
    unit_said: bool = True
    year: int | None = None
    until: int | None = None
    """The last year of a decade, whose first is `year`."""
    repaired: str | None = None
    typed: str | None = None
    """What was typed where `text` is its repair."""

    def has(self, *concepts: str) -> bool:
        return not self.concepts.isdisjoint(concepts)

    def role(self, role: str) -> str | None:
        """The name of the first concept in this role, alphabetically, if there is one."""
        names = self.names(role)
        return names[0] if names else None

    def names(self, role: str) -> list[str]:
        prefix = role + ":"
        return sorted(concept[len(prefix) :] for concept in self.concepts if concept.startswith(prefix))

    @property
    def is_bare(self) -> bool:
        """Whether it is a number of which nothing says what it counts."""
        return self.number is not None and self.number.unit is Unit.COUNT and not self.unit_said and self.year is None

    @property
    def unknown(self) -> bool:
        return not self.concepts and self.number is None and self.year is None


@dataclass(frozen=True, slots=True)
class Reading:
    """A question understood; `chance`, from 0 to 1, is how likely the network holds it. `kept` names what was taken
    over from the turn before, `alternatives` are other readings that are worth a click."""

    query: Query
    chance: float
    tags: tuple[Tag, ...] = ()
    alternatives: tuple[Query, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def repairs(self) -> tuple[tuple[str, str], ...]:
        """Words that were read as other words, with those."""
        return tuple((tag.typed or tag.text, tag.repaired) for tag in self.tags if tag.repaired)


@dataclass(frozen=True, slots=True)
class Choice:
    """Readings of which none is sure enough: the bot asks back, also where there is but one."""

    queries: tuple[Query, ...]
    reason: Reason = Reason.WHICH
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """No reading: the reason, and the words that stand in the way."""

    reason: Reason
    words: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a statement was read to claim: one query, or `several`, or neither where it is `refused`, with the reason.

    `chance`, from 0 to 1, is how likely the network holds that. `named` is whether every category and place that is
    named plays a part in it.
    """

    chance: float = 0.0
    query: Query | None = None
    several: bool = False
    refused: str | None = None
    named: bool = True


Result = Reading | Choice | Unread
"""What reading a question results in."""


def words_of(tags: Iterable[Tag]) -> tuple[str, ...]:
    return tuple(tag.text for tag in tags)
