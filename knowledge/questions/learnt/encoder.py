"""Tokens in their context: the part of the trained networks that reads, computed with numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.questions.learnt.encoding import BUCKETS

Array = NDArray[np.float32]
Token = tuple[tuple[int, ...], tuple[str, ...]]
"""The hashed pieces of a word, and the names of its features."""

LAYERS, PARTS_OF_HEADS = 2, 4
"""Layers of convolution and of attention, and the parts that each layer of attention is divided into."""

CACHED = 3_000
"""Words, and sets of features, whose vectors are kept: half a kilobyte each."""


class Encoder:
    """Two gated convolutions and two layers of attention over the sum of each token's pieces and features.

    Built once from its weights, of which it takes its own away, then only reads.
    """

    def __init__(self, weights: dict[str, Array], names: Sequence[str]) -> None:
        self._names: Mapping[str, int] = {name: BUCKETS + index for index, name in enumerate(names)}
        self._rows = weights.pop("rows").astype(np.float16)  # as they are stored: the largest table, seldom read
        self._w = weights
        self.width = self._rows.shape[1]
        for layer in range(LAYERS):
            _scaled_down(weights, layer)
        self._words: dict[tuple[int, ...], Array] = {}
        self._features: dict[tuple[str, ...], Array] = {}

    def read(self, tokens: Sequence[Token]) -> Array:
        """Tokens in their context: shape (tokens, width)."""
        w = self._w
        x = np.array([self._word(pieces) for pieces, _ in tokens])
        x += np.array([self._named(names) for _, names in tokens])
        x = norm(x, w["ln0.w"], w["ln0.b"]) + w["pos"][: len(x)]
        width = self.width
        padded = np.zeros((len(x) + 2, width), np.float32)
        for layer in range(LAYERS):
            padded[1:-1] = x
            sides = np.concatenate([padded[:-2], x, padded[2:]], axis=1)
            mixed = sides @ w[f"conv.{layer}.w"] + w[f"conv.{layer}.b"]
            gated = mixed[:, :width] / (1 + np.exp(-mixed[:, width:]))
            x = norm(x + gated, w[f"cln.{layer}.w"], w[f"cln.{layer}.b"])
        for layer in range(LAYERS):
            x = norm(x + self._attended(layer, x), w[f"aln.{layer}.w"], w[f"aln.{layer}.b"])
            inner = gelu(x @ w[f"wide.{layer}.w"] + w[f"wide.{layer}.b"])
            x = norm(x + inner @ w[f"back.{layer}.w"] + w[f"back.{layer}.b"], w[f"fln.{layer}.w"], w[f"fln.{layer}.b"])
        return x

    def _attended(self, layer: int, x: Array) -> Array:
        w, heads = self._w, PARTS_OF_HEADS
        count, width = x.shape
        mixed = (x @ w[f"att.{layer}.qkv.w"] + w[f"att.{layer}.qkv.b"]).reshape(count, 3, heads, width // heads)
        query, key, value = mixed.transpose(1, 2, 0, 3)
        scores: Array = query @ key.transpose(0, 2, 1)
        seen = softmax(scores) @ value
        joined: Array = seen.transpose(1, 0, 2).reshape(count, width)
        return through(joined, w[f"att.{layer}.out.w"], w[f"att.{layer}.out.b"])

    def _word(self, pieces: tuple[int, ...]) -> Array:
        found = self._words.get(pieces)
        if found is None:
            found = self._rows[list(pieces)].sum(0, dtype=np.float32) if pieces else np.zeros(self.width, np.float32)
            if len(self._words) < CACHED:
                self._words[pieces] = found
        return found

    def _named(self, names: tuple[str, ...]) -> Array:
        found = self._features.get(names)
        if found is None:
            rows = [self._names[name] for name in names if name in self._names]
            found = self._rows[rows].sum(0, dtype=np.float32) if rows else np.zeros(self.width, np.float32)
            if len(self._features) < CACHED:
                self._features[names] = found
        return found


def _scaled_down(weights: dict[str, Array], layer: int) -> None:
    """Puts the scale of attention (Vaswani et al., 2017) into what the queries are computed with."""
    for name in (f"att.{layer}.qkv.w", f"att.{layer}.qkv.b"):
        width = weights[name].shape[-1] // 3
        weights[name][..., :width] /= np.float32((width // PARTS_OF_HEADS) ** 0.5)


def through(x: Array, weight: Array, bias: Array) -> Array:
    """A linear layer."""
    found: Array = x @ weight + bias
    return found


def norm(x: Array, weight: Array, bias: Array) -> Array:
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


def gelu(x: Array) -> Array:
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


def softmax(scores: Array) -> Array:
    """Along the last axis."""
    raised: Array = scores - np.maximum.reduce(scores, -1, keepdims=True)
    np.exp(raised, out=raised)
    raised /= np.add.reduce(raised, -1, keepdims=True)
    return raised


def log_softmax(scores: Array) -> Array:
    """Its logarithm, along the last axis."""
    shifted: Array = scores - np.maximum.reduce(scores, -1, keepdims=True)
    shifted -= np.log(np.add.reduce(np.exp(shifted), -1, keepdims=True))
    return shifted
