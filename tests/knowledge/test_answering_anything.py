"""Any query whatever gets an answer that holds together, and never an error."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answering import Desk
from knowledge.model import (
    AnswerStatus,
    Claim,
    Item,
    Kind,
    Operation,
    Quantity,
    Query,
    Relation,
    Select,
    Span,
    Unit,
)

METRICS = st.sampled_from(
    [
        "market_total",
        "market_overseas",
        "market_domestic",
        "market_streaming",
        "production_total",
        "production_overseas",
        "content_overseas_sales",
        "content_overseas_target",
        "tv_titles",
        "unknown",
    ]
)
PERIODS = st.none() | st.integers(min_value=2016, max_value=2034)
ITEMS = st.builds(Item, metric=METRICS, kind=st.sampled_from(Kind), period=PERIODS, of=st.none() | METRICS)
BOUNDS = st.builds(Quantity.exact, st.sampled_from([0, 2, 26, 2024, 2_000_000_000_000, -5]), st.sampled_from([*Unit]))
QUERIES = st.builds(
    Query,
    operation=st.sampled_from(Operation),
    items=st.lists(ITEMS, max_size=3).map(tuple),
    span=st.none() | st.builds(Span, start=PERIODS, end=PERIODS),
    select=st.none() | st.sampled_from(Select),
    relation=st.none() | st.sampled_from(Relation),
    bound=st.none() | BOUNDS,
    claim=st.none() | st.builds(Claim, relation=st.sampled_from(Relation), bound=st.none() | BOUNDS),
    unit=st.none() | st.sampled_from([Unit.JPY, Unit.USD]),
    as_of=st.none() | st.sampled_from(["air-2020", "air-2025", "unknown"]),
    why=st.booleans(),
)


@settings(deadline=None, max_examples=400)
@given(query=QUERIES)
def test_any_query_is_answered_declined_or_asked_back(desk: Desk, query: Query) -> None:
    answer = desk.answer(query)
    assert (answer.declined is None) == (answer.status is AnswerStatus.ANSWERED)
    assert answer.choices or answer.status is not AnswerStatus.CLARIFY
    offered = (*answer.choices, *answer.suggestions)
    assert all(desk.answer(each).status is AnswerStatus.ANSWERED for each in offered)
    for value in (*answer.values, *answer.context):
        assert value.formula is None or value.formula.template.format(*value.formula.inputs)
