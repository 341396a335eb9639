"""What a query comes to: two queries that give the same answer are the same reading."""

from __future__ import annotations

from typing import TypeAlias

from knowledge.answering import Desk
from knowledge.model import AnswerStatus, Operation, Query, Value

Essence: TypeAlias = tuple[object, ...]
BY_ITEMS = frozenset({Operation.DEFINITION, Operation.PROVENANCE, Operation.HISTORY, Operation.COVERAGE})


def essence(query: Query | None, desk: Desk) -> Essence | None:
    """The verdict, else the headline numbers to four digits, else what is spoken of; None where nothing is answered."""
    if query is None:
        return None
    answer = desk.answer(query)
    if answer.status is not AnswerStatus.ANSWERED:
        return None
    if answer.parts:
        return ("parts", *(essence(part, desk) for part in query.parts))
    if answer.verdict is not None:
        return (answer.verdict,)
    if query.operation in BY_ITEMS:
        return query.operation, query.items
    if query.operation is Operation.STATEMENT:
        return query.statements[:1]
    numbers = [_rounded(value) for value in answer.values]
    several = query.operation is Operation.VALUE and len(query.items) > 1
    return tuple(sorted(numbers)) if several else tuple(numbers[:1])


def _rounded(value: Value) -> tuple[str, str]:
    return f"{value.quantity.value:.4g}", value.quantity.unit.value
