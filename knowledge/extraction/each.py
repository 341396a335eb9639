"""What is said of each of several things: "both TV and films passed 100 billion", テレビも映画も1000億円を超えた."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from knowledge.extraction.hearing import Told, claims_of
from knowledge.extraction.leads import ABROAD, AHEAD, AT_HOME, BEHIND, named_in
from knowledge.model import Claim, Item, Kind, MetricId, Operation, Quantity, Query, Relation, Unit
from knowledge.questions import Claimed
from knowledge.questions.reading import Tag

EACH = frozenset({"alike", "neither"})
PAIRS = frozenset({("どちら", "も"), ("いずれ", "も"), ("とも", "に"), ("揃", "って"), ("そろ", "って")})
"""Words, beside those for both, that say it of each; in Japanese two that stand beside each other."""

PLACES_ALIKE = frozenset({"国内も海外も", "海外も国内も", "home and abroad", "at home and abroad"})

BESIDE_NAMES = frozenset({"anime", "the", "market", "markets", "nor", "and", "or", "(", "アニメ"})
"""Words that may stand between the names of a list."""

JOINING = frozenset({"も", "と", "・", "や", "及び", "および"})

LIKELY = 0.6
"""The chance, at least, of what words make of a claim."""

BETWEEN = "between"
"""Begins the words for both that say it of them together."""


def of_each(told: Told, tags: Sequence[Tag], names: Mapping[str, MetricId]) -> Told:
    """What is claimed of one of the things that a text lists, or of their sum, as claimed of each of them where it says
    so; `names` are concepts and what they name.
    """
    listed = _listed(tags, names)
    if len(listed) < 2 or len(_amounts(tags)) > 1:
        return told
    found: list[tuple[str, Claimed]] = []
    for part, claimed in told:
        query = claimed.query
        if query is None or not _is_of_several(query, listed):
            found.append((part, claimed))
        else:
            every = [item for item in query.items if item.metric in listed]
            found += ((part, Claimed(max(claimed.chance, LIKELY), _of(query, item, listed))) for item in every)
    for part, claimed in tuple(found):
        if claimed.query is not None and claimed.query.claim is not None:
            missing = _missing(claimed.query, claims_of(tuple(found)), listed)
            found += ((part, Claimed(max(claimed.chance, LIKELY), query)) for query in missing)
    return tuple(found)


def _is_of_several(query: Query, listed: Sequence[MetricId]) -> bool:
    """Whether a claim is of the sum of what is listed, or holds all of that against another thing."""
    among = [item for item in query.items if item.metric in listed]
    if query.claim is None or len(among) < 2:
        return False
    summed = query.operation is Operation.SUM and len(among) == len(query.items)
    return summed or (query.operation is Operation.COMPARE and len(among) == len(query.items) - 1)


def _of(query: Query, item: Item, listed: Sequence[MetricId]) -> Query:
    """The claim of one of them; of several that are held against one thing, or that one thing is held against."""
    if query.operation is Operation.SUM:
        return query.model_copy(update={"operation": Operation.VALUE, "items": (item,)})
    against = next(each for each in query.items if each.metric not in listed)
    items = (against, item) if against is query.items[0] else (item, against)
    return query.model_copy(update={"items": items})


def of_each_year(told: Told, tags: Sequence[Tag]) -> Told:
    """What is claimed of one of two years that a text joins, as claimed of both: "outgrew it in 2021 and 2022"."""
    joined = _joined_years(tags)
    if len(joined) != 2 or len(_amounts(tags)) > 1:
        return told
    found: list[tuple[str, Claimed]] = []
    for part, claimed in told:
        query = claimed.query
        query = query and _of_growth(query, joined, tags)
        if query is None or not _is_of_one_of(query, joined):
            found.append((part, claimed))
            continue
        found += ((part, Claimed(max(claimed.chance, LIKELY), _in_year(query, year))) for year in joined)
    return tuple(dict.fromkeys(found))


def _of_growth(query: Query, years: Sequence[int], tags: Sequence[Tag]) -> Query:
    """A claim that holds one thing in two years against itself, as one of its growth where it says that it grew, or by
    how many percent, and nothing holds them against each other.
    """
    if query.claim is None or len(query.items) != 2 or len({item.metric for item in query.items}) != 1:
        return query
    grew, fell = (any(tag.has(way) for tag in tags) for way in ("change:up", "change:down"))
    against = any(tag.has(*AHEAD, *BEHIND, "relation:than") and tag.number is None for tag in tags)
    if grew == fell or against or {item.period for item in query.items} != {*years}:
        return query
    item = query.items[0].model_copy(update={"kind": Kind.GROWTH})
    bound = query.claim.bound
    if query.operation is Operation.CHANGE and bound is not None and bound.unit is Unit.PERCENT:
        return Query(operation=Operation.VALUE, items=(item,), claim=query.claim)
    if query.operation is not Operation.COMPARE or bound is not None:
        return query
    claim = Claim(relation=Relation.ABOVE if grew else Relation.BELOW, bound=Quantity.exact(0, Unit.PERCENT))
    return Query(operation=Operation.VALUE, items=(item,), claim=claim)


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
        return len({item.metric for item in query.items}) == 1
    compared = query.operation is Operation.COMPARE and len(query.items) == 2
    return compared and query.items[0].metric != query.items[1].metric


def _in_year(query: Query, year: int) -> Query:
    """The claim of that year; of one thing in several years, of it once."""
    items = query.items[:1] if query.operation is Operation.VALUE else query.items
    return query.model_copy(update={"items": tuple(item.model_copy(update={"period": year}) for item in items)})


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


def _amounts(tags: Sequence[Tag]) -> list[Tag]:
    return [tag for tag in tags if tag.number is not None and tag.year is None]


def _listed(tags: Sequence[Tag], names: Mapping[str, MetricId]) -> list[MetricId]:
    """The things that are named one behind the other, where something is said of each of them."""
    if any(tag.has("op:sum") or tag.text.startswith(BETWEEN) for tag in tags):
        return []
    if any(tag.text in PLACES_ALIKE for tag in tags):
        return [ABROAD, AT_HOME]
    lists: list[tuple[int, list[MetricId]]] = []
    last = -len(tags)
    for place, tag in enumerate(tags):
        if not (named := named_in([tag], names)):
            continue
        between = tags[last + 1 : place] if last >= 0 else ()
        joined = bool(between) and all(map(_joins, between))
        if joined and lists:
            lists[-1][1].extend(named)
        else:
            lists.append((place, named))
        last = place
    several = [(place, list(dict.fromkeys(named))) for place, named in lists if len(set(named)) > 1]
    if not several:
        return []
    place, listed = several[0]
    also = [tag.text for tag in tags[place + 1 : place + 2]] == ["も"]
    return listed if also or _says_each(tags) else []


def _joins(tag: Tag) -> bool:
    """Whether a word may stand between two names of a list."""
    return tag.has("sep:and", "sep:comma") or tag.text in JOINING or tag.text in BESIDE_NAMES


def _says_each(tags: Sequence[Tag]) -> bool:
    every = any(tag.has("followup:both") or tag.text in EACH for tag in tags)
    pairs = [(one.text, other.text) for one, other in pairwise(tags)]
    are_all = any(one in ("are", "were") and other == "all" for one, other in pairs)
    return every or are_all or not PAIRS.isdisjoint(pairs)
