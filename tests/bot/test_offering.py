"""What people type for an option, and the metric that it means."""

import pytest

from bot.answers.voice import Voice
from bot.commands.offering import Names
from knowledge.model import Catalogue

MEANT = {
    "market": "market_total",
    "Market": "market_total",
    "overseas": "market_overseas",
    "domestic": "market_domestic",
    "production": "production_total",
    "production overseas": "production_overseas",
    "content": "content_overseas_sales",
    "anime": "market_total",
    "studios": "studios",
    "streaming": "market_streaming",
    "tv": "market_tv",
    "movies": "market_movie",
    "merch": "market_merchandising",
    "goal": "content_overseas_target",
    "cool japan": "cool_japan_target",
    "market_tv": "market_tv",
    "市場": "market_total",
    "海外": "market_overseas",
    "国内": "market_domestic",
    "制作": "production_total",
    "配信": "market_streaming",
    "目標": "content_overseas_target",
}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("typed", "meant"), MEANT.items())
def test_an_option_means_what_people_call_it_whatever_language_they_use(
    catalogue: Catalogue, language: str, typed: str, meant: str
) -> None:
    assert Names(tuple(catalogue.metrics), Voice(catalogue, language)).meant(typed) == meant


@pytest.mark.parametrize("typed", ["xyz", "growth", "", "!!"])
def test_a_word_that_names_nothing_means_nothing(catalogue: Catalogue, typed: str) -> None:
    assert Names(tuple(catalogue.metrics), Voice(catalogue, "en")).meant(typed) is None


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("market_tv", "market_tv"),
        ("Overseas", "market_overseas"),
        ("ＯＶＥＲＳＥＡＳ  anime-market", "market_overseas"),
        ("海外", "market_overseas"),
        ("foo", None),
        ("food", None),
        ("markt", None),
        ("", None),
    ],
)
def test_a_figure_is_added_to_what_is_called_just_so(catalogue: Catalogue, typed: str, called: str | None) -> None:
    assert Names(tuple(catalogue.metrics), Voice(catalogue, "en")).called(typed) == called
