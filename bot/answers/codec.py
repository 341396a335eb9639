"""A query as a short line of text, so that a button can carry it, and back again.

    v1,compare,i=*moverseas!!2024,i=*mdomestic!!2024

Fields are separated by commas, the parts of a field by exclamation marks, and what people may have written is
percent-encoded, so no separator ever stands inside a value. The version in front lets buttons of older releases be
told apart from broken ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import quote, unquote

from pydantic import ValidationError

from knowledge.model import Claim, Item, Kind, Operation, Quantity, Query, Relation, Select, Span, Unit

VERSION = "v1"
_DENIED = "~"
_KINDS = {Kind.LEVEL: "", Kind.GROWTH: "g", Kind.SHARE: "s"}
_KINDS_BACK = {short: kind for kind, short in _KINDS.items()}


def encode(query: Query) -> str:
    """The line for a query; the same query always gives the same line."""
    return ",".join([VERSION, query.operation.value, *_fields(query)])


def decode(line: str) -> Query | None:
    """The query of a line, or None when the line is of another version or broken."""
    version, _, rest = line.partition(",")
    if version != VERSION:
        return None
    try:
        return _query(rest)
    except (ValueError, KeyError, InvalidOperation, ValidationError, RecursionError):
        return None


def _fields(query: Query) -> Iterable[str]:
    for item in query.items:
        yield "i=" + _item_out(item)
    if query.span:
        yield f"y={_number(query.span.start)}!{_number(query.span.end)}"
    if query.select:
        yield f"s={query.select.value}"
    if query.relation:
        yield f"r={query.relation.value}"
    if query.bound:
        yield "b=" + _quantity_out(query.bound)
    if query.claim:
        bound = "!" + _quantity_out(query.claim.bound) if query.claim.bound else ""
        yield f"c={_DENIED * query.claim.denied}{query.claim.relation.value}{bound}"
    if query.unit:
        yield "u=" + _quoted(query.unit.value)
    for statement in query.statements:
        yield "t=" + _quoted(statement)
    if query.as_of is not None:
        yield "a=" + _quoted(query.as_of)
    if query.base is not None:
        yield f"x={query.base}"
    for part in query.parts:
        yield "p=" + _quoted(encode(part))
    for item in query.before:
        yield "e=" + _item_out(item)
    if query.why:
        yield "w="


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _number(year: int | None) -> str:
    return "" if year is None else str(year)


def _year(text: str) -> int | None:
    return int(text) if text else None


def _item_out(item: Item) -> str:
    parts = [_metric_out(item.metric), _KINDS[item.kind], _number(item.period)]
    return "!".join([*parts, _metric_out(item.of)] if item.of is not None else parts)


def _item_in(text: str) -> Item:
    metric, kind, period, *of = text.split("!")
    whole = _metric_in(of[0]) if of else None
    return Item(metric=_metric_in(metric), kind=_KINDS_BACK[kind], period=_year(period), of=whole)


_FAMILIES = {"*m": "market_", "*c": "content_overseas_", "*p": "production_"}
"""Beginnings that many metrics share, in short: percent-encoded text never holds the mark itself."""


def _metric_out(metric: str) -> str:
    short = next((mark for mark, family in _FAMILIES.items() if metric.startswith(family)), "")
    return short + _quoted(metric.removeprefix(_FAMILIES.get(short, "")))


def _metric_in(text: str) -> str:
    family = _FAMILIES.get(text[:2])
    return unquote(text) if family is None else family + unquote(text[2:])


def _quantity_out(quantity: Quantity) -> str:
    parts = [_quoted(quantity.unit.value), _decimal(quantity.value)]
    if not quantity.low == quantity.value == quantity.high:
        parts += [_decimal(quantity.low), _decimal(quantity.high)]
    return "!".join(parts)


def _decimal(number: Decimal) -> str:
    return _quoted(str(number).replace("E+", "E"))


def _quantity_in(text: str) -> Quantity:
    unit, value, *rest = (unquote(part) for part in text.split("!"))
    low, high = rest or (value, value)
    return Quantity(value=_number_in(value), unit=Unit(unit), low=_number_in(low), high=_number_in(high))


_MOST_DIGITS, _LARGEST_POWER = 60, 20
"""Of a number, and the power of ten that it may reach: more than any that was ever encoded."""


def _number_in(text: str) -> Decimal:
    """Raises ValueError for what is no number, or one that nobody could write out."""
    number = Decimal(text)
    if not number.is_finite() or len(text) > _MOST_DIGITS or abs(number.adjusted()) > _LARGEST_POWER:
        raise ValueError(f"not a number of this market: {text[:_MOST_DIGITS]}")
    return number


def _span_in(text: str) -> Span:
    start, end = text.split("!")
    return Span(start=_year(start), end=_year(end))


def _claim_in(text: str) -> Claim:
    relation, _, bound = text.removeprefix(_DENIED).partition("!")
    return Claim(
        relation=Relation(relation),
        bound=_quantity_in(bound) if bound else None,
        denied=text.startswith(_DENIED),
    )


def _part_in(text: str) -> Query:
    part = decode(unquote(text))
    if part is None:
        raise ValueError(f"a part can't be read: {text}")
    return part


_SINGLE: dict[str, tuple[str, Callable[[str], Any]]] = {
    "y": ("span", _span_in),
    "s": ("select", Select),
    "r": ("relation", Relation),
    "b": ("bound", _quantity_in),
    "c": ("claim", _claim_in),
    "u": ("unit", lambda text: Unit(unquote(text))),
    "a": ("as_of", unquote),
    "x": ("base", int),
    "w": ("why", lambda _: True),
}
_REPEATED: dict[str, tuple[str, Callable[[str], Any]]] = {
    "i": ("items", _item_in),
    "t": ("statements", unquote),
    "p": ("parts", _part_in),
    "e": ("before", _item_in),
}


def _query(text: str) -> Query:
    operation, *fields = text.split(",")
    found: dict[str, Any] = {}
    for field in fields:
        letter, _, rest = field.partition("=")
        if letter in _REPEATED:
            name, read = _REPEATED[letter]
            found[name] = (*found.get(name, ()), read(rest))
        else:
            name, read = _SINGLE[letter]
            found[name] = read(rest)
    return Query(operation=Operation(operation), **found)
