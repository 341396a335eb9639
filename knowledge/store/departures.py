"""Servers that the bot was removed from: what they added is kept for a while, in case it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from knowledge.store.database import Store
from knowledge.store.moments import plain
from knowledge.store.revisions import Revisions
from knowledge.store.schema import departures, drafts, receipts, reports, unanswered

KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Move:
    """The bot was removed from a server, or is there (again)."""

    server: str
    gone: bool
    at: datetime


class Departures:
    """The departures in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def note(self, moves: Sequence[Move]) -> None:
        """Notes of servers that the bot was removed from them, or is there (again)."""
        async with self._store.writing() as connection:
            moved = [each.server for each in moves]
            await connection.execute(delete(departures).where(departures.c.server.in_(moved)))
            gone = [{"server": each.server, "at": plain(each.at)} for each in moves if each.gone]
            if gone:
                await connection.execute(insert(departures), gone)

    async def clear(self, now: datetime) -> int:
        """Lets go of all that was added in servers left too long ago; tells how many those were."""
        async with self._store.reading() as connection:
            long_ago = select(departures.c.server).where(departures.c.at < plain(now - KEPT_FOR))
            gone = list(await connection.scalars(long_ago))
        for server in gone:
            await Revisions(self._store).forget_server(server)
            async with self._store.writing() as connection:
                for table in (drafts, reports, unanswered, departures):
                    await connection.execute(delete(table).where(table.c.server == server))
                await connection.execute(delete(receipts).where(receipts.c.place == server))
        return len(gone)
