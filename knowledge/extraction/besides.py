"""What a message says beside right amounts that is not so: who is the smaller part, a record growth, that all grew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.answering import Desk
from knowledge.extraction.every import of_every_category
from knowledge.extraction.leads import PLACES, named_in
from knowledge.extraction.weighing import items_of
from knowledge.model import (
    Answer,
    Catalogue,
    Claim,
    Item,
    Kind,
    Operation,
    Quantity,
    Query,
    Relation,
    Select,
    Unit,
    Verdict,
)
from knowledge.questions.reading import Tag

_HALF = Quantity.exact(50, Unit.PERCENT)

_SMALLER, _LARGER = re.compile(r"\bminority\b|少数派"), re.compile(r"\bmajority\b|過半")
"""Words for the part itself: what "most" and ほとんど are said of may be something else."""

_RECORD = re.compile(
    r"\b(?:record|highest|fastest|best)(?:-ever)? (?:growth|rate|rise|pace)\b|\bgrowth (?:record|ever)\b"
    r"|史上(?:最高|最大|トップ|一位|1位)|過去最高の伸び",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"\b(?:second|third|2nd|3rd|runner|except|only|behind|after|not|n[’']t|beat)\b|二番|2番|2位|次ぐ|次い|ではな|じゃな",
    re.IGNORECASE,
)


class Besides:
    """Looks beside amounts with one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, tags: Callable[[str], Sequence[Tag]]) -> None:
        self._desk, self._tags = desk, tags
        self._latest = catalogue.years_observed[1]
        self._categories = {f"subject:{name}": metric for name, metric in catalogue.categories.items()}

    def wrong(self, text: str, answers: Sequence[Answer]) -> Answer | None:
        """The answer to what a message says beside its right claims, where that is not so."""
        right = [item for each in answers if each.verdict is Verdict.TRUE for item in items_of(each)]
        for query in self._claims(text, right):
            answer = self._desk.answer(query)
            if answer.verdict is Verdict.FALSE:
                return answer
        return None

    def _claims(self, text: str, right: Sequence[Item]) -> Iterator[Query]:
        tags = self._tags(text)
        years = {tag.year for tag in tags if tag.year is not None} or {self._latest}
        if len(years) != 1:
            return
        (year,) = years
        yield from self._part(tags, year)
        yield from of_every_category(text.lower(), tags, self._categories, named_in(tags, self._categories), year)
        if _RECORD.search(text) and not _SECOND.search(text):
            for item in right:
                if item.kind is Kind.GROWTH and item.period == year:
                    claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(year, Unit.YEAR))
                    yield _highest(item, claim)

    def _part(self, tags: Sequence[Tag], year: int) -> Iterator[Query]:
        """That the one market that is named is the smaller part, or the larger."""
        said = " ".join(tag.text for tag in tags)
        smaller, larger = (part.search(said) is not None for part in (_SMALLER, _LARGER))
        named = {PLACES[place] for tag in tags for place in PLACES if tag.has(place)}
        denied = any(tag.has("relation:not", "mark:rather") for tag in tags)
        of_the_market = not any(tag.has("scope:production", "subject:studios") for tag in tags)
        if smaller is not larger and len(named) == 1 and not denied and of_the_market:
            share = Item(metric=named.pop(), kind=Kind.SHARE, period=year)
            yield _claiming(share, Relation.BELOW if smaller else Relation.ABOVE, _HALF)


def _claiming(item: Item, relation: Relation, bound: Quantity) -> Query:
    return Query(operation=Operation.VALUE, items=(item,), claim=Claim(relation=relation, bound=bound))


def _highest(item: Item, claim: Claim) -> Query:
    """That something was highest in a year."""
    every = item.model_copy(update={"period": None})
    return Query(operation=Operation.EXTREME, items=(every,), select=Select.HIGHEST, claim=claim)
