"""Trains a network on the paragraphs and writes its weights: `python -m tests.extraction.training [--all] [--seed N]`.

It begins where the network of questions is: what that learnt of words holds for news too. `--mean A B …` writes the
mean of several weights instead, which must have been begun with the same ones.

The first network that ships was made in steps: `--all --seed 11 --epochs 24` on the paragraphs to news-48; twice
more from there, `--all --seed 21 --epochs 10 --begin FIRST` and with seed 22, and their mean; twice from that on the
paragraphs to news-53, `--all --seed 31 --epochs 12 --begin MEAN` and with seed 32, and their mean; from that, with the
claims of a chat beside the paragraphs, `--all --seed 51 --epochs 5 --begin MEAN`; and twice from that on the
paragraphs to news-62, `--all --seed 61 --epochs 6 --begin` and with seed 62, and their mean. Then twice with the texts
that name others, editions, tables and denied amounts (`HARD`), those with 01, `--all --seed 81 --epochs 7 --often 3
--claims 7000`, with half as many fragments, and with seed 82, and their mean; and twice from that on all that is here,
`--all --seed 91 --epochs 5 --often 3 --claims 7000` and with seed 92, and their mean. The second network is
`--all --seed 12 --epochs 24` on the paragraphs to news-48.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from zlib import crc32

import numpy as np
import torch

from knowledge.extraction import network
from knowledge.extraction.choosing import chosen
from knowledge.extraction.paragraphs import Paragraphs
from knowledge.questions.learnt.network import WEIGHTS as OF_QUESTIONS
from tests.extraction.corpus import Paragraph, paragraphs
from tests.extraction.training.claims import claimed
from tests.extraction.training.examples import Example, examples
from tests.extraction.training.fragments import Rows as FragmentRows
from tests.extraction.training.fragments import fragments
from tests.extraction.training.learning import EPOCHS, Learner, learnt, stored
from tests.extraction.training.variants import Variants
from tests.questions.corpora import claim_held_out, claims, conversations, the_catalogue
from tests.training.encoder import names_of
from tests.training.mean import store_mean

HARD = ("mentions", "years", "layouts", "denied")
"""Files of paragraphs of which each teaches what plain news seldom has."""

HELD_OUT = 6
"""One paragraph of so many is kept to be read at the end."""


def held_out(paragraph: Paragraph) -> bool:
    return crc32(paragraph.text.encode()) % HELD_OUT == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="learn from the held-out part too")
    parser.add_argument("--seed", type=int, default=0, help="where the training begins")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--begin", type=Path, default=OF_QUESTIONS, help="the weights to begin with")
    parser.add_argument("--mean", type=Path, nargs="+", help="weights whose mean is written, instead of training")
    parser.add_argument("--often", type=int, default=1, help="how often the hard paragraphs are shown in an epoch")
    parser.add_argument("--claims", type=int, help="how many claims are drawn for an epoch; all where it is not said")
    parser.add_argument("--to", type=Path, default=network.WEIGHTS, help="where the weights are written")
    given = parser.parse_args()
    if given.mean:
        store_mean(given.mean, given.to)
        return
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)
    catalogue, every = the_catalogue(), list(paragraphs())
    reader = Paragraphs(catalogue)
    learnt_from = [each for each in every if given.all or not held_out(each)]
    hard = {each.text for each in paragraphs(HARD)}
    lessons = list(examples(learnt_from, reader))
    plain = Variants([each for each in learnt_from if each.text not in hard], reader)
    others = Variants([each for each in learnt_from if each.text in hard], reader)
    told = list(claimed((turns for turns in claims() if given.all or not claim_held_out(turns)), reader))
    print(f"{len(lessons)} stretches and {len(told)} claims to learn from", flush=True)
    with np.load(given.begin) as weights:
        before = json.loads(bytes(weights["vocabulary"]).decode())["names"]
        learner = Learner(
            sorted({*before, *names_of(lesson.stretch.tokens for lesson in [*lessons, *told])}), catalogue
        )
        begun = {name: weights[name] for name in weights.files if name != "vocabulary"}
        learner.begin_with(begun, before)
    rows = FragmentRows(fragments(conversations()), catalogue, reader)

    def shown() -> list[Example]:
        drawn = (rows.drawn(chance) for _ in range(len(lessons)))
        often = [each for _ in range(given.often) for each in examples(others.drawn(chance), reader)]
        some = told if given.claims is None else chance.sample(told, min(given.claims, len(told)))
        return [*examples(plain.drawn(chance), reader), *often, *some, *filter(None, drawn)]

    learnt(learner, shown, chance, lambda line: print(line, flush=True), given.epochs)
    stored(learner, given.to)
    print(report(given.to, list(examples(filter(held_out, every), reader))))


def report(path: Path, kept: list[Example]) -> str:
    """How many amounts are told as they are meant."""
    with np.load(path) as weights:
        reader = network.Network({name: weights[name] for name in weights.files})
    right = total = 0
    for example in kept:
        readings = chosen(example.stretch.amounts, reader.told(example.stretch), the_catalogue())
        for (told, *_), meant in zip(readings, example.meant, strict=True):
            if meant is None:
                continue
            total += 1
            same = told.metric == meant.metric and (
                meant.metric == network.NOTHING or (told.kind == meant.kind and meant.year in (None, told.year))
            )
            right += same
    return f"{total} amounts held out, {100 * right / max(1, total):.1f} % told to the letter"


if __name__ == "__main__":
    main()
