"""What the sentences of a message claim, and their parts: each is a question that leans on the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.answering import Desk, remembered
from knowledge.extraction.clauses import clauses, sentences
from knowledge.extraction.extracting import Extractor
from knowledge.extraction.judging import Judge, Said
from knowledge.extraction.leads import Leads
from knowledge.extraction.mistakes import Mistakes, Part
from knowledge.extraction.paragraphs import Words
from knowledge.extraction.reckoning import on
from knowledge.extraction.weighing import among, bound_of, bounds_of, judged, of_the_same
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
    Select,
    Unit,
    Verdict,
)
from knowledge.questions.normalise import is_japanese

SURE = 0.6
"""The chance from which a sentence is judged as it was read: nobody is asked back, and many read what is said."""

SURE_OF_PART = 0.75
"""The chance from which a part of a sentence is: it says less."""

MOST_SENTENCES = 24
"""Sentences of a message that are each asked about: as many as people write in one, and no flood of them."""

MOST_PARTS = 24
"""Parts of sentences that are asked about in one message."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message was read to claim, its parts that compare years and were not read, and whether every sentence was
    asked about.
    """

    answers: list[Answer] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    to_its_end: bool = True


class Asking:
    """Asks about messages at one desk; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, extractor: Extractor, judge: Judge) -> None:
        self._desk, self._extractor, self._judge = desk, extractor, judge
        self._market = next(metric.id for metric in catalogue.metrics.values() if metric.scope is Scope.BROAD)
        self._categories, self._mistakes = catalogue.categories, Mistakes(catalogue, extractor)

    def asked(self, text: str, words: Words, amounts: Sequence[Said]) -> Asked:
        """Where a part claims otherwise than its sentence, the one that was read more surely stands."""
        every, before, left = sentences(text), None, MOST_PARTS
        found = Asked(to_its_end=len(every) <= MOST_SENTENCES)
        leads = Leads() if words.both_places and not is_japanese(text) else None
        for sentence in map(self._part, every[:MOST_SENTENCES]):
            whole = self._desk.ask(sentence.text, previous=before)
            told = [each for each in self._told(sentence, whole, SURE) if _in_its_years(each, words)]
            asked_in_parts = [self._part(clause) for clause in clauses(sentence.text)[: max(0, left)]]
            left -= len(asked_in_parts)
            parts: list[Answer] = []
            for part in asked_in_parts or [sentence]:
                answer = self._desk.ask(part.text, previous=before) if asked_in_parts else whole
                before = self._leant_on(part, answer, amounts) or before
                claims = self._claims(part, answer, amounts, leads, told)
                claims = [each for each in claims if _in_its_years(each, words)]
                if self._said_of_both(claims, told, sentence):
                    claims = told = []
                    found.unread.append(part.text)
                if self.category_abroad(part.text, sentence.words):
                    found.unread.extend([part.text] if any(map(self._of_categories, claims)) else [])
                    claims = [each for each in claims if not self._of_categories(each)]
                    told = [each for each in told if not self._of_categories(each)]
                claims = claims or list(self._grown(part, before, told)) or list(self._most(part, amounts, told))
                parts += claims
                dated = bool(part.words.years or sentence.words.years)
                against = part.words.held_against and dated
                left_out = part.words.comparing or against or (part.words.highest and bool(part.words.years))
                if not claims and left_out and not any(map(_compares, told)):
                    found.unread.append(part.text)
            found.answers.extend(each for each in told if not any(_better(part, each) for part in parts))
            found.answers.extend(part for part in parts if part not in told and _adds_to(part, told))
            before = self._leant_on(sentence, whole, amounts) or before
        return found

    def category_abroad(self, text: str, sentence: Words) -> bool:
        """Whether a part of a sentence is about a category of the home market, but abroad."""
        words = self._extractor.words(text)
        abroad = words.abroad or (not words.places and sentence.abroad)
        return abroad and any(subject in self._categories for subject in words.subjects)

    def _of_categories(self, answer: Answer) -> bool:
        """Whether an answer is about nothing but categories of the home market, or a share that is not held."""
        query, at_home = answer.query, set(self._categories.values())
        if query is None or not query.items:
            return False
        return all(item.kind is Kind.SHARE for item in query.items) or all(
            item.metric in at_home for item in query.items
        )

    def _part(self, text: str) -> Part:
        return Part(text, self._extractor.words(text))

    def _claims(
        self, part: Part, answer: Answer, amounts: Sequence[Said], leads: Leads | None, told: Sequence[Answer]
    ) -> list[Answer]:
        """What a part claims: by the question it was read as, or by words that say who led or grew."""
        claims = self._told(part, answer, SURE_OF_PART) or list(self._beside_another_year(part, amounts))
        who_led = [] if leads is None else [*map(self._desk.answer, leads.said(self._extractor.tags(part.text)))]
        return claims if told else who_led or claims

    def _told(self, part: Part, answer: Answer, sure: float) -> list[Answer]:
        """The claims that a part of a message was read to make, each with the chance of all of them."""
        if answer.chance < sure or not part.words.telling:
            return []
        claims = [each.model_copy(update={"chance": answer.chance}) for each in answer.parts or (answer,)]
        return [self._rather(each, part) for each in claims if judged(each) and not self._mistakes.mistaken(each, part)]

    @staticmethod
    def _said_of_both(claims: Sequence[Answer], told: Sequence[Answer], sentence: Part) -> bool:
        """Whether a sentence speaks of both markets, and only what it says of one in all years was read."""
        read = [each.query for each in (*claims, *told) if each.query is not None]
        of_one = [query for query in read if query.operation is Operation.YEARS and len(query.items) == 1]
        return "followup:both" in sentence.words.concepts and len(of_one) == len(read) == 1

    def _rather(self, answer: Answer, part: Part) -> Answer:
        """The answer; where it is false, that to what may be meant rather: a share of the market at home; what was a
        record beside its growth: "up 9.1 %, a record".
        """
        query = answer.query
        if query is not None and answer.verdict is Verdict.FALSE and part.words.record and _is_of_growth(query):
            items = tuple(item.model_copy(update={"kind": Kind.LEVEL}) for item in query.items)
            of_level = self._desk.answer(query.model_copy(update={"items": items}))
            better = of_level.verdict is Verdict.TRUE
            return of_level.model_copy(update={"chance": answer.chance}) if better else answer
        if query is None or query.operation is not Operation.VALUE or len(query.items) != 1 or query.claim is None:
            return answer
        (item,), years = query.items, sorted(set(part.words.years))
        if answer.verdict is Verdict.FALSE and item.kind is Kind.GROWTH and len(years) == 2 and item.period in years:
            ends = tuple(item.model_copy(update={"kind": Kind.LEVEL, "period": year}) for year in reversed(years))
            changed = self._desk.answer(query.model_copy(update={"operation": Operation.CHANGE, "items": ends}))
            if changed.verdict is Verdict.TRUE:
                return changed.model_copy(update={"chance": answer.chance})
        found = self._judge.judged(query, part.words)
        return found.model_copy(update={"chance": answer.chance}) if found.verdict is not answer.verdict else answer

    def _beside_another_year(self, part: Part, amounts: Sequence[Said]) -> Iterator[Answer]:
        """Whether the one figure of a part grew, where it is said to be below or above the year before, or to have
        fallen or risen from it to another year that is said.
        """
        said = [each.figure for each in amounts if each.figure is not None and each.figure.said in part.text]
        others = set(part.words.years) - {figure.period for figure in said}
        if len(said) != 1 or part.words.direction is None:
            return
        (figure,) = said
        item = Item(metric=figure.metric, kind=figure.kind, period=figure.period)
        if part.words.beside_last_year is not None and figure.kind is Kind.LEVEL:
            grown = item.model_copy(update={"kind": Kind.GROWTH})
            claim = Claim(relation=part.words.direction, bound=Quantity.exact(0, Unit.PERCENT))
            yield self._desk.answer(Query(operation=Operation.VALUE, items=(grown,), claim=claim))
        elif len(others) == 1 and figure.kind is not Kind.GROWTH:
            other = item.model_copy(update={"period": others.pop()})
            earlier, later = sorted((item, other), key=lambda each: each.period or 0)
            claim = Claim(relation=part.words.direction)
            yield self._desk.answer(Query(operation=Operation.COMPARE, items=(later, earlier), claim=claim))

    def _grown(self, part: Part, before: Query | None, told: Sequence[Answer]) -> Iterator[Answer]:
        """Whether the one category of a part grew or shrank, where that is said of it and nothing else is."""
        named = [self._categories[subject] for subject in part.words.subjects if subject in self._categories]
        leant_on = {item.period for item in before.items} if before is not None else set()
        years = set(part.words.years) or leant_on
        known = any(item.metric in named for each in told if each.query is not None for item in each.query.items)
        if (
            len(named) != 1
            or len(years) != 1
            or None in years
            or part.words.grown is None
            or part.words.numbers
            or known
        ):
            return
        item = Item(metric=named[0], kind=Kind.GROWTH, period=years.pop())
        claim = Claim(relation=part.words.grown, bound=Quantity.exact(0, Unit.PERCENT))
        answer = self._desk.answer(Query(operation=Operation.VALUE, items=(item,), claim=claim))
        if judged(answer):
            yield answer

    def _most(self, part: Part, amounts: Sequence[Said], told: Sequence[Answer]) -> Iterator[Answer]:
        """Whether the one figure of a part is the highest of all years, where that is said and was not read."""
        said = [each.figure for each in amounts if each.figure is not None and each.figure.said in part.text]
        if len(said) != 1 or not part.words.highest or said[0].kind is Kind.SHARE or any(map(_compares, told)):
            return
        item = Item(metric=said[0].metric, kind=said[0].kind)
        claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(said[0].period, Unit.YEAR))
        query = Query(operation=Operation.EXTREME, items=(item,), select=Select.HIGHEST, claim=claim)
        answer = self._desk.answer(query)
        yield self._rather(answer, part) if part.words.rising else answer

    def _leant_on(self, part: Part, answer: Answer, amounts: Sequence[Said]) -> Query | None:
        """What the next part leans on: what this one was read to claim, its last figure, or what it is about."""
        if self._told(part, answer, SURE):
            return remembered(answer)
        figures = [each.figure for each in amounts if each.figure is not None and each.figure.said in part.text]
        if figures:
            last = figures[-1]
            return on(Item(metric=last.metric, kind=last.kind, period=last.period))
        year = part.words.years[-1] if part.words.years else None
        named = [self._categories[subject] for subject in part.words.subjects if subject in self._categories]
        if len(named) == 1:
            return on(Item(metric=named[0], period=year))
        return remembered(answer) or (on(Item(metric=self._market, period=year)) if year is not None else None)


