"""Whether something came to an amount the way a message says: "slipped to 2.17 trillion" of what rose by a quarter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.answering import Desk
from knowledge.extraction.clauses import sentences
from knowledge.extraction.weighing import bounds_of, is_of_one_value, items_of
from knowledge.model import Answer, Claim, Item, Kind, Operation, Query, Relation, Verdict
from knowledge.questions.reading import Tag

REACH = 9
"""Words before an amount among which the verb may stand that says how it came to be."""

BEHIND = 4
"""Words behind an amount, in Japanese."""

STILL = Decimal(5)
"""Percent: what moved by more did not stand still, or move slightly."""

HALF, TWICE = Decimal(-40), Decimal(85)
"""Percent: what moved less did not halve, or double."""

_HALVED = re.compile(r"\bhalved\b|半減|半分(?:に|まで)", re.IGNORECASE)
_DOUBLED = re.compile(r"\bdoubled\b|倍増", re.IGNORECASE)

_TO = frozenset({"to", "at"})
_TO_BEHIND = (" to", " at")
_JAPANESE_TO = ("に", "へ", "まで", "と")
_LOW = re.compile(r"\b(?:low|lows) of\b|\brecord low\b|\blowest\b|過去最低|最低を")
_STILL = re.compile(
    r"\b(?:stagnat\w+|unchanged|flat(?:lined)?|stood still|stalled|levell?ed off|plateau\w*"
    r"|barely (?:grew|moved|rose))\b"
    r"|横ばい|微増|微減|伸び悩"
)
_OTHER_BASE = re.compile(
    r"\b(?:from|since|than|compared|versus|vs|against|peak|after|before|short|revis\w+|restat\w+|correct\w+)\b|改定|改め|修正|から|より|比べ|対比|ピーク|以来|ぶり|以前"
)


@dataclass(frozen=True, slots=True)
class Told:
    """An amount and the way in which it is said to have come about."""

    value: Decimal
    way: Relation


class Directions:
    """Holds verbs against one catalogue's years; built once, then only reads."""

    def __init__(self, desk: Desk, tags: Callable[[str], Sequence[Tag]], plain: Callable[[str], str]) -> None:
        self._desk, self._tags, self._plain = desk, tags, plain

    def wrong(self, text: str, answers: Sequence[Answer]) -> Answer | None:
        """The answer to the way in which an amount is said to have come about, where it was not so; the amounts that
        are right are those of the `answers`.
        """
        of_one = [each for each in answers if each.verdict is Verdict.TRUE and is_of_one_value(each.query)]
        for sentence in sentences(text) if of_one else ():
            tags = self._tags(sentence)
            years = {tag.year for tag in tags if tag.year is not None}
            plain = self._plain(sentence)
            for told in self._told(tags, plain):
                for item in _items(of_one, told.value):
                    if item.period is not None and years <= {item.period}:
                        answer = self._desk.answer(_moved(item, told.way))
                        if self._is_wrong(answer, item, told.way):
                            return answer.model_copy(update={"verdict": Verdict.FALSE})
        return None

    def far_from(self, text: str, answers: Sequence[Answer]) -> Answer | None:
        """The answer to how far something moved that is said to have halved or doubled, where it is told rightly only
        that it fell, or rose: 2020年に半減した.
        """
        halved, doubled = (pattern.search(text) is not None for pattern in (_HALVED, _DOUBLED))
        if halved is doubled:
            return None
        for answer in answers:
            items = items_of(answer)
            how_far = any(bound.value for bound in bounds_of(answer))
            if answer.verdict is not Verdict.TRUE or how_far or not _is_of_one_thing(items):
                continue
            told = self._desk.answer(_moved(items[0], Relation.EQUAL))
            growth = told.values[0].quantity.value if told.values else None
            if growth is not None and (0 > growth > HALF if halved else 0 < growth < TWICE):
                return told.model_copy(update={"verdict": Verdict.FALSE})
        return None

    def _is_wrong(self, answer: Answer, item: Item, way: Relation) -> bool:
        if way is not Relation.EQUAL:
            return answer.verdict is Verdict.FALSE
        if item.kind is not Kind.LEVEL or not answer.values:
            return False
        return abs(answer.values[0].quantity.value) > STILL

    def _told(self, tags: Sequence[Tag], plain: str) -> Iterator[Told]:
        """The amounts of a sentence that are said to have come about in a way."""
        for index, tag in enumerate(tags):
            if tag.number is None or tag.year is not None:
                continue
            before, behind = _before(tags, index), _behind(tags, index)
            said = plain[before[0].start : tag.start] if before else ""
            after = plain[tag.end : behind[-1].end] if behind else ""
            if _OTHER_BASE.search(said) or _OTHER_BASE.search(after):
                continue
            way = self._way(before, behind, said, after)
            if way is not None:
                yield Told(tag.number.value, way)

    def _way(self, before: Sequence[Tag], behind: Sequence[Tag], said: str, after: str) -> Relation | None:
        """The way in which the words beside an amount say that it came about."""
        if any(tag.has("relation:not") for tag in (*before, *behind)):
            return None
        if _STILL.search(said) or _STILL.search(after):
            return Relation.EQUAL
        if _LOW.search(said):
            return Relation.BELOW
        led = any(tag.text in _TO or tag.text.endswith(_TO_BEHIND) for tag in before[-3:])
        meanings = frozenset(each for tag in behind or (before if led else ()) for each in self._meanings(tag))
        rises, falls = "change:up" in meanings, "change:down" in meanings
        return None if falls is rises else Relation.ABOVE if rises else Relation.BELOW

    def _meanings(self, tag: Tag) -> frozenset[str]:
        """The meanings of a word; of "fell to", which says that an amount follows, those of "fell"."""
        verb, _, _ = tag.text.rpartition(" ")
        if not (verb and tag.has("change:to")):
            return tag.concepts
        return frozenset(concept for each in self._tags(verb) for concept in each.concepts)


