"""Which place of its kind each of several things is said to have: "1位は配信で2位は映画", "games came first"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from knowledge.extraction.leads import BEHIND
from knowledge.model import Claim, Item, Kind, MetricId, Operation, Quantity, Query, Relation, Unit, Year
from knowledge.questions.reading import Tag
from knowledge.questions.spoken import MULTIPLES

FIRST, LAST = 1, -1

_PLACE = re.compile(r"([1-9]|10)(?:位|番手|番目|st|nd|rd|th)")
_SPELLED = {kanji: place for place, kanji in enumerate("一二三四五六七八九", 1)}
_IN_WORDS = re.compile(rf"([{''.join(_SPELLED)}])(?:位|番手|番目)")

_NOT_OF_SIZE = ("change:", "kind:growth", "relation:not", "op:always", "period:since", "period:ever", "topic:record")
"""What makes a first one of growth, or of years, or denies it; a thing is also named to be held against another."""

NEXT = ("mark:next", "op:rank")
"""What names stand in their order by."""

NEAR = 3
"""Tags within which a word says more of a first: "second biggest", 一番小さい."""


def placed(tags: Sequence[Tag], names: Mapping[str, MetricId], year: Year | None) -> Iterator[Query]:
    """The places that are told of things by their names (subject -> metric), in a year."""
    named = list(_named(tags, names))
    if not named or any(concept.startswith(_NOT_OF_SIZE) for tag in tags for concept in tag.concepts):
        return
    if any(one.has(*BEHIND) and any(each in names for each in other.names("subject")) for one, other in pairwise(tags)):
        return
    if any(tag.has(*MULTIPLES) or (tag.has("relation:than") and not tag.has(*NEXT)) for tag in tags):
        return
    if len(named) == 2 and any(one.text == "の" and other.text.startswith("次") for one, other in pairwise(tags)):
        if not any(tag.has("relation:below") for tag in tags):
            for place, (_, metric) in enumerate(named, start=FIRST):  # 商品化の次に大きいのは遊興
                yield _ranked(metric, list(names.values()), year, place)
        return
    places = list(_places(tags))
    following = any(tag.has(*NEXT) for tag in tags)
    if len(named) != len({metric for _, metric in named}):
        return
    if len(named) == len(places):
        told = [(metric, place) for (_, metric), (_, place) in zip(named, places, strict=True)]
    elif following and len(named) > 1 and [place for _, place in places] in ([], [FIRST]):
        upwards = not places and any(tag.has("relation:below") for tag in tags)  # 小さい順に
        told = [
            (metric, len(names) + 1 - place if upwards else place) for place, (_, metric) in enumerate(named, start=1)
        ]
    else:
        return
    for metric, place in told:
        yield _ranked(metric, list(names.values()), year, place)


def _named(tags: Sequence[Tag], names: Mapping[str, MetricId]) -> Iterator[tuple[int, MetricId]]:
    """The things that are named, each where it is named first in a row: 遊興（アミューズメント）."""
    before: MetricId | None = None
    for index, tag in enumerate(tags):
        metric = next((names[each] for each in tag.names("subject") if each in names), None)
        if metric is not None and metric != before:
            yield index, metric
        before = metric or before


def _places(tags: Sequence[Tag]) -> Iterator[tuple[int, int]]:
    """The places that are told: where, and which, counted from the first or, below nought, from the last."""
    told = -NEAR
    for index in range(len(tags)):
        place = _place(tags, index)
        if place is not None and index - told >= NEAR:
            yield index, place
            told = index


def _place(tags: Sequence[Tag], index: int) -> int | None:
    tag = tags[index]
    found = _PLACE.fullmatch(tag.text) or _IN_WORDS.fullmatch(tag.text)
    if found is not None:
        return _SPELLED.get(found[1]) or int(found[1])
    ordinal = next(iter(tag.names("ordinal")), None)
    if ordinal is not None:
        return int(ordinal)
    behind = tags[index + 1 : index + NEAR]
    if any(each.has("period:years_word") for each in behind):
        return None
    if tag.has("mark:largest"):
        return FIRST
    if tag.has("mark:smallest"):
        return LAST
    return _superlative(behind) if tag.has("op:superlative") else None


def _superlative(behind: Sequence[Tag]) -> int | None:
    """一番大きい, 最も小さい."""
    relations = ("relation:below", "relation:above")
    size = next((each for each in behind if each.has(*relations)), None)
    return None if size is None else LAST if size.has("relation:below") else FIRST


def _ranked(metric: MetricId, every: Sequence[MetricId], year: Year | None, place: int) -> Query:
    return ranked(metric, every, year, len(every) if place == LAST else place)


def ranked(
    metric: MetricId, every: Sequence[MetricId], year: Year | None, place: int, kind: Kind = Kind.LEVEL
) -> Query:
    """The claim that one of several things has a place among all of them."""
    claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(place, Unit.COUNT))
    others = (each for each in every if each != metric)
    items = tuple(Item(metric=each, kind=kind, period=year) for each in (metric, *others))
    return Query(operation=Operation.RANK, items=items, claim=claim)
