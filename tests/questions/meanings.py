"""The corpora of questions: a meaning with its many spellings, and how a query is held against that meaning."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.catalogue import load
from knowledge.model import Catalogue, Claim, Item, Noun, Quantity, Query, Relation, Select, Span
from knowledge.questions import Reader, Reading

HERE = Path(__file__).parent
YEAR_NOW = 2026
"""The year in which all questions of the corpora are asked."""


class Meaning(Noun):
    """What a spelling means, as the file says it. An empty field but `claim` is not held against the query.

    `items` are `metric kind year`, in order, or in any order where `unordered`; the year may be `latest`, and `of`
    with a metric may follow. `claim` is `relation` or `relation amount unit`; without one no claim may be read.
    `reason` is for a known gap: what goes wrong.
    """

    operation: str
    items: tuple[str, ...] = ()
    unordered: bool = False
    span: str = ""
    select: str = ""
    relation: str = ""
    bound: str = ""
    claim: str = ""
    unit: str = ""
    statement: str = ""
    parts: int = 0
    reason: str = ""

    def differences(self, query: Query) -> dict[str, tuple[object, object]]:
        """The fields in which a query says something else: what was meant, and what was read."""
        items = tuple(map(_item, query.items))
        meant = tuple(sorted(self.items)) if self.unordered else self.items
        said: dict[str, tuple[object, object]] = {
            "operation": (self.operation, query.operation.value),
            "items": (meant, tuple(sorted(items)) if self.unordered else items),
            "claim": (self.claim, _claim(query.claim)),
            "span": (self.span, _span(query.span)),
            "select": (self.select, _select(query.select)),
            "relation": (self.relation, _relation(query.relation)),
            "bound": (self.bound, _bound(query.bound)),
            "unit": (self.unit, query.unit.value if query.unit else ""),
            "statement": (self.statement, query.statements[0] if query.statements else ""),
            "parts": (self.parts, len(query.parts)),
        }
        asked = {name: pair for name, pair in said.items() if pair[0] or name in ("claim", "items")}
        return {name: pair for name, pair in asked.items() if pair[0] != pair[1]}


@dataclass(frozen=True)
class Spelling:
    """One way to say something, and what it means."""

    text: str
    meaning: Meaning


@cache
def the_catalogue() -> Catalogue:
    """What ships."""
    return load()


@cache
def the_reader() -> Reader:
    """One reader of what ships, for all tests: building it takes longer than most of them."""
    return Reader(the_catalogue())


def spellings(file: str) -> Iterator[Spelling]:
    """Every spelling of a corpus."""
    for entry in _document(file)["meanings"]:
        meaning = Meaning.model_validate({name: value for name, value in entry.items() if name != "spellings"})
        yield from (Spelling(text, meaning) for text in entry["spellings"])


def not_answered(file: str) -> Iterator[str]:
    """Every text of a corpus that no query may be read from."""
    for texts in _document(file).get("not_answered", {}).values():
        yield from texts


def slip(spelling: Spelling) -> str:
    """In what the reading of a spelling differs from its meaning; empty when in nothing."""
    result = the_reader().read(spelling.text, year_now=YEAR_NOW)
    if not isinstance(result, Reading):
        return f"unread: {result}"
    return "; ".join(
        f"{k}: {read} for {meant}" for k, (meant, read) in spelling.meaning.differences(result.query).items()
    )


def _document(file: str) -> dict[str, Any]:
    return tomllib.loads((HERE / file).read_text(encoding="utf-8"))


def _item(item: Item) -> str:
    of = f" of {item.of}" if item.of else ""
    return f"{item.metric} {item.kind.value} {item.period or 'latest'}{of}"


def _claim(claim: Claim | None) -> str:
    return f"{claim.relation.value} {_bound(claim.bound)}".strip() if claim else ""


def _bound(bound: Quantity | None) -> str:
    return f"{_plain(bound.value)} {bound.unit.value}" if bound else ""


def _plain(value: Decimal) -> str:
    """1.5 as `1.5`, two trillion as `2_000_000_000_000`."""
    return f"{int(value):_}" if value == value.to_integral_value() else f"{value.normalize():f}"


def _span(span: Span | None) -> str:
    return f"{span.start or ''}-{span.end or ''}" if span else ""


def _select(select: Select | None) -> str:
    return select.value if select else ""


def _relation(relation: Relation | None) -> str:
    return relation.value if relation else ""
