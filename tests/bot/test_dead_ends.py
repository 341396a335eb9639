"""Every question that a button asks has an answer, and another one than the card that it hangs under."""

import pytest

from bot.answers.buttons import buttons
from bot.answers.card import Action
from bot.answers.voice import Voice
from bot.asking import Asker
from knowledge.answering import Desk
from knowledge.model import AnswerStatus, Catalogue, Item, Kind, Operation, Query, Span

METRICS = ("market_total", "market_overseas", "market_tv", "production_overseas", "content_overseas_sales")


@pytest.mark.parametrize("metric", METRICS)
def test_a_button_leads_to_another_answer(desk: Desk, catalogue: Catalogue, metric: str) -> None:
    voice = Voice(catalogue, "en")
    values = [
        Query(operation=Operation.VALUE, items=(Item(metric=metric, kind=kind, period=year),))
        for kind in Kind
        for year in range(2000, 2034)
    ]
    trend = Query(operation=Operation.SERIES, items=(Item(metric=metric),), span=Span())
    for query in (*values, trend):
        shown = desk.answer(query)
        for button in buttons(shown, voice):
            found = desk.answer(button.query)
            assert found.status is AnswerStatus.ANSWERED
            assert button.action is not Action.ASK or found.values != shown.values


@pytest.mark.parametrize("question", ["production overseas 2019", "overseas growth 2024", "制作会社の海外は2019年？"])
def test_another_reading_of_a_question_leads_to_an_answer(desk: Desk, question: str) -> None:
    answer, voice = Asker.shipped().ask(question)
    asked = [button.query for button in buttons(answer, voice) if button.action is Action.ASK]
    assert asked
    assert all(desk.answer(query).status is AnswerStatus.ANSWERED for query in asked)
