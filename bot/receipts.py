"""Receipts of answers: an id for each, written behind the answer, so that nobody waits for a disk."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from sqlalchemy.exc import SQLAlchemyError

from bot.answers.codec import decode, encode
from knowledge.model import Answer, Query
from knowledge.store import Store
from knowledge.store.receipts import KeptReceipts, Receipt, new_id

_log = logging.getLogger(__name__)

DAYS_KEPT, KEPT_AT_MOST = 90, 200_000
WAITING_AT_MOST = 5_000
"""Receipts that may wait to be written while the database is away; the oldest of more are lost."""

EVERY = 1.0
"""Seconds between writes."""

CLEARED_EVERY = 3_600
"""Seconds between looks for what is old."""


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


@dataclass
class Receipts:
    """Gives ids and writes behind; `async with` starts the writing and, at the end, writes what still waits."""

    store: Store
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    _waiting: OrderedDict[str, Receipt] = field(default_factory=OrderedDict)
    _writing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._writing = asyncio.create_task(self._write_on())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writing:
            self._writing.cancel()
            with suppress(asyncio.CancelledError):
                await self._writing
        await self._write()

    def give(self, answer: Answer, *, place: str, question: str = "") -> str:
        """Notes an answer and gives its id."""
        query = encode(answer.query) if answer.query else ""
        receipt = Receipt(new_id(), self.now(), place, question, query, Shown.of(answer).as_line())
        self._waiting[receipt.id] = receipt
        while len(self._waiting) > WAITING_AT_MOST:
            self._waiting.popitem(last=False)
        return receipt.id

    async def find(self, id: str, place: str) -> Receipt | None:
        """The receipt, written or still waiting, if it was given there."""
        waiting = self._waiting.get(id)
        if waiting is not None:
            return waiting if waiting.place == place else None
        return await KeptReceipts(self.store).find(id, place)

    async def _write_on(self) -> None:
        cleared = 0.0
        while True:
            await asyncio.sleep(EVERY)
            await self._write()
            cleared += EVERY
            if cleared >= CLEARED_EVERY:
                cleared = 0.0
                await self._clear()

    async def _write(self) -> None:
        """Writes what waits; where the database is away it goes on waiting."""
        batch = list(self._waiting.values())
        if not batch:
            return
        try:
            await KeptReceipts(self.store).keep(batch)
        except SQLAlchemyError as error:
            _log.error("%d receipts could not be written yet: %s", len(batch), error)
            return
        for receipt in batch:
            self._waiting.pop(receipt.id, None)

    async def _clear(self) -> None:
        try:
            before = self.now() - timedelta(days=DAYS_KEPT)
            await KeptReceipts(self.store).forget(before=before, at_most=KEPT_AT_MOST)
        except SQLAlchemyError as error:
            _log.error("old receipts could not be cleared: %s", error)


def query_of(receipt: Receipt) -> Query | None:
    """How the question was read; None where it was not, or by a version that wrote queries otherwise."""
    return decode(receipt.query)
