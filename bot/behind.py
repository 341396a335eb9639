"""Writing behind: what is to be kept waits a moment and is written in one go, so that nobody waits for a disk."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from types import TracebackType
from typing import Generic, Self, TypeVar

from sqlalchemy.exc import SQLAlchemyError

_log = logging.getLogger(__name__)

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")

WAITING_AT_MOST = 5_000
"""Things that may wait to be written while the database is away; the oldest of more are lost."""

EVERY = 1.0
"""Seconds between writes."""

TIDIED_EVERY = 3_600
"""Seconds between looks for what is old."""


class Behind(Generic[Key, Thing]):
    """`async with` starts the writing and, at the end, writes what still waits; `tidy` is called once an hour."""

    def __init__(
        self, name: str, write: Callable[[list[Thing]], Awaitable[None]], tidy: Callable[[], Awaitable[None]]
    ) -> None:
        self._name, self._write_all, self._tidy = name, write, tidy
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
            with suppress(asyncio.CancelledError):
                await self._task
        await self.write()

    def put(self, key: Key, thing: Thing) -> None:
        """Lets a thing wait to be written."""
        self.waiting[key] = thing
        while len(self.waiting) > WAITING_AT_MOST:
            self.waiting.popitem(last=False)

    async def write(self) -> None:
        """Writes what waits; where the database is away it goes on waiting."""
        batch = dict(self.waiting)
        if not batch:
            return
        try:
            await self._write_all(list(batch.values()))
        except SQLAlchemyError as error:
            _log.error("%d %s could not be written yet: %s", len(batch), self._name, error)
            return
        for key, thing in batch.items():
            if self.waiting.get(key) is thing:
                del self.waiting[key]

    async def tidy(self) -> None:
        """Lets go of what is old."""
        try:
            await self._tidy()
        except SQLAlchemyError as error:
            _log.error("old %s could not be cleared: %s", self._name, error)

    async def _go_on(self) -> None:
        since = 0.0
        while True:
            await asyncio.sleep(EVERY)
            await self.write()
            since += EVERY
            if since >= TIDIED_EVERY:
                since = 0.0
                await self.tidy()
