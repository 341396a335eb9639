"""What people read who asked too much at once: how long until the next is answered."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from discord import Interaction, Message, app_commands

from bot.answers.voice import Voice
from bot.limits import Act, Limits, Over, until
from bot.operating import turns
from bot.retrying import UNSENT

_log = logging.getLogger(__name__)

ACT = "act"
"""Under this a command says in its `extras` what it counts as; those of moderators count in their flows."""


def act_of(command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | None) -> Act | None:
    """What using a command counts as at the door."""
    return command.extras.get(ACT) if command is not None else None


async def turned_away(interaction: Interaction[Any], act: Act, limits: Limits, voice: Voice) -> bool:
    """Counts an act, and tells who is over the limit, and nobody else; an interaction is always answered."""
    over = limits.over(act, interaction.user.id, interaction.guild_id)
    if over is None:
        return False
    if limits.first(over, aloud=False):  # once a minute for each: a flood does not fill the disk
        _note(over)
    turns.came_to(turns.REFUSED)
    said = _sentence(over, interaction.created_at.timestamp(), voice)
    await interaction.response.send_message(said, ephemeral=True)
    return True


async def offered_nothing(interaction: Interaction[Any], limits: Limits) -> bool:
    """Counts what is offered to somebody who types; who is over the limit is offered nothing, which needs no words."""
    over = limits.over(Act.OFFER, interaction.user.id, interaction.guild_id)
    if over is None:
        return False
    if limits.first(over, aloud=False):
        _note(over)
    turns.came_to(turns.REFUSED)
    with suppress(*UNSENT):  # nobody waits for an empty list
        await interaction.response.autocomplete([])
    return True


def refusal(message: Message, act: Act, limits: Limits, voice: Voice) -> str | None:
    """Counts an act; for who is over the limit the sentence to say, empty where it was said already."""
    server = message.guild.id if message.guild else None
    over = limits.over(act, message.author.id, server)
    if over is None:
        return None
    if not limits.first(over, aloud=True):
        return ""
    _note(over)
    return _sentence(over, message.created_at.timestamp(), voice)


def _sentence(over: Over, asked_at: float, voice: Voice) -> str:
    """With a moment that Discord itself counts down to, in the reader's language."""
    return voice.say(f"limits.{over.whose.value}", when=f"<t:{until(asked_at, over.seconds)}:R>")


def _note(over: Over) -> None:
    _log.info("%s %s is over the limit of %s for %.0f s", over.whose, over.id, over.act, over.seconds)
