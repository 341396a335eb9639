"""What has come already: Discord may tell an event twice, and it is taken once."""

from __future__ import annotations

from collections import OrderedDict

KEPT = 10_000
"""Ids that are remembered: of some minutes, at the pace of a large server."""


class Seen:
    """Remembers the latest ids."""

    def __init__(self, at_most: int = KEPT) -> None:
        self._at_most = at_most
        self._ids: OrderedDict[int, None] = OrderedDict()

    def first(self, id: int) -> bool:
        """Whether an id comes for the first time; from now on it has come."""
        if id in self._ids:
            return False
        self._ids[id] = None
        if len(self._ids) > self._at_most:
            self._ids.popitem(last=False)
        return True
