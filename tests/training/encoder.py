"""The encoder of the trained networks with its gradients: the same computation as `knowledge`'s, in torch."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from knowledge.questions.learnt.encoder import LAYERS, PARTS_OF_HEADS, Token
from knowledge.questions.learnt.encoding import BUCKETS

WIDTH = 128


def names_of(rows: Iterable[Sequence[Token]]) -> list[str]:
    """The features that are seen more than once."""
    seen = Counter(name for tokens in rows for _, names in tokens for name in names)
    return sorted(name for name, times in seen.items() if times > 1)


class Reader(nn.Module):
    """Tokens -> context: two gated convolutions, two layers of attention."""

    def __init__(self, names: list[str], positions: int) -> None:
        super().__init__()
        self.names, self.positions = names, positions
        self.index = {name: BUCKETS + number for number, name in enumerate(names)}
        width = WIDTH
        self.rows = nn.EmbeddingBag(BUCKETS + len(names), width, mode="sum", include_last_offset=True)
        nn.init.normal_(self.rows.weight, std=0.1)
        self.pos = nn.Parameter(torch.randn(positions, width) * 0.02)
        self.ln0 = nn.LayerNorm(width)
        self.conv = nn.ModuleList(nn.Linear(3 * width, 2 * width) for _ in range(LAYERS))
        self.cln = nn.ModuleList(nn.LayerNorm(width) for _ in range(LAYERS))
        self.att = nn.ModuleList(
            nn.MultiheadAttention(width, PARTS_OF_HEADS, batch_first=True, dropout=0.1) for _ in range(LAYERS)
        )
        self.aln = nn.ModuleList(nn.LayerNorm(width) for _ in range(LAYERS))
        self.wide = nn.ModuleList(nn.Linear(width, 2 * width) for _ in range(LAYERS))
        self.back = nn.ModuleList(nn.Linear(2 * width, width) for _ in range(LAYERS))
        self.fln = nn.ModuleList(nn.LayerNorm(width) for _ in range(LAYERS))
        self.drop, self.light = nn.Dropout(0.2), nn.Dropout(0.1)

    def read(self, batch: Rows) -> Tensor:
        """Shape (texts, tokens, width)."""
        x = self.ln0(self.rows(batch.ids, batch.offsets).view(*batch.mask.shape, -1))
        mask = batch.mask[..., None]
        x = self.drop(x + self.pos[: x.shape[1]]) * mask
        for mix, norm in zip(self.conv, self.cln, strict=True):
            left, right = functional.pad(x, (0, 0, 1, 0))[:, :-1], functional.pad(x, (0, 0, 0, 1))[:, 1:]
            value, gate = mix(torch.cat([left, x, right], -1)).chunk(2, -1)
            x = norm(x + self.drop(value * torch.sigmoid(gate))) * mask
        for attend, norm, wide, back, last in zip(self.att, self.aln, self.wide, self.back, self.fln, strict=True):
            seen, _ = attend(x, x, x, key_padding_mask=~batch.mask.bool(), need_weights=False)
            x = norm(x + self.drop(seen))
            x = last(x + self.drop(back(self.light(gelu(wide(x))))))
        return x

    def begin_with(self, weights: Mapping[str, NDArray[Any]], names: Sequence[str]) -> None:
        """Takes over what another network has learnt of tokens; its heads stay as they are."""
        known = {name: BUCKETS + number for number, name in enumerate(names)}
        shared = [name for name in self.names if name in known]
        for name, value in self.state_dict().items():
            stored, own = _named(name, value.numpy())
            if stored == "rows":
                own[:BUCKETS] = weights[stored][:BUCKETS]
                own[[self.index[each] for each in shared]] = weights[stored][[known[each] for each in shared]]
            elif stored == "pos":
                own[: len(weights[stored])] = weights[stored][: len(own)]
            elif stored in weights:
                own[...] = weights[stored]

    def weights(self) -> dict[str, NDArray[Any]]:
        """All weights under the names that `knowledge` knows them by, in half precision."""
        found = dict(_named(name, value.detach().numpy()) for name, value in self.state_dict().items())
        return {name: np.ascontiguousarray(value.astype(np.float16)) for name, value in found.items()}


def _named(name: str, array: NDArray[Any]) -> tuple[str, NDArray[Any]]:
    """torch keeps a matrix as (out, in) and tables as they are; `knowledge` multiplies from the left."""
    if name == "rows.weight":
        return "rows", array
    if name.startswith("att."):
        _, layer, *rest = name.split(".")
        part = "qkv" if rest[0].startswith("in_proj") else "out"
        end = "w" if rest[-1].endswith("weight") else "b"
        return f"att.{layer}.{part}.{end}", array.T if end == "w" else array
    if name.endswith("emb.weight"):
        return name.removesuffix(".weight"), array
    plain = name.replace(".weight", ".w").replace(".bias", ".b")
    return plain, array.T if plain.endswith(".w") and array.ndim == 2 else array


def gelu(x: Tensor) -> Tensor:
    return functional.gelu(x, approximate="tanh")


class Rows:
    """Texts of like length as tensors; now and then a token loses its word, or its features."""

    def __init__(
        self,
        texts: Sequence[Sequence[Token]],
        index: Mapping[str, int],
        positions: int,
        chance: random.Random,
        forget: float,
    ) -> None:
        self.longest = min(max(len(tokens) for tokens in texts), positions)
        self.mask = torch.zeros(len(texts), self.longest)
        ids: list[int] = []
        offsets = [0]
        for number, tokens in enumerate(texts):
            self.mask[number, : len(tokens)] = 1
            for place in range(self.longest):
                if place < len(tokens):
                    ids += _rows(tokens[place], index, chance, forget)
                offsets.append(len(ids))
        self.ids, self.offsets = torch.tensor(ids), torch.tensor(offsets)


def _rows(token: Token, index: Mapping[str, int], chance: random.Random, forget: float) -> list[int]:
    pieces, names = token
    if chance.random() < forget:
        draw = chance.random()
        if draw < 0.4:
            pieces = ()
        elif draw < 0.7:
            names = tuple(name for name in names if not name.startswith("c:"))
        else:
            pieces = tuple(piece for piece in pieces if chance.random() < 0.5)
    return [*pieces, *(index[name] for name in names if name in index)]
