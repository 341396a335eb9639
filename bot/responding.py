"""From a query or a text to what is sent: answers in the person's language, in the form that the place allows."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec

import discord
from discord import Interaction, Message

from bot.answers import embed
from bot.answers.card import Action, Card, Reply
from bot.answers.checking import checked_reply
from bot.answers.clipping import whole
from bot.answers.composing import compose
from bot.answers.courtesies import courtesy_card, courtesy_of
from bot.answers.drawing import Drawing
from bot.answers.languages import language_of
from bot.answers.pressing import Press
from bot.answers.provenance import sources_card
from bot.answers.receipt import MARK, marked, receipt_reply, with_note
from bot.answers.voice import Voice
from bot.answers.working import working_card
from bot.charts import Picture
from bot.conversations import Conversations, Place
from bot.holdings import Holding, Holdings
from bot.illustrating import Illustrator, edited, illustrated
from bot.limiting import offered_nothing, refusal, turned_away
from bot.limits import Act, Limits
from bot.line import Line
from bot.operating import turns
from bot.pending import Pending
from bot.receipts import Receipts, Shown, query_of
from bot.retrying import UNSENT
from bot.unanswered import Unanswered
from knowledge.answering import remembered
from knowledge.model import Answer, AnswerStatus, Query
from knowledge.store.receipts import Receipt

_log = logging.getLogger(__name__)

Asked = Interaction[Any]
Edit = Callable[..., Awaitable[object]]

NOBODY = 0
"""The asker of a card that nobody changes: who presses its buttons sees the answer alone."""

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
    """Answers commands, presses of buttons and messages; `language` is for where nothing else says one.

    Without `charts` in the illustrator, answers have no pictures, without `receipts` no ids; `limits` that allow
    nothing in particular allow all.
    """

    holdings: Holdings
    conversations: Conversations
    language: str
    illustrator: Illustrator = field(default_factory=Illustrator)
    receipts: Receipts | None = None
    unanswered: Unanswered | None = None
    pending: Pending = field(default_factory=Pending)
    line: Line = field(default_factory=Line)
    limits: Limits = field(default_factory=lambda: Limits(time.monotonic))

    def voice(self, locale: discord.Locale | str | None, here: Holding | None = None) -> Voice:
        """The voice for a locale (`ja`, `en-US`), else that of the server, else that of the settings."""
        voices = (here or self.holdings.everywhere).voices
        code = str(locale or "").partition("-")[0]
        own = here.preferences.language if here else None
        return voices.get(code) or voices[own or self.language]

    async def turned_away(self, interaction: Asked, act: Act) -> bool:
        """Whether somebody asks too much at once; they are told how long to wait."""
        return await turned_away(interaction, act, self.limits, self.voice(interaction.locale))

    async def offered_nothing(self, interaction: Asked) -> bool:
        """Whether somebody is offered more than anybody types; they get an empty list."""
        return await offered_nothing(interaction, self.limits)

    # --- commands ---

    @_finished_first
    async def to_command(self, interaction: Asked, query: Query, *, private: bool | None = None) -> None:
        """Answers a slash command; only the asker sees it when `private`, or where a server wants it so.

        A command says all that it means, so it is no turn of a conversation: the next question stands on its own.
        """
        here = await self.holdings.of(interaction.guild_id)
        hidden = _hidden(private, here)
        await self._turn(interaction, private=hidden)
        found = _Found(here.desk.answer(query), here, self.voice(interaction.locale, here))
        await self._respond(interaction, found, private=hidden)

    @_finished_first
    async def to_asking(self, interaction: Asked, text: str, *, private: bool | None = None) -> None:
        """Answers `/anime ask`."""
        text = whole(text)
        here = await self.holdings.of(interaction.guild_id)
        hidden = _hidden(private, here)
        await self._turn(interaction, private=hidden)
        previous = self.conversations.previous(_place(interaction))
        answer = await here.asked(text, previous)
        self._remember(_place(interaction), answer)
        found = _Found(answer, here, self.voice(language_of(text) or interaction.locale, here), text)
        await self._respond(interaction, found, private=hidden)

    @_finished_first
    async def to_checking(self, interaction: Asked, text: str, *, private: bool | None = None) -> None:
        """Checks what a text claims."""
        text = whole(text)
        here = await self.holdings.of(interaction.guild_id)
        hidden, voice = _hidden(private, here), self.voice(language_of(text) or interaction.locale, here)
        await self._turn(interaction, private=hidden)
        turns.came_to(AnswerStatus.ANSWERED)
        found = await asyncio.to_thread(lambda: here.checker.checked(text))
        reply = self._with_own(checked_reply(found, text, voice), here, voice)
        if self.receipts is not None and len(found.answers) == 1:
            place = _kept_in(interaction, private=hidden)
            reply = marked(reply, self.receipts.give(found.answers[0], place=place, question=text))
        sent = _outgoing(reply, voice, NOBODY, embeds=_embeds_allowed(interaction))
        await _send(interaction, sent, private=hidden)

    @_finished_first
    async def to_receipt(self, interaction: Asked, id: str) -> None:
        """Shows how an answer came about that was given here, and whether it would be the same today."""
        here = await self.holdings.of(interaction.guild_id)
        voice = self.voice(interaction.locale, here)
        wanted = id.strip().removeprefix(MARK).lower()
        places = (_kept_in(interaction, private=False), _kept_in(interaction, private=True))
        found = [await self.receipts.find(wanted, place) for place in places] if self.receipts else []
        receipt = next((each for each in found if each), None)
        if receipt is None:
            await self.refuse(interaction, voice.say("errors.unknown_receipt", given=id))
            return
        reply = looked_up(receipt, here, voice)
        sent = _outgoing(reply, voice, interaction.user.id, embeds=_embeds_allowed(interaction))
        await interaction.response.send_message(**sent, ephemeral=True)

    async def show(self, interaction: Asked, card: Card, voice: Voice | None = None) -> None:
        """Shows a card to the one who asked for it, and to nobody else."""
        voice = voice or self.voice(interaction.locale)
        sent = _outgoing(Reply(cards=(card,)), voice, interaction.user.id, embeds=_embeds_allowed(interaction))
        await _send(interaction, sent, private=True)

    async def refuse(self, interaction: Asked, sentence: str) -> None:
        """Says why there is nothing to answer, to the asker only."""
        turns.came_to(turns.REFUSED)
        await interaction.response.send_message(embed.escaped(sentence), ephemeral=True)

    async def _turn(self, interaction: Asked, *, private: bool, in_place: bool = False, at_once: bool = False) -> None:
        """Waits for those who came before; where they are many, or `at_once`, Discord hears first that an answer will
        come, `private` as it will be, or into the message that the asker pressed a button of.
        """
        if at_once or self.line.long:
            await (interaction.response.defer() if in_place else _promise(interaction, private=private))
        await self.line.turn()

    # --- what is sent, with a picture that it never waits for ---

    async def _respond(self, interaction: Asked, found: _Found, *, private: bool) -> None:
        sent = self._outgoing(interaction, found, private=private)

        async def send(picture: Picture | None) -> Edit:
            await _send(interaction, sent, picture, private=private)
            return interaction.edit_original_response

        await self._illustrated(sent, self.illustrator.of_itself(found.answer, found.here.desk, found.voice), send)

    async def _change(self, interaction: Asked, found: _Found) -> None:
        self._remember(_place(interaction), found.answer)
        private = bool(interaction.message and interaction.message.flags.ephemeral)
        sent: dict[str, Any] = {"content": None, "embeds": [], "view": None}
        sent |= self._outgoing(interaction, found, private=private)

        async def send(picture: Picture | None) -> Edit:
            promised = interaction.response.is_done()
            edit = interaction.edit_original_response if promised else interaction.response.edit_message
            await edit(**edited(sent, picture))
            return interaction.edit_original_response

        await self._illustrated(sent, self.illustrator.of_itself(found.answer, found.here.desk, found.voice), send)

    async def _illustrated(
        self, sent: dict[str, Any], drawing: Drawing | None, send: Callable[[Picture | None], Awaitable[Edit]]
    ) -> None:
        """Sends with the picture where it is ready; else adds it once it is painted, by the edit that `send` gives.

        Where the message is gone by then, or Discord takes no edit, the answer stands without it.
        """
        at_once = self.illustrator.ready(drawing)
        edit = await send(at_once)
        turns.sent()
        picture = None if at_once else await self.illustrator.picture(drawing)
        if picture is None:
            return
        try:
            await edit(**edited({key: value for key, value in sent.items() if key != "view"}, picture))
        except (discord.NotFound, discord.Forbidden) as gone:
            _log.info("a picture came to a message that can't be changed any more: %s", gone.text)
        except UNSENT as failed:
            _log.warning("a picture could not be added to an answer: %s", failed)

    def _outgoing(self, interaction: Asked, found: _Found, *, private: bool) -> dict[str, Any]:
        reply = self._with_receipt(found, _kept_in(interaction, private=private))
        self._note(found, interaction.guild_id, interaction.user.id)
        return _outgoing(reply, found.voice, interaction.user.id, embeds=_embeds_allowed(interaction))

    def _with_receipt(self, found: _Found, place: str) -> Reply:
        """The reply, with the id under which it can be looked up."""
        put_in_words = bool(found.question)
        reply = (compose if put_in_words else found.here.composed)(found.answer, found.voice)
        reply = self._with_own(reply, found.here, found.voice)
        if self.receipts is None:
            return reply
        return marked(reply, self.receipts.give(found.answer, place=place, question=found.question))

    def _with_own(self, reply: Reply, here: Holding, voice: Voice) -> Reply:
        """The reply; where what the server added can't be had, it says so."""
        return reply if here.complete else with_note(reply, voice.say("errors.without_own"))

    def _note(self, found: _Found, server: int | None, author: int) -> None:
        """Notes what came of a question; one that found no answer, also for moderators who want to know."""
        turns.found(found.answer)
        if self.unanswered and server is not None and found.here.preferences.unanswered:
            self.unanswered.note(found.answer, found.question, server=str(server), author=str(author))

    # --- buttons ---

    @_finished_first
    async def to_press(self, interaction: Asked, press: Press) -> None:
        """Shows working and sources to who pressed; another question changes the asker's own answer in place.

        The asker's own card stays in its language, whatever that of their Discord is.
        """
        here = await self.holdings.of(interaction.guild_id)
        own = press.asker == interaction.user.id
        voice = self.voice((own and press.language) or interaction.locale, here)
        draws, shows = press.action is Action.CHART, press.action in (Action.WORKING, Action.SOURCES)
        await self._turn(interaction, private=True, in_place=own and not shows, at_once=draws)
        found = _Found(here.desk.answer(press.query), here, voice)
        if draws:
            await self._draw(interaction, found, in_place=own)
        elif press.action is Action.WORKING:
            await self.show(interaction, working_card(found.answer, voice), voice)
        elif press.action is Action.SOURCES:
            await self.show(interaction, sources_card(found.answer, voice), voice)
        elif own:
            await self._change(interaction, found)
        else:
            await self._respond(interaction, found, private=True)

    async def _draw(self, interaction: Asked, found: _Found, *, in_place: bool) -> None:
        """Draws beside an answer, as promised: under it where it is the asker's own, else for who pressed alone."""
        drawing = self.illustrator.beside(found.answer, found.here.desk, found.voice)
        picture = await self.illustrator.picture(drawing)
        shown = interaction.message.embeds if interaction.message else []
        if picture is not None and in_place:
            await interaction.edit_original_response(**edited({"embeds": shown}, picture))
        elif picture is not None:
            await interaction.edit_original_response(**edited({"embeds": embed.titles(shown)}, picture))
        elif in_place:
            await interaction.followup.send(found.voice.say("errors.no_chart"), ephemeral=True)
        else:
            await interaction.edit_original_response(content=found.voice.say("errors.no_chart"))

    # --- messages ---

    @_finished_first
    async def to_message(self, message: Message, text: str) -> None:
        """Answers a question in words by a reply."""
        here = await self.holdings.of(server_of(message))
        voice = self._voice_for(message, text, here)
        if await self._silenced(message, Act.QUESTION, voice):
            return
        if courtesy := courtesy_of(text):
            turns.came_to(AnswerStatus.ANSWERED)
            reply = Reply(cards=(courtesy_card(courtesy, voice),))
            await _reply(message, _outgoing(reply, voice, message.author.id, embeds=_may(message, "embed_links")))
        elif text:
            await self.line.turn()
            previous = self.conversations.previous((message.author.id, message.channel.id))
            await self._reply(message, _Found(await here.asked(text, previous), here, voice, text))
        else:
            await _reply(message, {"content": voice.say("errors.empty_question")})

    @_finished_first
    async def overhear(self, message: Message, text: str) -> None:
        """Answers what was said to nobody by name, where it surely is a question that has an answer; else is silent."""
        here = await self.holdings.of(server_of(message))
        voice = self._voice_for(message, text, here)
        if refusal(message, Act.HEARD, self.limits, voice) is not None:
            return
        await self.line.turn()
        answer = await here.asked(text)
        claims = answer.query is not None and answer.query.claim is not None
        sure = answer.status is AnswerStatus.ANSWERED and answer.chance >= SURE and (_asks(text) or not claims)
        if sure and not await self._silenced(message, Act.QUESTION, voice):
            await self._reply(message, _Found(answer, here, voice, text))

    async def _silenced(self, message: Message, act: Act, voice: Voice) -> bool:
        """Whether somebody asks too much at once: said once, then silence until the time is over."""
        said = refusal(message, act, self.limits, voice)
        if said is None:
            return False
        turns.came_to(turns.REFUSED if said else turns.SILENT)
        if said:
            await _reply(message, {"content": said})
        return True

    async def _reply(self, message: Message, found: _Found) -> None:
        self._remember((message.author.id, message.channel.id), found.answer)
        may_attach, embeds = _may(message, "attach_files"), _may(message, "embed_links")
        drawing = self.illustrator.of_itself(found.answer, found.here.desk, found.voice) if may_attach else None
        server = server_of(message)
        reply = self._with_receipt(found, str(server) if server else f"u{message.author.id}")
        sent = _outgoing(reply, found.voice, message.author.id, embeds=embeds)
        self._note(found, server, message.author.id)

        async def send(picture: Picture | None) -> Edit:
            return (await _reply(message, illustrated(sent, picture))).edit

        await self._illustrated(sent, drawing, send)

    def _voice_for(self, message: Message, text: str, here: Holding) -> Voice:
        """The question's own language, else the one that the server chose, else that of its Discord."""
        locale = message.guild.preferred_locale if message.guild else None
        return self.voice(language_of(text) or here.preferences.language or locale, here)

    def _remember(self, place: Place, answer: Answer) -> None:
        query = remembered(answer)
        if query is not None:
            self.conversations.remember(place, query)


