"""Layout views, labelled modals and selects of people, roles and channels, through the real client."""

import asyncio

import discord
import pytest
from discord import app_commands

from bot.playground import Message, Permission, Upload
from tests.playground.conftest import Stage

pytestmark = pytest.mark.asyncio


class Counter(discord.ui.Button["Sheet"]):
    def __init__(self) -> None:
        super().__init__(label="More", custom_id="more")

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(view=Sheet("Two"))


class Sheet(discord.ui.LayoutView):
    def __init__(self, words: str) -> None:
        super().__init__(timeout=None)
        section = discord.ui.Section["Sheet"](words, accessory=Counter())
        self.add_item(discord.ui.Container(section, discord.ui.Separator(), discord.ui.TextDisplay("Small print")))


class Survey(discord.ui.Modal, title="Survey"):
    kind = discord.ui.Label["Survey"](
        text="Kind",
        description="Which one?",
        component=discord.ui.Select(options=[discord.SelectOption(label=each) for each in ("Broad", "Narrow")]),
    )
    words = discord.ui.Label["Survey"](text="Words", component=discord.ui.TextInput(default="as before"))
    proof = discord.ui.Label["Survey"](text="Proof", component=discord.ui.FileUpload(required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        kind, words, proof = self.kind.component, self.words.component, self.proof.component
        assert isinstance(kind, discord.ui.Select)
        assert isinstance(words, discord.ui.TextInput)
        assert isinstance(proof, discord.ui.FileUpload)
        files = [each.filename for each in proof.values]
        await interaction.response.send_message(f"{kind.values} {words.value} {files}")


class Picking(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.select(cls=discord.ui.MentionableSelect, custom_id="who", max_values=2)
    async def who(self, interaction: discord.Interaction, select: discord.ui.MentionableSelect["Picking"]) -> None:
        await interaction.response.send_message(", ".join(sorted(each.name for each in select.values)))

    @discord.ui.select(cls=discord.ui.ChannelSelect, custom_id="where")
    async def where(self, interaction: discord.Interaction, select: discord.ui.ChannelSelect["Picking"]) -> None:
        await interaction.response.edit_message(content=f"In {select.values[0].name}")


async def shown(stage: Stage, view: discord.ui.View | discord.ui.LayoutView) -> Message:
    channel = stage.bot.get_channel(stage.channel.id)
    assert isinstance(channel, discord.TextChannel)
    waiting = asyncio.create_task(stage.discord.next_message(stage.channel))
    await asyncio.sleep(0)
    if isinstance(view, discord.ui.LayoutView):
        await channel.send(view=view)
    else:
        await channel.send("Pick", view=view)
    return await waiting


async def test_a_layout_is_read_clicked_and_replaced(stage: Stage) -> None:
    message = await shown(stage, Sheet("One"))
    assert message.text == "One\nSmall print"
    assert message.buttons == ["More"]
    await stage.alice.click(message, "More")
    assert message.text == "Two\nSmall print"
    assert stage.discord.violations == []


async def test_a_modal_of_labels_takes_choices_words_and_files(stage: Stage) -> None:
    @app_commands.command(name="survey", description="Asks")
    async def survey(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Survey())

    stage.bot.tree.add_command(survey)
    await stage.bot.tree.sync()
    modal = (await stage.alice.command(stage.channel, "survey")).modal
    filled: dict[str, object] = {"Kind": "Narrow", "Proof": Upload("proof.pdf", b"%PDF")}
    submitted = await stage.alice.submit(modal, filled)
    assert submitted.answer.content == "['Narrow'] as before ['proof.pdf']"
    assert stage.discord.violations == []


async def test_people_roles_and_channels_are_picked(stage: Stage) -> None:
    role = stage.guild.add_role("Editors", Permission.MANAGE_MESSAGES)
    message = await shown(stage, Picking())
    picked = await stage.alice.choose(message, "who", [stage.mod, role])
    assert picked.answer.content == "Editors, mod"
    await stage.alice.choose(message, "where", stage.channel)
    assert message.content == "In general"
    assert stage.discord.violations == []
