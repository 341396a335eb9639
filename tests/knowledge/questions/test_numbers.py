"""Years and quantities are found exactly, before anything fuzzy is tried."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from knowledge.model import Unit
from knowledge.questions.normalise import normalised
from knowledge.questions.numbers import numbers_in
from knowledge.questions.spelled import in_digits


def years(text: str) -> list[int]:
    return [number.year for number in numbers_in(in_digits(normalised(text))) if number.year is not None]


def amounts(text: str) -> list[tuple[Decimal, Unit]]:
    found = (number.quantity for number in numbers_in(in_digits(normalised(text))))
    return [(quantity.value, quantity.unit) for quantity in found if quantity is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2024", [2024]),
        ("2019 and 2024", [2019, 2024]),
        ("2019-24", [2019, 2024]),
        ("2019/20", [2019, 2020]),
        ("2021, 22, 23", [2021, 2022, 2023]),
        ("2021 and 22", [2021, 2022]),
        ("2022,2023 and 2024", [2022, 2023, 2024]),
        ("2024年度", [2024]),
        ("2019年〜24年", [2019, 2024]),
        ("2019年から2024年", [2019, 2024]),
    ],
)
def test_years_and_ranges_of_years_are_found(text: str, expected: list[int]) -> None:
    assert years(text) == expected


@pytest.mark.parametrize("text", ["in '23", "'23", "fy23", "for 23", "23年", "23年度"])
def test_a_short_year_is_one_of_this_century(text: str) -> None:
    assert years(text) == [2023]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和元年", 2019),
        ("令和6年", 2024),
        ("令和六年", 2024),
        ("平成30年", 2018),
        ("平成三十年", 2018),
        ("れいわ5年", 2023),
        ("r6 market", 2024),
        ("reiwa 6 market", 2024),
        ("heisei 27 market", 2015),
        ("昭和六十年", 1985),
        ("しょうわ63年", 1988),
        ("れいわろくねん", 2024),
        ("へいせい29ねん", 2017),
        ("にせんにじゅうねん", 2020),
        ("にせんじゅうきゅうねんど", 2019),
    ],
)
def test_an_era_year_is_counted_from_the_year_before_its_first(text: str, year: int) -> None:
    assert years(text) == [year]


@pytest.mark.parametrize("text", ["令和3年・4年・5年", "令和三年、四年と五年", "令和3年から4年、5年"])
def test_years_that_follow_an_era_year_are_of_the_same_era(text: str) -> None:
    assert years(text) == [2021, 2022, 2023]


def test_a_count_of_years_behind_an_era_year_is_none() -> None:
    assert years("令和3年、5年間の平均") == [2021]


@pytest.mark.parametrize(
    ("text", "year"),
    [("二〇二四年", 2024), ("二千二十四年", 2024), ("二千十九年", 2019), ("二千年", 2000), ("一九九八年", 1998)],
)
def test_a_year_in_kanji_is_a_year(text: str, year: int) -> None:
    assert years(text) == [year]


@pytest.mark.parametrize(
    "text",
    ["2000億円", "2024 billion yen", "$2024", "2,024", "2024円", "20.24", "12024", "2024本", "2019.5"],
)
def test_a_number_with_another_meaning_is_no_year(text: str) -> None:
    assert years(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in the 2010s", 2010, 2019),
        ("the early 2010s", 2010, 2014),
        ("late 2010s", 2015, 2019),
        ("since the 90s", 1990, 1999),
        ("the nineties", 1990, 1999),
        ("2010年代", 2010, 2019),
        ("2010年代後半", 2015, 2019),
        ("80年代", 1980, 1989),
    ],
)
def test_a_decade_has_a_first_and_a_last_year(text: str, first: int, last: int) -> None:
    assert [(number.year, number.until) for number in numbers_in(text)] == [(first, last)]


@pytest.mark.parametrize("text", ["2020's titles", "90 seconds", "20 years", "2020年代表"])
def test_what_only_looks_like_a_decade_is_none(text: str) -> None:
    assert all(number.until is None for number in numbers_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "for 20 percent",
        "of 26 per cent",
        "in 12 countries",
        "by 26%",
        "10年間",
        "5年前",
        "for 10 years",
        "in 15 minutes",
    ],
)
def test_two_digits_with_a_unit_are_no_short_year(text: str) -> None:
    assert years(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2 trillion yen", 2 * 10**12, Unit.JPY),
        ("¥2 trillion", 2 * 10**12, Unit.JPY),
        ("2兆円", 2 * 10**12, Unit.JPY),
        ("二兆円", 2 * 10**12, Unit.JPY),
        ("3兆3465億円", 3_346_500_000_000, Unit.JPY),
        ("2.17 trillion yen", 2_170_000_000_000, Unit.JPY),
        ("466.2 billion yen", 466_200_000_000, Unit.JPY),
        ("$25.25 billion", 25_250_000_000, Unit.USD),
        ("250億ドル", 25_000_000_000, Unit.USD),
        ("26%", 26, Unit.PERCENT),
        ("26 percent", 26, Unit.PERCENT),
        ("26パーセント", 26, Unit.PERCENT),
        ("3 times", 3, Unit.TIMES),
        ("3倍", 3, Unit.TIMES),
        ("4662 oku yen", 466_200_000_000, Unit.JPY),
        ("1 cho 6,700 oku yen", 1_670_000_000_000, Unit.JPY),
    ],
)
def test_an_amount_is_in_whole_units(text: str, value: int, unit: Unit) -> None:
    assert amounts(text) == [(Decimal(value), unit)]


def test_trillions_without_a_currency_are_taken_for_yen_and_known_to_be() -> None:
    (number,) = numbers_in("2 trillion")
    assert number.quantity is not None
    assert (number.quantity.unit, number.unit_said) == (Unit.JPY, False)


def test_a_year_beside_an_amount_is_neither_lost_nor_part_of_it() -> None:
    text = "overseas was 2 trillion yen in 2024"
    assert (years(text), amounts(text)) == ([2024], [(Decimal(2 * 10**12), Unit.JPY)])


@pytest.mark.parametrize("text", ["what 2 do", "4 me", "the 1 and only"])
def test_small_digits_that_stand_for_words_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


def test_numbers_come_in_order_and_none_overlaps_the_next() -> None:
    found = numbers_in("from 2019 to 2024, over 2 trillion yen and 26% in 2023")
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert len(found) == 5
