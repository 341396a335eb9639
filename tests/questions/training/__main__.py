"""Trains a network on the corpora and writes its weights: `python -m tests.questions.training [--all] [--seed N]`.

With `--claims` it is the network of claims: it begins where the network of questions is, and learns from what people
claim once as a whole and once where it stands, and from a part of what they ask, in each epoch.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

import torch

from knowledge.questions.learnt import network
from knowledge.questions.learnt.frames import composed
from tests.questions.corpora import Turns, claim_held_out, claims, conversations, held_out, the_reader
from tests.questions.training.augmenting import Augmenter
from tests.questions.training.examples import Example, Lesson, Teacher
from tests.questions.training.learning import EPOCHS, RATE, Learner, beginning_with, choices_of, learnt, stored
from tests.questions.training.turning import Turner
from tests.training.encoder import names_of
from tests.training.mean import store_mean

SLIPPED, WITH_AN_ASIDE = 0.38, 0.14
"""How often a lesson is shown with slips, or with words around it, where it has any."""


ASKED_BESIDE, OTHER_QUESTIONS, TOLD_WITH_AN_ASIDE = 0.5, 0.25, 0.3
"""How many of the questions the network of claims is shown in an epoch, of what share of those that claim nothing it
learns at all, and how often a claim is shown beside something that claims nothing."""

TURNED = 0.6
"""How many of the claims that are turned round it is shown in an epoch."""

RATE_OF_CLAIMS = 8e-4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="learn from the held-out part too")
    parser.add_argument("--seed", type=int, default=0, help="where the training begins")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--claims", action="store_true", help="train the network of claims")
    parser.add_argument("--begin", type=Path, default=network.WEIGHTS, help="the weights that claims begin with")
    parser.add_argument("--mean", type=Path, nargs="+", help="weights whose mean is written, instead of training")
    parser.add_argument("--to", type=Path, help="where the weights are written")
    given = parser.parse_args()
    path: Path = given.to or (network.CLAIMS if given.claims else network.WEIGHTS)
    if given.mean:
        store_mean(given.mean, path)
        return
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)
    every = list(conversations())
    asked = [turns for turns in every if given.all or not held_out(turns)]
    told = [turns for turns in claims() if given.all or not claim_held_out(turns)] if given.claims else []
    teacher = Teacher()
    questions = list(teacher.lessons(turns for turns in asked if not told or _near(turns, chance)))
    teacher.hear(told)
    statements, in_place = list(teacher.lessons(told)), list(teacher.told(told))
    turner = Turner(the_reader())
    opposite = [other for turns in told for other in turner.turned(turns)]
    turned = [*teacher.lessons(opposite), *teacher.told(opposite)]
    lessons = [*questions, *statements, *in_place, *turned]
    examples = [example for lesson in lessons for example in (lesson.example, *lesson.beside)]
    print(f"{len(lessons)} turns to learn from, {teacher.left_out} left out", flush=True)
    augmenter = Augmenter([lesson.example for lesson in lessons], chance)
    names, choices = names_of(example.question.tokens for example in examples), choices_of(teacher.catalogue)
    learner = beginning_with(given.begin, names, choices) if told else Learner(names, choices)

    def drawn() -> list[Example]:
        some = [lesson for lesson in questions if chance.random() < ASKED_BESIDE] if told else questions
        return [
            *shown(some, augmenter, chance),
            *shown([*statements, *in_place], augmenter, chance, TOLD_WITH_AN_ASIDE),
            *shown([lesson for lesson in turned if chance.random() < TURNED], augmenter, chance, TOLD_WITH_AN_ASIDE),
        ]

    learnt(learner, drawn, chance, _tell, given.epochs, RATE_OF_CLAIMS if told else RATE)
    stored(learner, path)
    kept = list(filter(claim_held_out, claims()) if told else filter(held_out, every))
    print(report(path, [lesson.example for lesson in teacher.lessons(kept)], teacher))
    if told:
        print(report(path, [lesson.example for lesson in teacher.told(kept)], teacher))


def _near(turns: Turns, chance: random.Random) -> bool:
    """Whether the network of claims learns from a question: from those that claim something, and some others."""
    claims_something = any("?" in turn["m"] or turn["m"].startswith("none ") for turn in turns)
    return claims_something or chance.random() < OTHER_QUESTIONS


def shown(
    lessons: list[Lesson], augmenter: Augmenter, chance: random.Random, with_an_aside: float = WITH_AN_ASIDE
) -> list[Example]:
    """The examples of one epoch."""
    found = []
    for lesson in lessons:
        found.append(augmenter.changed(_variant(lesson, chance, with_an_aside)))
        found += lesson.beside
    return found


def _variant(lesson: Lesson, chance: random.Random, with_an_aside: float) -> Example:
    draw = chance.random()
    if lesson.slips and draw < SLIPPED:
        return chance.choice(lesson.slips)
    if lesson.asides and draw > 1 - with_an_aside:
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
