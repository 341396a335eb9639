"""What the network is given of a question: the years and amounts that may play a part, and of the turn before."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.model import Item, Operation, Query, Unit
from knowledge.questions import Reader
from knowledge.questions.learnt.encoding import MOST_TOKENS, Encoded, encoded
from knowledge.questions.normalise import is_japanese, normalised
from knowledge.questions.spelled import in_digits
from tests.questions.corpora import YEAR_NOW, the_catalogue

OVERSEAS_2019 = Query(operation=Operation.VALUE, items=(Item(metric="market_overseas", period=2019),))


def seen(reader: Reader, text: str, previous: Query | None = None) -> Encoded:
    plain = in_digits(normalised(text))
    language = "ja" if is_japanese(plain) else "en"
    return encoded(reader.tags(plain), plain, language, the_catalogue(), YEAR_NOW, previous)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("and the year before?", 2018),
        ("and the year after?", 2020),
        ("what was it one year earlier?", 2018),
        ("two years later", 2021),
        ("3 years before that", 2016),
        ("その2年後は？", 2021),
        ("5年前は", 2014),
    ],
)
def test_a_year_is_counted_from_that_of_the_turn_before(reader: Reader, text: str, year: int) -> None:
    question = seen(reader, text, OVERSEAS_2019)
    assert year in [each.value for each in question.years if question.said(each)]


def test_a_year_is_counted_from_the_one_that_the_question_says_itself(reader: Reader) -> None:
    question = seen(reader, "overseas two years before 2016", OVERSEAS_2019)
    assert 2014 in [each.value for each in question.years]


def test_the_year_that_answered_the_turn_before_is_counted_from_too(reader: Reader) -> None:
    peak = Query(
        operation=Operation.EXTREME,
        items=(Item(metric="market_live"),),
        before=(Item(metric="market_live", period=2023),),
    )
    assert 2022 in [each.value for each in seen(reader, "and one year earlier?", peak).years]


@pytest.mark.parametrize(
    ("text", "years"),
    [("total market 23", [2023]), ("domestic 20 21 22", [2020, 2021, 2022]), ("19〜24の推移", [2019, 2024])],
)
def test_bare_numbers_of_two_digits_may_be_years(reader: Reader, text: str, years: list[int]) -> None:
    assert [year.value for year in seen(reader, text).years] == years


def test_what_the_turn_before_brought_is_not_said(reader: Reader) -> None:
    question = seen(reader, "and domestic?", OVERSEAS_2019)
    assert [(year.value, question.said(year)) for year in question.years] == [(2019, False)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("above 2 trillion yen?", "2000000000000", Unit.JPY),
        ("more than half?", "50", Unit.PERCENT),
        ("has it doubled?", "2", Unit.TIMES),
        ("double-digit growth?", "10", Unit.PERCENT),
        ("二桁成長？", "10", Unit.PERCENT),
    ],
)
def test_amounts_are_numbers_and_words_for_them(reader: Reader, text: str, value: str, unit: Unit) -> None:
    amounts = [(amount.quantity.value, amount.quantity.unit) for amount in seen(reader, text).amounts]
    assert (Decimal(value), unit) in amounts


def test_of_a_long_message_the_beginning_and_the_end_are_read(reader: Reader) -> None:
    question = seen(reader, "overseas " + "so " * 500 + "2024")
    assert len(question.tokens) <= MOST_TOKENS + 1
    assert (question.texts[1], question.texts[-1]) == ("overseas", "2024")
