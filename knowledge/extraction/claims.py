"""The claims of a message against what is held: each as the answer to the question whether it is so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.answering import Desk, remembered
from knowledge.extraction.clauses import clauses, sentences
from knowledge.extraction.extracting import Extracted, Extractor
from knowledge.extraction.leads import AT_HOME, Leads
from knowledge.extraction.paragraphs import Amount, Words
from knowledge.extraction.reckoning import UNITS, Reckoner, on
from knowledge.model import (
    Answer,
    AnswerStatus,
    Catalogue,
    Claim,
    Item,
    Kind,
    Operation,
    Quantity,
    Query,
    Relation,
    Scope,
    Status,
    Unit,
    Verdict,
)

SURE = 0.6
"""The chance from which a sentence is judged as it was read: nobody is asked back, and many read what is said."""

SURE_OF_PART = 0.75
"""The chance from which a part of a sentence is: it says less."""

MOST_PARTS = 24
"""Parts of sentences that are asked about in one message."""


CERTAIN = 0.95
"""The chance from which an amount is a level, though the message is about a lead."""

LAST_YEAR = {
    "前年割れ": Relation.BELOW,
    "前年を下回": Relation.BELOW,
    "前年超え": Relation.ABOVE,
    "前年を上回": Relation.ABOVE,
}
"""Words for growth that have no number."""

HIGHEST_PLACE = 100
"""What a place in a ranking may be."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a message's claims come to, and the answer to each."""

    verdict: Verdict
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """An amount of a message; if it is a figure, which, and the claim that it is so."""

    quantity: Quantity
    relation: Relation
    claim: Answer | None = None
    figure: Extracted | None = None
    of_others: bool = False
    """Whether it stands where another country or a company is spoken of."""
    in_words: bool = False
    """Whether it is a fraction in words."""


