"""The real bot before a Discord on this machine, over real sockets; every test ends without a violation."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from bot.answers.voice import voices_of
from bot.client import AnimeBot
from bot.conversations import Conversations
from bot.endpoints import point_discord_at
from bot.holdings import Holding, Holdings
from bot.operating.meters import Meters
from bot.playground import Channel, Guild, Permission, Person, Playground
from bot.receipts import Receipts
from bot.responding import Responder
from bot.settings import Settings
from bot.unanswered import Unanswered
from knowledge.answering import Desk
from knowledge.catalogue import load
from knowledge.model import Catalogue
from knowledge.store import Store
from tests.pacing import Pace

TODAY = date(2026, 1, 15)


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Stage:
    """A server with one channel and one person in it, and what it takes to start the bot there."""

    discord: Playground
    guild: Guild
    channel: Channel
    alice: Person
    settings: Settings
    responder: Responder
    clock: Clock
    pace: Pace = field(default_factory=Pace)
    """The time in which shards wait for their turns."""
    meters: Meters | None = None

    @asynccontextmanager
    async def with_bot(self, settings: Settings | None = None) -> AsyncIterator[AnimeBot]:
        """The bot, connected; starting it a second time is a restart."""
        chosen = settings or self.settings
        point_discord_at(chosen)
        async with Store(chosen.database_url) as store:
            bot = AnimeBot(chosen, self.responder, store, self.pace.turns(store), self.meters)
            async with bot:
                running = asyncio.create_task(bot.start(chosen.token))
                try:
                    await self.ready_or_failed(running)
                    yield bot
                finally:
                    await bot.close()
                    running.cancel()
                    await asyncio.gather(running, return_exceptions=True)

    async def ready_or_failed(self, running: asyncio.Task[None]) -> None:
        waiting = asyncio.create_task(self.discord.ready(self.guild))
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            waiting.cancel()
            running.result()
        await waiting


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load()


@pytest.fixture(scope="session")
def desk(catalogue: Catalogue) -> Desk:
    return Desk(catalogue, today=lambda: TODAY)


@pytest.fixture
def let_go() -> Iterator[None]:
    """Collects what discord.py lets go of without closing it, such as the socket of a gateway that fell silent, before
    another test could be blamed for it.
    """
    yield
    gc.collect()


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """Where the bot keeps what outlives it."""
    return f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}"


@pytest.fixture
async def stage(
    discord_elsewhere: None,
    tmp_path: Path,
    database_url: str,
    catalogue: Catalogue,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Stage]:
    """Everything but the bot."""
    monkeypatch.chdir(tmp_path)
    async with Playground() as playground:
        guild = playground.add_guild("Anime Club")
        channel = guild.add_channel("general")
        alice = playground.add_user("alice")
        guild.add_member(alice)
        clock = Clock()
        settings = Settings(
            discord_token=playground.token,
            discord_api_base=playground.api_base,
            discord_cdn_base=playground.cdn_base,
            database_url=database_url,
        )
        holding = Holding(catalogue, desk, voices_of(catalogue))
        responder = Responder(Holdings(holding, lambda: TODAY), Conversations(clock), "en")
        yield Stage(playground, guild, channel, alice, settings, responder, clock)
        assert playground.violations == []


@pytest.fixture
async def served(stage: Stage) -> AsyncIterator[Stage]:
    """Everything, the bot too."""
    async with stage.with_bot():
        yield stage


@pytest.fixture
async def moderated(stage: Stage, catalogue: Catalogue) -> AsyncIterator[Stage]:
    """The bot with what servers add, and alice as a moderator."""
    async with moderating(stage, catalogue):
        yield stage


@asynccontextmanager
async def moderating(stage: Stage, catalogue: Catalogue, settings: Settings | None = None) -> AsyncIterator[AnimeBot]:
    """Runs the bot with what servers add, and makes alice a moderator."""
    moderator = stage.guild.add_role("Moderator", int(Permission.MANAGE_GUILD))
    stage.guild.give_role(stage.alice, moderator)
    shipped = Holding.over(catalogue, lambda: TODAY)
    async with (
        Store(stage.settings.database_url) as store,
        Holdings(shipped, lambda: TODAY, store) as holdings,
        Receipts(store) as receipts,
        Unanswered(store) as unanswered,
    ):
        stage.responder = replace(stage.responder, holdings=holdings, receipts=receipts, unanswered=unanswered)
        async with stage.with_bot(settings) as bot:
            yield bot
