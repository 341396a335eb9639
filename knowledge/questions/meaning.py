"""What a query must mean where its words, or the turn before, leave but one sense: applied to every reading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Catalogue, Item, Kind, Operation, Query
from knowledge.questions.learnt.encoding import Encoded
from knowledge.questions.reading import Tag

_SHARE_OF_A_RISE = re.compile(
    r"\bof\s+(?:all\s+)?(?:the|that|this|its)?\s*(?:[\w']+\s+){0,9}?(?:extra|additional|added|new|increase|growth|gain|gained|rise|expansion)\b"
    r".*\b(?:percent|percentage|share|part|portion|proportion|fraction|much)\b"
    r"|\b(?:percent|percentage|share|part|portion|proportion|fraction|much)\s+of\s+(?:the|that|this|its)\s+(?:\w+\s+){0,3}?"
    r"(?:increase|growth|gain|rise|expansion|added)\b"
    r"|寄与率|(?:増加|増え|伸び|拡大|成長)(?:した)?(?:額|分|幅)?(?:の)?(?:うち|内)"
)


def as_meant(
    query: Query, question: Encoded, tags: Sequence[Tag], plain: str, previous: Query | None, catalogue: Catalogue
) -> Query:
    """The query, or the one that it stands for."""
    query = _of_the_whole_before(query, tags, previous)
    query = _later_over_earlier(query, question)
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


def _part_of_a_rise(query: Query, plain: str, catalogue: Catalogue) -> Query:
    """ "Of the yen that were added, what percent came from overseas?": what a part brought to the change of its whole."""
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
    only = query.items[0] if query.operation is Operation.VALUE and len(query.items) == 1 else None
    if only is None or only.kind is not Kind.GROWTH or only.period is None:
        return None
    return _level(only), _level(only.model_copy(update={"period": only.period - 1}))


def _level(item: Item) -> Item:
    return Item(metric=item.metric, period=item.period)
