"""Names in what is claimed of the report: one that belongs to another statement, or to none, makes it another claim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from knowledge.model import Catalogue, Operation, Query, Relation
from knowledge.questions.months import months_in
from knowledge.questions.normalise import normalised
from knowledge.questions.reading import Tag

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"\b[A-Z]\w*(?: [A-Z]\w*)*")

EVERYWHERE = 4
"""Statements from which on a name tells nothing: who is quoted, and whose figures these are."""

ELSEWHERE, AT_HOME = "other:elsewhere", "other:in_japan"
PLACED, PLACED_BEHIND = frozenset({"at", "in", "of"}), "で"
"""What makes a name that of a place: before it in English, behind it in Japanese."""

_SAID_ANYWHERE = frozenset({"aja", "report", "industry", "overseas", "festival"})
"""Names that are said wherever it was."""

_WORDLESS = frozenset({"the", "a"})


class Names:
    """Knows the names of one catalogue's statements; built once, then only reads."""

    def __init__(self, catalogue: Catalogue) -> None:
        said = {
            id: normalised(f"{each.text.get('en', '')} {each.short.get('en', '')}")
            for id, each in catalogue.statements.items()
        }
        written = [
            normalised(name)
            for each in catalogue.statements.values()
            for name in _NAME.findall(each.text.get("en", ""))
        ]
        topics = {topic for each in catalogue.statements.values() for topic in each.topics}
        names = {topic for topic in topics if any(_spelled(topic) in name for name in written)}
        self._own = {
            id: {name for name in names if name in each.topics or _spelled(name) in said[id]}
            for id, each in catalogue.statements.items()
        }
        counted = Counter(name for own in self._own.values() for name in own)
        self._telling = {name for name in names if counted[name] < EVERYWHERE}
        self._years = {id: {int(year) for year in _YEAR.findall(text)} for id, text in said.items()}
        latest, goals = catalogue.years_observed[1], [each.period for m in catalogue.goals for each in catalogue.of(m)]
        self._reported = {latest, latest + 1, max(goals, default=latest)}
        self._where = {id for id, each in catalogue.statements.items() if "where" in each.asks}

    def are_others(self, query: Query, tags: Sequence[Tag]) -> bool:
        """Whether a claim that a statement holds names what this statement does not speak of."""
        if query.operation is not Operation.STATEMENT or query.claim is None or query.claim.relation is not Relation.SO:
            return False
        own = self._own_of(query)
        return any(self._other(tag, own) for tag in tags) or self._placed_in_the_unknown(query, tags, own)

    def dates_otherwise(self, query: Query, tags: Sequence[Tag]) -> bool:
        """Whether a claim that a statement holds says a year that it does not speak of."""
        if query.operation is not Operation.STATEMENT or query.claim is None:
            return False
        own = {year for statement in query.statements for year in self._years.get(statement, ())}
        return any(tag.year is not None and tag.year not in own | self._reported for tag in tags)

    def places_another(self, query: Query, tags: Sequence[Tag]) -> bool:
        """Whether it is claimed to have been where another statement's name says, where its own says where it was."""
        if not self._where.intersection(query.statements):
            return False
        own = self._own_of(query)
        others = [index for index, tag in enumerate(tags) if self._other(tag, own)]
        if others and not any(own.intersection(tag.names("topic")) - _SAID_ANYWHERE for tag in tags):
            return True
        named = any(_is_a_place(tags, index) for index in others if not tags[index].has(ELSEWHERE))
        return named or self._placed_in_the_unknown(query, tags, own)

    def _own_of(self, query: Query) -> set[str]:
        return {name for statement in query.statements for name in self._own.get(statement, ())}

    def _placed_in_the_unknown(self, query: Query, tags: Sequence[Tag], own: set[str]) -> bool:
        """Whether nothing is said of where it was but a word that is not known: "at Cannes"."""
        if not self._where.intersection(query.statements) or any(
            own.intersection(tag.names("topic")) - _SAID_ANYWHERE for tag in tags
        ):
            return False
        unknown = [index for index, tag in enumerate(tags) if _is_unknown_name(tag)]
        return any(_is_a_place(tags, index) for index in unknown)

    def _other(self, tag: Tag, own: set[str]) -> bool:
        named = self._telling.intersection(tag.names("topic"))
        abroad = tag.has(ELSEWHERE) and not tag.has(AT_HOME)
        return abroad or bool(named - own)


def _spelled(topic: str) -> str:
    return topic.replace("_", " ")


def _is_unknown_name(tag: Tag) -> bool:
    return tag.unknown and _is_a_name(tag.text)


def _is_a_name(text: str) -> bool:
    return text.isalpha() and text.isascii() and not months_in(text)


def _is_a_place(tags: Sequence[Tag], index: int) -> bool:
    before = [tag.text for tag in tags[max(0, index - 2) : index] if tag.text not in _WORDLESS]
    behind = tags[index + 1].text if index + 1 < len(tags) else ""
    return bool(before and before[-1] in PLACED) or behind.startswith(PLACED_BEHIND)
