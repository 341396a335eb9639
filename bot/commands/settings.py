"""`/settings`: what a server's moderators choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from discord import Interaction, Permissions, app_commands

from bot.commands.translating import command
from bot.moderating.choosing import Choosing


@dataclass(frozen=True)
class SettingsCommands:
    """The command; its panel does the rest."""

    choosing: Choosing

    def command(self) -> app_commands.Command[Any, ..., None]:
        """For moderators, in servers."""
        made = command(self.settings, {})
        made.default_permissions = Permissions(manage_guild=True)
        made.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
        made.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
        return made

    async def settings(self, interaction: Interaction[Any]) -> None:
        await self.choosing.show(interaction)
