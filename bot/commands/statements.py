"""`/statements`: what a server knows that is no number: who, when, what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from discord import Interaction, app_commands
from discord.app_commands import Range

from bot.answers.card import Card
from bot.answers.languages import language_of
from bot.answers.voice import Voice
from bot.commands.figures import Added, moderators_group
from bot.commands.translating import command
from bot.holdings import Holding
from bot.moderating.cards import entry_line
from bot.moderating.flow import Moderators
from bot.moderating.plans import Plan
from bot.moderating.workshop import added
from knowledge.additions import StatementEntry
from knowledge.additions.entries import fingerprint
from knowledge.reviewing import citation_troubles, dated

Asked = Interaction[Any]
Names = Range[str, 3, 200]
Text = Range[str, 3, 500]
Short = Range[str, 1, 200]


class StatementCommands:
    """The callbacks, each making a plan of its options."""

    def __init__(self, moderators: Moderators) -> None:
        self._moderators = moderators
        self._added = Added(moderators, (StatementEntry,))

    def group(self) -> app_commands.Group:
        """The group with its commands, for moderators."""
        group = moderators_group("statements")
        for callback in (self.statements_add, self.statements_edit, self.statements_retract, self.statements_list):
            made = command(callback, {})
            if "statement" in {parameter.name for parameter in made.parameters}:
                made.autocomplete("statement")(self._added.offer)
            group.add_command(made)
        return group

    async def statements_add(
        self,
        interaction: Asked,
        about: Names,
        text: Text,
        source: Short,
        japanese: Text | None = None,
        published: Short | None = None,
        url: Text | None = None,
    ) -> None:
        admitted = await self._moderators.admitted(interaction)
        if admitted is None:
            return
        here, voice = admitted
        if wrong := next(citation_troubles(published or "", url or ""), None):
            await self._moderators.responder.refuse(interaction, voice.localised(wrong.text))
            return
        id = f"own-{fingerprint(about)}"
        fields = {"publisher": source, "published": dated(published or "") or "", "url": (url or "").strip()}
        await self._propose(interaction, here, voice, id, about, _texts(text, japanese), fields)

    async def statements_edit(
        self,
        interaction: Asked,
        statement: str,
        text: Text | None = None,
        about: Names | None = None,
        source: Short | None = None,
        japanese: Text | None = None,
    ) -> None:
        found = await self._added.found(interaction, statement, stands=True)
        if found is None:
            return
        _, entry, here, voice = found
        assert isinstance(entry, StatementEntry)
        texts = {**entry.text, **(_texts(text, japanese) if text or japanese else {})}
        said = about or ", ".join(phrase for phrases in entry.about.values() for phrase in phrases)
        fields = {"publisher": source or entry.publisher, "published": entry.published, "url": entry.url}
        await self._propose(interaction, here, voice, entry.id, said, texts, fields)

    async def _propose(
        self,
        interaction: Asked,
        here: Holding,
        voice: Voice,
        id: str,
        about: str,
        texts: Mapping[str, str],
        fields: Mapping[str, str],
    ) -> None:
        phrases: dict[str, tuple[str, ...]] = {}
        for phrase in re.split(r"[,、;]", about):
            if phrase.strip():
                language = language_of(phrase) or "en"
                phrases[language] = (*phrases.get(language, ()), phrase.strip())
        entry = StatementEntry(id=id, about=phrases, text=dict(texts), **fields)
        await self._moderators.propose(interaction, Plan(steps=(added(entry, here),)), voice)

    async def statements_retract(self, interaction: Asked, statement: str, reason: Text | None = None) -> None:
        await self._added.retract(interaction, statement, reason or "")

    async def statements_list(self, interaction: Asked) -> None:
        admitted = await self._moderators.admitted(interaction)
        if admitted is None:
            return
        here, voice = admitted
        lines = tuple(f"• {entry_line(entry, voice)}" for _, entry in self._added.standing(here))
        card = Card(title=voice.say("moderating.own_statements"), lines=lines or (voice.say("moderating.none_yet"),))
        await self._moderators.responder.show(interaction, card, voice)


def _texts(text: str | None, japanese: str | None) -> dict[str, str]:
    """The sentences by language: each as it is written."""
    given = [each.strip() for each in (text, japanese) if each and each.strip()]
    return {language_of(each) or "en": each for each in given}
