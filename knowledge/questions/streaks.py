"""Years in a row: "three years running" and 3年連続 mean the last three years, up to the one that is said."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Catalogue, Operation, Query, Select, Span, Unit
from knowledge.questions.reading import Tag
from knowledge.questions.spelled import WORDS

RUNNING = ("op:continuous", "op:always")
MOST_YEARS = 20
NEAR = 3
"""Words that may lie between how many years and that they are in a row."""


def in_a_row(query: Query, tags: Sequence[Tag], catalogue: Catalogue) -> Query:
    """A query of all years, of as many as the words count; others as they are."""
    of_one = query.span is None or query.span.start == query.span.end  # "for the fourth year in a row in 2024"
    if query.operation is not Operation.YEARS or query.select is not Select.ALL or not of_one:
        return query
    count = _count(tags)
    if count is None:
        return query
    said = [tag.year for tag in tags if tag.year is not None and str(tag.year) in tag.text]
    last = max(said) if said else catalogue.years_observed[1]
    return query.model_copy(update={"span": Span(start=last - count + 1, end=last)})


def _count(tags: Sequence[Tag]) -> int | None:
    """How many years are said to be in a row."""
    place = next((index for index, tag in enumerate(tags) if tag.has(*RUNNING)), None)
    if place is None:
        return None
    near = tags[max(0, place - NEAR) : place + 1]
    if not any(_of_years(tag) for tag in (*near, *tags[place : place + 2])):
        return None
    counts = [found for tag in near if (found := _number(tag)) is not None and 1 < found <= MOST_YEARS]
    return counts[-1] if counts else None


def _of_years(tag: Tag) -> bool:
    return tag.has("period:years_word") or (tag.number is not None and tag.number.unit is Unit.YEARS)


def _number(tag: Tag) -> int | None:
    """The number of a word, also of one that was taken for a year: "for 10 straight years"."""
    last = tag.text.split(" ")[-1]
    if last.isdecimal() and len(last) < len("2024"):
        return int(last)
    if last in WORDS:
        return WORDS[last]
    if tag.number is not None and tag.year is None and tag.number.value == tag.number.value.to_integral_value():
        return int(tag.number.value)
    return next((int(name) for name in tag.names("ordinal") if name.isdecimal()), None)
