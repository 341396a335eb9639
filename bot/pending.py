"""What is being answered right now, so that a bot that is told to stop finishes it first."""

from __future__ import annotations

import asyncio
from types import TracebackType


class Pending:
    """Counts what is under way: `with pending:` around each answer."""

    def __init__(self) -> None:
        self._count = 0
        self._idle = asyncio.Event()
        self._idle.set()

    def __enter__(self) -> None:
        self._count += 1
        self._idle.clear()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._count -= 1
        if self._count == 0:
            self._idle.set()

    async def finished(self, seconds: float) -> bool:
        """Waits until nothing is under way; whether that was so in time."""
        try:
            async with asyncio.timeout(seconds):
                await self._idle.wait()
        except TimeoutError:
            return False
        return True
