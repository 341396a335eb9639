"""What a message says of a goal beside its amount: by when, of which market, how many times what is sold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.answering import Desk
from knowledge.extraction.weighing import items_of
from knowledge.model import Answer, Catalogue, Claim, Item, Operation, Quantity, Query, Relation, Unit, Verdict
from knowledge.questions.goals import CONTENT
from knowledge.questions.reading import Tag

_TIMES = {
    2: re.compile(r"\b(?:to )?(?:double|doubling)\b|倍増", re.IGNORECASE),
    4: re.compile(r"\bquadrupl\w+\b", re.IGNORECASE),
    5: re.compile(r"\bquintupl\w+\b", re.IGNORECASE),
}
"""Words for a multiple of what is sold that the goal would be."""

_BY_THE_TRADE = re.compile(
    r"\b(?:set|made|announced|adopted|drawn up) by the (?:aja|association|trade body|industry)\b"
    r"|\baja (?:set|adopted) (?:a|the|its|itself)\b|(?:動画協会|AJA)が(?:掲げ|定め|決め|設定)(?!.{0,6}(?:では|じゃ)な)",
    re.IGNORECASE,
)
"""Words that make the goal one of the trade's, which is the government's."""

_AT_HOME = re.compile(r"\bdomestic\b|国内", re.IGNORECASE)


class Aims:
    """Holds what is said of goals against one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, tags: Callable[[str], Sequence[Tag]]) -> None:
        self._desk, self._tags, self._goals = desk, tags, catalogue.goals
        self._observed, self._latest = catalogue.observed, catalogue.years_observed[1]
        self._years = {figure.period for goal in catalogue.goals for figure in catalogue.of(goal)}

    def wrong(self, text: str, answers: Sequence[Answer]) -> Answer | None:
        """The answer to what is told wrongly of a goal of which the amount is right."""
        goals = [item for each in answers if each.verdict is Verdict.TRUE for item in items_of(each)]
        goals = [item for item in goals if item.metric in self._goals]
        if not goals:
            return None
        for query in self._claims(text, goals):
            answer = self._desk.answer(query)
            if answer.values and answer.verdict in (None, Verdict.FALSE):
                return answer.model_copy(update={"verdict": Verdict.FALSE})
        return None

    def _claims(self, text: str, goals: Sequence[Item]) -> Iterator[Query]:
        """What a goal is, for each thing that is said of it otherwise; and how many times what is sold."""
        tags = self._tags(text)
        ahead = {tag.year for tag in tags if tag.year is not None and tag.year > self._latest + 1}
        another_year = bool(ahead) and not ahead & ({item.period for item in goals} | self._years)
        at_home = _AT_HOME.search(text) is not None and not any(tag.has("geo:overseas") for tag in tags)
        of_content = any(item.metric == CONTENT for item in goals)
        if another_year or (of_content and (at_home or _BY_THE_TRADE.search(text))):
            yield Query(operation=Operation.VALUE, items=(goals[0],))
        said = next((times for times, words in _TIMES.items() if words.search(text)), None)
        for item in goals:
            if said is not None and item.metric in self._observed:
                sold = Item(metric=self._observed[item.metric], period=self._latest)
                claim = Claim(relation=Relation.ABOUT, bound=Quantity.exact(said, Unit.TIMES))
                yield Query(operation=Operation.RATIO, items=(item, sold), claim=claim)
