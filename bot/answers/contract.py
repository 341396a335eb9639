"""An answer as one JSON object a turn, the contract of `ask --json` and `ask --batch`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from bot.answers.composing import compose
from bot.answers.provenance import all_sources, origins
from bot.answers.reading import label
from bot.answers.text import plain
from bot.answers.voice import Voice
from knowledge.model import Answer, Value


def turn_object(answer: Answer, voice: Voice, *, id: str, turn: int) -> dict[str, Any]:
    """The object for one turn of a conversation; numbers are in whole units."""
    return {
        "id": id,
        "turn": turn,
        "status": answer.status.value,
        "text": plain(compose(answer, voice), voice),
        "quantities": [_quantity(value) for value in _numbers(answer)],
        "verdict": answer.verdict.value if answer.verdict else None,
        "sources": all_sources(answer),
        "choices": [label(choice, voice) for choice in answer.choices],
    }


def _numbers(answer: Answer) -> Iterable[Value]:
    """The asked-for numbers first, of all parts, then those beside them."""
    answers = answer.parts or (answer,)
    yield from (value for part in answers for value in part.values)
    yield from (value for part in answers for value in part.context)


def _quantity(value: Value) -> dict[str, Any]:
    item = value.item
    return {
        "value": number_of(value.quantity.value),
        "unit": value.quantity.unit.value,
        "low": number_of(value.quantity.low),
        "high": number_of(value.quantity.high),
        "basis": value.basis.value,
        "metric": item.metric if item else None,
        "period": item.period if item else None,
        "kind": item.kind.value if item else None,
        "sources": origins(value)[0],
    }


def number_of(number: Decimal) -> int | float:
    """As JSON has it: whole where it is whole."""
    return int(number) if number == number.to_integral_value() else float(number)
