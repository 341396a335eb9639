"""The open database: transactions to read and to write in, and single facts by key."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from knowledge.store.engine import WRITES, StoreUnreachable, engine_of, open_file, reason
from knowledge.store.migrations import upgrade
from knowledge.store.schema import meta


class Store:
    """Opened and closed by `async with`, which brings its schema up to date; raises `StoreUnreachable` when it can't
    be opened.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._opened: AsyncEngine | None = None

    async def __aenter__(self) -> Self:
        engine = engine_of(self._url)
        try:
            await open_file(engine.url)
            async with engine.execution_options(**{WRITES: True}).begin() as connection:
                await connection.run_sync(upgrade)
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            await engine.dispose()
            raise StoreUnreachable(f"{engine.url.render_as_string()} can't be opened: {reason(error)}") from error
        self._opened = engine
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

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one state of all tables."""
        async with self.engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction: all of it is on the disk when this ends, or, where it raises, none."""
        async with self.engine.execution_options(**{WRITES: True}).begin() as connection:
            yield connection

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