class Checker:
    """Checks messages against one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, extractor: Extractor | None = None) -> None:
        self._desk, self._extractor = desk, extractor or Extractor(catalogue)
        self._latest = catalogue.years_observed[1]
        self._market = next(metric.id for metric in catalogue.metrics.values() if metric.scope is Scope.BROAD)
        self._goals = {
            metric.id: {figure.period for figure in catalogue.of(metric.id)}
            for metric in catalogue.metrics.values()
            if metric.status is not Status.OBSERVATION
        }
        self._called = {
            metric.subject: metric.id
            for metric in catalogue.metrics.values()
            if metric.subject is not None and metric.scope is Scope.BROAD
        }

    def checked(self, text: str) -> Checked:
        """False where one claim is contradicted, true where one is supported and none is left open, else unknown."""
        words = self._extractor.words(text)
        of_others = self._of_others(text) if words.elsewhere else []
        amounts = [_open_in(of_others, amount) for amount in self._amounts(text, words)]
        right = [each.figure.said for each in amounts if each.figure and each.claim and _judged(each.claim)]
        asked, unread = self._asked(text, amounts)
        figures, left = self._reckoned([*amounts, *self._spoken(words, of_others)], asked, words)
        verdict = _all_of(figures, asked, left)
        if verdict is Verdict.TRUE and any(not any(said in part for said in right) for part in [*of_others, *unread]):
            verdict = Verdict.UNKNOWN
        return Checked(verdict, tuple(_counting(figures, asked)))

    def _spoken(self, words: Words, of_others: Sequence[str]) -> Iterator[Said]:
        """The fractions of a message that are words."""
        others = [each for part in of_others for each in self._extractor.words(part).spoken]
        for each in words.spoken:
            yield Said(*each, of_others=each in others, in_words=True)

    def _amounts(self, text: str, words: Words) -> Iterator[Said]:
        """The amounts of a message. One without a year belongs to a year that is said, if any is, or to the latest."""
        every = list(self._extractor.read(text, None if words.years else self._latest))
        undated = self._extractor.read(text, self._latest) if words.years else every
        for (amount, figures), (_, of_latest) in zip(every, undated, strict=True):
            yield from self._said(amount, [self._dated(figure, words) for figure in figures or of_latest], words)

    def _dated(self, figure: Extracted, words: Words) -> Extracted:
        """The figure; a goal whose year is not said is meant for the last that it is held for."""
        years = self._goals.get(figure.metric, set())
        undated = bool(years) and figure.period not in (*words.years, *years)
        return replace(figure, period=max(years)) if undated else figure

    def _judged(self, claim: Query, words: Words) -> Answer:
        """The answer to a claim. A category's share may be meant of the market at home, where that is named."""
        answer = self._desk.answer(claim)
        (item,) = claim.items
        category = item.kind is Kind.SHARE and item.of is None and item.metric in self._called.values()
        if answer.verdict is not Verdict.FALSE or not category or "domestic" not in words.places:
            return answer
        of_home = claim.model_copy(update={"items": (item.model_copy(update={"of": AT_HOME}),)})
        other = self._desk.answer(of_home)
        return other if other.verdict is Verdict.TRUE else answer

    def _said(self, amount: Amount, figures: Sequence[Extracted], words: Words) -> Iterator[Said]:
        if any(figure.old and figure.chance >= SURE for figure in figures):
            return
        claims = [(figure, self._judged(_claimed(figure), words)) for figure in figures]
        taken = [each for each in claims if each[0].chance >= SURE]
        right = [each for each in claims if each[1].verdict is Verdict.TRUE]
        figure, claim = next(iter(right or taken), (None, None))
        said = figure or amount
        yield Said(said.quantity, said.relation, claim, figure)

    def _asked(self, text: str, amounts: Sequence[Said]) -> tuple[list[Answer], list[str]]:
        """What sentences claim, and their parts: each is a question that leans on the one before.

        Where a part claims otherwise than its sentence, the one that was read more surely stands. Last, the parts that
        compare years and were not read.
        """
        before: Query | None = None
        found: list[Answer] = []
        unread: list[str] = []
        places = self._extractor.words(text).places
        leads, two_places = Leads(), "overseas" in places and not places.isdisjoint({"domestic", "japan"})
        left = MOST_PARTS
        for sentence in sentences(text):
            whole = self._desk.ask(sentence, previous=before)
            told = self._told(sentence, whole, SURE)
            parts: list[Answer] = []
            asked_in_parts = clauses(sentence)[: max(0, left)]
            left -= len(asked_in_parts)
            for clause in asked_in_parts or [sentence]:
                answer = self._desk.ask(clause, previous=before) if asked_in_parts else whole
                before = self._leant_on(clause, answer, amounts) or before
                claims = self._told(clause, answer, SURE_OF_PART) or list(self._beside_last_year(clause, amounts))
                if two_places:
                    lead = [self._desk.answer(query) for query in leads.said(self._extractor.tags(clause))]
                    claims = claims if told else lead or claims
                parts += claims
                if not claims and not told and self._extractor.words(clause).comparing:
                    unread.append(clause)
            found += [each for each in told if not any(_better(part, each) for part in parts)]
            found += [part for part in parts if part not in told and _adds_to(part, told)]
            before = self._leant_on(sentence, whole, amounts) or before
        return found, unread

    def _told(self, part: str, answer: Answer, sure: float) -> list[Answer]:
        """The claims that a part of a message was read to make, each with the chance of all of them."""
        if answer.chance < sure or not self._extractor.words(part).telling:
            return []
        claims = [each.model_copy(update={"chance": answer.chance}) for each in answer.parts or (answer,)]
        claims = [each for each in claims if _judged(each) and not _absurd(each, part)]
        return [self._of_home(each, part) for each in claims]

    def _of_home(self, answer: Answer, part: str) -> Answer:
        query = answer.query
        if query is None or query.operation is not Operation.VALUE or len(query.items) != 1:
            return answer
        found = self._judged(query, self._extractor.words(part)) if query.claim is not None else answer
        return found.model_copy(update={"chance": answer.chance}) if found.verdict is not answer.verdict else answer

    def _beside_last_year(self, part: str, amounts: Sequence[Said]) -> Iterator[Answer]:
        """Whether the one figure of a part grew, where it is said to be below or above the year before."""
        relation = next((relation for word, relation in LAST_YEAR.items() if word in part), None)
        levels = [each.figure for each in amounts if each.figure is not None and each.figure.said in part]
        if relation is not None and len(levels) == 1 and levels[0].kind is Kind.LEVEL:
            item = Item(metric=levels[0].metric, kind=Kind.GROWTH, period=levels[0].period)
            claim = Claim(relation=relation, bound=Quantity.exact(0, Unit.PERCENT))
            yield self._desk.answer(Query(operation=Operation.VALUE, items=(item,), claim=claim))

    def _leant_on(self, part: str, answer: Answer, amounts: Sequence[Said]) -> Query | None:
        """What the next part leans on: what this one was read to claim, its last figure, or what it is about."""
        if self._told(part, answer, SURE):
            return remembered(answer)
        figures = [each.figure for each in amounts if each.figure is not None and each.figure.said in part]
        if figures:
            last = figures[-1]
            return on(Item(metric=last.metric, kind=last.kind, period=last.period))
        words = self._extractor.words(part)
        named = [self._called[subject] for subject in words.subjects if subject in self._called]
        if len(named) == 1:
            return on(Item(metric=named[0], period=words.years[-1] if words.years else None))
        return remembered(answer) or (on(Item(metric=self._market, period=words.years[-1])) if words.years else None)

    def _reckoned(
        self, amounts: Sequence[Said], asked: Sequence[Answer], words: Words
    ) -> tuple[list[Answer], list[Quantity]]:
        """The claims that amounts make, and the amounts that stay unexplained.

        What is no figure, or a wrong one, may be what the message reckons of the right ones: "that is nine times as
        much".
        """
        right = [each.claim for each in amounts if each.claim is not None and each.claim.verdict is Verdict.TRUE]
        reckoner = Reckoner(self._desk, right, self._named(words, right))
        judged = [bound for each in asked for bound in _bounds(each)]
        found: list[Answer] = []
        left: list[Quantity] = []
        for amount in amounts:
            claim = amount.claim
            if claim is not None and claim.verdict is Verdict.TRUE:
                found.append(claim)
            elif claim is not None:
                reckoning = reckoner.of_two(amount.quantity, amount.relation)
                if reckoning is None and words.apart and amount.figure is not None and amount.figure.chance < CERTAIN:
                    reckoning = reckoner.of_a_lead(amount.quantity, amount.relation, amount.figure.period)
                if reckoning is not None or not any(_understood(amount, each) for each in asked):
                    found.append(reckoning or claim)
            elif amount.quantity.unit in UNITS:
                judged_already = amount.in_words and _among(amount.quantity, judged)
                unclear = not amount.of_others and not judged_already
                reckoning = reckoner.of_any(amount.quantity, amount.relation) if unclear else None
                if reckoning is None and not words.elsewhere:
                    reckoning = reckoner.of_its_change(amount.quantity, amount.relation)
                if reckoning is not None:
                    found.append(reckoning)
                elif not _among(amount.quantity, judged):
                    left.append(amount.quantity)
        return found, left

    def _of_others(self, text: str) -> list[str]:
        """The parts of a message that are about another country or a company."""
        parts = (part for sentence in sentences(text) for part in clauses(sentence) or [sentence])
        return [part for part in parts if self._extractor.words(part).elsewhere]

    def _named(self, words: Words, right: Sequence[Answer]) -> Iterator[Item]:
        """The one thing that a message names, in the years that it says; its right figures in these."""
        named = [self._called[subject] for subject in words.subjects if subject in self._called]
        if len(named) == 1:
            yield from (Item(metric=named[0], period=year) for year in words.years or [self._latest])
        for item in (each.query.items[0] for each in right if each.query is not None):
            if item.period is not None:
                for year in words.years:
                    yield item.model_copy(update={"kind": Kind.LEVEL, "period": year})


