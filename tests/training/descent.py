"""Gradient descent over examples of unlike length."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeVar

import torch
from torch import Tensor, nn

from tests.training.encoder import Reader

Example = TypeVar("Example")


def descended(
    learner: Reader,
    shown: Callable[[], list[Example]],
    length: Callable[[Example], int],
    loss_of: Callable[[list[Example]], Tensor],
    chance: random.Random,
    tell: Callable[[str], None],
    epochs: int,
    batch: int,
    rate: float,
) -> None:
    """Trains a learner; `shown` gives the examples of one epoch, each in the variant that it is shown in.

    `batch` examples are learnt from at once; `rate` is the highest that the steps come to.
    """
    optimiser = torch.optim.AdamW(learner.parameters(), lr=rate, weight_decay=0.01)
    steps = epochs * (len(_batches(shown(), length, chance, batch)) + 2)  # about: epochs may differ in length
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.1)
    for epoch in range(epochs):
        learner.train()
        total, batches = 0.0, _batches(shown(), length, chance, batch)
        for examples in batches:
            loss = loss_of(examples)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
            optimiser.step()
            if schedule.last_epoch < steps - 1:
                schedule.step()
            total += loss.item()
        tell(f"epoch {epoch + 1} of {epochs}: loss {total / len(batches):.3f}")


def _batches(
    examples: list[Example], length: Callable[[Example], int], chance: random.Random, size: int
) -> list[list[Example]]:
    """Batches of examples that are about equally long, in random order."""
    chance.shuffle(examples)
    batches: list[list[Example]] = []
    for start in range(0, len(examples), size * 40):
        near = sorted(examples[start : start + size * 40], key=length)
        batches += [near[index : index + size] for index in range(0, len(near), size)]
    chance.shuffle(batches)
    return batches
