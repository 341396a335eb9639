"""The heads of `knowledge.questions.learnt` with their gradients, and their training."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from knowledge.model import Catalogue
from knowledge.questions.learnt import frames
from knowledge.questions.learnt.encoding import MOST_TOKENS
from knowledge.questions.learnt.network import HEADS
from tests.questions.training.examples import Example
from tests.training.descent import descended
from tests.training.encoder import WIDTH, Reader, Rows, gelu

EPOCHS, BATCH, RATE = 20, 32, 2e-3
FORGOTTEN = 0.12
"""How many of the tokens lose their word or their features, each time that they are shown."""

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


class Learner(Reader):
    """Tokens in their context -> a choice for each head."""

    def __init__(self, names: list[str], choices: Choices) -> None:
        super().__init__(names, POSITIONS)
        self.choices = choices
        width = WIDTH
        self.q = nn.Parameter(torch.randn(len(choices), width) * 0.1)
        self.key = nn.Linear(width, width)
        self.opemb = nn.Embedding(len(choices["op"]), width)
        self.sayemb, self.askemb = (nn.Embedding(len(choices["statement"]), width) for _ in range(2))
        for table in (self.sayemb, self.askemb):
            nn.init.zeros_(table.weight)
        self.hid = nn.ModuleList(nn.Linear(2 * width, width) for _ in choices)
        self.out = nn.ModuleDict({name: nn.Linear(width, len(options)) for name, options in choices.items()})
        self.yhid, self.yout = nn.Linear(width, width), nn.Linear(width, len(frames.YEAR_ROLES))
        self.ahid, self.aout = nn.Linear(width, width), nn.Linear(width, len(frames.AMOUNT_ROLES))

    def pooled(self, x: Tensor, batch: Batch) -> Tensor:
        """What each head looks at; whether a statement is claimed to hold is looked for where that statement is."""
        asked = self.q.expand(len(x), -1, -1)
        beside = torch.zeros_like(asked)
        beside[:, list(self.choices).index("claim")] = self.of_the_statement(self.askemb, batch)
        scores = torch.einsum("bkd,btd->bkt", asked + beside, self.key(x)) / math.sqrt(WIDTH)
        scores = scores.masked_fill(~batch.mask.bool()[:, None], -1e9).softmax(-1)
        return torch.einsum("bkt,btd->bkd", scores, x)

    def of_the_statement(self, table: nn.Embedding, batch: Batch) -> Tensor:
        """The row of the statement that is claimed; zeros for another operation."""
        is_statement = batch.chosen["op"] == self.choices["op"].index("statement")
        found: Tensor = table(batch.chosen["statement"]) * is_statement[:, None]
        return found

    def head(self, name: str, pooled: Tensor, x: Tensor, batch: Batch) -> Tensor:
        index = list(self.choices).index(name)
        hidden = self.hid[index](torch.cat([pooled[:, index], x[:, 0]], -1))
        if name != "op":
            hidden = hidden + self.opemb(batch.chosen["op"])
        if name == "claim":
            hidden = hidden + self.of_the_statement(self.sayemb, batch)
        return self.out[name](self.drop(gelu(hidden)))

    def roles(self, x: Tensor, operation: Tensor) -> tuple[Tensor, Tensor]:
        known = self.opemb(operation)[:, None]
        years = self.yout(self.drop(gelu(self.yhid(x) + known)))
        return years, self.aout(self.drop(gelu(self.ahid(x) + known)))

    def loss(self, batch: Batch) -> Tensor:
        x = self.read(batch)
        pooled, operation = self.pooled(x, batch), batch.chosen["op"]
        loss = functional.cross_entropy(self.head("op", pooled, x, batch), operation, label_smoothing=0.03)
        wordless = torch.tensor([name in frames.WORDLESS for name in frames.OPERATIONS])[operation]
        for name in HEADS:
            each = functional.cross_entropy(self.head(name, pooled, x, batch), batch.chosen[name], reduction="none")
            loss = loss + (each * ~wordless).mean()
        for said, meant in zip(self.roles(x, operation), (batch.years, batch.amounts), strict=True):
            if (meant != NOTHING).any():
                loss = loss + functional.cross_entropy(said.flatten(0, 1), meant.flatten(), ignore_index=NOTHING)
        return loss


class Batch(Rows):
    """Examples of like length as tensors, with what each head should choose."""

    def __init__(self, examples: Sequence[Example], learner: Learner, chance: random.Random, forget: float) -> None:
        texts = [example.question.tokens for example in examples]
        super().__init__(texts, learner.index, learner.positions, chance, forget)
        self.years = torch.full((len(examples), self.longest), NOTHING)
        self.amounts = torch.full((len(examples), self.longest), NOTHING)
        for number, example in enumerate(examples):
            for year, role in zip(example.question.years, example.frame.years, strict=True):
                self.years[number, min(year.token, self.longest - 1)] = frames.YEAR_ROLES.index(role)
            for amount, role in zip(example.question.amounts, example.frame.amounts, strict=True):
                self.amounts[number, min(amount.token, self.longest - 1)] = frames.AMOUNT_ROLES.index(role)
        meant = [chosen(example.frame) for example in examples]
        self.chosen = {
            name: torch.tensor([options.index(each[name]) for each in meant])
            for name, options in learner.choices.items()
        }


def learnt(
    learner: Learner,
    shown: Callable[[], list[Example]],
    chance: random.Random,
    tell: Callable[[str], None],
    epochs: int = EPOCHS,
    rate: float = RATE,
) -> None:
    """Trains the learner; `shown` gives the examples of one epoch, each in the variant that it is shown in."""
    descended(
        learner,
        shown,
        lambda example: len(example.question.tokens),
        lambda examples: learner.loss(Batch(examples, learner, chance, FORGOTTEN)),
        chance,
        tell,
        epochs,
        BATCH,
        rate,
    )


def beginning_with(path: Path, names: list[str], choices: Choices) -> Learner:
    """A learner that knows all that stored weights know, and has room for more features of tokens."""
    with np.load(path) as found:
        weights = {name: found[name] for name in found.files}
    known: list[str] = json.loads(bytes(weights.pop("vocabulary")).decode())["names"]
    learner = Learner(list(dict.fromkeys([*known, *names])), choices)
    for end in ("w", "b"):
        weights.update({f"hid.{index}.{end}": each for index, each in enumerate(weights.pop(f"hid.{end}"))})
    learner.begin_with(weights, known)
    return learner


def stored(learner: Learner, path: Path) -> None:
    """Writes the weights as `knowledge.questions.learnt.network` reads them."""
    weights = learner.weights()
    for end in ("w", "b"):
        weights[f"hid.{end}"] = np.stack([weights.pop(f"hid.{index}.{end}") for index in range(len(learner.hid))])
    told = json.dumps({"names": learner.names, "choices": learner.choices}, ensure_ascii=False)
    vocabulary = np.frombuffer(told.encode(), dtype=np.uint8)
    np.savez_compressed(path, allow_pickle=False, vocabulary=vocabulary, **weights)
