"""A bad day of Discord's gateway: lost connections, sessions that end, events twice, late and in another order."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import partial
from itertools import pairwise

import pytest

from bot.identifying import APART
from bot.playground import Channel, Guild, Message, Person
from bot.playground.faults import GatewayFaults
from bot.playground.world.message import MessageSent
from bot.seen import Seen
from tests.bot.conftest import Stage
from tests.bot.hurry import Hurry, hurry, said

__all__ = ["hurry"]

pytestmark = [
    pytest.mark.usefixtures("let_go"),
    pytest.mark.filterwarnings("ignore:Unclosed connection:ResourceWarning"),
]
"""What discord.py does not close where a connection is given up is not this project's to close."""


@pytest.fixture
async def rough(stage: Stage, hurry: Hurry, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Stage]:
    """The bot, on a day that is about to become bad; identifying is possible every five seconds."""
    caplog.set_level("INFO")
    hurry.rule(stage)
    async with stage.with_bot():
        yield stage


async def lost(stage: Stage, guild: Guild | None = None) -> None:
    """Until Discord sees nobody connected."""
    gateway = stage.discord.gateway
    await stage.discord.world.feed.until(
        lambda: None if gateway.serves(guild) else True, seconds=5, waiting_for="the bot to be gone"
    )


async def answers_to(stage: Stage, question: Message) -> list[Message]:
    """All that the bot said to a question, once it is at rest."""
    channel = stage.discord.world.channel_of(question)
    await stage.discord.next_message(channel, after=question)
    assert await stage.responder.pending.finished(5)
    return [each for each in channel.messages.values() if each.reply_to is question]


async def command(stage: Stage, channel: Channel | None = None, person: Person | None = None) -> str:
    asked = await (person or stage.alice).command(channel or stage.channel, "anime overseas", year=2024)
    return asked.answer.text


# --- lost connections ---

LOSSES: dict[str, Callable[[GatewayFaults], None]] = {
    **{f"closed with {code}": partial(GatewayFaults.drop, code=code) for code in (1000, 1001, 4000, 4007, 4008)},
    "without a word": partial(GatewayFaults.drop, code=None),
    "asked to reconnect": GatewayFaults.ask_to_reconnect,
    "invalid, but resumable": partial(GatewayFaults.invalidate, resumable=True),
}


@pytest.mark.parametrize("loss", LOSSES)
async def test_what_was_asked_while_the_connection_was_lost_is_answered_once(rough: Stage, loss: str) -> None:
    LOSSES[loss](rough.discord.faults.gateway)
    await lost(rough)
    question = await rough.alice.dm("overseas 2024?")
    (answer,) = await answers_to(rough, question)
    assert "2.17" in answer.text
    assert len(rough.discord.gateway.sessions) == 1
    assert "2.17" in await command(rough)


async def test_after_a_session_that_cannot_be_resumed_a_new_one_answers(rough: Stage, hurry: Hurry) -> None:
    (before,) = rough.discord.gateway.sessions
    rough.discord.faults.gateway.invalidate(resumable=False)
    await lost(rough)
    await rough.discord.ready(rough.guild)
    assert "2.17" in await command(rough)
    assert before not in rough.discord.gateway.sessions
    first, second = hurry.identified
    assert second - first >= APART


@pytest.mark.parametrize("route", ["POST /channels/*/messages", "POST /interactions/*"])
async def test_an_answer_under_way_arrives_though_the_connection_is_lost(rough: Stage, route: str) -> None:
    with rough.discord.faults.requests.hold(route) as held:
        question = await rough.alice.dm("overseas 2024?")
        pressed = rough.alice.start(rough.channel, "anime overseas", year=2024)
        await held.met()
        rough.discord.faults.gateway.drop(None)
        await lost(rough)
    assert "2.17" in (await rough.alice.answered(pressed)).answer.text
    assert len(await answers_to(rough, question)) == 1


async def test_a_connection_over_which_nothing_comes_is_given_up_and_resumed(stage: Stage, hurry: Hurry) -> None:
    stage.discord.gateway.conditions.heartbeat_interval_ms = 10
    async with stage.with_bot() as bot:
        bot._get_websocket(shard_id=0)._max_heartbeat_timeout = 0.05  # seconds, in place of a minute
        await command(stage)  # the next wait for a frame is the shorter one
        stage.discord.faults.gateway.silence()
        question = await stage.alice.dm("overseas 2024?")
        (answer,) = await answers_to(stage, question)
    assert "2.17" in answer.text


async def test_heartbeats_without_an_answer_do_no_harm_while_events_come(rough: Stage) -> None:
    with rough.discord.faults.gateway.heartbeats_ignored():
        assert "2.17" in await command(rough)


async def test_a_command_that_is_told_too_late_is_one_line_in_the_log(
    rough: Stage, hurry: Hurry, caplog: pytest.LogCaptureFixture
) -> None:
    rough.discord.faults.gateway.silence()
    late = rough.alice.start(rough.channel, "anime overseas", year=2024)
    hurry.now += 4
    rough.discord.faults.gateway.drop()
    await said(caplog, "could not be answered any more")
    assert late.failed
    assert [violation.code for violation in rough.discord.violations] == [10062]
    rough.discord.violations.clear()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    assert "2.17" in await command(rough)


# --- storms ---