def looked_up(receipt: Receipt, here: Holding, voice: Voice) -> Reply:
    """How an answer came about, and whether it would be the same today."""
    query, then = query_of(receipt), Shown.from_line(receipt.shown)
    today = here.desk.answer(query) if query else None
    same = today is not None and Shown.of(today) == then
    return receipt_reply(receipt.id, receipt.given, receipt.question, query, then.numbers, today, same, voice)


@dataclass(frozen=True)
class _Found:
    """An answer with where and how it is said; `question` are the words that were asked, if there were any."""

    answer: Answer
    here: Holding
    voice: Voice
    question: str = ""


def _hidden(private: bool | None, here: Holding) -> bool:
    """Whether only the asker sees an answer: as they say, else as the server wants it, if that can be known."""
    return here.preferences.private or not here.complete if private is None else private


def _asks(text: str) -> bool:
    """Whether it is put as a question, and not just stated."""
    return text.rstrip().endswith(("?", "？", "か", "か。", "の", "かな"))


def _place(interaction: Asked) -> Place:
    return interaction.user.id, interaction.channel_id or 0


def _kept_in(interaction: Asked, *, private: bool) -> str:
    """Where a receipt can be looked up again: in the server, or by the person alone."""
    here = interaction.guild_id is not None and not private
    return str(interaction.guild_id) if here else f"u{interaction.user.id}"