def _open_in(parts: Sequence[str], amount: Said) -> Said:
    """The amount; one that holds of no figure here is not a wrong figure where its words are about another country."""
    if amount.figure is None or amount.claim is None or amount.claim.verdict is Verdict.TRUE:
        return amount
    elsewhere = any(amount.figure.said in part for part in parts)
    return Said(amount.quantity, amount.relation, of_others=True) if elsewhere else amount


def _claimed(figure: Extracted) -> Query:
    item = Item(metric=figure.metric, kind=figure.kind, period=figure.period)
    claim = Claim(relation=figure.relation, bound=figure.quantity)
    return Query(operation=Operation.VALUE, items=(item,), claim=claim)


def _understood(amount: Said, asked: Answer) -> bool:
    """Whether a sentence was read to claim the amount of something else, such as a difference, a multiple or the share
    of another whole, or to claim it of another figure, more surely and rightly.
    """
    if amount.figure is None or asked.query is None or not _among(amount.quantity, _bounds(asked)):
        return False
    otherwise = asked.verdict is Verdict.TRUE and asked.chance > amount.figure.chance
    of_another = any(item.of is not None for item in asked.query.items)
    return otherwise or of_another or asked.query.operation is not Operation.VALUE


def _absurd(answer: Answer, part: str) -> bool:
    """Whether an amount was taken for a place in a ranking, or what is not said to be compared was."""
    query, bound = answer.query, _bound(answer)
    if query is None:
        return False
    if query.operation is Operation.RANK:
        return bound is not None and bound.value > HIGHEST_PLACE
    if query.operation is not Operation.COMPARE:
        return False
    one_thing, years = len({item.metric for item in query.items}) == 1, {item.period for item in query.items}
    return _TOGETHER.search(part) is not None if one_thing else len(years) > 1


