"""The network of `knowledge.questions.learnt` with its gradients: the same computation, in torch, and its training."""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from knowledge.model import Catalogue
from knowledge.questions.learnt import frames
from knowledge.questions.learnt.encoder import LAYERS, PARTS_OF_HEADS
from knowledge.questions.learnt.encoding import BUCKETS, MOST_TOKENS, Encoded
from knowledge.questions.learnt.network import HEADS
from tests.questions.training.examples import Example

WIDTH = 128
EPOCHS, BATCH, RATE = 20, 32, 2e-3
POSITIONS = MOST_TOKENS + 40
NOTHING = -100
"""A token that plays no part, so that no role of it is learnt."""

Choices = dict[str, list[str]]


def choices_of(catalogue: Catalogue) -> Choices:
    """What each head chooses from."""
    metrics = [frames.NONE, *catalogue.metrics, frames.ALL_CATEGORIES]
    return {
        "op": list(frames.OPERATIONS),
        "A": metrics,
        "B": metrics,
        "C": metrics,
        "kind": list(frames.KINDS),
        "of": metrics,
        "select": list(frames.SELECTS),
        "relation": list(frames.RELATIONS),
        "claim": list(frames.CLAIMS),
        "unit": list(frames.UNITS),
        "why": list(frames.WHYS),
        "statement": [frames.NONE, *catalogue.statements],
    }


def chosen(frame: frames.Frame) -> dict[str, str]:
    """What each head should choose."""
    first, second, third = frame.metrics
    fields = {name: getattr(frame, name) for name in HEADS if name not in ("A", "B", "C")}
    return {"op": frame.operation, "A": first, "B": second, "C": third, **fields}


def names_of(questions: Sequence[Encoded]) -> list[str]:
    """The features that are seen more than once."""
    seen = Counter(name for question in questions for _, names in question.tokens for name in names)
    return sorted(name for name, times in seen.items() if times > 1)


class Learner(nn.Module):
    """Tokens -> context (two gated convolutions, two layers of attention) -> a choice for each head."""

    def __init__(self, names: list[str], choices: Choices) -> None:
        super().__init__()
        self.names, self.choices = names, choices
        self.index = {name: BUCKETS + number for number, name in enumerate(names)}
        width = WIDTH
        self.rows = nn.EmbeddingBag(BUCKETS + len(names), width, mode="sum", include_last_offset=True)
        nn.init.normal_(self.rows.weight, std=0.1)
        self.pos = nn.Parameter(torch.randn(POSITIONS, width) * 0.02)
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
        self.q = nn.Parameter(torch.randn(len(choices), width) * 0.1)
        self.key = nn.Linear(width, width)
        self.opemb = nn.Embedding(len(choices["op"]), width)
        self.hid = nn.ModuleList(nn.Linear(2 * width, width) for _ in choices)
        self.out = nn.ModuleDict({name: nn.Linear(width, len(options)) for name, options in choices.items()})
        self.yhid, self.yout = nn.Linear(width, width), nn.Linear(width, len(frames.YEAR_ROLES))
        self.ahid, self.aout = nn.Linear(width, width), nn.Linear(width, len(frames.AMOUNT_ROLES))
        self.drop, self.light = nn.Dropout(0.2), nn.Dropout(0.1)

    def read(self, batch: Batch) -> Tensor:
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
            x = last(x + self.drop(back(self.light(_gelu(wide(x))))))
        return x

    def pooled(self, x: Tensor, batch: Batch) -> Tensor:
        scores = torch.einsum("kd,btd->bkt", self.q, self.key(x)) / math.sqrt(WIDTH)
        scores = scores.masked_fill(~batch.mask.bool()[:, None], -1e9).softmax(-1)
        return torch.einsum("bkt,btd->bkd", scores, x)

    def head(self, name: str, pooled: Tensor, x: Tensor, operation: Tensor | None) -> Tensor:
        index = list(self.choices).index(name)
        hidden = self.hid[index](torch.cat([pooled[:, index], x[:, 0]], -1))
        hidden = hidden if operation is None else hidden + self.opemb(operation)
        return self.out[name](self.drop(_gelu(hidden)))

    def roles(self, x: Tensor, operation: Tensor) -> tuple[Tensor, Tensor]:
        known = self.opemb(operation)[:, None]
        years = self.yout(self.drop(_gelu(self.yhid(x) + known)))
        return years, self.aout(self.drop(_gelu(self.ahid(x) + known)))

    def loss(self, batch: Batch) -> Tensor:
        x = self.read(batch)
        pooled, operation = self.pooled(x, batch), batch.chosen["op"]
        loss = functional.cross_entropy(self.head("op", pooled, x, None), operation, label_smoothing=0.03)
        wordless = torch.tensor([name in frames.WORDLESS for name in frames.OPERATIONS])[operation]
        for name in HEADS:
            each = functional.cross_entropy(self.head(name, pooled, x, operation), batch.chosen[name], reduction="none")
            loss = loss + (each * ~wordless).mean()
        for said, meant in zip(self.roles(x, operation), (batch.years, batch.amounts), strict=True):
            if (meant != NOTHING).any():
                loss = loss + functional.cross_entropy(said.flatten(0, 1), meant.flatten(), ignore_index=NOTHING)
        return loss


