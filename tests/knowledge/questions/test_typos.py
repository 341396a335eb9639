"""Slips of the finger are repaired; words that mean something else are not."""

from __future__ import annotations

import tracemalloc

import pytest

from knowledge.model import Query
from knowledge.questions import Reader, Reading
from knowledge.questions.typos import Frequencies, Speller, allowed_slips
from tests.knowledge.questions.conftest import Ask, Understand


@pytest.fixture(scope="session")
def speller() -> Speller:
    """Over a few words, of which `please` is a mere courtesy."""
    words = "overseas domestic market streaming merchandising growth share anime japan revenue studios target goal"
    return Speller({**dict.fromkeys(words.split(), True), "please": False})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("oversaes", "overseas"),
        ("marekt", "market"),
        ("domestc", "domestic"),
        ("straming", "streaming"),
        ("mercandising", "merchandising"),
        ("growht", "growth"),
        ("shaare", "share"),
        ("overseaaas", "overseas"),
        ("strmng", "streaming"),
    ],
)
def test_a_slip_is_repaired(speller: Speller, typed: str, meant: str) -> None:
    assert speller.spelt(typed) == (meant,)


@pytest.mark.parametrize(
    ("typed", "meant"), [("overseasanime", ("overseas", "anime")), ("domesticmarket", ("domestic", "market"))]
)
def test_words_run_together_are_parted(speller: Speller, typed: str, meant: tuple[str, ...]) -> None:
    assert speller.spelt(typed) == meant


@pytest.mark.parametrize("word", ["manga", "korea", "marker", "stare", "grown", "shame", "bread", "coal", "charge"])
def test_a_word_of_its_own_is_never_taken_for_a_slip(speller: Speller, word: str) -> None:
    assert speller.spelt(word) is None


@pytest.mark.parametrize("word", ["xqzvkw", "blorptastic", "zzz", "qwertyuiop"])
def test_nothing_is_made_of_a_word_that_is_near_to_none(speller: Speller, word: str) -> None:
    assert speller.spelt(word) is None


def test_the_longer_a_word_the_more_slips_it_may_hold_up_to_two() -> None:
    assert [allowed_slips("a" * length) for length in (1, 3, 4, 5, 6, 12, 40)] == [0, 0, 1, 1, 2, 2, 2]


@pytest.mark.parametrize(
    ("typed", "like"),
    [
        ("ovreseas 2024", "overseas 2024"),
        ("how big was the anmie market in 2024", "how big was the anime market in 2024"),
        ("streming revenue 2023", "streaming revenue 2023"),
        ("overseasgrowth 2024", "overseas growth 2024"),
    ],
)
def test_a_misspelt_question_reads_like_the_one_that_was_meant(understand: Understand, typed: str, like: str) -> None:
    assert understand(typed) == understand(like)


def test_manga_is_not_anime(understand: Understand) -> None:
    manga, anime = understand("overseas sales of manga in 2022"), understand("overseas sales of anime in 2022")
    assert manga.items[0].metric == "content_overseas_manga"
    assert anime.items[0].metric != manga.items[0].metric


def test_another_country_is_not_repaired_into_this_one(ask: Ask) -> None:
    assert not isinstance(ask("anime market in Korea in 2024"), Reading)


@pytest.mark.parametrize("year", [2012, 2020, 2023])
def test_a_year_is_not_repaired_into_another(understand: Understand, year: int) -> None:
    query: Query = understand(f"overseas market {year}")
    assert [item.period for item in query.items] == [year]


def test_a_greeting_is_not_repaired_into_a_country(reader: Reader) -> None:
    assert [tag.repaired for tag in reader.tags("grazie mille")] == [None, None]


def test_a_plural_is_repaired_like_its_singular(reader: Reader) -> None:
    assert [tag.repaired for tag in reader.tags("in how many contries")][-1] == "country"


def test_a_word_longer_than_any_is_looked_up_without_room_for_it() -> None:
    known = Frequencies({f"word{number}": number + 1 for number in range(10_000)})
    tracemalloc.start()
    try:
        assert known.get("9" * 4_000) == 0
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    assert known.get("word7") == 8
