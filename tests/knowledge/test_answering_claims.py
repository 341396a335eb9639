"""Claims are judged with the roundness of what was said, and a false one is told what went wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.answering import Desk
from knowledge.answering.relations import holds
from knowledge.model import (
    Answer,
    AnswerStatus,
    Claim,
    Item,
    Kind,
    Operation,
    Quantity,
    Query,
    Relation,
    Select,
    Unit,
    Verdict,
)
from knowledge.quantities import find_quantities

L, G, S = Kind.LEVEL, Kind.GROWTH, Kind.SHARE


def _said(text: str, unit: Unit | None = None) -> Quantity:
    return find_quantities(text)[0].quantity(unit)


def _claim(desk: Desk, metric: str, kind: Kind, relation: Relation, said: str, period: int = 2024) -> Answer:
    claim = Claim(relation=relation, bound=_said(said, Unit.JPY))
    return desk.answer(
        Query(operation=Operation.VALUE, items=(Item(metric=metric, kind=kind, period=period),), claim=claim)
    )


TRUE = [
    ("market_total", L, Relation.EQUAL, "3.84 trillion yen"),
    ("market_total", L, Relation.EQUAL, "3,840.7 billion yen"),
    ("market_total", L, Relation.EQUAL, "$25.25 billion"),
    ("market_total", L, Relation.ABOUT, "4 trillion yen"),
    ("market_total", L, Relation.NEARLY, "4 trillion yen"),
    ("market_total", L, Relation.ABOVE, "3.8 trillion yen"),
    ("market_overseas", L, Relation.AT_LEAST, "2.17 trillion yen"),
    ("market_overseas", G, Relation.EQUAL, "26%"),
    ("market_overseas", G, Relation.ABOVE, "0%"),
    ("market_overseas", S, Relation.ABOVE, "50%"),
    ("market_overseas", S, Relation.EQUAL, "56.5%"),
    ("market_overseas", S, Relation.NEARLY, "57%"),
    ("market_domestic", G, Relation.EQUAL, "2.8%"),
]


@pytest.mark.parametrize(("metric", "kind", "relation", "said"), TRUE)
def test_what_the_digits_said_allow_is_true(desk: Desk, metric: str, kind: Kind, relation: Relation, said: str) -> None:
    answer = _claim(desk, metric, kind, relation, said)
    assert (answer.verdict, answer.slip) == (Verdict.TRUE, None)


FALSE = [
    ("market_total", L, Relation.EQUAL, "3,857.2 billion yen", "value"),
    ("market_total", L, Relation.EQUAL, "3,840.8 billion yen", "value"),
    ("market_total", L, Relation.EQUAL, "3.84 billion yen", "unit"),
    ("market_total", L, Relation.EQUAL, "3.35 trillion yen", "year"),
    ("market_overseas", L, Relation.EQUAL, "1.67 trillion yen", "metric"),
    ("market_overseas", L, Relation.EQUAL, "$2.17 trillion", "unit"),
    ("market_overseas", L, Relation.EQUAL, "2 trillion yen", "value"),
    ("market_overseas", G, Relation.EQUAL, "-26%", "direction"),
    ("market_overseas", G, Relation.BELOW, "0%", "direction"),
    ("market_overseas", G, Relation.EQUAL, "56.5%", "share_for_growth"),
    ("market_overseas", S, Relation.EQUAL, "26%", "growth_for_share"),
    ("market_overseas", S, Relation.ABOUT, "60%", "value"),
    ("market_overseas", S, Relation.BELOW, "50%", "value"),
    ("market_domestic", G, Relation.EQUAL, "2.9%", "value"),
]


@pytest.mark.parametrize(("metric", "kind", "relation", "said", "slip"), FALSE)
def test_what_they_do_not_allow_is_false_and_the_slip_is_named(
    desk: Desk, metric: str, kind: Kind, relation: Relation, said: str, slip: str
) -> None:
    answer = _claim(desk, metric, kind, relation, said)
    assert (answer.verdict, answer.slip) == (Verdict.FALSE, slip)


def test_the_true_number_stays_the_headline_and_the_one_meant_stands_beside_it(desk: Desk) -> None:
    answer = _claim(desk, "market_total", L, Relation.EQUAL, "3.35 trillion yen")
    assert answer.values[0].quantity.value == Decimal("3840.7e9")
    meant = next(value for value in answer.context if value.role == "meant")
    assert meant.item == Item(metric="market_total", period=2023)


def test_an_earlier_print_is_recognised(desk: Desk) -> None:
    answer = _claim(desk, "market_total", L, Relation.EQUAL, "2,511.2 billion yen", 2019)
    assert (answer.verdict, answer.slip) == (Verdict.FALSE, "edition")


@pytest.mark.parametrize("relation", [Relation.ABOVE, Relation.AT_LEAST])
def test_the_figure_itself_in_the_wrong_unit_is_not_passed(desk: Desk, relation: Relation) -> None:
    """2.17 trillion is above "a mere 2.17 billion", and yet that claim is a slip; above a round billion it is."""
    assert _claim(desk, "market_overseas", L, relation, "2.17 billion yen").verdict is Verdict.FALSE
    assert _claim(desk, "market_overseas", L, relation, "2 billion yen").verdict is Verdict.TRUE
    assert _claim(desk, "market_overseas", L, relation, "1 trillion yen").verdict is Verdict.TRUE


def test_what_is_asked_to_be_wrong_has_the_other_verdict(desk: Desk) -> None:
    right = _claim(desk, "market_overseas", L, Relation.EQUAL, "2.17 trillion yen").query
    assert right is not None
    assert right.claim is not None
    denied = right.model_copy(update={"claim": right.claim.model_copy(update={"denied": True})})
    assert desk.answer(denied).verdict is Verdict.FALSE


def test_what_is_not_held_is_unknown(desk: Desk) -> None:
    assert _claim(desk, "market_total", L, Relation.EQUAL, "4 trillion yen", 2025).verdict is Verdict.UNKNOWN


def test_what_is_said_more_finely_than_it_is_known_is_unknown(desk: Desk) -> None:
    """5.8 trillion stands for 5.75 to 5.85."""
    assert _claim(desk, "content_overseas_sales", L, Relation.EQUAL, "5.82 trillion yen").verdict is Verdict.UNKNOWN
    assert _claim(desk, "content_overseas_sales", L, Relation.ABOVE, "5.82 trillion yen").verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("number", "relation", "said", "expected"),
    [
        ("2.25 times", Relation.AT_LEAST, "2 times", True),
        ("1.96 times", Relation.ABOUT, "2 times", True),
        ("1.9 times", Relation.ABOUT, "2 times", False),
        ("3.45 times", Relation.ABOUT, "3 times", True),
        ("3.45 times", Relation.EQUAL, "3 times", False),
        ("26%", Relation.ABOUT, "25%", True),
        ("51.5%", Relation.ABOUT, "50%", True),
        ("56.5%", Relation.ABOUT, "60%", False),
        ("1.87 times", Relation.NEARLY, "2 times", True),
        ("2.8 times", Relation.NEARLY, "3 times", True),
        ("1.8 times", Relation.NEARLY, "2 times", False),
        ("2.05 times", Relation.NEARLY, "2 times", False),
        ("14.8%", Relation.NEARLY, "15%", True),
        ("15.3%", Relation.NEARLY, "15%", False),
        ("26%", Relation.ABOVE, "26%", False),
        ("26%", Relation.AT_LEAST, "26%", True),
        ("26%", Relation.AT_MOST, "26%", True),
    ],
)
def test_relations_allow_the_roundness_of_the_number_said(
    number: str, relation: Relation, said: str, expected: bool
) -> None:
    value = find_quantities(number)[0]
    known = Quantity.rounded(value.value, value.quantity().unit, Decimal("0.01"))
    assert holds(relation, known, _said(said)) is expected


def test_a_comparison_claimed_the_wrong_way_round_is_false(desk: Desk) -> None:
    items = tuple(Item(metric=metric, period=2024) for metric in ("market_domestic", "market_overseas"))
    for relation, verdict in ((Relation.ABOVE, Verdict.FALSE), (Relation.BELOW, Verdict.TRUE)):
        answer = desk.answer(Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=relation)))
        assert answer.verdict is verdict


def test_what_is_claimed_to_be_more_than_several_others_is_more_than_each_of_them(desk: Desk) -> None:
    low, middle, high, missing = (Item(metric="market_total", period=year) for year in (2020, 2023, 2024, 1950))
    above = Claim(relation=Relation.ABOVE)
    for items, verdict in (
        ((high, low, middle), Verdict.TRUE),
        ((middle, low, high), Verdict.FALSE),
        ((high, low, missing), Verdict.UNKNOWN),
    ):
        assert desk.answer(Query(operation=Operation.COMPARE, items=items, claim=above)).verdict is verdict


def test_a_claimed_record_year_is_checked(desk: Desk) -> None:
    item = Item(metric="market_total", kind=G)
    for year, verdict in ((2019, Verdict.TRUE), (2024, Verdict.FALSE)):
        claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(year, Unit.YEAR))
        answer = desk.answer(Query(operation=Operation.EXTREME, items=(item,), select=Select.HIGHEST, claim=claim))
        assert answer.verdict is verdict
        assert answer.values[0].quantity.value == 2019


def test_a_claimed_place_is_checked(desk: Desk) -> None:
    claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(2, Unit.COUNT))
    item = Item(metric="market_total", kind=G, period=2024)
    assert desk.answer(Query(operation=Operation.RANK, items=(item,), claim=claim)).verdict is Verdict.TRUE


def test_a_tripling_of_content_sales_is_at_least_that(desk: Desk) -> None:
    items = Item(metric="content_overseas_target"), Item(metric="content_overseas_sales")
    claim = Claim(relation=Relation.AT_LEAST, bound=_said("3 times"))
    answer = desk.answer(Query(operation=Operation.RATIO, items=items, claim=claim))
    assert answer.verdict is Verdict.TRUE
    assert "Not a tripling." in [caveat["en"] for caveat in answer.caveats]


def test_a_false_premise_is_corrected_and_reasons_are_not_made_up(desk: Desk) -> None:
    item = Item(metric="market_overseas", kind=G, period=2024)
    zero = Quantity.exact(0, Unit.PERCENT)
    fell = Query(operation=Operation.VALUE, items=(item,), claim=Claim(relation=Relation.BELOW, bound=zero), why=True)
    assert desk.answer(fell).values[0].quantity.value == 26
    rose = fell.model_copy(update={"claim": Claim(relation=Relation.ABOVE, bound=zero)})
    answer = desk.answer(rose)
    assert (answer.status, answer.verdict, answer.values) == (AnswerStatus.DECLINED, None, ())
    assert answer.context[0].quantity.value == 26
