"""What the sentences of a message claim, and their parts: each is a question that leans on the one before."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from knowledge.answering import Desk, remembered
from knowledge.extraction.asks import Asks
from knowledge.extraction.clauses import clauses, parts_of, sentences
from knowledge.extraction.extracting import Extracted, Extractor
from knowledge.extraction.heard import Heard, compares
from knowledge.extraction.judging import Judge, Said
from knowledge.extraction.leads import ABROAD, AT_HOME, PLACES, Leads
from knowledge.extraction.mistakes import Mistakes, Part
from knowledge.extraction.rather import Rather
from knowledge.extraction.reckoning import on
from knowledge.extraction.telling import Telling
from knowledge.extraction.weighing import among, bound_of, bounds_of, judged, of_the_same
from knowledge.extraction.words import Words
from knowledge.model import (
    Answer,
    Catalogue,
    Item,
    Kind,
    MetricId,
    Operation,
    Query,
    Relation,
    Verdict,
)
from knowledge.questions.normalise import is_japanese

SURE = 0.6
"""The chance from which a sentence is judged as it was read: nobody is asked back, and many read what is said."""

SURE_OF_TWO = 0.5
"""The chance from which it is where things are held against each other: hardly anything is taken for that."""

SURE_OF_A_RATIO = 0.55

HELD_AGAINST = frozenset({Operation.COMPARE, Operation.RANK})

SURE_OF_PART = 0.75
"""The chance from which a part of a sentence is: it says less."""

MOST_PARTS = 16
"""Sentences of a message, and parts of sentences, that are asked about: as many as people write, and no flood."""


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
        self._desk, self._extractor = desk, extractor
        self._telling = Telling(catalogue, desk, extractor.tags)
        self._rather = Rather(catalogue, desk, judge, self._telling)
        self._market = catalogue.market
        self._categories, self._mistakes = catalogue.categories, Mistakes(catalogue, extractor)
        self._other_content = catalogue.sold_abroad.keys() - {"anime", *catalogue.categories}

    def asked(self, text: str, words: Words, amounts: Sequence[Said], asks: Asks) -> Asked:
        """What each sentence and its parts claim, by what `asks` answers. Where a part claims otherwise than its
        sentence, the one that was read more surely stands.
        """
        every, before, left = sentences(text), None, MOST_PARTS
        found = Asked(to_its_end=len(parts_of(text)) <= MOST_PARTS)
        leads = None if is_japanese(text) else self._leads(words)
        told_before: Words | None = None
        for sentence in map(self._part, every[:MOST_PARTS]):
            of_them = told_before is not None and sentence.words.goes_on_about(told_before)
            told_before = sentence.words
            if of_them:
                found.unread.append(sentence.text)
                continue
            whole = asks(sentence.text, previous=before)
            read = self._told(sentence, sentence, whole, _sure_of(whole), before)
            told = [each for each in read if _in_its_years(each, words)]
            asked_in_parts = [self._part(clause) for clause in clauses(sentence.text)[: max(0, left)]]
            left -= len(asked_in_parts)
            parts: list[Answer] = []
            for part in asked_in_parts or [sentence]:
                answer = asks(part.text, previous=before) if asked_in_parts else whole
                heard = Heard(part, sentence, _figures_in(part, amounts), before, answer, told)
                claims = [each for each in self._claims(heard, leads) if _in_its_years(each, words)]
                if both := self._of_both(sentence, [*claims, *told]):
                    claims, told = both, []
                unheld = self._unheld(part, sentence, [*claims, *told])
                claims, told = ([each for each in some if each not in unheld] for some in (claims, told))
                plainly = self._telling.claims(replace(heard, told=told))
                claims = claims or [
                    self._rather.instead(each, part, sentence) if part.words.rising else each for each in plainly
                ]
                parts += [*claims, *self._telling.the_wrong_way(heard)]
                before = self._leant_on(part, answer, amounts) or before
                moves = any(_moves_as(part, amount) for amount in amounts if amount.said in sentence.text)
                if unheld or (not claims and not moves and _compares_years(part, sentence) and not compares(told)):
                    found.unread.append(part.text)
            found.answers.extend(each for each in told if not any(_better(part, each) for part in parts))
            found.answers.extend(part for part in parts if part not in told and _adds_to(part, told))
            before = self._leant_on(sentence, whole, amounts) or before
        return found

    def _leads(self, words: Words) -> Leads | None:
        """Who may be ahead of whom in a message: the markets at home and abroad, or two categories."""
        named = [subject for subject in words.subjects if subject in self._categories]
        if words.both_places:
            return Leads(PLACES)
        return Leads({f"subject:{each}": self._categories[each] for each in named}) if len(named) == 2 else None

    def _unheld(self, part: Part, sentence: Part, claims: Sequence[Answer]) -> list[Answer]:
        """Of the claims of a part and its sentence, those that it does not make: it is about categories abroad."""
        if not self.category_abroad(part.words, sentence.words):
            return []
        named = {*part.words.named(self._categories), ABROAD}
        return [each for each in claims if each.query is not None and _is_of(each.query, named)]

    def _of_both(self, sentence: Part, claims: Sequence[Answer]) -> list[Answer]:
        """Of both markets, what a sentence says of both and was read to claim of one: that it grew, or in all years."""
        every = [each.query for each in claims if each.query is not None and _of_growth(each.query)]
        markets = ([ABROAD], [AT_HOME], [self._market])
        of_one = next((query for query in every if [item.metric for item in query.items] in markets), None)
        if not sentence.words.of_both or of_one is None or len(every) != len(claims):
            return []
        items = (of_one.items[0].model_copy(update={"metric": metric}) for metric in (ABROAD, AT_HOME))
        return [self._desk.answer(of_one.model_copy(update={"items": (item,)})) for item in items]

    def meant_otherwise(self, text: str, answers: Sequence[Answer]) -> bool:
        """Whether the one claim of a text would not hold as words in it have it that it was read without."""
        if len(answers) != 1 or answers[0].verdict is not Verdict.TRUE or _of_words(answers[0]):
            return False
        part = self._part(text)
        return self._rather.meant(answers[0], part, part, None).verdict is Verdict.FALSE

    def mistaken(self, answer: Answer, text: str) -> bool:
        """Whether a text does not claim what it was read to claim."""
        return self._mistakes.mistaken(answer, self._part(text))

    def category_abroad(self, part: Words, sentence: Words) -> bool:
        """Whether a part of a sentence is about a category of the home market, but abroad."""
        abroad = part.abroad or (not part.places and sentence.abroad)
        return abroad and bool(part.named(self._categories))

    def _part(self, text: str) -> Part:
        return Part(text, self._extractor.words(text))

    def _claims(self, heard: Heard, leads: Leads | None) -> list[Answer]:
        """What a part claims: by the question it was read as, or by words that say who led or grew."""
        part = heard.part
        claims = self._told(part, heard.sentence, heard.read, SURE_OF_PART, heard.before)
        apart = [] if claims or compares(heard.told) else self._telling.apart(heard)
        if not claims and not apart:
            claims = [*map(self._desk.answer, self._telling.beside_another_year(heard))]
        of_others = not self._other_content.isdisjoint(part.words.subjects) or (
            "scope:production" in heard.sentence.words.concepts
        )
        led = [] if leads is None or of_others else leads.said(self._extractor.tags(part.text))
        who_led = [self._rather.passing(self._desk.answer(query), part) for query in led]
        return claims if heard.told and not apart else apart or who_led or claims

    def _told(self, part: Part, sentence: Part, answer: Answer, sure: float, before: Query | None) -> list[Answer]:
        """The claims that a part of a sentence was read to make, each with the chance of all of them."""
        of_words = answer.query is not None and answer.query.operation is Operation.STATEMENT
        if answer.chance < sure or not (part.words.telling or of_words):
            return []
        found: list[Answer] = []
        for each in answer.parts or (answer,):
            if judged(each):
                claim = each.model_copy(update={"chance": answer.chance})
                found.append(self._rather.meant(claim, part, sentence, before))
            before = each.query or before
        return [each for each in found if not self._mistakes.mistaken(each, part)]

    def _leant_on(self, part: Part, answer: Answer, amounts: Sequence[Said]) -> Query | None:
        """What the next part leans on: what this one was read to claim, its last figure, or what it is about."""
        if told := self._told(part, part, answer, SURE, None):
            return remembered(told[-1])
        figures = _figures_in(part, amounts)
        if figures:
            last = figures[-1]
            return on(Item(metric=last.metric, kind=last.kind, period=last.period))
        year = part.words.years[-1] if part.words.years else None
        named = part.words.named(self._categories)
        if len(named) == 1:
            return on(Item(metric=named[0], period=year))
        return remembered(answer) or (on(Item(metric=self._market, period=year)) if year is not None else None)


def _of_words(answer: Answer) -> bool:
    """Whether it is claimed of what the report says: whether that is denied, the reading has told."""
    return answer.query is not None and answer.query.operation is Operation.STATEMENT


def _sure_of(whole: Answer) -> float:
    """The chance from which a whole sentence is judged as it was read."""
    query = whole.query
    if query is not None and query.operation is Operation.RATIO:
        return SURE_OF_A_RATIO
    only = query is not None and query.operation is Operation.YEARS and bound_of(whole) is not None
    of_several = query is not None and query.operation in HELD_AGAINST and len(query.items) > 1
    return SURE_OF_TWO if only or of_several else SURE


def _of_growth(query: Query) -> bool:
    """Whether it is claimed of something that it grew, or shrank, in one year or in all."""
    bound = query.claim.bound if query.claim is not None else None
    in_one = query.operation is Operation.VALUE and query.items[0].kind is Kind.GROWTH
    return query.operation is Operation.YEARS or (in_one and bound is not None and bound.value == 0)


def _figures_in(part: Part, amounts: Sequence[Said]) -> list[Extracted]:
    """The figures that a part says."""
    return [each.figure for each in amounts if each.figure is not None and each.figure.said in part.text]


def _is_of(query: Query, metrics: Container[MetricId]) -> bool:
    """Whether a query is about nothing else; of the market abroad by its share, for which another's may be taken."""
    held_abroad = any(item.metric == ABROAD and item.kind is not Kind.SHARE for item in query.items)
    items = query.items[:1] if query.operation is Operation.RANK else query.items
    return bool(items) and not held_abroad and all(item.metric in metrics for item in items)


