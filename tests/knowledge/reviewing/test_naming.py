"""A name that means something else in questions is refused with the reason; one that nothing has, with the nearest."""

from __future__ import annotations

import pytest

from knowledge.additions import AliasEntry, MetricEntry, StatementEntry
from knowledge.catalogue import load
from knowledge.model import Catalogue, MetricName, Scope, Unit
from knowledge.questions.normalise import is_japanese
from knowledge.reviewing import as_asked, imported, name_troubles, no_metric


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def said_of(alias: str, catalogue: Catalogue) -> str:
    entry = AliasEntry(metric="market_overseas", language="ja" if is_japanese(alias) else "en", alias=alias)
    return " ".join(trouble["en"] for trouble in name_troubles(entry, catalogue))


@pytest.mark.parametrize(
    "alias", ["2024", "in 2024", "domestic 2024", "300 billion", "5%", "two thousand", "2024年", "約3兆円"]
)
def test_a_year_or_an_amount_is_no_name(alias: str, catalogue: Catalogue) -> None:
    assert "read as a year or an amount" in said_of(alias, catalogue)


@pytest.mark.parametrize(
    "alias",
    ["growth", "share", "how much", "total", "total growth", "streaming growth", "tell me", "成長率", "合計", "いくら"],
)
def test_words_that_questions_are_made_of_are_no_name(alias: str, catalogue: Catalogue) -> None:
    assert "words that questions are made of" in said_of(alias, catalogue)


@pytest.mark.parametrize(
    "alias", ["kaigai money", "Comiket 2024", "idol cafés", "聖地巡礼", "アイドルカフェ", "コミケ"]
)
def test_a_name_with_a_word_of_its_own_is_taken(alias: str, catalogue: Catalogue) -> None:
    assert said_of(alias, catalogue) == ""


def test_new_things_and_topics_of_sentences_are_held_to_the_same(catalogue: Catalogue) -> None:
    name = MetricName(name="Idol cafés", short="Idol cafés", aliases=("how many",), definition="How many there are.")
    metric = MetricEntry(id="own_cafes", scope=Scope.EVENTS, unit=Unit.COUNT, names={"en": name})
    topic = StatementEntry(id="own-1", publisher="AJA", about={"en": ("2024",)}, text={"en": "It was a good year."})
    assert ["how many" in each["en"] for each in name_troubles(metric, catalogue)] == [True]
    assert ["2024" in each["en"] for each in name_troubles(topic, catalogue)] == [True]


@pytest.mark.parametrize("alias", ['"market', "MARKET,", "the-market", "Ｍａｒｋｅｔ", "“merchandise”", "(home-video)"])
def test_quotes_and_punctuation_make_no_other_name(alias: str, catalogue: Catalogue) -> None:
    entry = AliasEntry(metric="studios", language="en", alias=alias)
    assert name_troubles(entry, catalogue)


def test_a_name_is_compared_as_questions_are_read() -> None:
    assert as_asked('"Idol-Cafés",') == as_asked("ｉｄｏｌ  cafes") == "idol cafes"
    assert as_asked("「アニメ 市場」") == as_asked("あにめ市場")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("markt", "Did you mean “Anime market, worldwide”, “Overseas anime market”, “Domestic anime market”?"),
        ("foo", "Did you mean “Cool Japan goal”?"),
        ("xyzzy", "Pick one from the list"),
    ],
)
def test_what_nothing_is_called_is_said_with_the_nearest_names(typed: str, expected: str, catalogue: Catalogue) -> None:
    told = no_metric(typed, catalogue)
    assert f"There is nothing called “{typed}”. {expected}" in told["en"]
    assert typed in told["ja"]


def test_a_row_of_a_file_with_an_unknown_name_is_refused_with_the_nearest(catalogue: Catalogue) -> None:
    read = imported(b"metric,year,value,source\nfoo,2025,300 billion yen,AJA\n", catalogue, lambda _: None)
    assert not read.entries
    assert "Did you mean “Cool Japan goal”?" in read.bad[0].text["en"]
