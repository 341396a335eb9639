"""A metric that a server adds is understood by its names, and changes nothing of what ships."""

from __future__ import annotations

import pytest

from knowledge.catalogue import merged
from knowledge.model import Catalogue, Geography, Metric, MetricName, Scope, Unit
from knowledge.questions import Reader, Reading
from knowledge.questions.lexicon import compiled
from tests.questions.corpora import YEAR_NOW

COFFEE = ("themed coffee houses", "mascot cafes")
CAFES = Metric(
    id="cafes",
    scope=Scope.EVENTS,
    geography=Geography.ALL,
    unit=Unit.COUNT,
    subject="cafes",
    names={
        "en": MetricName(name="Themed cafés", short="Cafés", aliases=COFFEE, definition="."),
        "ja": MetricName(name="コラボ喫茶", short="喫茶", aliases=("着ぐるみ喫茶",), definition="。"),
    },
)
BUILT_IN = (
    "How big was the overseas anime market in 2024?",
    "How fast did streaming grow in 2021?",
    "What share of the anime market was overseas in 2023?",
    "How many anime events are there?",
    "Who chairs the AJA?",
    "When did overseas first overtake domestic?",
    "2024年の海外市場はいくらですか",
    "アニメイベントの数は？",
    "2021年の配信の成長率は？",
)


@pytest.fixture(scope="module")
def extended(shipped: Catalogue) -> Reader:
    return Reader(merged(shipped, metrics=[CAFES]))


@pytest.mark.parametrize(
    "text",
    [
        "themed coffee houses 2024",
        "What about mascot cafes in 2024?",
        "number of themed coffee houses in 2024",
        "着ぐるみ喫茶、2024年",
        "2024年の着ぐるみ喫茶は？",
    ],
)
def test_an_added_metric_is_understood_by_its_aliases(extended: Reader, text: str) -> None:
    result = extended.read(text, year_now=YEAR_NOW)
    assert isinstance(result, Reading), result
    assert [(item.metric, item.period) for item in result.query.items] == [("cafes", 2024)]


@pytest.mark.parametrize("text", ["themed coffee houses 2024", "2024年の着ぐるみ喫茶は？"])
def test_without_it_the_same_words_are_read_as_nothing(reader: Reader, text: str) -> None:
    assert not isinstance(reader.read(text, year_now=YEAR_NOW), Reading)


@pytest.mark.parametrize("text", BUILT_IN)
def test_it_changes_no_reading_of_what_ships(extended: Reader, reader: Reader, text: str) -> None:
    found, before = (each.read(text, year_now=YEAR_NOW) for each in (extended, reader))
    assert isinstance(found, Reading)
    assert isinstance(before, Reading)
    assert found.query == before.query


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_lexicon_speaks_of_every_place_and_kind(shipped: Catalogue, language: str) -> None:
    lexicon = compiled(language, shipped)
    known = {"en": ("overseas", "domestic", "growth", "share"), "ja": ("海外", "国内", "成長率", "割合")}[language]
    assert all(word in (lexicon.pieces or lexicon.trie) for word in known)


@pytest.mark.parametrize("place", range(2, 9))
@pytest.mark.parametrize("words", ["no. {}", "number {}", "the number {}", "#{}"])
def test_a_place_among_the_eight_is_said_with_any_number(reader: Reader, words: str, place: int) -> None:
    tags = reader.tags(f"tv came in {words.format(place)} in 2023")
    assert [name for tag in tags for name in tag.names("ordinal")] == [str(place)]


def test_a_number_of_things_is_no_place(reader: Reader) -> None:
    assert not [name for tag in reader.tags("no 5 percent drop, 6 studios") for name in tag.names("ordinal")]