def _gelu(x: Tensor) -> Tensor:
    return functional.gelu(x, approximate="tanh")


class Batch:
    """Examples of like length as tensors; now and then a token loses its word, or its features."""

    def __init__(self, examples: Sequence[Example], learner: Learner, chance: random.Random, forget: float) -> None:
        longest = min(max(len(example.question.tokens) for example in examples), POSITIONS)
        self.mask = torch.zeros(len(examples), longest)
        self.years = torch.full((len(examples), longest), NOTHING)
        self.amounts = torch.full((len(examples), longest), NOTHING)
        ids: list[int] = []
        offsets = [0]
        for number, example in enumerate(examples):
            tokens = example.question.tokens[:longest]
            self.mask[number, : len(tokens)] = 1
            for place in range(longest):
                if place < len(tokens):
                    ids += _rows(tokens[place], learner.index, chance, forget)
                offsets.append(len(ids))
            for year, role in zip(example.question.years, example.frame.years, strict=True):
                self.years[number, min(year.token, longest - 1)] = frames.YEAR_ROLES.index(role)
            for amount, role in zip(example.question.amounts, example.frame.amounts, strict=True):
                self.amounts[number, min(amount.token, longest - 1)] = frames.AMOUNT_ROLES.index(role)
        self.ids, self.offsets = torch.tensor(ids), torch.tensor(offsets)
        meant = [chosen(example.frame) for example in examples]
        self.chosen = {
            name: torch.tensor([options.index(each[name]) for each in meant])
            for name, options in learner.choices.items()
        }


def _rows(
    token: tuple[tuple[int, ...], tuple[str, ...]], index: dict[str, int], chance: random.Random, forget: float
) -> list[int]:
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


def learnt(
    learner: Learner,
    shown: Callable[[], list[Example]],
    chance: random.Random,
    tell: Callable[[str], None],
    epochs: int = EPOCHS,
) -> None:
    """Trains the learner; `shown` gives the examples of one epoch, each in the variant that it is shown in."""
    optimiser = torch.optim.AdamW(learner.parameters(), lr=RATE, weight_decay=0.01)
    steps = epochs * (len(_batches(shown(), chance)) + 2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.1)
    for epoch in range(epochs):
        learner.train()
        total, batches = 0.0, _batches(shown(), chance)
        for examples in batches:
            loss = learner.loss(Batch(examples, learner, chance, forget=0.12))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        tell(f"epoch {epoch + 1} of {epochs}: loss {total / len(batches):.3f}")


def _batches(examples: list[Example], chance: random.Random) -> list[list[Example]]:
    """Batches of examples that are about equally long, in random order."""
    chance.shuffle(examples)
    batches: list[list[Example]] = []
    for start in range(0, len(examples), BATCH * 40):
        near = sorted(examples[start : start + BATCH * 40], key=lambda example: len(example.question.tokens))
        batches += [near[index : index + BATCH] for index in range(0, len(near), BATCH)]
    chance.shuffle(batches)
    return batches


def stored(learner: Learner, path: Path) -> None:
    """Writes the weights as `knowledge.questions.learnt.network` reads them, in half precision."""
    weights: dict[str, Any] = {}
    for name, value in learner.state_dict().items():
        array = value.detach().numpy()
        if name == "rows.weight":
            weights["rows"] = array
        elif name.startswith("att."):
            _, layer, *rest = name.split(".")
            part = "qkv" if rest[0].startswith("in_proj") else "out"
            end = "w" if rest[-1].endswith("weight") else "b"
            weights[f"att.{layer}.{part}.{end}"] = array.T if end == "w" else array
        elif name.startswith("hid."):
            continue
        else:
            plain = name.replace(".weight", ".w").replace(".bias", ".b")
            matrix = plain.endswith(".w") and array.ndim == 2 and not plain.startswith("opemb")
            weights[plain.removesuffix(".w") if plain.startswith("opemb") else plain] = array.T if matrix else array
    weights["hid.w"] = np.stack([each.weight.detach().numpy().T for each in learner.hid])
    weights["hid.b"] = np.stack([each.bias.detach().numpy() for each in learner.hid])
    halves = {name: np.ascontiguousarray(value.astype(np.float16)) for name, value in weights.items()}
    told = json.dumps({"names": learner.names, "choices": learner.choices}, ensure_ascii=False)
    vocabulary = np.frombuffer(told.encode(), dtype=np.uint8)
    np.savez_compressed(path, allow_pickle=False, vocabulary=vocabulary, **halves)