_TOGETHER = re.compile(r"\d{4}年?\s?(?:and|&|と|・|、)\s?\d{4}")


def _better(one: Answer, other: Answer) -> bool:
    """Whether one claims what the other does, of something else, and is surer of it."""
    return _bound(one) is not None and _bound(one) == _bound(other) and one.chance > other.chance


def _adds_to(part: Answer, told: Sequence[Answer]) -> bool:
    """Whether a part of a sentence claims what the whole was not read to claim, or claims it otherwise and is surer."""
    bound = _bound(part)
    new = bound is not None and not any(_among(bound, _bounds(each)) for each in told)
    return not told or new or any(_better(part, each) for each in told)


def _judged(answer: Answer) -> bool:
    return answer.status is AnswerStatus.ANSWERED and answer.verdict is not None


def _all_of(figures: Sequence[Answer], asked: Sequence[Answer], left: Sequence[Quantity]) -> Verdict:
    """What is contradicted decides, but an amount is what it is as it stands in the text; what is left open, too."""
    verdicts = [answer.verdict if _judged(answer) else Verdict.UNKNOWN for answer in figures]
    supported = [each for each in figures if each.verdict is Verdict.TRUE]
    contradicted = [each for each in asked if each.verdict is Verdict.FALSE and not _stands(each, supported)]
    if Verdict.FALSE in verdicts or contradicted:
        return Verdict.FALSE
    supported += [each for each in asked if each.verdict is Verdict.TRUE]
    return Verdict.TRUE if supported and not left and Verdict.UNKNOWN not in verdicts else Verdict.UNKNOWN


def _stands(answer: Answer, figures: Sequence[Answer]) -> bool:
    """Whether a sentence was read to claim a value that the text itself gives otherwise: of the same thing, or the same
    amount of another thing.
    """
    if answer.query is None:
        return False
    bound, bounds = _bound(answer), [found for each in figures if (found := _bound(each))]
    same = [each for each in figures if each.query is not None and _alike(each.query, answer.query)]
    if any(_closer(answer, each) for each in same):
        return False
    value = answer.query.operation is Operation.VALUE
    return bool(same and value) or (bound is not None and _among(bound, bounds))


def _alike(one: Query, other: Query) -> bool:
    """Whether two queries are of the same figures, whatever their shares are taken of."""
    first, second = ([(item.metric, item.kind, item.period) for item in query.items] for query in (one, other))
    return first == second


def _closer(answer: Answer, figure: Answer) -> bool:
    """Whether a sentence says more closely how a figure's amount is meant: not just 20 percent, but less than that."""
    one, other = (each.query.claim if each.query else None for each in (answer, figure))
    if one is None or other is None or one.bound is None or other.bound is None:
        return False
    return one.relation is not Relation.EQUAL and other.relation is Relation.EQUAL and _among(one.bound, [other.bound])


def _bound(answer: Answer) -> Quantity | None:
    return answer.query.claim.bound if answer.query is not None and answer.query.claim is not None else None


def _bounds(answer: Answer) -> list[Quantity]:
    """The amount that is claimed, and the one that years are looked for by: "first above 3 trillion in 2023"."""
    sought = answer.query.bound if answer.query is not None else None
    return [bound for bound in (_bound(answer), sought) if bound is not None]


def _among(amount: Quantity, others: Sequence[Quantity]) -> bool:
    return any(amount.unit is each.unit and abs(amount.value) == abs(each.value) for each in others)


def _counting(figures: Sequence[Answer], asked: Sequence[Answer]) -> Iterator[Answer]:
    """The answers that the verdict comes from, each claim once: not what a sentence was taken for by mistake."""
    supported = [each for each in figures if each.verdict is Verdict.TRUE]
    found: list[Answer] = []
    for answer in [*figures, *asked]:
        dismissed = answer in asked and answer.verdict is Verdict.FALSE and _stands(answer, supported)
        if not dismissed and not any(_same(answer, other) for other in found):
            found.append(answer)
            yield answer


def _same(one: Answer, other: Answer) -> bool:
    """Whether two answers are to the same claim."""
    if one.query is None or other.query is None:
        return False
    alike = _alike(one.query, other.query) and one.query.operation is other.query.operation
    return one.query == other.query or (alike and one.verdict is other.verdict and _bounds(one) == _bounds(other))
