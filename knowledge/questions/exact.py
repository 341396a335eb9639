"""A claim as certain words make it, however it was read: of units, goals, changes and bounds."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Catalogue, Operation, Query
from knowledge.questions.bounds import barely_more, in_its_range, not_in_it, not_passed, not_so_much
from knowledge.questions.goals import (
    beside_what_is_sold,
    not_of_anime_alone,
    of_the_wider_goal,
)
from knowledge.questions.moving import (
    as_bounded,
    as_it_moved,
    as_they_fell,
    by_how_much,
    fallen,
    in_years_of_digits,
    in_years_of_falls,
    of_so_many_digits,
)
from knowledge.questions.ratios import as_a_ratio, as_a_share
from knowledge.questions.reading import Tag
from knowledge.questions.units import as_a_rate, in_dollars, in_percent, in_the_scale_beside


def of_more_than_one_year(query: Query) -> Query:
    """The highest of years, of all that are held: of one year alone, that would be so of any."""
    alone = query.span is not None and query.span.start == query.span.end is not None
    return query.model_copy(update={"span": None}) if query.operation is Operation.EXTREME and alone else query


IN_ORDER = (
    as_bounded,
    as_they_fell,
    in_years_of_falls,
    in_years_of_digits,
    by_how_much,
    fallen,
    as_it_moved,
    of_so_many_digits,
    not_so_much,
    not_passed,
    barely_more,
)
"""What words of change and of bounds make of a claim, one after the other."""


def exactly(query: Query, tags: Sequence[Tag], catalogue: Catalogue, said: Sequence[Tag] = ()) -> Query:
    """The claim, or each of several, as all of these words have it; `said` is all of what is said, where they are a
    part of it.
    """
    if query.parts:
        parts = (part if part.claim is None else exactly(part, tags, catalogue, said) for part in query.parts)
        return query.model_copy(update={"parts": tuple(parts)})
    query = in_the_scale_beside(in_dollars(query, said or tags), tags, said or tags, catalogue)
    query = in_percent(as_a_rate(beside_what_is_sold(query, catalogue)))
    query = not_of_anime_alone(as_a_ratio(query, tags), said or tags)
    query = as_a_share(of_more_than_one_year(of_the_wider_goal(query, said or tags, catalogue)), tags)
    for worded in IN_ORDER:
        query = worded(query, tags)
    return not_in_it(in_its_range(query), tags)
