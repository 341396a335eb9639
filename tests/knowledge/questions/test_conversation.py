"""A follow-up keeps what it leaves unsaid; a new topic keeps nothing."""

from __future__ import annotations

import pytest

from knowledge.model import Item, Kind, Operation, Query, Span, Unit
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
    behind = understand(text, OVERSEAS_2023)
    assert behind.model_copy(update={"before": ()}) == understand(text)


@pytest.mark.parametrize("text", ["How many TV anime titles were there in 2016?", "Who chairs the AJA?"])
def test_nothing_is_said_to_be_kept_for_a_new_topic(ask: Ask, text: str) -> None:
    result = ask(text, OVERSEAS_2023)
    assert isinstance(result, Reading)
    assert result.kept == ()


@pytest.mark.parametrize(
    "text", ["what's the weather like in Osaka", "who won the football yesterday?", "大阪の天気は？"]
)
def test_talk_is_no_follow_up(ask: Ask, text: str) -> None:
    assert not isinstance(ask(text, OVERSEAS_2023), Reading)


def test_the_year_of_a_goal_is_not_taken_over(understand: Understand) -> None:
    goal = Query(operation=Operation.VALUE, items=level("content_overseas_target", 2033))
    assert understand("how big was the overseas anime market?", goal).items == level("market_overseas", None)


def test_a_fragment_means_nothing_without_a_turn_before(ask: Ask) -> None:
    assert not isinstance(ask("and in 2024?"), Reading)


def last(understand: Understand, *turns: str) -> Query:
    """The query of the last of several turns."""
    query: Query | None = None
    for turn in turns:
        query = understand(turn, query)
    assert query is not None
    return query


def test_a_claim_is_checked_again_of_another_year(understand: Understand) -> None:
    first = understand("was overseas above 2 trillion yen in 2024?")
    again = understand("and in 2023?", first)
    assert (again.items, again.claim) == (level("market_overseas", 2023), first.claim)


def test_a_kind_is_kept_through_several_turns(understand: Understand) -> None:
    query = last(understand, "overseas share 2023", "and domestic?", "and in 2020?")
    assert query.items == (Item(metric="market_domestic", kind=Kind.SHARE, period=2020),)


def test_two_turns_of_one_thing_each_can_be_set_against_each_other(understand: Understand) -> None:
    query = last(understand, "2024年の海外市場は？", "国内は？", "差は？")
    assert query.operation is Operation.DIFFERENCE
    assert set(query.items) == {*level("market_overseas", 2024), *level("market_domestic", 2024)}


@pytest.mark.parametrize(
    ("turn", "operation"),
    [
        ("how far are we?", Operation.GAP),
        ("how far are we, in percent?", Operation.PROGRESS),
        ("how fast do we need to grow?", Operation.REQUIRED),
    ],
)
def test_after_the_goal_we_are_those_who_set_it(understand: Understand, turn: str, operation: Operation) -> None:
    query = last(understand, "2033 goal?", turn)
    assert query.operation is operation
    assert [item.metric for item in query.items] == ["content_overseas_sales", "content_overseas_target"]


def test_a_series_is_shown_again_of_another_metric(understand: Understand) -> None:
    query = last(understand, "anime market year by year from 2019 to 2024", "and overseas?")
    assert query.operation is Operation.SERIES
    assert [item.metric for item in query.items] == ["market_overseas"]
    assert query.span == Span(start=2019, end=2024)


def test_after_another_country_the_turn_before_still_counts(understand: Understand, ask: Ask) -> None:
    first = understand("tv anime titles 2016")
    assert not isinstance(ask("and in china?", first), Reading)
    assert understand("and in 2019?", first).items == level("tv_titles", 2019)
