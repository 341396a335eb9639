"""Where the parts of a text stand, and which claims of values it can't make side by side."""

from __future__ import annotations

import pytest

from knowledge.model import Query
from knowledge.questions import ClaimReader
from knowledge.questions.parts import excludes, places, whole_words
from tests.questions.corpora import the_catalogue
from tests.questions.notation import query_of


def test_parts_are_found_in_order_whatever_stands_between_them() -> None:
    whole = ClaimReader(the_catalogue()).whole("tv: 97 billion, and music: 97 billion")
    found = places(whole.plain, whole.tags, ["tv", "97 billion", "and music", "97 billion"])
    said = [[tag.text for tag in whole.tags[here.first : here.end]] for here in found if here is not None]
    assert said == [["tv"], ["97 billion"], ["and", "music"], ["97 billion"]]


@pytest.mark.parametrize("part", ["films", "", "…"])
def test_a_part_that_is_not_there_has_no_place(part: str) -> None:
    whole = ClaimReader(the_catalogue()).whole("tv: 97 billion")
    assert list(places(whole.plain, whole.tags, [part])) == [None]


def test_a_name_that_was_cut_is_one_part() -> None:
    whole = ClaimReader(the_catalogue()).whole("games and amusement made 337 billion yen, tv 97")
    standing = places(whole.plain, whole.tags, ["games", "and amusement made 337 billion yen", "tv 97"])
    assert [whole.said(here) for here in whole_words(standing)] == [
        "games and amusement made 337 billion yen",
        "tv 97",
    ]


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("market_tv@2023 ? = 97e9 JPY", "market_tv@2023 ? = 68e9 JPY", True),
        ("market_tv@2023 ? = 97e6 JPY", "market_tv@2023 ? = 97e9 JPY", False),
        ("market_tv@2023 ? = 97e9 JPY", "market_movie@2023 ? = 97e9 JPY", True),
        ("market_tv@2023 ? = 97e9 JPY", "market_movie@2023 ? = 68e9 JPY", False),
        ("market_tv@2023 ? = 97e9 JPY", "market_tv@2023 ? = 97e9 JPY", True),
        ("growth(market_tv)@2023 ? > 0 percent", "growth(market_tv)@2023 ? < 0 percent", True),
        ("growth(market_tv)@2023 ? > 0 percent", "growth(market_movie)@2023 ? > 0 percent", False),
        ("compare market_tv@2023, market_movie@2023 ? >", "compare market_movie@2023, market_tv@2023 ? >", True),
        ("highest market_total ? = 2024", "highest market_total ? = 2024", True),
        ("market_total@2024 ? = 3.84e12 JPY", "market_total@2024 ? = 25e9 USD", False),
        ("market_tv@2023 ? > 90e9 JPY", "market_tv@2023 ? < 100e9 JPY", False),
        ("market_tv@2023 ? = 97e9 JPY", "compare market_tv@2023, market_movie@2023 ? >", False),
    ],
    ids=[
        "two amounts",
        "a scale put right",
        "two things",
        "one each",
        "said twice",
        "both ways",
        "two that rose",
        "ahead and behind",
        "another said twice",
        "converted",
        "bounds",
        "compared",
    ],
)
def test_an_amount_is_told_of_one_thing_and_a_thing_has_one(one: str, other: str, *, excluded: bool) -> None:
    first, second = query_of(one), query_of(other)
    assert isinstance(first, Query)
    assert isinstance(second, Query)
    assert excludes(first, second) is excluded
    assert excludes(second, first) is excluded
