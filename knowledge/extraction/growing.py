"""What a part of a message claims of how something grew over the years, by its words alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.extraction.heard import Heard, compares, in_every_year, items_of, moved_by, only
from knowledge.extraction.mistakes import Part
from knowledge.extraction.naming import Naming
from knowledge.extraction.reckoning import claiming
from knowledge.extraction.words import Words
from knowledge.model import Claim, Item, Kind, Operation, Quantity, Query, Relation, Select, Span, Unit, Year
from knowledge.questions.normalise import is_japanese
from knowledge.questions.reading import Tag

LONGEST = 20
"""Years in a row that are each looked at."""

_ONE_FALL = re.compile(
    r"\b(?:exactly|only|just) one (?:down|bad|losing) year\b"
    r"|\b(?:shrank|fell|dropped|declined) in (?:exactly|only|just) one year\b",
    re.IGNORECASE,
)

_NO_FALL = re.compile(
    r"\b(?:not (?:a|one)(?: single)?|no|never a|without a)(?: single)? (?:down year|dip|decline|drop|fall)\b",
    re.IGNORECASE,
)

KEPT = re.compile(r"\b(?:kept|keeps|steadily)\b|続け|ずっと", re.IGNORECASE)

A_YEAR = re.compile(r"\b(?:a|per|each) year\b|\bannually\b|\byearly\b|年平均|年率", re.IGNORECASE)

_PEAKED = re.compile(r"\b(?:peaked|topped out|maxed out)\b|歴代(?:トップ|1位|一位|最高)", re.IGNORECASE)

_LOW = re.compile(r"\bsince (?:the |that )?(\d{4}) (?:dip|low|drop|fall|slump|crash|decline)\b", re.IGNORECASE)


class Growing:
    """Knows the patterns; `latest` is the last year that is held. Built once, then only reads."""

    def __init__(self, naming: Naming, tags: Callable[[str], Sequence[Tag]], latest: Year) -> None:
        self._naming, self._tags, self._latest = naming, tags, latest
        self.patterns = (
            self._grown,
            self._most,
            self._each_year,
            self._kept_growing,
            self._one_fall,
            self._growth_moved,
            self._yearly,
        )

    def from_to(self, heard: Heard) -> Iterator[Query]:
        """Whether something rose, or fell, between two years whose figures a part tells."""
        words, said = heard.part.words, heard.figures
        levels = len(said) == 2 and all(each.kind is Kind.LEVEL for each in said)
        if not levels or words.grown is None or "relation:not" in words.concepts:
            return
        earlier, later = sorted(said, key=lambda each: each.period)
        if earlier.metric == later.metric and earlier.period < later.period:
            items = tuple(Item(metric=each.metric, period=each.period) for each in (later, earlier))
            yield Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=words.grown))

    def _grown(self, heard: Heard) -> Iterator[Query]:
        """Whether the one category of a part grew or shrank, where that is said of it and nothing else is."""
        words = heard.part.words
        named, market = words.named(self._naming.categories), self._naming.market_of(words)
        named, moved = named or ([market] if market is not None else []), words.grown or words.beside_last_year
        years = set(words.years) or heard.years_before
        known = any(item.metric in named for each in heard.told for item in items_of(each))
        wished = any(tag.has("relation:above") and tag.has("change:up") for tag in self._tags(heard.part.text))
        held_against = "relation:than" in heard.sentence.words.concepts and not is_japanese(heard.part.text)
        if (wished and not words.years) or held_against:  # "buy more CDs", "smaller in 2022 than in 2019"
            return
        each_of = len(years) > 1 and "kind:growth" in words.concepts and words.years.count(min(years)) == 1
        if len(named) != 1 or known or moved is None or words.amounts or words.multiples:
            return
        for year in sorted(years) if len(years) == 1 or each_of else ():
            yield moved_by(Item(metric=named[0], period=year), moved)

    def _most(self, heard: Heard) -> Iterator[Query]:
        """Whether the one figure of a part is the highest of all years, where that is said and was not read."""
        said = heard.figures
        concepts = heard.part.words.concepts
        unbeaten = "op:never" in concepts and not concepts.isdisjoint({"op:overtake", "op:pass"})
        highest = unbeaten or heard.part.words.highest or _PEAKED.search(heard.part.text) is not None
        if len(said) == 1 and highest and said[0].kind is not Kind.SHARE and not compares(heard.told):
            claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(said[0].period, Unit.YEAR))
            item = Item(metric=said[0].metric, kind=said[0].kind)
            yield Query(operation=Operation.EXTREME, items=(item,), select=Select.HIGHEST, claim=claim)

    def _each_year(self, heard: Heard) -> Iterator[Query]:
        """Whether something grew in each of the years that it is said of, or was the highest so far in each."""
        words, items = heard.part.words, items_of(heard.read)
        asks = any(each.startswith(("ask:how", "ask:what", "ask:which")) for each in words.concepts)
        if words.amounts or words.spoken or words.multiples or asks or heard.told:
            return
        grew = words.grown is not None and heard.read.verdict is None and len(items) > 1
        if grew and all(item.kind is Kind.GROWTH and item.metric == items[0].metric for item in items):
            for item in items:
                yield moved_by(item, words.grown or Relation.ABOVE)
        first, last = min(words.years, default=0), max(words.years, default=0)
        yield from self._since_a_low(heard.part)
        yield from self._share_each_year(words, first, last if last > first else self._latest)
        if words.highest and "op:always" in words.concepts and 0 < last - first <= LONGEST:
            item = Item(metric=self._naming.thing(words) or self._naming.market)
            for year in range(first, last + 1):
                claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(year, Unit.YEAR))
                span = Span(end=year)
                yield Query(operation=Operation.EXTREME, items=(item,), span=span, select=Select.HIGHEST, claim=claim)

    def _since_a_low(self, part: Part) -> Iterator[Query]:
        """Whether something grew in every year after one that was a low: "every year since the 2020 dip"."""
        found, words = _LOW.search(part.text), part.words
        if found is not None and {"change:up", "op:always"} <= words.concepts:
            metric = self._naming.thing(words) or self._naming.market
            yield in_every_year(metric, Relation.ABOVE, Span(start=int(found[1]) + 1))

    def _kept_growing(self, heard: Heard) -> Iterator[Query]:
        """Whether something grew, or fell, in every year between two: "kept climbing from 2015 to 2020"."""
        words, moved = heard.part.words, heard.part.words.grown
        years = sorted(set(words.years))
        metric = self._naming.measured(words) or self._naming.market_of(words)
        always = "op:always" in words.concepts or KEPT.search(heard.part.text) is not None
        if _NO_FALL.search(heard.part.text) is not None:
            always, moved = True, Relation.ABOVE
        if metric is not None and moved is not None and always and len(years) == 2 and not words.amounts:
            yield in_every_year(metric, moved, Span(start=years[0] + 1, end=years[1]))

    def _one_fall(self, heard: Heard) -> Iterator[Query]:
        """Whether something fell in one year only: "since 2012 exactly one down year, and that was 2020"."""
        whole, years = heard.sentence.words, heard.sentence.words.years
        if not heard.last or not _ONE_FALL.search(heard.sentence.text) or len(years) not in (2, 3) or whole.amounts:
            return
        metric = self._naming.moving(whole) or (None if whole.places else self._naming.market)
        others = years[:-1]
        if metric is not None:
            span = Span(start=min(others) + 1, end=max(others) if len(others) > 1 else None)
            yield in_every_year(metric, Relation.BELOW, span, only_in=years[-1])

    def _growth_moved(self, heard: Heard) -> Iterator[Query]:
        """Whether something grew faster, or more slowly, in one year than in another: "growth cooled off in 2024"."""
        words = heard.part.words
        metric = self._naming.moving(words)
        if metric is None or "kind:growth" not in words.concepts or words.grown is None or words.amounts:
            return
        if len(words.years) == 2 and "relation:than" in words.concepts:
            items = tuple(Item(metric=metric, kind=Kind.GROWTH, period=year) for year in words.years)
            yield Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=words.grown))

    def _yearly(self, heard: Heard) -> Iterator[Query]:
        """By how many percent something grew a year between two."""
        words = heard.part.words
        years = sorted(set(words.years))
        share = only([each for each in words.amounts if each[0].unit is Unit.PERCENT])
        metric = self._naming.moving(words) or heard.metric_before
        metric = metric or (None if words.subjects or words.places else self._naming.market)
        if share is not None and metric is not None and len(years) == 2 and A_YEAR.search(heard.part.text):
            items = [Item(metric=metric, period=year) for year in reversed(years)]
            yield claiming(Operation.CAGR, items, *share)

    def _share_each_year(self, words: Words, first: Year, last: Year) -> Iterator[Query]:
        """Whether a share rose, or fell, in each year from the first to the last."""
        metric = self._naming.thing(words)
        always = "op:always" in words.concepts and words.grown is not None and "kind:share" in words.concepts
        if metric is not None and always and 0 < last - first <= LONGEST:
            for year in range(first + 1, last + 1):
                items = tuple(Item(metric=metric, kind=Kind.SHARE, period=each) for each in (year, year - 1))
                claim = Claim(relation=words.grown or Relation.ABOVE)
                yield Query(operation=Operation.COMPARE, items=items, claim=claim)
