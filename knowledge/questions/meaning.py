"""What a query must mean where its words, or the turn before, leave but one sense: applied to every reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from knowledge.model import Catalogue, Item, Kind, Metric, MetricId, Operation, Quantity, Query, Relation
from knowledge.questions.learnt.encoding import Encoded
from knowledge.questions.reading import Tag

_SHARE_OF_A_RISE = re.compile(
    r"\bof\s+(?:all\s+)?(?:the|that|this|its)?\s*(?:[\w']+\s+){0,9}?(?:extra|additional|added|new|increase|growth|gain|gained|rise|expansion)\b"
    r".*\b(?:percent|percentage|share|part|portion|proportion|fraction|much)\b"
    r"|\b(?:percent|percentage|share|part|portion|proportion|fraction|much)\s+of\s+(?:the|that|this|its)\s+(?:[\w']+\s+){0,3}?"
    r"(?:increase|growth|gain|rise|expansion|added)\b"
    r"|寄与率|(?:増加|増え|伸び|拡大|成長)(?:した)?(?:額|分|幅)?(?:の)?(?:うち|内)"
)


def as_meant(
    query: Query, question: Encoded, tags: Sequence[Tag], plain: str, previous: Query | None, catalogue: Catalogue
) -> Query:
    """The query, or the one that it stands for."""
    query = _of_the_whole_before(query, tags, previous)
    query = _later_over_earlier(query, question)
    query = _both_defined(query, tags, catalogue)
    query = _just_that(query, tags)
    return _part_of_a_rise(query, plain, catalogue)


def _of_the_whole_before(query: Query, tags: Sequence[Tag], previous: Query | None) -> Query:
    """ "And television?" after a share asks for the share of the same whole, unless another is named."""
    before = previous.items[0] if previous and previous.items else None
    if before is None or before.kind is not Kind.SHARE or any(tag.names("geo") or tag.names("scope") for tag in tags):
        return query
    if query.operation is not Operation.VALUE or any(item.kind is not Kind.SHARE for item in query.items):
        return query
    return query.model_copy(update={"items": tuple(item.model_copy(update={"of": before.of}) for item in query.items)})


def _later_over_earlier(query: Query, question: Encoded) -> Query:
    """Of two years that earlier turns spoke of, "how many times?" sets the later against the earlier."""
    if query.operation is not Operation.RATIO or len(query.items) != 2 or any(map(question.said, question.years)):
        return query
    first, second = query.items
    same = first.metric == second.metric and first.kind is second.kind
    if same and first.period and second.period and first.period < second.period:
        return query.model_copy(update={"items": (second, first)})
    return query


def _both_defined(query: Query, tags: Sequence[Tag], catalogue: Catalogue) -> Query:
    """ "How do the broad and the production market differ by definition?" asks for both definitions."""
    if query.operation is not Operation.DEFINITION or len(query.items) != 1 or query.claim is not None:
        return query
    mine = catalogue.metrics[query.items[0].metric]
    wholes = [
        each.id
        for each in catalogue.metrics.values()
        if each.id != mine.id and not each.subject and each.geography is mine.geography and each.unit is mine.unit
        if each.scope != mine.scope and any(_scope(each) in tag.names("scope") for tag in tags)
    ]
    named = any(_scope(mine) in tag.names("scope") for tag in tags)
    if len(wholes) != 1 or not named:
        return query
    return query.model_copy(update={"items": (*query.items, Item(metric=wholes[0]))})


def _scope(metric: Metric) -> str:
    return metric.scope.value.removesuffix("_market")


def _just_that(query: Query, tags: Sequence[Tag]) -> Query:
    """ "It crept up by a mere 2.8 %" says 2.8 %, not more or less, where no word says so."""
    claim = query.claim
    if claim is None or claim.bound is None or claim.relation not in (Relation.ABOVE, Relation.BELOW):
        return query
    compared = any(tag.names("relation") for tag in tags)
    just = any(
        before.has("op:only") and after.number is not None and after.number.value == claim.bound.value
        for before, after in pairwise(tags)
    )
    if compared or not just:
        return query
    return query.model_copy(update={"claim": claim.model_copy(update={"relation": Relation.EQUAL})})


def _part_of_a_rise(query: Query, plain: str, catalogue: Catalogue) -> Query:
    """ "Of the yen that were added, what percent came from overseas?": what a part did for its whole."""
    items = _ends(query)
    if items is None or query.claim is not None or not _SHARE_OF_A_RISE.search(plain):
        return query
    if catalogue.metrics[items[0].metric].whole is None:
        return query
    return query.model_copy(update={"operation": Operation.CONTRIBUTION, "items": items, "unit": None})


def _ends(query: Query) -> tuple[Item, Item] | None:
    """The later and the earlier end of a change of one metric."""
    between = query.operation in (Operation.DIFFERENCE, Operation.CHANGE) and len(query.items) == 2
    levels = all(item.kind is Kind.LEVEL and item.period for item in query.items)
    if between and levels and query.items[0].metric == query.items[1].metric:
        first, second = sorted(query.items, key=lambda item: -(item.period or 0))
        return _level(first), _level(second)
    if (
        query.operation is Operation.SERIES
        and len(query.items) == 1
        and query.span
        and query.span.start
        and query.span.end
    ):
        metric = query.items[0].metric
        return Item(metric=metric, period=query.span.end), Item(metric=metric, period=query.span.start)
    only = query.items[0] if query.operation is Operation.VALUE and len(query.items) == 1 else None
    if only is None or only.kind is not Kind.GROWTH or only.period is None:
        return None
    return _level(only), _level(only.model_copy(update={"period": only.period - 1}))


def _level(item: Item) -> Item:
    return Item(metric=item.metric, period=item.period)


def both_claims(query: Query, question: Encoded, tags: Sequence[Tag], catalogue: Catalogue) -> Query:
    """Two claims, where two things are named and two amounts of one unit, in the order in which they are named:
    "51 events in 136 countries", "home rose 26 % and overseas 2.8 %".
    """
    claim = query.claim
    if claim is None or claim.bound is None or query.operation is not Operation.VALUE or len(query.items) != 1:
        return query
    found = {amount.quantity.value: amount.quantity for amount in question.amounts if amount.tag and amount.tag.number}
    amounts = [each for each in found.values() if each.unit is claim.bound.unit]
    metric = query.items[0].metric
    named = [metric, *_others_named(metric, tags, catalogue)]
    places = {each: _place(catalogue.metrics[each], tags) for each in named}
    if len(amounts) != 2 or len(named) != 2 or None in places.values():
        return query
    ordered = sorted(named, key=lambda each: places[each] or 0)
    if _counts(amounts[0], ordered[1], places, tags) or _counts(amounts[1], ordered[0], places, tags):
        ordered.reverse()
    parts = tuple(
        query.model_copy(
            update={
                "items": (query.items[0].model_copy(update={"metric": each}),),
                "claim": claim.model_copy(update={"bound": amount}),
            }
        )
        for each, amount in zip(ordered, amounts, strict=True)
    )
    return Query(operation=Operation.PARTS, parts=parts)


def _counts(amount: Quantity, metric: MetricId, places: Mapping[MetricId, int | None], tags: Sequence[Tag]) -> bool:
    """Whether an amount stands right before the name of what it counts: 51の国."""
    place = places[metric] or 0
    near = (
        [tags[place - 1], *([tags[place - 2]] if place > 1 and tags[place - 1].has("sep:of") else [])] if place else []
    )
    return any(tag.number is not None and tag.number.value == amount.value for tag in near)


def _others_named(metric: MetricId, tags: Sequence[Tag], catalogue: Catalogue) -> list[MetricId]:
    """The other metrics of the same scope and unit that the question names."""
    mine = catalogue.metrics[metric]
    return [
        other.id
        for other in catalogue.metrics.values()
        if other.id != metric and (other.scope, other.unit, other.status) == (mine.scope, mine.unit, mine.status)
        if bool(other.subject) == bool(mine.subject) and _place(other, tags) is not None
    ]


def _place(metric: Metric, tags: Sequence[Tag]) -> int | None:
    """Where a metric is named by what tells it from its siblings; None where it isn't."""
    role, name = ("subject", metric.subject) if metric.subject else ("geo", metric.geography.value)
    return next((place for place, tag in enumerate(tags) if name in tag.names(role)), None)
