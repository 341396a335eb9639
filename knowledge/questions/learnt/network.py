"""The trained network: scores for the choices of a frame, computed with numpy; it never makes a number."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from knowledge.questions.learnt.encoding import BUCKETS, Encoded
from knowledge.questions.learnt.frames import AMOUNT_ROLES, OPERATIONS, WORDLESS, YEAR_ROLES, Frame

Array = NDArray[np.float32]

HEADS = tuple("A B C kind of select relation claim unit why statement".split())
"""The choices beside the operation, each made knowing the operation."""

WEIGHTS = Path(__file__).with_name("weights.npz")
LAYERS, PARTS_OF_HEADS = 2, 4
"""Layers of convolution and of attention, and the parts that each layer of attention is divided into."""

MOST_OPERATIONS, UNLIKELY = 3, math.log(0.01)
"""Operations that are thought through to the end: so many at most, and none with a lower score but the likeliest."""

EVERYWHERE = frozenset({"A", "B", "C", "claim", "unit", "why"})
MATTERS = {
    "statement": frozenset({"statement", "claim"}),
    "years": EVERYWHERE | {"kind", "select", "relation"},
    "value": EVERYWHERE | {"kind", "of"},
    "extreme": EVERYWHERE | {"kind", "select"},
    "gap": EVERYWHERE,
    "progress": EVERYWHERE,
    "required": EVERYWHERE,
    "rate": frozenset({"claim"}),
    "definition": frozenset({"A", "B", "C"}),
    "coverage": frozenset({"A", "B", "C"}),
}
"""Which choices make a difference to which operation; where one makes none, it is no reason for doubt."""


def matters(operation: str) -> frozenset[str]:
    return MATTERS.get(operation, EVERYWHERE | {"kind"})


CACHED = 8_192
"""Words, and sets of features, whose vectors are kept: half a kilobyte each."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A frame with the logarithm of the probability that the network gives it."""

    frame: Frame
    score: float


@cache
def shipped() -> Network:
    """The network that comes with the product. From here on this process multiplies matrices on one thread: with
    ones as small as these, waking others takes longer than the work."""
    threadpool_limits(limits=1, user_api="blas")
    return loaded(WEIGHTS)


def loaded(path: Path) -> Network:
    """A network from its weights; raises `OSError` where the file can't be read."""
    with np.load(path) as stored:
        return Network({name: stored[name] for name in stored.files})


CERTAIN, MOST_DOUBTS = math.log(0.95), 4
"""A choice that is likelier than this leaves no doubt; and of how many the second best is thought through."""

MOST_OTHERS = 7
"""Frames beside the best of one operation."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A frame as numbers: the scores of all that each head, each year and each amount may be, and how they matter."""

    operation: int
    score: float
    scores: tuple[Array, Array, Array]
    weights: tuple[Array, Array, Array]

    def others(self) -> Iterator[_Draft]:
        """The drafts that differ where the best is least sure: in one choice, or in several together."""
        if OPERATIONS[self.operation] in WORDLESS:
            return
        for loss, changes in _combined(sorted(self._doubts(), reverse=True)[:MOST_DOUBTS]):
            changed = [rows.copy() for rows in self.scores]
            for side, place, best in changes:
                changed[side][place, best] = NEVER
            yield _Draft(self.operation, self.score + loss, (changed[0], changed[1], changed[2]), self.weights)

    def _doubts(self) -> Iterator[tuple[float, int, int, int]]:
        """Where the best choice is not sure: what the second best is less likely by, the side, the place, the best."""
        for side, (rows, weight) in enumerate(zip(self.scores, self.weights, strict=True)):
            unsure = (rows.max(-1) < CERTAIN) & (np.broadcast_to(weight, rows.shape[:1]) > 0)
            for place in np.flatnonzero(unsure):
                second, best = np.argsort(rows[place])[-2:]
                yield float(rows[place, second] - rows[place, best]), side, int(place), int(best)

    def frame(self, options: Mapping[str, list[str]]) -> Frame:
        """What is chosen, in words."""
        name = OPERATIONS[self.operation]
        heads, years, amounts = self.scores
        if name in WORDLESS:
            return Frame(name, years=("-",) * len(years), amounts=("-",) * len(amounts))
        said = {head: options[head][index] for head, index in zip(HEADS, heads.argmax(-1), strict=True)}
        metrics = said.pop("A"), said.pop("B"), said.pop("C")
        return Frame(
            operation=name,
            metrics=metrics,
            years=tuple(YEAR_ROLES[index] for index in years.argmax(-1)),
            amounts=tuple(AMOUNT_ROLES[index] for index in amounts.argmax(-1)),
            **said,
        )


Change = tuple[int, int, int]
"""A side, a place on it, and the choice that is not taken there."""


def _combined(doubts: Sequence[tuple[float, int, int, int]]) -> list[tuple[float, tuple[Change, ...]]]:
    """The likeliest ways to take the second best in one or several places, each with what that is less likely by."""
    found: list[tuple[float, tuple[Change, ...]]] = [(0.0, ())]
    for loss, *change in doubts:
        found += [(total + loss, (*changes, (change[0], change[1], change[2]))) for total, changes in found]
    return sorted(found[1:], reverse=True)[:MOST_OTHERS]


