"""Gateway sessions: who is connected with which shard and intents, and what they were told (for a resume)."""

import json
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.errors import Json
from bot.playground.gateway.conditions import Conditions, Outlet
from bot.playground.intents import Intent
from bot.playground.world.guild import Channel, Guild

KEPT_FOR_RESUME = 1_000


@dataclass(frozen=True)
class Dispatched:
    """A session was sent an event (or will be, when it comes back); published on the feed."""

    name: str
    shard: int
    content: Json


@dataclass(eq=False)
class Session:
    """One shard's session; it goes on collecting events while its socket is gone, so that it can be resumed."""

    intents: Intent
    shard_id: int
    shard_count: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=KEPT_FOR_RESUME))
    outlet: Outlet | None = None
    ready: bool = False
    heard: Callable[[Dispatched], None] = lambda _event: None
    """Is told of every dispatch."""
    conditions: Conditions = field(default_factory=Conditions)

    def dispatch(self, name: str, content: Json) -> None:
        self.sequence += 1
        frame = json.dumps({"op": 0, "t": name, "s": self.sequence, "d": content})
        self.sent.append((self.sequence, frame))
        if self.outlet:
            self.conditions.pass_on(name, frame, self.outlet)
        self.heard(Dispatched(name, self.shard_id, content))

    def has(self, intent: Intent) -> bool:
        return intent in self.intents

    def serves_guild(self, guild: Guild) -> bool:
        return (guild.id >> 22) % self.shard_count == self.shard_id

    def serves(self, channel: Channel) -> bool:
        return self.serves_guild(channel.guild) if channel.guild else self.shard_id == 0

    def can_replay_after(self, sequence: int) -> bool:
        """Whether everything after that sequence number is still kept."""
        first = self.sent[0][0] if self.sent else self.sequence + 1
        return first - 1 <= sequence <= self.sequence

    def replay_after(self, sequence: int) -> None:
        if self.outlet:
            for number, frame in list(self.sent):
                if number > sequence:
                    self.outlet(frame)
