"""Who is ahead of whom: "A was overtaken by B" says what "B overtook A" says, and in AよりBが大きい B is larger."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Catalogue, Metric, MetricId, Query
from knowledge.questions.reading import Tag

PASSIVE, THAN, CONTRAST = "relation:by", "relation:than", "sep:contrast"
FAVOURED = "mark:favoured"
"""Of の方が: what stands before it is ahead, not what it is compared with."""

NOBODY: frozenset[str] = frozenset()
MARKETS = ("geo:overseas", "geo:domestic")


def turned_round(query: Query, tags: Sequence[Tag], language: str, catalogue: Catalogue) -> Query:
    """The query with the one that is said to be ahead, or behind, as its first item, where the words settle which."""
    relation = query.claim.relation if query.claim else query.relation
    if relation is None or not relation.is_bound or len(query.items) != 2:
        return query
    if language == "ja" and relation.is_upwards:
        query = _of_the_named(query, favoured_over(tags, catalogue))
    first, second = (_named_by(catalogue.metrics[item.metric]) for item in query.items)
    agent = _agent(tags, language) if relation.is_upwards else NOBODY
    standard = _standard(tags) if language == "ja" and query.claim else NOBODY
    ahead = _favoured(tags) if language == "ja" and relation.is_upwards else NOBODY
    placed = first != second and (second in agent | ahead or first in standard)
    placed = placed or (language == "en" and relation.is_upwards and _contrasted(query, tags, catalogue) == 1)
    years = tuple(item.period for item in query.items)
    dated = language == "en" and bool(query.claim) and years[0] != years[1] and _years_around_than(tags) == years[::-1]
    return query.model_copy(update={"items": query.items[::-1]}) if placed or dated else query


def _of_the_named(query: Query, pair: Sequence[MetricId]) -> Query:
    """The query; of two categories, where one was taken for the market that both are part of: 国内はAよりBのほうが."""
    if not pair or {*pair} <= {item.metric for item in query.items}:
        return query
    items = (item.model_copy(update={"metric": metric}) for item, metric in zip(query.items, pair, strict=True))
    return query.model_copy(update={"items": tuple(items)})


def favoured_over(tags: Sequence[Tag], catalogue: Catalogue) -> tuple[MetricId, ...]:
    """The category before のほうが and the one before より, where there is one of each."""
    categories = {f"subject:{subject}": metric for subject, metric in catalogue.categories.items()}
    named = [[categories[each] for each in said if each in categories] for said in (_favoured(tags), _standard(tags))]
    return tuple(each[0] for each in named) if all(len(each) == 1 for each in named) else ()


def _contrasted(query: Query, tags: Sequence[Tag], catalogue: Catalogue) -> int | None:
    """Which item alone is named behind the one "but", with what it is ahead by: "A is loud, but B is larger"."""
    cuts = [index for index, tag in enumerate(tags) if tag.has(CONTRAST)]
    if len(cuts) != 1 or not cuts[0] or any(tag.has(THAN) for tag in tags):
        return None
    behind = tags[cuts[0] :]
    named = [index for index, item in enumerate(query.items) if _names(behind, catalogue.metrics[item.metric])]
    leads = any(tag.has("change:up", "relation:above", "op:overtake", "op:highest") for tag in behind)
    return named[0] if leads and len(named) == 1 else None


def _named_by(metric: Metric) -> str:
    """The concept that names what a metric measures, or else where."""
    return f"subject:{metric.subject}" if metric.subject else f"geo:{metric.geography.value}"


def _names(tags: Sequence[Tag], metric: Metric) -> bool:
    return any(tag.has(_named_by(metric)) for tag in tags)


def _years_around_than(tags: Sequence[Tag]) -> tuple[int | None, ...]:
    """The one year said before "than" and the one behind it: the second is what the first is compared with."""
    places = [index for index, tag in enumerate(tags) if tag.has(THAN)]
    if len(places) != 1:
        return ()
    sides = (tags[: places[0]], tags[places[0] :])
    said = [{tag.year for tag in side if tag.year is not None} for side in sides]
    return tuple(next(iter(years)) for years in said) if all(len(years) == 1 for years in said) else ()


def _standard(tags: Sequence[Tag]) -> frozenset[str]:
    """What another thing is compared with: the one right before より, where there is one より."""
    than = [index for index, tag in enumerate(tags) if tag.has(THAN) or tag.text == "より上"]
    told = _right_before(tags, [index for index in than if not tags[index].has(FAVOURED)])
    return told or _exceeded(tags)


def _exceeded(tags: Sequence[Tag]) -> frozenset[str]:
    """The market that another is said to exceed: the last that is named before を超える, を上回る."""
    places = [index for index, tag in enumerate(tags) if tag.text.startswith(("を超え", "を上回", "を抜"))]
    if len(places) != 1:
        return NOBODY
    near = tags[max(0, places[0] - 3) : places[0]]
    return next((tag.concepts for tag in reversed(near) if tag.has(*MARKETS)), NOBODY)


def _favoured(tags: Sequence[Tag]) -> frozenset[str]:
    """What is said to be ahead: the one right before の方が, where there is one."""
    return _right_before(tags, [index for index, tag in enumerate(tags) if tag.has(FAVOURED)])


def _right_before(tags: Sequence[Tag], places: Sequence[int]) -> frozenset[str]:
    if len(places) != 1:
        return NOBODY
    return next((tag.concepts for tag in tags[max(0, places[0] - 1) : places[0]]), NOBODY)


def _agent(tags: Sequence[Tag], language: str) -> frozenset[str]:
    """What is named next to the passive: behind it in English, before it in Japanese."""
    index = next((index for index, tag in enumerate(tags) if tag.has(PASSIVE)), None)
    if index is None:
        return NOBODY
    near = tags[index + 1 : index + 4] if language == "en" else tags[max(0, index - 1) : index]
    return next((tag.concepts for tag in near if tag.has(*MARKETS) or any(tag.names("subject"))), NOBODY)
