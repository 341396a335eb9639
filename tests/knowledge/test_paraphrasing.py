"""Round words are offered only where they hold, whatever the number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.paraphrasing import paraphrases
from knowledge.answering.relations import holds
from knowledge.model import Quantity, Relation, Unit


def said(value: str, unit: Unit, rounding: str) -> tuple[set[tuple[Relation, Decimal]], Decimal | None]:
    found = paraphrases(Quantity.rounded(Decimal(value), unit, Decimal(rounding)))
    assert found is not None
    fail = found.fail.quantity.value if found.fail else None
    return {(each.relation, each.quantity.value) for each in found.hold}, fail


def test_more_than_half_holds_and_sixty_percent_does_not() -> None:
    hold, fail = said("56.5", Unit.PERCENT, "0.05")
    assert (Relation.ABOVE, Decimal(50)) in hold
    assert fail == 60


def test_an_amount_may_be_said_roughly() -> None:
    hold, fail = said("2170200000000", Unit.JPY, "50000000")
    assert hold == {(Relation.ABOUT, Decimal("2.2e12")), (Relation.ABOVE, Decimal("2e12"))}
    assert fail == Decimal("2e12")


@pytest.mark.parametrize(
    ("value", "unit"), [("20", Unit.PERCENT), ("-3.5", Unit.PERCENT), ("2024", Unit.YEAR), ("0", Unit.JPY)]
)
def test_what_is_round_or_never_rounded_has_no_round_words(value: str, unit: Unit) -> None:
    assert paraphrases(Quantity.exact(Decimal(value), unit)) is None


@given(
    st.decimals("0.001", "1e13", places=3),
    st.decimals("0", "100", places=3),
    st.sampled_from([Unit.PERCENT, Unit.JPY, Unit.USD, Unit.TIMES, Unit.COUNT]),
)
def test_nothing_is_offered_that_does_not_hold(value: Decimal, rounding: Decimal, unit: Unit) -> None:
    number = Quantity.rounded(value, unit, min(rounding, value / 2))
    found = paraphrases(number)
    for each in found.hold if found else ():
        assert holds(each.relation, number, each.quantity)
    if found and found.fail:
        assert holds(Relation.EQUAL, number, found.fail.quantity) is False
