"""Single numbers, comparisons, series, arithmetic and the goal, each worked by hand on the small known world."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.answering import Desk
from knowledge.model import (
    Answer,
    AnswerStatus,
    Basis,
    Item,
    Kind,
    Operation,
    Quantity,
    Query,
    Reason,
    Relation,
    Select,
    Span,
    Unit,
    Value,
)

L, G, S = Kind.LEVEL, Kind.GROWTH, Kind.SHARE
GOAL = "content_overseas_target"
SALES = "content_overseas_sales"


def _item(metric: str, period: int | None = None, kind: Kind = L, of: str | None = None) -> Item:
    return Item(metric=metric, period=period, kind=kind, of=of)


def _ask(desk: Desk, operation: Operation, *items: Item, **more: object) -> Answer:
    return desk.answer(Query.model_validate({"operation": operation, "items": items, **more}))


def _headline(answer: Answer) -> Decimal:
    assert answer.status is AnswerStatus.ANSWERED
    return answer.values[0].quantity.value


def _beside(answer: Answer, role: str) -> Value:
    return next(value for value in answer.context if value.role == role)


def _years(answer: Answer) -> list[int | None]:
    return [value.item.period for value in answer.values if value.item]


def _near(expected: str, within: str = "0.0001") -> object:
    return pytest.approx(Decimal(expected), abs=Decimal(within))


# --- values ---


def test_no_year_means_the_latest_held_and_the_answer_says_which(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item("market_overseas"))
    assert _headline(answer) == Decimal("2170.2e9")
    assert answer.query is not None
    assert answer.query.items[0].period == 2024


def test_a_level_has_growth_share_and_dollars_beside_it(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item("market_overseas", 2024))
    assert _beside(answer, "growth").quantity.value == 26
    assert _beside(answer, "share").quantity.value == _near("56.5053")
    assert _beside(answer, "in_dollars").quantity.value == Decimal("14.27e9")


def test_a_growth_has_the_two_levels_beside_it(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item("market_overseas", 2024, G))
    assert [value.quantity.value for value in answer.context] == [Decimal("2170.2e9"), Decimal("1722.2e9")]


def test_a_coarse_share_has_the_finer_computed_one_beside_it(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item("market_overseas", 2018, S))
    assert _headline(answer) == 46
    assert _beside(answer, "computed").quantity.value == _near("46.2639")  # 1009.2 / 2181.4


def test_what_contradicts_a_printed_figure_is_said_with_it(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item("market_total", 2020))
    assert _headline(answer) == Decimal("2426.1e9")
    assert _beside(answer, "computed").quantity.value == Decimal("2419.9e9")
    assert "The parts fall short." in [caveat["en"] for caveat in answer.caveats]


def test_another_print_is_said_to_be_reported_too(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item(SALES, 2024))
    assert [value.quantity.value for value in answer.also_reported] == [Decimal("6004.4e9")]


def test_dollars_are_the_headline_when_asked_for(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item("market_overseas", 2024), unit=Unit.USD)
    assert (_headline(answer), answer.values[0].basis) == (Decimal("14.27e9"), Basis.REPORTED)
    assert _beside(answer, "in_yen").quantity.value == Decimal("2170.2e9")


@pytest.mark.parametrize(
    ("metric", "period", "reason", "years"),
    [
        ("market_total", 2025, Reason.NOT_HELD, (2024,)),
        ("market_total", 2021, Reason.NOT_HELD, (2020, 2022)),
        ("market_total", 2030, Reason.FUTURE, (2024,)),
        ("market_overseas", 2003, Reason.NOT_HELD, (2017,)),
        (GOAL, 2030, Reason.FUTURE, (2033,)),
        ("nowhere", 2024, Reason.NOT_COVERED, ()),
    ],
)
def test_a_missing_year_is_declined_with_the_nearest_ones(
    desk: Desk, metric: str, period: int, reason: Reason, years: tuple[int, ...]
) -> None:
    answer = _ask(desk, Operation.VALUE, _item(metric, period))
    assert answer.declined is not None
    assert (answer.status, answer.declined.reason, answer.declined.years) == (AnswerStatus.DECLINED, reason, years)


def test_dollars_without_a_rate_are_declined(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item("market_overseas", 2020), unit=Unit.USD)
    assert answer.declined is not None
    assert (answer.declined.reason, answer.declined.years) == (Reason.NO_RATE, (2019, 2024))


def test_a_growth_between_two_series_is_declined_as_such(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item(SALES, 2021, G))
    assert answer.declined is not None
    assert answer.declined.reason is Reason.SERIES_BREAK


def test_of_several_things_those_held_are_answered_and_the_rest_is_named(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item("market_overseas", 2024), _item("market_streaming", 2024))
    assert [value.item and value.item.metric for value in answer.values] == ["market_overseas"]
    assert "market_streaming is not held for 2024." in [caveat["en"] for caveat in answer.caveats]


# --- against each other ---


def test_a_comparison_is_made_in_the_latest_year_that_both_have(desk: Desk) -> None:
    answer = _ask(desk, Operation.COMPARE, _item("market_streaming"), _item("market_overseas"))
    assert _years(answer) == [2023, 2023]


def test_a_comparison_takes_over_the_one_year_said(desk: Desk) -> None:
    answer = _ask(desk, Operation.COMPARE, _item("market_overseas", 2020), _item("market_domestic"))
    assert _years(answer) == [2020, 2020]


def test_a_comparison_says_difference_and_ratio(desk: Desk) -> None:
    answer = _ask(desk, Operation.COMPARE, _item("market_domestic", 2024), _item("market_overseas", 2024))
    assert _beside(answer, "difference").quantity.value == Decimal("499.7e9")
    assert _beside(answer, "ratio").quantity.value == _near("1.2991")


def test_the_larger_comes_first_when_asked_for(desk: Desk) -> None:
    items = _item("market_domestic", 2024), _item("market_overseas", 2024)
    assert _headline(_ask(desk, Operation.COMPARE, *items, select=Select.HIGHEST)) == Decimal("2170.2e9")


def test_growth_rates_are_compared_in_points(desk: Desk) -> None:
    answer = _ask(desk, Operation.COMPARE, _item("market_overseas", 2024, G), _item("market_domestic", 2024, G))
    points = _beside(answer, "difference").quantity
    assert (points.value, points.unit) == (Decimal("23.2"), Unit.POINTS)


# --- series ---


def test_a_series_gives_every_year_held_and_names_the_others(desk: Desk) -> None:
    answer = _ask(desk, Operation.SERIES, _item("market_total"), span=Span(start=2019))
    assert _years(answer) == [2019, 2020, 2022, 2023, 2024]
    assert "No figure is held for 2021." in [caveat["en"] for caveat in answer.caveats]


def test_a_series_says_what_became_of_it(desk: Desk) -> None:
    answer = _ask(desk, Operation.SERIES, _item("market_total"), span=Span(start=2019, end=2024))
    assert _beside(answer, "change").quantity.value == _near("52.7421")  # 3840.7 / 2514.5
    assert _beside(answer, "cagr").quantity.value == _near("8.8408")  # its fifth root


def test_a_series_does_not_cross_a_change_of_series(desk: Desk) -> None:
    answer = _ask(desk, Operation.SERIES, _item(SALES), span=Span(start=2019))
    assert _years(answer) == [2021, 2022, 2024]
    assert "Left out, as they belong to a different series: 2019–2020." in [caveat["en"] for caveat in answer.caveats]


def test_an_index_is_percent_of_its_base_year_with_the_doubt_of_both(desk: Desk) -> None:
    answer = _ask(desk, Operation.SERIES, _item("market_total"), span=Span(start=2022), base=2019)
    assert _years(answer) == [2022, 2023, 2024]
    assert answer.values[0].quantity.value == _near("116.4327")  # 2927.7 / 2514.5
    assert answer.values[0].quantity.low == _near("116.4284")  # 2927.65 / 2514.55
    assert answer.context[0].quantity.value == Decimal("2514.5e9")


def test_the_base_year_itself_is_a_hundred_without_doubt(desk: Desk) -> None:
    answer = _ask(desk, Operation.SERIES, _item("market_total"), span=Span(start=2019, end=2019), base=2019)
    quantity = answer.values[0].quantity
    assert quantity == Quantity.exact(100, Unit.PERCENT)


def test_a_base_year_that_is_not_held_is_named(desk: Desk) -> None:
    answer = _ask(desk, Operation.SERIES, _item("market_total"), base=2021)
    assert answer.declined is not None
    assert answer.declined.item == _item("market_total", 2021)
    assert answer.declined.years == (2020, 2022)


def test_a_growth_is_no_index(desk: Desk) -> None:
    answer = _ask(desk, Operation.SERIES, _item("market_total", kind=G), base=2019)
    assert answer.declined is not None
    assert answer.declined.reason is Reason.NOT_COMPARABLE


def test_an_index_does_not_cross_a_change_of_series(desk: Desk) -> None:
    answer = _ask(desk, Operation.SERIES, _item(SALES), span=Span(start=2021), base=2020)
    assert answer.declined is not None
    assert answer.declined.reason is Reason.SERIES_BREAK


# --- editions ---


def _caveats(answer: Answer) -> list[str]:
    return [caveat["en"] for caveat in answer.caveats]


def test_dollars_of_an_earlier_print_are_said_to_be(desk: Desk) -> None:
    said = "The dollars are those of an earlier print, JPY 2,511.2 billion."
    assert said in _caveats(_ask(desk, Operation.VALUE, _item("market_total", 2019)))
    assert said not in _caveats(_ask(desk, Operation.VALUE, _item("market_total", 2024)))


def test_years_without_a_growth_rate_are_not_called_years_without_a_figure(desk: Desk) -> None:
    answer = _ask(desk, Operation.SERIES, _item("market_total", kind=G), span=Span(start=2020, end=2024))
    assert any(caveat.startswith("No growth rate is held for 2021") for caveat in _caveats(answer))


# --- arithmetic ---


@pytest.mark.parametrize(
    ("operation", "items", "more", "expected", "unit"),
    [
        (Operation.SUM, [("market_overseas", 2024), ("market_domestic", 2024)], {}, "3840.7e9", Unit.JPY),
        (Operation.SUM, [("market_total", None)], {"span": Span(start=2022, end=2024)}, "10114.9e9", Unit.JPY),
        (Operation.AVERAGE, [("market_total", None)], {"span": Span(start=2023, end=2024)}, "3593.6e9", Unit.JPY),
        (Operation.DIFFERENCE, [("market_domestic", 2024), ("market_overseas", 2024)], {}, "499.7e9", Unit.JPY),
        (Operation.DIFFERENCE, [("market_domestic", 2020), ("market_domestic", 2019)], {}, "-133.1e9", Unit.JPY),
        (
            Operation.DIFFERENCE,
            [("market_domestic", 2020), ("market_domestic", 2019)],
            {"relation": Relation.BELOW},
            "133.1e9",
            Unit.JPY,
        ),
        (
            Operation.DIFFERENCE,
            [("market_domestic", 2024), ("market_overseas", 2024)],
            {"relation": Relation.ABOVE},
            "-499.7e9",
            Unit.JPY,
        ),
        (Operation.RATIO, [("market_overseas", 2024), ("market_domestic", 2024)], {}, "1.2991", Unit.TIMES),
        (Operation.CHANGE, [("market_total", 2024), ("market_total", 2019)], {}, "52.7421", Unit.PERCENT),
        (Operation.CAGR, [("market_total", 2022), ("market_total", 2024)], {}, "14.5360", Unit.PERCENT),
        (Operation.RATE, [("market_overseas", 2024)], {}, "152.0813", Unit.RATE),
        (Operation.RATE, [], {}, "152.1069", Unit.RATE),
    ],
)
def test_arithmetic_over_items_is_exact(
    desk: Desk,
    operation: Operation,
    items: list[tuple[str, int | None]],
    more: dict[str, object],
    expected: str,
    unit: Unit,
) -> None:
    answer = _ask(desk, operation, *(_item(metric, period) for metric, period in items), **more)
    assert _headline(answer) == _near(expected)
    assert answer.values[0].quantity.unit is unit


def test_the_growth_of_one_year_is_the_printed_one(desk: Desk) -> None:
    """14.8 as printed, 14.7676 from 3,840.7 and 3,346.5."""
    answer = _ask(desk, Operation.CHANGE, _item("market_total", 2024), _item("market_total", 2023))
    assert _headline(answer) == Decimal("14.8")
    assert _beside(answer, "computed").quantity.value == _near("14.7677")


def test_a_missing_year_stops_a_sum_and_is_named(desk: Desk) -> None:
    answer = _ask(desk, Operation.SUM, _item("market_total"), span=Span(start=2019, end=2022))
    assert answer.declined is not None
    assert (answer.declined.reason, answer.declined.years) == (Reason.NOT_HELD, (2021,))


def test_what_is_counted_twice_is_said_to_be(desk: Desk) -> None:
    answer = _ask(desk, Operation.SUM, _item("market_total", 2024), _item("market_domestic", 2024))
    assert "One of these is part of another and is counted twice." in [caveat["en"] for caveat in answer.caveats]


def test_things_of_different_units_are_not_subtracted(desk: Desk) -> None:
    answer = _ask(desk, Operation.DIFFERENCE, _item("market_total", 2024), _item("market_total", 2024, G))
    assert answer.declined is not None
    assert answer.declined.reason is Reason.NOT_COMPARABLE


# --- the goal ---


@pytest.mark.parametrize(
    ("operation", "expected", "unit"),
    [
        (Operation.GAP, "14200e9", Unit.JPY),
        (Operation.PROGRESS, "29", Unit.PERCENT),
        (Operation.REQUIRED, "14.7449", Unit.PERCENT),
    ],
)
def test_the_goal_is_measured_against_what_it_is_a_goal_for(
    desk: Desk, operation: Operation, expected: str, unit: Unit
) -> None:
    """20 - 5.8, 5.8 / 20 and the ninth root of 20 / 5.8."""
    answer = _ask(desk, operation, _item(GOAL))
    assert _headline(answer) == _near(expected)
    assert answer.values[0].quantity.unit is unit
    assert {"multiple", "target"} <= {value.role for value in answer.context}
    assert _beside(answer, "multiple").quantity.value == _near("3.4483")


def test_the_order_of_goal_and_observation_does_not_matter(desk: Desk) -> None:
    turned = _ask(desk, Operation.GAP, _item(GOAL), _item(SALES, 2022))
    assert _headline(turned) == Decimal("15300e9")


def test_the_gap_in_dollars_is_between_printed_dollars_or_converted_ones(desk: Desk) -> None:
    """131.4 - 5,800 / 152.1069 = 93.269."""
    answer = _ask(desk, Operation.GAP, _item(GOAL), unit=Unit.USD)
    assert _headline(answer) == _near("93.269e9", "0.001e9")


def test_anime_against_the_goal_for_all_content_is_asked_back(desk: Desk) -> None:
    answer = _ask(desk, Operation.GAP, _item("market_overseas"), _item(GOAL))
    assert answer.status is AnswerStatus.CLARIFY
    assert answer.declined is not None
    assert answer.declined.reason is Reason.ACROSS_SCOPES
    offered = [(choice.operation, [(i.metric, i.period) for i in choice.items]) for choice in answer.choices]
    assert offered == [
        (Operation.GAP, [(SALES, 2024), (GOAL, 2033)]),
        (Operation.VALUE, [("market_overseas", 2024), (GOAL, 2033)]),
    ]


@pytest.mark.parametrize("operation", [Operation.DIFFERENCE, Operation.RATIO, Operation.SUM, Operation.CHANGE])
def test_the_broad_and_the_production_market_are_not_mixed(desk: Desk, operation: Operation) -> None:
    answer = _ask(desk, operation, _item("market_overseas", 2024), _item("production_overseas", 2024))
    assert answer.status is AnswerStatus.CLARIFY
    assert answer.choices[-1].operation is Operation.VALUE


def test_setting_two_markets_side_by_side_is_fine_with_a_caveat(desk: Desk) -> None:
    answer = _ask(desk, Operation.COMPARE, _item("market_overseas", 2024), _item("production_overseas", 2024))
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.context == ()
    assert "Different definitions" in answer.caveats[0]["en"]


def test_every_choice_offered_has_an_answer(desk: Desk) -> None:
    asked_back = _ask(desk, Operation.RATIO, _item("market_overseas", 2024), _item("production_total", 2024))
    assert {desk.answer(choice).status for choice in asked_back.choices} == {AnswerStatus.ANSWERED}


@pytest.mark.parametrize("metric", ["market_overseas", "market_total", GOAL, "tv_titles", "production_overseas"])
def test_every_suggestion_has_an_answer(desk: Desk, metric: str) -> None:
    for period in (2001, None):
        suggestions = _ask(desk, Operation.VALUE, _item(metric, period)).suggestions
        assert 0 < len(suggestions) <= 4
        assert {desk.answer(each).status for each in suggestions} == {AnswerStatus.ANSWERED}


def test_a_contribution_is_the_part_s_change_over_the_whole_s(desk: Desk) -> None:
    answer = _ask(desk, Operation.CONTRIBUTION, _item("market_overseas", 2024), _item("market_overseas", 2023))
    assert _headline(answer) == _near("90.6515")  # (2170.2 - 1722.2) / (3840.7 - 3346.5)
    assert answer.values[0].formula is not None
    assert answer.values[0].formula.template == "({0} − {1}) / ({2} − {3})"


def test_what_has_no_whole_contributes_to_none(desk: Desk) -> None:
    answer = _ask(desk, Operation.CONTRIBUTION, _item("market_total", 2024), _item("market_total", 2023))
    assert answer.declined is not None
    assert answer.declined.reason is Reason.NOT_COMPARABLE
