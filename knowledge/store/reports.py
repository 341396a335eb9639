"""What people told the moderators: numbers that they hold to be wrong, and questions that found no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Row, delete, func, insert, select, update

from knowledge.store.database import Store
from knowledge.store.moments import from_plain, plain
from knowledge.store.outages import promptly
from knowledge.store.revisions import FORMER, Author
from knowledge.store.schema import KEY, NAME, reports, unanswered

OWNER = "owner"
"""The server of what is told in direct messages: it is for the bot's owner."""

LONGEST = 1_000
OPEN_AT_MOST = 20
"""Open reports of one person in one server."""


@dataclass(frozen=True)
class Report:
    """A number held to be wrong, by the receipt of its answer."""

    id: int
    server: str
    receipt: str
    text: str
    author: Author
    made: datetime


@dataclass(frozen=True)
class Unanswered:
    """A question without an answer: how many asked it how often, and when last."""

    question: str
    times: int
    people: int
    last: datetime


class Reports:
    """Both, in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(self, server: str, receipt: str, text: str, author: Author) -> bool:
        """Keeps a report; False where the person has too many open ones."""
        async with self._store.writing() as connection:
            mine = (reports.c.server == server) & (reports.c.author == author.id) & ~reports.c.closed
            if (await connection.scalar(select(func.count()).select_from(reports).where(mine)) or 0) >= OPEN_AT_MOST:
                return False
            row = {
                "server": server,
                "receipt": receipt,
                "text": text[:LONGEST],
                "author": author.id,
                "author_name": author.name[:NAME],
                "made": plain(datetime.now(UTC)),
                "closed": False,
            }
            await connection.execute(insert(reports).values(**row))
        return True

    @promptly
    async def open(self, server: str) -> Sequence[Report]:
        """The open reports of a server, the oldest first."""
        wanted = select(reports).where(reports.c.server == server, ~reports.c.closed).order_by(reports.c.id)
        async with self._store.reading() as connection:
            return [_report(row) for row in await connection.execute(wanted)]

    async def close(self, id: int, server: str) -> bool:
        """Closes a report; whether it was open."""
        async with self._store.writing() as connection:
            mine = update(reports).where(reports.c.id == id, reports.c.server == server, ~reports.c.closed)
            return bool((await connection.execute(mine.values(closed=True))).rowcount)

    # --- questions without an answer ---

    async def note(self, asked: Sequence[tuple[str, str, str]]) -> None:
        """Counts questions without an answer: server, question, and who asked."""
        now = plain(datetime.now(UTC))
        async with self._store.writing() as connection:
            for server, question, author in asked:
                key = {"server": server, "question": question[:KEY], "author": author}
                mine = (
                    (unanswered.c.server == server)
                    & (unanswered.c.question == question[:KEY])
                    & (unanswered.c.author == author)
                )
                again = update(unanswered).where(mine).values(times=unanswered.c.times + 1, last=now)
                if not (await connection.execute(again)).rowcount:
                    await connection.execute(insert(unanswered).values(**key, times=1, last=now))

    @promptly
    async def unanswered(self, server: str, at_most: int) -> Sequence[Unanswered]:
        """The questions without an answer that were asked most in a server."""
        times = func.sum(unanswered.c.times).label("times")
        people, last = func.count().label("people"), func.max(unanswered.c.last).label("last")
        wanted = (
            select(unanswered.c.question, times, people, last)
            .where(unanswered.c.server == server)
            .group_by(unanswered.c.question)
            .order_by(times.desc(), unanswered.c.question)
            .limit(at_most)
        )
        async with self._store.reading() as connection:
            rows = await connection.execute(wanted)
            return [Unanswered(row.question, int(row.times), int(row.people), from_plain(row.last)) for row in rows]

    async def forget_unanswered(self, *, server: str | None = None, before: datetime | None = None) -> None:
        """Lets go of a server's questions, or of all from before a moment."""
        old = delete(unanswered)
        if server is not None:
            old = old.where(unanswered.c.server == server)
        if before is not None:
            old = old.where(unanswered.c.last < plain(before))
        async with self._store.writing() as connection:
            await connection.execute(old)

    async def forget_author(self, author: str) -> None:
        """Lets go of the questions of a person, and takes their name off what they reported."""
        async with self._store.writing() as connection:
            await connection.execute(delete(unanswered).where(unanswered.c.author == author))
            theirs = update(reports).where(reports.c.author == author)
            await connection.execute(theirs.values(author=FORMER, author_name=FORMER))


def _report(row: Row[tuple[object, ...]]) -> Report:
    kept = row._mapping
    return Report(
        id=kept["id"],
        server=kept["server"],
        receipt=kept["receipt"],
        text=kept["text"],
        author=Author(kept["author"], kept["author_name"]),
        made=from_plain(kept["made"]),
    )
