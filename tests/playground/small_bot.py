"""A small discord.py bot that uses a bit of everything, for the playground's own tests."""

import asyncio
import io
from typing import Any, Protocol

import discord
from discord import app_commands


class Advances(Protocol):
    def advance(self, seconds: float) -> None: ...


class Name(discord.ui.Modal, title="Your name"):
    name: discord.ui.TextInput["Name"] = discord.ui.TextInput(label="Name", max_length=20)
    why: discord.ui.TextInput["Name"] = discord.ui.TextInput(label="Why", required=False)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Hello {self.name.value}", ephemeral=True)


class Panel(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Count", custom_id="count")
    async def count(self, interaction: discord.Interaction, button: discord.ui.Button["Panel"]) -> None:
        assert interaction.message
        number = int(interaction.message.content.split()[-1]) + 1
        await interaction.response.edit_message(content=f"Count: {number}")

    @discord.ui.button(label="Name", custom_id="name")
    async def name(self, interaction: discord.Interaction, button: discord.ui.Button["Panel"]) -> None:
        await interaction.response.send_modal(Name())

    @discord.ui.button(label="Later", custom_id="later")
    async def later(self, interaction: discord.Interaction, button: discord.ui.Button["Panel"]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="Count: 100")
        await interaction.followup.send("Done", ephemeral=True)

    @discord.ui.button(label="Off", custom_id="off", disabled=True)
    async def off(self, interaction: discord.Interaction, button: discord.ui.Button["Panel"]) -> None: ...

    @discord.ui.select(
        custom_id="colours",
        placeholder="Colours",
        max_values=2,
        options=[discord.SelectOption(label=name.title(), value=name) for name in ("red", "green", "blue")],
    )
    async def colours(self, interaction: discord.Interaction, select: discord.ui.Select["Panel"]) -> None:
        await interaction.response.send_message(f"Chosen: {', '.join(select.values)}")


class SmallBot(discord.AutoShardedClient):
    def __init__(
        self, clock: Advances, *, intents: discord.Intents | None = None, shard_count: int | None = None
    ) -> None:
        wanted = intents or discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(intents=wanted, guild_ready_timeout=0.05, shard_count=shard_count)
        self.tree = app_commands.CommandTree(self)
        self.clock = clock
        self.heard: list[discord.Message] = []
        self.problems: asyncio.Queue[Exception] = asyncio.Queue()
        self.resumed = 0
        for command in COMMANDS:
            self.tree.add_command(command)
        self.tree.error(self.note)

    async def note(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        self.problems.put_nowait(error.original if isinstance(error, app_commands.CommandInvokeError) else error)

    async def setup_hook(self) -> None:
        self.add_view(Panel())
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Without discord.py's pause of five seconds between shards."""

    async def on_shard_resumed(self, shard_id: int) -> None:
        self.resumed += 1

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)
        assert self.user
        if message.author == self.user:
            return
        if message.guild is None:
            await message.channel.send(f"In private: {message.content}")
        elif self.user in message.mentions:
            await message.reply(f"You said: {message.clean_content}", mention_author=False)


@app_commands.command(description="Buttons and a select")
async def panel(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Count: 0", view=Panel())


@app_commands.command(description="A year")
@app_commands.describe(year="Which one", note="Anything")
async def year(
    interaction: discord.Interaction, year: app_commands.Range[int, 2000, 2100], note: str | None = None
) -> None:
    embed = discord.Embed(title=f"Year {year}", description=note)
    embed.set_footer(text=f"{interaction.locale}, {interaction.guild_locale}")
    await interaction.response.send_message(embed=embed)


@year.autocomplete("year")
async def years(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[int]]:
    return [app_commands.Choice(name=f"{y}!", value=y) for y in range(2024, 2000, -1) if str(y).startswith(current)]


anime = app_commands.Group(name="anime", description="A group")


@anime.command(description="In a group")
@app_commands.choices(kind=[app_commands.Choice(name="Broad market", value="broad")])
async def overseas(interaction: discord.Interaction, year: int, kind: str = "none") -> None:
    response = await interaction.response.send_message(f"overseas {year} {kind}")
    assert isinstance(response.resource, discord.InteractionMessage)
    await response.resource.add_files(discord.File(io.BytesIO(b"more"), "more.txt"))


@app_commands.command(description="Only for you")
async def secret(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Nobody else sees this", ephemeral=True, view=Panel())


@app_commands.command(description="Takes its time")
async def slow(interaction: discord.Interaction) -> None:
    await interaction.response.defer(thinking=True)
    file = discord.File(
        io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + b"\0\0\0\x03\0\0\0\x02"), "chart.png", description="A chart"
    )
    await interaction.followup.send(
        embed=discord.Embed(title="Chart").set_image(url="attachment://chart.png"), file=file
    )
    await interaction.followup.send("And more")


@app_commands.command(description="Too late")
async def late(interaction: discord.Interaction) -> None:
    client = interaction.client
    assert isinstance(client, SmallBot)
    client.clock.advance(3.5)
    await interaction.response.send_message("Sorry")


@app_commands.command(name="modal", description="Opens a modal at once")
async def modal_first(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Name())


@app_commands.context_menu(name="Check figures")
async def menu(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"Checked: {message.content}", ephemeral=True)


@app_commands.context_menu(name="Who is it")
async def who(interaction: discord.Interaction, user: discord.Member) -> None:
    await interaction.response.send_message(f"It is {user.name}")


@app_commands.command(description="For moderators")
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def moderators(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(f"Yes: {interaction.permissions.manage_guild}")


@app_commands.command(description="Takes a file")
async def upload(
    interaction: discord.Interaction, file: discord.Attachment, whom: discord.Member | None = None
) -> None:
    content = (await file.read()).decode()
    await interaction.response.send_message(f"{file.filename}: {content} for {whom}")


AnyCommand = app_commands.Command[Any, ..., None] | app_commands.ContextMenu | app_commands.Group

COMMANDS: tuple[AnyCommand, ...] = (
    *(panel, year, secret, slow, late, modal_first, moderators, upload),
    *(menu, who, anime),
)
