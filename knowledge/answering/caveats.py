"""What to know with an answer: tensions of the figures behind it, and doubts worded from `words/*.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.localising import Words
from knowledge.model import Catalogue, Kind, Localised, Metric, MetricId, Tension
from knowledge.quantities import year_ranges

Key = tuple[MetricId, Kind, int]

GROWTH = "growth"
SUM = "sum"

COMMAS = {"en": ", ", "ja": "、"}


_WORDS = Words(__package__ or "")

caveat = _WORDS.say
in_words = _WORDS.printed


def names_listed(metrics: Iterable[Metric]) -> Localised:
    """The names of metrics with the commas of each language."""
    found = list(metrics)
    return {code: comma.join(name_in(metric, code) for metric in found) for code, comma in COMMAS.items()}


def name_in(metric: Metric, language: str) -> str:
    """A metric's name in a language, else in any."""
    named = metric.names.get(language) or next(iter(metric.names.values()), None)
    return named.name if named else metric.id


def years_listed(years: Iterable[int]) -> Localised:
    """2011, 2013–2015: runs drawn together, with the commas of each language."""
    found = list(years)
    return {code: year_ranges(found, comma) for code, comma in COMMAS.items()}


class Doubts:
    """The tensions of a catalogue, found by the numbers that they touch."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._tensions: dict[tuple[MetricId, int], list[Tension]] = {}
        for tension in catalogue.tensions:
            self._tensions.setdefault((tension.metric, tension.period), []).append(tension)
        self._wholes: dict[MetricId, list[MetricId]] = {}
        for identity in catalogue.identities:
            for part in identity.parts:
                self._wholes.setdefault(part, []).append(identity.whole)

    def about(self, keys: Iterable[Key], beside: Iterable[Key]) -> tuple[Localised, ...]:
        """The tensions touching the numbers asked for, then those in the numbers beside them.

        What a report's words say wrongly of a number matters where that number is asked for, not wherever it enters.
        """
        asked = [tension for key in keys for tension in self._touching(*key)]
        near = [tension for key in beside for tension in self._touching(*key) if tension.what in (GROWTH, SUM)]
        return _once(tension.text for tension in (*asked, *near))

    def _touching(self, metric: MetricId, kind: Kind, period: int) -> Iterator[Tension]:
        for tension in self._tensions.get((metric, period), ()):
            if tension.what != GROWTH or kind is Kind.GROWTH:
                yield tension
        for whole in self._wholes.get(metric, ()):
            yield from (each for each in self._tensions.get((whole, period), ()) if each.what == SUM)


def _once(texts: Iterable[Localised]) -> tuple[Localised, ...]:
    return tuple({tuple(sorted(text.items())): text for text in texts}.values())
