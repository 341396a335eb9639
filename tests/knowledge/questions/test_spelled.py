"""Numbers in words become digits, and nothing else is touched."""

from __future__ import annotations

import pytest

from knowledge.questions.spelled import in_digits


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("twenty twenty four", "2024"),
        ("twenty-twenty-four", "2024"),
        ("twenty nineteen", "2019"),
        ("nineteen ninety", "1990"),
        ("twenty oh nine", "2009"),
        ("two thousand nineteen", "2019"),
        ("two thousand and twenty four", "2024"),
        ("twenty four", "24"),
        ("one hundred thirty six", "136"),
        ("two point eight", "2.8"),
    ],
)
def test_a_spoken_number_is_written_in_digits(said: str, digits: str) -> None:
    assert in_digits(said) == digits


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2 trilliom", "2 trillion"),
        ("2 trilion", "2 trillion"),
        ("5 bilion", "5 billion"),
        ("26 precent", "26 percent"),
        ("half a trillion", "0.5 trillion"),
        ("twenty five and a quarter billion", "25.25 billion"),
        ("twenty two and a half billion", "22.5 billion"),
        ("two and a quarter trillion", "2.25 trillion"),
        ("2024 and a quarter million", "2024 and a quarter million"),
    ],
)
def test_a_scale_behind_a_number_is_mended(typed: str, meant: str) -> None:
    assert in_digits(typed) == meant


@pytest.mark.parametrize("kanji", ["五年間", "五年前"])
def test_a_count_of_years_in_kanji_is_written_in_digits(kanji: str) -> None:
    assert in_digits(kanji).startswith("5年")


@pytest.mark.parametrize(
    "text", ["one piece", "the two markets", "overseas anime", "2019 titles", "no one", "二〇二四年", "十兆円", ""]
)
def test_words_that_are_no_numbers_stay_as_they_are(text: str) -> None:
    assert in_digits(text) == text


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("nine out of every ten yen", "90 percent"),
        ("1 in every 4", "25 percent"),
        ("zero out of every ten", "zero out of every ten"),
        ("five out of every zero", "five out of every zero"),
        ("ten out of every three", "ten out of every three"),
        ("4分の3", "四分の三"),
        ("14分の3", "14分の3"),
    ],
)
def test_so_many_of_so_many_are_a_share(said: str, meant: str) -> None:
    assert in_digits(said) == meant
