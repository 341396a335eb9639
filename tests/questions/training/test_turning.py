"""What is turned round claims the opposite, or is left alone."""

from __future__ import annotations

import pytest

from tests.questions.corpora import Turns, claims, the_reader
from tests.questions.notation import query_of
from tests.questions.training.turning import Turner


@pytest.fixture(scope="module")
def turner() -> Turner:
    return Turner(the_reader())


@pytest.mark.parametrize(
    ("said", "meant", "turned", "means"),
    [
        (
            "overseas beat the home market in 2024",
            "compare market_overseas@2024, market_domestic@2024 ? >",
            "domestic beat the foreign market in 2024",
            "compare market_domestic@2024, market_overseas@2024 ? >",
        ),
        (
            "海外は2024年に26%増えた",
            "growth(market_overseas)@2024 ? = 26 percent",
            "海外は2024年に26%減った",
            "growth(market_overseas)@2024 ? = -26 percent",
        ),
        (
            "merch took more than a trillion in 2023",
            "market_merchandising@2023 ? > 1e12 JPY",
            "merch took less than a trillion in 2023",
            "market_merchandising@2023 ? < 1e12 JPY",
        ),
        (
            "2018 was the slowest year for growth",
            "lowest growth(market_total) ? = 2018",
            "2018 was the fastest year for growth",
            "highest growth(market_total) ? = 2018",
        ),
        (
            "Hasegawa expects the gap to widen",
            "say hasegawa_gap ? true",
            "ishikawa expects the gap to widen",
            "say hasegawa_gap ? false",
        ),
    ],
)
def test_a_message_turned_round_claims_the_opposite(
    turner: Turner, said: str, meant: str, turned: str, means: str
) -> None:
    assert [{"q": turned, "m": means}] in turner.turned([{"q": said, "m": meant}])


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        pytest.param(
            "Japan outspent overseas in 2022",
            "compare market_domestic@2022, market_overseas@2022 ? >",
            id="a side has another name",
        ),
        pytest.param(
            "the studios took home 347.4 billion", "production_domestic ? = 347.4e9 JPY", id="the word is no side"
        ),
        pytest.param(
            "games sold most overseas",
            "share(content_overseas_games)@2022 ? > 50 percent",
            id="nothing is held at home",
        ),
        pytest.param(
            "streaming up 51 percent in 2023, tv 3.18",
            "growth(market_streaming)@2023 ? = 51 percent & growth(market_tv)@2023 ? = 3.18 percent",
            id="one word for two claims",
        ),
        pytest.param("up year, minus 15 percent", "growth(market_total)@2024 ? = -15 percent", id="a sign is left"),
        pytest.param(
            "we are nine years ahead of the deadline: sales hit 20 trillion",
            "content_overseas_sales@2024 ? >= 20e12 JPY",
            id="the word is of something else",
        ),
        pytest.param("Hasegawa, not Ishikawa, edits it", "say report_editor ? true", id="both are named"),
        pytest.param("市場は2020年に減速した", "growth(market_total)@2020 ? < 0 percent", id="part of another word"),
        pytest.param("I like how overseas sounds", "none chat", id="nothing is claimed"),
    ],
)
def test_a_message_that_can_not_be_turned_as_a_whole_is_left_alone(turner: Turner, said: str, meant: str) -> None:
    assert [*turner.turned([{"q": said, "m": meant}])] == []


def test_the_parts_of_a_message_are_turned_together(turner: Turner) -> None:
    parts: Turns = [
        {"q": "Overseas is at 2.17 trillion,", "m": "market_overseas ? = 2.17e12 JPY"},
        {"q": "after 1.72 the year before", "m": "market_overseas@2023 ? = 1.72e12 JPY"},
    ]
    (turned,) = turner.turned(parts)
    assert [turn["m"].split()[0] for turn in turned] == ["market_domestic", "market_domestic@2023"]


def test_whatever_is_turned_claims_something_else_in_other_words(turner: Turner) -> None:
    every = [(turns, other) for turns in [*claims()][::80] for other in turner.turned(turns)]
    assert len(every) > 80
    for turns, other in every:
        assert [query_of(turn["m"]) for turn in turns] != [query_of(turn["m"]) for turn in other], other
        assert [turn["q"] for turn in turns] != [turn["q"] for turn in other], other
