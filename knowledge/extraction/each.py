"""What is said of each of several things: "both TV and films passed 100 billion", テレビも映画も1000億円を超えた."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from knowledge.extraction.hearing import Told, claims_of
from knowledge.extraction.leads import ABROAD, AT_HOME, named_in
from knowledge.model import Item, MetricId, Operation, Query
from knowledge.questions import Claimed
from knowledge.questions.reading import Tag

EACH = frozenset({"alike", "neither", "いずれも", "ともに", "揃って", "そろって"})
"""Words, beside those for both, that say it of each."""

PLACES_ALIKE = frozenset({"国内も海外も", "海外も国内も", "home and abroad", "at home and abroad"})

BETWEEN = "between"
"""Begins the words for both that say it of them together."""


def of_each(told: Told, tags: Sequence[Tag], names: Mapping[str, MetricId]) -> Told:
    """What is claimed of one of the things that a text names, or of their sum, as claimed of each of them where it says
    so; `names` are concepts and what they name.
    """
    named = _named(tags, names)
    amounts = [tag for tag in tags if tag.number is not None and tag.year is None]
    if len(named) < 2 or len(amounts) > 1 or not _says_each(tags):
        return told
    found: list[tuple[str, Claimed]] = []
    for part, claimed in told:
        query = claimed.query
        summed = query is not None and query.operation is Operation.SUM and len(query.items) > 1
        if query is None or not summed:
            found.append((part, claimed))
        else:
            found += ((part, Claimed(claimed.chance, _of(query, item))) for item in query.items)
    for part, claimed in tuple(found):
        if claimed.query is not None and claimed.query.claim is not None:
            missing = _missing(claimed.query, claims_of(tuple(found)), named)
            found += ((part, Claimed(claimed.chance, query)) for query in missing)
    return tuple(found)


def _missing(query: Query, told: Sequence[Query], named: Sequence[MetricId]) -> Iterator[Query]:
    """The same claim of what is named and of which nothing is claimed yet."""
    if query.operation not in (Operation.VALUE, Operation.COMPARE) or not query.items:
        return
    first, *others = query.items
    if first.metric not in named or len(others) > 1 or (query.operation is Operation.VALUE and others):
        return
    claimed = {each.items[0].metric for each in told if each.items} | {item.metric for item in others}
    for metric in named:
        if metric not in claimed:
            items = (first.model_copy(update={"metric": metric}), *others)
            yield query.model_copy(update={"items": items})


def _of(query: Query, item: Item) -> Query:
    return query.model_copy(update={"operation": Operation.VALUE, "items": (item,)})


def _named(tags: Sequence[Tag], names: Mapping[str, MetricId]) -> list[MetricId]:
    """The things that are named: the categories, or else the two markets."""
    found = named_in(tags, names)
    places = [metric for metric in found if metric in (ABROAD, AT_HOME)]
    if any(tag.text in PLACES_ALIKE for tag in tags):
        places = [ABROAD, AT_HOME]
    categories = [metric for metric in found if metric not in (ABROAD, AT_HOME)]
    return categories or places


def _says_each(tags: Sequence[Tag]) -> bool:
    if any(tag.has("op:sum") or tag.text.startswith(BETWEEN) for tag in tags):
        return False
    every = any(tag.has("followup:both") or tag.text in EACH or tag.text in PLACES_ALIKE for tag in tags)
    pairs = [(one.text, other.text) for one, other in pairwise(tags)]
    return every or ("どちら", "も") in pairs or any(one in ("are", "were") and other == "all" for one, other in pairs)
