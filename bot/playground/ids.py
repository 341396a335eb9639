"""Snowflakes: Discord's ids, ordered by time and unique within one playground."""

import time

EPOCH_MS = 1_420_070_400_000
"""First millisecond of 2015 (UTC), the zero of Discord's ids."""


class Ids:
    """Hands out ids that only grow, so that sorting by id is sorting by time."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        now = (int(time.time() * 1000) - EPOCH_MS) << 22
        self._last = max(now, self._last + 1)
        return self._last

    def next_guild(self) -> int:
        """An id in a millisecond of its own, so that guilds spread over shards (`id >> 22` modulo the count)."""
        now = (int(time.time() * 1000) - EPOCH_MS) << 22
        self._last = max(now, ((self._last >> 22) + 1) << 22)
        return self._last
