"""What a message says beside right amounts that is not so: who is the smaller part, a record growth, that all grew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.answering import Desk
from knowledge.extraction.leads import PLACES
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

_HALF, _NOTHING = Quantity.exact(50, Unit.PERCENT), Quantity.exact(0, Unit.PERCENT)

_SMALLER = re.compile(r"\b(?:still |just |only )?(?:a |the )?minority\b|少数派", re.IGNORECASE)
_LARGER = re.compile(r"\b(?:a |the )?majority\b|過半", re.IGNORECASE)
_RECORD = re.compile(
    r"\b(?:record|highest|fastest|best)(?:-ever)? (?:growth|rate|rise|pace)\b|\bgrowth (?:record|ever)\b"
    r"|史上(?:最高|最大|トップ|一位|1位)|過去最高の伸び",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"\b(?:second|third|2nd|3rd|runner|except|only|behind|after|not|n[’']t|beat)\b|二番|2番|2位|次ぐ|次い|ではな|じゃな",
    re.IGNORECASE,
)
_ALL_GREW = re.compile(
    r"\ball (?:of )?(?:the )?(?:8|eight)\b[^.;,]{0,30}\b(?:grew|rose|up|expanded|gained|increased)\b"
    r"|(?:8|八)(?:つの)?(?:分野|部門|カテゴリー?)(?:ぜんぶ|全部|すべて|全て|とも)[^。]{0,10}(?:伸び|増|プラス|成長)"
    r"|全(?:8|八)?(?:分野|部門|カテゴリー?)[がは]?[^。]{0,8}(?:伸び|増|プラス|成長)",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\b(?:except|but|not|n[’']t|other than|apart from|save)\b|以外|除|ではな|じゃな|わけ", re.IGNORECASE
)


class Besides:
    """Looks beside amounts with one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, tags: Callable[[str], Sequence[Tag]]) -> None:
        self._desk, self._tags = desk, tags
        self._categories = list(catalogue.categories.values())
        self._latest = catalogue.years_observed[1]

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
        yield from self._part(text, tags, year)
        if _RECORD.search(text) and not _SECOND.search(text):
            for item in right:
                if item.kind is Kind.GROWTH and item.period == year:
                    claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(year, Unit.YEAR))
                    yield _highest(item, claim)
        if _ALL_GREW.search(text) and not _NOT_ALL.search(text):
            for metric in self._categories:
                item = Item(metric=metric, kind=Kind.GROWTH, period=year)
                yield _claiming(item, Relation.ABOVE, _NOTHING)

    def _part(self, text: str, tags: Sequence[Tag], year: int) -> Iterator[Query]:
        """That the one market that is named is the smaller part, or the larger."""
        smaller, larger = _SMALLER.search(text) is not None, _LARGER.search(text) is not None
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
