"""Slips of the finger, made on purpose: the same for the same seed, so that a misreading can be made again."""

from __future__ import annotations

import random
from collections.abc import Callable

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
Noise = Callable[[str, random.Random], str]


def _neighbours() -> dict[str, str]:
    """The keys beside each key, in its row and, half a key aside, in the rows above and below."""
    at = {key: (row, column + row / 2) for row, keys in enumerate(ROWS) for column, key in enumerate(keys)}
    return {
        key: "".join(k for k, (r, c) in at.items() if k != key and abs(r - row) <= 1 and abs(c - column) <= 1)
        for key, (row, column) in at.items()
    }


NEIGHBOURS = _neighbours()


def neighbour(text: str, chance: random.Random) -> str:
    """One letter as the key beside it."""
    place = _one([i for i, char in enumerate(text) if char in NEIGHBOURS], chance)
    return text if place is None else text[:place] + chance.choice(NEIGHBOURS[text[place]]) + text[place + 1 :]


def transposed(text: str, chance: random.Random) -> str:
    """Two different letters in the wrong order."""
    pairs = [i for i in range(len(text) - 1) if _letters(text[i : i + 2]) and text[i] != text[i + 1]]
    place = _one(pairs, chance)
    return text if place is None else text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def dropped_space(text: str, chance: random.Random) -> str:
    """Two words run together."""
    place = _one([i for i, char in enumerate(text) if char == " "], chance)
    return text if place is None else text[:place] + text[place + 1 :]


def doubled(text: str, chance: random.Random) -> str:
    """One letter twice."""
    place = _one([i for i, char in enumerate(text) if _letters(char)], chance)
    return text if place is None else text[:place] + text[place] + text[place:]


NOISES: tuple[Noise, ...] = (neighbour, transposed, dropped_space, doubled)


def noisy(text: str, seed: int, slips: int = 1) -> str:
    """The text with so many slips, of kinds and at places that the seed decides."""
    chance = random.Random(seed)
    for _ in range(slips):
        text = chance.choice(NOISES)(text, chance)
    return text


def _one(places: list[int], chance: random.Random) -> int | None:
    return chance.choice(places) if places else None


def _letters(text: str) -> bool:
    return text.isascii() and text.isalpha()
