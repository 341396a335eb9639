"""What parts of messages are taken for claims and are none: against itself, of its whole, of what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from knowledge.extraction.extracting import Extractor
from knowledge.extraction.fractions import of_another, of_last_year
from knowledge.extraction.leads import ABROAD, AT_HOME, BEHIND
from knowledge.extraction.weighing import LEAST_MONEY, among, bound_of
from knowledge.extraction.words import Words
from knowledge.model import Answer, Catalogue, Kind, Operation, Relation, Select, Unit, Verdict
from knowledge.questions.normalise import is_japanese

NEAR = (Relation.ABOUT, Relation.NEARLY)

MOST_COMPARED = 3
"""Things that are said to be larger than each other; of more, one is ahead of all."""

HIGHEST_PLACE = 100
"""What a place in a ranking may be."""

_MORE = re.compile(r"(?:割|%|％|パーセント)(?:ほど|も|くらい|ぐらい|近く|以上)?(?:大き|多|高|上回)")

_OF_MONEY = re.compile(r"\d[兆億万]?円の(?:約|ほぼ)?(?:半分|\d割|\d分の\d|[一二三四五六七八九]割)")

_NEXT_TO = re.compile(r"\d{4}年に次(?:ぐ|い)")

_TOGETHER = re.compile(r"\d{4}年?\s?(?:and|&|と|・|、)\s?\d{4}")


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or a part of one, with what its words say."""

    text: str
    words: Words


class Mistakes:
    """Knows them by one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, extractor: Extractor) -> None:
        self._catalogue, self._extractor = catalogue, extractor

    def mistaken(self, answer: Answer, part: Part) -> bool:
        """Whether a part does not claim what it was read to claim."""
        rules = (
            _is_absurd,
            _is_of_the_other,
            _is_no_bound,
            _is_against_the_unnamed,
            _is_how_much_more,
            _is_of_strangers,
            _is_of_a_figure,
            _is_of_last_year,
            self._is_of_another,
            self._is_who_leads,
            self._is_its_whole,
            self._is_one_of_several,
        )
        return any(rule(answer, part) for rule in rules)

    def _is_who_leads(self, answer: Answer, part: Part) -> bool:
        """Whether a place is that of another than it was taken for: "third behind streaming"."""
        if answer.query is None or answer.query.operation is not Operation.RANK:
            return False
        subject = self._catalogue.metrics[answer.query.items[0].metric].subject
        tags = self._extractor.tags(part.text)
        if _NEXT_TO.search(part.text):
            return True
        return any(one.has(*BEHIND) and other.has(f"subject:{subject}") for one, other in pairwise(tags))

    def _is_one_of_several(self, answer: Answer, part: Part) -> bool:
        """Whether a part gives two things their places, of which one was read: it may be the other's."""
        words = part.words
        ranked = answer.query is not None and answer.query.operation is Operation.RANK
        several = len(words.named(self._catalogue.categories)) > 1
        return ranked and several and words.placed and "op:superlative" in words.concepts

    def _is_of_another(self, answer: Answer, part: Part) -> bool:
        """Whether a share was read of what is a fraction of another thing."""
        query = answer.query
        if query is None or len(query.items) != 1 or query.items[0].kind is not Kind.SHARE:
            return False
        tags, japanese = self._extractor.tags(part.text), is_japanese(part.text)
        abroad = "overseas" in part.words.places
        names = self._catalogue.sold_abroad if abroad else self._catalogue.categories
        return of_another(tags, names, japanese=japanese) is not None

    def _is_its_whole(self, answer: Answer, _part: Part) -> bool:
        """Whether something is said to be larger than a part of it, which nobody claims."""
        query = answer.query
        if query is None or query.operation is not Operation.COMPARE or answer.verdict is not Verdict.TRUE:
            return False
        first, *others = [self._catalogue.metrics[item.metric] for item in query.items]
        return any(first.id == other.whole or first.whole == other.id for other in others)


def _is_of_last_year(answer: Answer, part: Part) -> bool:
    """Whether a growth was read of what is a fraction of the year before."""
    query = answer.query
    of_growth = query is not None and len(query.items) == 1 and query.items[0].kind is Kind.GROWTH
    return of_growth and bool(part.words.spoken) and of_last_year(part.text)


