"""What the sentences of a message claim, and their parts: each is a question that leans on the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.answering import Desk, remembered
from knowledge.extraction.clauses import clauses, sentences
from knowledge.extraction.extracting import Extractor
from knowledge.extraction.judging import Judge, Said
from knowledge.extraction.leads import Leads
from knowledge.extraction.paragraphs import Words
from knowledge.extraction.reckoning import on
from knowledge.extraction.weighing import among, bound_of, bounds_of, judged
from knowledge.model import Answer, Catalogue, Claim, Item, Kind, Operation, Quantity, Query, Scope, Unit
from knowledge.questions.normalise import is_japanese

SURE = 0.6
"""The chance from which a sentence is judged as it was read: nobody is asked back, and many read what is said."""

SURE_OF_PART = 0.75
"""The chance from which a part of a sentence is: it says less."""

MOST_SENTENCES = 24
"""Sentences of a message that are each asked about: as many as people write in one, and no flood of them."""

MOST_PARTS = 24
"""Parts of sentences that are asked about in one message."""

HIGHEST_PLACE = 100
"""What a place in a ranking may be."""

_TOGETHER = re.compile(r"\d{4}年?\s?(?:and|&|と|・|、)\s?\d{4}")


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or a part of one, with what its words say."""

    text: str
    words: Words


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
        self._categories = catalogue.categories

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
                parts += claims
                if not claims and part.words.comparing and not any(map(_compares, told)):
                    found.unread.append(part.text)
            found.answers.extend(each for each in told if not any(_better(part, each) for part in parts))
            found.answers.extend(part for part in parts if part not in told and _adds_to(part, told))
            before = self._leant_on(sentence, whole, amounts) or before
        return found

    def _part(self, text: str) -> Part:
        return Part(text, self._extractor.words(text))

    def _claims(
        self, part: Part, answer: Answer, amounts: Sequence[Said], leads: Leads | None, told: Sequence[Answer]
    ) -> list[Answer]:
        """What a part claims: by the question it was read as, or by words that say who led or grew."""
        claims = self._told(part, answer, SURE_OF_PART) or list(self._beside_last_year(part, amounts))
        who_led = [] if leads is None else [*map(self._desk.answer, leads.said(self._extractor.tags(part.text)))]
        return claims if told else who_led or claims

    def _told(self, part: Part, answer: Answer, sure: float) -> list[Answer]:
        """The claims that a part of a message was read to make, each with the chance of all of them."""
        if answer.chance < sure or not part.words.telling:
            return []
        claims = [each.model_copy(update={"chance": answer.chance}) for each in answer.parts or (answer,)]
        return [self._of_home(each, part) for each in claims if judged(each) and not _absurd(each, part.text)]

    def _of_home(self, answer: Answer, part: Part) -> Answer:
        query = answer.query
        if query is None or query.operation is not Operation.VALUE or len(query.items) != 1 or query.claim is None:
            return answer
        found = self._judge.judged(query, part.words)
        return found.model_copy(update={"chance": answer.chance}) if found.verdict is not answer.verdict else answer

    def _beside_last_year(self, part: Part, amounts: Sequence[Said]) -> Iterator[Answer]:
        """Whether the one figure of a part grew, where it is said to be below or above the year before."""
        said = [each.figure for each in amounts if each.figure is not None and each.figure.said in part.text]
        if part.words.beside_last_year is not None and len(said) == 1 and said[0].kind is Kind.LEVEL:
            item = Item(metric=said[0].metric, kind=Kind.GROWTH, period=said[0].period)
            claim = Claim(relation=part.words.beside_last_year, bound=Quantity.exact(0, Unit.PERCENT))
            yield self._desk.answer(Query(operation=Operation.VALUE, items=(item,), claim=claim))

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


def _absurd(answer: Answer, part: str) -> bool:
    """Whether a thing was held against itself, an amount taken for a place, or compared what is not said to be."""
    query, bound = answer.query, bound_of(answer)
    if query is None:
        return False
    if len(query.items) == 2 and query.items[0] == query.items[1]:
        return True
    if query.operation is Operation.RANK:
        return bound is not None and bound.value > HIGHEST_PLACE
    if query.operation is not Operation.COMPARE:
        return False
    one_thing, years = len({item.metric for item in query.items}) == 1, {item.period for item in query.items}
    return _TOGETHER.search(part) is not None if one_thing else len(years) > 1


def _in_its_years(answer: Answer, words: Words) -> bool:
    """Whether a value is claimed for a year that the message says, if it says any, or for the one beside it."""
    query = answer.query
    if query is None or query.operation is not Operation.VALUE or not words.years:
        return True
    near = {year + step for year in words.years for step in (-1, 0, 1)}
    return all(item.period is None or item.period in near for item in query.items)


def _compares(answer: Answer) -> bool:
    return answer.query is not None and answer.query.operation is not Operation.VALUE


def _better(one: Answer, other: Answer) -> bool:
    """Whether one claims what the other does, of something else, and is surer of it."""
    return bound_of(one) is not None and bound_of(one) == bound_of(other) and one.chance > other.chance


def _adds_to(part: Answer, told: Sequence[Answer]) -> bool:
    """Whether a part of a sentence claims what the whole was not read to claim, or claims it otherwise and is surer."""
    bound = bound_of(part)
    new = bound is not None and not any(among(bound, bounds_of(each)) for each in told)
    return not told or new or any(_better(part, each) for each in told)
