"""The words that people read, by language: one data file each, `en.toml` being the one that all others match."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "ja")


class Wording:
    """One language's words, by dotted key: `say("declined.nearest", years="2023")`."""

    def __init__(self, language: str, words: Mapping[str, Any]) -> None:
        self.language = language
        self._words = words

    def say(self, key: str, /, **places: object) -> str:
        """The words of a key with its places filled; raises KeyError for a key that doesn't exist."""
        found = self._find(key)
        if not isinstance(found, str):
            raise KeyError(key)
        return found.format_map(places)

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


@cache
def wording(language: str) -> Wording:
    """The words of a language by its code (`ja`, `ja-JP`), English where there are none; read once."""
    code = language.partition("-")[0].lower()
    known = code if code in LANGUAGES else "en"
    text = files(__name__).joinpath(f"{known}.toml").read_text(encoding="utf-8")
    return Wording(known, tomllib.loads(text))
