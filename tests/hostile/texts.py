"""Texts that nobody means well with: floods of one thing, soups of signs, invisible and look-alike characters."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

from hypothesis import strategies as st

from tests.questions.corpora import conversations, held_out
from tests.questions.noise import noisy

LONGEST = 2_000
"""Characters of a message in Discord."""

UNITS = (
    "1", "9", "0.", "1,", "1.1", "1,234,", "9" * 25, "1e9 ", "1E99999 ", "½", "Ⅷ", "①", "٣", "𝟐", "二", "十", "千",
    "億", "零", "2兆", "令和", "令和十十十年", "にせん", "じゅう", "2024 ", "2019-24,", "20", "'24 ", "01/", "1でも",
    "(", "[", "（", "「", "<", "{", "\\", "`", "*", "_", "~", "|", ">", "#", "-", "+", "=", "%", "¥", "$", "'", '"',
    "/", " ", "\n", "\t", "\u3000", "\u00a0", "\u2028", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\x00",
    "\u0301", "e\u0301", "ﷺ", "ß", "İ", "ŀ", "㍿", "🎌", "👩\u200d👩\u200d👧", "\ud83c", "а", "ｏｖｅｒｓｅａｓ",
    "οverseas ", "@everyone ", "@here ", "@a", "<@1>", "<@&2>", "<#3>", "<t:1:R>", "<:a:1>", "https://",
    "[x](https://a.b) ",
    "a", "a'", "a-", "ん", "海外", "海外市場は", "から", "。", "、", "...", "? ", "and ", "or ", "not ", "vs ", "an ",
    "of ", "the ", "year ", "overseas ", "twenty ", "hundred ", "point ", "billion ", "trillion yen ", "five hundred ",
    "growth ", "share of the ", "bigger than ", "last 5 years ", "to the ", "1 cho ", "1 oku ", "a sum of ",
)  # fmt: skip
"""What is said again and again."""

QUESTION = "how big was the overseas market in 2024 "


@cache
def real() -> tuple[str, ...]:
    """Questions that people ask, of those that nothing is learnt from."""
    return tuple(turn["q"] for turns in conversations() for turn in turns if held_out(turns))


def floods(longest: int = LONGEST) -> Iterator[str]:
    """One thing, as often as it fits; alone, and behind a question."""
    for unit in UNITS:
        yield (unit * longest)[:longest]
        yield (QUESTION + unit * longest)[:longest]


def soups(count: int, seed: int, longest: int = LONGEST) -> Iterator[str]:
    """Mixtures at random, the same for the same seed: of what floods are made of, of all of Unicode, of letters."""
    chance = random.Random(seed)
    planes = ((32, 127), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0, 0xD7FF), (0x10000, 0x1FFFF))
    for number in range(count):
        if number % 3 == 0:
            yield "".join(chance.choice(UNITS) for _ in range(chance.randrange(1, longest // 2)))[:longest]
        elif number % 3 == 1:
            yield "".join(chr(chance.randrange(*chance.choice(planes))) for _ in range(longest))
        else:
            yield "".join(chance.choice("abcdefghijklmnopqrstuvwxyz  0123456789,.") for _ in range(longest))


def mutated(count: int, seed: int) -> Iterator[str]:
    """Real questions with slips, with hostile pieces put in, and one after the other."""
    chance = random.Random(seed)
    for number in range(count):
        text = noisy(chance.choice(real()), number, chance.randrange(4))
        place = chance.randrange(len(text) + 1)
        yield text[:place] + chance.choice(UNITS) * chance.choice((1, 1, 3, 40)) + text[place:]
        yield " ".join(chance.choice(real()) for _ in range(30))[:LONGEST]


PIECES = st.sampled_from(UNITS) | st.sampled_from(QUESTION.split()) | st.text(max_size=8)


def _put_in(text: str, piece: str, times: int, place: int) -> str:
    place %= len(text) + 1
    return text[:place] + piece * times + text[place:]


TEXTS = st.one_of(
    st.lists(PIECES, max_size=30).map("".join),
    st.builds(lambda unit, before: before + unit * 300, st.sampled_from(UNITS), st.sampled_from(("", QUESTION))),
    st.text(max_size=200),
    st.deferred(
        lambda: st.builds(_put_in, st.sampled_from(real()), PIECES, st.sampled_from((1, 1, 2, 30)), st.integers(0, 999))
    ),
).map(lambda text: text[:LONGEST])
"""For property tests: short ones too, so that what fails can be made small."""
