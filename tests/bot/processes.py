"""Several bots before one Discord with four shards, as processes that share nothing but the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.client import AnimeBot
from bot.conversations import Conversations
from bot.endpoints import point_discord_at
from bot.holdings import Holding, Holdings
from bot.playground import Guild, Playground
from bot.responding import Responder
from bot.settings import load_settings
from knowledge.model import Catalogue
from knowledge.store import Store
from tests.bot.conftest import TODAY, Clock, Stage
from tests.pacing import Pace

SHARDS = 4


def today() -> date:
    return TODAY


class Hearing(Holdings):
    """Holdings that tell when they hear of a change."""

    def __init__(self, shipped: Holding, today: Callable[[], date], store: Store) -> None:
        super().__init__(shipped, today, store)
        self.heard = asyncio.Event()

    def changed(self, server: str | None) -> None:
        super().changed(server)
        self.heard.set()


@dataclass
class Process:
    """One of the bots, with what its client was told of."""

    bot: AnimeBot
    holdings: Hearing
    running: asyncio.Task[None]
    told: list[int | None] = field(default_factory=list)
    """The server of each message by a person and of each command, None for direct messages."""

    def listen(self) -> None:
        async def message(message: Any) -> None:
            if not message.author.bot:
                self.told.append(message.guild and message.guild.id)

        async def interaction(interaction: Any) -> None:
            self.told.append(interaction.guild_id)

        self.bot.add_listener(message, "on_message")
        self.bot.add_listener(interaction, "on_interaction")


@dataclass
class World:
    """A Discord with a server on each of its shards, in all of which alice is a moderator."""

    discord: Playground
    stages: Sequence[Stage]
    catalogue: Catalogue

    @asynccontextmanager
    async def process(self, shards: Sequence[int], pace: Pace | None = None) -> AsyncIterator[Process]:
        """The bot with some of the shards, all of them connected."""
        stage = self.stages[shards[-1]]
        settings = load_settings(**stage.settings.model_dump() | {"shard_count": SHARDS, "shard_ids": shards})
        point_discord_at(settings)
        async with (
            Store(settings.database_url) as store,
            Hearing(Holding.over(self.catalogue, today), today, store) as holdings,
            AnimeBot(
                settings,
                Responder(holdings, Conversations(Clock()), "en"),
                store,
                (pace or stage.pace).turns(store),
            ) as bot,
        ):
            process = Process(bot, holdings, asyncio.create_task(bot.start(settings.token)))
            process.listen()
            try:
                for shard in shards:
                    await self.stages[shard].ready_or_failed(process.running)
                yield process
            finally:
                await bot.close()
                process.running.cancel()
                await asyncio.gather(process.running, return_exceptions=True)

    def times_sent(self) -> int:
        return sum(each.method == "PUT" and each.path.endswith("/commands") for each in self.discord.requests)

    def sessions(self) -> dict[int, str]:
        """The live session of each shard."""
        return {each.shard_id: each.id for each in self.discord.gateway.sessions.values() if each.outlet}


def guild_on(discord: Playground, shard: int) -> Guild:
    """A server that belongs to a shard, by its id: one from seconds ago, which nothing else will be given."""
    number = (discord.world.ids.next() >> 22) // SHARDS - 1_000
    return discord.add_guild(f"Server {shard}", guild_id=(number * SHARDS + shard) << 22)
