"""From a query or a text to what is sent: answers in the person's language, in the form that the place allows."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec

import discord
from discord import Interaction, Message

from bot.answers import embed
from bot.answers.card import Action, Card, Reply
from bot.answers.composing import compose
from bot.answers.languages import language_of
from bot.answers.pressing import Press
from bot.answers.provenance import sources_card
from bot.answers.receipt import MARK, marked, receipt_reply
from bot.answers.voice import Voice, voices_of
from bot.answers.working import working_card
from bot.charts import Charts, Picture
from bot.conversations import Conversations, Place
from bot.illustrating import Illustrator, edited, illustrated
from bot.pending import Pending
from bot.receipts import Receipts, Shown, query_of
from knowledge.answering import Desk, remembered
from knowledge.model import Answer, AnswerStatus, Catalogue, Query

_log = logging.getLogger(__name__)

Edit = Callable[..., Awaitable[object]]

SURE = 0.9
"""The chance of having understood from which a question is answered that was not put to the bot by name."""


P = ParamSpec("P")


def _finished_first(
    answering: Callable[Concatenate[Responder, P], Awaitable[None]],
) -> Callable[Concatenate[Responder, P], Coroutine[Any, Any, None]]:
    """A method that a bot which is told to stop lets come to its end."""

    async def counted(self: Responder, /, *args: P.args, **kwargs: P.kwargs) -> None:
        with self.pending:
            await answering(self, *args, **kwargs)

    update_wrapper(counted, answering)
    return counted


@dataclass(frozen=True)
class Responder:
    """Answers commands, presses of buttons and messages; `language` is for where nothing else says one."""

    desk: Desk
    catalogue: Catalogue
    voices: dict[str, Voice]
    conversations: Conversations
    language: str
    illustrator: Illustrator
    receipts: Receipts | None = None
    pending: Pending = field(default_factory=Pending)

    @classmethod
    def over(
        cls,
        desk: Desk,
        catalogue: Catalogue,
        conversations: Conversations,
        language: str,
        charts: Charts | None = None,
        receipts: Receipts | None = None,
    ) -> Responder:
        """With a voice for every language; without `charts`, answers have no pictures, without `receipts` no ids."""
        illustrator = Illustrator(desk, charts)
        return cls(desk, catalogue, voices_of(catalogue), conversations, language, illustrator, receipts)

    def voice(self, locale: discord.Locale | str | None) -> Voice:
        """The voice for a locale (`ja`, `en-US`), else that of the settings."""
        code = str(locale or "").partition("-")[0]
        return self.voices.get(code) or self.voices[self.language]

    # --- commands ---

    @_finished_first
    async def to_command(self, interaction: Interaction[Any], query: Query, *, private: bool = False) -> None:
        """Answers a slash command; only the asker sees it when `private`.

        A command says all that it means, so it is no turn of a conversation: the next question stands on its own.
        """
        await self._respond(interaction, self.desk.answer(query), self.voice(interaction.locale), private=private)

    @_finished_first
    async def to_asking(self, interaction: Interaction[Any], text: str, *, private: bool = False) -> None:
        """Answers `/anime ask`."""
        previous = self.conversations.previous(_place(interaction))
        voice = self.voice(language_of(text) or interaction.locale)
        answer = self.desk.ask(text, previous=previous)
        self._remember(_place(interaction), answer)
        await self._respond(interaction, answer, voice, private=private, question=text)

    @_finished_first
    async def to_receipt(self, interaction: Interaction[Any], id: str) -> None:
        """Shows how an answer came about that was given here, and whether it would be the same today."""
        voice = self.voice(interaction.locale)
        wanted = id.strip().removeprefix(MARK).lower()
        places = (_kept_in(interaction, private=False), _kept_in(interaction, private=True))
        found = [await self.receipts.find(wanted, place) for place in places] if self.receipts else []
        receipt = next((each for each in found if each), None)
        if receipt is None:
            await self.refuse(interaction, voice.say("errors.unknown_receipt", given=id))
            return
        query, then = query_of(receipt), Shown.from_line(receipt.shown)
        today = self.desk.answer(query) if query else None
        same = today is not None and Shown.of(today) == then
        reply = receipt_reply(receipt.id, receipt.given, receipt.question, query, then.numbers, today, same, voice)
        sent = _outgoing(reply, voice, interaction.user.id, embeds=_embeds_allowed(interaction))
        await interaction.response.send_message(**sent, ephemeral=True)

    async def show(self, interaction: Interaction[Any], card: Card, voice: Voice | None = None) -> None:
        """Shows a card to the one who asked for it, and to nobody else."""
        voice = voice or self.voice(interaction.locale)
        await interaction.response.send_message(
            **_outgoing(Reply(cards=(card,)), voice, interaction.user.id, embeds=_embeds_allowed(interaction)),
            ephemeral=True,
        )

    async def refuse(self, interaction: Interaction[Any], sentence: str) -> None:
        """Says why there is nothing to answer, to the asker only."""
        await interaction.response.send_message(embed.escaped(sentence), ephemeral=True)

    async def _respond(
        self, interaction: Interaction[Any], answer: Answer, voice: Voice, *, private: bool, question: str = ""
    ) -> None:
        drawing = self.illustrator.of_itself(answer, voice)
        at_once = self.illustrator.ready(drawing)
        sent = self._outgoing(interaction, answer, voice, private=private, question=question)
        await interaction.response.send_message(**illustrated(sent, at_once), ephemeral=private)
        if at_once is None:
            await self._add(interaction.edit_original_response, sent, await self.illustrator.picture(drawing))

    def _outgoing(
        self, interaction: Interaction[Any], answer: Answer, voice: Voice, *, private: bool, question: str = ""
    ) -> dict[str, Any]:
        reply = self._with_receipt(answer, voice, _kept_in(interaction, private=private), question)
        return _outgoing(reply, voice, interaction.user.id, embeds=_embeds_allowed(interaction))

    def _with_receipt(self, answer: Answer, voice: Voice, place: str, question: str) -> Reply:
        """The reply, with the id under which it can be looked up."""
        reply = compose(answer, voice)
        return marked(reply, self.receipts.give(answer, place=place, question=question)) if self.receipts else reply

    async def _add(self, edit: Edit, sent: dict[str, Any], picture: Picture | None) -> None:
        """Adds a picture to what was sent, which never waits for it; where that is gone by now, nothing is missing."""
        if picture is None:
            return
        try:
            await edit(**edited({key: value for key, value in sent.items() if key != "view"}, picture))
        except (discord.NotFound, discord.Forbidden) as gone:
            _log.info("a picture came to a message that can't be changed any more: %s", gone.text)

    # --- buttons ---

    @_finished_first
    async def to_press(self, interaction: Interaction[Any], press: Press) -> None:
        """Shows working and sources to who pressed; another question changes the asker's own answer in place.

        The asker's own card stays in its language, whatever that of their Discord is.
        """
        own = press.asker == interaction.user.id
        voice = self.voice((own and press.language) or interaction.locale)
        answer = self.desk.answer(press.query)
        if press.action is Action.CHART:
            await self._draw(interaction, answer, voice, in_place=own)
        elif press.action is Action.WORKING:
            await self.show(interaction, working_card(answer, voice), voice)
        elif press.action is Action.SOURCES:
            await self.show(interaction, sources_card(answer, voice), voice)
        elif own:
            await self._change(interaction, answer, voice)
        else:
            await self._respond(interaction, answer, voice, private=True)

    async def _change(self, interaction: Interaction[Any], answer: Answer, voice: Voice) -> None:
        self._remember(_place(interaction), answer)
        drawing = self.illustrator.of_itself(answer, voice)
        at_once = self.illustrator.ready(drawing)
        private = bool(interaction.message and interaction.message.flags.ephemeral)
        sent: dict[str, Any] = {"content": None, "embeds": [], "view": None}
        sent |= self._outgoing(interaction, answer, voice, private=private)
        await interaction.response.edit_message(**edited(sent, at_once))
        if at_once is None:
            await self._add(interaction.edit_original_response, sent, await self.illustrator.picture(drawing))

    async def _draw(self, interaction: Interaction[Any], answer: Answer, voice: Voice, *, in_place: bool) -> None:
        """Draws beside an answer: under it where it is the asker's own, else for who pressed alone."""
        if in_place:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=True, thinking=True)
        picture = await self.illustrator.picture(self.illustrator.beside(answer, voice))
        shown = interaction.message.embeds if interaction.message else []
        if picture is not None and in_place:
            await interaction.edit_original_response(**edited({"embeds": shown}, picture))
        elif picture is not None:
            await interaction.edit_original_response(**edited({"embeds": embed.titles(shown)}, picture))
        elif in_place:
            await interaction.followup.send(voice.say("errors.no_chart"), ephemeral=True)
        else:
            await interaction.edit_original_response(content=voice.say("errors.no_chart"))

    # --- messages ---

    @_finished_first
    async def to_message(self, message: Message, text: str) -> None:
        """Answers a question in words by a reply."""
        if text:
            place = (message.author.id, message.channel.id)
            await self._reply(message, text, self.desk.ask(text, previous=self.conversations.previous(place)))
        else:
            await _reply(message, {"content": self._voice_for(message, text).say("errors.empty_question")})

    @_finished_first
    async def overhear(self, message: Message, text: str) -> None:
        """Answers what was said to nobody by name, where it surely is a question that has an answer; else is silent."""
        answer = self.desk.ask(text)
        claims = answer.query is not None and answer.query.claim is not None
        if answer.status is AnswerStatus.ANSWERED and answer.chance >= SURE and (_asks(text) or not claims):
            await self._reply(message, text, answer)

    async def _reply(self, message: Message, text: str, answer: Answer) -> None:
        self._remember((message.author.id, message.channel.id), answer)
        voice, embeds = self._voice_for(message, text), _may(message, "embed_links")
        drawing = self.illustrator.of_itself(answer, voice) if _may(message, "attach_files") else None
        at_once = self.illustrator.ready(drawing)
        place = str(message.guild.id) if message.guild else f"u{message.author.id}"
        reply = self._with_receipt(answer, voice, place, text)
        sent = _outgoing(reply, voice, message.author.id, embeds=embeds)
        replied = await _reply(message, illustrated(sent, at_once))
        if at_once is None:
            await self._add(replied.edit, sent, await self.illustrator.picture(drawing))

    def _voice_for(self, message: Message, text: str) -> Voice:
        """The question's own language, else that of the server."""
        return self.voice(language_of(text) or (message.guild.preferred_locale if message.guild else None))

    def _remember(self, place: Place, answer: Answer) -> None:
        query = remembered(answer)
        if query is not None:
            self.conversations.remember(place, query)


