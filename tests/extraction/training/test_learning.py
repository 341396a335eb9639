"""What is trained is what ships: the network that learns and the one that reads tell the same."""

from __future__ import annotations

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
