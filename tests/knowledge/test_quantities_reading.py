"""Quantities are read exactly as people print and type them: one meaning, its spellings; and what is no quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Unit
from knowledge.quantities import find_quantities, parse_quantity
from knowledge.quantities.parsing import MOST

MEANINGS: dict[tuple[str, Unit | None], str] = {
    ("3.84e12", Unit.JPY): (
        "JPY3.84 trillion | 3.84 trillion yen | ¥3.84tn | ￥3.84 trillion | yen 3.84 trillion | "
        "3.84 TRILLION YEN | 3.84trillionyen | 3.84T yen | 3.84 t yen | 3.84trn JPY | 3.84兆円 | "
        "３．８４兆円 | 3兆8400億円 | 3兆8,400億円 | 3.84 trilion yen | 3.84 trillionn yen | "
        "three point eight four trillion yen | 3.84 lakh crore yen"
    ),
    ("2.1702e12", Unit.JPY): (
        "2兆1702億円 | ２兆１７０２億円 | 2兆1,702億円 | 二兆千七百二億円 | 21,702億円 | "
        "JPY 2,170.2 billion | 2,170,200,000,000 yen"
    ),
    ("2.5e9", Unit.USD): ("$2.5 billion | 250 crore dollars | $25,000 lakh"),
    ("2.5e12", Unit.JPY): ("¥2.5tn | 2兆5,000億円 | 2兆5千億円 | 2.5兆円 | 2,5 trillion yen"),
    ("2e12", Unit.JPY): ("二兆円 | 2兆円 | two trillion yen | 2t yen"),
    ("3840.7e9", None): ("3,840.7 billion | 3840.7bn | 3,840.7b | 3.8407 trillion | 3兆8407億"),
    ("118420", Unit.MINUTES): ("11万8420分 | 11万8,420分 | 118,420 minutes"),
    ("123456789", Unit.JPY): ("1億2345万6789円"),
    ("466.2e9", None): ("466.2b | 466.2 billion | 466.2bn | 466.2 Bln | 4662億"),
    ("14.27e9", Unit.USD): (
        "$14.27 billion | 14.27bn dollars | US$14.27bn | 14.27 billion USD | USD 14.27bn | 142.7億ドル | "
        "14.27 billion bucks | 14.27 billion US dollars"
    ),
    ("25e9", Unit.USD): ("250億ドル | $25bn | twenty-five billion dollars"),
    ("26", Unit.PERCENT): (
        "26% | 26 % | 26 percent | 26 per cent | 26pct | ２６％ | 26パーセント | twenty-six percent | +26% | 2割6分"
    ),
    ("20", Unit.PERCENT): ("2割 | 二割 | 20%"),
    ("15", Unit.PERCENT): ("1割5分 | 15%"),
    ("-9", Unit.PERCENT): ("-9% | −9% | ▲9% | △9％ | minus 9 percent | マイナス9%"),
    ("8.7", Unit.POINTS): (
        "8.7 percentage points | 8.7pts | 8.7 pp | 8.7ポイント | 8.7%ポイント | 8.7ﾎﾟｲﾝﾄ | 8.7 points"
    ),
    ("2.5", Unit.TIMES): ("2.5倍 | 2.5 times | 2.5x | 2.5-fold"),
    ("3", Unit.TIMES): ("3x | 3倍 | 三倍 | three times | 3-fold"),
    ("136", None): ("136 | １３６"),
    ("136", Unit.COUNT): ("136件 | 百三十六件"),
    ("12", None): ("十二 | 12"),
    ("1.5", None): ("1,5 | 1.5"),
    ("5", Unit.YEARS): ("5 years | 5年間 | five years"),
    ("136407", Unit.MINUTES): ("136,407 minutes | 136407分 | 136,407分間"),
}
"""Value and unit, and the spellings of it."""


@pytest.mark.parametrize(
    ("spelling", "value", "unit"),
    [(spelling, value, unit) for (value, unit), spellings in MEANINGS.items() for spelling in spellings.split(" | ")],
)
def test_every_spelling_of_a_quantity_is_read_whole(spelling: str, value: str, unit: Unit | None) -> None:
    found = parse_quantity(spelling)
    assert found is not None
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_a_percentage_of_an_amount_keeps_its_sign() -> None:
    found = find_quantities("前年比112.5%の4兆3,208億円")
    assert [(each.value, each.unit) for each in found] == [
        (Decimal("112.5"), Unit.PERCENT),
        (Decimal("4.3208e12"), Unit.JPY),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "半分",
        "double",
        "half a trillion",
        "十分な説明",
        "一番大きい",
        "千葉県",
        "2nd place",
        "the 3rd",
        "trillion yen",
        "億ドル",
        "数兆円",
        "one of the markets",
        "percent",
        "",
    ],
)
def test_words_that_are_no_quantity_are_left_alone(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "rounding"),
    [
        ("3.84 trillion", "5e9"),
        ("2.17 trillion", "5e9"),
        ("20 trillion", "5e11"),
        ("3,840.7 billion", "5e7"),
        ("2兆1702億円", "5e7"),
        ("2兆5,000億円", "5e10"),
        ("26%", "0.5"),
        ("26.0%", "0.05"),
        ("2割", "5"),
        ("1割5分", "0.5"),
        ("二千七百億円", "5e9"),
        ("2,170,200,000,000", "0.5"),
    ],
)
def test_the_interval_is_what_the_printed_digits_allow(text: str, rounding: str) -> None:
    assert find_quantities(text)[0].rounding == Decimal(rounding)


def test_counts_and_years_are_exact_whatever_their_digits() -> None:
    quantity = find_quantities("136")[0].quantity(Unit.COUNT)
    assert quantity.low == quantity.high == 136


def test_a_unit_that_nobody_said_must_be_given() -> None:
    with pytest.raises(ValueError, match="no unit"):
        find_quantities("3.84 trillion")[0].quantity()


def test_spans_are_those_of_the_text_even_when_it_is_full_width() -> None:
    text = "海外は２兆１７０２億円、国内は1.67 trillion yenだった"
    assert [text[found.start : found.end] for found in find_quantities(text)] == [
        "２兆１７０２億円",
        "1.67 trillion yen",
    ]


def test_all_quantities_of_a_sentence_are_found_in_order() -> None:
    text = "Overseas surged 26% to JPY2.17 trillion ($14.27 billion) in 2024, local earnings 2.8% to JPY1.67 trillion"
    assert [found.text for found in find_quantities(text)] == [
        "26%",
        "JPY2.17 trillion",
        "$14.27 billion",
        "2024",
        "2.8%",
        "JPY1.67 trillion",
    ]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("in 2024", [True]),
        ("2015-2024", [True, True]),
        ("in 2024, yen 3tn", [True, False]),
        ("2,024 titles", [False]),
        ("2024億円", [False]),
        ("1989", [False]),
        ("$2024", [False]),
    ],
)
def test_bare_numbers_that_look_like_years_are_flagged(text: str, years: list[bool]) -> None:
    assert [found.year_like for found in find_quantities(text)] == years


def test_the_end_of_a_range_is_no_negative_number() -> None:
    assert [found.value for found in find_quantities("20-30% and 5 -3")] == [20, 30, 5, -3]


def test_a_misspelt_scale_is_said_to_have_been_mended() -> None:
    assert find_quantities("3.84 trilion yen")[0].respelled == "trillion"
    assert find_quantities("3.84 nillion yen")[0].power is None


def test_a_text_of_nothing_but_numbers_is_read_up_to_a_bound() -> None:
    assert len(find_quantities("1," * 50_000)) == MOST
    assert find_quantities("1" * 100_000) == []


@given(st.text(alphabet="0123456789.,兆億万円% -yentrilobsx二十百千割分$¥▲", max_size=60))
def test_any_text_gives_spans_in_order_that_do_not_overlap(text: str) -> None:
    found = find_quantities(text)
    edges = [edge for each in found for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert all(text[each.start : each.end] == each.text for each in found)
