"""In what order answers are made when many are asked for at once."""

from __future__ import annotations

import asyncio
from collections import deque

MANY = 64
"""Answers that wait to be made, from which newcomers are told that theirs will come: a tenth of a second of work."""

AT_A_TIME = 2
"""Answers that are made before the event loop reads what came in meanwhile."""


class Line:
    """Answers are made a few at a time, and then the event loop reads what came in.

    So nobody has to wait for all the others before Discord hears that their question arrived.
    """

    def __init__(self, many: int = MANY) -> None:
        self._many = many
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def long(self) -> bool:
        """Whether so many wait that a newcomer should first be told that an answer will come."""
        return len(self._waiting) >= self._many

    async def turn(self) -> None:
        """Waits until all who came before had theirs."""
        loop = asyncio.get_running_loop()
        turn = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._next)
        self._waiting.append(turn)
        await turn

    def _next(self) -> None:
        for _ in range(min(AT_A_TIME, len(self._waiting))):
            turn = self._waiting.popleft()
            if not turn.done():  # who was to have it may have gone
                turn.set_result(None)
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._next)
