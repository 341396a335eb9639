"""Any text whatever is read, or turned down, without an error, and soon."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from knowledge.model import Item, Kind, Operation, Query
from knowledge.questions import Choice, Reader, Reading, Unread
from knowledge.questions.normalise import normalised
from knowledge.questions.spelled import in_digits
from tests.questions.corpora import YEAR_NOW, conversations, held_out
from tests.questions.noise import noisy

SOON = 1.0
"""Seconds within which any text is read: far more than is needed, so that a slow machine passes."""

LONG_NUMBER = re.compile(r"\d{25}")
"""More digits than a decimal of the default context holds."""

EVERYTHING = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = st.sampled_from(
    (
        "overseas domestic anime market share growth 2019 2024 2033 vs above below 2 trillion yen % 26 the goal first "
        "when who why not only and or than from to average sum streaming studios , . ? ( ) - in dollars ignore chair "
        "report ChaO last years five it both that before "
        "海外 国内 市場 の は 何年 2兆円 超え 割合 目標 より 何倍 令和6年"
    ).split()
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=24).map(" ".join)
RUNS = st.lists(WORDS, min_size=1, max_size=24).map("".join)
TURNS = st.sampled_from(
    [
        None,
        Query(operation=Operation.VALUE, items=(Item(metric="market_overseas", period=2024),)),
        Query(operation=Operation.VALUE, items=(Item(metric="market_streaming", kind=Kind.SHARE),)),
        Query(operation=Operation.STATEMENT, statements=("aja_chair",)),
        Query(operation=Operation.GLANCE),
        Query(
            operation=Operation.COMPARE,
            items=(Item(metric="market_overseas", period=2024), Item(metric="market_domestic", period=2024)),
        ),
        Query(operation=Operation.VALUE, items=(Item(metric="content_overseas_target", period=2033),)),
    ]
)
SAID = [turn["q"] for turns in conversations() for turn in turns if held_out(turns)]


def read(reader: Reader, text: str, previous: Query | None = None) -> None:
    started = time.process_time()
    result = reader.read(text, year_now=YEAR_NOW, previous=previous)
    assert isinstance(result, Reading | Choice | Unread)
    assert time.process_time() - started < SOON


@EVERYTHING
@given(text=st.text(max_size=300))
def test_any_characters_are_read(reader: Reader, text: str) -> None:
    plain = in_digits(normalised(text))
    assume(not LONG_NUMBER.search(plain) and reader.tags(plain))
    read(reader, text)


@EVERYTHING
@given(text=SENTENCES | RUNS, previous=TURNS)
def test_words_of_the_market_in_any_order_are_read_after_any_turn(
    reader: Reader, text: str, previous: Query | None
) -> None:
    read(reader, text, previous)


@EVERYTHING
@given(text=st.sampled_from(SAID), seed=st.integers(0, 10_000), slips=st.integers(1, 6), previous=TURNS)
def test_a_question_with_any_slips_is_read_after_any_turn(
    reader: Reader, text: str, seed: int, slips: int, previous: Query | None
) -> None:
    read(reader, noisy(text, seed, slips), previous)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 2000,
        "overseas" * 250,
        "overseas " * 222,
        "2024 " * 400,
        "1" * 2000,
        "海外" * 1000,
        "ん" * 2000,
        "(" * 2000,
        "twenty " * 285,
        "海外市場は230年前はいくら",
        "overseas over the last 500 years",
        "overseas market 900 years ago, and 900 years before that",
        "overseas growth since 2099 and after 2099",
        "令和99年の海外市場",
        "how much did overseas change over the last 1900 years in 1950?",
        "xqzv " * 400,
        "2兆" * 1000,
    ],
)
def test_the_longest_message_of_any_one_thing_is_read(reader: Reader, text: str) -> None:
    assert isinstance(reader.read(text, year_now=YEAR_NOW), Reading | Choice | Unread)
