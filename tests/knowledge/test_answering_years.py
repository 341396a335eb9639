"""Highest and lowest, first and last, places, prints and editions on the small known world."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from string import Formatter

import pytest

from knowledge.answering import Desk
from knowledge.answering.desk import OPERATIONS
from knowledge.localising import Words
from knowledge.model import (
    Answer,
    AnswerStatus,
    Catalogue,
    Claim,
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
    Verdict,
)
from tests.questions.corpora import TODAY, the_catalogue

L, G, S = Kind.LEVEL, Kind.GROWTH, Kind.SHARE
ZERO = Quantity.exact(0, Unit.PERCENT)


def _item(metric: str, period: int | None = None, kind: Kind = L) -> Item:
    return Item(metric=metric, period=period, kind=kind)


def _ask(desk: Desk, operation: Operation, *items: Item, **more: object) -> Answer:
    return desk.answer(Query.model_validate({"operation": operation, "items": items, **more}))


def _numbers(answer: Answer) -> list[Decimal]:
    return [value.quantity.value for value in answer.values]


def _said(answer: Answer) -> list[str]:
    return [caveat["en"] for caveat in answer.caveats]


def _yen(trillions: str) -> Quantity:
    return Quantity.exact(Decimal(trillions) * 10**12, Unit.JPY)


def test_the_highest_year_is_the_headline_and_its_value_next(desk: Desk) -> None:
    answer = _ask(desk, Operation.EXTREME, _item("market_total"), select=Select.HIGHEST)
    assert _numbers(answer) == [2024, Decimal("3840.7e9")]
    assert answer.values[0].quantity.unit is Unit.YEAR


def test_the_lowest_growth_is_found_among_printed_and_computed(desk: Desk) -> None:
    answer = _ask(desk, Operation.EXTREME, _item("market_total", None, G), select=Select.LOWEST)
    assert _numbers(answer) == [2020, Decimal("-3.5")]


def test_years_missing_among_those_searched_are_named(desk: Desk) -> None:
    answer = _ask(desk, Operation.EXTREME, _item("market_total"), select=Select.HIGHEST)
    assert "No figure is held for 2021." in _said(answer)


def test_a_year_that_may_be_level_is_named(desk: Desk, world: Catalogue) -> None:
    highest = world.preferred("market_total", L, 2024, Unit.JPY)
    assert highest is not None
    twin = highest.model_copy(update={"period": 2021, "value": Decimal("3840.65e9")})
    fields = {name: getattr(world, name) for name in Catalogue.model_fields}
    twins = Desk(Catalogue(**{**fields, "figures": (*world.figures, twin)}), today=lambda: date(2026, 1, 1))
    answer = _ask(twins, Operation.EXTREME, _item("market_total"), select=Select.HIGHEST)
    assert "Within rounding, 2021 may be level with it." in _said(answer)


def test_of_several_things_in_one_year_the_winner_is_the_headline(desk: Desk) -> None:
    items = _item("market_streaming"), _item("market_goods")
    answer = _ask(desk, Operation.EXTREME, *items, select=Select.HIGHEST)
    assert answer.values[0].item == _item("market_goods", 2023)


def test_the_first_year_above_says_when_it_came_again(desk: Desk) -> None:
    items = _item("market_overseas"), _item("market_domestic")
    answer = _ask(desk, Operation.YEARS, *items, relation=Relation.ABOVE, select=Select.FIRST)
    assert _numbers(answer) == [2020, Decimal("1239.4e9"), Decimal("1180.5e9")]
    assert [value.quantity.value for value in answer.context] == [2023]


def test_the_first_year_held_may_not_have_been_the_first(desk: Desk) -> None:
    answer = _ask(desk, Operation.YEARS, _item("market_total"), relation=Relation.ABOVE, bound=_yen("2"))
    assert _numbers(answer)[0] == 2018
    assert "2018 is the first year held; the years before it are unknown." in _said(answer)


def test_a_year_before_that_is_not_held_is_named(desk: Desk) -> None:
    answer = _ask(desk, Operation.YEARS, _item("market_total"), relation=Relation.ABOVE, bound=_yen("2.9"))
    assert _numbers(answer)[0] == 2022
    assert "2021, the year before, is not held." in _said(answer)


def test_the_last_year_below_is_found_too(desk: Desk) -> None:
    answer = _ask(
        desk, Operation.YEARS, _item("market_total"), relation=Relation.BELOW, bound=_yen("3"), select=Select.LAST
    )
    assert _numbers(answer)[0] == 2022


def test_all_years_are_listed_before_their_values(desk: Desk) -> None:
    answer = _ask(
        desk, Operation.YEARS, _item("market_total"), relation=Relation.ABOVE, bound=_yen("3"), select=Select.ALL
    )
    assert _numbers(answer) == [2023, 2024, Decimal("3346.5e9"), Decimal("3840.7e9")]


def test_what_never_was_is_declined_with_what_came_closest(desk: Desk) -> None:
    answer = _ask(desk, Operation.YEARS, _item("market_total"), relation=Relation.ABOVE, bound=_yen("5"))
    assert answer.status is AnswerStatus.DECLINED
    assert [value.quantity.value for value in answer.context] == [2024, Decimal("3840.7e9")]


@pytest.mark.parametrize(
    ("select", "relation", "start", "verdict", "year"),
    [
        (Select.ALL, Relation.ABOVE, None, Verdict.FALSE, 2020),
        (Select.ALL, Relation.ABOVE, 2023, Verdict.TRUE, None),
        (Select.NONE, Relation.BELOW, None, Verdict.FALSE, 2020),
        (Select.NONE, Relation.BELOW, 2023, Verdict.TRUE, None),
        (Select.ANY, Relation.BELOW, None, Verdict.TRUE, 2020),
        (Select.ANY, Relation.BELOW, 2023, Verdict.FALSE, None),
    ],
)
def test_claims_on_all_years_name_the_year_that_decides(
    desk: Desk, select: Select, relation: Relation, start: int | None, verdict: Verdict, year: int | None
) -> None:
    answer = _ask(
        desk,
        Operation.YEARS,
        _item("market_total", None, G),
        select=select,
        relation=relation,
        bound=ZERO,
        span=Span(start=start),
        claim={"relation": Relation.EQUAL},
    )
    assert answer.verdict is verdict
    assert year is None or year in _numbers(answer)


def test_a_years_place_is_counted_among_the_years_held(desk: Desk) -> None:
    """15.3 in 2019, then 14.8 in 2024, 14.3, ... and -3.5."""
    answer = _ask(desk, Operation.RANK, _item("market_total", 2024, G))
    assert _numbers(answer) == [2]
    assert [value.quantity.value for value in answer.context] == [Decimal("14.8"), 4, Decimal("15.3")]


def test_the_lowest_year_ranks_first_from_below(desk: Desk) -> None:
    assert _numbers(_ask(desk, Operation.RANK, _item("market_total", 2020, G), select=Select.LOWEST)) == [1]


# --- where figures come from ---


def test_history_gives_every_print_with_its_rank_the_oldest_first(desk: Desk) -> None:
    answer = _ask(desk, Operation.HISTORY, _item("market_total", 2019))
    prints = [(value.quantity.value, value.role, value.editions) for value in answer.values]
    assert prints == [
        (Decimal("2511.2e9"), "superseded", ("air-2020",)),
        (Decimal("2514.5e9"), "preferred", ("air-2025",)),
    ]


def test_an_edition_is_answered_with_what_was_printed_by_then(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item("market_total", 2019), as_of="air-2020")
    assert _numbers(answer) == [Decimal("2511.2e9")]
    assert "As printed up to Report 2020." in _said(answer)


def test_an_edition_knows_nothing_of_later_years(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item("market_total", 2024), as_of="air-2020")
    assert answer.declined is not None
    assert answer.declined.reason is Reason.NOT_HELD


def test_an_unknown_edition_is_declined_by_name(desk: Desk) -> None:
    answer = _ask(desk, Operation.VALUE, _item("market_total", 2019), as_of="air-1066")
    assert answer.declined is not None
    assert answer.declined.words == ("air-1066",)


def test_provenance_of_a_computed_value_gives_its_inputs(desk: Desk) -> None:
    answer = _ask(desk, Operation.PROVENANCE, _item("market_overseas", 2024, S))
    assert [value.quantity.value for value in answer.context] == [Decimal("2170.2e9"), Decimal("3840.7e9")]


def test_coverage_tells_reported_from_computed_years(desk: Desk) -> None:
    answer = _ask(desk, Operation.COVERAGE, _item("market_streaming"))
    assert [(int(value.quantity.value), value.basis.value) for value in answer.values] == [
        (2022, "computed"),
        (2023, "reported"),
    ]


def test_statements_are_given_by_their_ids(desk: Desk) -> None:
    answer = _ask(desk, Operation.STATEMENT, statements=("chair",))
    assert [statement.id for statement in answer.statements] == ["chair"]
    assert _ask(desk, Operation.STATEMENT, statements=("nobody",)).status is AnswerStatus.DECLINED


def test_a_glance_has_the_headlines_and_the_gap(desk: Desk) -> None:
    answer = _ask(desk, Operation.GLANCE)
    assert _numbers(answer) == [Decimal(n) for n in ("3840.7e9", "2170.2e9", "1670.5e9", "466.2e9")]
    assert answer.context[-1].quantity.value == Decimal("14200e9")


def test_parts_are_answered_one_by_one(desk: Desk) -> None:
    parts = tuple(Query(operation=Operation.VALUE, items=(_item("market_total", year),)) for year in (2021, 2024))
    answer = desk.answer(Query(operation=Operation.PARTS, parts=parts))
    assert [part.status for part in answer.parts] == [AnswerStatus.DECLINED, AnswerStatus.ANSWERED]
    assert answer.status is AnswerStatus.ANSWERED


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_an_operation_without_items_never_fails(desk: Desk, operation: Operation) -> None:
    assert _ask(desk, operation).status in AnswerStatus


def test_every_operation_can_be_answered() -> None:
    assert {*OPERATIONS, Operation.PARTS} == set(Operation)


@pytest.mark.parametrize("package", ["knowledge.answering", "knowledge.reviewing"])
def test_every_sentence_is_worded_in_every_language_with_the_same_places(package: str) -> None:
    first, *others = (
        {key: {name for _, name, _, _ in Formatter().parse(text) if name} for key, text in words.items()}
        for words in Words(package).languages.values()
    )
    assert others
    assert all(other == first for other in others)


@pytest.mark.parametrize(
    ("year", "start", "verdict"),
    [
        (2020, 2012, Verdict.TRUE),
        (2020, None, Verdict.FALSE),  # 2009 is another
        (2018, 2012, Verdict.FALSE),
        (2003, 2012, Verdict.UNKNOWN),
    ],
)
def test_a_year_is_the_only_one_where_no_other_is_so(year: int, start: int | None, verdict: Verdict) -> None:
    claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(year, Unit.YEAR))
    found = _ask(
        Desk(the_catalogue(), today=lambda: TODAY),
        Operation.YEARS,
        _item("market_total", None, G),
        span=Span(start=start),
        select=Select.ALL,
        relation=Relation.BELOW,
        bound=ZERO,
        claim=claim,
    )
    assert found.verdict is verdict
