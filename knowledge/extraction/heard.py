"""A part of a message with all that is known of it, and what patterns of words are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from knowledge.extraction.extracting import Extracted
from knowledge.extraction.mistakes import Part
from knowledge.extraction.reckoning import claiming
from knowledge.extraction.weighing import bounds_of
from knowledge.model import (
    Answer,
    Claim,
    Item,
    Kind,
    MetricId,
    Operation,
    Quantity,
    Query,
    Relation,
    Select,
    Span,
    Unit,
    Year,
)
from knowledge.questions.reading import Tag

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Heard:
    """A part of a message, the sentence that it is of and what is known of both: `figures` that the part says, what it
    was `read` as and what was `told` by the sentence. `before` is what it leans on.
    """

    part: Part
    sentence: Part
    figures: Sequence[Extracted]
    before: Query | None
    read: Answer
    told: Sequence[Answer] = field(default=())

    @property
    def year(self) -> Year | None:
        """The one year that the part says, or else its sentence."""
        return only(list(dict.fromkeys(self.part.words.years or self.sentence.words.years)))

    @property
    def last(self) -> bool:
        """Whether the sentence ends with the part."""
        return self.sentence.text.endswith(self.part.text)

    @property
    def years_before(self) -> set[Year]:
        """The years of what it leans on."""
        return {item.period for item in self._leant_on if item.period is not None}

    @property
    def metric_before(self) -> MetricId | None:
        """The one thing that it leans on."""
        return only(list(dict.fromkeys(item.metric for item in self._leant_on)))

    @property
    def _leant_on(self) -> Sequence[Item]:
        return self.before.items if self.before is not None else ()


def compares(told: Sequence[Answer]) -> bool:
    """Whether one of the claims is of more than a value."""
    return any(each.query is not None and each.query.operation is not Operation.VALUE for each in told)


def items_of(answer: Answer) -> Sequence[Item]:
    return answer.query.items if answer.query is not None else ()


def bounds_told(told: Sequence[Answer]) -> list[Quantity]:
    return [bound for each in told for bound in bounds_of(each)]


def only(some: Sequence[T]) -> T | None:
    return some[0] if len(some) == 1 else None


def subjects_in(tags: Sequence[Tag]) -> Sequence[str]:
    return list(dict.fromkeys(name for tag in tags for name in tag.names("subject")))


def ahead_of(one: MetricId, other: MetricId, year: Year) -> Query:
    """That one was larger than the other in a year."""
    items = tuple(Item(metric=metric, period=year) for metric in (one, other))
    return Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=Relation.ABOVE))


def moved_by(item: Item, relation: Relation) -> Query:
    """That something grew, or shrank."""
    grown = item.model_copy(update={"kind": Kind.GROWTH})
    return claiming(Operation.VALUE, (grown,), NOTHING, relation)


def in_every_year(metric: MetricId, moved: Relation, span: Span, only_in: Year | None = None) -> Query:
    """That something grew, or shrank, in every year of a span, or in one of them alone."""
    return Query(
        operation=Operation.YEARS,
        items=(Item(metric=metric, kind=Kind.GROWTH),),
        span=span,
        select=Select.ALL,
        relation=moved,
        bound=NOTHING,
        claim=Claim(relation=Relation.EQUAL, bound=Quantity.exact(only_in, Unit.YEAR) if only_in else None),
    )


NOTHING = Quantity.exact(0, Unit.PERCENT)
