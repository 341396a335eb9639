"""What servers add, as a history: an edit, a retraction or a restoration is a new revision, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Row, Select, delete, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.store.database import Store
from knowledge.store.moments import from_plain, plain
from knowledge.store.outages import promptly
from knowledge.store.schema import NAME, drafts, revisions

EVERYWHERE = ""
"""The server of what the bot's owner publishes to all of them."""

CHANNEL = "anime_market_changes"
"""Where PostgreSQL tells the other processes which server's additions changed."""

FORMER = ""
"""The author of what somebody wrote who had their name deleted."""


class Action(StrEnum):
    ADD = "add"
    EDIT = "edit"
    RETRACT = "retract"
    RESTORE = "restore"


@dataclass(frozen=True)
class Author:
    """Who changed something: the id that Discord gave, and the name at that time."""

    id: str
    name: str


@dataclass(frozen=True)
class Change:
    """What somebody wants: `after` is the number of the revision that they saw last, 0 where they saw none.

    `kind` and `key` say of what; `content` is the whole thing as it is to be, as a line of text.
    """

    kind: str
    key: str
    action: Action
    content: str
    after: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Revision:
    """One change as it was kept; `number` counts from 1 for each key, `id` over all."""

    id: int
    server: str
    kind: str
    key: str
    number: int
    action: Action
    content: str
    author: Author
    at: datetime
    reason: str
    approver: Author | None = None

    @property
    def stands(self) -> bool:
        """Whether what it says holds, as against having been taken back."""
        return self.action is not Action.RETRACT


class Overtaken(Exception):
    """Somebody else changed the same thing first: `by` is what they did, None where it can't be seen any more."""

    def __init__(self, change: Change, by: Revision | None) -> None:
        self.change, self.by = change, by
        super().__init__(f"{change.kind} {change.key} was changed meanwhile")


class Decided(Exception):
    """The draft was saved or let go already."""


class Revisions:
    """The revisions in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def append(
        self, server: str, changes: Sequence[Change], author: Author, approver: Author | None = None, draft: str = ""
    ) -> None:
        """Keeps all changes or none; on the disk when this returns.

        A `draft` that they come from is let go with it, and decides them once: raises `Decided` where it is gone.
        Raises `Overtaken` for the first change that was made in ignorance of a later revision.
        """
        if not changes:
            return
        at = datetime.now(UTC)
        try:
            async with self._store.writing() as connection:
                if draft and not (await connection.execute(delete(drafts).where(drafts.c.id == draft))).rowcount:
                    raise Decided(draft)
                await _check(connection, server, changes)
                for start in range(0, len(changes), _AT_ONCE):
                    some = changes[start : start + _AT_ONCE]
                    await connection.execute(
                        insert(revisions), [_row(server, each, author, approver, at) for each in some]
                    )
                await _announce(connection, server)
        except IntegrityError:  # another process was quicker between the look and the write
            async with self._store.reading() as connection:
                await _check(connection, server, changes)
            raise

    async def current(self, server: str) -> list[Revision]:
        """The last revision of everything that a server holds, in the order in which it came; also what was taken
        back."""
        last = _last(server).subquery()
        wanted = select(revisions).join(last, revisions.c.id == last.c.id).order_by(revisions.c.id)
        return await self._all(wanted)

    @promptly
    async def history(self, server: str, kind: str, key: str) -> list[Revision]:
        """Every revision of one thing, the first one first."""
        mine = (revisions.c.server == server) & (revisions.c.kind == kind) & (revisions.c.key == key)
        return await self._all(select(revisions).where(mine).order_by(revisions.c.number))

    async def of_all(self) -> list[Revision]:
        """Every revision of every server, as they are at one moment."""
        return await self._all(select(revisions).order_by(revisions.c.server, revisions.c.id))

    async def put_back(self, kept: Sequence[Revision]) -> None:
        """Writes revisions as they were, all or none: for a backup that is restored."""
        rows = [
            _row(
                each.server,
                Change(each.kind, each.key, each.action, each.content, each.number - 1, each.reason),
                each.author,
                each.approver,
                each.at,
            )
            for each in kept
        ]
        async with self._store.writing() as connection:
            for start in range(0, len(rows), 1_000):
                await connection.execute(insert(revisions), rows[start : start + 1_000])

    async def servers(self) -> frozenset[str]:
        """The servers that hold anything of their own."""
        async with self._store.reading() as connection:
            return frozenset(await connection.scalars(select(revisions.c.server).distinct()))

    async def since(self, id: int) -> tuple[int, frozenset[str]]:
        """The id of the last revision, and the servers that have any after `id`."""
        async with self._store.reading() as connection:
            last = await connection.scalar(select(func.max(revisions.c.id))) or 0
            if last <= id:
                return last, frozenset()
            changed = await connection.scalars(select(revisions.c.server).where(revisions.c.id > id).distinct())
            return last, frozenset(changed)

    async def forget_author(self, author: str) -> int:
        """Takes a person's id and name off all that they wrote, which stays; tells how many revisions that were."""
        async with self._store.writing() as connection:
            mine = update(revisions).where(revisions.c.author == author)
            written = (await connection.execute(mine.values(author=FORMER, author_name=FORMER))).rowcount
            approved = update(revisions).where(revisions.c.approver == author)
            await connection.execute(approved.values(approver=FORMER, approver_name=FORMER))
            return int(written)

    async def forget_server(self, server: str) -> None:
        """Lets go of all that a server added."""
        async with self._store.writing() as connection:
            await connection.execute(delete(revisions).where(revisions.c.server == server))
            await _announce(connection, server)

    async def _all(self, wanted: Select[tuple[object, ...]]) -> list[Revision]:
        """Reads them in slices, between which others have their turn."""
        found: list[Revision] = []
        async with self._store.reading() as connection:
            async for rows in (await connection.stream(wanted)).partitions(_AT_ONCE):
                found += map(_revision, rows)
        return found


