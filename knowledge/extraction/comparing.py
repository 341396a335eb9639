"""What a part of a message holds against what, by its words alone, where it was not read: two categories, two kinds of
content sold abroad, or one thing in two years.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from knowledge.extraction.fractions import of_another, of_last_year
from knowledge.extraction.heard import Heard, ahead_of, bounds_told, only, subjects_in
from knowledge.extraction.leads import ABROAD, AT_HOME
from knowledge.extraction.naming import Naming
from knowledge.extraction.reckoning import as_factor, claiming
from knowledge.model import (
    Catalogue,
    Claim,
    Item,
    Kind,
    MetricId,
    Operation,
    Quantity,
    Query,
    Relation,
    Select,
    Span,
    Unit,
)
from knowledge.questions.normalise import is_japanese
from knowledge.questions.passive import favoured_over
from knowledge.questions.reading import Tag

_BRACKETS = re.compile(r"[(（][^)）]*[)）]")

_PASSED = re.compile(r"([^、。\s]{1,20})が([^、。\s]{1,20})を(?:抜|追い抜|追い越|上回|逆転)")

_AGAIN = re.compile(r"\bagain\b|二度と", re.IGNORECASE)

_EVEN_MORE = re.compile(
    r"\b(?:even|still|much|far) (?:more|less|higher|lower|bigger|larger|smaller|fewer)\b|さらに|それ以上|それを上回",
    re.IGNORECASE,
)

_THAN = re.compile(r"\bthan\b", re.IGNORECASE)

_BACK = re.compile(r"\bback\b|\bwhere (?:it|they) (?:was|were)\b|\blevels?\b|水準|戻", re.IGNORECASE)


class Comparing:
    """Knows the patterns by one catalogue; `naming` tells which one thing words name. Built once, then only reads."""

    def __init__(self, catalogue: Catalogue, tags: Callable[[str], Sequence[Tag]], naming: Naming) -> None:
        self._catalogue, self._tags, self._naming = catalogue, tags, naming
        self._sold_abroad, self._observed = catalogue.sold_abroad, catalogue.observed
        made = {m.geography.value: m.id for m in catalogue.metrics.values() if m.whole == naming.production}
        self._made = made["domestic"], made["overseas"]
        self.patterns = (
            self._passed,
            self._overtaken,
            self._favoured,
            self._more_in,
            self._times_another,
            self._times_a_market,
            self._goal_met,
            self._years_beaten,
            self._never_since,
            self._sold_more,
            self._more_than_then,
            self._of_the_year_before,
            self._fraction_of_another,
        )

    def _passed(self, heard: Heard) -> Iterator[Query]:
        """Which of two categories passed the other in a year, in English: it was behind in the year before."""
        tags = self._tags(heard.part.text)
        places = [index for index, tag in enumerate(tags) if tag.has("op:pass") or tag.has("op:overtake")]
        year = heard.year
        denied = any(tag.has("relation:not", "relation:than", "relation:by") for tag in tags)
        if len(places) != 1 or year is None or denied or heard.part.words.amounts or is_japanese(heard.part.text):
            return
        sides = tags[: places[0]], tags[places[0] + 1 :]
        ahead, behind = _one_in_each(sides, self._naming.categories)
        if ahead is not None and behind is not None and not tags[places[0]].has("relation:above"):
            yield ahead_of(ahead, behind, year)
            yield ahead_of(behind, ahead, year - 1)

    def _overtaken(self, heard: Heard) -> Iterator[Query]:
        """Who passed whom in a year, in Japanese: アニメがゲームを抜いて1位."""
        found = _PASSED.search(_BRACKETS.sub("", heard.sentence.text) if heard.last else heard.part.text)
        year = heard.year
        if found is None or year is None or "relation:not" in heard.part.words.concepts:
            return
        concepts = heard.sentence.words.concepts
        sold_abroad = "scope:content" in concepts and "overseas" in heard.sentence.words.places
        by_name = self._sold_abroad if sold_abroad else self._naming.categories
        ahead, behind = _one_in_each([self._tags(said) for said in found.groups()], by_name)
        if ahead is not None and behind is not None:
            yield ahead_of(ahead, behind, year)

    def _favoured(self, heard: Heard) -> Iterator[Query]:
        """Which of two is larger, in Japanese: 遊興のほうが配信より大きい, アニメはゲームより上."""
        words, tags = heard.part.words, self._tags(heard.part.text)
        year = heard.year
        if year is None or words.direction is None or not is_japanese(heard.part.text) or words.multiples:
            return
        pair = favoured_over(tags, self._catalogue) or self._over(tags, heard) or self._market_over(tags, heard)
        if pair:
            one, other = pair if words.direction is Relation.ABOVE else pair[::-1]
            yield ahead_of(one, other, year)

    def _market_over(self, tags: Sequence[Tag], heard: Heard) -> tuple[MetricId, ...]:
        """The market that is said to be more, or less, than the one before より, を上回る: 海外は国内より多い."""
        places = [index for index, tag in enumerate(tags) if tag.text.startswith(("より", "を上回", "を超え"))]
        if len(places) != 1 or any(tag.has("relation:not") for tag in tags) or heard.sentence.words.of_content:
            return ()
        near = [each for tag in tags[max(0, places[0] - 3) : places[0]] for each in tag.names("geo")][-1:]
        if near not in (["domestic"], ["overseas"]) or set(heard.part.words.subjects) - {"anime"}:
            return ()
        made = "scope:production" in heard.sentence.words.concepts
        home, abroad = self._made if made else (AT_HOME, ABROAD)
        other = abroad if near == ["domestic"] else home
        named = [name for name in ("overseas", "domestic") if name in heard.sentence.words.places]
        return (other, home if other == abroad else abroad) if len(named) == 2 else ()

    def _over(self, tags: Sequence[Tag], heard: Heard) -> tuple[MetricId, ...]:
        """The first that is named and the one before より, where no other is."""
        names = self._sold_abroad if "overseas" in heard.sentence.words.places else self._naming.categories
        than = [place for place, tag in enumerate(tags) if tag.has("relation:than")]
        if len(than) != 1 or any(tag.has("relation:not") for tag in tags):
            return ()
        named = [names[name] for name in subjects_in(tags[: than[0]]) if name in names]
        beside = [names[name] for name in subjects_in(tags[than[0] - 1 : than[0]]) if name in names]
        return (named[0], beside[0]) if len(named) == 2 and beside == named[1:] else ()

    def _more_in(self, heard: Heard) -> Iterator[Query]:
        """By how many percent something was more, or less, in one year than in another."""
        words = heard.part.words
        share = words.share
        metric = self._naming.measured(words)
        if metric is None or len(words.years) != 2 or words.direction is None or "relation:than" not in words.concepts:
            return
        amount = only([*words.amounts, *words.spoken])
        items = tuple(Item(metric=metric, period=year) for year in words.years)
        less = words.direction is Relation.BELOW
        if share is not None and amount == share:
            bound, relation = (share[0].negative, share[1].mirrored) if less else share
            yield claiming(Operation.CHANGE, items, bound, relation)
        elif amount is not None and amount[0].unit not in (Unit.PERCENT, Unit.TIMES):
            yield claiming(Operation.DIFFERENCE, items[::-1] if less else items, *amount)

    def _times_a_market(self, heard: Heard) -> Iterator[Query]:
        """How many times another market one is: "twice the domestic figure", 広義は制作の8倍."""
        words = heard.part.words
        times = words.times
        year = heard.year
        if times is None or year is None or words.rising or len(words.amounts) + len(words.multiples) > 1:
            return
        pair: tuple[MetricId, MetricId] | None = None
        if words.concepts >= {"scope:broad", "scope:production"} and not words.places:
            pair = self._naming.market, self._naming.production
        elif not words.subjects and words.places == {"domestic"} and heard.metric_before == ABROAD:
            pair = ABROAD, AT_HOME
        if pair is not None:
            items = [Item(metric=metric, period=year) for metric in pair]
            yield claiming(Operation.RATIO, items, *times)

    def _goal_met(self, heard: Heard) -> Iterator[Query]:
        """Whether a goal had been reached in a year."""
        words = heard.part.words
        year = only([each for each in dict.fromkeys(words.years) if each <= self._catalogue.years_observed[1]])
        goal = only(list({f.metric for f in heard.figures if f.metric in self._catalogue.goals}))
        reached = not words.concepts.isdisjoint({"op:pass"}) and words.concepts.isdisjoint({"relation:not", "op:gap"})
        sold = self._observed.get(goal) if goal is not None else None
        if goal is not None and sold is not None and year is not None and reached and not words.needed:
            aimed = Item(metric=goal, period=max(f.period for f in self._catalogue.of(goal)))
            items = (Item(metric=sold, period=year), aimed)
            yield Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=Relation.AT_LEAST))

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
        words, year = heard.part.words, only(list(heard.years_before))
        metric = heard.metric_before
        again = "period:since" in words.concepts or _AGAIN.search(heard.part.text) is not None
        if metric is None or year is None or not again or not words.concepts >= {"op:never", "followup:it"}:
            return
        claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(year, Unit.YEAR))
        span = Span(start=year)
        item = Item(metric=metric)
        yield Query(operation=Operation.EXTREME, items=(item,), span=span, select=Select.HIGHEST, claim=claim)

    def _sold_more(self, heard: Heard) -> Iterator[Query]:
        """Which of two kinds of content sold more abroad: "manga earned more abroad than anime did"."""
        tags, words = self._tags(heard.part.text), heard.part.words
        than = [place for place, tag in enumerate(tags) if tag.text == "than"]
        year = heard.year
        if len(than) != 1 or year is None or "overseas" not in words.places or words.direction is None:
            return
        one, other = _one_in_each((tags[: than[0]], tags[than[0] :]), self._sold_abroad)
        if one is not None and other is not None and not words.amounts and "relation:not" not in words.concepts:
            yield ahead_of(one, other, year) if words.direction is Relation.ABOVE else ahead_of(other, one, year)

    def _times_another(self, heard: Heard) -> Iterator[Query]:
        """How many times what another category came to something is: "over twice what amusement did"."""
        words, whole = heard.part.words, heard.sentence.words
        times = words.times
        other, year = only(words.named(self._naming.categories)), only(list(dict.fromkeys(whole.years)))
        named = whole.named(self._naming.categories)
        before = named[: named.index(other)] if other in named else []
        one = before[-1] if before else heard.metric_before
        if times is None or other is None or one in (None, other) or one not in self._naming.categories.values():
            return
        year = year or only(list(heard.years_before))
        if year is not None and not words.rising and times[0] not in bounds_told(heard.told):
            items = [Item(metric=metric, period=year) for metric in (one, other) if metric is not None]
            yield claiming(Operation.RATIO, items, *times)

    def _more_than_then(self, heard: Heard) -> Iterator[Query]:
        """Whether something was back above, or still below, what it was in another year, or "even more" then."""
        words, metric = heard.part.words, heard.metric_before
        year, before = only(list(dict.fromkeys(words.years))), max(heard.years_before, default=0)
        named = words.subjects or words.places or words.amounts or words.spoken or words.multiples
        direction = words.direction or (Relation.ABOVE if "それ以上" in heard.part.text else None)
        if metric is None or not year or not before or named or not direction:
            return
        back = year < before and _BACK.search(heard.part.text) is not None
        if (back or _EVEN_MORE.search(heard.part.text)) and "relation:not" not in words.concepts and year != before:
            kind = Kind.GROWTH if "kind:growth" in words.concepts else Kind.LEVEL
            than_then = back or _THAN.search(heard.part.text) is not None  # "still less than in 2006"
            ends = (before, year) if than_then else (year, before)
            items = tuple(Item(metric=metric, kind=kind, period=each) for each in ends)
            yield Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=direction))

    def _of_the_year_before(self, heard: Heard) -> Iterator[Query]:
        """Which fraction of what it was in the year before something came to: 前年の3分の1."""
        words, share = heard.part.words, only(heard.part.words.spoken)
        years = list(dict.fromkeys(words.years or sorted(heard.years_before)[-1:]))
        metric = only(words.named(self._naming.categories)) or self._naming.thing(words) or heard.metric_before
        counted = any(each[0].unit is not Unit.COUNT for each in words.amounts)
        if share is None or not of_last_year(heard.part.text) or metric is None or counted or len(years) != 1:
            return
        items = [Item(metric=metric, period=year) for year in (years[0], years[0] - 1)]
        yield claiming(Operation.RATIO, items, as_factor(share[0]), share[1])

    def _fraction_of_another(self, heard: Heard) -> Iterator[Query]:
        """Which fraction of another category, or of another kind of content sold abroad, something came to."""
        words = heard.part.words
        share = words.share
        year = heard.year
        names = self._sold_abroad if "overseas" in words.places else self._naming.categories
        pair = of_another(self._tags(heard.part.text), names, japanese=is_japanese(heard.part.text))
        if share is not None and year is not None and pair is not None:
            items = [Item(metric=metric, period=year) for metric in pair]
            yield claiming(Operation.RATIO, items, as_factor(share[0]), share[1])


def _one_in_each(sides: Sequence[Sequence[Tag]], names: Mapping[str, MetricId]) -> Iterator[MetricId | None]:
    """The one thing that is named on each side."""
    return (only([names[name] for name in subjects_in(side) if name in names]) for side in sides)
