"""What a part of a message claims by its words alone, where it was not read: that it grew, doubled, was a quarter.

Each is a narrow pattern of meanings, with no amount left over; what says more than that claims nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from knowledge.answering import Desk
from knowledge.extraction.extracting import Extracted
from knowledge.extraction.leads import ABROAD, AT_HOME
from knowledge.extraction.mistakes import Part
from knowledge.extraction.placing import placed
from knowledge.extraction.reckoning import TURNED, negative
from knowledge.extraction.stating import stated
from knowledge.extraction.weighing import bounds_of, judged
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
    Scope,
    Select,
    Span,
    Status,
    Unit,
    Year,
)
from knowledge.questions.normalise import is_japanese
from knowledge.questions.passive import favoured_over
from knowledge.questions.reading import Tag

T = TypeVar("T")

LONGEST = 20
"""Years in a row that are each looked at."""

_OF_SOMETHING_ELSE = frozenset({"relation:not", "period:since", "ask:what", "period:ago", "op:need", "op:gap"})
"""A multiple is of another year than the one before, or of something that is needed."""

_BY_A_YEAR = re.compile(r"\bby \d{4}\b", re.IGNORECASE)

_BRACKETS = re.compile(r"[(（][^)）]*[)）]")

_YEARS_ON = re.compile(r"(\d{1,2})年で|\b(?:in|within|over) (\d{1,2}) years\b", re.IGNORECASE)

_LOW = re.compile(r"\bsince (?:the |that )?(\d{4}) (?:dip|low|drop|fall|slump|crash|decline)\b", re.IGNORECASE)

_AHEAD = frozenset({"op:difference", "op:overtake", "op:pass", "mark:ahead"})

_PASSED = re.compile(r"([^、。\s]{1,20})が([^、。\s]{1,20})を(?:抜|追い抜|追い越|上回|逆転)")

_WHOLE = frozenset({"topic:scope", "kind:share", "op:source"})
"""Words that make a fraction one of a market, if none for money does."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A part of a message, the sentence that it is of and what is known of both: `figures` that the part says, what it
    was `read` as and what was `told` by the sentence. `before` is what it leans on.
    """

    part: Part
    sentence: Part
    figures: Sequence[Extracted]
    before: Query | None
    read: Answer
    told: Sequence[Answer] = field(default=())

    @property
    def years_before(self) -> set[Year]:
        """The years of what it leans on."""
        return {item.period for item in self._leant_on if item.period is not None}

    @property
    def metric_before(self) -> MetricId | None:
        """The one thing that it leans on."""
        return _only(list(dict.fromkeys(item.metric for item in self._leant_on)))

    @property
    def _leant_on(self) -> Sequence[Item]:
        return self.before.items if self.before is not None else ()


class Telling:
    """Knows the patterns by one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, tags: Callable[[str], Sequence[Tag]]) -> None:
        self._tags = tags
        self._sold_abroad = {
            metric.subject: metric.id
            for metric in catalogue.metrics.values()
            if metric.scope is Scope.CONTENT and metric.status is Status.OBSERVATION and metric.subject
        }
        self._catalogue, self._desk = catalogue, desk
        self._categories, self._goals = catalogue.categories, catalogue.goals
        self._latest = catalogue.years_observed[1]
        self._market, self._production = (
            next(metric.id for metric in catalogue.metrics.values() if metric.scope is scope and metric.whole is None)
            for scope in (Scope.BROAD, Scope.PRODUCTION)
        )
        self._wholes = {metric.id: metric.whole for metric in catalogue.metrics.values()}
        self._abroad_of = {
            metric.whole: metric.id
            for metric in catalogue.metrics.values()
            if metric.whole is not None and metric.geography.value == "overseas"
        }

        self._patterns = (
            self._grown,
            self._most,
            self._each_year,
            self._multiplied,
            self._shared,
            self._placed,
            self._added,
            self._moved_by,
            self._passed,
            self._overtaken,
            self._favoured,
            self._more_in,
            self._times_another,
            self._years_beaten,
            self._never_since,
            self._sold_more,
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
            yield _moved(item, words.direction)
        elif len(others) == 1 and figure.kind is not Kind.GROWTH:
            other = item.model_copy(update={"period": others.pop()})
            earlier, later = sorted((item, other), key=lambda each: each.period or 0)
            claim = Claim(relation=words.direction)
            yield Query(operation=Operation.COMPARE, items=(later, earlier), claim=claim)

    def _grown(self, heard: Heard) -> Iterator[Query]:
        """Whether the one category of a part grew or shrank, where that is said of it and nothing else is."""
        words = heard.part.words
        named, moved = words.named(self._categories) or self._market_of(words), words.grown or words.beside_last_year
        years = set(words.years) or heard.years_before
        known = any(item.metric in named for each in heard.told for item in _items(each))
        unclear = len(named) != 1 or len(years) != 1
        wished = any(tag.has("relation:above") and tag.has("change:up") for tag in self._tags(heard.part.text))
        if wished and not words.years:  # "buy more CDs"
            return
        if not unclear and not known and moved is not None and not words.amounts and not words.multiples:
            yield _moved(Item(metric=named[0], period=years.pop()), moved)

    def _market_of(self, words: Words) -> Sequence[MetricId]:
        """The market that a part is about, where it names one as the thing that moves."""
        if not set(words.subjects) <= {"anime"} or any(
            each.startswith(("scope:", "status:")) for each in words.concepts
        ):
            return ()
        if words.places == {"domestic"} and "topic:broad_market" in words.concepts:
            return (AT_HOME,)
        return (self._market,) if words.places == {"all"} and "amount:market" in words.concepts else ()

    def _most(self, heard: Heard) -> Iterator[Query]:
        """Whether the one figure of a part is the highest of all years, where that is said and was not read."""
        said = heard.figures
        if len(said) == 1 and heard.part.words.highest and said[0].kind is not Kind.SHARE and not compares(heard.told):
            claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(said[0].period, Unit.YEAR))
            item = Item(metric=said[0].metric, kind=said[0].kind)
            yield Query(operation=Operation.EXTREME, items=(item,), select=Select.HIGHEST, claim=claim)

    def _each_year(self, heard: Heard) -> Iterator[Query]:
        """Whether something grew in each of the years that it is said of, or was the highest so far in each."""
        words, items = heard.part.words, _items(heard.read)
        asks = any(each.startswith(("ask:how", "ask:what", "ask:which")) for each in words.concepts)
        if words.amounts or words.spoken or words.multiples or asks or heard.told:
            return
        grew = words.grown is not None and heard.read.verdict is None and len(items) > 1
        if grew and all(item.kind is Kind.GROWTH and item.metric == items[0].metric for item in items):
            for item in items:
                yield _moved(item, words.grown or Relation.ABOVE)
        first, last = min(words.years, default=0), max(words.years, default=0)
        yield from self._since_a_low(heard.part)
        yield from self._share_each_year(words, first, last if last > first else self._latest)
        if words.highest and "op:always" in words.concepts and 0 < last - first <= LONGEST:
            item = Item(metric=self._thing(words) or self._market)
            for year in range(first, last + 1):
                claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(year, Unit.YEAR))
                span = Span(end=year)
                yield Query(operation=Operation.EXTREME, items=(item,), span=span, select=Select.HIGHEST, claim=claim)

    def _since_a_low(self, part: Part) -> Iterator[Query]:
        """Whether something grew in every year after one that was a low: "every year since the 2020 dip"."""
        found, words = _LOW.search(part.text), part.words
        if found is not None and {"change:up", "op:always"} <= words.concepts:
            item = Item(metric=self._thing(words) or self._market, kind=Kind.GROWTH)
            yield Query(
                operation=Operation.YEARS,
                items=(item,),
                span=Span(start=int(found[1]) + 1),
                select=Select.ALL,
                relation=Relation.ABOVE,
                bound=Quantity.exact(0, Unit.PERCENT),
                claim=Claim(relation=Relation.EQUAL),
            )

    def _share_each_year(self, words: Words, first: Year, last: Year) -> Iterator[Query]:
        """Whether a share rose, or fell, in each year from the first to the last."""
        metric = self._thing(words)
        always = "op:always" in words.concepts and words.grown is not None and "kind:share" in words.concepts
        if metric is not None and always and 0 < last - first <= LONGEST:
            for year in range(first + 1, last + 1):
                items = tuple(Item(metric=metric, kind=Kind.SHARE, period=each) for each in (year, year - 1))
                claim = Claim(relation=words.grown or Relation.ABOVE)
                yield Query(operation=Operation.COMPARE, items=items, claim=claim)

    def _placed(self, heard: Heard) -> Iterator[Query]:
        """Which places things have among the categories of the home market, or among what is sold abroad."""
        words, whole = heard.part.words, heard.sentence.words
        sold_abroad = not whole.concepts.isdisjoint({"scope:content", "topic:content"}) and "overseas" in whole.places
        if any(answer.query and answer.query.operation is Operation.RANK for answer in heard.told):
            return
        if words.abroad and not sold_abroad:
            return
        by_subject = self._sold_abroad if sold_abroad else self._categories
        names = {f"subject:{subject}": metric for subject, metric in by_subject.items()}
        years = set(words.years) or set(whole.years) or heard.years_before
        year = _only(list(years))
        if len(years) > 1:
            return
        last = heard.sentence.text.endswith(heard.part.text)
        found = list(placed(self._tags(heard.part.text), names, year))
        yield from found or (placed(self._tags(heard.sentence.text), names, year) if last else ())

    def _added(self, heard: Heard) -> Iterator[Query]:
        """Whether something rose or fell by an amount of money from the year before."""
        words = heard.part.words
        amount = _only([each for each in words.amounts if each[0].unit is not Unit.COUNT])
        year = _only(list(set(words.years) or heard.years_before))
        metric = self._thing(words) or (AT_HOME if words.places == {"domestic"} and not words.subjects else None)
        if metric is None and words.subjects == ["anime"] and not words.places:
            metric = self._market
        if amount is None or amount[0].unit not in (Unit.JPY, Unit.USD) or words.grown is None or heard.figures:
            return
        if metric is not None and year is not None and "op:difference" not in words.concepts:
            ends = (year, year - 1) if words.grown is Relation.ABOVE else (year - 1, year)
            items = tuple(Item(metric=metric, period=each) for each in ends)
            claim = Claim(relation=amount[1], bound=amount[0])
            yield Query(operation=Operation.DIFFERENCE, items=items, claim=claim)

    def _moved_by(self, heard: Heard) -> Iterator[Query]:
        """Whether the one category that was spoken of lost, or gained, a fraction of itself."""
        words, share = heard.part.words, _only(heard.part.words.spoken)
        year = _only(list(dict.fromkeys(words.years)))
        metric = _only(words.named(self._categories)) or (heard.metric_before if not words.subjects else None)
        lost = "lost" in heard.part.text.lower()
        unclear = words.amounts or words.places or metric not in self._categories.values() or year is None
        if share is None or unclear or metric is None or not (lost or words.grown is not None):
            return
        falls = lost or words.grown is Relation.BELOW
        bound = negative(share[0]) if falls else share[0]
        relation = TURNED.get(share[1], share[1]) if falls else share[1]
        item = Item(metric=metric, kind=Kind.GROWTH, period=year)
        yield Query(operation=Operation.VALUE, items=(item,), claim=Claim(relation=relation, bound=bound))

    def _passed(self, heard: Heard) -> Iterator[Query]:
        """Which of two categories passed the other, and in which year, in English: it was behind the year before."""
        tags = self._tags(heard.part.text)
        places = [index for index, tag in enumerate(tags) if tag.has("op:pass") or tag.has("op:overtake")]
        years = list(dict.fromkeys(heard.part.words.years or heard.sentence.words.years))
        denied = any(tag.has("relation:not", "relation:than", "relation:by") for tag in tags)
        if len(places) != 1 or len(years) != 1 or denied or heard.part.words.amounts or is_japanese(heard.part.text):
            return
        sides = tags[: places[0]], tags[places[0] + 1 :]
        ahead, behind = (
            _only([self._categories[n] for n in _subjects(side) if n in self._categories]) for side in sides
        )
        if ahead is not None and behind is not None and not tags[places[0]].has("relation:above"):
            yield _ahead(ahead, behind, years[0])
            yield _ahead(behind, ahead, years[0] - 1)

    def _overtaken(self, heard: Heard) -> Iterator[Query]:
        """Who passed whom in a year, in Japanese: アニメがゲームを抜いて1位."""
        last = heard.sentence.text.endswith(heard.part.text)
        found = _PASSED.search(_BRACKETS.sub("", heard.sentence.text) if last else heard.part.text)
        years = set(heard.part.words.years) or set(heard.sentence.words.years)
        if found is None or len(years) != 1 or "relation:not" in heard.part.words.concepts:
            return
        concepts = heard.sentence.words.concepts
        sold_abroad = "scope:content" in concepts and "overseas" in heard.sentence.words.places
        by_name = self._sold_abroad if sold_abroad else self._categories
        ahead, behind = (
            _only([by_name[name] for name in _subjects(self._tags(said)) if name in by_name]) for said in found.groups()
        )
        if ahead is not None and behind is not None:
            (year,) = years
            yield _ahead(ahead, behind, year)

    def _favoured(self, heard: Heard) -> Iterator[Query]:
        """Which of two categories is larger, in Japanese, where it was read as none: 遊興のほうが配信より大きい."""
        words = heard.part.words
        year = _only(list(dict.fromkeys(words.years or heard.sentence.words.years)))
        if year is not None and words.direction is not None and not words.amounts and is_japanese(heard.part.text):
            pair = favoured_over(self._tags(heard.part.text), self._catalogue)
            if pair:
                one, other = pair if words.direction is Relation.ABOVE else pair[::-1]
                yield _ahead(one, other, year)

    def _more_in(self, heard: Heard) -> Iterator[Query]:
        """By how many percent something was more, or less, in one year than in another."""
        words = heard.part.words
        share = _only([each for each in (*words.amounts, *words.spoken) if each[0].unit is Unit.PERCENT])
        metric = _only([m.id for m in self._catalogue.metrics.values() if m.subject in words.subjects]) or (
            self._thing(words)
        )
        if metric is None or len(words.years) != 2 or words.direction is None or "relation:than" not in words.concepts:
            return
        amount = _only([*words.amounts, *words.spoken])
        items = tuple(Item(metric=metric, period=year) for year in words.years)
        less = words.direction is Relation.BELOW
        if share is not None and amount == share:
            bound, relation = (negative(share[0]), TURNED.get(share[1], share[1])) if less else share
            yield Query(operation=Operation.CHANGE, items=items, claim=Claim(relation=relation, bound=bound))
        elif amount is not None and amount[0].unit not in (Unit.PERCENT, Unit.TIMES):
            claim = Claim(relation=amount[1], bound=amount[0])
            yield Query(operation=Operation.DIFFERENCE, items=items[::-1] if less else items, claim=claim)

    def _years_beaten(self, heard: Heard) -> Iterator[Query]:
        """Which of two years was the larger, of what was spoken of: "2019 beat 2018"."""
        words, metric = heard.part.words, heard.metric_before
        beat = not words.concepts.isdisjoint({"op:overtake", "op:pass"}) and "relation:not" not in words.concepts
        named = words.subjects or words.places or words.amounts or words.spoken or words.multiples
        if beat and metric is not None and len(words.years) == 2 and not named:
            items = tuple(Item(metric=metric, period=year) for year in words.years)
            yield Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=Relation.ABOVE))

    def _never_since(self, heard: Heard) -> Iterator[Query]:
        """Whether no year since the one before has had as much."""
        words, year = heard.part.words, _only(list(heard.years_before))
        metric = heard.metric_before
        if metric is None or year is None or not words.concepts >= {"op:never", "period:since", "followup:it"}:
            return
        claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(year, Unit.YEAR))
        span = Span(start=year)
        item = Item(metric=metric)
        yield Query(operation=Operation.EXTREME, items=(item,), span=span, select=Select.HIGHEST, claim=claim)

    def _sold_more(self, heard: Heard) -> Iterator[Query]:
        """Which of two kinds of content sold more abroad: "manga earned more abroad than anime did"."""
        tags, words = self._tags(heard.part.text), heard.part.words
        than = [place for place, tag in enumerate(tags) if tag.text == "than"]
        year = _only(list(dict.fromkeys(words.years or heard.sentence.words.years)))
        if len(than) != 1 or year is None or "overseas" not in words.places or words.direction is None:
            return
        one, other = (
            _only([self._sold_abroad[name] for name in _subjects(side) if name in self._sold_abroad])
            for side in (tags[: than[0]], tags[than[0] :])
        )
        if one is not None and other is not None and not words.amounts and "relation:not" not in words.concepts:
            yield _ahead(one, other, year) if words.direction is Relation.ABOVE else _ahead(other, one, year)

    def _times_another(self, heard: Heard) -> Iterator[Query]:
        """How many times what another category came to something is: "over twice what amusement did"."""
        words, whole = heard.part.words, heard.sentence.words
        times = _only([each for each in (*words.amounts, *words.multiples) if each[0].unit is Unit.TIMES])
        other, year = _only(words.named(self._categories)), _only(list(dict.fromkeys(whole.years)))
        named = whole.named(self._categories)
        before = named[: named.index(other)] if other in named else []
        one = before[-1] if before else heard.metric_before
        if times is None or other is None or one in (None, other) or one not in self._categories.values():
            return
        year = year or _only(list(heard.years_before))
        if year is not None and not words.rising and times[0] not in _bounds(heard.told):
            items = tuple(Item(metric=metric, period=year) for metric in (one, other) if metric is not None)
            claim = Claim(relation=times[1], bound=times[0])
            yield Query(operation=Operation.RATIO, items=items, claim=claim)

    def _rate(self, heard: Heard) -> Iterator[Query]:
        """How many yen a dollar is."""
        amount = _only(heard.part.words.amounts)
        if amount is not None and amount[0].unit is Unit.JPY and "op:rate" in heard.part.words.concepts:
            year = _only(list(dict.fromkeys(heard.part.words.years))) or self._latest
            item = Item(metric=self._market, period=year)
            bound = amount[0].model_copy(update={"unit": Unit.RATE})
            claim = Claim(relation=amount[1], bound=bound)
            yield Query(operation=Operation.RATE, items=(item,), claim=claim)

    def _shares_in(self, heard: Heard) -> Iterator[Query]:
        """Which part of its whole something was in two years, in words: "from a fifth in 2012 to half in 2024"."""
        words = heard.part.words
        metric = self._thing(words)
        if metric is None or self._wholes[metric] is None or words.amounts or words.multiples:
            return
        if len(words.spoken) == len(words.years) == 2 and not heard.told:
            for (bound, relation), year in zip(words.spoken, words.years, strict=True):
                item = Item(metric=metric, kind=Kind.SHARE, period=year)
                claim = Claim(relation=relation, bound=bound)
                yield Query(operation=Operation.VALUE, items=(item,), claim=claim)

    def _stated(self, heard: Heard) -> Iterator[Query]:
        """What is said of the report itself."""
        if not any(answer.query and answer.query.operation is Operation.STATEMENT for answer in heard.told):
            yield from self.stated(heard.part, heard.sentence, heard.metric_before)

    def stated(self, part: Part, sentence: Part, before: MetricId | None) -> Iterator[Query]:
        """What a part claims of the report, after what was spoken of before."""
        of_a_goal = before in self._goals or "status:target" in sentence.words.concepts
        tags, whole = self._tags(part.text), self._tags(sentence.text)
        japanese, last = is_japanese(part.text), sentence.text.endswith(part.text)
        found = list(stated(tags, whole, of_a_goal=of_a_goal, japanese=japanese))
        yield from found or (stated(whole, whole, of_a_goal=of_a_goal, japanese=japanese) if last else ())

    def apart(self, heard: Heard) -> list[Answer]:
        """What is claimed of how far the markets lie apart, which is no claim of who leads."""
        return [answer for query in self._apart(heard) if judged(answer := self._desk.answer(query))]

    def _apart(self, heard: Heard) -> Iterator[Query]:
        """How far the market abroad and the one at home lie apart in the years that are said, or that it was more or
        less than in the year before.
        """
        words, place = heard.part.words, heard.sentence.words
        if not (place.apart or (place.both_places and not _AHEAD.isdisjoint(place.concepts))):
            return
        amounts = [(quantity, near) for quantity, near in words.amounts if quantity.unit in (Unit.JPY, Unit.USD)]
        alone = len(amounts) == 1 and not words.years and "op:difference" in words.concepts
        years = list(heard.years_before) if alone else words.years
        if amounts and len(amounts) == len(words.amounts) == len(years):
            for (quantity, near), year in zip(amounts, years, strict=True):
                yield _difference(year, quantity, near)
        elif (
            "op:difference" in place.concepts
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
        times = _only([each for each in (*words.amounts, *words.multiples) if each[0].unit is Unit.TIMES])
        if times is None or times[0] in _bounds(heard.told) or not 1 <= len(years) <= 2:
            return
        if (later := self._years_on(heard)) is not None:
            years = [heard.figures[0].period, later]
        by_then = len(years) == 1 and _BY_A_YEAR.search(heard.part.text) is not None  # since one that is not said
        of_else = words.concepts & _OF_SOMETHING_ELSE
        exclaimed = of_else == {"ask:what"} and heard.part.text.startswith("なんと")
        others = len(words.amounts) - len(heard.figures)
        if by_then or (of_else and not exclaimed) or others > 1 or words.spoken:
            return
        figure = heard.figures[0].metric if later is not None else None
        metric = figure or self._thing(words) or (heard.metric_before if not words.subjects else None)
        if metric is not None:
            ends = (years[-1], years[0] if len(years) > 1 else years[0] - 1)
            items = tuple(Item(metric=metric, period=year) for year in ends)
            claim = Claim(relation=times[1], bound=times[0])
            yield Query(operation=Operation.RATIO, items=items, claim=claim)

    def _years_on(self, heard: Heard) -> Year | None:
        """The year that is so many after that of the one figure of a part: "19.5 billion in 2014, in 10 years"."""
        found = _YEARS_ON.search(heard.part.text)
        if found is None or len(heard.figures) != 1 or heard.figures[0].kind is not Kind.LEVEL:
            return None
        year = heard.figures[0].period + int(found[1] or found[2])
        return year if year <= self._latest else None

    def _shared(self, heard: Heard) -> Iterator[Query]:
        """Which part of its whole something was."""
        words = heard.part.words
        share = _only([each for each in (*words.amounts, *words.spoken) if each[0].unit is Unit.PERCENT])
        money = any(each.startswith("amount:") for each in words.concepts) or not _WHOLE.isdisjoint(words.concepts)
        if share is None or not money or words.rising or "kind:growth" in words.concepts or heard.figures:
            return
        if share[0] in _bounds(heard.told) or len(words.amounts) + len(words.spoken) > 1 or words.elsewhere:
            return
        of_it = "followup:it" in words.concepts
        metric = self._thing(words) or (heard.metric_before if of_it else None)
        years = set(words.years) or heard.years_before
        if metric is not None and self._wholes[metric] is not None and len(years) == 1:
            item = Item(metric=metric, kind=Kind.SHARE, period=years.pop())
            of = AT_HOME if metric in self._categories.values() and "domestic" in words.places else None
            claim = Claim(relation=share[1], bound=share[0])
            yield Query(operation=Operation.VALUE, items=(item.model_copy(update={"of": of}),), claim=claim)

    def _thing(self, words: Words) -> MetricId | None:
        """The one thing that is named: a category, or the market or production abroad."""
        named = words.named(self._categories)
        if len(named) > 1 or (named and "overseas" in words.places):
            return None
        if named:
            return named[0]
        if not words.abroad or "scope:content" in words.concepts:
            return None
        return self._abroad_of.get(self._production) if "scope:production" in words.concepts else ABROAD


def _subjects(tags: Sequence[Tag]) -> Sequence[str]:
    return list(dict.fromkeys(name for tag in tags for name in tag.names("subject")))


def _ahead(one: MetricId, other: MetricId, year: Year) -> Query:
    """That one was larger than the other in a year."""
    items = tuple(Item(metric=metric, period=year) for metric in (one, other))
    return Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=Relation.ABOVE))


def compares(told: Sequence[Answer]) -> bool:
    """Whether one of the claims is of more than a value."""
    return any(each.query is not None and each.query.operation is not Operation.VALUE for each in told)


def _items(answer: Answer) -> Sequence[Item]:
    return answer.query.items if answer.query is not None else ()


def _bounds(told: Sequence[Answer]) -> list[Quantity]:
    return [bound for each in told for bound in bounds_of(each)]


def _only(some: Sequence[T]) -> T | None:
    return some[0] if len(some) == 1 else None


def _moved(item: Item, relation: Relation) -> Query:
    """That something grew, or shrank."""
    grown = item.model_copy(update={"kind": Kind.GROWTH})
    claim = Claim(relation=relation, bound=Quantity.exact(0, Unit.PERCENT))
    return Query(operation=Operation.VALUE, items=(grown,), claim=claim)


def _difference(year: Year, bound: Quantity | None = None, relation: Relation = Relation.EQUAL) -> Query:
    items = tuple(Item(metric=metric, period=year) for metric in (ABROAD, AT_HOME))
    claim = Claim(relation=relation, bound=bound) if bound is not None else None
    return Query(operation=Operation.DIFFERENCE, items=items, claim=claim)
