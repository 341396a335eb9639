"""Channels in which the bot answers without being spoken to: only what surely is a question, and never other talk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest

from bot.failures import SettingsWrong
from bot.playground import Channel, Intent, Playground
from bot.settings import load_settings
from knowledge.model import Catalogue
from tests.bot.conftest import Stage, moderating
from tests.bot.moderating import changed


@dataclass
class Listening:
    """The stage with a channel in which the bot listens, and one in which it does not."""

    stage: Stage
    open: Channel
    discord: Playground


def allow_to_read(discord: Playground) -> None:
    """Lets the application have the content of all messages."""
    discord.world.application = replace(discord.world.application, privileged_intents=int(Intent.MESSAGE_CONTENT))


@pytest.fixture
async def listening(stage: Stage) -> AsyncIterator[Listening]:
    open_channel = stage.guild.add_channel("market-talk")
    allow_to_read(stage.discord)
    settings = stage.settings.model_copy(update={"message_content": True, "free_text_channels": (open_channel.id,)})
    async with stage.with_bot(settings):
        yield Listening(stage, open_channel, stage.discord)


@pytest.mark.parametrize(
    "question",
    [
        "how big was the overseas market in 2024?",
        "overseas 2024",
        "2024年の海外市場は？",
        "was the market 3.84 trillion in 2024?",
    ],
)
async def test_a_question_is_answered_without_a_mention(listening: Listening, question: str) -> None:
    asked = await listening.stage.alice.say(listening.open, question)
    answer = await listening.discord.next_message(listening.open, after=asked)
    assert "2.17" in answer.text or "2兆1,702億" in answer.text or "3.84" in answer.text


@pytest.mark.parametrize(
    "talk",
    [
        "good morning everyone",
        "I love anime, have loved it since 1998",
        "brb, 20 minutes",
        "what time is it in Tokyo?",
        "the market was 3.84 trillion, wow",
        "who wants to watch the new episode?",
        "how much did Frieren make in 2024?",
        "何話まで見た？",
        "",
    ],
)
async def test_other_talk_stays_unanswered(listening: Listening, talk: str) -> None:
    said = await listening.stage.alice.say(listening.open, talk or "…")
    assert await listening.discord.stays_silent(listening.open, after=said)


async def test_what_is_said_to_somebody_else_stays_unanswered(listening: Listening) -> None:
    stage = listening.stage
    bob = stage.discord.add_user("bob")
    stage.guild.add_member(bob)
    first = await bob.say(listening.open, "good evening")
    replied = await stage.alice.reply(first, "how big was the overseas market in 2024?")
    assert await listening.discord.stays_silent(listening.open, after=replied)
    named = await stage.alice.say(listening.open, f"<@{bob.id}> how big was the overseas market in 2024?")
    assert await listening.discord.stays_silent(listening.open, after=named)


async def test_in_other_channels_a_question_still_needs_a_mention(listening: Listening) -> None:
    said = await listening.stage.alice.say(listening.stage.channel, "how big was the overseas market in 2024?")
    assert await listening.discord.stays_silent(listening.stage.channel, after=said)


async def test_a_follow_up_leans_on_what_was_answered_there(listening: Listening) -> None:
    alice = listening.stage.alice
    asked = await alice.say(listening.open, "how big was the overseas market in 2024?")
    answer = await listening.discord.next_message(listening.open, after=asked)
    following = await alice.reply(answer, "and domestic?")
    assert "1.67" in (await listening.discord.next_message(listening.open, after=following)).text


def test_without_the_content_of_messages_there_is_nothing_to_listen_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FREE_TEXT_CHANNELS", "12, 34")
    monkeypatch.setenv("MESSAGE_CONTENT", "false")
    with pytest.raises(SettingsWrong, match="needs MESSAGE_CONTENT=true"):
        load_settings()
    monkeypatch.setenv("MESSAGE_CONTENT", "true")
    assert load_settings().free_text_channels == (12, 34)


async def test_in_a_channel_that_moderators_choose_questions_are_answered(stage: Stage, catalogue: Catalogue) -> None:
    allow_to_read(stage.discord)
    settings = stage.settings.model_copy(update={"message_content": True})
    async with moderating(stage, catalogue, settings):
        before = await stage.alice.say(stage.channel, "how big was the overseas market in 2024?")
        assert await stage.discord.stays_silent(stage.channel, after=before)
        panel = (await stage.alice.command(stage.channel, "settings")).answer
        shown = panel.text
        await stage.alice.choose(panel, "set:channels", [stage.channel])
        await changed(stage, panel, shown)
        asked = await stage.alice.say(stage.channel, "how big was the overseas market in 2024?")
        assert "2.17" in (await stage.discord.next_message(stage.channel, after=asked)).text
