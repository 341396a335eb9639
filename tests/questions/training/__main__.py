"""Trains a network on the corpora and writes its weights: `python -m tests.questions.training [--all] [--seed N]`."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

import torch

from knowledge.questions.learnt import network
from knowledge.questions.learnt.frames import composed
from tests.questions.corpora import conversations, held_out
from tests.questions.training.augmenting import Augmenter
from tests.questions.training.examples import Example, Lesson, Teacher
from tests.questions.training.learning import EPOCHS, Learner, choices_of, learnt, stored
from tests.training.encoder import names_of

SLIPPED, WITH_AN_ASIDE = 0.38, 0.14
"""How often a lesson is shown with slips, or with words around it, where it has any."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="learn from the held-out part too")
    parser.add_argument("--seed", type=int, default=0, help="where the training begins")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--to", type=Path, default=network.WEIGHTS, help="where the weights are written")
    given = parser.parse_args()
    path: Path = given.to
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)
    every = list(conversations())
    teacher = Teacher()
    lessons = list(teacher.lessons(c for c in every if given.all or not held_out(c)))
    examples = [example for lesson in lessons for example in (lesson.example, *lesson.beside)]
    print(f"{len(lessons)} turns to learn from, {teacher.left_out} left out", flush=True)
    augmenter = Augmenter([lesson.example for lesson in lessons], chance)
    learner = Learner(names_of(example.question.tokens for example in examples), choices_of(teacher.catalogue))
    learnt(learner, lambda: shown(lessons, augmenter, chance), chance, _tell, given.epochs)
    stored(learner, path)
    print(report(path, [lesson.example for lesson in teacher.lessons(c for c in every if held_out(c))], teacher))


def shown(lessons: list[Lesson], augmenter: Augmenter, chance: random.Random) -> list[Example]:
    """The examples of one epoch."""
    found = []
    for lesson in lessons:
        found.append(augmenter.changed(_variant(lesson, chance)))
        found += lesson.beside
    return found


def _variant(lesson: Lesson, chance: random.Random) -> Example:
    draw = chance.random()
    if lesson.slips and draw < SLIPPED:
        return chance.choice(lesson.slips)
    if lesson.asides and draw > 1 - WITH_AN_ASIDE:
        return chance.choice(lesson.asides)
    return lesson.example


def report(path: Path, examples: list[Example], teacher: Teacher) -> str:
    """How many of the examples are read as they are meant: the first reading, however unsure."""
    reader, found = network.loaded(path), Counter[bool]()
    for example in examples:
        best = reader.frames(example.question)[0].frame
        meant = composed(example.frame, example.question, teacher.catalogue)
        same = (
            best.operation == example.frame.operation and composed(best, example.question, teacher.catalogue) == meant
        )
        found[same] += 1
    return f"{found.total()} held out, {100 * found[True] / max(1, found.total()):.1f} % read to the letter"


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
