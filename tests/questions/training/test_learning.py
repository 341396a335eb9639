"""What is trained is what ships: the network that learns and the one that reads give the same scores."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra `training`, tests do not")

import random
from dataclasses import replace

import torch
from torch import nn

from knowledge.questions.learnt.frames import AMOUNT_ROLES, WORDLESS, YEAR_ROLES, Frame
from knowledge.questions.learnt.network import loaded, matters
from tests.questions.corpora import conversations, held_out, the_catalogue
from tests.questions.training.examples import Example, Teacher
from tests.questions.training.learning import Batch, Learner, choices_of, chosen, stored
from tests.training.encoder import names_of


def test_a_stored_learner_reads_as_it_did_while_it_learnt(tmp_path: Path) -> None:
    teacher = Teacher(the_catalogue())
    lessons = list(teacher.lessons(list(filter(held_out, conversations()))[:20]))
    examples = [lesson.example for lesson in lessons]
    torch.manual_seed(3)
    learner = Learner(names_of(example.question.tokens for example in examples), choices_of(the_catalogue())).eval()
    for table in (learner.sayemb, learner.askemb):
        nn.init.normal_(table.weight)
    with torch.no_grad():
        learner.out["op"].bias[learner.choices["op"].index("statement")] += 2  # so that some are read as statements
    stored(learner, tmp_path / "weights-0.npz")
    reader = loaded(tmp_path / "weights-0.npz")
    compared = set()
    for example in examples:
        frames = reader.frames(example.question)
        likeliest = next((each.frame.statement for each in frames if each.frame.operation == "statement"), "")
        for scored in frames:
            if scored.frame.operation == "statement" and scored.frame.statement != likeliest:
                continue  # whether it is claimed to hold was not looked for
            assert scored.score == pytest.approx(likelihood(learner, example, scored.frame), abs=0.05)
            compared.add(scored.frame.operation)
    assert "statement" in compared
    assert len(compared) > 1


def likelihood(learner: Learner, example: Example, frame: Frame) -> float:
    """The logarithm of the chance that the learner gives a frame, from all that matters to its operation."""
    batch = Batch([replace(example, frame=frame)], learner, random.Random(0), forget=0.0)
    meant = chosen(frame)
    operation = torch.tensor([learner.choices["op"].index(frame.operation)])
    with torch.no_grad():
        x = learner.read(batch)
        pooled = learner.pooled(x, batch)
        total = float(learner.head("op", pooled, x, batch).log_softmax(-1)[0, operation])
        if frame.operation in WORDLESS:
            return total
        for head in matters(frame.operation):
            scores = learner.head(head, pooled, x, batch).log_softmax(-1)[0]
            total += float(scores[learner.choices[head].index(meant[head])])
        if frame.operation == "statement":
            return total
        years, amounts = (scores.log_softmax(-1)[0] for scores in learner.roles(x, operation))
    total += sum(
        float(years[y.token, YEAR_ROLES.index(r)]) for y, r in zip(example.question.years, frame.years, strict=True)
    )
    return total + sum(
        float(amounts[a.token, AMOUNT_ROLES.index(r)])
        for a, r in zip(example.question.amounts, frame.amounts, strict=True)
    )