def _asks(text: str) -> bool:
    """Whether it is put as a question, and not just stated."""
    return text.rstrip().endswith(("?", "？", "か", "か。", "の", "かな"))


def _place(interaction: Interaction[Any]) -> Place:
    return interaction.user.id, interaction.channel_id or 0


def _kept_in(interaction: Interaction[Any], *, private: bool) -> str:
    """Where a receipt can be looked up again: in the server, or by the person alone."""
    here = interaction.guild_id is not None and not private
    return str(interaction.guild_id) if here else f"u{interaction.user.id}"


def _embeds_allowed(interaction: Interaction[Any]) -> bool:
    return interaction.guild_id is None or interaction.app_permissions.embed_links


def _outgoing(reply: Reply, voice: Voice, asker: int, *, embeds: bool) -> dict[str, Any]:
    """The arguments of a send: embeds or text, and buttons where there are any."""
    sent: dict[str, Any] = (
        {"embeds": embed.embeds(reply, voice)} if embeds else {"content": embed.content(reply, voice)}
    )
    view = embed.view(reply, asker, voice.language)
    return sent | ({"view": view} if view else {})


async def _reply(message: Message, sent: dict[str, Any]) -> Message:
    """As a reply where the bot may read what it replies to, else as a message of its own."""
    if _may(message, "read_message_history"):
        return await message.reply(**sent, mention_author=False)
    return await message.channel.send(**sent)


def _may(message: Message, permission: str) -> bool:
    """Whether the bot has a permission where the message is; all of them in direct messages."""
    if message.guild is None or isinstance(message.channel, discord.PartialMessageable):
        return True
    permissions = message.channel.permissions_for(message.guild.me)
    return bool(getattr(permissions, permission))
