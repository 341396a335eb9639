"""Queries survive the way through a button, whatever is in them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.card import Action
from bot.answers.codec import decode, encode
from bot.answers.pressing import Press, custom_id_of
from knowledge.answering import Desk, remembered
from knowledge.model import Claim, Item, Kind, Operation, Quantity, Query, Relation, Select, Span, Unit

YEARS = st.integers(1900, 2100)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15)
TEXTS = st.text(max_size=12)
ITEMS = st.builds(Item, metric=TEXTS, kind=st.sampled_from(Kind), period=st.none() | YEARS, of=st.none() | TEXTS)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, value, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return Quantity(value=value, unit=draw(st.sampled_from(Unit)), low=low, high=high)


def queries_of(parts: st.SearchStrategy[tuple[Query, ...]]) -> st.SearchStrategy[Query]:
    return st.builds(
        Query,
        operation=st.sampled_from(Operation),
        items=st.lists(ITEMS, max_size=3).map(tuple),
        span=st.none() | st.builds(Span, start=st.none() | YEARS, end=st.none() | YEARS),
        select=st.none() | st.sampled_from(Select),
        relation=st.none() | st.sampled_from(Relation),
        bound=st.none() | quantities(),
        claim=st.none() | st.builds(Claim, relation=st.sampled_from(Relation), bound=st.none() | quantities()),
        unit=st.none() | st.sampled_from(Unit),
        statements=st.lists(TEXTS, max_size=2).map(tuple),
        as_of=st.none() | TEXTS,
        base=st.none() | YEARS,
        parts=parts,
        before=st.lists(ITEMS, max_size=2).map(tuple),
        why=st.booleans(),
    )


PLAIN = queries_of(st.just(()))
NESTED = queries_of(st.tuples(PLAIN, PLAIN))


def test_no_field_of_a_query_is_left_out() -> None:
    carried = "operation items span select relation bound claim unit statements as_of base parts before why"
    assert set(Query.model_fields) == set(carried.split())


@given(PLAIN | NESTED)
def test_a_query_comes_back_as_it_was(query: Query) -> None:
    assert decode(encode(query)) == query


@given(st.text(max_size=60) | st.text(max_size=60).map(lambda tail: "v1," + tail))
def test_a_broken_line_gives_no_query_and_no_error(line: str) -> None:
    found = decode(line)
    assert found is None or decode(encode(found)) == found


def test_the_usual_queries_fit_into_a_button() -> None:
    query = Query(
        operation=Operation.COMPARE,
        items=(Item(metric="market_overseas", period=2024), Item(metric="market_domestic", period=2024)),
    )
    assert encode(query) == "v1,compare,i=*moverseas!!2024,i=*mdomestic!!2024"


def test_a_line_of_another_version_is_not_read() -> None:
    assert decode("v0,value,i=market_total!!2024") is None


def test_an_amount_keeps_its_interval() -> None:
    bound = Quantity.rounded(Decimal("3.8e12"), Unit.JPY, Decimal("5e10"))
    query = Query(operation=Operation.YEARS, bound=bound, relation=Relation.ABOVE)
    found = decode(encode(query))
    assert found is not None
    assert found.bound == bound


def test_a_line_of_an_older_release_is_still_read() -> None:
    old = "v1,value,i=market_overseas!!2024,c=equal!JPY!3.84E%2B9!3.835E%2B9!3.845E%2B9"
    query = decode(old)
    assert query is not None
    assert query.items[0].metric == "market_overseas"
    assert decode(encode(query)) == query


@pytest.mark.parametrize("action", [Action.WORKING, Action.SOURCES, Action.CHART])
def test_what_an_answer_shows_of_itself_always_fits_into_a_button(action: Action, desk: Desk) -> None:
    previous = None
    for text in (
        "compare overseas and domestic 2023",
        "overseas 2019 and 2020 and 2021",
        "how far is japan from the 2033 goal?",
        "was the whole anime market 3.84 billion yen in 2024?",
        "海外が国内を抜いたのはいつ？",
    ):
        answer = desk.ask(text, previous=previous)
        previous = remembered(answer)
        assert answer.query
        assert custom_id_of(Press(action=action, asker=2**60, language="ja", query=answer.query)), text