def _is_of_growth(query: Query) -> bool:
    """Whether it is about the year of the highest growth."""
    return query.operation is Operation.EXTREME and all(item.kind is Kind.GROWTH for item in query.items)


def _in_its_years(answer: Answer, words: Words) -> bool:
    """Whether a value is claimed for a year that the message says, if it says any, or for one counted from it."""
    query = answer.query
    if query is None or query.operation is not Operation.VALUE or not words.years:
        return True
    steps = (-1, 0, 1) if words.counts_years else (0,)
    near = {year + step for year in words.years for step in steps}
    return all(item.period is None or item.period in near for item in query.items)


def _compares(answer: Answer) -> bool:
    return answer.query is not None and answer.query.operation is not Operation.VALUE


def _better(one: Answer, other: Answer) -> bool:
    """Whether one claims what the other does, of something else, or of the same otherwise, and is surer of it."""
    alike = bound_of(one) == bound_of(other) if bound_of(one) is not None else of_the_same(one, other)
    return alike and one.chance > other.chance


def _adds_to(part: Answer, told: Sequence[Answer]) -> bool:
    """Whether a part of a sentence claims what the whole was not read to claim, or claims it otherwise and is surer."""
    bound = bound_of(part)
    new = bound is not None and not any(among(bound, bounds_of(each)) for each in told)
    return not told or new or any(_better(part, each) for each in told)