def _last(server: str) -> Select[tuple[int]]:
    mine = select(func.max(revisions.c.id).label("id")).where(revisions.c.server == server)
    return mine.group_by(revisions.c.kind, revisions.c.key)


async def _check(connection: AsyncConnection, server: str, changes: Sequence[Change]) -> None:
    """Raises `Overtaken` where a change doesn't follow the last revision of its thing."""
    last = await _numbers(connection, server, changes)
    for change in changes:
        by = last.get((change.kind, change.key))
        if (by.number if by else 0) != change.after:
            raise Overtaken(change, by)


_AT_ONCE = 200
"""Keys that are looked up, and rows that are read or written, in one go: databases bound how many parameters a
statement may have, and the event loop waits for each."""


async def _numbers(
    connection: AsyncConnection, server: str, changes: Sequence[Change]
) -> Mapping[tuple[str, str], Revision]:
    found: dict[tuple[str, str], Revision] = {}
    keys = sorted({change.key for change in changes})
    for start in range(0, len(keys), _AT_ONCE):
        some = _last(server).where(revisions.c.key.in_(keys[start : start + _AT_ONCE])).subquery()
        rows = await connection.execute(select(revisions).join(some, revisions.c.id == some.c.id))
        found |= {(each.kind, each.key): each for each in map(_revision, rows)}
    return found


async def _announce(connection: AsyncConnection, server: str) -> None:
    """Tells the other processes, once the transaction is through."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_notify(:channel, :server)"), {"channel": CHANNEL, "server": server})


def _row(server: str, change: Change, author: Author, approver: Author | None, at: datetime) -> dict[str, object]:
    return {
        "server": server,
        "kind": change.kind,
        "key": change.key,
        "number": change.after + 1,
        "action": change.action.value,
        "content": change.content,
        "author": author.id,
        "author_name": author.name[:NAME],
        "approver": approver.id if approver else "",
        "approver_name": approver.name[:NAME] if approver else "",
        "at": plain(at),
        "reason": change.reason,
    }


def _revision(row: Row[tuple[object, ...]]) -> Revision:
    kept = row._mapping
    return Revision(
        id=kept["id"],
        server=kept["server"],
        kind=kept["kind"],
        key=kept["key"],
        number=kept["number"],
        action=Action(kept["action"]),
        content=kept["content"],
        author=Author(kept["author"], kept["author_name"]),
        at=from_plain(kept["at"]),
        reason=kept["reason"],
        approver=Author(kept["approver"], kept["approver_name"]) if kept["approver"] else None,
    )
