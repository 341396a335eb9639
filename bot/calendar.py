"""The calendar of the place where the bot runs, and whether its clock can be trusted."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime

TOLERATED = 600.0
"""Seconds by which the wall clock may go otherwise than time passes, before it is said to have jumped."""


def local_date() -> date:
    """Today."""
    return datetime.now().astimezone().date()


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class Steady:
    """Called now and then: whether the wall clock went on as time did since it was last called.

    `passed` is in seconds, from a clock that nobody sets.
    """

    def __init__(self, now: Callable[[], datetime] = utc_now, passed: Callable[[], float] = time.monotonic) -> None:
        self._now, self._passed = now, passed
        self._last = now(), passed()

    def __call__(self) -> bool:
        (wall, time), (self._last) = self._last, (self._now(), self._passed())
        return abs((self._last[0] - wall).total_seconds() - (self._last[1] - time)) <= TOLERATED
