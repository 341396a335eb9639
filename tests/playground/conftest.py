"""A playground with one guild and a small discord.py bot behind it, over real sockets."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import discord
import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.playground import Channel, Guild, Permission, Person, Playground, Rules
from tests.playground.raw_bot import RawBot
from tests.playground.small_bot import SmallBot


@asynccontextmanager
async def connected(playground: Playground, bot: discord.AutoShardedClient) -> AsyncIterator[None]:
    """Points discord.py at a playground, runs the bot, and puts everything back."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = playground.api_base
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(playground.world.gateway_url)
    running = asyncio.create_task(bot.start(playground.token))
    try:
        waiting = asyncio.create_task(playground.ready())
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            waiting.cancel()
            running.result()
        await waiting
        yield
    finally:
        await bot.close()
        await asyncio.gather(running, return_exceptions=True)
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


Connect = Callable[[Playground, discord.AutoShardedClient], AbstractAsyncContextManager[None]]


@pytest.fixture
def connect() -> Connect:
    return connected


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Stage:
    """The known world: one guild, a channel, a member, a moderator, the bot."""

    discord: Playground
    guild: Guild
    channel: Channel
    alice: Person
    mod: Person
    bot: SmallBot
    clock: Clock


@pytest_asyncio.fixture
async def stage() -> AsyncIterator[Stage]:
    clock = Clock()
    async with Playground(clock=clock, patience=10.0) as playground:
        guild = playground.add_guild("Anime Club")
        channel = guild.add_channel("general")
        alice = playground.add_user("alice")
        mod = playground.add_user("mod", locale="ja")
        guild.add_member(alice)
        guild.add_member(mod, permissions=Permission.MANAGE_GUILD)
        bot = SmallBot(clock)
        async with connected(playground, bot):
            yield Stage(playground, guild, channel, alice, mod, bot, clock)


@dataclass
class RawStage:
    """The same world with a bot that has no library: it is connected and has one command, `ping`."""

    discord: Playground
    guild: Guild
    channel: Channel
    alice: Person
    bot: RawBot
    clock: Clock

    @property
    def messages(self) -> str:
        return f"/channels/{self.channel.id}/messages"

    @property
    def codes(self) -> list[int]:
        return [violation.code for violation in self.discord.violations]


@pytest_asyncio.fixture
async def raw() -> AsyncIterator[RawStage]:
    clock = Clock()
    rules = Rules(attachment_size_limit=1_000)
    async with Playground(clock=clock, patience=10.0, rules=rules) as playground, RawBot(playground) as bot:
        guild = playground.add_guild("Anime Club")
        channel = guild.add_channel("general")
        alice = playground.add_user("alice")
        guild.add_member(alice)
        await bot.ready()
        await bot.register({"name": "ping", "description": "Answers", "type": 1})
        yield RawStage(playground, guild, channel, alice, bot, clock)
