"""Word of changes that other processes make: PostgreSQL tells of them, SQLite is looked at."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from knowledge.store.database import Store
from knowledge.store.engine import CONNECTS_WITHIN
from knowledge.store.outages import StoreAway
from knowledge.store.revisions import CHANNEL, Revisions

LOOKED_AT_EVERY = 0.5
"""Seconds between looks at an SQLite file, and between attempts to reach PostgreSQL again."""

ASKED_EVERY = 10.0
"""Seconds between questions whether PostgreSQL is still there: a connection can be lost without a word."""

Told = Callable[[str | None], None]
"""Takes the server whose additions changed; None where any may have changed."""


class Watch:
    """Tells of changes for as long as it is entered (`async with`)."""

    def __init__(self, store: Store, told: Told) -> None:
        self._store, self._told = store, told
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        listens = self._store.engine.dialect.name == "postgresql"
        started = asyncio.Event()
        self._task = asyncio.create_task(self._listen(started) if listens else self._look(started))
        await started.wait()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _look(self, started: asyncio.Event) -> None:
        revisions, last, opened = Revisions(self._store), 0, self._store.times_opened
        news = False  # what was there before the start is none
        while True:
            try:
                now, changed = await revisions.since(last)
            except StoreAway:  # the store's log says so
                news = True
            else:
                if self._store.times_opened != opened:
                    opened, last, news = self._store.times_opened, 0, True
                    self._told(None)
                    continue
                last = now
                for server in changed if news else ():
                    self._told(server)
                news = True
            started.set()
            await asyncio.sleep(LOOKED_AT_EVERY)

    async def _listen(self, started: asyncio.Event) -> None:
        """Listens on a connection of its own. What was said while it was away is lost: then all may have changed."""
        last = 0
        while True:
            with suppress(StoreAway):  # the store's log says so
                last = await self._hear(started, last)
            started.set()
            await asyncio.sleep(LOOKED_AT_EVERY)
            self._told(None)

    async def _hear(self, started: asyncio.Event, last: int) -> int:
        """Listens until the connection is lost; the id of the last revision when it began to."""
        async with self._store.reading() as connection:
            raw: Any = (await connection.get_raw_connection()).driver_connection
            gone = asyncio.Event()
            raw.add_termination_listener(lambda _: gone.set())
            await raw.add_listener(CHANNEL, lambda _connection, _process, _channel, server: self._told(server))
            self._told(None)
            now, changed = await Revisions(self._store).since(last)
            for server in changed:
                self._told(server)
            started.set()
            try:
                while not gone.is_set():
                    with suppress(TimeoutError):
                        await asyncio.wait_for(gone.wait(), ASKED_EVERY)
                        continue
                    await raw.execute("SELECT 1", timeout=CONNECTS_WITHIN)
            finally:
                await connection.invalidate()
        return now
