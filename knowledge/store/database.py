"""The open database: transactions to read and to write in, and single facts by key."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from knowledge.store.engine import SQLITE, WRITES, StoreUnreachable, engine_of, open_file
from knowledge.store.migrations import FromTheFuture, upgrade
from knowledge.store.outages import Outage, is_away, reason
from knowledge.store.schema import meta

_log = logging.getLogger(__name__)

BESIDE = ("-wal", "-shm")
"""What SQLite keeps beside a file: the log of what was written last, and its index."""


class Store:
    """Opened and closed by `async with`, which brings its schema up to date; raises `StoreUnreachable` when it can't
    be opened. While it is open, all that it does raises `StoreAway` where the database can't be reached.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._opened: AsyncEngine | None = None
        self._reads, self._writes = Outage("read"), Outage("written")
        self._path = ""
        self._file: tuple[int, int] | None = None
        self._beside: dict[str, tuple[int, int] | None] = {}
        self._opening = asyncio.Lock()
        self.times_opened = 0
        """More than once where the database's file was replaced by another."""

    async def __aenter__(self) -> Self:
        await self._open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.engine.dispose()
        self._opened = None

    @property
    def engine(self) -> AsyncEngine:
        """The engine while the store is open; raises `RuntimeError` before and after."""
        if self._opened is None:
            raise RuntimeError("the store is not open")
        return self._opened

    @property
    def _waits_for_a_server(self) -> bool:
        return self.engine.dialect.name != SQLITE

    async def _open(self) -> None:
        engine = engine_of(self._url, patient=True)
        try:
            await open_file(engine.url)
            async with engine.execution_options(**{WRITES: True}).begin() as connection:
                await connection.run_sync(upgrade)
        except Exception as error:
            if not (is_away(error) or isinstance(error, SQLAlchemyError | sqlite3.Error | FromTheFuture)):
                raise
            where = engine.url.render_as_string()
            raise StoreUnreachable(f"{where} can't be opened: {reason(error)}") from error
        finally:
            await engine.dispose()
        self._path = (engine.url.database or "") if engine.dialect.name == SQLITE else ""
        self._opened, self._file = engine_of(self._url), identity(self._path)
        self.times_opened += 1

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one state of all tables; raises `StoreAway`."""
        with self._reads.watched():
            await self._still_there()
            async with self.engine.connect() as connection:
                yield connection
            self._look_beside()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction: all of it is on the disk when this ends, or, where it raises, none; raises `StoreAway`."""
        with self._writes.watched() as attempt:
            await self._still_there()
            async with self.engine.execution_options(**{WRITES: True}).begin() as connection:
                yield connection
                attempt.commits = self._waits_for_a_server
            self._look_beside()
            if identity(self._path) != self._file:
                attempt.commits = True
                raise FileNotFoundError("the database's file was taken away while it was written")

    async def _still_there(self) -> None:
        """Whether the open file is the one at its place: what is written to one that was deleted would be lost."""
        if identity(self._path) == self._file:
            return
        async with self._opening:
            now = identity(self._path)
            if now is None:
                raise FileNotFoundError("the database's file is gone")
            if now != self._file:
                _log.warning("the database's file was replaced by another, which is opened now")
                self._set_aside()
                await self.engine.dispose()
                try:
                    await self._open()
                except StoreUnreachable as error:
                    raise FileNotFoundError(str(error)) from error

    def _look_beside(self) -> None:
        if self._path and identity(self._path) == self._file:
            self._beside = {end: identity(self._path + end) for end in BESIDE}

    def _set_aside(self) -> None:
        """Moves the log of the file that was replaced away: SQLite would take it for that of the new one."""
        for end, known in self._beside.items():
            if known and identity(self._path + end) == known:
                os.replace(self._path + end, self._path + end + ".replaced")

    async def get(self, key: str) -> str | None:
        """The value kept under a key, None when there is none."""
        async with self.reading() as connection:
            found: str | None = await connection.scalar(select(meta.c.value).where(meta.c.key == key))
            return found

    async def put(self, key: str, value: str) -> None:
        """Keeps a value; on the disk when this returns."""
        async with self.writing() as connection:
            await connection.execute(delete(meta).where(meta.c.key == key))
            await connection.execute(insert(meta).values(key=key, value=value))


def identity(path: str) -> tuple[int, int] | None:
    """Which file is at a path; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
