"""Who may change what a server holds. Asked on every step of every flow; Discord's own settings only hide commands."""

from __future__ import annotations

from typing import Any

from discord import Interaction, Member

from bot.preferences import Preferences


def may_moderate(interaction: Interaction[Any], preferences: Preferences) -> bool:
    """Whether a person manages the server that they are in, or has the role that its moderators named."""
    if interaction.guild_id is None:
        return False
    if interaction.permissions.manage_guild or interaction.permissions.administrator:
        return True
    member = interaction.user
    return isinstance(member, Member) and preferences.moderators is not None and member.get_role(
        preferences.moderators
    ) is not None  # fmt: skip
