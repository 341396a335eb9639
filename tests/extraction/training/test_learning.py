"""What is trained is what ships: the network that learns and the one that reads tell the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra `training`, tests do not")

import random

import numpy as np
import torch

from knowledge.extraction.network import Network
from knowledge.extraction.paragraphs import Paragraphs
from tests.extraction.corpus import paragraphs
from tests.extraction.training.examples import examples
from tests.extraction.training.learning import Learner, stored
from tests.questions.corpora import the_catalogue
from tests.training.encoder import Rows, names_of
from tests.training.mean import store_mean


def test_a_stored_learner_tells_what_it_told_while_it_learnt(tmp_path: Path) -> None:
    lessons = list(examples(list(paragraphs())[:12], Paragraphs(the_catalogue())))
    torch.manual_seed(3)
    learner = Learner(names_of(lesson.stretch.tokens for lesson in lessons), the_catalogue()).eval()
    for table in (learner.near, learner.across, learner.between):
        torch.nn.init.normal_(table)
    stored(learner, tmp_path / "weights.npz")
    with np.load(tmp_path / "weights.npz") as weights:
        network = Network({name: weights[name] for name in weights.files})
    for lesson in lessons:
        batch = Rows([lesson.stretch.tokens], learner.index, learner.positions, random.Random(0), 0.0)
        with torch.no_grad():
            scores = learner.told(learner.read(batch)[0], lesson.stretch)[0].softmax(-1)
        told = network.told(lesson.stretch)
        assert [each.metrics[0][0] for each in told] == [learner.metrics[int(best)] for best in scores.argmax(-1)]


def test_the_mean_of_weights_lies_between_them(tmp_path: Path) -> None:
    lessons = list(examples(list(paragraphs())[:3], Paragraphs(the_catalogue())))
    one, other, mean = (tmp_path / f"{name}.npz" for name in ("one", "other", "mean"))
    for seed, path in enumerate((one, other)):
        torch.manual_seed(seed)
        stored(Learner(names_of(lesson.stretch.tokens for lesson in lessons), the_catalogue()), path)
    store_mean([one, other], mean)
    with np.load(one) as first, np.load(other) as second, np.load(mean) as between:
        assert set(between.files) == set(first.files)
        expected = (first["what.w"].astype(np.float32) + second["what.w"].astype(np.float32)) / 2
        assert np.allclose(between["what.w"], expected, atol=1e-3)
        assert not np.allclose(first["what.w"], second["what.w"], atol=1e-3)


def test_a_feature_that_only_one_of_them_knows_is_as_that_has_it(tmp_path: Path) -> None:
    one, other, mean = (tmp_path / f"{name}.npz" for name in ("one", "other", "mean"))
    stored(Learner(["a"], the_catalogue()), one)
    stored(Learner(["b"], the_catalogue()), other)
    store_mean([one, other], mean)
    with np.load(one) as first, np.load(other) as second, np.load(mean) as both:
        assert json.loads(bytes(both["vocabulary"]).decode())["names"] == ["a", "b"]
        assert np.array_equal(both["rows"][-2:], np.stack([first["rows"][-1], second["rows"][-1]]))


def test_weights_that_choose_from_other_things_have_no_mean(tmp_path: Path) -> None:
    one, other = tmp_path / "one.npz", tmp_path / "other.npz"
    learner = Learner(["a"], the_catalogue())
    stored(learner, one)
    learner.metrics = learner.metrics[:-1]
    stored(learner, other)
    with pytest.raises(SystemExit, match="other things"):
        store_mean([one, other], tmp_path / "mean.npz")