def _is_of_one_thing(items: Sequence[Item]) -> bool:
    """Whether it is one thing in a year, and in the year before if that is named."""
    years = [item.period for item in items if item.period is not None]
    one = len({item.metric for item in items}) == 1 and len(years) == len(items)
    return one and (len(years) == 1 or (len(years) == 2 and max(years) == years[0] == min(years) + 1))


def _items(answers: Sequence[Answer], value: Decimal) -> Iterator[Item]:
    for answer in answers:
        claim = answer.query.claim if answer.query is not None else None
        told = claim is not None and claim.relation.is_told
        if told and any(abs(bound.value) == abs(value) for bound in bounds_of(answer)):
            yield from items_of(answer)


def _moved(item: Item, way: Relation) -> Query:
    """That something rose, or fell, from the year before; or by how much it did."""
    if way is Relation.EQUAL:
        growth = item.model_copy(update={"kind": Kind.GROWTH, "of": None})
        return Query(operation=Operation.VALUE, items=(growth,))
    assert item.period is not None
    before = item.model_copy(update={"period": item.period - 1})
    return Query(operation=Operation.COMPARE, items=(item, before), claim=Claim(relation=way))


def _before(tags: Sequence[Tag], index: int) -> Sequence[Tag]:
    """The words before an amount, back to another amount or the end of a clause."""
    first = index
    while first > max(0, index - REACH) and not _ends(tags[first - 1]):
        first -= 1
    return tags[first:index]


def _behind(tags: Sequence[Tag], index: int) -> Sequence[Tag]:
    """The words behind an amount in Japanese, as far as they may say what became of it."""
    last = index + 1
    while last < min(len(tags), index + 1 + BEHIND) and not _ends(tags[last]):
        last += 1
    behind = tags[index + 1 : last]
    return behind if behind and behind[0].text.startswith(_JAPANESE_TO) else ()


def _ends(tag: Tag) -> bool:
    return (tag.number is not None and tag.year is None) or tag.has("sep:comma", "sep:stop", "sep:mark", "sep:and")
