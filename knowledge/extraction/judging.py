"""The amounts of a message: which figures they are, and whether these hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.answering import Desk
from knowledge.extraction.clauses import clauses, sentences
from knowledge.extraction.extracting import Extracted, Extractor
from knowledge.extraction.leads import AT_HOME
from knowledge.extraction.paragraphs import Amount, Words
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
    Verdict,
)

CONTENT, ANIME = MetricId("content_overseas_target"), MetricId("anime_projection_aja")

SURE = 0.6
"""The chance from which an amount is judged as what it was read to be."""


@dataclass(frozen=True, slots=True)
class Said:
    """An amount of a message; if it is a figure, which, and the claim that it is so.

    `of_others` is whether it stands where another country or a company is spoken of, `in_words` whether it is a
    fraction in words.
    """

    quantity: Quantity
    relation: Relation
    claim: Answer | None = None
    figure: Extracted | None = None
    of_others: bool = False
    in_words: bool = False


class Judge:
    """Judges figures against one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, extractor: Extractor) -> None:
        self._desk, self._extractor = desk, extractor
        self._latest = catalogue.years_observed[1]
        self._goals = {m.id for m in catalogue.metrics.values() if m.status is not Status.OBSERVATION}
        self._held = {metric: {figure.period for figure in catalogue.of(metric)} for metric in catalogue.metrics}
        self._observed = observed(catalogue)
        self._categories = set(catalogue.categories.values())

    def amounts(self, text: str, words: Words, hint: int | None = None) -> list[Said]:
        """The amounts of a message. One without a year belongs to a year that is said, if any is, or to `hint`, or to
        the latest.
        """
        latest = hint or self._latest
        said = sentences(text)
        parts = [part for sentence in said for part in clauses(sentence) or [sentence]]
        every = list(self._extractor.read(text, None if words.years else latest))
        again = bool(words.years) and not all(figures for _, figures in every)
        undated = self._extractor.read(text, latest) if again else every
        found: list[Said] = []
        for (amount, figures), (_, of_latest) in zip(every, undated, strict=True):
            dated = [self._dated(figure, said) for figure in figures or of_latest]
            found += self._said(amount, dated, words, parts)
        return self._from_year_to_year(found, set(words.years))

    def judged(self, claim: Query, words: Words) -> Answer:
        """The answer to a claim of one figure. A category's share may be meant of the market at home, where that is
        named.
        """
        answer = self._desk.answer(claim)
        (item,) = claim.items
        category = item.kind is Kind.SHARE and item.of is None and item.metric in self._categories
        if answer.verdict is not Verdict.FALSE or not category or "domestic" not in words.places:
            return answer
        of_home = claim.model_copy(update={"items": (item.model_copy(update={"of": AT_HOME}),)})
        other = self._desk.answer(of_home)
        return other if other.verdict is Verdict.TRUE else answer

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

    def _meant(self, figure: Extracted, words: Words, parts: Sequence[str]) -> Answer:
        """The answer to what an amount claims; where it is wrong, to what its own words may mean instead."""
        claim = _claimed(figure)
        answer = self.judged(claim, words)
        if answer.verdict is Verdict.TRUE:
            return self._of_anime_alone(claim, words) or answer
        near = next((self._extractor.words(part) for part in parts if figure.said in part), words)
        others = (
            self._desk.answer(query) for query in self._instead(claim, figure, near, missing="op:gap" in words.concepts)
        )
        return next((other for other in others if other.verdict is Verdict.TRUE), answer)

    def _of_anime_alone(self, claim: Query, words: Words) -> Answer | None:
        """The answer where the goal for all content is told as anime's alone: what is expected of anime by then."""
        (item,) = claim.items
        if item.metric != CONTENT or words.of_content or words.subjects != ["anime"] or not words.alone:
            return None
        return self._desk.answer(claim.model_copy(update={"items": (item.model_copy(update={"metric": ANIME}),)}))

    def _instead(self, claim: Query, figure: Extracted, near: Words, *, missing: bool) -> Iterator[Query]:
        """The goal for content is named with the wider one that it is part of; what was sold is told beside the goal;
        what was added is told like a level; of a goal to which something is `missing`, another year.
        """
        (item,) = claim.items
        if item.metric in self._goals and missing and item.period not in self._held[item.metric]:
            yield claim.model_copy(
                update={"items": (item.model_copy(update={"period": max(self._held[item.metric])}),)}
            )
        if figure.metric in self._goals and near.of_content:
            yield claim.model_copy(update={"items": (item.model_copy(update={"metric": CONTENT}),)})
        if item.metric in self._observed and item.period not in self._held[item.metric]:
            yield claim.model_copy(update={"items": (item.model_copy(update={"metric": self._observed[item.metric]}),)})
        if figure.kind is Kind.LEVEL and near.rising:
            before = item.model_copy(update={"period": figure.period - 1})
            yield claim.model_copy(update={"operation": Operation.DIFFERENCE, "items": (item, before)})

    def _said(self, amount: Amount, figures: Sequence[Extracted], words: Words, parts: Sequence[str]) -> Iterator[Said]:
        """What an amount claims: of what it may be, that which holds; nothing for what it says was printed before."""
        if any(figure.old and figure.chance >= SURE for figure in figures):
            return
        claims = [(figure, self._meant(figure, words, parts)) for figure in figures]
        wrong = [each for each in claims if each[1].verdict is Verdict.FALSE]
        surely_wrong = sum(figure.chance for figure, _ in wrong) >= SURE  # whatever it was meant to be
        taken = [each for each in claims if each[0].chance >= SURE] or (wrong if surely_wrong else [])
        right = [each for each in claims if each[1].verdict is Verdict.TRUE]
        figure, claim = next(iter(right or taken), (None, None))
        said = figure or amount
        yield Said(said.quantity, said.relation, claim, figure)


def _is_true(said: Said) -> bool:
    return said.claim is not None and said.claim.verdict is Verdict.TRUE


def observed(catalogue: Catalogue) -> dict[MetricId, MetricId]:
    """For each goal and projection, the metric of what came of it."""
    what = {
        (m.scope, m.geography, m.subject): m.id for m in catalogue.metrics.values() if m.status is Status.OBSERVATION
    }
    return {
        m.id: what[m.scope, m.geography, m.subject]
        for m in catalogue.metrics.values()
        if m.status is not Status.OBSERVATION and (m.scope, m.geography, m.subject) in what
    }


def _claimed(figure: Extracted) -> Query:
    item = Item(metric=figure.metric, kind=figure.kind, period=figure.period)
    claim = Claim(relation=figure.relation, bound=figure.quantity)
    return Query(operation=Operation.VALUE, items=(item,), claim=claim)
