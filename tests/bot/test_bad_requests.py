"""A bad day of Discord's API: for each fault what the person sees, what the log says, and that nothing is lost."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest

from bot.answers.drawing import Drawing
from bot.charts import Charts
from bot.illustrating import Illustrator
from bot.playground import Channel, Fault, Interaction, Message
from bot.playground.faults import RequestFaults
from bot.syncing import sent_key
from knowledge.store import Store
from tests.bot.conftest import Stage
from tests.bot.hurry import Hurry, hurry, said
from tests.bot.moderating import ADD, NUMBER, figures, the_figure
from tests.bot.moderating import asked as answer_for_2025

__all__ = ["hurry"]

pytestmark = [
    pytest.mark.usefixtures("let_go"),
    pytest.mark.filterwarnings("ignore:Unclosed connection:ResourceWarning"),
]
"""What discord.py does not close where a connection is given up is not this project's to close."""

APOLOGY = re.compile(r"Something went wrong here, not with you\\?\..* reference: ([0-9a-f]{8})$")
CALLBACK, SENDING, EDIT = "POST /interactions/*", "POST /channels/*/messages", "PATCH /webhooks/*"


@pytest.fixture
async def rough(stage: Stage, hurry: Hurry, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Stage]:
    """The bot, on a day that is about to become bad."""
    caplog.set_level("INFO")
    hurry.rule(stage)
    async with stage.with_bot():
        yield stage


def by_bot(stage: Stage, channel: Channel) -> list[Message]:
    return [message for message in channel.messages.values() if message.author is stage.discord.bot_user]


async def at_rest(stage: Stage) -> None:
    """Until the bot has done with all that it answers."""
    await asyncio.sleep(0)
    assert await stage.responder.pending.finished(5)


# --- faults that pass: everybody gets one answer ---


async def by_command(stage: Stage) -> str:
    return (await stage.alice.command(stage.channel, "anime overseas", year=2024)).answer.text


async def by_mention(stage: Stage) -> str:
    asked = await stage.alice.say(stage.channel, f"{stage.discord.bot_user.mention} overseas 2024?")
    return (await stage.discord.next_message(stage.channel, after=asked)).text


async def by_direct_message(stage: Stage) -> str:
    asked = await stage.alice.dm("overseas 2024?")
    return (await stage.discord.next_message(stage.alice.dm_channel, after=asked)).text


async def by_suggestion(stage: Stage) -> str:
    offered = await stage.alice.autocomplete(stage.channel, "anime overseas", focused="year", value="202")
    return f"2.17 beside {offered[0].name}"


