"""Word of changes that other processes make: PostgreSQL tells of them, SQLite is looked at."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from sqlalchemy.exc import SQLAlchemyError

from knowledge.store.database import Store
from knowledge.store.revisions import CHANNEL, Revisions

_log = logging.getLogger(__name__)

LOOKED_AT_EVERY = 0.5
"""Seconds between looks at an SQLite file, and between attempts to reach PostgreSQL again."""

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
        revisions = Revisions(self._store)
        last, _ = await revisions.since(0)
        started.set()
        while True:
            await asyncio.sleep(LOOKED_AT_EVERY)
            try:
                last, changed = await revisions.since(last)
            except SQLAlchemyError as error:
                _log.warning("changes can't be looked for: %s", error)
                continue
            for server in changed:
                self._told(server)

    async def _listen(self, started: asyncio.Event) -> None:
        """Listens on a connection of its own. What was said while it was away is lost: then all may have changed."""
        while True:
            try:
                await self._hear(started)
            except (OSError, SQLAlchemyError) as error:
                _log.warning("changes can't be listened for: %s", error)
            started.set()
            await asyncio.sleep(LOOKED_AT_EVERY)
            self._told(None)

    async def _hear(self, started: asyncio.Event) -> None:
        async with self._store.engine.connect() as connection:
            raw: Any = (await connection.get_raw_connection()).driver_connection
            gone = asyncio.Event()
            raw.add_termination_listener(lambda _: gone.set())
            await raw.add_listener(CHANNEL, lambda _connection, _process, _channel, server: self._told(server))
            self._told(None)
            started.set()
            try:
                await gone.wait()
            finally:
                await connection.invalidate()