SURE = 0.9
"""The chance from which a frame leaves no need to think of others that differ from it in one choice."""


class Network:
    """Reads encoded questions; built once from its weights, then only reads. See `tests/questions/training`."""

    def __init__(self, stored: Mapping[str, NDArray[Any]]) -> None:
        told = json.loads(bytes(stored["vocabulary"]).decode())
        self._names: dict[str, int] = {name: BUCKETS + index for index, name in enumerate(told["names"])}
        self._choices: dict[str, list[str]] = told["choices"]
        if self._choices["op"] != list(OPERATIONS):
            raise ValueError("the weights were trained for other operations: train anew")
        weights = {name: np.asarray(value, np.float32) for name, value in stored.items() if name != "vocabulary"}
        self._rows: Array = weights.pop("rows")
        self._w = weights
        self._heads, self._head_biases = _stacked(weights)
        self._width = self._rows.shape[1]
        hidden = weights.pop("hid.w")
        self._of_pooled = np.ascontiguousarray(hidden[:, : self._width])
        self._of_first = np.concatenate(hidden[:, self._width :], axis=1)
        for layer in range(LAYERS):
            _scaled_down(weights, layer)
        self._matter = np.array([[head in matters(name) for head in HEADS] for name in OPERATIONS], np.float32)
        self._dated = np.array([name != "statement" for name in OPERATIONS], np.float32)
        self._words: dict[tuple[int, ...], Array] = {}
        self._features: dict[tuple[str, ...], Array] = {}
        self.metrics = frozenset(self._choices["A"])
        self.statements = frozenset(self._choices["statement"])
        """The metrics and statements that it was trained on."""

    def frames(self, question: Encoded) -> list[Scored]:
        """The likeliest frames, best first: one for each of the likeliest operations, and, where none is sure, those
        that differ from it in one choice."""
        tokens = self._read(question)
        hidden = self._hidden(self._pooled(tokens), tokens[0])
        scores = _log_softmax(_gelu(hidden[0]) @ self._w["out.op.w"] + self._w["out.op.b"])
        best = np.argsort(-scores)[:MOST_OPERATIONS]
        operations = best[: max(1, int((scores[best] >= UNLIKELY).sum()))]
        known = self._w["opemb"][operations]
        choices = self._choice(hidden[1:], known)
        years = self._roles("y", [year.token for year in question.years], tokens, known)
        amounts = self._roles("a", [amount.token for amount in question.amounts], tokens, known)
        drafts = [
            self._draft(int(operation), float(scores[operation]), (choices[:, index], years[index], amounts[index]))
            for index, operation in enumerate(operations)
        ]
        found = [Scored(draft.frame(self._choices), draft.score) for draft in drafts]
        if max(scored.score for scored in found) < math.log(SURE):
            found += [Scored(other.frame(self._choices), other.score) for draft in drafts for other in draft.others()]
        return sorted(found, key=lambda scored: -scored.score)

    def _draft(self, operation: int, score: float, scores: tuple[Array, Array, Array]) -> _Draft:
        """The best choice of each head, year and amount, given the operation."""
        weights = (self._matter[operation], self._dated[operation], self._dated[operation])
        if OPERATIONS[operation] not in WORDLESS:
            score += sum(float((rows.max(-1) * weight).sum()) for rows, weight in zip(scores, weights, strict=True))
        return _Draft(operation, score, scores, weights)

    def _choice(self, hidden: Array, known: Array) -> Array:
        """Scores of the choices of each head for each operation: shape (heads, operations, most choices)."""
        informed = _gelu(hidden[:, None, :] + known[None, :, :])
        return _log_softmax(informed @ self._heads + self._head_biases[:, None, :])

    def _roles(self, side: str, places: Sequence[int], tokens: Array, known: Array) -> Array:
        """Scores of the roles of each token for each operation: shape (operations, places, roles)."""
        base = tokens[list(places)] @ self._w[f"{side}hid.w"] + self._w[f"{side}hid.b"]
        scores = _gelu(base[None, :, :] + known[:, None, :]) @ self._w[f"{side}out.w"] + self._w[f"{side}out.b"]
        return _log_softmax(scores)

    def _read(self, question: Encoded) -> Array:
        """Tokens in their context: shape (tokens, width)."""
        w = self._w
        x = np.array([self._word(pieces) for pieces, _ in question.tokens])
        x += np.array([self._named(names) for _, names in question.tokens])
        x = _norm(x, w["ln0.w"], w["ln0.b"]) + w["pos"][: len(x)]
        width = self._width
        padded = np.zeros((len(x) + 2, width), np.float32)
        for layer in range(LAYERS):
            padded[1:-1] = x
            sides = np.concatenate([padded[:-2], x, padded[2:]], axis=1)
            mixed = sides @ w[f"conv.{layer}.w"] + w[f"conv.{layer}.b"]
            gated = mixed[:, :width] / (1 + np.exp(-mixed[:, width:]))
            x = _norm(x + gated, w[f"cln.{layer}.w"], w[f"cln.{layer}.b"])
        for layer in range(LAYERS):
            x = _norm(x + self._attended(layer, x), w[f"aln.{layer}.w"], w[f"aln.{layer}.b"])
            inner = _gelu(x @ w[f"wide.{layer}.w"] + w[f"wide.{layer}.b"])
            x = _norm(x + inner @ w[f"back.{layer}.w"] + w[f"back.{layer}.b"], w[f"fln.{layer}.w"], w[f"fln.{layer}.b"])
        return x

    def _attended(self, layer: int, x: Array) -> Array:
        w, heads = self._w, PARTS_OF_HEADS
        count, width = x.shape
        mixed = (x @ w[f"att.{layer}.qkv.w"] + w[f"att.{layer}.qkv.b"]).reshape(count, 3, heads, width // heads)
        query, key, value = mixed.transpose(1, 2, 0, 3)
        scores: Array = query @ key.transpose(0, 2, 1)
        seen = _softmax(scores) @ value
        joined: Array = seen.transpose(1, 0, 2).reshape(count, width)
        return _through(joined, w[f"att.{layer}.out.w"], w[f"att.{layer}.out.b"])

    def _pooled(self, tokens: Array) -> Array:
        """What each choice looks at: shape (choices, width)."""
        keys = _through(tokens, self._w["key.w"], self._w["key.b"])
        found: Array = _softmax(self._w["q"] @ keys.T / np.float32(np.sqrt(self._width))) @ tokens
        return found

    def _hidden(self, pooled: Array, first: Array) -> Array:
        found: Array = np.matmul(pooled[:, None, :], self._of_pooled)[:, 0]
        found += (first @ self._of_first).reshape(found.shape)
        found += self._w["hid.b"]
        return found

    def _word(self, pieces: tuple[int, ...]) -> Array:
        found = self._words.get(pieces)
        if found is None:
            found = self._rows[list(pieces)].sum(0) if pieces else np.zeros(self._width, np.float32)
            if len(self._words) < CACHED:
                self._words[pieces] = found
        return found

    def _named(self, names: tuple[str, ...]) -> Array:
        found = self._features.get(names)
        if found is None:
            rows = [self._names[name] for name in names if name in self._names]
            found = self._rows[rows].sum(0) if rows else np.zeros(self._width, np.float32)
            if len(self._features) < CACHED:
                self._features[names] = found
        return found


def _scaled_down(weights: dict[str, Array], layer: int) -> None:
    """Puts the scale of attention (Vaswani et al., 2017) into what the queries are computed with."""
    for name in (f"att.{layer}.qkv.w", f"att.{layer}.qkv.b"):
        width = weights[name].shape[-1] // 3
        weights[name][..., :width] /= np.float32((width // PARTS_OF_HEADS) ** 0.5)


def _stacked(weights: Mapping[str, Array]) -> tuple[Array, Array]:
    """The heads' last layers as one, filled up with choices that are never taken: (heads, width, most choices)."""
    most = max(weights[f"out.{head}.b"].size for head in HEADS)
    width = len(weights["out.op.w"])
    matrix = np.zeros((len(HEADS), width, most), np.float32)
    bias = np.full((len(HEADS), most), NEVER, np.float32)
    for index, head in enumerate(HEADS):
        count = weights[f"out.{head}.b"].size
        matrix[index, :, :count], bias[index, :count] = weights[f"out.{head}.w"], weights[f"out.{head}.b"]
    return matrix, bias


NEVER = -1e9


def _through(x: Array, weight: Array, bias: Array) -> Array:
    found: Array = x @ weight + bias
    return found


def _norm(x: Array, weight: Array, bias: Array) -> Array:
    """Each row with mean 0 and variance 1, then scaled and moved (layer normalisation: Ba et al., 2016)."""
    part = np.float32(1 / x.shape[-1])
    mean: Array = np.add.reduce(x, -1, keepdims=True)
    mean *= part
    found: Array = x - mean
    spread: Array = np.vecdot(found, found)
    spread *= part
    spread += np.float32(1e-5)
    np.sqrt(spread, out=spread)
    found /= spread[:, None]
    found *= weight
    found += bias
    return found


def _gelu(x: Array) -> Array:
    """The tanh form of the Gaussian error linear unit (Hendrycks and Gimpel, 2016)."""
    found: Array = x * x
    found *= np.float32(0.7978845608 * 0.044715)
    found += np.float32(0.7978845608)
    found *= x
    np.tanh(found, out=found)
    found += np.float32(1)
    found *= x
    found *= np.float32(0.5)
    return found


def _softmax(scores: Array) -> Array:
    raised: Array = scores - np.maximum.reduce(scores, -1, keepdims=True)
    np.exp(raised, out=raised)
    raised /= np.add.reduce(raised, -1, keepdims=True)
    return raised


def _log_softmax(scores: Array) -> Array:
    shifted: Array = scores - np.maximum.reduce(scores, -1, keepdims=True)
    shifted -= np.log(np.add.reduce(np.exp(shifted), -1, keepdims=True))
    return shifted
