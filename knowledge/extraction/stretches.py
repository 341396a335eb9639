"""What a paragraph is to the network: its tokens in a row, its amounts, and the years that these may belong to."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import Quantity, Relation
from knowledge.questions.learnt.encoder import Token


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the text, at its token."""

    token: int
    quantity: Quantity
    unit_said: bool
    start: int
    end: int
    relation: Relation = Relation.EQUAL
    """How near it is meant, by the words at it: "nearly", 約."""
    is_range: bool = False
    """Whether it is the upper end of a range that is said: "between 3.5 and 4 trillion"."""
    has_a_plus: bool = False
    """Whether a plus stands before it: "+26%"."""
    of_a_year: bool = False
    """Whether it is a percentage of what a year had: "102.7 % of 2021's"."""
    said: str = ""
    """The words as the text has them."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A year that an amount may belong to, at its token; at the first token the one that the reader was given."""

    token: int
    year: int
    counts_from: int | None = None
    """The year from which "last year" behind it is counted, where that is another: that of a post."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences read together; amounts before `first` belong to the stretch before."""

    tokens: tuple[Token, ...]
    amounts: tuple[Amount, ...]
    moments: tuple[Moment, ...]
    sentences: tuple[int, ...]
    """For each token, the number of its sentence."""
    first: int = 0
