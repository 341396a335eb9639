"""An empty discord.py bot that answers "pong" to whatever the crowd does: what the bot is measured against."""

from __future__ import annotations

import os
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.endpoints import use_gateway

Asked = discord.Interaction[Any]


async def _pong(interaction: Asked) -> None:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="pong", custom_id="pong"))
    view.stop()
    await interaction.response.send_message("pong", view=view)


async def _years(interaction: Asked, typed: str) -> list[Choice[Any]]:
    return [Choice(name="2024", value=2024)]


async def _metrics(interaction: Asked, typed: str) -> list[Choice[Any]]:
    return [Choice(name="pong", value="pong")]


class _Commands(app_commands.Group, name="anime", description="pong"):
    """The commands that the crowd uses, with the options that they take."""

    @app_commands.command(description="pong")
    @app_commands.autocomplete(year=_years)
    async def overseas(self, interaction: Asked, year: int) -> None:
        await _pong(interaction)

    @app_commands.command(description="pong")
    @app_commands.autocomplete(year=_years)
    async def share(self, interaction: Asked, year: int) -> None:
        await _pong(interaction)

    @app_commands.command(description="pong")
    @app_commands.autocomplete(first=_metrics, second=_metrics)
    async def compare(self, interaction: Asked, first: str, second: str, year: int) -> None:
        await _pong(interaction)

    @app_commands.command(description="pong")
    @app_commands.autocomplete(metric=_metrics)
    async def trend(self, interaction: Asked, metric: str) -> None:
        await _pong(interaction)

    @app_commands.command(description="pong")
    async def ask(self, interaction: Asked, question: str) -> None:
        await _pong(interaction)


class Pong(discord.AutoShardedClient):
    """Set up as the bot is: the same intents, no caches."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        self.tree.add_command(_Commands())
        await self.tree.sync()

    async def launch_shards(self) -> None:
        _, address, _ = await self.http.get_bot_gateway()
        use_gateway(address)
        await super().launch_shards()

    async def on_message(self, message: discord.Message) -> None:
        if self.user in message.mentions:
            await message.reply("pong", mention_author=False)

    async def on_interaction(self, interaction: Asked) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.send_message("pong", ephemeral=True)


def main() -> None:
    discord.http.Route.BASE = os.environ["DISCORD_API_BASE"]
    Pong().run(os.environ["DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
