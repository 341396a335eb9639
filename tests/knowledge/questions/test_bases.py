"""A question for an index: its base year is read by rule, the rest as any other question."""

from __future__ import annotations

import pytest

from knowledge.model import Item, Operation, Query, Reason, Span
from knowledge.questions import Unread
from knowledge.questions.bases import without_base
from tests.knowledge.questions.conftest import Ask, Understand


@pytest.mark.parametrize(
    ("text", "rest", "base"),
    [
        ("index the overseas market to 2015 = 100", "the overseas market", 2015),
        ("rebase production revenue to 2020", "production revenue", 2020),
        ("overseas, 2012 = 100, 2020 to 2024", "overseas , 2020 to 2024", 2012),
        ("anime market index in 2024 (2019 = 100)", "anime market in 2024", 2019),
        ("overseas as an index with 2018 as the base year", "overseas", 2018),
        ("2013年を100とすると、2024年の海外は?", "2024年の海外は?", 2013),
        ("海外を2019年=100の指数で", "海外を", 2019),
    ],
)
def test_the_base_year_is_taken_off(text: str, rest: str, base: int) -> None:
    assert without_base(text) == (rest, base)


@pytest.mark.parametrize(
    "text",
    [
        "was the market 100 billion in 2015?",
        "is 2015 at 100 percent",
        "did 2015 = 100 million hold?",
        "2015年に100億円を超えた?",
        "which index do you use?",
        "an amount of 1000 in 2015",
        "with 2019 as the base, by what percent did it grow until 2024?",
        "2019年を基準にして、2024年までに何%伸びた?",
    ],
)
def test_what_asks_for_no_index_stays_as_it_is(text: str) -> None:
    assert without_base(text) == (text, None)


def _course(metric: str, span: Span, base: int) -> Query:
    return Query(operation=Operation.SERIES, items=(Item(metric=metric),), span=span, base=base)


def test_an_index_without_other_years_goes_on_from_its_base(understand: Understand) -> None:
    assert understand("index the overseas market to 2015").model_copy(update={"before": ()}) == _course(
        "market_overseas", Span(start=2015), 2015
    )


def test_an_index_of_one_year_is_of_that_year(understand: Understand) -> None:
    query = understand("indexed to 2015, what was the anime market in 2024?")
    assert query == _course("market_total", Span(start=2024, end=2024), 2015)


def test_what_can_be_no_index_is_not_answered_as_if_it_were_none(ask: Ask) -> None:
    result = ask("by how much did the market grow in 2024, indexed to 2015?")
    assert isinstance(result, Unread)
    assert result.reason is Reason.NOT_UNDERSTOOD
