"""What to know with an answer: tensions and notes of the figures behind it, and doubts worded from `words/*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from knowledge.model import Catalogue, Figure, Kind, Localised, Metric, MetricId, Quantity, Tension
from knowledge.quantities import worded_as_printed, year_ranges

Key = tuple[MetricId, Kind, int]

GROWTH = "growth"
SUM = "sum"

COMMAS = {"en": ", ", "ja": "、"}


@cache
def languages() -> Mapping[str, Mapping[str, str]]:
    """Each language's caveats, by language code."""
    files = (resources.files(__package__) / "words").iterdir()
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for file in sorted(files, key=str)}


def caveat(key: str, **places: str | int | Localised) -> Localised:
    """A caveat in every language; a place may itself be text by language."""
    return {
        language: words[key].format(**{name: _in(language, place) for name, place in places.items()})
        for language, words in languages().items()
    }


def _in(language: str, place: str | int | Localised) -> str | int:
    return (place.get(language) or place.get("en", "")) if isinstance(place, Mapping) else place


def in_words(quantity: Quantity) -> Localised:
    """A quantity as each language prints it, with all its digits."""
    return {language: worded_as_printed(quantity, language) for language in languages()}


def names_listed(metrics: Iterable[Metric]) -> Localised:
    """The names of metrics with the commas of each language."""
    found = list(metrics)
    return {code: comma.join(metric.names[code].name for metric in found) for code, comma in COMMAS.items()}


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

    def about(self, keys: Iterable[Key], beside: Iterable[Key], figures: Iterable[Figure]) -> tuple[Localised, ...]:
        """The tensions touching the numbers asked for, those in the numbers beside them, then the notes of figures.

        What a report's words say wrongly of a number matters where that number is asked for, not wherever it enters.
        """
        asked = [tension for key in keys for tension in self._touching(*key)]
        near = [tension for key in beside for tension in self._touching(*key) if tension.what in (GROWTH, SUM)]
        notes = (figure.note for figure in figures if figure.note)
        return _once((*(tension.text for tension in (*asked, *near)), *notes))

    def _touching(self, metric: MetricId, kind: Kind, period: int) -> Iterator[Tension]:
        for tension in self._tensions.get((metric, period), ()):
            if tension.what != GROWTH or kind is Kind.GROWTH:
                yield tension
        for whole in self._wholes.get(metric, ()):
            yield from (each for each in self._tensions.get((whole, period), ()) if each.what == SUM)


def _once(texts: Iterable[Localised]) -> tuple[Localised, ...]:
    return tuple({tuple(sorted(text.items())): text for text in texts}.values())
