"""Accuracy as a function of noise: clean questions that nothing was learnt from, with more and more slips in them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator

from knowledge.answering import Desk
from knowledge.model import Query
from knowledge.questions import Reader, Reading
from knowledge.questions.normalise import hiragana
from tests.questions.corpora import TODAY, YEAR_NOW, conversations, held_out, the_catalogue
from tests.questions.essence import essence
from tests.questions.noise import NOISES, noisy
from tests.questions.notation import query_of

Change = Callable[[str, int], str]

_WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789%?-"}


def curve() -> str:
    """For each amount and kind of noise: how many questions are read as meant, not at all, or as something else."""
    reader, desk = Reader(the_catalogue()), Desk(the_catalogue(), today=lambda: TODAY)
    english, japanese = list(_clean("en")), list(_clean("ja"))
    lines = [f"{'noise':44}{'n':>6}{'right':>8}{'withheld':>10}{'wrong':>8}"]
    changes = [(f"{slips} slips a question", _slipped(slips)) for slips in range(6)]
    changes += [(f"2 x {noise.__name__.replace('_', ' ')}", _only(noise.__name__)) for noise in NOISES]
    lines += [_line(f"English, {name}", english, change, reader, desk) for name, change in changes]
    lines += [_line(f"Japanese, {name}", japanese, change, reader, desk) for name, change in JAPANESE]
    return "\n".join(lines)


def _clean(language: str) -> Iterator[tuple[str, Query | str]]:
    """Single questions, held out, of the language, without slips of their own as far as can be told."""
    for turns in filter(held_out, conversations()):
        text = turns[0]["q"]
        english = text.isascii() and text[:1].isupper() and text.endswith(("?", "."))
        if (language == "en" and english) or (language == "ja" and not text.isascii()):
            yield text, query_of(turns[0]["m"])


def _slipped(slips: int) -> Change:
    return lambda text, seed: noisy(text, seed, slips) if slips else text


def _only(name: str) -> Change:

    made = next(noise for noise in NOISES if noise.__name__ == name)

    def change(text: str, seed: int) -> str:
        chance = random.Random(seed)
        return made(made(text, chance), chance)

    return change


JAPANESE: tuple[tuple[str, Change], ...] = (
    ("as typed", lambda text, seed: text),
    ("digits in full width", lambda text, seed: text.translate(_WIDE)),
    ("katakana as hiragana", lambda text, seed: hiragana(text)),
    ("without 、 and 。", lambda text, seed: text.replace("、", "").replace("。", "")),
    ("one character dropped", lambda text, seed: _dropped(text, seed)),
)


def _dropped(text: str, seed: int) -> str:
    place = seed * 7919 % max(1, len(text))
    return text if text[place].isdigit() else text[:place] + text[place + 1 :]


def _line(name: str, questions: list[tuple[str, Query | str]], change: Change, reader: Reader, desk: Desk) -> str:
    found = Counter[str]()
    for seed, (text, meaning) in enumerate(questions):
        result = reader.read(change(text, seed), year_now=YEAR_NOW)
        read = essence(result.query if isinstance(result, Reading) else None, desk)
        meant = essence(meaning if isinstance(meaning, Query) else None, desk)
        found["right" if read == meant else "withheld" if read is None else "wrong"] += 1
    share = {fate: 100 * count / found.total() for fate, count in found.items()}
    parts = "".join(
        f"{share.get(fate, 0):{width}.1f}" for fate, width in (("right", 8), ("withheld", 10), ("wrong", 8))
    )
    return f"{name:44}{found.total():6}{parts}"
