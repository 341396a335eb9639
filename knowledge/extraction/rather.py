"""What is meant rather than what a part of a message was read to claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.answering import Desk
from knowledge.extraction.denying import deniable, denies, otherwise, undone
from knowledge.extraction.growing import A_YEAR, KEPT
from knowledge.extraction.heard import in_every_year
from knowledge.extraction.judging import Judge
from knowledge.extraction.leads import ABROAD
from knowledge.extraction.mistakes import Part
from knowledge.extraction.reckoning import as_factor, claiming
from knowledge.extraction.telling import YEARS_ON, Telling
from knowledge.extraction.weighing import judged
from knowledge.extraction.words import Words
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
    Scope,
    Span,
    Unit,
    Verdict,
)
from knowledge.questions.normalise import is_japanese

MARKETS = ("amount:market", "topic:market", "subject:anime")
"""Words that speak of more than what studios made."""

PLACES = frozenset({"overseas", "domestic", "japan", "all"})

_WHAT_WAS_ADDED = re.compile(r"(?:増え|伸び)た分|増加分|増分|\bof (?:the|that) (?:increase|growth)\b", re.IGNORECASE)

_AFTER_THAT = re.compile(r"\b(?:after that|since then|ever since|and then)\b|その後|それ以降", re.IGNORECASE)

_PUT_ON = re.compile(r"\b(?:put on|added|tacked on|gained|grew by|rose by)\b", re.IGNORECASE)

_FASTER = re.compile(r"\bfaste[rst]|\bquicke[rst]|伸び率|成長率|最速|速く", re.IGNORECASE)

_BARELY = re.compile(r"\b(?:barely|a mere|only just|hardly more than)\b|かろうじて|ぎりぎり", re.IGNORECASE)

_TIMES_THE = re.compile(r"(国内|海外)分?の(?:約|およそ|ほぼ)?[\d.]+倍")

_HIT = re.compile(r"\b(?:worst|biggest|hardest) (?:hit|fall|drop|decline)\b|\bhit (?:worst|hardest)\b", re.IGNORECASE)

_PASSED = re.compile(r"\b(?:overtook|overtaken|passed|surpassed)\b|逆転|追い抜|追い越|抜いた|抜き去", re.IGNORECASE)

LOOKED_BACK = 4
"""Years before one in which another was passed: who was ahead in the last of them that is held?"""


class Rather:
    """Knows it by one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, judge: Judge, telling: Telling) -> None:
        self._telling = telling
        self._desk, self._judge, self._latest = desk, judge, catalogue.years_observed[1]
        self._categories = set(catalogue.categories.values())
        self._geography = {metric.id: metric.geography.value for metric in catalogue.metrics.values()}
        by_place = {(m.scope, m.geography): m.id for m in catalogue.metrics.values() if m.subject is None}
        self._made = {
            metric: by_place[Scope.PRODUCTION, geography]
            for (scope, geography), metric in by_place.items()
            if scope is Scope.BROAD and (Scope.PRODUCTION, geography) in by_place
        }
        self._market = catalogue.market

    def meant(self, answer: Answer, part: Part, sentence: Part, before: Query | None) -> Answer:
        """The answer to what is meant, by what is spoken of, who is ahead, what is denied and what holds instead."""
        if (stated := self._as_stated(answer, part, sentence, before)) is not answer:
            return stated
        answer = self._of_that(self._of_studios(answer, part, sentence, before), part, before)
        answer = self._kept(answer, part)
        answer = self._barely(self._of_the_whole(self._times_the_named(answer, part), sentence), part)
        answer = self._ahead(self._of_speed(answer, part), part)
        answer = self._as_denied(self.passing(answer, part), part)
        return self.instead(answer, part, sentence)

    def _as_stated(self, answer: Answer, part: Part, sentence: Part, before: Query | None) -> Answer:
        """The answer; of the report itself, to what the words say."""
        if answer.query is None or answer.query.operation is not Operation.STATEMENT:
            return answer
        metric = before.items[0].metric if before is not None and before.items else None
        said = next(self._telling.stated(part, sentence, metric), None)
        return self._desk.answer(said).model_copy(update={"chance": answer.chance}) if said is not None else answer

    def _of_studios(self, answer: Answer, part: Part, sentence: Part, before: Query | None) -> Answer:
        """The answer; of a sentence about studios, a part that names only a place is of what these made there."""
        query = answer.query
        made = set(self._made.values())
        before_made = before is not None and all(item.metric in made for item in before.items)
        about = "scope:production" in sentence.words.concepts or (before_made and part.words.places <= PLACES)
        about &= part.words.concepts.isdisjoint(MARKETS)
        if query is None or not about or len(query.items) != 1 or query.items[0].metric not in self._made:
            return answer
        (item,) = query.items
        meant = query.model_copy(update={"items": (item.model_copy(update={"metric": self._made[item.metric]}),)})
        return self._desk.answer(meant).model_copy(update={"chance": answer.chance})

    def _of_that(self, answer: Answer, part: Part, before: Query | None) -> Answer:
        """The answer; a share "of that", where something else than its whole was spoken of, is one of what was."""
        query, spoken_of = answer.query, before.items if before is not None else ()
        bound = query.claim.bound if query is not None and query.claim is not None else None
        if query is None or query.claim is None or bound is None or not part.words.of_that or len(spoken_of) != 1:
            return answer
        (item,), that = query.items[:1] or (None,), spoken_of[0]
        if item is None or query.operation is not Operation.VALUE or item.kind is not Kind.SHARE:
            return answer
        if (
            not {item.metric, that.metric} <= self._categories
            or item.metric == that.metric
            or that.kind is not Kind.LEVEL
        ):
            return answer
        items = (item.model_copy(update={"kind": Kind.LEVEL, "of": None}), that)
        relation = Relation.ABOUT if query.claim.relation is Relation.AT_LEAST else query.claim.relation  # "barely"
        claim = Claim(relation=relation, bound=as_factor(bound))
        ratio = self._desk.answer(Query(operation=Operation.RATIO, items=items, claim=claim))
        return ratio.model_copy(update={"chance": answer.chance})

    def _of_speed(self, answer: Answer, part: Part) -> Answer:
        """The answer; of a year in which something grew faster than ever, that to its growth."""
        query = answer.query
        faster = query is not None and query.operation is Operation.EXTREME and _FASTER.search(part.text)
        hit = query is not None and query.operation is Operation.RANK and _HIT.search(part.text)
        if query is None or not (faster or hit) or not (hit or part.words.rising):
            return answer
        if any(item.kind is not Kind.LEVEL for item in query.items):
            return answer
        grown = query.model_copy(
            update={"items": tuple(item.model_copy(update={"kind": Kind.GROWTH}) for item in query.items)}
        )
        return self._desk.answer(grown).model_copy(update={"chance": answer.chance})

    def _of_the_whole(self, answer: Answer, sentence: Part) -> Answer:
        """The answer; where both markets are named as one, that to the whole of them."""
        query = answer.query
        if query is None or query.operation is not Operation.VALUE or not sentence.words.of_the_whole:
            return answer
        if [(item.metric, item.kind) for item in query.items] != [(ABROAD, Kind.GROWTH)]:
            return answer
        whole = query.model_copy(update={"items": (query.items[0].model_copy(update={"metric": self._market}),)})
        return self._desk.answer(whole).model_copy(update={"chance": answer.chance})

    def _kept(self, answer: Answer, part: Part) -> Answer:
        """The answer; of what kept growing, or falling, between two years, that to each of the years."""
        query, moved = answer.query, part.words.grown
        bound = query.claim.bound if query is not None and query.claim is not None else None
        ends = query.operation in (Operation.CHANGE, Operation.COMPARE) if query is not None else False
        if query is None or moved is None or not ends or not KEPT.search(part.text) or (bound and bound.value):
            return answer
        metrics, years = {item.metric for item in query.items}, sorted(set(part.words.years))
        if len(metrics) != 1 or len(years) != 2:
            return answer
        every = in_every_year(query.items[0].metric, moved, Span(start=years[0] + 1, end=years[1]))
        return self._desk.answer(every).model_copy(update={"chance": answer.chance})

    def _barely(self, answer: Answer, part: Part) -> Answer:
        """The answer; of what was "barely" so much, that to whether it was about as much."""
        claim = answer.query.claim if answer.query is not None else None
        above = claim is not None and claim.relation in (Relation.ABOVE, Relation.AT_LEAST)
        if answer.query is None or claim is None or not above or not _BARELY.search(part.text):
            return answer
        about = claim.model_copy(update={"relation": Relation.ABOUT})
        asked = self._desk.answer(answer.query.model_copy(update={"claim": about}))
        return asked.model_copy(update={"chance": answer.chance}) if asked.verdict is Verdict.FALSE else answer

    def _times_the_named(self, answer: Answer, part: Part) -> Answer:
        """The answer; in 海外は国内の3倍 the market at home is what the other is so many times of."""
        query, found = answer.query, _TIMES_THE.search(part.text)
        if query is None or query.operation is not Operation.RATIO or found is None or len(query.items) != 2:
            return answer
        place = "domestic" if found[1] == "国内" else "overseas"
        first, other = (self._geography[item.metric] for item in query.items)
        if first != place or other == place:
            return answer
        turned = query.model_copy(update={"items": query.items[::-1]})
        return self._desk.answer(turned).model_copy(update={"chance": answer.chance})

    def _ahead(self, answer: Answer, part: Part) -> Answer:
        """The answer; where one of two is said to be ahead by an amount and is behind by it, that to who is ahead."""
        query = answer.query
        if query is None or query.operation is not Operation.DIFFERENCE or answer.verdict is not Verdict.TRUE:
            return answer
        of_two = len({item.metric for item in query.items}) == 2 and len({item.period for item in query.items}) == 1
        if not of_two or part.words.direction is not Relation.ABOVE:
            return answer
        claim = Claim(relation=Relation.ABOVE)
        ahead = self._desk.answer(query.model_copy(update={"operation": Operation.COMPARE, "claim": claim}))
        return answer if ahead.verdict is Verdict.TRUE else ahead.model_copy(update={"chance": answer.chance})

    def passing(self, answer: Answer, part: Part) -> Answer:
        """The answer; where one is said to have passed the other in a year and was ahead before, that to it having
        been behind then.
        """
        query = answer.query
        if query is None or query.operation is not Operation.COMPARE or answer.verdict is not Verdict.TRUE:
            return answer
        apart = len({item.metric for item in query.items}) == 2 and len({item.period for item in query.items}) == 1
        year = query.items[0].period
        if not apart or year is None or part.words.years != [year] or not _PASSED.search(part.text):
            return answer
        claim = Claim(relation=Relation.BELOW)
        for earlier in range(year - 1, year - LOOKED_BACK, -1):
            items = tuple(item.model_copy(update={"period": earlier}) for item in query.items)
            behind = self._desk.answer(query.model_copy(update={"items": items, "claim": claim}))
            if judged(behind):
                return (
                    behind.model_copy(update={"chance": answer.chance}) if behind.verdict is Verdict.FALSE else answer
                )
        return answer

    def _as_denied(self, answer: Answer, part: Part) -> Answer:
        """The answer; where it is denied what was read to be claimed, that to the contrary."""
        language = "ja" if is_japanese(part.text) else "en"
        not_alone = "op:only" in part.words.concepts
        read_without = (part.words.denied and deniable(answer, language, not_alone)) or undone(answer, part.text)
        whole = answer.query is not None and answer.query.claim is not None and not answer.query.claim.denied
        if answer.query is None or not (read_without or (whole and denies(part.text))):
            return answer
        return self._desk.answer(otherwise(answer.query)).model_copy(update={"chance": answer.chance})

    def instead(self, answer: Answer, part: Part, sentence: Part) -> Answer:
        """The answer; where it is false, that to what may be meant rather, if that is true."""
        if answer.verdict is not Verdict.FALSE or answer.query is None:
            return answer
        if answer.query.operation is Operation.YEARS and len(answer.query.items) == 2 and "逆転" in part.text:
            turned = answer.query.model_copy(update={"items": answer.query.items[::-1]})
            return self._desk.answer(turned).model_copy(update={"chance": answer.chance})
        one = len(answer.query.items) == 1
        meant = self._meant_rather(answer.query, part, sentence) if one else self._of_the_two(answer.query, part)
        others = map(self._desk.answer, meant)
        found = next((other for other in others if other.verdict is Verdict.TRUE), answer)
        return found.model_copy(update={"chance": answer.chance})

    def _meant_rather(self, query: Query, part: Part, sentence: Part) -> Iterator[Query]:
        """A record is one of what grew: "up 9.1 %, a record"; growth with two years is that between them; a share is
        one of the market at home, or of what was added.
        """
        words = part.words
        (item,), years = query.items, sorted(set(words.years))
        level = item.model_copy(update={"kind": Kind.LEVEL})
        if (
            query.operation is Operation.EXTREME
            and item.kind is Kind.GROWTH
            and words.record
            and not _FASTER.search(part.text)
        ):
            yield query.model_copy(update={"items": (level,)})
        if query.operation is Operation.VALUE and item.kind is Kind.GROWTH and len(years) == 2 and item.period in years:
            ends = tuple(level.model_copy(update={"period": year}) for year in reversed(years))
            yield query.model_copy(update={"operation": Operation.CHANGE, "items": ends})
        rate = next((amount for amount in words.amounts if amount[0].unit is Unit.PERCENT), None)
        if rate is not None and len(years) == 2 and A_YEAR.search(part.text):
            ends = tuple(level.model_copy(update={"period": year}) for year in reversed(years))
            yield claiming(Operation.CAGR, ends, *rate)
        if query.operation is Operation.YEARS and len(years) > 1 and _AFTER_THAT.search(part.text):
            yield query.model_copy(update={"span": Span(start=years[-2] + 1, end=years[-1])})
        if query.operation is Operation.YEARS and query.span is None and len(years) > 1:
            yield query.model_copy(update={"span": Span(start=years[0], end=years[-1])})
        if item.kind is Kind.LEVEL and item.period and _PUT_ON.search(part.text):
            ends = (item, item.model_copy(update={"period": item.period - 1}))
            yield query.model_copy(update={"operation": Operation.DIFFERENCE, "items": ends})
        of_growth = (words.adding and words.from_there) or _WHAT_WAS_ADDED.search(sentence.text) is not None
        if item.metric == ABROAD and item.kind is not Kind.LEVEL and item.period and of_growth:
            ends = (level, level.model_copy(update={"period": item.period - 1}))
            yield query.model_copy(update={"operation": Operation.CONTRIBUTION, "items": ends})
        bound = query.claim.bound if query.claim is not None else None
        if query.claim is not None and bound is not None and bound.value < 0 and item.kind is Kind.SHARE:
            upright = query.claim.model_copy(update={"bound": bound.negative})  # "slipped back under half"
            yield query.model_copy(update={"claim": upright})
        if query.operation is Operation.VALUE:
            yield from self._judge.of_home(query, words)

    def _of_the_two(self, query: Query, part: Part) -> Iterator[Query]:
        """How far two things lie apart is no figure of one of them: "2.8 trillion to 1.5 trillion"."""
        words = part.words
        if query.operation is Operation.DIFFERENCE and query.claim is not None and query.claim.relation.is_told:
            for item in query.items:
                yield Query(operation=Operation.VALUE, items=(item,), claim=query.claim)
        years_on = YEARS_ON.search(part.text)
        if query.operation is Operation.RATIO and years_on is not None and not words.years:
            later = min(item.period or self._latest for item in query.items)
            ends = (later, later - int(years_on[1] or years_on[2]))
            items = (item.model_copy(update={"period": year}) for item, year in zip(query.items, ends, strict=True))
            yield query.model_copy(update={"items": tuple(items)})
        if query.operation is Operation.YEARS and words.places == {"overseas"} and words.rising:
            grown = query.items[0].model_copy(update={"kind": Kind.GROWTH})
            zero = Quantity.exact(0, Unit.PERCENT)
            yield query.model_copy(update={"items": (grown,), "relation": Relation.ABOVE, "bound": zero})
        yield from self._of_one_thing(query, words)

    def _of_one_thing(self, query: Query, words: Words) -> Iterator[Query]:
        """Two things were held against each other, of which one is named: it is held against itself in another year.
        Where none is, the whole market is what is meant. What came from abroad of what was added is no growth.
        """
        metrics = [item.metric for item in query.items]
        if query.operation is Operation.CHANGE and metrics == [ABROAD, ABROAD] and words.adding and words.from_there:
            yield query.model_copy(update={"operation": Operation.CONTRIBUTION})
        if query.operation not in (Operation.RATIO, Operation.CHANGE) or len(metrics) != 2:
            return
        said = sorted(set(words.years)) or [item.period or self._latest for item in query.items]
        years = sorted({self._latest, *said} if len(said) == 1 else {min(said), max(said)})
        thing = ABROAD if words.abroad else self._market if words.places <= {"all"} and not words.subjects else None
        if (len(set(metrics)) == 2 and thing == ABROAD) or (len(set(metrics)) == 1 and thing == self._market):
            items = tuple(Item(metric=thing, period=year) for year in reversed(years))
            yield query.model_copy(update={"items": items})
