"""The amounts of a message: which figures they are, and whether these hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from knowledge.answering import Desk
from knowledge.extraction.clauses import parts_of, sentences
from knowledge.extraction.denying import denies, denies_amount, otherwise
from knowledge.extraction.extracting import Extracted, Extractor
from knowledge.extraction.leads import ABROAD, AT_HOME
from knowledge.extraction.stretches import Amount
from knowledge.extraction.weighing import LEAST_MONEY
from knowledge.extraction.words import Words
from knowledge.model import (
    Answer,
    Catalogue,
    Claim,
    Item,
    Kind,
    MetricId,
    Operation,
    Quantity,
    Query,
    Relation,
    Status,
    Unit,
    Verdict,
)
from knowledge.questions.goals import CONTENT
from knowledge.questions.moving import by_how_much
from knowledge.questions.ratios import as_a_ratio

ANIME = MetricId("anime_projection_aja")

_OF_CONTENT = re.compile(r"\s*(?:yen)?\s+(?:of|in) content\b", re.IGNORECASE)

PRECISE = 3

SURE = 0.6
"""The chance from which an amount is judged as what it was read to be."""


@dataclass(frozen=True, slots=True)
class Said:
    """An amount of a message; if it is a figure, which, and the claim that it is so.

    `of_others` is whether it stands where another country or a company is spoken of, `in_words` whether it is a
    fraction in words, `moved` whether something is said there to have grown, or to have shrunk; `said` are its words,
    `of_it` is whether they stand beside no name of what is measured, but beside "it".
    """

    quantity: Quantity
    relation: Relation
    claim: Answer | None = None
    figure: Extracted | None = None
    of_others: bool = False
    in_words: bool = False
    moved: Relation | None = None
    said: str = ""
    of_it: bool = False


class Judge:
    """Judges figures against one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, extractor: Extractor) -> None:
        self._desk, self._extractor = desk, extractor
        self._latest = catalogue.years_observed[1]
        self._market = catalogue.market
        self._goals = {m.id for m in catalogue.metrics.values() if m.status is not Status.OBSERVATION}
        self._held = {metric: {figure.period for figure in catalogue.of(metric)} for metric in catalogue.metrics}
        self._observed = catalogue.observed
        self._new = {m.whole: m.id for m in catalogue.metrics.values() if m.whole and m.subject == f"{m.whole}_new"}
        self._categories = set(catalogue.categories.values())

    def amounts(self, text: str, words: Words, hint: int | None = None) -> list[Said]:
        """The amounts of a message. One without a year belongs to a year that is said, if any is, or to `hint`, or to
        the latest.
        """
        latest = hint or self._latest
        said, parts = sentences(text), parts_of(text)
        every = list(self._extractor.read(text, None if words.dated else latest))
        again = bool(words.years) and not all(figures for _, figures in every)
        undated = self._extractor.read(text, latest) if again else every
        found: list[Said] = []
        for (amount, figures), (_, of_latest) in zip(every, undated, strict=True):
            dated = [self._dated(figure, said) for figure in figures or of_latest]
            found += self._said(amount, dated, words, parts)
        found = self._from_year_to_year(self._beside_the_projection(found), set(words.years))
        found = [self._denied(each, said) for each in found]
        return [_corrected(each, found[place + 1 :], said) for place, each in enumerate(found)]

    def _denied(self, amount: Said, sentences_said: Sequence[str]) -> Said:
        """The amount; where its sentence says that it is not so, with that claim."""
        within = next((each for each in sentences_said if amount.said in each), "")
        of_a_goal = any(item.metric in self._goals for item in _items_of(amount))  # it is denied of something else
        if amount.claim is None or amount.claim.query is None or of_a_goal:
            return amount
        if not (denies(within) or denies_amount(within, amount.said)):
            return amount
        return replace(amount, claim=self._desk.answer(otherwise(amount.claim.query)))

    def of_home(self, claim: Query, words: Words) -> Iterator[Query]:
        """The share of the market at home that a claim of a category's share may mean, where that market is named."""
        (item,) = claim.items
        category = item.kind is Kind.SHARE and item.of is None and item.metric in self._categories
        if category and "domestic" in words.places:
            yield claim.model_copy(update={"items": (item.model_copy(update={"of": AT_HOME}),)})

    def _beside_the_projection(self, amounts: list[Said]) -> list[Said]:
        """The amounts; of two that were read as what is expected of anime, the wrong one may be the goal that it is a
        part of.
        """
        expected = [each for each in amounts if _is_of_anime(each)]
        if not any(map(_is_true, expected)):
            return amounts
        found: list[Said] = []
        for each in amounts:
            if each.figure is not None and each in expected and not _is_true(each):
                goal = replace(each.figure, metric=CONTENT)
                claim = self._desk.answer(_claimed(goal))
                each = replace(each, claim=claim, figure=goal) if claim.verdict is Verdict.TRUE else each
            found.append(each)
        return found

    def _from_year_to_year(self, amounts: list[Said], years: set[int]) -> list[Said]:
        """The amounts; two levels of one thing, where only one year is said, may be those of the year before and of
        that year: "84.4 billion down to 29 billion in 2020".
        """
        for index, pair in enumerate(pairwise(amounts)) if len(years) == 1 else ():
            levels = [each.figure for each in pair if each.figure is not None and each.figure.kind is Kind.LEVEL]
            if len(levels) != 2 or levels[0].metric != levels[1].metric or all(_is_true(each) for each in pair):
                continue
            (year,) = years
            moved = [replace(each, period=when) for each, when in zip(levels, (year - 1, year), strict=True)]
            claims = [self._desk.answer(_claimed(figure)) for figure in moved]
            if all(claim.verdict is Verdict.TRUE for claim in claims):
                amounts[index : index + 2] = [
                    replace(said, claim=claim, figure=figure)
                    for said, claim, figure in zip(pair, claims, moved, strict=True)
                ]
        return amounts

    def _dated(self, figure: Extracted, said: Sequence[str]) -> Extracted:
        """The figure; one whose sentence says no year is meant for the last year that it is held for."""
        held = self._held.get(figure.metric, set())
        if not held or figure.period in held:
            return figure
        sentence = next((each for each in said if figure.said in each), "")
        return figure if figure.period in self._extractor.words(sentence).years else replace(figure, period=max(held))

    def _near(self, figure: Extracted, parts: Sequence[str], words: Words) -> Words:
        """The words of the part that a figure stands in."""
        return next((self._extractor.words(part) for part in parts if figure.said in part), words)

    def _meant(self, figure: Extracted, words: Words, near: Words) -> Answer:
        """The answer to what an amount claims; where it is wrong, to what its own words may mean instead."""
        claim = _claimed(figure)
        if figure.kind is Kind.LEVEL and figure.quantity.value < 0:  # "minus $10.98 billion"
            claim = _claimed(replace(figure, quantity=figure.quantity.negative))
        if figure.kind is Kind.GROWTH and figure.quantity.value < 0 and near.direction is Relation.ABOVE:
            claim = _claimed(replace(figure, quantity=figure.quantity.negative))
        if figure.metric == ABROAD and figure.kind is Kind.GROWTH and words.of_the_whole:
            claim = _claimed(replace(figure, metric=self._market))
        if figure.metric in self._new and "mark:new" in near.concepts:
            claim = _claimed(replace(figure, metric=self._new[figure.metric]))
        if near.part_of or words.part_of:
            claim = next(self.of_home(claim, words), claim)
        answer = self._desk.answer(claim)
        if answer.verdict is Verdict.TRUE:
            return answer
        others = map(self._desk.answer, self._instead(claim, figure, words, near))
        found = next((other for other in others if other.verdict is Verdict.TRUE), answer)
        (item,) = claim.items
        told_as_done = item.metric in self._observed and figure.period in words.years and not near.aiming
        if found.verdict is Verdict.UNKNOWN and told_as_done:
            sold = item.model_copy(update={"metric": self._observed[item.metric]})
            return self._desk.answer(claim.model_copy(update={"items": (sold,)}))
        return found

    def _as_worded(self, claim: Answer, within: str) -> Answer:
        """The answer; of an amount that its part tells as a ratio to the year before, or as what something moved by,
        that to this.
        """
        if claim.query is None:
            return claim
        tags = self._extractor.tags(within)
        query = by_how_much(as_a_ratio(claim.query, tags), tags)
        return claim if query == claim.query else self._desk.answer(query)

    def _of_content_alone(self, figure: Extracted, within: str) -> Answer | None:
        """The answer where the wider goal is told as one of content: "50 trillion yen of content exports"."""
        behind = within.partition(figure.said)[2] if figure.said else ""
        if figure.metric not in self._goals or figure.metric == CONTENT or not _OF_CONTENT.match(behind):
            return None
        return self._desk.answer(_claimed(replace(figure, metric=CONTENT)))

    def _instead(self, claim: Query, figure: Extracted, words: Words, near: Words) -> Iterator[Query]:
        """A category's share is one of the market at home; of a goal to which something is missing, another year is
        told; the goal for content is named with the wider one that it is part of; what was sold is told beside the
        goal; what was added, or lost, is told like a level.
        """
        (item,) = claim.items

        def of(**changes: object) -> Query:
            return claim.model_copy(update={"items": (item.model_copy(update=changes),)})

        yield from self.of_home(claim, words)
        held = item.period in self._held[item.metric]
        if item.metric in self._goals and not held and ("op:gap" in words.concepts or near.aiming):
            yield of(period=max(self._held[item.metric]))
        if item.metric in self._goals and len(near.years) == 1 and near.years[0] in self._held[item.metric]:
            yield of(period=near.years[0])
        if figure.metric in self._goals and near.of_content:
            yield of(metric=CONTENT)
        if item.metric in self._observed and not held:
            yield of(metric=self._observed[item.metric])
        if figure.metric == self._market and near.of_it and near.abroad:
            yield of(metric=ABROAD)
        if figure.kind is Kind.LEVEL and figure.relation is Relation.EQUAL and (wider := in_tens(figure.quantity)):
            yield claim.model_copy(update={"claim": Claim(relation=Relation.EQUAL, bound=wider)})
        fallen = figure.kind is Kind.GROWTH and figure.relation is Relation.ABOVE and figure.quantity.value < 0
        if fallen or (figure.relation in (Relation.ABOVE, Relation.BELOW) and is_precise(figure.quantity)):
            yield claim.model_copy(update={"claim": Claim(relation=Relation.EQUAL, bound=figure.quantity)})
        ends = sorted(set(near.years))
        if figure.kind is Kind.GROWTH and len(ends) == 2 and figure.period in ends:
            between = tuple(item.model_copy(update={"kind": Kind.LEVEL, "period": year}) for year in reversed(ends))
            yield claim.model_copy(update={"operation": Operation.CHANGE, "items": between})
        if figure.kind is Kind.LEVEL and (near.rising or "mark:added" in near.concepts):
            years = (item, item.model_copy(update={"period": figure.period - 1}))
            first_less = tuple(reversed(years)) if near.grown is Relation.BELOW else years
            yield claim.model_copy(update={"operation": Operation.DIFFERENCE, "items": first_less})

    def _said(self, amount: Amount, figures: Sequence[Extracted], words: Words, parts: Sequence[str]) -> Iterator[Said]:
        """What an amount claims: of what it may be, that which holds; nothing for what it says was printed before."""
        money = amount.quantity.unit in (Unit.JPY, Unit.USD)
        if any(figure.old and figure.chance >= SURE for figure in figures) or (
            money and 0 < amount.quantity.value < LEAST_MONEY
        ):
            return
        near = self._near(figures[0], parts, words) if figures else words
        within = next((part for part in parts if amount.said in part), "")
        told = [self._of_content_alone(figure, within) or self._meant(figure, words, near) for figure in figures]
        claims = [(figure, self._as_worded(claim, within)) for figure, claim in zip(figures, told, strict=True)]
        wrong = [each for each in claims if each[1].verdict is Verdict.FALSE]
        surely_wrong = sum(figure.chance for figure, _ in wrong) >= SURE  # whatever it was meant to be
        taken = [each for each in claims if each[0].chance >= SURE] or (wrong if surely_wrong else [])
        right = [each for each in claims if each[1].verdict is Verdict.TRUE]
        figure, claim = next(iter(right or taken), (None, None))
        said = figure or amount
        of_it = near.of_what_was_told
        yield Said(said.quantity, said.relation, claim, figure, moved=near.grown, said=amount.said, of_it=of_it)


