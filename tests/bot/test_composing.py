"""Answers as cards: every operation and reason in both languages, verdict first, parts one under the other."""

from decimal import Decimal

import pytest

from bot.answers.card import Action, Card, Reply, Tone
from bot.answers.composing import compose
from bot.answers.text import plain
from bot.answers.voice import Voice
from bot.answers.wording import LANGUAGES
from bot.answers.working import working_card
from bot.commands import queries
from knowledge.answering import Desk
from knowledge.model import (
    Answer,
    AnswerStatus,
    Catalogue,
    Claim,
    Declined,
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

OVERSEAS, DOMESTIC = Item(metric="market_overseas", period=2024), Item(metric="market_domestic", period=2024)
BEFORE = Item(metric="market_overseas", period=2019)
GROWTH = Item(metric="market_total", kind=Kind.GROWTH, period=2024)
TRILLION = Quantity.exact(10**12, Unit.JPY)


def query(operation: Operation, *items: Item, **given: object) -> Query:
    return Query.model_validate({"operation": operation, "items": items} | given)


EVERY_OPERATION = [
    query(Operation.VALUE, OVERSEAS),
    query(Operation.VALUE, OVERSEAS, DOMESTIC),
    query(Operation.VALUE, GROWTH),
    query(Operation.COMPARE, OVERSEAS, DOMESTIC),
    query(Operation.COMPARE, OVERSEAS, BEFORE),
    query(Operation.COMPARE, OVERSEAS, DOMESTIC, Item(metric="production_total", period=2024)),
    query(Operation.SERIES, Item(metric="market_overseas"), span=Span(start=2020)),
    query(Operation.SERIES, Item(metric="market_overseas"), span=Span(start=2020), base=2015),
    query(Operation.EXTREME, Item(metric="market_total", kind=Kind.GROWTH), select=Select.HIGHEST),
    query(Operation.EXTREME, Item(metric="market_total"), select=Select.LOWEST),
    query(
        Operation.YEARS, Item(metric="market_overseas"), relation=Relation.ABOVE, bound=TRILLION, select=Select.FIRST
    ),
    query(Operation.YEARS, Item(metric="market_overseas"), relation=Relation.BELOW, bound=TRILLION, select=Select.LAST),
    query(Operation.YEARS, Item(metric="market_overseas"), Item(metric="market_domestic"), relation=Relation.ABOVE),
    query(Operation.RANK, GROWTH),
    query(Operation.CONTRIBUTION, OVERSEAS, OVERSEAS.model_copy(update={"period": 2023})),
    query(Operation.SUM, OVERSEAS, DOMESTIC),
    query(Operation.AVERAGE, Item(metric="market_overseas"), span=Span(start=2022, end=2024)),
    query(Operation.DIFFERENCE, OVERSEAS, DOMESTIC),
    query(Operation.RATIO, OVERSEAS, BEFORE),
    query(Operation.CHANGE, OVERSEAS, BEFORE),
    query(Operation.CAGR, OVERSEAS, BEFORE),
    queries.target(),
    query(Operation.PROGRESS, *queries.target().items),
    query(Operation.REQUIRED, *queries.target().items),
    query(Operation.RATE, Item(metric="market_total", period=2024)),
    query(Operation.STATEMENT, statements=("aja_chair",)),
    query(Operation.DEFINITION, Item(metric="production_total")),
    queries.provenance("market_overseas", 2024),
    queries.history("market_domestic", 2020),
    queries.coverage(None),
    queries.coverage("market_streaming"),
    queries.latest(),
    query(Operation.PARTS, parts=(queries.figure("market_overseas", 2024), queries.target())),
]


def test_the_list_has_every_operation() -> None:
    assert {each.operation for each in EVERY_OPERATION} == set(Operation)


@pytest.fixture(params=LANGUAGES)
def voice(catalogue: Catalogue, request: pytest.FixtureRequest) -> Voice:
    return Voice(catalogue, str(request.param))


@pytest.fixture
def english(catalogue: Catalogue) -> Voice:
    return Voice(catalogue, "en")


def only(reply: Reply) -> Card:
    [card] = reply.cards
    return card


@pytest.mark.parametrize("asked", EVERY_OPERATION, ids=lambda each: each.operation.value)
def test_every_operation_is_answered_in_every_language(desk: Desk, voice: Voice, asked: Query) -> None:
    answer = desk.answer(asked)
    assert answer.status is AnswerStatus.ANSWERED
    reply = compose(answer, voice)
    assert plain(reply, voice)
    for card in reply.cards:
        assert card.title
        assert card.reading
        assert card.headline or card.lines or card.rows
        assert card.tone is not Tone.NONE
    assert working_card(answer, voice).lines


@pytest.mark.parametrize("asked", EVERY_OPERATION, ids=lambda each: each.operation.value)
def test_every_number_is_named_in_words(desk: Desk, voice: Voice, asked: Query) -> None:
    answer = desk.answer(asked)
    answers = answer.parts or (answer,)
    roles = {value.role for each in answers for value in (*each.values, *each.context) if value.role}
    ranks = {"preferred", "normal", "superseded"}
    assert {role for role in roles - ranks if not voice.words.has(f"roles.{role}")} == set()


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_said_in_every_language(voice: Voice, reason: Reason) -> None:
    for declined in (Declined(reason=reason), Declined(reason=reason, words=("cheese",), item=OVERSEAS, years=(2023,))):
        card = only(compose(Answer(status=AnswerStatus.DECLINED, declined=declined), voice))
        assert card.lines
        assert all(line.strip() and "{" not in line for line in card.lines)


def test_a_claim_is_answered_by_the_verdict_first(desk: Desk, english: Voice) -> None:
    asked = query(Operation.VALUE, OVERSEAS, claim=Claim(relation=Relation.ABOUT, bound=TRILLION))
    answer = desk.answer(asked)
    assert answer.verdict is Verdict.FALSE
    assert only(compose(answer, english)).headline == "No. JPY 2.17 trillion"


def test_a_comparison_says_which_is_larger(desk: Desk, english: Voice) -> None:
    card = only(compose(desk.answer(query(Operation.COMPARE, DOMESTIC, OVERSEAS)), english))
    assert card.headline == "Overseas is larger by JPY 499.7 billion"


def test_a_rank_says_of_how_many(desk: Desk, english: Voice) -> None:
    assert only(compose(desk.answer(query(Operation.RANK, GROWTH)), english)).headline.startswith("#2 of ")


def test_a_rank_among_other_things_names_the_one_that_is_ranked(desk: Desk, english: Voice) -> None:
    things = [Item(metric=f"market_{name}", period=2023) for name in ("tv", "music", "streaming")]
    (card,) = compose(desk.answer(query(Operation.RANK, *things)), english).cards
    assert card.title == "TV, place among 3 · 2023"


def test_years_are_drawn_together(desk: Desk, english: Voice) -> None:
    items = (Item(metric="market_overseas"), Item(metric="market_domestic"))
    asked = query(Operation.YEARS, *items, relation=Relation.ABOVE, select=Select.ALL)
    assert only(compose(desk.answer(asked), english)).headline == "2020, 2023–2024"


def test_a_question_asked_back_lists_its_choices_as_words_and_as_buttons(desk: Desk, english: Voice) -> None:
    mixed = query(Operation.GAP, Item(metric="market_overseas"), Item(metric="content_overseas_target"))
    answer = desk.answer(mixed)
    assert answer.status is AnswerStatus.CLARIFY
    reply = compose(answer, english)
    labels = [button.label for button in reply.buttons if button.wanted and button.action is Action.ASK]
    assert [line.removeprefix("• ") for line in only(reply).lines if line.startswith("• ")] == labels
    assert len(labels) >= 2


def test_the_parts_of_a_question_stand_one_under_the_other(desk: Desk, english: Voice) -> None:
    parts = query(Operation.PARTS, parts=(queries.figure("market_overseas", 2024), queries.target()))
    answer = desk.answer(parts).model_copy(update={"repairs": (("gaol", "goal"),)})
    first, second = compose(answer, english).cards
    assert (first.headline, second.headline) == ("JPY 2.17 trillion", "JPY 14.2 trillion")
    assert second.notes[-1] == "“gaol” read as “goal”"


def test_what_was_kept_and_repaired_is_shown(desk: Desk, english: Voice) -> None:
    answer = desk.answer(query(Operation.VALUE, OVERSEAS))
    shown = answer.model_copy(update={"kept": ("period",), "repairs": (("oversaes", "overseas"),)})
    notes = only(compose(shown, english)).notes
    assert notes[-2:] == ("“oversaes” read as “overseas”", "Kept from before: the year")


def test_a_computed_number_has_its_formula_and_inputs(desk: Desk, english: Voice) -> None:
    answer = desk.answer(queries.figure("market_overseas", 2024, Kind.SHARE))
    lines = working_card(answer, english).lines
    assert lines[0] == "JPY 2,170.2 billion / JPY 3,840.7 billion = 56.5%"
    assert lines[1].startswith("• Overseas anime market, 2024: JPY 2,170.2 billion, reported (")


def test_a_target_is_never_shown_as_an_observation(desk: Desk, english: Voice) -> None:
    card = only(compose(desk.answer(queries.figure("content_overseas_target", 2033)), english))
    assert card.tone is Tone.TARGET
    assert card.footer.startswith("Target, not an observation · ")


def test_all_digits_are_shown_of_what_was_printed_and_not_of_what_was_computed(desk: Desk, english: Voice) -> None:
    printed = only(compose(desk.answer(queries.figure("market_overseas", 2024)), english))
    computed = only(compose(desk.answer(queries.figure("market_domestic", 2019)), english))
    assert "JPY 2,170,200,000,000" in [row.value for row in printed.rows]
    assert "In full" not in [row.label for row in computed.rows]


def test_a_number_without_words_for_its_metric_is_still_shown(english: Voice) -> None:
    quantity = Quantity.rounded(Decimal(5), Unit.COUNT, Decimal(0))
    assert english.metric("added_by_a_server") == "added_by_a_server"
    assert english.amount(quantity) == "5"


def test_the_winner_of_many_stands_large_under_a_short_title(desk: Desk, english: Voice) -> None:
    items = [Item(metric=f"market_{each}", period=2023) for each in ("tv", "movie", "merchandising", "music")]
    ranking = Query(operation=Operation.COMPARE, items=tuple(items), select=Select.HIGHEST)
    card = only(compose(desk.answer(ranking), english))
    assert card.headline == "Merchandise: JPY 700.8 billion"
    assert card.title == "4 figures compared · 2023"


def test_what_is_held_tells_printed_from_computed_and_from_mere_growth(desk: Desk, english: Voice) -> None:
    card = only(compose(desk.answer(Query(operation=Operation.COVERAGE)), english))
    television = next(line for line in card.lines if line.startswith("Anime on television"))
    printed, rest = television.split("; computed ")
    computed, growth = rest.split("; only growth ")
    assert ("2015" in printed, "2022" in computed, "2015" in growth) == (False, True, True)
