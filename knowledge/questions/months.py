"""Months that are said of what a statement dates: "is the report due in August?" is settled by the one it is due in."""

from __future__ import annotations

import re

from knowledge.model import Catalogue, Claim, Operation, Query, Relation

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"\b(?P<name>jan|feb|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?P<long>march)\b|\bin\s+(?P<short>may)\b"
    r"|(?<!\d)(?P<number>1[0-2]|[1-9])月"
)


_YEAR_BEHIND = re.compile(r"(?:\s+(?:of\s+)?|,\s+(?=\d{4}\s*(?:[,.;)]|$)))((?:19|20)\d\d)\b")
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d)年の?$")


def months_in(text: str) -> frozenset[int]:
    """The months that a text in lower case names, 1 to 12."""
    return frozenset(month for month, _ in dates_in(text))


def dates_in(text: str) -> frozenset[tuple[int, int | None]]:
    """The months that a text in lower case names, each with the year right beside it."""
    found = set()
    for match in _MONTH.finditer(text):
        name = match["name"] or match["long"] or match["short"]
        year = _YEAR_BEHIND.match(text, match.end()) if name else _YEAR_BEFORE.search(text[: match.start()])
        found.add((_NAMES.index(name[:3]) + 1 if name else int(match["number"]), int(year[1]) if year else None))
    return frozenset(found)


def dated_otherwise(query: Query, plain: str, catalogue: Catalogue) -> Query | None:
    """The claim, denied, where it gives a statement's event another month than the statement does, or that month of
    another year; else None.
    """
    if query.operation is not Operation.STATEMENT or query.claim is None or query.claim.relation is not Relation.SO:
        return None
    statement = catalogue.statements[query.statements[0]]
    held, said = dates_in(statement.short.get("en", "").lower()), dates_in(plain)
    if "when" not in statement.asks or not held or not said or any(_same(one, other) for one in said for other in held):
        return None
    return query.model_copy(update={"claim": Claim(relation=Relation.NOT_SO, denied=query.claim.denied)})


def _same(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    """Whether two dates may be the same: of the same month, and not of different years."""
    return one[0] == other[0] and (one[1] == other[1] or None in (one[1], other[1]))
