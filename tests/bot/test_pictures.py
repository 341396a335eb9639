"""Charts in Discord: the words come first, the picture after them; a button draws beside any figure."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.charts import Charts
from bot.illustrating import Illustrator
from bot.playground import Message, Permission
from tests.bot.conftest import Stage


@pytest.fixture
async def charted(stage: Stage) -> AsyncIterator[Stage]:
    """The stage with the bot, and a process that paints."""
    async with Charts() as charts:
        stage.responder = replace(stage.responder, illustrator=Illustrator(charts))
        async with stage.with_bot():
            yield stage


async def pictured(stage: Stage, message: Message) -> Message:
    """Waits until a message shows its picture."""
    while not message.embeds[0].get("image"):
        await stage.discord.next_edit(message)
    return message


@pytest.mark.parametrize(
    "command", ["anime trend metric:overseas", "anime compare first:overseas second:domestic year:2024", "anime target"]
)
async def test_a_trend_a_comparison_and_a_target_come_with_a_chart(charted: Stage, command: str) -> None:
    name, *given = command.split(" ")[0:2], *command.split(" ")[2:]
    options = dict(each.split(":") for each in given)
    interaction = await charted.alice.command(charted.channel, " ".join(name), **options)
    message = await pictured(charted, interaction.answer)
    assert message.attachments[0].filename == "chart.png"
    assert message.attachments[0].description
    assert message.embeds[0]["image"]["url"].endswith("chart.png")
    assert message.buttons


async def test_the_second_time_the_picture_comes_with_the_words(charted: Stage) -> None:
    first = await charted.alice.command(charted.channel, "anime target")
    await pictured(charted, first.answer)
    second = await charted.alice.command(charted.channel, "anime target")
    assert second.answer.embeds[0]["image"]
    assert second.answer.edited is None


async def test_a_question_in_words_gets_its_chart_too(charted: Stage) -> None:
    asked = await charted.alice.dm("how did overseas develop since 2015?")
    answer = await charted.discord.next_message(charted.alice.dm_channel, after=asked)
    assert (await pictured(charted, answer)).attachments[0].content.startswith(b"\x89PNG")


async def test_the_asker_draws_in_place_and_another_question_takes_the_picture_away(charted: Stage) -> None:
    interaction = await charted.alice.command(charted.channel, "anime overseas", year=2024)
    message = interaction.answer
    await charted.alice.click(message, "Chart")
    await pictured(charted, message)
    assert "2.17" in message.text
    await charted.alice.click(message, "Production market")
    assert message.attachments == []
    assert "image" not in message.embeds[0]


async def test_somebody_else_draws_for_themselves_alone(charted: Stage) -> None:
    bob = charted.discord.add_user("bob")
    charted.guild.add_member(bob)
    interaction = await charted.alice.command(charted.channel, "anime overseas", year=2024)
    pressed = await bob.click(interaction.answer, "Chart")
    assert pressed.answer.ephemeral
    assert pressed.answer.embeds[0]["image"]
    assert "image" not in interaction.answer.embeds[0]


async def test_where_files_are_not_allowed_the_words_stand_alone(charted: Stage) -> None:
    charted.channel.deny(charted.guild.everyone, Permission.ATTACH_FILES)
    charted.channel.deny(charted.discord.bot_user, Permission.ATTACH_FILES)
    mention = f"<@{charted.discord.bot_user.id}>"
    asked = await charted.alice.say(charted.channel, f"{mention} how did overseas develop since 2015?")
    answer = await charted.discord.next_message(charted.channel, after=asked)
    assert "2.17" in answer.text
    assert answer.attachments == []


async def test_a_message_that_is_gone_before_its_picture_comes_is_no_error(
    charted: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    asked = await charted.alice.dm("how did domestic develop since 2016?")
    answer = await charted.discord.next_message(charted.alice.dm_channel, after=asked)
    charted.discord.world.delete(answer)
    following = await charted.alice.dm("overseas 2024")
    assert "2.17" in (await charted.discord.next_message(charted.alice.dm_channel, after=following)).text
    await charted.discord.world.feed.until(
        lambda: charted.discord.violations or None, seconds=5, waiting_for="the edit"
    )
    charted.discord.violations.clear()  # the edit of a message that is gone
