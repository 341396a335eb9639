"""Time for processes that wait for each other: it passes when somebody sleeps, and takes none."""

from __future__ import annotations

import asyncio

from sqlalchemy.ext.asyncio import AsyncConnection

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