async def test_a_gateway_that_refuses_is_asked_again_until_it_takes_the_bot_back(
    rough: Stage, hurry: Hurry, caplog: pytest.LogCaptureFixture
) -> None:
    with rough.discord.faults.gateway.refuse() as refusal:
        rough.discord.faults.gateway.drop()
        await refusal.met(5)
    await rough.discord.ready(rough.guild)
    assert "2.17" in await command(rough)
    assert caplog.text.count("Attempting a reconnect for shard ID 0") >= 5


async def test_shards_that_all_lose_their_connections_come_back_one_after_another(stage: Stage, hurry: Hurry) -> None:
    elsewhere = stage.discord.add_guild("Manga Club", guild_id=stage.guild.id + (1 << 22))
    elsewhere.add_member(stage.alice)
    there = elsewhere.add_channel("general")
    stage.discord.world.shards = 2
    hurry.rule(stage)
    async with stage.with_bot() as bot:
        await stage.discord.ready(elsewhere)
        assert sorted(bot.shards) == [0, 1]
        with stage.discord.faults.gateway.refuse() as refusal:
            stage.discord.faults.gateway.drop(None)
            await refusal.met(4)
        for guild, channel in ((stage.guild, stage.channel), (elsewhere, there)):
            await stage.discord.ready(guild)
            assert "2.17" in await command(stage, channel)
        before = len(hurry.identified)
        stage.discord.faults.gateway.invalidate(resumable=False)
        for guild, channel in ((stage.guild, stage.channel), (elsewhere, there)):
            await stage.discord.ready(guild)
            assert "2.17" in await command(stage, channel)
        assert len(hurry.identified) == before + 2
        assert all(later - earlier >= APART for earlier, later in pairwise(hurry.identified))


async def test_a_shard_that_is_lost_leaves_the_others_answering(stage: Stage, hurry: Hurry) -> None:
    elsewhere = stage.discord.add_guild("Manga Club", guild_id=stage.guild.id + (1 << 22))
    elsewhere.add_member(stage.alice)
    there = elsewhere.add_channel("general")
    stage.discord.world.shards = 2
    async with stage.with_bot():
        await stage.discord.ready(elsewhere)
        with stage.discord.faults.gateway.refuse():
            stage.discord.faults.gateway.drop(shard=(elsewhere.id >> 22) % 2)
            await lost(stage, elsewhere)
            assert "2.17" in await command(stage)
        await stage.discord.ready(elsewhere)
        assert "2.17" in await command(stage, there)


# --- twice, late, in another order ---


async def test_a_question_that_is_told_three_times_is_answered_once(
    rough: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    question = await rough.alice.dm("overseas 2024?")
    rough.discord.faults.gateway.repeat("MESSAGE_CREATE", times=2)
    await said(caplog, "came again")
    assert len(await answers_to(rough, question)) == 1


async def test_a_question_that_is_told_again_after_a_restart_is_answered_once(stage: Stage) -> None:
    question = await stage.alice.dm("overseas 2024?")
    for _ in range(2):
        async with stage.with_bot():
            sending = stage.discord.faults.requests.hold("POST /channels/*/messages")
            stage.discord.world.feed.publish(MessageSent(question))
            await sending.met()
            sending.lift()
            assert await stage.responder.pending.finished(5)
    assert len(await answers_to(stage, question)) == 1


@pytest.mark.parametrize("act", ["command", "button"])
async def test_what_a_person_does_is_taken_once_however_often_it_is_told(
    rough: Stage, act: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = (await rough.alice.command(rough.channel, "anime overseas", year=2024)).answer
    if act == "button":
        await rough.alice.click(answer, "Sources")
    rough.discord.faults.gateway.repeat("INTERACTION_CREATE")
    await said(caplog, "came again")
    assert await rough.responder.pending.finished(5)
    requests = [request for request in rough.discord.requests if request.path.endswith("/callback")]
    assert [request.status for request in requests] == [200] * (1 if act == "command" else 2)


async def test_questions_that_come_in_another_order_each_get_their_own_answer(rough: Stage) -> None:
    with rough.discord.faults.gateway.withheld("MESSAGE_CREATE"):
        first = await rough.alice.dm("overseas 2024?")
        second = await rough.alice.dm("domestic 2023?")
    (answer,) = await answers_to(rough, first)
    assert "2.17" in answer.text
    (answer,) = await answers_to(rough, second)
    assert "2023" in answer.text


async def test_talk_in_a_server_that_is_not_known_yet_is_not_taken_for_a_direct_message(rough: Stage) -> None:
    mention = rough.discord.bot_user.mention
    with rough.discord.faults.gateway.withheld("GUILD_CREATE", "CHANNEL_CREATE"):
        new = rough.discord.add_guild("New Club")
        channel = new.add_channel("general")
        new.add_member(rough.alice)
        talk = await rough.alice.say(channel, "good morning")
        question = await rough.alice.say(channel, f"{mention} overseas 2024?")
        (answer,) = await answers_to(rough, question)
    assert "2.17" in answer.text
    assert not [each for each in channel.messages.values() if each.reply_to is talk]


def test_what_was_seen_is_remembered_within_bounds() -> None:
    seen = Seen(at_most=2)
    assert [seen.first(id) for id in (1, 1, 2, 3, 2, 1)] == [True, False, True, True, False, True]
