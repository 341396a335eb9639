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

JOINING = frozenset({"も", "と", "・", "や", "及び", "および"})

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


def of_each_year(told: Told, tags: Sequence[Tag]) -> Told:
    """What is claimed of one of two years that a text joins, as claimed of both: "outgrew it in 2021 and 2022"."""
    amounts = [tag for tag in tags if tag.number is not None and tag.year is None]
    joined = _joined_years(tags)
    if len(joined) != 2 or len(amounts) > 1:
        return told
    found: list[tuple[str, Claimed]] = []
    for part, claimed in told:
        query = claimed.query
        if query is None or not _is_of_one_of(query, joined):
            found.append((part, claimed))
            continue
        found += ((part, Claimed(claimed.chance, _in_year(query, year))) for year in joined)
    return tuple(dict.fromkeys(found))


def _joined_years(tags: Sequence[Tag]) -> list[int]:
    """Two years with nothing but an "and" between them, if a text names no others."""
    named = [(place, tag.year) for place, tag in enumerate(tags) if tag.year is not None]
    if len(named) != 2 or named[1][0] - named[0][0] != 2:
        return []
    (place, first), (_, second) = named
    joiner = tags[place + 1]
    from_to = place > 0 and tags[place - 1].has("period:between", "period:from")
    joins = not from_to and (joiner.has("sep:and") or joiner.text in JOINING)
    return [first, second] if joins and first is not None and second is not None and first != second else []


def _is_of_one_of(query: Query, years: Sequence[int]) -> bool:
    """Whether a claim is of one figure in one of two years, or of two things in these."""
    if query.claim is None or not all(item.period in years for item in query.items):
        return False
    if query.operation is Operation.VALUE:
        return len(query.items) == 1
    compared = query.operation is Operation.COMPARE and len(query.items) == 2
    return compared and query.items[0].metric != query.items[1].metric


def _in_year(query: Query, year: int) -> Query:
    return query.model_copy(update={"items": tuple(item.model_copy(update={"period": year}) for item in query.items)})


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
