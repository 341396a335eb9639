"""The open database: how it is reached, and that what it acknowledged is on the disk."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL, delete, event, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from knowledge.store import receipts
from knowledge.store.receipts import Receipt
from knowledge.store.schema import meta, metadata

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000")


class StoreUnreachable(Exception):
    """The database can't be opened; the message says which and why, without its password."""


class Store:
    """Opened and closed by `async with`; raises `StoreUnreachable` when it can't be opened."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opened: AsyncEngine | None = None

    async def __aenter__(self) -> Self:
        engine = _engine(self._url)
        try:
            await _open_file(engine.url)
            async with engine.begin() as connection:
                await connection.run_sync(metadata.create_all)
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            await engine.dispose()
            raise StoreUnreachable(f"{engine.url.render_as_string()} can't be opened: {_reason(error)}") from error
        self._opened = engine
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._engine.dispose()
        self._opened = None

    async def get(self, key: str) -> str | None:
        """The value kept under a key, None when there is none."""
        async with self._engine.connect() as connection:
            found: str | None = await connection.scalar(select(meta.c.value).where(meta.c.key == key))
            return found

    async def put(self, key: str, value: str) -> None:
        """Keeps a value; on the disk when this returns."""
        async with self._engine.begin() as connection:
            await connection.execute(delete(meta).where(meta.c.key == key))
            await connection.execute(insert(meta).values(key=key, value=value))

    async def keep_receipts(self, kept: Sequence[Receipt]) -> None:
        """Keeps receipts of answers; on the disk when this returns."""
        async with self._engine.begin() as connection:
            await receipts.keep(connection, kept)

    async def receipt(self, id: str, place: str) -> Receipt | None:
        """The receipt of that id, if it was given in that place."""
        async with self._engine.connect() as connection:
            return await receipts.find(connection, id, place)

    async def forget_receipts(self, *, before: datetime, at_most: int) -> None:
        """Lets go of receipts from before a moment, and of the oldest beyond so many."""
        async with self._engine.begin() as connection:
            await receipts.forget(connection, before=before, at_most=at_most)

    @property
    def _engine(self) -> AsyncEngine:
        if self._opened is None:
            raise RuntimeError("the store is not open")
        return self._opened


def _engine(url: str) -> AsyncEngine:
    try:
        engine = create_async_engine(url)
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise StoreUnreachable(f"the database's address can't be used: {_reason(error)}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _set_pragmas)
    return engine


async def _open_file(url: URL) -> None:
    """Opens an SQLite file once beforehand: aiosqlite, refused, leaves a thread that may speak to a closed loop."""
    if url.get_backend_name() == "sqlite" and url.database:
        (await asyncio.to_thread(sqlite3.connect, url.database, check_same_thread=False)).close()


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _reason(error: Exception) -> str:
    """The database's own words, in one line."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]
