"""The words that people read, by language: one data file each, `en.toml` being the one that all others match."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "ja")


class Count(int):
    """A number that `{:row|rows}` words: the first for one, the second for any other."""

    def __format__(self, spec: str, /) -> str:
        one, bar, other = spec.partition("|")
        if not bar:
            return super().__format__(spec)
        return one if self == 1 else other


class Wording:
    """One language's words, by dotted key: `say("declined.nearest", years="2023")`."""

    def __init__(self, language: str, words: Mapping[str, Any]) -> None:
        self.language = language
        self._words = words

    def say(self, key: str, /, **places: object) -> str:
        """The words of a key with its places filled; raises KeyError for a key that doesn't exist.

        `{rows:row|rows}` is the word that a number takes.
        """
        found = self._find(key)
        if not isinstance(found, str):
            raise KeyError(key)
        return found.format_map({name: _counted(value) for name, value in places.items()})

    def has(self, key: str) -> bool:
        """Whether a key has words."""
        try:
            return isinstance(self._find(key), str)
        except KeyError:
            return False

    def several(self, key: str) -> tuple[str, ...]:
        """The lines of a key that holds a list."""
        return tuple(self._find(key))

    def _find(self, key: str) -> Any:
        found: Any = self._words
        for part in key.split("."):
            found = found[part]
        return found


def _counted(value: object) -> object:
    return Count(value) if type(value) is int else value


@cache
def wording(language: str) -> Wording:
    """The words of a language by its code (`ja`, `ja-JP`), English where there are none; read once."""
    code = language.partition("-")[0].lower()
    known = code if code in LANGUAGES else "en"
    text = files(__name__).joinpath(f"{known}.toml").read_text(encoding="utf-8")
    return Wording(known, tomllib.loads(text))
