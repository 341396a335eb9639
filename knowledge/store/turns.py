"""Turns that processes take one after another: each has a name, and so many seconds lie between two of one name."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy import delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.store.database import Store
from knowledge.store.schema import meta

Now = Callable[[AsyncConnection], Awaitable[float]]
Sleep = Callable[[float], Awaitable[object]]

_TIME_ON_POSTGRES = "SELECT extract(epoch FROM clock_timestamp())"
_TIME_ON_SQLITE = "SELECT (julianday('now') - 2440587.5) * 86400.0"


async def database_time(connection: AsyncConnection) -> float:
    """Seconds since 1970 by the one clock that all processes share: PostgreSQL's, or with SQLite the machine's."""
    on_postgres = connection.dialect.name == "postgresql"
    return float(await connection.scalar(text(_TIME_ON_POSTGRES if on_postgres else _TIME_ON_SQLITE)) or 0.0)


class Turns:
    """Nothing is held for longer than a short transaction: who dies in it lets go, who dies in its turn is passed over
    once that has lasted long enough. `now` and `sleep` are the clock and the waiting, in seconds.
    """

    def __init__(self, store: Store, now: Now = database_time, sleep: Sleep = asyncio.sleep) -> None:
        self._store, self._now = store, now
        self.sleep = sleep

    async def take(self, name: str, apart: float) -> float:
        """Takes the turn and gives 0; or, where the last is less than `apart` seconds ago, how many are left of them.

        Raises `StoreAway`.
        """
        async with self._store.writing() as connection:
            await _alone(connection, name)
            now = await self._now(connection)
            last = await connection.scalar(select(meta.c.value).where(meta.c.key == name))
            since = now - float(last) if last is not None else apart
            if 0 <= since < apart:
                return apart - since
            await connection.execute(delete(meta).where(meta.c.key == name))
            await connection.execute(insert(meta).values(key=name, value=repr(now)))
            return 0.0 if since >= 0 else apart  # a last turn in the future: the clock was set back

    async def give_back(self, name: str) -> None:
        """Ends a turn before its time; raises `StoreAway`."""
        async with self._store.writing() as connection:
            await connection.execute(delete(meta).where(meta.c.key == name))


async def _alone(connection: AsyncConnection, name: str) -> None:
    """Keeps others from the same name until the transaction ends; on SQLite there is one writer anyway."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name})
