"""What the next turn of a conversation may lean on: the query that was answered, and the year that was its answer."""

from __future__ import annotations

from knowledge.model import Answer, Item, Operation, Query

OF_YEARS = frozenset({Operation.EXTREME, Operation.YEARS})


def remembered(answer: Answer) -> Query | None:
    """The query as it was resolved; of two asked at once, the last. None where nothing was read."""
    query = answer.query
    if query is None:
        return None
    query = query.parts[-1] if query.parts else query
    found = _year_found(answer) if query.operation in OF_YEARS else None
    return query.model_copy(update={"before": (found,)}) if found else query


def _year_found(answer: Answer) -> Item | None:
    """The item of the year that answers "when was it highest?"."""
    return next((value.item for value in answer.values if value.item is not None and value.item.period), None)
