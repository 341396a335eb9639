"""A database that can't be read or written right now: one error for all its ways, one line in the log for each time."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolExhausted

_log = logging.getLogger(__name__)

P = ParamSpec("P")
Result = TypeVar("Result")

PROMPT = 1.5
"""Seconds that somebody waits for a look into the database before being told: Discord's end is at three."""

_FORBIDDEN = "42501"
_OUR_OWN = ("22", "23", "42")
"""Classes of PostgreSQL's error codes for values and statements that it can't take, whatever its state."""


class StoreAway(Exception):
    """The database could not be reached, or would not do it: nothing was changed. With `uncertain`, it was lost while
    it was committing, and may have done it.
    """

    def __init__(self, why: str, *, uncertain: bool = False) -> None:
        self.uncertain = uncertain
        super().__init__(why)


class Outage:
    """Whether one side of the database, reading or writing, works; says in the log when that changes."""

    def __init__(self, side: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._side, self._clock = side, clock
        self._since: float | None = None
        self._failed = 0

    @contextmanager
    def watched(self) -> Iterator[Attempt]:
        """Around one attempt; raises `StoreAway` for what is the database's doing."""
        attempt = Attempt()
        try:
            yield attempt
        except Exception as error:
            if not is_away(error):
                raise
            self._begins(reason(error))
            raise StoreAway(reason(error), uncertain=attempt.commits) from error
        self._ends()

    def _begins(self, why: str) -> None:
        self._failed += 1
        if self._since is None:
            self._since = self._clock()
            _log.error("the database can't be %s: %s; questions go on being answered", self._side, why)

    def _ends(self) -> None:
        if self._since is None:
            return
        lasted = self._clock() - self._since
        _log.warning(
            "the database can be %s again after %.0f s, in which %d attempts failed", self._side, lasted, self._failed
        )
        self._since, self._failed = None, 0


class Attempt:
    """`commits` from the moment on from which nobody knows what a lost connection leaves behind."""

    commits = False


def is_away(error: BaseException) -> bool:
    """Whether an error says that the database is out of reach or refuses, and not that it was asked something wrong."""
    if isinstance(error, DBAPIError):
        state = str(getattr(error.orig, "sqlstate", None) or "")
        if state:
            return state == _FORBIDDEN or not state.startswith(_OUR_OWN)
        return error.connection_invalidated or not isinstance(error, IntegrityError | ProgrammingError)
    return isinstance(error, OSError | PoolExhausted) or type(error).__module__.startswith("asyncpg.")


def reason(error: BaseException) -> str:
    """The database's own words, in one line."""
    said = str(getattr(error, "orig", None) or error).strip()
    return said.splitlines()[0] if said else type(error).__name__


def promptly(look: Callable[P, Awaitable[Result]]) -> Callable[P, Awaitable[Result]]:
    """A look into the database that somebody waits for: raises `StoreAway` where it takes too long.

    The look itself is left to come to its end: one that is broken off would cost its connection.
    """

    @wraps(look)
    async def bounded(*args: P.args, **kwargs: P.kwargs) -> Result:
        task = asyncio.ensure_future(look(*args, **kwargs))
        done, _ = await asyncio.wait({task}, timeout=PROMPT)
        if not done:
            task.add_done_callback(lambda late: late.cancelled() or late.exception())
            raise StoreAway(f"no answer within {PROMPT} s")
        return task.result()

    return bounded
