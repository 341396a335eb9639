"""The unmodified discord.py client against the playground: every way in which a person and a bot talk."""

import pytest

from bot.playground import CannotDo, Upload
from tests.playground.conftest import Stage

pytestmark = pytest.mark.asyncio


async def test_a_slash_command_is_answered_with_an_embed(stage: Stage) -> None:
    interaction = await stage.alice.command(stage.channel, "year", year=2024, note="good")
    assert interaction.answer.embeds[0]["title"] == "Year 2024"
    assert interaction.answer.text == "Year 2024\ngood\nen-US, en-US"
    assert interaction.acknowledged_after is not None
    assert not interaction.ephemeral
    assert not interaction.deferred
    assert stage.discord.violations == []


async def test_a_message_that_mentions_the_bot_is_replied_to(stage: Stage) -> None:
    message = await stage.alice.say(stage.channel, f"{stage.discord.bot_user.mention} hello")
    answer = await stage.discord.next_message(stage.channel, after=message)
    assert answer.content == "You said: @bot hello"
    assert answer.reply_to is message


async def test_a_button_edits_its_message(stage: Stage) -> None:
    panel = (await stage.alice.command(stage.channel, "panel")).answer
    assert panel.buttons == ["Count", "Name", "Later", "Off"]
    interaction = await stage.alice.click(panel, "Count")
    assert interaction.response_message is panel
    assert panel.content == "Count: 1"
    assert panel.buttons


async def test_a_message_without_a_mention_stays_unanswered(stage: Stage) -> None:
    message = await stage.alice.say(stage.channel, "just talking")
    assert await stage.discord.stays_silent(stage.channel, after=message, seconds=0.05)
    assert stage.bot.heard[-1].content == ""


async def test_a_direct_message_is_answered(stage: Stage) -> None:
    message = await stage.alice.dm("psst")
    answer = await stage.discord.next_message(stage.alice.dm_channel, after=message)
    assert answer.content == "In private: psst"


async def test_an_autocomplete_suggests(stage: Stage) -> None:
    choices = await stage.alice.autocomplete(stage.channel, "year", focused="year", value="202")
    assert [choice.name for choice in choices] == ["2024!", "2023!", "2022!", "2021!", "2020!"]
    assert choices[0].value == 2024


async def test_a_select_a_modal_a_deferred_update_and_a_disabled_button(stage: Stage) -> None:
    panel = (await stage.alice.command(stage.channel, "panel")).answer
    chosen = await stage.alice.choose(panel, "colours", ["Red", "blue"])
    assert chosen.answer.content == "Chosen: red, blue"
    opened = await stage.alice.click(panel, "Name")
    submitted = await stage.alice.submit(opened.modal, {"Name": "Alice"})
    assert submitted.answer.content == "Hello Alice"
    assert submitted.ephemeral
    later = await stage.alice.click(panel, "Later")
    followup = await stage.alice.followup(later)
    assert later.deferred
    assert panel.content == "Count: 100"
    assert followup.content == "Done"
    assert followup.seen_by is stage.alice
    with pytest.raises(CannotDo, match="disabled"):
        await stage.alice.click(panel, "Off")
    assert stage.discord.violations == []


async def test_an_ephemeral_answer_is_seen_by_the_asker_only(stage: Stage) -> None:
    interaction = await stage.alice.command(stage.channel, "secret")
    assert interaction.ephemeral
    assert interaction.answer.seen_by is stage.alice
    with pytest.raises(CannotDo, match="ephemeral"):
        await stage.mod.click(interaction.answer, "Count")
    clicked = await stage.alice.click(interaction.answer, "Name")
    assert clicked.modal is not None


async def test_a_deferred_answer_with_an_attachment(stage: Stage) -> None:
    interaction = await stage.alice.command(stage.channel, "slow")
    assert interaction.deferred
    message = interaction.answer
    [chart] = message.attachments
    assert (chart.filename, chart.description, chart.width, chart.height) == ("chart.png", "A chart", 3, 2)
    assert message.embeds[0]["image"]["url"] == chart.url
    assert (await stage.alice.followup(interaction)).content == "And more"


async def test_menus_of_messages_and_of_users(stage: Stage) -> None:
    message = await stage.mod.say(stage.channel, "2.17 trillion")
    checked = await stage.alice.use_menu("Check figures", message)
    assert checked.answer.content == "Checked: 2.17 trillion"
    who = await stage.alice.use_menu("Who is it", stage.mod, stage.channel)
    assert who.answer.content == "It is mod"


async def test_commands_are_offered_to_those_who_may_use_them(stage: Stage) -> None:
    assert "moderators" not in stage.alice.commands(stage.channel)
    with pytest.raises(CannotDo, match="no command"):
        await stage.alice.command(stage.channel, "moderators")
    interaction = await stage.mod.command(stage.channel, "moderators")
    assert interaction.answer.content == "Yes: True"
    with pytest.raises(CannotDo):
        await stage.mod.command(stage.mod.dm_channel, "moderators")


async def test_subcommands_choices_and_files_added_to_the_answer(stage: Stage) -> None:
    interaction = await stage.alice.command(stage.channel, "anime overseas", year=2024, kind="Broad market")
    message = interaction.answer
    await stage.discord.next_edit(message) if not message.attachments else None
    assert message.content == "overseas 2024 broad"
    assert [each.filename for each in message.attachments] == ["more.txt"]


async def test_a_file_and_a_member_as_options(stage: Stage) -> None:
    interaction = await stage.alice.command(stage.channel, "upload", file=Upload("figures.csv", b"1,2"), whom=stage.mod)
    assert interaction.answer.content == "figures.csv: 1,2 for mod"


async def test_a_modal_can_be_the_first_answer(stage: Stage) -> None:
    interaction = await stage.alice.command(stage.channel, "modal")
    submitted = await stage.alice.submit(interaction.modal, {"Name": "A", "Why": "B"})
    assert submitted.answer.content == "Hello A"