WAYS: dict[str, Callable[[Stage], Awaitable[str]]] = {
    "command": by_command,
    "mention": by_mention,
    "direct message": by_direct_message,
    "suggestion": by_suggestion,
}
FAULTS: dict[str, tuple[Callable[[RequestFaults], Fault], str]] = {
    "429 of a bucket": (lambda faults: faults.rate_limit(times=2), "ate limited"),
    "429 of everything": (lambda faults: faults.rate_limit(times=2, everywhere=True), "ate limited"),
    "500": (lambda faults: faults.fail(status=500), ""),
    "500 after it was done": (lambda faults: faults.fail(status=500, carried_out=True), ""),
    "502": (lambda faults: faults.fail(status=502), ""),
    "503": (lambda faults: faults.fail(status=503), ""),
    "truncated": (lambda faults: faults.truncate(), "got no answer (ClientPayloadError"),
    "cut": (lambda faults: faults.cut(times=2), "got no answer (ClientOSError"),
    "cut after it was done": (lambda faults: faults.cut(carried_out=True), "got no answer (ClientOSError"),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_that_passes_leaves_everybody_with_one_answer(
    rough: Stage, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    befall, logged = FAULTS[fault]
    for way, ask in WAYS.items():
        before = len(by_bot(rough, rough.channel)) + len(by_bot(rough, rough.alice.dm_channel))
        befallen = befall(rough.discord.faults.requests)
        assert "2.17" in await ask(rough), way
        await at_rest(rough)
        assert befallen.hits >= 1, way
        after = len(by_bot(rough, rough.channel)) + len(by_bot(rough, rough.alice.dm_channel))
        assert after - before == (0 if way == "suggestion" else 1), way
    assert logged in caplog.text
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize("fault", ["500 after it was done", "503", "truncated", "cut"])
async def test_a_button_and_a_menu_survive_it_too(rough: Stage, fault: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = (await rough.alice.command(rough.channel, "anime overseas", year=2024)).answer
    befall, _ = FAULTS[fault]
    befall(rough.discord.faults.requests)
    assert "AJA" in (await rough.alice.click(answer, "Sources")).answer.text
    await at_rest(rough)
    befall(rough.discord.faults.requests)
    claim = await rough.alice.say(rough.channel, "overseas was 2.17 trillion yen in 2024")
    assert "2.17" in (await rough.alice.use_menu("Check figures", claim)).answer.text
    await at_rest(rough)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_the_rate_limit_is_waited_for_as_long_as_discord_says(rough: Stage, hurry: Hurry) -> None:
    rough.discord.faults.requests.rate_limit(SENDING, retry_after=7.25)
    await by_mention(rough)
    assert 7.25 in hurry.slept


# --- faults that stay ---


async def test_who_can_be_told_nothing_sees_that_nothing_came_and_the_next_answer_comes(
    rough: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    with rough.discord.faults.requests.fail(CALLBACK, times=None) as failing:
        nothing = rough.alice.start(rough.channel, "anime overseas", year=2024)
        await failing.met(10)
        await said(caplog, "could not tell the person either: 500")
    assert nothing.response is None
    assert re.search(r"\[[0-9a-f]{8}\] 500 Internal Server Error", caplog.text)
    assert "2.17" in await by_command(rough)


async def test_a_question_that_cannot_be_answered_is_in_the_log_and_the_next_one_is_answered(
    rough: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    question = await rough.alice.say(rough.channel, f"{rough.discord.bot_user.mention} overseas 2024?")
    with rough.discord.faults.requests.fail(SENDING, 503, times=None) as failing:
        await failing.met(6)  # three tries to answer, three to say so
    assert await rough.discord.stays_silent(rough.channel, after=question, seconds=0.02)
    assert re.search(r"\[[0-9a-f]{8}\] 503 Service Unavailable", caplog.text)
    await said(caplog, "could not tell the person either: 503")
    assert "2.17" in await by_mention(rough)


async def test_an_answer_that_arrived_unknown_to_the_bot_is_not_followed_by_an_apology(rough: Stage) -> None:
    with rough.discord.faults.requests.cut(SENDING, times=3, carried_out=True) as cut:
        text = await by_mention(rough)
        await cut.met(3)
    rough.discord.faults.requests.rate_limit(SENDING)  # what comes after the apology
    assert "2.17" in text
    assert "2.17" in await by_mention(rough)
    assert [APOLOGY.search(message.text) for message in by_bot(rough, rough.channel)] == [None, None]


async def test_a_ban_of_the_address_is_apologised_for_once_it_is_over(
    rough: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    rough.discord.faults.requests.fail(CALLBACK, 429)
    told = await rough.alice.command(rough.channel, "anime overseas", year=2024)
    found = APOLOGY.search(told.answer.content)
    assert found
    assert told.ephemeral
    assert f"[{found.group(1)}] 429" in caplog.text


async def test_commands_that_cannot_be_sent_do_not_keep_the_bot_from_answering(
    stage: Stage, hurry: Hurry, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage.with_bot():
        pass
    async with Store(stage.settings.database_url) as store:
        await store.put(sent_key(stage.discord.world.application.id, stage.discord.api_base), "others")
    with stage.discord.faults.requests.fail("PUT /applications/*", times=None):
        async with stage.with_bot():
            assert "2.17" in await by_command(stage)
    assert "the commands could not be sent" in caplog.text
    async with stage.with_bot():
        pass
    assert [request.status for request in stage.discord.requests if request.method == "PUT"] == [200, *[500] * 5, 200]


# --- slow answers ---


async def test_a_slow_answer_keeps_nobody_else_waiting(rough: Stage) -> None:
    with rough.discord.faults.requests.hold(CALLBACK) as held:
        slow = rough.alice.start(rough.channel, "anime overseas", year=2024)
        await held.met()
        assert "2.17" in await by_command(rough)
        assert "2.17" in await by_mention(rough)
        assert slow.response is None
    assert "2.17" in (await rough.alice.answered(slow)).answer.text


async def test_what_is_answered_too_late_is_one_line_in_the_log(
    rough: Stage, hurry: Hurry, caplog: pytest.LogCaptureFixture
) -> None:
    with rough.discord.faults.requests.hold(CALLBACK) as held:
        slow = rough.alice.start(rough.channel, "anime overseas", year=2024)
        await held.met()
        hurry.now += 3.5
    await slow.until(lambda it: it.failed, 5)
    await at_rest(rough)
    assert [violation.code for violation in rough.discord.violations] == [10062]
    rough.discord.violations.clear()
    (late,) = [record for record in caplog.records if "could not be answered any more" in record.getMessage()]
    assert late.exc_info is None
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


# --- answers in two parts: nothing acknowledged is lost ---


async def preview_of(stage: Stage) -> Interaction:
    return await figures(stage, stage.alice, "add", **ADD)


async def test_a_promise_that_cannot_be_kept_is_apologised_for(moderated: Stage, hurry: Hurry) -> None:
    with moderated.discord.faults.requests.fail(EDIT, times=None):
        told = await moderated.alice.command(moderated.channel, "figures add", **ADD)
    assert told.ephemeral
    assert APOLOGY.search(told.answer.content)


async def test_a_save_that_cannot_be_confirmed_is_kept(moderated: Stage, hurry: Hurry) -> None:
    preview = (await preview_of(moderated)).answer
    with moderated.discord.faults.requests.fail(EDIT, times=None):
        pressed = await moderated.alice.click(preview, "Save")
        assert APOLOGY.search((await moderated.alice.followup(pressed)).content)
    assert NUMBER in await answer_for_2025(moderated)


async def test_a_save_whose_acknowledgement_got_lost_is_saved_once(moderated: Stage, hurry: Hurry) -> None:
    preview = (await preview_of(moderated)).answer
    moderated.discord.faults.requests.cut(CALLBACK, carried_out=True)
    moderated.discord.faults.requests.truncate(EDIT)
    await moderated.alice.click(preview, "Save")
    while "Saved" not in preview.text:
        await moderated.discord.next_edit(preview)
    assert NUMBER in await answer_for_2025(moderated)
    figure = await the_figure(moderated, "history")
    history = await figures(moderated, moderated.alice, "history", figure=figure)
    assert history.answer.text.count(NUMBER) == 1


class Painted(Charts):
    """Has every picture after a moment, without a process."""

    async def _painted(self, drawing: Drawing) -> bytes:
        return b"\x89PNG"


async def test_an_answer_whose_picture_cannot_be_added_stands_without_it(
    stage: Stage, hurry: Hurry, caplog: pytest.LogCaptureFixture
) -> None:
    stage.responder = replace(stage.responder, illustrator=Illustrator(Painted()))
    async with stage.with_bot():
        with stage.discord.faults.requests.fail(EDIT, times=None) as failing:
            answer = (await stage.alice.command(stage.channel, "anime trend", metric="overseas")).answer
            await failing.met(5)
            await at_rest(stage)
    assert "2.17" in answer.text
    assert by_bot(stage, stage.channel) == [answer]
    assert "a picture could not be added to an answer: 500" in caplog.text
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
