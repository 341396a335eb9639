"""The slips are what they are called, and the same for the same seed."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from knowledge.questions import Reader, Reading
from tests.questions.corpora import YEAR_NOW
from tests.questions.noise import NEIGHBOURS, NOISES, Noise, doubled, dropped_space, neighbour, noisy, transposed

TEXT = "how big was the overseas anime market in 2024"
SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_seed_makes_the_same_slips(seed: int) -> None:
    assert noisy(TEXT, seed, slips=3) == noisy(TEXT, seed, slips=3)


def test_different_seeds_make_different_slips() -> None:
    assert len({noisy(TEXT, seed) for seed in SEEDS}) > len(SEEDS) / 2


@pytest.mark.parametrize("seed", SEEDS)
def test_each_slip_is_what_it_is_called(seed: int) -> None:
    made = {noise: noise(TEXT, random.Random(seed)) for noise in NOISES}
    wrong = [(a, b) for a, b in zip(TEXT, made[neighbour], strict=True) if a != b]
    assert [b in NEIGHBOURS[a] for a, b in wrong] == [True]
    assert made[transposed] != TEXT
    assert Counter(made[transposed]) == Counter(TEXT)
    assert made[dropped_space].replace(" ", "") == TEXT.replace(" ", "")
    assert len(made[dropped_space]) == len(TEXT) - 1
    assert len(made[doubled]) == len(TEXT) + 1


@pytest.mark.parametrize("noise", NOISES)
@pytest.mark.parametrize("text", ["", "2024", "市場", "¥2兆"])
def test_where_nothing_can_slip_the_text_stays(noise: Noise, text: str) -> None:
    assert noise(text, random.Random(1)) == text


def test_keys_are_each_others_neighbours() -> None:
    assert all(key in NEIGHBOURS[other] for key, others in NEIGHBOURS.items() for other in others)
    assert set(NEIGHBOURS["q"]) == {"w", "a"}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_slip_never_turns_a_question_after_one_year_into_one_after_another(reader: Reader, seed: int) -> None:
    result = reader.read(noisy(TEXT, seed, slips=2), year_now=YEAR_NOW)
    if isinstance(result, Reading):
        assert {item.period for item in result.query.items} <= {2024}
