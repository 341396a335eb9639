"""The trained network of extraction: what each amount is, and which year it belongs to; it never makes a number."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from knowledge.extraction.stretches import Stretch
from knowledge.questions.learnt.encoder import Array, Encoder, gelu, softmax

WEIGHTS, SECOND = (Path(__file__).with_name(name) for name in ("weights.npz", "second.npz"))

NOTHING = "-"
KINDS = ("level", "rise", "fall", "ratio", "share", "old")
"""What a number says of its metric: an amount, growth up or down, the ratio to the year before in percent, a share; or
an amount that was printed before and is printed otherwise now."""

DISTANCES = (-60, -40, -25, -16, -10, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 10, 16, 25, 40, 60)
"""Ends of the steps in which the tokens from an amount to another token are counted."""

APART = 3
"""Sentences, or other amounts, that lie between an amount and a token, are counted up to here, on either side."""

STEPS, SIDES = len(DISTANCES) + 2, 2 * APART + 1

STEEP = np.float32(8)
"""What the weights of nearness are multiplied by: they are learnt as fast as much larger ones would be."""

PLACES_SEEN = 4
"""Parts of the attention with which an amount looks for what it is the amount of."""


CERTAIN = 0.8
"""The chance from which what is told of an amount is taken as it is; below, another network is asked too."""

MOST_LIKELY = 4
"""Metrics, kinds and years that are told of an amount."""

BESIDE = (0, -1, 1)
"""An amount belongs to a year that the text speaks of, or to the one before or after it: "up from JPY427.5 billion"."""


Name = TypeVar("Name")
Chances = tuple[tuple[Name, float], ...]
"""Names with the chance of each, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a network makes of one amount: the chance of each metric, kind and year."""

    metrics: Chances[str]
    kinds: Chances[str]
    years: Chances[int | None]


class Reads(Protocol):
    """Tells what the amounts of a stretch are."""

    def told(self, stretch: Stretch) -> list[Told]:
        """What each amount of a stretch is, in order."""
        ...


@cache
def shipped() -> Reads:
    """The two networks that come with the product."""
    threadpool_limits(limits=1, user_api="blas")
    return Pair(stored(WEIGHTS), stored(SECOND))


def stored(path: Path) -> Network:
    """The network whose weights a file holds."""
    with np.load(path) as weights:
        return Network({name: weights[name] for name in weights.files})


class Pair:
    """Two networks that were trained apart and seldom make the same mistake; the second is asked where it may help."""

    def __init__(self, first: Reads, second: Reads) -> None:
        self._first, self._second = first, second

    def told(self, stretch: Stretch) -> list[Told]:
        """What each amount of a stretch is: the mean of what both tell, where the first is in doubt of any."""
        first = self._first.told(stretch)
        if all(_certain(each) for each in first):
            return first
        return [_between(*each) for each in zip(first, self._second.told(stretch), strict=True)]


def _certain(told: Told) -> bool:
    return told.metrics[0][1] * told.kinds[0][1] * told.years[0][1] >= CERTAIN


def _between(one: Told, other: Told) -> Told:
    return Told(_mean(one.metrics, other.metrics), _mean(one.kinds, other.kinds), _mean(one.years, other.years))


def _mean(one: Chances[Name], other: Chances[Name]) -> Chances[Name]:
    sums = {name: chance / 2 for name, chance in one}
    for name, chance in other:
        sums[name] = sums.get(name, 0.0) + chance / 2
    return tuple(sorted(sums.items(), key=lambda each: -each[1]))


def apart(stretch: Stretch) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """How each token lies to each amount, shapes (amounts, tokens): in steps, in sentences, and in amounts between.

    The first token, which stands for the text, has a step of its own.
    """
    own = np.array([amount.token for amount in stretch.amounts])
    every = np.arange(len(stretch.tokens))
    steps = np.searchsorted(DISTANCES, every[None] - own[:, None], side="left")
    steps[:, 0] = STEPS - 1
    sentences = np.array(stretch.sentences)
    before = np.searchsorted(own, every, side="left")
    return steps, _sides(sentences[None] - sentences[own][:, None]), _sides(before[None] - before[own][:, None])


def _sides(difference: NDArray[np.intp]) -> NDArray[np.intp]:
    found: NDArray[np.intp] = np.clip(difference, -APART, APART) + APART
    return found


class Network:
    """Reads stretches; built once from its weights, then only reads. See `tests/extraction/training`."""

    def __init__(self, stored: Mapping[str, NDArray[Any]]) -> None:
        told = json.loads(bytes(stored["vocabulary"]).decode())
        self.metrics: list[str] = told["metrics"]
        weights = {name: np.asarray(value, np.float32) for name, value in stored.items() if name != "vocabulary"}
        self._encoder = Encoder(weights, told["names"])
        self._w = weights

    def told(self, stretch: Stretch) -> list[Told]:
        """What each amount of a stretch is, in order."""
        if not stretch.amounts:
            return []
        w = self._w
        tokens = self._encoder.read(stretch.tokens)
        own = tokens[[amount.token for amount in stretch.amounts]]
        steps, sentences, between = apart(stretch)
        near = STEEP * (w["near"][:, steps] + w["across"][:, sentences] + w["between"][:, between])
        seen = self._seen(tokens, own, near[:PLACES_SEEN])
        joined = np.concatenate([own, np.broadcast_to(tokens[0], own.shape), seen], axis=1)
        hidden = gelu(joined @ w["what.w"] + w["what.b"])
        metrics = softmax(hidden @ w["metric.w"] + w["metric.b"])
        kinds = softmax(hidden @ w["kind.w"] + w["kind.b"])
        years = self._years(tokens, own, near[PLACES_SEEN], stretch)
        return [
            Told(_likeliest(self.metrics, metric), _likeliest(KINDS, kind), year)
            for metric, kind, year in zip(metrics, kinds, years, strict=True)
        ]

    def _seen(self, tokens: Array, own: Array, near: Array) -> Array:
        """What each amount finds around it: shape (amounts, parts times width)."""
        w, parts = self._w, PLACES_SEEN
        query = (own @ w["ask.w"] + w["ask.b"]).reshape(len(own), parts, -1)
        key = (tokens @ w["key.w"] + w["key.b"]).reshape(len(tokens), parts, -1)
        size = np.sqrt(np.float32(query.shape[-1]))
        scores: Array = query.transpose(1, 0, 2) @ key.transpose(1, 2, 0) / size + near
        found: Array = (softmax(scores) @ tokens).transpose(1, 0, 2).reshape(len(own), -1)
        return found

    def _years(
        self, tokens: Array, own: Array, near: Array, stretch: Stretch
    ) -> list[tuple[tuple[int | None, float], ...]]:
        """The years of each amount; those that are said twice count together."""
        if not stretch.moments:
            return [((None, 1.0),)] * len(stretch.amounts)
        w = self._w
        places = [moment.token for moment in stretch.moments]
        hidden = gelu((own @ w["ya.w"] + w["ya.b"])[:, None] + (tokens[places] @ w["yy.w"])[None])
        scores = hidden @ w["year.w"] + w["year.b"] + near[:, places, None]
        chances = softmax(scores.reshape(len(own), -1))
        every = [moment.year + step for moment in stretch.moments for step in BESIDE]
        found: list[tuple[tuple[int | None, float], ...]] = []
        for row in chances:
            sums: dict[int | None, float] = {}
            for year, chance in zip(every, row.tolist(), strict=True):
                sums[year] = sums.get(year, 0.0) + chance
            found.append(tuple(sorted(sums.items(), key=lambda each: -each[1])[:MOST_LIKELY]))
        return found


def _likeliest(names: Sequence[str], chances: Array) -> tuple[tuple[str, float], ...]:
    best = np.argsort(-chances, kind="stable")[:MOST_LIKELY]
    return tuple((names[place], float(chances[place])) for place in best)
