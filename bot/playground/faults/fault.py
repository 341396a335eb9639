"""One fault: what it meets and how often, what it does to it, and how it is taken away."""

import asyncio
from collections.abc import Awaitable, Callable
from fnmatch import fnmatchcase
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.playground.errors import NothingHappened

Answer = Callable[[], Awaitable[web.StreamResponse]]
"""Does what the request asks, and gives what would be answered."""

Effect = Callable[[web.Request, Answer], Awaitable[web.StreamResponse]]


class Fault:
    """Meets the requests that fit "METHOD /path" (`*` is anything), so many times, or until it is lifted."""

    def __init__(self, pattern: str, times: int | None, effect: Effect) -> None:
        self._pattern, self._left, self._effect = pattern, times, effect
        self._hit = asyncio.Event()
        self._lifted = asyncio.Event()
        self._under_way = 0
        self.hits = 0
        """How many requests it met."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.lift()

    @property
    def over(self) -> bool:
        """Whether it meets nothing any more, and holds nothing."""
        return self._spent and not self._under_way

    @property
    def _spent(self) -> bool:
        return self._left == 0 or self._lifted.is_set()

    def meets(self, request: str) -> bool:
        """Whether this request is its own; then it counts as met."""
        if self._spent or not fnmatchcase(request, self._pattern):
            return False
        if self._left is not None:
            self._left -= 1
        self.hits += 1
        self._hit.set()
        return True

    async def befall(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        self._under_way += 1
        try:
            return await self._effect(request, answer)
        finally:
            self._under_way -= 1

    async def met(self, times: int = 1, *, seconds: float = 5.0) -> None:
        """Waits until it has met so many requests; raises NothingHappened."""
        try:
            async with asyncio.timeout(seconds):
                while self.hits < times:
                    self._hit.clear()
                    await self._hit.wait()
        except TimeoutError:
            raise NothingHappened(f"waited {seconds:g} s for {self._pattern!r} to be met") from None

    async def until_lifted(self) -> None:
        await self._lifted.wait()

    def lift(self) -> None:
        """Takes it away: nothing more is met, and what it holds goes on."""
        self._lifted.set()
