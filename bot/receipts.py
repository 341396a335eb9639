"""Receipts of answers: an id for each, written behind the answer, so that nobody waits for a disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from bot.answers.codec import decode, encode
from bot.behind import Behind
from bot.calendar import utc_now
from knowledge.model import Answer, Query
from knowledge.store import Store
from knowledge.store.receipts import KeptReceipts, Receipt, new_id

DAYS_KEPT, KEPT_AT_MOST = 90, 200_000


@dataclass(frozen=True)
class Shown:
    """What an answer said, so far as it can be compared with what would be said today."""

    status: str
    verdict: str | None
    numbers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, answer: Answer) -> Shown:
        values = [value for part in (answer.parts or (answer,)) for value in part.values]
        numbers = tuple((str(value.quantity.value), value.quantity.unit.value) for value in values)
        return cls(answer.status.value, answer.verdict.value if answer.verdict else None, numbers)

    def as_line(self) -> str:
        return json.dumps([self.status, self.verdict, self.numbers])

    @classmethod
    def from_line(cls, line: str) -> Shown:
        status, verdict, numbers = json.loads(line)
        return cls(status, verdict, tuple((value, unit) for value, unit in numbers))


class Receipts:
    """Gives ids and writes behind; `async with` starts the writing and, at the end, writes what still waits."""

    def __init__(self, store: Store, now: Callable[[], datetime] = utc_now) -> None:
        self._kept, self._now = KeptReceipts(store), now
        self._behind = Behind[str, Receipt]("receipts", lambda batch: self._kept.keep(batch), self._clear)

    async def __aenter__(self) -> Self:
        await self._behind.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._behind.__aexit__(kind, error, trace)

    @property
    def waiting(self) -> int:
        """How many wait to be written."""
        return len(self._behind.waiting)

    def give(self, answer: Answer, *, place: str, question: str = "") -> str:
        """Notes an answer and gives its id."""
        query = encode(answer.query) if answer.query else ""
        receipt = Receipt(new_id(), self._now(), place, question, query, Shown.of(answer).as_line())
        self._behind.put(receipt.id, receipt)
        return receipt.id

    async def find(self, id: str, place: str) -> Receipt | None:
        """The receipt, written or still waiting, if it was given there."""
        waiting = self._behind.waiting.get(id)
        if waiting is not None:
            return waiting if waiting.place == place else None
        return await self._kept.find(id, place)

    async def forget(self, place: str) -> None:
        """Lets go of every receipt that can be looked up in a place."""
        for id in [id for id, receipt in self._behind.waiting.items() if receipt.place == place]:
            del self._behind.waiting[id]
        await self._kept.forget_place(place)

    async def write(self) -> None:
        """Writes what waits."""
        await self._behind.write()

    async def tidy(self) -> None:
        """Lets go of what is old, and of the oldest of too many."""
        await self._behind.tidy()

    async def _clear(self) -> None:
        await self._kept.forget(before=self._now() - timedelta(days=DAYS_KEPT), at_most=KEPT_AT_MOST)


def query_of(receipt: Receipt) -> Query | None:
    """How the question was read; None where it was not, or by a version that wrote queries otherwise."""
    return decode(receipt.query)
