"""Misspelt English words -> the words meant: held-down letters, missing spaces, slips of the finger."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, lru_cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from knowledge.questions.normalise import without_long_runs

_RARE = 40
"""A word that the frequency list has seen less often than this is taken for a slip when it is one letter off."""


LONGEST_WORD = 24
"""Letters of the longest word that is ordinary."""


class Frequencies:
    """Ordinary English words with how often each was seen, in an array: as a dictionary they take twenty megabytes."""

    def __init__(self, seen: Mapping[str, int]) -> None:
        words = sorted(word.encode() for word in seen if len(word) <= LONGEST_WORD)
        self._words = np.array(words, dtype=f"S{max(map(len, words))}")
        self._seen = np.array([seen[word.decode()] for word in words], dtype=np.uint32)
        self.get = lru_cache(maxsize=8_192)(self._found)

    def __contains__(self, word: str) -> bool:
        return self.get(word) > 0

    def _found(self, word: str) -> int:
        """How often a word was seen; 0 for one that is none."""
        wanted = word.encode(errors="replace")
        if len(wanted) > self._words.itemsize:  # the array would be widened for it, letter by letter of every word
            return 0
        place = int(np.searchsorted(self._words, wanted))
        return int(self._seen[place]) if place < len(self._words) and self._words[place] == wanted else 0


@cache
def ordinary_words() -> Frequencies:
    """Those of the frequency list."""
    return Frequencies(SpellChecker(language="en").word_frequency.dictionary)


class Speller:
    """Repairs words against one vocabulary: `vocabulary` says of each word whether it means something, and nothing is
    repaired towards those in `never`."""

    def __init__(self, vocabulary: dict[str, bool], never: Collection[str] = ()) -> None:
        self._vocabulary = vocabulary
        self._words = [word for word in vocabulary if len(word) >= 3 and word not in never]
        self._pieces = {word for word in vocabulary if len(word) >= 3} | _SHORT_PIECES
        self._skeletons: dict[str, list[str]] = {}
        for word in vocabulary:
            self._skeletons.setdefault(_consonants(word), []).append(word)
        self.spelt = lru_cache(maxsize=4096)(self._spelt)

    def _spelt(self, word: str) -> tuple[str, ...] | None:
        """The words meant by one that the vocabulary lacks; None when it is a word of its own, or nothing is near."""
        plain = without_long_runs(word)
        if plain != word and plain in self._vocabulary:
            return (plain,)
        if ordinary_words().get(plain) >= _RARE and len(plain) > 2:
            return None
        if plain.endswith("in") and plain + "g" in self._vocabulary:
            return (plain + "g",)
        near = self._abbreviated(plain) or self._nearest(plain, allowed_slips(plain))
        if near is None and plain.endswith("ies"):
            near = self._nearest(plain.removesuffix("ies") + "y", allowed_slips(plain))
        return near or self._divided(plain)

    def other(self, word: str) -> tuple[str, ...]:
        """What a word that is known, but makes no sense where it stands, may abbreviate."""
        return (self._abbreviated(word) or ()) if ordinary_words().get(word) < _RARE else ()

    def nearest(self, word: str) -> tuple[str, ...] | None:
        """What an ordinary word may have been meant for: one slip away, one candidate only."""
        found = self._nearest(word, 1) if len(word) >= 3 else None
        if found is None:
            return None
        slipped = (
            len(found[0]) != len(word) or sorted(found[0]) == sorted(word) or _consonants(found[0]) == _consonants(word)
        )
        return found if slipped else None

    def _nearest(self, word: str, slips: int) -> tuple[str, ...] | None:
        if slips == 0:
            return None
        near = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=slips, limit=12)
        ranked = sorted((self._cost(word, str(found), int(distance)), str(found)) for found, distance, _ in near)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0] and not _same_stem(ranked)):
            return None
        return (ranked[0][1],)

    def _cost(self, word: str, found: str, distance: int) -> float:
        """Slips that fingers really make are cheaper: letters swapped, doubled or dropped inside the word."""
        first_differs = 0.6 * (word[0] != found[0])
        swapped = 0.3 * (sorted(word) == sorted(found))
        same_consonants = 0.4 * (_consonants(word) == _consonants(found))
        rare = 0.0 if ordinary_words().get(found) > 1000 else 0.05
        return distance + first_differs - swapped - same_consonants + rare - 0.02 * self._vocabulary[found]

    def _divided(self, word: str) -> tuple[str, ...] | None:
        """`overseasanime` -> overseas anime: into words of the vocabulary, as few as possible."""
        if not 5 <= len(word) <= LONGEST_RUN:
            return None
        best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 14), end):
                before = best[start]
                if before is None or word[start:end] not in self._pieces:
                    continue
                candidate, current = (*before, word[start:end]), best[end]
                if current is None or len(candidate) < len(current):
                    best[end] = candidate
        return best[-1] if _sound(best[-1]) else None

    def _abbreviated(self, word: str) -> tuple[str, ...] | None:
        """`strmng` -> streaming: a word typed without its vowels, the commonest that fits."""
        if sum(char in "aeiou" for char in word) > max(0, (len(word) - 2) // 3) or len(word) < 2:
            return None
        fitting = [
            found for found in self._skeletons.get(_consonants(word), ()) if found != word and _within(word, found)
        ]
        common = [
            found
            for found in fitting
            if ordinary_words().get(found) > 2000 or (self._vocabulary[found] and len(word) > 3)
        ]
        return (
            (max(common, key=lambda found: (self._vocabulary[found], ordinary_words().get(found))),) if common else None
        )


LONGEST_RUN = 80
"""Letters of a run of words without spaces that are still taken apart."""


def _sound(pieces: tuple[str, ...] | None) -> bool:
    """Whether a division is no accident: two words, or some longer ones among them."""
    if pieces is None or len(pieces) < 2:
        return False
    long = sum(len(piece) > 3 for piece in pieces)
    return len(pieces) == 2 or set(pieces) <= _SHORT_PIECES or long * 3 >= len(pieces)


def _within(word: str, found: str) -> bool:
    """Whether the letters of the word stand in this order in the other."""
    letters = iter(found)
    return word[0] == found[0] and all(char in letters for char in word)


_SHORT_PIECES = {"in", "of", "is", "to", "us", "at", "on", "the", "tv", "a", "by", "do", "vs"}


def allowed_slips(word: str) -> int:
    """How many slips a repair may bridge: none in short words, at most two."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2


def _consonants(word: str) -> str:
    letters = [char for char, before in zip(word, " " + word, strict=False) if char != before]
    return "".join(char for char in letters if char not in "aeiou")


def _same_stem(ranked: list[tuple[float, str]]) -> bool:
    first, second = ranked[0][1], ranked[1][1]
    return first[:4] == second[:4] and (first.startswith(second) or second.startswith(first))
