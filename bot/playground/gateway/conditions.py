"""How the gateway behaves: as it should, until a fault has it behave otherwise."""

from collections.abc import Callable
from dataclasses import dataclass, field

Outlet = Callable[[str], None]
"""Sends one frame to the client, without waiting."""


@dataclass
class Conditions:
    """What holds for every connection of one gateway."""

    heartbeat_interval_ms: int = 41_250
    acknowledges: bool = True
    """Whether heartbeats are answered."""
    withheld: set[str] = field(default_factory=set)
    """The names of the events that wait until `let_go`."""
    _late: list[tuple[Outlet, str]] = field(default_factory=list)

    def pass_on(self, name: str, frame: str, outlet: Outlet) -> None:
        """Sends an event now, or keeps it for later."""
        if name in self.withheld:
            self._late.append((outlet, frame))
        else:
            outlet(frame)

    def let_go(self) -> None:
        """Sends what was withheld, the latest first."""
        self.withheld.clear()
        while self._late:
            outlet, frame = self._late.pop()
            outlet(frame)
