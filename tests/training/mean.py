"""The mean of several weights that began with the same ones.

What ends of trainings with one beginning have in common holds better for unseen text (Wortsman et al., Model soups,
2022).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.questions.learnt.encoding import BUCKETS


def store_mean(paths: Sequence[Path], path: Path) -> None:
    """Writes it. A feature of tokens that only some of them know is as these have it.

    Raises `SystemExit` where the weights choose from other things.
    """
    every: list[dict[str, NDArray[Any]]] = []
    for each in paths:
        with np.load(each) as weights:
            every.append({name: weights[name] for name in weights.files})
    told = [json.loads(bytes(weights.pop("vocabulary")).decode()) for weights in every]
    known: list[list[str]] = [each.pop("names") for each in told]
    if any(each != told[0] for each in told):
        raise SystemExit("These weights choose from other things: they were not trained for the same catalogue.")
    names = list(dict.fromkeys(name for each in known for name in each))
    means: dict[str, NDArray[Any]] = {
        name: np.stack([each[name] for each in every]).mean(axis=0, dtype=np.float32).astype(value.dtype)
        for name, value in every[0].items()
        if name != "rows"
    }
    means["rows"] = _rows([each["rows"] for each in every], known, names)
    vocabulary = json.dumps({"names": names, **told[0]}, ensure_ascii=False).encode()
    np.savez_compressed(path, allow_pickle=False, vocabulary=np.frombuffer(vocabulary, dtype=np.uint8), **means)


def _rows(tables: Sequence[NDArray[Any]], known: Sequence[Sequence[str]], names: Sequence[str]) -> NDArray[Any]:
    """Pieces of words come first and are the same in all; behind them each has a row for each feature it knows."""
    total = np.zeros((BUCKETS + len(names), tables[0].shape[1]), np.float32)
    times = np.zeros((len(total), 1), np.float32)
    place = {name: BUCKETS + index for index, name in enumerate(names)}
    for table, own in zip(tables, known, strict=True):
        rows = [*range(BUCKETS), *(place[name] for name in own)]
        total[rows] += table
        times[rows] += 1
    return (total / times).astype(tables[0].dtype)
