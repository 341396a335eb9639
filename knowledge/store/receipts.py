"""Receipts: what was answered, kept for a while, so that it can be looked up by its short id."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Index, Row, String, Table, Text, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.store.schema import metadata

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits that are not taken for each other."""

LENGTH = 7

receipts = Table(
    "receipts",
    metadata,
    Column("id", String(LENGTH), primary_key=True),
    Column("given", DateTime, nullable=False),
    Column("place", String(40), nullable=False),
    Column("question", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("shown", Text, nullable=False),
    Index("receipts_given", "given"),
)


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


async def keep(connection: AsyncConnection, kept: Sequence[Receipt]) -> None:
    """Writes receipts."""
    await connection.execute(insert(receipts), [vars(each) | {"given": _plain(each.given)} for each in kept])


async def find(connection: AsyncConnection, id: str, place: str) -> Receipt | None:
    """The receipt of that id, if it was given in that place."""
    wanted = select(receipts).where(receipts.c.id == id, receipts.c.place == place)
    row = (await connection.execute(wanted)).first()
    return _receipt(row) if row else None


async def forget(connection: AsyncConnection, *, before: datetime, at_most: int) -> None:
    """Lets go of receipts from before a moment, and of the oldest beyond so many."""
    await connection.execute(delete(receipts).where(receipts.c.given < _plain(before)))
    count = await connection.scalar(select(func.count()).select_from(receipts)) or 0
    if count > at_most:
        oldest = select(receipts.c.id).order_by(receipts.c.given).limit(count - at_most)
        await connection.execute(delete(receipts).where(receipts.c.id.in_(oldest)))


def _receipt(row: Row[tuple[object, ...]]) -> Receipt:
    kept = row._mapping
    return Receipt(
        id=kept["id"],
        given=kept["given"].replace(tzinfo=UTC),
        place=kept["place"],
        question=kept["question"],
        query=kept["query"],
        shown=kept["shown"],
    )


def _plain(moment: datetime) -> datetime:
    """Databases differ in what they make of time zones: UTC without saying so is the same in all."""
    return moment.astimezone(UTC).replace(tzinfo=None)
