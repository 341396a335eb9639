"""Sentences in every language at once, from a package's `words/*.toml`; a place may itself be text by language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cached_property
from importlib import resources

from knowledge.model import Localised, Quantity
from knowledge.quantities import worded_as_printed

Place = str | int | Localised


class Words:
    """The sentences of one package."""

    def __init__(self, package: str) -> None:
        self._package = package

    @cached_property
    def languages(self) -> Mapping[str, Mapping[str, str]]:
        """Each language's sentences by their keys, by language code."""
        files = (resources.files(self._package) / "words").iterdir()
        found = sorted((file for file in files if file.name.endswith(".toml")), key=str)
        return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for file in found}

    def say(self, key: str, **places: Place) -> Localised:
        """A sentence in every language; KeyError for a key that there is none of."""
        return {
            language: words[key].format(**{name: _in(language, place) for name, place in places.items()})
            for language, words in self.languages.items()
        }

    def printed(self, quantity: Quantity) -> Localised:
        """A quantity as each language prints it, with all its digits."""
        return {language: worded_as_printed(quantity, language) for language in self.languages}


def _in(language: str, place: Place) -> str | int:
    if isinstance(place, Mapping):
        return place.get(language) or place.get("en") or next(iter(place.values()), "")
    return place
