"""`/figures`: moderators add, correct, take back and bring back the figures of their server."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import islice
from typing import Any

from discord import Attachment, File, Interaction, Message, Permissions, app_commands
from discord.app_commands import Choice, Range

from bot.answers import embed
from bot.answers.card import Card, Reply
from bot.answers.clipping import clipped
from bot.answers.voice import Voice
from bot.commands.offering import OFFERS_AT_MOST
from bot.commands.translating import command, told
from bot.garbage import made_to_go
from bot.holdings import Holding, entries_of
from bot.limits import Act
from bot.moderating.cards import entry_line, history_card, import_card
from bot.moderating.flow import Moderators
from bot.moderating.plans import Plan, Step, typed
from bot.moderating.proposals import Proposals
from bot.moderating.queue import Queue, draft_line
from bot.moderating.workshop import as_typed, changed
from bot.posted import origin_of, words_of
from knowledge.additions import Entry, FigureEntry, decoded
from knowledge.additions.entries import fingerprint
from knowledge.additions.exchange import MOST_BYTES, as_csv, as_json
from knowledge.model import Kind, Rank
from knowledge.reviewing import Given, Imported, imported
from knowledge.store.revisions import Action, Revision

Asked = Interaction[Any]
Year = Range[int, 1900, 2100]
Short = Range[str, 1, 200]
Long = Range[str, 1, 500]


class FigureCommands:
    """The callbacks, each making a plan of its options; showing and saving it is the flow's."""

    def __init__(self, moderators: Moderators, queue: Queue, proposals: Proposals) -> None:
        self._moderators, self._queue, self._proposals = moderators, queue, proposals
        self._added = Added(moderators, (FigureEntry,))

    def group(self) -> app_commands.Group:
        """The group with its commands, hidden from who can't manage the server until an administrator shows it."""
        group = moderators_group("figures")
        choices = {
            "kind": [Choice(name=told(f"choices.{kind.value}"), value=kind.value) for kind in Kind],
            "rank": [Choice(name=told(f"choices.{rank.value}"), value=rank.value) for rank in Rank],
            "format": [Choice(name=name.upper(), value=name) for name in ("csv", "json")],
        }
        for callback in self._callbacks():
            made = command(callback, choices)
            for option, offer in (
                ("metric", self._offer_metrics),
                ("figure", self._added.offer),
                ("draft", self._offer_drafts),
            ):
                if option in {parameter.name for parameter in made.parameters}:
                    made.autocomplete(option)(offer)
            group.add_command(made)
        return group

    def menu(self) -> app_commands.ContextMenu:
        """The menu of a message, for the same people as the group."""
        menu = app_commands.ContextMenu(name=told("menus.propose"), callback=self.propose_of_message)
        menu.guild_only = True
        menu.default_permissions = Permissions(manage_guild=True)
        return menu

    def _callbacks(self) -> Sequence[Any]:
        return (
            self.figures_add,
            self.figures_propose,
            self.figures_edit,
            self.figures_retract,
            self.figures_restore,
            self.figures_history,
            self.figures_import,
            self.figures_export,
            self.figures_queue,
            self.figures_approve,
        )

    async def figures_add(
        self,
        interaction: Asked,
        metric: str,
        year: Year,
        value: Short,
        source: Short,
        published: Short | None = None,
        url: Long | None = None,
        kind: Choice[str] | None = None,
        edition: Short | None = None,
        rank: Choice[str] | None = None,
        note: Long | None = None,
    ) -> None:
        admitted = await self._moderators.admitted(interaction)
        if admitted is None:
            return
        here, voice = admitted
        given = Given(
            metric=here.metrics[voice.language].called(metric) or metric,
            year=str(year),
            value=value,
            source=source,
            published=published or "",
            url=url or "",
            kind=kind.value if kind else "",
            edition=edition or "",
            rank=rank.value if rank else "",
            note=note or "",
        )
        await self._moderators.propose(interaction, self._moderators.workshop.figure(here, given), voice)

    async def figures_propose(self, interaction: Asked) -> None:
        await self._proposals.ask(interaction)

    async def propose_of_message(self, interaction: Asked, message: Message) -> None:
        """The form, filled with a message that stands there, and with where its news is from."""
        await self._proposals.ask(interaction, {"text": words_of(message), **origin_of(message)})

    async def figures_edit(
        self,
        interaction: Asked,
        figure: str,
        value: Short | None = None,
        source: Short | None = None,
        published: Short | None = None,
        url: Long | None = None,
        rank: Choice[str] | None = None,
        note: Long | None = None,
        reason: Long | None = None,
    ) -> None:
        found = await self._added.found(interaction, figure, stands=True)
        if found is None:
            return
        revision, entry, here, voice = found
        assert isinstance(entry, FigureEntry)
        changed = {"value": value, "source": source, "published": published, "url": url, "note": note}
        fields = typed(as_typed(entry)) | {name: said for name, said in changed.items() if said is not None}
        given = Given(**(fields | ({"rank": rank.value} if rank else {})))
        plan = self._moderators.workshop.figure(here, given, reason or "", revision)
        await self._moderators.propose(interaction, plan, voice)

    async def figures_retract(self, interaction: Asked, figure: str, reason: Long) -> None:
        await self._added.retract(interaction, figure, reason)

    async def figures_restore(self, interaction: Asked, figure: str, reason: Long | None = None) -> None:
        await self._added.restore(interaction, figure, reason or "")

    async def figures_history(self, interaction: Asked, figure: str) -> None:
        found = await self._added.found(interaction, figure, stands=None)
        if found is None:
            return
        revision, _, _, voice = found
        history = await self._moderators.workshop.revisions.history(revision.server, revision.kind, revision.key)
        await self._moderators.responder.show(interaction, history_card(history, voice), voice)

    async def figures_import(self, interaction: Asked, file: Attachment) -> None:
        admitted = await self._moderators.admitted(interaction, Act.IMPORT)
        if admitted is None:
            return
        here, voice = admitted
        if file.size > MOST_BYTES:
            too_large = voice.say("moderating.too_large", most=MOST_BYTES // 1_000_000)
            await self._moderators.responder.refuse(interaction, too_large)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        content = await file.read()
        with made_to_go():
            read = await asyncio.to_thread(
                lambda: imported(content, here.catalogue, here.metrics[voice.language].called)
            )
            plan, card = await asyncio.to_thread(_planned, read, here, voice)
        if read.bad or not plan.steps:
            cards = Reply(cards=(card,))
            await interaction.edit_original_response(embeds=embed.embeds(cards, voice))
        else:
            await self._moderators.propose(interaction, plan, voice, before=(card,))

    async def figures_export(self, interaction: Asked, format: Choice[str] | None = None) -> None:
        admitted = await self._moderators.admitted(interaction)
        if admitted is None:
            return
        here, voice = admitted
        chosen = format.value if format else "json"
        entries, content = await asyncio.to_thread(_exported, here, chosen)
        if not entries:
            await self._moderators.responder.refuse(interaction, voice.say("moderating.nothing_to_export"))
            return
        name = f"figures.{chosen}"
        sentence = voice.say("moderating.exported", count=entries)
        await interaction.response.send_message(
            sentence,
            file=File(io.BytesIO(content), name),
            ephemeral=True,
        )

    async def figures_queue(self, interaction: Asked) -> None:
        await self._queue.show(interaction)

    async def figures_approve(self, interaction: Asked, draft: str) -> None:
        await self._queue.open_draft(interaction, draft)

    async def _offer_drafts(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        here, voice = await self._moderators.quietly(interaction)
        if here is None or voice is None:
            return []
        waiting = [
            (draft.id, draft_line(draft, voice)) for draft in await self._queue.waiting(str(interaction.guild_id))
        ]
        found = [(id, line) for id, line in waiting if typed.casefold() in line.casefold()]
        return [Choice(name=clipped(line, 100), value=id) for id, line in found[:OFFERS_AT_MOST]]

    async def _offer_metrics(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        here, voice = await self._moderators.quietly(interaction)
        offered = here.metrics[voice.language].offered(typed) if here and voice else []
        return [Choice(name=name, value=metric) for name, metric in offered]


def _planned(read: Imported, here: Holding, voice: Voice) -> tuple[Plan, Card]:
    """What an import would add or change, and the card that counts it."""
    steps = tuple(step for _, entry in read.entries if (step := changed(entry, here)))
    new = sum(step.action is Action.ADD for step in steps)
    counts = {"new": new, "changed": len(steps) - new, "same": len(read.entries) - len(steps)}
    return Plan(steps=steps), import_card(read, counts, voice)


def _exported(here: Holding, format: str) -> tuple[int, bytes]:
    """How many entries a server holds, and the file of them."""
    entries = entries_of(here.revisions)
    return len(entries), as_csv(entries).encode("utf-8-sig") if format == "csv" else as_json(entries).encode()


Standing = tuple[Revision, Entry]


class Added:
    """What a server added of some kinds, as an option offers and means it."""

    def __init__(self, moderators: Moderators, kinds: tuple[type, ...]) -> None:
        self._moderators, self._kinds = moderators, kinds

    def standing(self, here: Holding, stands: bool | None = True) -> list[Standing]:
        """What stands, what was taken back (False), or all of it (None)."""
        found = ((each, decoded(each.kind, each.content)) for each in here.revisions if stands in (None, each.stands))
        return [(each, entry) for each, entry in found if entry is not None and isinstance(entry, self._kinds)]

    async def found(
        self, interaction: Asked, given: str, *, stands: bool | None
    ) -> tuple[Revision, Entry, Holding, Voice] | None:
        """What an option means, for who may change it; tells anyone else, and when there is none."""
        admitted = await self._moderators.admitted(interaction)
        if admitted is None:
            return None
        here, voice = admitted
        own = await asyncio.to_thread(self.standing, here, stands)
        for revision, entry in own:
            if given in (fingerprint(revision.key), revision.key):
                return revision, entry, here, voice
        key = "moderating.no_such" if own else "moderating.none_yet"
        await self._moderators.responder.refuse(interaction, voice.say(key, given=given[:60]))
        return None

    async def retract(self, interaction: Asked, given: str, reason: str) -> None:
        """Proposes to take something back."""
        await self._set(interaction, given, Action.RETRACT, reason)

    async def restore(self, interaction: Asked, given: str, reason: str) -> None:
        """Proposes to bring back what was taken back."""
        await self._set(interaction, given, Action.RESTORE, reason)

    async def _set(self, interaction: Asked, given: str, action: Action, reason: str) -> None:
        found = await self.found(interaction, given, stands=action is Action.RETRACT)
        if found is None:
            return
        revision, _, _, voice = found
        await self._moderators.propose(
            interaction, Plan(steps=(Step.on(revision, action, reason),), reason=reason), voice
        )

    async def offer(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        """By what is typed of them, the latest first; for restoring those taken back, for a history all."""
        here, voice = await self._moderators.quietly(interaction)
        if here is None or voice is None:
            return []
        stands = {"restore": False, "history": None}.get(interaction.command.name if interaction.command else "", True)
        with made_to_go():
            found = await asyncio.to_thread(self._matching, here, stands, typed.casefold().split(), voice)
        return [Choice(name=clipped(line, 100), value=id) for id, line in found]

    def _matching(self, here: Holding, stands: bool | None, words: list[str], voice: Voice) -> list[tuple[str, str]]:
        """Ids and lines of those in whose line all the words are, as many as are offered."""
        own = reversed(self.standing(here, stands))
        lines = ((fingerprint(revision.key), entry_line(entry, voice)) for revision, entry in own)
        matching = ((id, line) for id, line in lines if all(word in line.casefold() for word in words))
        return list(islice(matching, OFFERS_AT_MOST))


def named_choices(section: str, values: Iterable[StrEnum]) -> list[Choice[str]]:
    """Choices named as a section of the wording names them."""
    return [Choice(name=told(f"{section}.{value.value}"), value=value.value) for value in values]


def moderators_group(name: str) -> app_commands.Group:
    """A group of commands for moderators, in servers only."""
    return app_commands.Group(
        name=told(f"commands.{name}.name"),
        description=told(f"commands.{name}.description"),
        default_permissions=Permissions(manage_guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    )