def _compares_years(part: Part, sentence: Part) -> bool:
    """Whether a part compares, in a year that it or its sentence says, or calls something the highest of all years."""
    against = part.words.held_against and bool(part.words.years or sentence.words.years)
    return against or part.words.comparing or (part.words.highest and bool(part.words.years))


def _moves_as(part: Part, amount: Said) -> bool:
    """Whether a part only says which way a figure beside it went: "had a weaker 2023, down 13 percent"."""
    figure, words = amount.figure, part.words
    if figure is None or figure.kind is not Kind.GROWTH or words.years != [figure.period]:
        return False
    falls = figure.quantity.value < 0
    return words.direction is (Relation.BELOW if falls else Relation.ABOVE) and not words.highest


def _in_its_years(answer: Answer, words: Words) -> bool:
    """Whether a value is claimed for a year that the message says, if it says any, or for one counted from it."""
    query = answer.query
    if query is None or query.operation is not Operation.VALUE or not words.years:
        return True
    steps = (-1, 0, 1) if words.counts_years else (0,)
    near = {year + step for year in words.years for step in steps}
    return all(item.period is None or item.period in near for item in query.items)


def _better(one: Answer, other: Answer) -> bool:
    """Whether one claims what the other does, of something else, or of the same otherwise, and is surer of it."""
    alike = bound_of(one) == bound_of(other) if bound_of(one) is not None else of_the_same(one, other)
    return alike and one.chance > other.chance


def _adds_to(part: Answer, told: Sequence[Answer]) -> bool:
    """Whether a part of a sentence claims what the whole was not read to claim, or claims it otherwise and is surer."""
    bound = bound_of(part)
    new = bound is not None and not any(among(bound, bounds_of(each)) for each in told)
    compared = part.query is not None and part.query.operation is Operation.COMPARE and not compares(told)
    return not told or new or compared or any(_better(part, each) for each in told)