def _corrected(amount: Said, later: Sequence[Said], sentences_said: Sequence[str]) -> Said:
    """The amount; one that is put right in another sentence is somebody else's: "they say 2.17 billion. It's 2.17
    trillion".
    """
    if amount.claim is None or amount.claim.verdict is not Verdict.FALSE:
        return amount
    within = next((each for each in sentences_said if amount.said in each), "")
    put_right = any(
        _is_true(each) and _items_of(each) == _items_of(amount) and each.said not in within for each in later
    )
    return Said(amount.quantity, amount.relation, of_others=True, said=amount.said) if put_right else amount


def _items_of(said: Said) -> Sequence[Item]:
    return said.claim.query.items if said.claim is not None and said.claim.query is not None else ()


def _is_of_anime(said: Said) -> bool:
    """Whether an amount was judged as what is expected of anime."""
    query = said.claim.query if said.claim is not None else None
    return query is not None and [item.metric for item in query.items] == [ANIME]


def is_precise(said: Quantity) -> bool:
    """Whether an amount has so many digits that nobody takes it as a bound: 9948億円であと一歩."""
    return said.unit in (Unit.JPY, Unit.USD) and len(said.value.normalize().as_tuple().digits) >= PRECISE


def in_tens(said: Quantity) -> Quantity | None:
    """What a round number may be rounded from: "240 billion" from 235 to 245; None of one that has no such zero."""
    digits = said.value.as_tuple()
    if said.unit is Unit.MINUTES and int(digits.exponent) > 0:  # 13万6千分
        step = Decimal(5).scaleb(int(digits.exponent) - 1)
        return said.model_copy(update={"low": said.value - step, "high": said.value + step})
    if said.unit not in (Unit.JPY, Unit.USD, Unit.MINUTES) or len(digits.digits) < 2 or digits.digits[-1] != 0:
        return None
    step = Decimal(5).scaleb(int(digits.exponent))
    return said.model_copy(update={"low": said.value - step, "high": said.value + step})


def _is_true(said: Said) -> bool:
    return said.claim is not None and said.claim.verdict is Verdict.TRUE


def _claimed(figure: Extracted) -> Query:
    item = Item(metric=figure.metric, kind=figure.kind, period=figure.period)
    claim = Claim(relation=figure.relation, bound=figure.quantity)
    return Query(operation=Operation.VALUE, items=(item,), claim=claim)
