"""Which one thing a part of a message is about, by the words that name it."""

from __future__ import annotations

from knowledge.extraction.heard import only
from knowledge.extraction.leads import ABROAD, AT_HOME
from knowledge.extraction.words import Words
from knowledge.model import Catalogue, MetricId


class Naming:
    """Knows the things of one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.categories, self._metrics = catalogue.categories, list(catalogue.metrics.values())
        self.market, self.production = catalogue.market, catalogue.production
        self._made_abroad = next(
            (m.id for m in self._metrics if m.whole == self.production and m.geography.value == "overseas"), None
        )

    def thing(self, words: Words) -> MetricId | None:
        """The one thing that is named: a category, or the market or production abroad."""
        named = words.named(self.categories)
        if len(named) > 1 or (named and "overseas" in words.places):
            return None
        if named:
            return named[0]
        if not words.abroad or "scope:content" in words.concepts:
            return None
        return self._made_abroad if "scope:production" in words.concepts else ABROAD

    def market_of(self, words: Words) -> MetricId | None:
        """The market that a part is about, where it names one as the thing that moves."""
        otherwise = any(each.startswith(("scope:", "status:")) for each in words.concepts)
        if otherwise or not set(words.subjects) <= {"anime"}:
            return None
        if words.places == {"domestic"} and "topic:broad_market" in words.concepts:
            return AT_HOME
        if words.places == {"overseas"} and words.beside_last_year is not None:
            return ABROAD
        return self.market if words.places == {"all"} and "amount:market" in words.concepts else None

    def moving(self, words: Words) -> MetricId | None:
        """The one thing that is named, or the market that is said to move."""
        return self.thing(words) or self.market_of(words)

    def measured(self, words: Words) -> MetricId | None:
        """The one thing that is measured, such as TV titles, or else the one that is named."""
        return only([m.id for m in self._metrics if m.subject in words.subjects]) or self.thing(words)
