"""Session starts: how many a day there may be, and how soon one may follow another."""

from collections import deque
from collections.abc import Callable

DAY = 24 * 60 * 60.0


class Starts:
    """Counts identifications; `clock` is in seconds, `every` how many lie between two of the same bucket.

    A shard's bucket is its id modulo `at_once`, which is Discord's `max_concurrency`.
    """

    def __init__(self, clock: Callable[[], float], *, total: int, at_once: int, every: float) -> None:
        self._clock = clock
        self._total, self._at_once, self._every = total, at_once, every
        self._taken: deque[float] = deque(maxlen=total)
        self._last: dict[int, float] = {}

    def take(self, shard: int) -> None:
        """Counts a start of a shard."""
        now = self._clock()
        self._taken.append(now)
        self._last[shard % self._at_once] = now

    def too_soon(self, shard: int) -> bool:
        """Whether the bucket of a shard has to wait."""
        last = self._last.get(shard % self._at_once)
        return last is not None and self._clock() - last < self._every

    @property
    def remaining(self) -> int:
        self._forget_yesterday()
        return self._total - len(self._taken)

    def limit(self) -> dict[str, int]:
        """The `session_start_limit` of GET /gateway/bot."""
        remaining = self.remaining
        reset_in = DAY - (self._clock() - self._taken[0]) if self._taken else 0.0
        return {
            "total": self._total,
            "remaining": remaining,
            "reset_after": round(reset_in * 1000),
            "max_concurrency": self._at_once,
        }

    def _forget_yesterday(self) -> None:
        while self._taken and self._clock() - self._taken[0] >= DAY:
            self._taken.popleft()
