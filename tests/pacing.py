"""Time for processes that wait for each other: it passes when somebody sleeps, and takes none."""

from __future__ import annotations

import asyncio

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.playground.world.starts import Starts
from bot.playground.world.world import World
from knowledge.store import Store
from knowledge.store.turns import Turns


class Pace:
    """Seconds; a sleep is noted, and jumps to its end."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    async def read(self, _connection: AsyncConnection) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        until = self.now + seconds
        self.slept.append(seconds)
        await asyncio.sleep(0)
        self.now = max(self.now, until)

    def turns(self, store: Store) -> Turns:
        return Turns(store, self.read, self.sleep)


class WithDiscord(Pace):
    """The time of a Discord, too: nothing jumps while a shard is under way with its turn, because no way takes time."""

    def __init__(self) -> None:
        super().__init__()
        self.identified: list[float] = []
        """When Discord let a shard identify."""
        self._under_way = 0
        self._arrived = asyncio.Event()

    def rule_over(self, world: World) -> None:
        """Has a Discord live by this clock, with five seconds between identifications."""
        world.clock = self.clock
        world.starts = _Counted(self)

    async def sleep(self, seconds: float) -> None:
        until = self.now + max(seconds, SHORTEST)
        self.slept.append(seconds)
        await asyncio.sleep(0)
        async with asyncio.timeout(5):
            while self._under_way:
                self._arrived.clear()
                await self._arrived.wait()
        self.now = max(self.now, until)

    def turns(self, store: Store) -> Turns:
        return _Followed(self, store)

    def leaves(self) -> None:
        """A shard asks for its turn, and goes to Discord with it."""
        self._under_way += 1

    def arrives(self) -> None:
        """A shard is there, or was told to wait."""
        self._under_way -= 1
        self._arrived.set()


SHORTEST = 0.001
"""Seconds that every sleep lasts: what rounding leaves of a pause would not move the clock."""


class _Counted(Starts):
    """Tells who arrives."""

    def __init__(self, pace: WithDiscord) -> None:
        super().__init__(pace.clock, total=1_000, at_once=1, every=5.0)
        self._pace = pace

    def take(self, shard: int) -> None:
        super().take(shard)
        self._pace.identified.append(self._pace.now)
        self._pace.arrives()


class _Followed(Turns):
    """Tells who leaves."""

    def __init__(self, pace: WithDiscord, store: Store) -> None:
        super().__init__(store, pace.read, pace.sleep)
        self._pace = pace

    async def take(self, name: str, apart: float) -> float:
        if not name.startswith("identified: "):
            return await super().take(name, apart)
        self._pace.leaves()
        pause = apart
        try:
            pause = await super().take(name, apart)
        finally:
            if pause:
                self._pace.arrives()
        return pause


class StandingStill(Pace):
    """The clock stands, and a sleep is a moment in which another process does something."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = asyncio.Event()
        """Set once somebody waits."""

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.waiting.set()
        await asyncio.sleep(0.005)
