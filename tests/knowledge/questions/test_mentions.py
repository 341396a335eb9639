"""Words such as "studios" and "abroad" put together into metrics."""

from __future__ import annotations

import pytest

from knowledge.model import Catalogue
from knowledge.questions import Reader
from knowledge.questions.mentions import found_mentions
from knowledge.questions.normalise import normalised


def metrics(reader: Reader, catalogue: Catalogue, text: str) -> list[str | None]:
    found = found_mentions(reader.tags(normalised(text)), catalogue)
    return list(dict.fromkeys(mention.metric for mention in found))


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("the anime market", "market_total"),
        ("the overseas anime market", "market_overseas"),
        ("anime revenue outside japan", "market_overseas"),
        ("the home market", "market_domestic"),
        ("anime revenue inside japan", "market_domestic"),
        ("studio revenue", "production_total"),
        ("studio revenue from abroad", "production_overseas"),
        ("domestic studio revenue", "production_domestic"),
        ("anime streaming revenue", "market_streaming"),
        ("domestic streaming revenue", "market_streaming"),
        ("dvd and blu-ray sales", "market_home_video"),
        ("character goods", "market_merchandising"),
        ("pachinko", "market_amusement"),
        ("overseas content sales", "content_overseas_sales"),
        ("overseas sales of video games", "content_overseas_games"),
        ("overseas sales of live-action works", "content_overseas_live_action"),
        ("how many tv anime", "tv_titles"),
        ("how many new tv anime", "tv_titles_new"),
        ("minutes of tv animation", "tv_production_minutes"),
        ("how many anime studios", "studios"),
        ("how many anime events", "anime_events"),
        ("アニメ市場", "market_total"),
        ("海外市場", "market_overseas"),
        ("国内市場", "market_domestic"),
        ("制作会社の売上", "production_total"),
        ("制作会社の海外売上", "production_overseas"),
        ("制作会社の国内売上", "production_domestic"),
        ("配信の売上", "market_streaming"),
        ("グッズの売上", "market_merchandising"),
        ("テレビアニメの本数", "tv_titles"),
        ("新作テレビアニメの本数", "tv_titles_new"),
        ("制作会社の数", "studios"),
    ],
)
def test_features_that_belong_together_are_one_metric(
    reader: Reader, shipped: Catalogue, text: str, metric: str
) -> None:
    assert metrics(reader, shipped, text) == [metric]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("overseas and domestic", ["market_overseas", "market_domestic"]),
        ("domestic versus overseas", ["market_domestic", "market_overseas"]),
        ("streaming and movies", ["market_streaming", "market_movie"]),
        ("海外と国内", ["market_overseas", "market_domestic"]),
        ("配信と映画", ["market_streaming", "market_movie"]),
    ],
)
def test_what_and_divides_are_two_in_the_order_said(
    reader: Reader, shipped: Catalogue, text: str, both: list[str]
) -> None:
    assert metrics(reader, shipped, text) == both


def test_the_place_of_one_takes_the_scope_of_the_other(reader: Reader, shipped: Catalogue) -> None:
    assert metrics(reader, shipped, "studio revenue overseas and domestic") == [
        "production_overseas",
        "production_domestic",
    ]


@pytest.mark.parametrize(
    "text", ["streaming revenue overseas", "overseas merchandising", "overseas pachinko", "海外の配信"]
)
def test_a_category_of_the_home_market_is_not_held_overseas(reader: Reader, shipped: Catalogue, text: str) -> None:
    assert metrics(reader, shipped, text) == [None]


@pytest.mark.parametrize("text", ["hello", "in 2024", "どうも"])
def test_nothing_is_spoken_of_where_no_feature_is_named(reader: Reader, shipped: Catalogue, text: str) -> None:
    assert metrics(reader, shipped, text) == []
