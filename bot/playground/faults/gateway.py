"""Faults of the gateway: lost and silent connections, invalid sessions, events twice, late and in another order."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from bot.playground.errors import NothingHappened
from bot.playground.faults.fault import Fault
from bot.playground.faults.requests import RequestFaults
from bot.playground.gateway.hub import Hub
from bot.playground.gateway.sessions import Session
from bot.playground.gateway.socket import INVALID_SESSION, RECONNECT, Connection

CONNECT = "CONNECT /gateway"
"""How opening a connection to the gateway is called in the pattern of a fault of requests."""


class GatewayFaults:
    """What befalls the connections that there are, of all shards or of one."""

    def __init__(self, hub: Hub, connections: set[Connection], requests: RequestFaults) -> None:
        self._hub, self._connections, self._requests = hub, connections, requests
        self.conditions = hub.conditions

    def lift(self) -> None:
        """Heartbeats are answered again, and what was withheld is sent."""
        self.conditions.acknowledges = True
        self.conditions.let_go()

    def drop(self, code: int | None = 4000, *, shard: int | None = None) -> None:
        """Ends connections with a close code, or, without one, by cutting them off; the sessions can be resumed."""
        for connection in self._of(shard):
            if code is None:
                connection.cut()
            else:
                connection.close(code)

    def ask_to_reconnect(self, *, shard: int | None = None) -> None:
        """Opcode 7: the client is to connect anew and to resume."""
        for connection in self._of(shard):
            connection.send({"op": RECONNECT, "s": None, "t": None, "d": None})

    def invalidate(self, *, resumable: bool, shard: int | None = None) -> None:
        """Opcode 9; a session that is not resumable is forgotten."""
        for connection in self._of(shard):
            if connection.session and not resumable:
                self._hub.sessions.pop(connection.session.id, None)
            connection.send({"op": INVALID_SESSION, "s": None, "t": None, "d": resumable})

    def silence(self, *, shard: int | None = None) -> None:
        """Connections that stand, but over which nothing comes any more, not even an answer to a heartbeat."""
        for connection in self._of(shard):
            connection.silent = True

    def refuse(self, *, times: int | None = None) -> Fault:
        """No new connection is taken."""
        return self._requests.fail(CONNECT, 503, times=times)

    @contextmanager
    def heartbeats_ignored(self) -> Iterator[None]:
        """No heartbeat is answered; all else goes on."""
        self.conditions.acknowledges = False
        try:
            yield
        finally:
            self.conditions.acknowledges = True

    @contextmanager
    def withheld(self, *events: str) -> Iterator[None]:
        """Events of these names come late, after what followed them, and the last of them first."""
        self.conditions.withheld |= set(events)
        try:
            yield
        finally:
            self.conditions.let_go()

    def repeat(self, event: str, *, times: int = 1, shard: int | None = None) -> None:
        """Sends the last event of that name once more, or oftener, under its own sequence number."""
        for connection in self._of(shard):
            if connection.session and (frame := _last(connection.session, event)):
                for _ in range(times):
                    connection.send_frame(frame)
                return
        raise NothingHappened(f"there was no {event} to repeat")

    def _of(self, shard: int | None) -> list[Connection]:
        def wanted(connection: Connection) -> bool:
            return shard is None or (connection.session is not None and connection.session.shard_id == shard)

        return [connection for connection in self._connections if wanted(connection)]


def _last(session: Session, event: str) -> str | None:
    """The frame in which an event was last sent."""
    return next((frame for _, frame in reversed(session.sent) if json.loads(frame)["t"] == event), None)
