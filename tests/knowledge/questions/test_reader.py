"""What becomes of a question: a sure reading is answered, an unsure one asked back, and some are never answered."""

from __future__ import annotations

from itertools import islice

import pytest

from knowledge.answering import Desk
from knowledge.model import Claim, Item, Operation, Query, Reason, Relation, Verdict
from knowledge.questions import Choice, Reader, Reading, Unread
from knowledge.questions.choosing import ENOUGH, MOST_ALTERNATIVES
from knowledge.questions.passive import turned_round
from tests.knowledge.questions.conftest import Ask, Understand
from tests.questions.corpora import TODAY, YEAR_NOW, conversations, held_out, the_catalogue


def test_only_what_is_likely_enough_is_answered_and_a_choice_is_of_two_at_most(reader: Reader) -> None:
    for turns in islice(filter(held_out, conversations()), 400):
        result = reader.read(turns[0]["q"], year_now=YEAR_NOW)
        if isinstance(result, Reading):
            assert result.chance >= ENOUGH
            assert len(result.alternatives) <= MOST_ALTERNATIVES
            assert result.query not in result.alternatives
        elif isinstance(result, Choice):
            assert 1 <= len(set(result.queries)) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "How big was overseas in 2024 and who chairs the AJA?",
        "2024年の海外市場はいくらですか。それとAJAの会長は誰ですか",
    ],
)
def test_two_questions_at_once_are_both_read(understand: Understand, text: str) -> None:
    query = understand(text)
    assert query.operation is Operation.PARTS
    assert [part.operation for part in query.parts] == [Operation.VALUE, Operation.STATEMENT]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("How much anime merchandise was sold overseas in 2023?", "overseas"),
        ("What did streaming earn abroad in 2022?", "abroad"),
        ("2023年の海外のグッズ市場は？", "海外"),
    ],
)
def test_what_is_measured_at_home_only_is_never_answered_for_abroad(ask: Ask, text: str, word: str) -> None:
    result = ask(text)
    assert isinstance(result, Unread)
    assert result.reason is Reason.NOT_COVERED
    assert not result.words or word in result.words


@pytest.mark.parametrize("text", ["Which euro to yen rate does the report use?", "How big was it in pounds in 2024?"])
def test_a_currency_without_a_rate_is_named(ask: Ask, text: str) -> None:
    result = ask(text)
    assert isinstance(result, Unread)
    assert result.reason is Reason.NO_RATE


def test_every_word_has_its_weight_and_those_that_say_nothing_have_none(reader: Reader) -> None:
    text = "So, how big was the overseas anime market in 2024?"
    tags, considered = reader.considered(text, year_now=YEAR_NOW)
    weights = dict(zip([tag.text for tag in tags], reader.weights(text, year_now=YEAR_NOW), strict=True))
    assert considered.candidates[0].query is not None
    assert min(weights["overseas"], weights["2024"]) > 10
    assert weights["the"] < 2


@pytest.mark.parametrize(
    "text",
    [
        "When was domestic overtaken by overseas?",
        "When did overseas first overtake domestic?",
        "国内市場が海外に抜かれたのはいつ?",
    ],
)
def test_who_overtook_whom_is_the_same_in_the_passive(understand: Understand, text: str) -> None:
    query = understand(text)
    assert [item.metric for item in query.items] == ["market_overseas", "market_domestic"]
    assert query.relation is Relation.ABOVE


@pytest.mark.parametrize(("relation", "turned"), [(Relation.ABOVE, True), (Relation.BELOW, False)])
def test_the_passive_is_turned_round_only_where_the_first_is_said_to_be_ahead(
    reader: Reader, relation: Relation, turned: bool
) -> None:
    items = Item(metric="market_domestic", period=2023), Item(metric="market_overseas", period=2023)
    query = Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=relation))
    tags = reader.tags("was domestic overtaken by overseas in 2023?")
    assert turned_round(query, tags, "en", the_catalogue()).items == (items[::-1] if turned else items)


@pytest.mark.parametrize(
    "text",
    [
        "what is the biggest category?",
        "which category is the biggest?",
        "what category makes the most money?",
        "which category earns the most?",
        "smallest category?",
    ],
)
def test_which_category_is_the_largest_or_smallest_is_asked_of_all_of_them(reader: Reader, text: str) -> None:
    result = reader.read(text, year_now=2026)
    assert isinstance(result, Reading)
    assert result.query.operation is Operation.COMPARE
    assert {item.metric for item in result.query.items} == set(the_catalogue().categories.values())


@pytest.mark.parametrize("asked", ["overseas 2024", "domestic 2023", "live 2020"])
def test_why_behind_an_answer_claims_nothing_and_the_reasons_are_not_held(asked: str) -> None:
    desk = Desk(the_catalogue(), today=lambda: TODAY)
    first = desk.ask(asked).query
    why = desk.ask("why?", previous=first)
    assert why.query is not None
    assert why.query.claim is None
    assert why.declined is not None
    assert why.declined.reason is Reason.NOT_COVERED
    wrong = desk.ask("why did it fall?" if asked != "live 2020" else "why did it grow?", previous=first)
    assert wrong.verdict is Verdict.FALSE
