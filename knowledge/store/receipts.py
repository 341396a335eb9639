"""Receipts: what was answered, kept for a while, so that it can be looked up by its short id."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, func, insert, select

from knowledge.store.database import Store
from knowledge.store.moments import from_plain, plain
from knowledge.store.outages import promptly
from knowledge.store.schema import receipts

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits that are not taken for each other."""

LENGTH = 7


@dataclass(frozen=True)
class Receipt:
    """One answer: `place` is where it can be looked up again (a server, or one person's messages), `question` the words
    that were asked (empty for a command), `query` and `shown` how it was read and what was said, as lines of text.
    `given` is in UTC.
    """

    id: str
    given: datetime
    place: str
    question: str
    query: str
    shown: str


def new_id() -> str:
    """Short enough to be typed; that two are the same is as good as impossible within the time that one is kept."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class KeptReceipts:
    """The receipts in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def keep(self, kept: Sequence[Receipt]) -> None:
        """Writes receipts; on the disk when this returns. Again is the same as once."""
        async with self._store.writing() as connection:
            await connection.execute(delete(receipts).where(receipts.c.id.in_([each.id for each in kept])))
            await connection.execute(insert(receipts), [vars(each) | {"given": plain(each.given)} for each in kept])

    @promptly
    async def find(self, id: str, place: str) -> Receipt | None:
        """The receipt of that id, if it was given in that place."""
        wanted = select(receipts).where(receipts.c.id == id, receipts.c.place == place)
        async with self._store.reading() as connection:
            row = (await connection.execute(wanted)).first()
            return _receipt(row) if row else None

    async def forget_place(self, place: str) -> None:
        """Lets go of every receipt of a place."""
        async with self._store.writing() as connection:
            await connection.execute(delete(receipts).where(receipts.c.place == place))

    async def forget(self, *, before: datetime, at_most: int) -> None:
        """Lets go of receipts from before a moment, and of the oldest beyond so many."""
        async with self._store.writing() as connection:
            await connection.execute(delete(receipts).where(receipts.c.given < plain(before)))
            count = await connection.scalar(select(func.count()).select_from(receipts)) or 0
            if count > at_most:
                oldest = select(receipts.c.id).order_by(receipts.c.given).limit(count - at_most)
                await connection.execute(delete(receipts).where(receipts.c.id.in_(oldest)))


def _receipt(row: Row[tuple[object, ...]]) -> Receipt:
    kept = row._mapping
    return Receipt(
        id=kept["id"],
        given=from_plain(kept["given"]),
        place=kept["place"],
        question=kept["question"],
        query=kept["query"],
        shown=kept["shown"],
    )
