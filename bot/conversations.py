"""What was last asked, for each person in each channel, so that `and domestic?` has something to lean on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.model import Query

MINUTES_KEPT = 10
CONVERSATIONS_AT_MOST = 10_000

Place = tuple[int, int]
"""A person's id and a channel's."""


@dataclass(frozen=True, slots=True)
class _Turn:
    query: Query
    at: float


class Conversations:
    """Forgets what is older than ten minutes, and the oldest when there are too many; `clock` is in seconds."""

    def __init__(self, clock: Callable[[], float], at_most: int = CONVERSATIONS_AT_MOST) -> None:
        self._clock = clock
        self._at_most = at_most
        self._turns: OrderedDict[Place, _Turn] = OrderedDict()

    def previous(self, place: Place) -> Query | None:
        """The query of the turn before, None when there was none lately."""
        turn = self._turns.get(place)
        if turn is None:
            return None
        if not 0 <= self._clock() - turn.at <= MINUTES_KEPT * 60:  # also where the clock went back
            del self._turns[place]
            return None
        return turn.query

    def remember(self, place: Place, query: Query) -> None:
        """Keeps a query as the latest of its place."""
        self._turns[place] = _Turn(query, self._clock())
        self._turns.move_to_end(place)
        while len(self._turns) > self._at_most:
            self._turns.popitem(last=False)

    def forget(self, person: int) -> None:
        """Forgets what one person last asked, in every channel."""
        for place in [place for place in self._turns if place[0] == person]:
            del self._turns[place]
