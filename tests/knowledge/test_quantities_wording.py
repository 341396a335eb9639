"""Quantities are worded by each language's habits, with the digits that are known and no more than people read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Quantity, Unit
from knowledge.quantities import parse_quantity, worded, worded_as_printed, worded_in_full, worded_interval
from knowledge.quantities.vocabulary import languages


def _rounded(value: str, unit: Unit, rounding: str) -> Quantity:
    return Quantity.rounded(Decimal(value), unit, Decimal(rounding))


def _between(value: str, low: str, high: str, unit: Unit) -> Quantity:
    return Quantity(value=Decimal(value), unit=unit, low=Decimal(low), high=Decimal(high))


OVERSEAS = _rounded("2170.2e9", Unit.JPY, "0.05e9")
TOTAL = _rounded("3840.7e9", Unit.JPY, "0.05e9")

WORDED = [
    (OVERSEAS, "JPY 2.17 trillion", "2兆1,702億円"),
    (TOTAL, "JPY 3.84 trillion", "3兆8,407億円"),
    (_rounded("5.8e12", Unit.JPY, "0.05e12"), "JPY 5.8 trillion", "5.8兆円"),
    (Quantity.exact(20 * 10**12, Unit.JPY), "JPY 20 trillion", "20兆円"),
    (_rounded("466.2e9", Unit.JPY, "0.05e9"), "JPY 466.2 billion", "4,662億円"),
    (_rounded("25.25e9", Unit.USD, "5e6"), "$25.25 billion", "252.5億ドル"),
    (_rounded("781e6", Unit.USD, "5e5"), "$781 million", "7.81億ドル"),
    (_rounded("26", Unit.PERCENT, "0.05"), "26%", "26%"),
    (_rounded("-65.6", Unit.PERCENT, "0.05"), "-65.6%", "-65.6%"),
    (_rounded("13.05", Unit.PERCENT, "0.005"), "13.05%", "13.05%"),
    (_between("56.51", "56.307", "56.714", Unit.PERCENT), "56.5%", "56.5%"),
    (_between("14.745", "14.64", "14.856", Unit.PERCENT), "14.7%", "14.7%"),
    (_between("3.4482", "3.419", "3.478", Unit.TIMES), "3.45 times", "3.45倍"),
    (_between("8.7", "8.6", "8.8", Unit.POINTS), "8.7 percentage points", "8.7ポイント"),
    (_between("152.107", "152.075", "152.139", Unit.RATE), "JPY 152.1 per dollar", "1ドル152.1円"),
    (Quantity.exact(136, Unit.COUNT), "136", "136"),
    (Quantity.exact(2024, Unit.YEAR), "2024", "2024年"),
    (Quantity.exact(136407, Unit.MINUTES), "136,407 minutes", "136,407分"),
    (_rounded("-499.7e9", Unit.JPY, "0.1e9"), "-JPY 499.7 billion", "-4,997億円"),
    (_rounded("999.96e9", Unit.JPY, "0.05e9"), "JPY 1 trillion", "1兆円"),
    (Quantity.exact(0, Unit.JPY), "JPY 0", "0円"),
]


@pytest.mark.parametrize(("quantity", "english", "japanese"), WORDED)
def test_a_quantity_is_worded_as_each_language_does(quantity: Quantity, english: str, japanese: str) -> None:
    assert (worded(quantity, "en"), worded(quantity, "ja")) == (english, japanese)


def test_growth_can_be_signed() -> None:
    assert worded(_rounded("26", Unit.PERCENT, "0.05"), "en", signed=True) == "+26%"


def test_the_printed_form_keeps_the_printed_digits() -> None:
    assert worded_as_printed(OVERSEAS, "en") == "JPY 2,170.2 billion"
    assert worded_as_printed(OVERSEAS, "ja") == "2兆1,702億円"


def test_the_full_form_is_digits_only() -> None:
    assert worded_in_full(OVERSEAS, "en") == "JPY 2,170,200,000,000"
    assert worded_in_full(OVERSEAS, "ja") == "2,170,200,000,000円"


def test_the_interval_is_worded_where_there_is_doubt() -> None:
    assert worded_interval(_between("56.51", "56.307", "56.714", Unit.PERCENT), "en") == "56.3% to 56.7%"
    assert worded_interval(Quantity.exact(136, Unit.COUNT), "en") == "136"


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_words_every_unit(language: str) -> None:
    assert {unit for unit in Unit if unit.value not in languages()[language]["wording"]} == set()


AMOUNTS = st.integers(min_value=10**8, max_value=10**14)


@given(AMOUNTS, st.sampled_from([7, 8, 9, 10]), st.sampled_from([Unit.JPY, Unit.USD]), st.sampled_from(["en", "ja"]))
def test_what_is_worded_is_read_back_as_printed(amount: int, place: int, unit: Unit, language: str) -> None:
    value = Decimal(amount // 10**place * 10**place + 10**place)
    quantity = Quantity.rounded(value, unit, Decimal(5 * 10 ** (place - 1)))
    for words in (worded_as_printed(quantity, language), worded_in_full(quantity, language)):
        found = parse_quantity(words)
        assert found is not None
        assert (found.value, found.unit) == (value, unit)


@given(AMOUNTS, st.integers(min_value=1, max_value=10**10), st.sampled_from(["en", "ja"]))
def test_a_headline_lies_near_its_quantity(amount: int, rounding: int, language: str) -> None:
    quantity = Quantity.rounded(Decimal(amount), Unit.JPY, Decimal(rounding))
    found = parse_quantity(worded(quantity, language))
    assert found is not None
    assert abs(found.value - amount) <= max(Decimal(amount) / 200, Decimal(rounding) * 10)
