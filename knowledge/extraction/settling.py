"""What a claim comes to, and what else it may be meant as where it does not hold as it was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from knowledge.answering import Desk
from knowledge.extraction.hearing import Hearing
from knowledge.extraction.judging import in_tens
from knowledge.extraction.leads import PLACES, Leads
from knowledge.extraction.particles import led_in_japanese
from knowledge.extraction.weighing import is_far
from knowledge.model import (
    Answer,
    Catalogue,
    Claim,
    Kind,
    MetricId,
    Operation,
    Quantity,
    Query,
    Rank,
    Relation,
    Unit,
    Verdict,
)
from knowledge.questions import Tag
from knowledge.questions.goals import CONTENT
from knowledge.questions.moving import GROWN, changed, tells_how_it_grew
from knowledge.questions.normalise import is_japanese
from knowledge.questions.spoken import FRACTIONS

PRINTED, OF_CONTENT, ADDING = ("op:history",), ("scope:content", "topic:content"), ("mark:added", "change:up")
"""The meanings of words that speak of prints and what became of them, of content as a whole, and of what was added."""

OTHER_KIND, SIGNS = {Kind.GROWTH: Kind.SHARE, Kind.SHARE: Kind.GROWTH}, ("+", "-", "−", "▲", "△")

LEVEL = {"kind": Kind.LEVEL}

SAID_OTHERWISE = {Relation.ABOVE: Relation.BELOW, Relation.BELOW: Relation.ABOVE}


class Settling:
    """Settles claims at one desk; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, hearing: Hearing) -> None:
        self._desk, self._hearing, self._goals = desk, hearing, catalogue.goals
        self._superseded = [each for each in catalogue.figures if each.rank is Rank.SUPERSEDED]
        self.categories = {f"subject:{each}": metric for each, metric in catalogue.categories.items()}
        self.names: Mapping[str, MetricId] = PLACES | self.categories
        """What the markets and the categories are named by."""

    def answer(self, text: str, query: Query, chance: float) -> Answer:
        """The answer; of how far apart two things rightly are, that to who leads, where that is told wrongly; of what
        is told of an earlier print, the one of then.
        """
        answer = self._desk.answer(query)
        if answer.verdict is Verdict.FALSE:
            others = map(self._desk.answer, self._rather(text, query))
            answer = next((each for each in others if each.verdict is Verdict.TRUE), answer)
        if answer.verdict is Verdict.TRUE and is_far(answer):
            moved = self._changed(query) if self._hearing.has(text, GROWN) else ()
            others = map(self._desk.answer, moved)
            open_still = answer.model_copy(update={"verdict": Verdict.UNKNOWN})
            answer = next((each for each in others if each.verdict is Verdict.TRUE), open_still)
        compared = {item.metric for item in query.items}
        names = {name: metric for name, metric in self.names.items() if metric in compared}
        two = query.operation is Operation.DIFFERENCE and len(compared) == 2
        both_named = all(self._hearing.has(text, (name,)) for name in names)  # not "it out-earned streaming"
        if two and both_named and answer.verdict is Verdict.TRUE:
            tags = [tag for tag in self._hearing.tags(text) if not _says_how_far(tag)]
            led = [*Leads(names).said(tags)] if not is_japanese(text) else []
            if is_japanese(text) and query.items[0].period is not None:
                found = led_in_japanese(self._hearing.tags(text), names, query.items[0].period)
                led = [found] if found is not None else []
            answer = next((each for each in map(self._desk.answer, led) if each.verdict is Verdict.FALSE), answer)
        return answer.model_copy(update={"chance": chance})

    def _rather(self, text: str, query: Query) -> Iterator[Query]:
        """What is claimed where a claim does not hold as it was read: of an earlier print, of the goal of content, of
        an amount that is rounded to tens, or of one that is never meant exactly.
        """
        if self._hearing.has(text, PRINTED):
            yield from self._as_printed(query)
        claim = query.claim
        if claim is not None and _is_meant_about(query, claim):
            yield query.model_copy(update={"claim": claim.model_copy(update={"relation": Relation.ABOUT})})
        if query.operation is Operation.EXTREME and not tells_how_it_grew(self._hearing.tags(text)):  # "…, a record"
            yield query.model_copy(update={"items": tuple(each.model_copy(update=LEVEL) for each in query.items)})
        if query.operation is Operation.YEARS and (after := self._after_since(text, query)) is not None:
            yield after
        rounded = in_tens(claim.bound) if claim and claim.bound and _is_told_once(claim) else None
        if rounded is not None and claim is not None and query.operation in (Operation.VALUE, Operation.DIFFERENCE):
            yield query.model_copy(update={"claim": claim.model_copy(update={"bound": rounded})})
        if query.operation is not Operation.VALUE or len(query.items) != 1 or claim is None or claim.bound is None:
            return
        (item,) = query.items
        if item.kind in OTHER_KIND and self._is_bare(text, claim.bound, item.kind):
            yield query.model_copy(update={"items": (item.model_copy(update={"kind": OTHER_KIND[item.kind]}),)})
        turned = SAID_OTHERWISE.get(claim.relation)
        if turned and item.kind is Kind.LEVEL and self._is_said_to_be(turned, claim.bound, text):
            yield query.model_copy(update={"claim": claim.model_copy(update={"relation": turned})})
        if item.metric in self._goals and item.metric != CONTENT and self._hearing.has(text, OF_CONTENT):
            yield query.model_copy(update={"items": (item.model_copy(update={"metric": CONTENT}),)})
        if self._is_added(text):
            yield from self._changed(query)

    def _after_since(self, text: str, query: Query) -> Query | None:
        """Years of growth since one, without that one: what has risen every year since 2020 had risen from it."""
        start = query.span.start if query.span is not None else None
        grown = all(item.kind is Kind.GROWTH for item in query.items)
        since = any(one.text == "since" and other.year == start for one, other in pairwise(self._hearing.tags(text)))
        if start is None or query.span is None or not grown or not since:
            return None
        return query.model_copy(update={"span": query.span.model_copy(update={"start": start + 1})})

    def _changed(self, query: Query) -> Iterator[Query]:
        """A claim of a level as one of how much it rose from the year before."""
        (item,) = query.items
        if item.kind is Kind.LEVEL and item.period is not None:
            yield changed(query, item)

    def _is_bare(self, text: str, bound: Quantity, kind: Kind) -> bool:
        """Whether nothing says what a percentage is, or only its sign does: "2.17 trillion, or 56.5 %", (+26%)."""
        tags = self._hearing.tags(text)
        if kind is Kind.GROWTH:
            return bound.value > 0 and not any(tag.has(*GROWN) for tag in tags)
        said = (tag.text for tag in tags if tag.number is not None and tag.number.value == bound.value)
        return any(each.startswith(SIGNS) for each in said)

    def _is_said_to_be(self, relation: Relation, bound: Quantity, text: str) -> bool:
        """Whether the word before an amount says so of it: "down from more than 350"."""
        said = (one for one, other in pairwise(self._hearing.tags(text)) if other.number and other.number == bound)
        return any(one.has(f"relation:{relation.value}") for one in said)

    def _as_printed(self, query: Query) -> Iterator[Query]:
        """A claim of one figure as of each edition whose print of it was superseded."""
        if query.operation is Operation.VALUE and len(query.items) == 1 and query.items[0].period is not None:
            (item,) = query.items
            for figure in self._superseded:
                if (figure.metric, figure.kind, figure.period) == (item.metric, item.kind, item.period):
                    yield from (query.model_copy(update={"as_of": edition}) for edition in figure.editions)

    def _is_added(self, text: str) -> bool:
        """Whether an amount stands right behind a word that says that something was added: "put on 494 billion"."""
        return any(one.has(*ADDING) and other.number is not None for one, other in pairwise(self._hearing.tags(text)))


def _says_how_far(tag: Tag) -> bool:
    alone = tag.has("op:difference") and not tag.has("op:overtake", "op:pass", "relation:above", "mark:ahead")
    return tag.number is not None or alone or tag.has("relation:by", *FRACTIONS)


def _is_told_once(claim: Claim) -> bool:
    """Whether just so much is claimed, and no range from an amount on: "just over 100 billion"."""
    bound = claim.bound
    ends = bound is not None and bound.low != bound.high and bound.value in (bound.low, bound.high)
    return claim.relation is Relation.EQUAL and not ends


def _is_meant_about(query: Query, claim: Claim) -> bool:
    """Whether no more is claimed than that something is about so: "tripled", "nearly tied"."""
    if query.operation is Operation.COMPARE:
        return claim.relation is Relation.NEARLY
    bound = claim.bound
    multiple = bound is not None and bound.unit is Unit.TIMES and bound.value == bound.value.to_integral_value()
    return query.operation is Operation.RATIO and claim.relation is Relation.EQUAL and multiple
