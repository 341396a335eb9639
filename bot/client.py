"""The bot as Discord sees it: what it listens to, how it connects, and the nets that catch what goes wrong."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Container, Mapping
from contextlib import AbstractContextManager, AsyncExitStack
from typing import TYPE_CHECKING, Any

import discord
from aiohttp import TCPConnector
from discord import (
    AllowedMentions,
    Intents,
    Interaction,
    InteractionType,
    MemberCacheFlags,
    Message,
    VoiceClient,
    app_commands,
)
from discord.ext import commands

from bot.answers.pressing import is_ours, press_of
from bot.behind import Behind
from bot.calendar import utc_now
from bot.commands.anime import AnimeCommands
from bot.commands.figures import FigureCommands
from bot.commands.free_text import Asked, question_to
from bot.commands.metrics import MetricCommands
from bot.commands.privacy import PrivacyCommands
from bot.commands.settings import SettingsCommands
from bot.commands.statements import StatementCommands
from bot.commands.translating import WordingTranslator
from bot.endpoints import use_gateway
from bot.holdings import Holdings
from bot.identifying import Identifying
from bot.limiting import act_of
from bot.limits import Act
from bot.moderating import controls
from bot.moderating.choosing import Choosing, setting_of
from bot.moderating.controls import OF_PROPOSALS, OF_THE_QUEUE, Step
from bot.moderating.flow import Moderators
from bot.moderating.proposals import Proposals
from bot.moderating.queue import Queue
from bot.moderating.retyping import not_saved
from bot.moderating.workshop import Workshop
from bot.operating import turns
from bot.responding import Responder, server_of
from bot.retrying import LOST, UNSENT, persist
from bot.seen import Seen
from bot.settings import Settings
from bot.syncing import sync_commands
from knowledge.store import Store, StoreAway
from knowledge.store.departures import Departures, Move
from knowledge.store.reports import Reports
from knowledge.store.turns import Turns

if TYPE_CHECKING:
    from bot.operating.meters import Meters

_log = logging.getLogger(__name__)


def intents(settings: Settings) -> Intents:
    """What the bot is told of: servers, messages in them and to it; the content of all of them only when asked for."""
    return Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=settings.message_content)


FINISH_WITHIN = 6.0
"""Seconds that a bot that is told to stop gives to what it is answering."""

GOODBYE_WITHIN = 1.0
"""Seconds that Discord has to see the bot go."""

CONNECTIONS = 100
"""To one host at once. More at a time than a server accepts would be dropped unseen, and tried again a second later."""

TOO_LATE = 10062
"""Discord's code for an answer to an interaction that it has given up."""


class AnimeTree(app_commands.CommandTree["AnimeBot"]):
    """The commands, each taken once, with a net under them and a limit before them; a bot that is told to stop takes
    none, and finishes those that it took.
    """

    async def _call(self, interaction: Interaction[AnimeBot]) -> None:
        if not self.client.stopping:
            with self.client.pending, self.client.turn_of(interaction):
                await super()._call(interaction)

    async def interaction_check(self, interaction: Interaction[AnimeBot], /) -> bool:
        """What moderators do is limited by their flows, once it is clear that they may."""
        if not self.client.comes_first(interaction):
            return False
        if interaction.type is InteractionType.autocomplete:
            return not await self.client.responder.offered_nothing(interaction)
        act = act_of(interaction.command) if interaction.type is InteractionType.application_command else None
        return act is None or not await self.client.responder.turned_away(interaction, act)

    async def on_error(self, interaction: Interaction[AnimeBot], error: app_commands.AppCommandError, /) -> None:
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            voice = self.client.responder.voice(interaction.locale)
            await self.client.responder.refuse(interaction, voice.say("errors.stale_command"))
            return
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await self.client.apologise(interaction, cause)


