"""Writing behind: what is to be kept waits a moment and is written in one go, so that nobody waits for a disk."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from itertools import islice
from types import TracebackType
from typing import Generic, Self, TypeVar

from bot.calendar import Steady
from knowledge.store import StoreAway

_log = logging.getLogger(__name__)

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")

WAITING_AT_MOST = 5_000
"""Things that may wait to be written while the database is away; the oldest of more are lost."""

EVERY = 1.0
"""Seconds between writes."""

AT_ONCE = 500
"""Things that are written in one transaction."""

LAST_WRITE = 0.7
"""Seconds that the last write may take: a process that is told to stop does not wait for a database."""

TIDIED_EVERY = 3_600
"""Seconds between looks for what is old."""


class Behind(Generic[Key, Thing]):
    """`async with` starts the writing and, at the end, writes what still waits; `tidy` is called once an hour."""

    def __init__(
        self, name: str, write: Callable[[list[Thing]], Awaitable[None]], tidy: Callable[[], Awaitable[None]]
    ) -> None:
        self._name, self._write_all, self._tidy = name, write, tidy
        self.steady = Steady()
        self.waiting: OrderedDict[Key, Thing] = OrderedDict()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._go_on())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.wait({self._task})
        last = asyncio.ensure_future(self.write())
        await asyncio.wait({last}, timeout=LAST_WRITE)
        if self.waiting:
            _log.error("%d %s were not written before the end", len(self.waiting), self._name)

    def put(self, key: Key, thing: Thing) -> None:
        """Lets a thing wait to be written."""
        self.waiting[key] = thing
        while len(self.waiting) > WAITING_AT_MOST:
            self.waiting.popitem(last=False)

    async def write(self) -> None:
        """Writes what waits; where the database is away it goes on waiting."""
        with suppress(StoreAway):  # the store's log says so
            while self.waiting:
                await self._some(dict(islice(self.waiting.items(), AT_ONCE)))

    async def _some(self, batch: dict[Key, Thing]) -> None:
        """Writes a few at once; where one of them can't be written at all, it alone is let go."""
        try:
            await self._write_all(list(batch.values()))
        except StoreAway:
            raise
        except Exception as error:
            if len(batch) > 1:
                for key, thing in batch.items():
                    await self._some({key: thing})
                return
            _log.error("one of the %s can't be written and is let go", self._name, exc_info=error)
        for key, thing in batch.items():
            if self.waiting.get(key) is thing:
                del self.waiting[key]

    async def tidy(self) -> None:
        """Lets go of what is old."""
        with suppress(StoreAway):  # the store's log says so; the next hour is as good
            await self._tidy()

    async def each_hour(self) -> None:
        """Lets go of what is old, by a clock that did not jump within the hour: what is gone does not come back."""
        if self.steady():
            await self.tidy()
        else:
            _log.warning("the clock jumped: old %s are let go an hour later", self._name)

    async def _go_on(self) -> None:
        since = 0.0
        while True:
            await asyncio.sleep(EVERY)
            await self.write()
            since += EVERY
            if since >= TIDIED_EVERY:
                since = 0.0
                await self.each_hour()
