"""The heads of `knowledge.extraction.network` with their gradients, and their training."""

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

from knowledge.extraction.network import BESIDE, KINDS, NOTHING, PLACES_SEEN, SIDES, STEEP, STEPS, apart
from knowledge.extraction.paragraphs import BEFORE, MOST_TOKENS
from knowledge.extraction.stretches import Stretch
from knowledge.model import Catalogue
from tests.extraction.training.examples import Example
from tests.training.descent import descended
from tests.training.encoder import WIDTH, Reader, Rows, gelu

EPOCHS, BATCH, RATE = 60, 8, 1e-3
FORGOTTEN = 0.15
ASKED = 32
"""Width of a question that an amount asks its surroundings."""
POSITIONS = MOST_TOKENS + BEFORE + 1


class Learner(Reader):
    """Tokens in their context -> the metric, the kind and the year of each amount."""

    def __init__(self, names: list[str], catalogue: Catalogue) -> None:
        super().__init__(names, POSITIONS)
        self.metrics = [NOTHING, *catalogue.metrics]
        self.what = nn.Linear((2 + PLACES_SEEN) * WIDTH, WIDTH)
        self.metric, self.kind = nn.Linear(WIDTH, len(self.metrics)), nn.Linear(WIDTH, len(KINDS))
        self.ask, self.key = nn.Linear(WIDTH, PLACES_SEEN * ASKED), nn.Linear(WIDTH, PLACES_SEEN * ASKED)
        self.ya, self.yy, self.year = (
            nn.Linear(WIDTH, WIDTH),
            nn.Linear(WIDTH, WIDTH, bias=False),
            nn.Linear(WIDTH, len(BESIDE)),
        )
        self.near = nn.Parameter(torch.zeros(PLACES_SEEN + 1, STEPS))
        self.across = nn.Parameter(torch.zeros(PLACES_SEEN + 1, SIDES))
        self.between = nn.Parameter(torch.zeros(PLACES_SEEN + 1, SIDES))

    def told(self, x: Tensor, stretch: Stretch) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of each amount's metric, kind and year: (amounts, metrics), (…, kinds), (…, moments, beside)."""
        own = x[[amount.token for amount in stretch.amounts]]
        steps, sentences, amounts = (torch.from_numpy(each) for each in apart(stretch))
        near = float(STEEP) * (self.near[:, steps] + self.across[:, sentences] + self.between[:, amounts])
        query = self.ask(own).view(len(own), PLACES_SEEN, -1).transpose(0, 1)
        key = self.key(x).view(len(x), PLACES_SEEN, -1).permute(1, 2, 0)
        seen = (query @ key / math.sqrt(ASKED) + near[:PLACES_SEEN]).softmax(-1) @ x
        joined = torch.cat([own, x[0].expand_as(own), seen.transpose(0, 1).flatten(1)], -1)
        hidden = self.drop(gelu(self.what(joined)))
        places = [moment.token for moment in stretch.moments]
        pair = self.drop(gelu(self.ya(own)[:, None] + self.yy(x[places])[None]))
        return self.metric(hidden), self.kind(hidden), self.year(pair) + near[PLACES_SEEN][:, places, None]

    def loss(self, given: Sequence[Example], chance: random.Random) -> Tensor:
        batch = Rows([example.stretch.tokens for example in given], self.index, self.positions, chance, FORGOTTEN)
        x = self.read(batch)
        losses: dict[str, list[Tensor]] = {"metric": [], "kind": [], "year": []}
        for row, example in zip(x, given, strict=True):
            if example.stretch.amounts:
                self._add(losses, row[: len(example.stretch.tokens)], example)
        return sum((torch.stack(each).mean() for each in losses.values() if each), torch.zeros(()))

    def _add(self, losses: dict[str, list[Tensor]], x: Tensor, example: Example) -> None:
        years = torch.tensor([[moment.year + step for step in BESIDE] for moment in example.stretch.moments])
        for metric, kind, year, meant in zip(*self.told(x, example.stretch), example.meant, strict=True):
            if meant is None:
                continue
            losses["metric"].append(functional.cross_entropy(metric, torch.tensor(self.metrics.index(meant.metric))))
            if meant.kind is not None:
                losses["kind"].append(functional.cross_entropy(kind, torch.tensor(KINDS.index(meant.kind))))
            if meant.year is not None:
                right = (years == meant.year).flatten()
                losses["year"].append(-torch.logsumexp(year.flatten().log_softmax(-1)[right], -1))


def learnt(
    learner: Learner,
    shown: Callable[[], list[Example]],
    chance: random.Random,
    tell: Callable[[str], None],
    epochs: int,
) -> None:
    """Trains the learner; `shown` gives the examples of one epoch."""
    descended(
        learner,
        shown,
        lambda example: len(example.stretch.tokens),
        lambda given: learner.loss(given, chance),
        chance,
        tell,
        epochs,
        BATCH,
        RATE,
    )


def stored(learner: Learner, path: Path) -> None:
    """Writes the weights as `knowledge.extraction.network` reads them."""
    told = json.dumps({"names": learner.names, "metrics": learner.metrics}, ensure_ascii=False)
    vocabulary = np.frombuffer(told.encode(), dtype=np.uint8)
    np.savez_compressed(path, allow_pickle=False, vocabulary=vocabulary, **learner.weights())
