"""What was typed and is not decided yet, for a while: shown to its author, or waiting for another moderator."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, insert, select, update

from knowledge.store.database import Store
from knowledge.store.moments import from_plain, plain
from knowledge.store.outages import promptly
from knowledge.store.receipts import ALPHABET
from knowledge.store.revisions import Author
from knowledge.store.schema import NAME, drafts

LENGTH = 12


@dataclass(frozen=True)
class Draft:
    """`content` is a line of text that says what is to be done; `waiting` is for a second moderator."""

    id: str
    server: str
    kind: str
    content: str
    author: Author
    made: datetime
    until: datetime
    waiting: bool = False


def new_draft_id() -> str:
    """As good as impossible to guess, and to be given twice."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class Drafts:
    """The drafts in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def put(self, draft: Draft) -> None:
        """Keeps a draft, in place of the one with its id."""
        async with self._store.writing() as connection:
            await connection.execute(delete(drafts).where(drafts.c.id == draft.id))
            await connection.execute(insert(drafts).values(**_columns(draft)))

    @promptly
    async def get(self, id: str, server: str, now: datetime) -> Draft | None:
        """The draft of that id, if it was made in that server and has not expired."""
        wanted = select(drafts).where(drafts.c.id == id, drafts.c.server == server, drafts.c.until > plain(now))
        async with self._store.reading() as connection:
            row = (await connection.execute(wanted)).first()
            return _draft(row) if row else None

    async def take(self, id: str) -> bool:
        """Removes a draft; whether it was still there: of two who take it, one gets it."""
        async with self._store.writing() as connection:
            return bool((await connection.execute(delete(drafts).where(drafts.c.id == id))).rowcount)

    async def wait(self, id: str, until: datetime) -> bool:
        """Lets a draft wait for another moderator; whether it did not yet."""
        async with self._store.writing() as connection:
            mine = update(drafts).where(drafts.c.id == id, ~drafts.c.waiting)
            return bool((await connection.execute(mine.values(waiting=True, until=plain(until)))).rowcount)

    @promptly
    async def waiting(self, server: str, now: datetime) -> Sequence[Draft]:
        """The drafts that wait in a server, the oldest first."""
        mine = (drafts.c.server == server) & drafts.c.waiting & (drafts.c.until > plain(now))
        async with self._store.reading() as connection:
            return [_draft(row) for row in await connection.execute(select(drafts).where(mine).order_by(drafts.c.made))]

    async def clear(self, now: datetime) -> None:
        """Lets go of what has expired."""
        async with self._store.writing() as connection:
            await connection.execute(delete(drafts).where(drafts.c.until <= plain(now)))

    async def forget_author(self, author: str) -> None:
        """Lets go of all that a person drafted."""
        async with self._store.writing() as connection:
            await connection.execute(delete(drafts).where(drafts.c.author == author))


def _columns(draft: Draft) -> dict[str, object]:
    return {
        "id": draft.id,
        "server": draft.server,
        "kind": draft.kind,
        "content": draft.content,
        "author": draft.author.id,
        "author_name": draft.author.name[:NAME],
        "made": plain(draft.made),
        "until": plain(draft.until),
        "waiting": draft.waiting,
    }


def _draft(row: Row[tuple[object, ...]]) -> Draft:
    kept = row._mapping
    return Draft(
        id=kept["id"],
        server=kept["server"],
        kind=kept["kind"],
        content=kept["content"],
        author=Author(kept["author"], kept["author_name"]),
        made=from_plain(kept["made"]),
        until=from_plain(kept["until"]),
        waiting=bool(kept["waiting"]),
    )
