"""The words of quantities, by language, as `words/*.toml` hold them, and the tables that reading needs of them."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from knowledge.model import Unit

LONG_ENOUGH_TO_MISSPELL = 6


@dataclass(frozen=True)
class Vocabulary:
    """All languages' words together, as texts mix them: `scales` and `misspelt` give a power of ten."""

    scales: Mapping[str, int]
    after: Mapping[str, Unit]
    before: Mapping[str, Unit]
    signs: Mapping[str, int]
    numbers: Mapping[str, int]
    misspelt: Mapping[str, str]


@cache
def languages() -> Mapping[str, Mapping[str, Any]]:
    """What each language's file says, by language code."""
    files = (resources.files(__package__) / "words").iterdir()
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for file in sorted(files, key=str)}


@cache
def vocabulary() -> Vocabulary:
    """The words of every language in one set of tables."""
    files = languages().values()
    scales = {word: int(power) for file in files for power, words in file["scales"].items() for word in words}
    after = {word: Unit(unit) for file in files for unit, words in file["after"].items() for word in words}
    return Vocabulary(
        scales=scales,
        after=after,
        before={word: Unit(unit) for file in files for unit, words in file["before"].items() for word in words},
        signs={word: 1 if sign == "plus" else -1 for f in files for sign, ws in f["signs"].items() for word in ws},
        numbers={word: number for file in files for word, number in file.get("numbers", {}).items()},
        misspelt=_misspellings([*scales, *after]),
    )


@cache
def words_around() -> Mapping[str, tuple[str, ...]]:
    """What may stand around a number in print, beside its unit, by what it says; of every language."""
    roles = dict.fromkeys(role for file in languages().values() for role in file["around"])
    return {role: tuple(w for file in languages().values() for w in file["around"].get(role, ())) for role in roles}


def _misspellings(words: Iterable[str]) -> dict[str, str]:
    """One slip of the finger away from just one long word: a letter dropped, doubled or swapped with the next."""
    long = {word for word in words if word.isascii() and word.isalpha() and len(word) >= LONG_ENOUGH_TO_MISSPELL}
    slips = {(slip, word) for word in long for slip in _slips(word)}
    common = Counter(slip for slip, _ in slips)
    return {slip: word for slip, word in sorted(slips) if common[slip] == 1 and slip not in long}


def _slips(word: str) -> set[str]:
    places = range(1, len(word))
    dropped = {word[:i] + word[i + 1 :] for i in places}
    doubled = {word[:i] + word[i] + word[i:] for i in places}
    swapped = {word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :] for i in places}
    return dropped | doubled | swapped