class AnimeBot(commands.AutoShardedBot):
    """Receives from Discord and hands over to the responder; keeps no cache of messages or members."""

    def __init__(
        self,
        settings: Settings,
        responder: Responder,
        store: Store,
        queue: Turns | None = None,
        meters: Meters | None = None,
    ) -> None:
        VoiceClient.warn_nacl = VoiceClient.warn_dave = False  # it never speaks
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=AnimeTree,
            intents=intents(settings),
            allowed_mentions=AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            shard_count=settings.shard_count,
            connector=TCPConnector(limit=0, limit_per_host=CONNECTIONS),
        )
        self.http.http_trace = meters.trace() if meters else None
        self._finished = meters.finished if meters else None
        self.stopping = False
        self.pending = responder.pending
        self.shard_ids = list(settings.shard_ids) or None
        self._settings = settings
        self.responder = responder
        self._store = store
        self._seen = Seen()
        self._turns = queue or Turns(store)
        self._identifying = Identifying(
            self._turns, self.fetch_session_start_limits, lambda: f"{self.application_id} {settings.discord_api_base}"
        )
        workshop, reports = Workshop(responder.holdings, store), Reports(store)
        self._moderators = Moderators(responder, workshop)
        self._queue = Queue(self._moderators, reports)
        self._proposals = Proposals(self._moderators)
        self._moves = Behind[int, Move]("departures", Departures(store).note, _nothing)
        self._entered = AsyncExitStack()
        self._choosing = Choosing(self._moderators)
        self._privacy = PrivacyCommands(responder, workshop, reports)

    @property
    def holdings(self) -> Holdings:
        """What the servers hold."""
        return self.responder.holdings

    # --- starting ---

    async def setup_hook(self) -> None:
        persist(self.http)
        await self._entered.enter_async_context(self._moves)
        await self.add_commands()
        try:
            await sync_commands(self.tree, self._store, self._settings.discord_api_base, self._turns)
        except (discord.DiscordServerError, *LOST) as error:
            _log.error("the commands could not be sent, those sent earlier stay until the next start: %s", error)

    async def add_commands(self) -> None:
        """Puts all commands into the tree, in all languages."""
        await self.tree.set_translator(WordingTranslator())
        anime = AnimeCommands(self.responder)
        self.tree.add_command(anime.group())
        self.tree.add_command(anime.menu())
        figures = FigureCommands(self._moderators, self._queue, self._proposals)
        self.tree.add_command(figures.group())
        self.tree.add_command(figures.menu())
        self.tree.add_command(MetricCommands(self._moderators).group())
        self.tree.add_command(StatementCommands(self._moderators).group())
        self.tree.add_command(SettingsCommands(self._choosing).command())
        self.tree.add_command(self._privacy.command())

    async def launch_shards(self) -> None:
        """Connects through the gateway that the API names, never through the address built into discord.py."""
        shards, address, _ = await self.http.get_bot_gateway()
        use_gateway(address)
        self.shard_count = self.shard_count or shards
        await super().launch_shards()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        await self._identifying.wait(shard_id or 0)

    async def on_ready(self) -> None:
        _log.info("ready as %s in %d servers", self.user, len(self.guilds))

    async def close(self) -> None:
        """Takes nothing new, finishes what is being answered, then goes."""
        self.stopping = True
        if not await self.pending.finished(FINISH_WITHIN):
            _log.warning("stopped with answers still under way after %s seconds", FINISH_WITHIN)
        await asyncio.wait({asyncio.create_task(super().close())}, timeout=GOODBYE_WITHIN)
        await self._entered.aclose()

    # --- receiving ---

    async def on_message(self, message: Message, /) -> None:
        if self.stopping:
            return
        with self.pending:
            await self._hear(message)

    async def _hear(self, message: Message) -> None:
        asked = question_to(self.user, message, await self._listening_in(message)) if self.user else None
        if asked is None or not self.comes_first(message):
            return
        with turns.during(turns.of_message(message, self.shard_count, addressed=asked.addressed), self._finished):
            await self._answer(message, asked)

    async def _answer(self, message: Message, asked: Asked) -> None:
        try:
            if asked.addressed:
                await self.responder.to_message(message, asked.text)
            else:
                await self.responder.overhear(message, asked.text)
        except discord.Forbidden as refused:
            _log.info("not allowed to answer in channel %s: %s", message.channel.id, refused.text)
        except Exception as error:
            await self._apologise_by_reply(message, error)

    async def _listening_in(self, message: Message) -> Container[int]:
        """The channels in which questions are answered that are put to nobody by name."""
        server = server_of(message)
        here = await self.responder.holdings.of(server) if server else None
        return {*self._settings.free_text_channels, *(here.preferences.channels if here else ())}

    def comes_first(self, event: Message | Interaction[Any]) -> bool:
        """Whether it was not told before: after a lost connection Discord may tell it again."""
        first = self._seen.first(event.id)
        if not first:
            _log.info("%s %d came again", type(event).__name__.lower(), event.id)
        return first

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self._moved(guild, gone=False)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        self._moved(guild, gone=False)  # it may have come back while the bot was away

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self._moved(guild, gone=True)

    def _moved(self, guild: discord.Guild, *, gone: bool) -> None:
        self._moves.put(guild.id, Move(str(guild.id), gone, utc_now()))

    async def on_interaction(self, interaction: Interaction[Any]) -> None:
        """Presses of buttons and forms that are sent; the tree takes the commands."""
        of_controls = interaction.type in (InteractionType.component, InteractionType.modal_submit)
        if of_controls and not self.stopping and self.comes_first(interaction):
            with self.pending, self.turn_of(interaction):
                await self._component(interaction)

    def turn_of(self, interaction: Interaction[Any]) -> AbstractContextManager[None]:
        """What is done for an interaction, for the log and the meters."""
        return turns.during(turns.of_interaction(interaction, self.shard_count), self._finished)

    async def _component(self, interaction: Interaction[Any]) -> None:
        data: Mapping[str, Any] = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        try:
            if is_ours(custom_id):
                await self._pressed(interaction, custom_id)
            elif controls.is_ours(custom_id):
                await self._used(interaction, custom_id)
            elif (setting := setting_of(custom_id)) is not None:
                await self._choosing.chosen(interaction, setting)
            else:
                await self._stale(interaction)
        except Exception as error:
            await self.apologise(interaction, error)

    async def _used(self, interaction: Interaction[Any], custom_id: str) -> None:
        use = controls.use_of(custom_id)
        if use is None:
            await self._stale(interaction)
        elif use.step is Step.WRONG:
            if not await self.responder.turned_away(interaction, Act.QUESTION):
                await self._queue.ask_what_is_wrong(interaction, use.id)
        elif use.step is Step.REPORT:
            await self._queue.take(interaction, use.id)
        elif use == (Step.FORGET, "me"):
            if not await self.responder.turned_away(interaction, Act.QUESTION):
                await self._privacy.forget(interaction)
        elif use.step in OF_THE_QUEUE:
            await self._queue.used(interaction, use)
        elif use.step in OF_PROPOSALS:
            await self._proposals.used(interaction, use)
        else:
            await self._moderators.used(interaction, use)

    async def _pressed(self, interaction: Interaction[Any], custom_id: str) -> None:
        press = press_of(custom_id)
        if press is None:
            await self._stale(interaction)
        elif not await self.responder.turned_away(interaction, Act.QUESTION):
            await self.responder.to_press(interaction, press)

    async def _stale(self, interaction: Interaction[Any]) -> None:
        """Answers what this release can't read: of an older one, of a newer one, or forged."""
        voice = self.responder.voice(interaction.locale)
        await self.responder.refuse(interaction, voice.say("errors.stale_button"))

    # --- when something goes wrong ---

    async def apologise(self, interaction: Interaction[Any], error: BaseException) -> None:
        """Tells the person, and nobody else, that it failed and under which reference; the log gets the rest.

        Of a database that is away the log tells by itself, once. Where the answer came too late, Discord has told them
        so, and takes no other.
        """
        turns.came_to(turns.FAILED)
        if isinstance(error, discord.NotFound) and error.code == TOO_LATE:
            age = (discord.utils.utcnow() - interaction.created_at).total_seconds()
            _log.warning("interaction %d could not be answered any more, %.1f s after it began", interaction.id, age)
            return
        voice = self.responder.voice(interaction.locale)
        if isinstance(error, StoreAway):
            sentence = not_saved(error, interaction, voice)
        else:
            sentence = voice.say("errors.unexpected", reference=_noted(error))
        try:
            if interaction.response.is_done():
                await interaction.followup.send(sentence, ephemeral=True)
            else:
                await interaction.response.send_message(sentence, ephemeral=True)
        except UNSENT as refused:
            _log.warning("could not tell the person either: %s", refused)

    async def _apologise_by_reply(self, message: Message, error: Exception) -> None:
        turns.came_to(turns.FAILED)
        locale = message.guild.preferred_locale if message.guild else None
        sentence = self.responder.voice(locale).say("errors.unexpected", reference=_noted(error))
        try:
            await message.channel.send(sentence, nonce=message.id)  # where the answer did arrive, it stays alone
        except UNSENT as refused:
            _log.warning("could not tell the person either: %s", refused)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        reference = secrets.token_hex(4)
        _log.exception("[%s] in the event %s", reference, event_method, extra={"reference": reference})


async def _nothing() -> None:
    """What the bot was removed from is let go elsewhere."""


def _noted(error: BaseException) -> str:
    """Logs an error under a new reference, and gives the reference."""
    reference = secrets.token_hex(4)
    _log.error("[%s] %s", reference, error, exc_info=error, extra={"reference": reference})
    return reference
