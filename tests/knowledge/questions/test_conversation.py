"""A follow-up keeps what it leaves unsaid; a new topic keeps nothing."""

from __future__ import annotations

import pytest

from knowledge.model import Item, Kind, Operation, Query, Unit
from knowledge.questions import Reading
from tests.knowledge.questions.conftest import Ask, Understand

OVERSEAS_2023 = Query(operation=Operation.VALUE, items=(Item(metric="market_overseas", period=2023),))


def level(metric: str, period: int | None) -> tuple[Item, ...]:
    return (Item(metric=metric, period=period),)


@pytest.mark.parametrize(
    "text", ["and in 2024?", "and 2024?", "what about 2024?", "2024?", "では2024年は？", "2024年は？"]
)
def test_another_year_keeps_the_metric(understand: Understand, text: str) -> None:
    assert understand(text, OVERSEAS_2023).items == level("market_overseas", 2024)


@pytest.mark.parametrize(
    "text", ["and domestic?", "what about the domestic market?", "and at home?", "国内は？", "じゃあ国内は"]
)
def test_another_place_keeps_the_year(understand: Understand, text: str) -> None:
    assert understand(text, OVERSEAS_2023).items == level("market_domestic", 2023)


@pytest.mark.parametrize(("text", "year"), [("and the year before?", 2022), ("and the year after?", 2024)])
def test_the_year_beside_is_counted_from_the_turn_before(understand: Understand, text: str, year: int) -> None:
    assert understand(text, OVERSEAS_2023).items == level("market_overseas", year)


@pytest.mark.parametrize("text", ["and the growth?", "what was its growth?", "成長率は？"])
def test_another_kind_keeps_metric_and_year(understand: Understand, text: str) -> None:
    assert understand(text, OVERSEAS_2023).items == (
        Item(metric="market_overseas", kind=Kind.GROWTH, period=2023),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["in dollars?", "and in dollars?", "ドルでは？"])
def test_another_currency_keeps_metric_and_year(understand: Understand, text: str) -> None:
    query = understand(text, OVERSEAS_2023)
    assert (query.items, query.unit) == (level("market_overseas", 2023), Unit.USD)


def test_another_place_stays_in_the_scope_of_the_turn_before(understand: Understand) -> None:
    studios = Query(operation=Operation.VALUE, items=level("production_total", 2024))
    assert understand("and overseas?", studios).items == level("production_overseas", 2024)


def test_what_was_taken_over_is_said(ask: Ask) -> None:
    result = ask("and in 2024?", OVERSEAS_2023)
    assert isinstance(result, Reading)
    assert "metric" in result.kept


@pytest.mark.parametrize(
    "text",
    [
        "How many TV anime titles were there in 2016?",
        "What was the share of streaming in the anime market in 2023?",
        "Who chairs the AJA?",
        "2016年のテレビアニメは何本でしたか",
        "AJAの会長は誰ですか",
    ],
)
def test_a_new_topic_is_read_as_if_nothing_had_been_said(understand: Understand, text: str) -> None:
    assert understand(text, OVERSEAS_2023) == understand(text)


@pytest.mark.parametrize(
    "text", ["what's the weather like in Osaka", "who won the football yesterday?", "大阪の天気は？"]
)
def test_talk_is_no_follow_up(ask: Ask, text: str) -> None:
    assert not isinstance(ask(text, OVERSEAS_2023), Reading)


def test_a_fragment_means_nothing_without_a_turn_before(ask: Ask) -> None:
    assert not isinstance(ask("and in 2024?"), Reading)
