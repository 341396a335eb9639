"""Months that are said of what a statement dates: "is the report due in August?" is settled by the one it is due in."""

from __future__ import annotations

import re

from knowledge.model import Catalogue, Claim, Operation, Query, Relation

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"\b(?P<name>jan|feb|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?P<long>march)\b|\bin\s+(?P<short>may)\b"
    r"|(?<!\d)(?P<number>1[0-2]|[1-9])月"
)


def months_in(text: str) -> frozenset[int]:
    """The months that a text in lower case names, 1 to 12."""
    found = set()
    for match in _MONTH.finditer(text):
        name = match["name"] or match["long"] or match["short"]
        found.add(_NAMES.index(name[:3]) + 1 if name else int(match["number"]))
    return frozenset(found)


def dated_otherwise(query: Query, plain: str, catalogue: Catalogue) -> Query | None:
    """The claim, denied, where it gives a statement's event another month than the statement does; else None."""
    if query.operation is not Operation.STATEMENT or query.claim is None or query.claim.relation is not Relation.SO:
        return None
    statement = catalogue.statements[query.statements[0]]
    held, said = months_in(statement.short.get("en", "").lower()), months_in(plain)
    if "when" not in statement.asks or not held or not said or said & held:
        return None
    return query.model_copy(update={"claim": Claim(relation=Relation.NOT_SO, denied=query.claim.denied)})
