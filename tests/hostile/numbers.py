"""Whether the numbers of an answer are held, or follow from what is held: each formula worked out anew by its signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal, localcontext

from knowledge.answering import Desk
from knowledge.model import Answer, Basis, Catalogue, Input, Item, Operation, Quantity, Query, Unit, Value

NEAR = Decimal("1e-9")
"""How far two ways of working a number out may lie apart, as a part of it."""

COUNTED = frozenset({Unit.YEAR, Unit.YEARS, Unit.COUNT})
MONEY = frozenset({Unit.JPY, Unit.USD})
PARTS = frozenset({Unit.PERCENT, Unit.POINTS})
"""Units that stand in formulas as parts of a whole: 62.4 % is 0.624."""

SIGN = re.compile(r"\{(?P<place>\d+)\}|(?P<percent>\d+) %|(?P<number>\d+)|(?P<sign>[-+/()×^−])| ")
SIGNS = {"×": "*", "−": "-", "^": "**"}


def values_of(answer: Answer) -> Iterator[Value]:
    """Every number that an answer gives, in all its parts."""
    yield from (*answer.values, *answer.context, *answer.also_reported)
    for part in answer.parts:
        yield from values_of(part)


def unfounded(answer: Answer, desk: Desk, catalogue: Catalogue) -> list[Value]:
    """The numbers that nothing supports."""
    return [value for value in values_of(answer) if not _founded(value, desk, catalogue)]


def _founded(value: Value, desk: Desk, catalogue: Catalogue) -> bool:
    if value.formula is not None:
        inputs = value.formula.inputs
        right = worked_out(value.formula.template, inputs, value.quantity.unit)
        return _near(right, value.quantity.value) and all(_input_founded(each, desk, catalogue) for each in inputs)
    if value.quantity.unit is Unit.YEAR:
        return any(figure.period == value.quantity.value for figure in catalogue.figures)
    if value.basis is Basis.COMPUTED:  # counted: places, and how many years
        return value.quantity.unit in COUNTED and value.quantity.value in range(len(catalogue.figures))
    return _held(value.quantity, value.item, catalogue)


def _input_founded(each: Input, desk: Desk, catalogue: Catalogue) -> bool:
    """What was computed itself is asked for, and its own working gone through."""
    if each.basis is Basis.REPORTED:
        return _held(each.quantity, each.item, catalogue)
    unit = each.quantity.unit if each.quantity.unit in MONEY else None
    answer = desk.answer(Query(operation=Operation.VALUE, items=(each.item,), unit=unit))
    found = (value for value in values_of(answer) if _near(value.quantity.value, each.quantity.value))
    return any(_founded(value, desk, catalogue) for value in found)


def _held(quantity: Quantity, item: Item | None, catalogue: Catalogue) -> bool:
    """Whether it is printed so: of this thing, where it is said what it is of."""
    return any(
        figure.quantity == quantity
        and (item is None or (figure.metric, figure.kind, figure.period) == (item.metric, item.kind, item.period))
        for figure in catalogue.figures
    )


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= NEAR * max(abs(one), abs(other))


def worked_out(template: str, inputs: Sequence[Input], unit: Unit) -> Decimal:
    """What a formula comes to, by nothing but its signs and its numbers; raises ValueError for any other sign."""
    numbers = [each.quantity.value / (100 if each.quantity.unit in PARTS else 1) for each in inputs]
    with localcontext(Context(prec=50)):
        result: Decimal = eval("".join(_in_python(template)), {"x": numbers, "D": Decimal})
        return result * 100 if unit in PARTS else result


def _in_python(template: str) -> Iterator[str]:
    position = 0
    while position < len(template):
        found = SIGN.match(template, position)
        if found is None:
            raise ValueError(f"a sign that is none: {template[position:]!r}")
        position = found.end()
        match found.lastgroup:
            case "place":
                yield f"x[{found['place']}]"
            case "percent":
                yield f"(D({found['percent']})/100)"
            case "number":
                yield f"D({found['number']})"
            case "sign":
                yield SIGNS.get(found["sign"], found["sign"])
