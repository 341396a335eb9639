"""When something breaks: the person reads a plain sentence with a reference, the log has the rest."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.holdings import Holdings
from bot.playground import Message
from bot.responding import Responder
from knowledge.answering import Desk
from knowledge.model import Answer, Query
from tests.bot.conftest import TODAY, Stage

SENTENCE = re.compile(r"Something went wrong here, not with you\\?\..* reference: ([0-9a-f]{8})$")


class BrokenDesk(Desk):
    """Fails at every question."""

    def answer(self, query: Query) -> Answer:
        raise ZeroDivisionError("inner workings")

    def ask(self, text: str, *, previous: Query | None = None, language: str | None = None) -> Answer:
        raise ZeroDivisionError("inner workings")


def without_a_sound_desk(responder: Responder) -> Responder:
    """The same responder, whose every desk fails."""
    here = responder.holdings.everywhere
    broken = replace(here, desk=BrokenDesk(here.catalogue, today=lambda: TODAY))
    return replace(responder, holdings=Holdings(broken, lambda: TODAY))


@pytest.fixture
async def broken(stage: Stage) -> AsyncIterator[Stage]:
    """The bot with a desk that fails."""
    stage.responder = without_a_sound_desk(stage.responder)
    async with stage.with_bot():
        yield stage


def reference_in(message: Message | None) -> str:
    assert message is not None
    found = SENTENCE.search(message.content)
    assert found is not None
    assert "inner workings" not in message.content
    return found.group(1)


async def test_a_command_that_fails_is_told_to_the_asker_with_a_reference(
    broken: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    asked = await broken.alice.command(broken.channel, "anime overseas", year=2024)
    assert asked.ephemeral
    reference = reference_in(asked.response_message)
    record = next(record for record in caplog.records if reference in record.getMessage())
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], ZeroDivisionError)


async def test_a_button_that_fails_is_told_to_who_pressed(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    async with stage.with_bot():
        message = (await stage.alice.command(stage.channel, "anime overseas", year=2024)).response_message
    stage.responder = without_a_sound_desk(stage.responder)
    assert message is not None
    async with stage.with_bot():
        pressed = await stage.alice.click(message, "Sources")
    assert pressed.ephemeral
    assert reference_in(pressed.response_message) in caplog.text


async def test_a_question_that_fails_is_answered_by_a_short_reply(
    broken: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    asked = await broken.alice.dm("how big is the market?")
    answer = await broken.discord.next_message(broken.alice.dm_channel, after=asked)
    assert reference_in(answer) in caplog.text