def _embeds_allowed(interaction: Asked) -> bool:
    return interaction.guild_id is None or interaction.app_permissions.embed_links


def _outgoing(reply: Reply, voice: Voice, asker: int, *, embeds: bool) -> dict[str, Any]:
    """The arguments of a send: embeds or text, and buttons where there are any."""
    sent: dict[str, Any] = (
        {"embeds": embed.embeds(reply, voice)} if embeds else {"content": embed.content(reply, voice)}
    )
    view = embed.view(reply, asker, voice)
    return sent | ({"view": view} if view else {})


async def _promise(interaction: Asked, *, private: bool) -> None:
    await interaction.response.defer(ephemeral=private, thinking=True)


async def _send(interaction: Asked, sent: dict[str, Any], picture: Picture | None = None, *, private: bool) -> None:
    """The answer to an interaction, or what was promised."""
    if interaction.response.is_done():
        await interaction.edit_original_response(**edited(sent, picture))
    else:
        await interaction.response.send_message(**illustrated(sent, picture), ephemeral=private)


def server_of(message: Message) -> int | None:
    """The id of the server that a message is in, None in direct messages; also where Discord has not told of the
    server yet, and its settings are held nevertheless.
    """
    if message.guild is None and isinstance(message.channel, discord.PartialMessageable):
        return message.channel.guild_id
    return message.guild.id if message.guild else None


async def _reply(message: Message, sent: dict[str, Any]) -> Message:
    """As a reply where the bot may read what it replies to, else as a message of its own.

    With the question's id as its nonce, Discord posts it once, however often it is sent.
    """
    if _may(message, "read_message_history"):
        return await message.reply(**sent, nonce=message.id, mention_author=False)
    return await message.channel.send(**sent, nonce=message.id)


def _may(message: Message, permission: str) -> bool:
    """Whether the bot has a permission where the message is; all of them in direct messages."""
    if message.guild is None or isinstance(message.channel, discord.PartialMessageable):
        return True
    permissions = message.channel.permissions_for(message.guild.me)
    return bool(getattr(permissions, permission))
