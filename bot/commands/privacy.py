"""`/privacy`: what is kept of a person, and its deletion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from discord import Interaction, app_commands

from bot.answers import embed
from bot.answers.card import Card, Reply
from bot.commands.translating import command
from bot.limiting import ACT
from bot.limits import Act
from bot.moderating.controls import Step, buttons
from bot.moderating.workshop import Workshop
from bot.responding import Responder
from knowledge.store import StoreAway
from knowledge.store.reports import Reports

Asked = Interaction[Any]


@dataclass(frozen=True)
class PrivacyCommands:
    """The command, and the button under it."""

    responder: Responder
    workshop: Workshop
    reports: Reports

    def command(self) -> app_commands.Command[Any, ..., None]:
        """For everyone, wherever Discord allows it."""
        made = command(self.privacy, {})
        made.extras[ACT] = Act.QUESTION
        made.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
        made.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
        return made

    async def privacy(self, interaction: Asked) -> None:
        voice = self.responder.voice(interaction.locale)
        card = Card(title=voice.say("privacy.title"), lines=tuple(voice.words.several("privacy.lines")))
        ways = buttons([(Step.FORGET, "me", voice.say("privacy.delete"))])
        await interaction.response.send_message(
            embeds=embed.embeds(Reply(cards=(card,)), voice), view=ways, ephemeral=True
        )

    async def forget(self, interaction: Asked) -> None:
        """Deletes what is kept of who pressed: names and ids, and what they asked alone; figures stay."""
        await interaction.response.defer()
        voice = self.responder.voice(interaction.locale)
        try:
            await self._forget(str(interaction.user.id))
        except StoreAway:
            await interaction.followup.send(voice.say("privacy.not_done"), ephemeral=True)
            return
        self.responder.conversations.forget(interaction.user.id)
        done = Card(title=voice.say("privacy.done"))
        await interaction.edit_original_response(embeds=embed.embeds(Reply(cards=(done,)), voice), view=None)

    async def _forget(self, person: str) -> None:
        await self.workshop.revisions.forget_author(person)
        await self.workshop.drafts.forget_author(person)
        await self.reports.forget_author(person)
        if self.responder.receipts:
            await self.responder.receipts.forget(f"u{person}")