def _is_of_the_other(answer: Answer, part: Part) -> bool:
    """Whether an amount is that of the other thing: "slower than the 25.4 % of 2023" says nothing less of 2023."""
    query = answer.query
    if query is None or query.operation is not Operation.VALUE or query.claim is None:
        return False
    bound, one_sided = query.claim.bound, query.claim.relation in (Relation.ABOVE, Relation.BELOW)
    return one_sided and bound is not None and among(bound, part.words.known)


def _is_no_bound(answer: Answer, part: Part) -> bool:
    """Whether a figure was taken for more or less than itself: 2.8%しか伸びてない, 国内の1兆6705億円を上回った."""
    query, bound = answer.query, bound_of(answer)
    if query is None or query.operation is not Operation.VALUE or query.claim is None or bound is None:
        return False
    one_sided = query.claim.relation in (Relation.ABOVE, Relation.BELOW)
    itself = bool(answer.values) and bound.low <= answer.values[0].quantity.value <= bound.high
    plain = any(relation is Relation.EQUAL and among(bound, [amount]) for amount, relation in part.words.amounts)
    return one_sided and plain and (itself or not is_japanese(part.text))


def _is_against_the_unnamed(answer: Answer, part: Part) -> bool:
    """Whether the market abroad was held against the one at home, and not against itself in another year."""
    query = answer.query
    if query is None or query.operation is not Operation.RATIO or answer.verdict is not Verdict.FALSE:
        return False
    places = {item.metric for item in query.items} == {ABROAD, AT_HOME}
    return places and part.words.abroad and "followup:it" not in part.words.concepts


def _is_how_much_more(answer: Answer, part: Part) -> bool:
    """Whether a share was read of how much larger something is: 海外のほうが3割大きい."""
    query = answer.query
    of_a_share = query is not None and len(query.items) == 1 and query.items[0].kind is Kind.SHARE
    return of_a_share and _MORE.search(part.text) is not None


def _is_of_strangers(answer: Answer, part: Part) -> bool:
    """Whether a share was read of what a part of the market is said to be, and nobody here has heard of."""
    query = answer.query
    of_a_share = query is not None and len(query.items) == 1 and query.items[0].kind is Kind.SHARE
    return of_a_share and part.words.of_strangers


def _is_of_a_figure(answer: Answer, part: Part) -> bool:
    """Whether a share was read of a fraction of the figure before it: 国内の3474億円の半分もない."""
    query = answer.query
    of_a_share = query is not None and len(query.items) == 1 and query.items[0].kind is Kind.SHARE
    return of_a_share and _OF_MONEY.search(part.text) is not None


def _is_absurd(answer: Answer, part: Part) -> bool:
    """Whether a thing was held against itself, an amount taken for a place, or compared what is not said to be."""
    query, bound = answer.query, bound_of(answer)
    if query is None:
        return False
    if len(query.items) == 2 and query.items[0] == query.items[1]:
        return True
    if bound is not None and bound.unit in (Unit.JPY, Unit.USD) and 0 < bound.value < LEAST_MONEY:
        return True
    if bound is not None and bound.value == 0 and query.claim is not None and query.claim.relation in NEAR:
        return True
    if query.operation is Operation.YEARS and query.select is Select.ALL and bound is None:
        return "op:only" in part.words.concepts
    if query.operation is Operation.RANK:
        return bound is not None and (bound.value > HIGHEST_PLACE or bound.value % 1 != 0)
    if query.operation is not Operation.COMPARE:
        return False
    if len(query.items) > MOST_COMPARED or (query.claim is not None and query.claim.relation in NEAR):
        return True
    one_sided = query.claim is not None and query.claim.relation in (Relation.AT_LEAST, Relation.AT_MOST)
    if one_sided and any(amount.unit is not Unit.PERCENT for amount, _ in part.words.amounts):
        return True
    one_thing, years = len({item.metric for item in query.items}) == 1, {item.period for item in query.items}
    if one_thing and part.words.both_places:
        return True
    return _TOGETHER.search(part.text) is not None if one_thing else len(years) > 1
