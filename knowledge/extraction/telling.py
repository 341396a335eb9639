"""What a part of a message claims by its words alone, where it was not read: that it grew, doubled, was a quarter.

Each is a narrow pattern of meanings, with no amount left over; what says more than that claims nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.answering import Desk
from knowledge.extraction.comparing import Comparing
from knowledge.extraction.growing import Growing
from knowledge.extraction.heard import Heard, bounds_told, moved_by, only
from knowledge.extraction.leads import ABROAD, AT_HOME
from knowledge.extraction.mistakes import Part
from knowledge.extraction.naming import Naming
from knowledge.extraction.placing import placed
from knowledge.extraction.stating import COMMAS, stated
from knowledge.extraction.weighing import judged
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
    Unit,
    Verdict,
    Year,
)
from knowledge.questions.normalise import is_japanese
from knowledge.questions.offices import Offices
from knowledge.questions.reading import Tag

_OF_SOMETHING_ELSE = frozenset({"relation:not", "period:since", "ask:what", "period:ago", "op:need", "op:gap"})
"""A multiple is of another year than the one before, or of something that is needed."""

_BY_A_YEAR = re.compile(r"\bby \d{4}\b", re.IGNORECASE)

YEARS_ON = re.compile(r"(\d{1,2})年で|\b(?:in|within|over) (\d{1,2}) years\b", re.IGNORECASE)

_AHEAD = frozenset({"op:difference", "op:overtake", "op:pass", "mark:ahead"})

_WHOLE = frozenset({"topic:scope", "kind:share", "op:source"})
"""Words that make a fraction one of a market, if none for money does."""


class Telling:
    """Knows the patterns by one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, tags: Callable[[str], Sequence[Tag]]) -> None:
        self._tags = tags
        self._sold_abroad = catalogue.sold_abroad
        self._desk, self._goals, self._naming = desk, catalogue.goals, Naming(catalogue)
        self._latest, self._offices = catalogue.years_observed[1], Offices(catalogue)
        self._wholes = {metric.id: metric.whole for metric in catalogue.metrics.values()}
        self._growing = Growing(self._naming, tags, self._latest)
        self._patterns = (
            *self._growing.patterns,
            self._multiplied,
            *Comparing(catalogue, tags, self._naming).patterns,
            self._shared,
            self._placed,
            self._added,
            self._moved_by,
            self._rate,
            self._shares_in,
            self._stated,
        )

    def claims(self, heard: Heard) -> Iterator[Answer]:
        """The claims of the first pattern that a part has."""
        for pattern in (self._stated,) if heard.sentence.words.elsewhere else self._patterns:
            found = [answer for query in pattern(heard) if judged(answer := self._desk.answer(query))]
            if found:
                yield from found
                return

    def the_wrong_way(self, heard: Heard) -> Iterator[Answer]:
        """That something did not rise, or fall, from one of its figures to the other as a part says."""
        answers = map(self._desk.answer, self._growing.from_to(heard))
        yield from (answer for answer in answers if answer.verdict is Verdict.FALSE)

    def beside_another_year(self, heard: Heard) -> Iterator[Query]:
        """Whether the one figure of a part grew, where it is said to be below or above the year before, or to have
        fallen or risen from it to another year that is said.
        """
        words = heard.part.words
        others = set(words.years) - {figure.period for figure in heard.figures}
        if len(heard.figures) != 1 or words.direction is None:
            return
        (figure,) = heard.figures
        item = Item(metric=figure.metric, kind=figure.kind, period=figure.period)
        if words.beside_last_year is not None and figure.kind is Kind.LEVEL:
            yield moved_by(item, words.direction)
        elif len(others) == 1 and figure.kind is not Kind.GROWTH:
            other = item.model_copy(update={"period": others.pop()})
            earlier, later = sorted((item, other), key=lambda each: each.period or 0)
            claim = Claim(relation=words.direction)
            yield Query(operation=Operation.COMPARE, items=(later, earlier), claim=claim)

    def _placed(self, heard: Heard) -> Iterator[Query]:
        """Which places things have among the categories of the home market, or among what is sold abroad."""
        words, whole = heard.part.words, heard.sentence.words
        sold_abroad = not whole.concepts.isdisjoint({"scope:content", "topic:content"}) and "overseas" in whole.places
        if any(answer.query and answer.query.operation is Operation.RANK for answer in heard.told):
            return
        if words.abroad and not sold_abroad:
            return
        names = self._sold_abroad if sold_abroad else self._naming.categories
        years = set(words.years) or set(whole.years) or heard.years_before
        year = only(list(years))
        if len(years) > 1:
            return
        found = list(placed(self._tags(heard.part.text), names, year))
        if "の次" in heard.part.text and found and self._desk.answer(found[0]).verdict is not Verdict.TRUE:
            return  # only what comes next to the first is known to be second
        yield from found or (placed(self._tags(heard.sentence.text), names, year) if heard.last else ())

    def _added(self, heard: Heard) -> Iterator[Query]:
        """Whether something rose or fell by an amount of money from the year before."""
        words = heard.part.words
        amount = only([each for each in words.amounts if each[0].unit is not Unit.COUNT])
        year = only(list(set(words.years) or heard.years_before))
        metric = self._naming.thing(words) or (AT_HOME if words.places == {"domestic"} and not words.subjects else None)
        if metric is None and words.subjects == ["anime"] and not words.places:
            metric = self._naming.market
        if amount is None or amount[0].unit not in (Unit.JPY, Unit.USD) or words.grown is None or heard.figures:
            return
        if metric is not None and year is not None and "op:difference" not in words.concepts:
            ends = (year, year - 1) if words.grown is Relation.ABOVE else (year - 1, year)
            items = tuple(Item(metric=metric, period=each) for each in ends)
            claim = Claim(relation=amount[1], bound=amount[0])
            yield Query(operation=Operation.DIFFERENCE, items=items, claim=claim)

    def _moved_by(self, heard: Heard) -> Iterator[Query]:
        """Whether the one category that was spoken of lost, or gained, a fraction of itself."""
        words, share = heard.part.words, only(heard.part.words.spoken)
        year = only(list(dict.fromkeys(words.years)))
        metric = only(words.named(self._naming.categories)) or (heard.metric_before if not words.subjects else None)
        lost = "lost" in heard.part.text.lower()
        unclear = words.amounts or words.places or metric not in self._naming.categories.values() or year is None
        if share is None or unclear or metric is None or not (lost or words.grown is not None):
            return
        falls = lost or words.grown is Relation.BELOW
        bound = share[0].negative if falls else share[0]
        relation = share[1].mirrored if falls else share[1]
        item = Item(metric=metric, kind=Kind.GROWTH, period=year)
        yield Query(operation=Operation.VALUE, items=(item,), claim=Claim(relation=relation, bound=bound))

    def _rate(self, heard: Heard) -> Iterator[Query]:
        """How many yen a dollar is."""
        amount = only(heard.part.words.amounts)
        if amount is not None and amount[0].unit is Unit.JPY and "op:rate" in heard.part.words.concepts:
            year = only(list(dict.fromkeys(heard.part.words.years))) or self._latest
            item = Item(metric=self._naming.market, period=year)
            bound = amount[0].model_copy(update={"unit": Unit.RATE})
            claim = Claim(relation=amount[1], bound=bound)
            yield Query(operation=Operation.RATE, items=(item,), claim=claim)

    def _shares_in(self, heard: Heard) -> Iterator[Query]:
        """Which part of its whole something was in two years, in words: "from a fifth in 2012 to half in 2024"."""
        words = heard.part.words
        metric = self._naming.thing(words)
        if metric is None or self._wholes[metric] is None or words.amounts or words.multiples:
            return
        if len(words.spoken) == len(words.years) == 2 and not heard.told:
            for (bound, relation), year in zip(words.spoken, words.years, strict=True):
                item = Item(metric=metric, kind=Kind.SHARE, period=year)
                claim = Claim(relation=relation, bound=bound)
                yield Query(operation=Operation.VALUE, items=(item,), claim=claim)

    def _stated(self, heard: Heard) -> Iterator[Query]:
        """What is said of the report itself."""
        office = self._offices.of_another(self._tags(heard.sentence.text)) if heard.last else None
        if office is not None:
            yield office
        if not any(answer.query and answer.query.operation is Operation.STATEMENT for answer in heard.told):
            yield from self.stated(heard.part, heard.sentence, heard.metric_before)

    def stated(self, part: Part, sentence: Part, before: MetricId | None) -> Iterator[Query]:
        """What a part claims of the report, after what was spoken of before."""
        of_a_goal = before in self._goals or "status:target" in sentence.words.concepts
        tags, whole = self._tags(part.text), self._tags(sentence.text)
        japanese, last = is_japanese(part.text), sentence.text.endswith(part.text)
        found = list(stated(tags, whole, of_a_goal=of_a_goal, japanese=japanese))
        for segment in (*_segments(whole), whole) if last else ():
            found = found or list(stated(segment, whole, of_a_goal=of_a_goal, japanese=japanese))
        yield from found

    def apart(self, heard: Heard) -> list[Answer]:
        """What is claimed of how far the markets lie apart, which is no claim of who leads."""
        return [answer for query in self._apart(heard) if judged(answer := self._desk.answer(query))]

    def _apart(self, heard: Heard) -> Iterator[Query]:
        """How far the market abroad and the one at home lie apart in the years that are said, or that it was more or
        less than in the year before.
        """
        words, place = heard.part.words, heard.sentence.words
        if place.aiming or not (place.apart or (place.both_places and not _AHEAD.isdisjoint(place.concepts))):
            return
        in_dollars = any(quantity.unit is Unit.USD for quantity, _ in place.amounts)
        amounts = [
            (quantity.model_copy(update={"unit": Unit.USD}) if in_dollars else quantity, near)
            for quantity, near in words.amounts
            if quantity.unit in (Unit.JPY, Unit.USD)
        ]
        alone = len(amounts) == 1 and not words.years and "op:difference" in words.concepts
        years = list(heard.years_before) if alone else words.years
        if amounts and len(amounts) == len(words.amounts) == len(years):
            for (quantity, near), year in zip(amounts, years, strict=True):
                yield _difference(year, quantity, near)
        elif (
            words.concepts.isdisjoint({"mark:behind", "mark:ahead"})
            and "op:difference" in place.concepts
            and not words.amounts
            and not words.spoken
            and words.grown is not None
            and words.years
        ):
            year = max(words.years)
            before = self._desk.answer(_difference(year - 1)).values
            if before:
                yield _difference(year, before[0].quantity, words.grown)

    def _multiplied(self, heard: Heard) -> Iterator[Query]:
        """How many times more something was than in the year before, or in the other of two years that are said."""
        words = heard.part.words
        leant_on = "kind:growth" in words.concepts or "period:previous" in words.concepts
        years = sorted(set(words.years) or (heard.years_before if leant_on else set()))
        times = words.times
        if times is None or times[0] in bounds_told(heard.told) or not 1 <= len(years) <= 2:
            return
        if (later := self._years_on(heard)) is not None:
            years = [heard.figures[0].period, later]
        told = only([figure for figure in heard.figures if figure.kind is Kind.LEVEL and [figure.period] == years])
        if told is not None and told.metric == heard.metric_before and len(heard.years_before) == 1:
            years = sorted({*years, *heard.years_before})  # "523 in 2015, 1,081 in 2023: more than double"
        by_then = len(years) == 1 and _BY_A_YEAR.search(heard.part.text) is not None  # since one that is not said
        of_else = words.concepts & _OF_SOMETHING_ELSE
        exclaimed = of_else == {"ask:what"} and heard.part.text.startswith(("なんと", "What "))
        others = len(words.amounts) - len(heard.figures)
        if by_then or (of_else and not exclaimed) or others > 1 or words.spoken:
            return
        figure = heard.figures[0].metric if later is not None else None
        metric = figure or self._naming.thing(words) or (heard.metric_before if not words.subjects else None)
        if metric is not None:
            ends = (years[-1], years[0] if len(years) > 1 else years[0] - 1)
            items = tuple(Item(metric=metric, period=year) for year in ends)
            claim = Claim(relation=times[1], bound=times[0])
            yield Query(operation=Operation.RATIO, items=items, claim=claim)

    def _years_on(self, heard: Heard) -> Year | None:
        """The year that is so many after that of the one figure of a part: "19.5 billion in 2014, in 10 years"."""
        found = YEARS_ON.search(heard.part.text)
        if found is None or len(heard.figures) != 1 or heard.figures[0].kind is not Kind.LEVEL:
            return None
        year = heard.figures[0].period + int(found[1] or found[2])
        return year if year <= self._latest else None

    def _shared(self, heard: Heard) -> Iterator[Query]:
        """Which part of its whole something was."""
        words = heard.part.words
        share = words.share
        money = any(each.startswith("amount:") for each in words.concepts) or not _WHOLE.isdisjoint(words.concepts)
        if share is None or not money or words.rising or "kind:growth" in words.concepts or heard.figures:
            return
        if share[0] in bounds_told(heard.told) or len(words.amounts) + len(words.spoken) > 1 or words.elsewhere:
            return
        of_it = "followup:it" in words.concepts
        metric = self._naming.thing(words) or (heard.metric_before if of_it else None)
        years = set(words.years) or heard.years_before
        if metric is not None and self._wholes[metric] is not None and len(years) == 1:
            item = Item(metric=metric, kind=Kind.SHARE, period=years.pop())
            of = AT_HOME if metric in self._naming.categories.values() and "domestic" in words.places else None
            claim = Claim(relation=share[1], bound=share[0])
            yield Query(operation=Operation.VALUE, items=(item.model_copy(update={"of": of}),), claim=claim)


def _segments(tags: Sequence[Tag]) -> Iterator[Sequence[Tag]]:
    """What stands between commas, with more than a word in each."""
    start = 0
    for place, tag in enumerate((*tags, None)):
        if tag is None or tag.text in COMMAS:
            yield tags[start:place]
            start = place + 1


def _difference(year: Year, bound: Quantity | None = None, relation: Relation = Relation.EQUAL) -> Query:
    items = tuple(Item(metric=metric, period=year) for metric in (ABROAD, AT_HOME))
    claim = Claim(relation=relation, bound=bound) if bound is not None else None
    return Query(operation=Operation.DIFFERENCE, items=items, claim=claim)
