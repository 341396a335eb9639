"""What is trained is what ships: the network that learns and the one that reads give the same scores."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra `training`, tests do not")

import random

import torch

from knowledge.questions.learnt.network import loaded
from tests.questions.corpora import conversations, held_out, the_catalogue
from tests.questions.training.examples import Teacher
from tests.questions.training.learning import Batch, Learner, choices_of, names_of, stored


def test_a_stored_learner_reads_as_it_did_while_it_learnt(tmp_path: Path) -> None:
    teacher = Teacher(the_catalogue())
    lessons = list(teacher.lessons(list(filter(held_out, conversations()))[:20]))
    examples = [lesson.example for lesson in lessons]
    torch.manual_seed(3)
    learner = Learner(names_of([example.question for example in examples]), choices_of(the_catalogue())).eval()
    stored(learner, tmp_path / "weights-0.npz")
    reader = loaded(tmp_path / "weights-0.npz")
    for example in examples:
        batch = Batch([example], learner, random.Random(0), forget=0.0)
        with torch.no_grad():
            x = learner.read(batch)
            likeliest = learner.head("op", learner.pooled(x, batch), x, None).softmax(-1)[0]
        best = max(reader.frames(example.question), key=lambda scored: scored.score)
        index = learner.choices["op"].index(best.frame.operation)
        assert math.exp(best.score) <= float(likeliest[index]) + 0.02
