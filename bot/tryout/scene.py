"""What the bot is tried in: two servers, three people, a channel in which it listens, and what one could try first."""

from __future__ import annotations

import asyncio
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.answers.wording import wording
from bot.calendar import local_date
from bot.charts import Charts
from bot.client import AnimeBot
from bot.endpoints import point_discord_at
from bot.failures import CannotStart
from bot.holdings import Holdings
from bot.playground import Channel, Guild, Intent, Permission, Person, Playground
from bot.playground.server import LOOPBACK
from bot.receipts import Receipts
from bot.running import new_bot
from bot.settings import Settings
from bot.unanswered import Unanswered
from knowledge.catalogue import load
from knowledge.store import Store

USUAL_PORT = 8425
"""The page's port, where it is free: a browser then knows the page again."""


@dataclass(frozen=True)
class Scene:
    """A playground with everybody in it; `club` is where things happen first."""

    discord: Playground
    club: Guild
    member: Person
    open_channel: Channel

    @classmethod
    def set_up(cls, discord: Playground, language: str) -> Scene:
        """Two servers with the same three people: a member, a moderator, another member."""
        member, moderator, other = (discord.add_user(name) for name in ("mika", "ren", "sora"))
        club, circle = discord.add_guild("Anime Club"), discord.add_guild("Manga Circle")
        for guild in (club, circle):
            for person in (member, moderator, other):
                guild.add_member(person)
            guild.give_role(moderator, guild.add_role("Moderator", int(Permission.MANAGE_GUILD)))
        club.add_channel("general")
        open_channel = club.add_channel("market-talk")
        circle.add_channel("general")
        if discord.page:
            lines = wording(language).several("try.page")
            discord.page.start["tries"] = [{"text": line, "mention": not line.startswith("/")} for line in lines]
        return cls(discord, club, member, open_channel)


@asynccontextmanager
async def on_scene(settings: Settings, discord: Playground) -> AsyncIterator[Scene]:
    """The whole bot, unmodified, before a Discord on this machine; what it keeps is thrown away at the end."""
    async with AsyncExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="anime-market-bot-")))
        await _open(discord, held)
        scene = Scene.set_up(discord, settings.language)
        own = settings.model_copy(
            update={
                "discord_api_base": discord.api_base,
                "discord_cdn_base": discord.cdn_base,
                "database_url": f"sqlite+aiosqlite:///{folder / 'try.sqlite3'}",
                "shard_count": None,
                "shard_ids": (),
                "message_content": True,
                "free_text_channels": (scene.open_channel.id,),
            }
        )
        point_discord_at(own)
        store = await held.enter_async_context(Store(own.database_url))
        receipts = await held.enter_async_context(Receipts(store))
        charts = await held.enter_async_context(Charts())
        holdings = await held.enter_async_context(Holdings.of_what_ships(load(), local_date, store))
        unanswered = await held.enter_async_context(Unanswered(store))
        bot = await held.enter_async_context(new_bot(own, store, holdings, charts, receipts, unanswered))
        await _connect(bot, discord, held)
        yield scene


async def _open(discord: Playground, held: AsyncExitStack) -> None:
    try:
        await held.enter_async_context(discord)
    except OSError as error:
        raise CannotStart(f"--port: {discord.address} can't be had ({error})") from None


async def _connect(bot: AnimeBot, discord: Playground, held: AsyncExitStack) -> None:
    """Starts the bot, and waits until it is there or has failed."""
    running = asyncio.create_task(bot.start(discord.token))
    held.push_async_callback(_ended, bot, running)
    ready = asyncio.create_task(discord.ready())
    await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        ready.cancel()
        running.result()
    await ready


async def _ended(bot: AnimeBot, running: asyncio.Task[None]) -> None:
    await bot.close()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def playground(port: int | None = None) -> Playground:
    """The Discord of the scene, with its page: at the given port, else at the usual one or, if that is taken, any."""
    return Playground(
        port=(USUAL_PORT if _is_free(USUAL_PORT) else 0) if port is None else port,
        privileged_intents=Intent.MESSAGE_CONTENT,
        bot_name="anime-market-bot",
        page=True,
    )


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
