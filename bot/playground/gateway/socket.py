"""The gateway's websocket: frames in and out, heartbeats, and compression as the client asks for it."""

import asyncio
import json
import time
import zlib
from collections import deque
from collections.abc import Callable
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from bot.playground.errors import Json
from bot.playground.gateway.hub import Closed, Hub
from bot.playground.gateway.sessions import Session

HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, MEMBERS = 1, 2, 3, 4, 6, 8
RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 9, 10, 11
MOST_FRAMES, PER_SECONDS = 120, 60.0
"""How many frames a client may send in how many seconds."""

LARGEST_FRAME = 4_096
"""Bytes that a client may send at once."""

ENDS_SESSION = {1000, 1001}
"""Close codes of a client after which its session cannot be resumed."""


class ConnectionEnded:
    """A client is gone; published on the feed."""


class Connection:
    """One websocket, from HELLO to its end."""

    def __init__(
        self, hub: Hub, socket: web.WebSocketResponse, *, zlib_stream: bool, abort: Callable[[], None]
    ) -> None:
        self._hub = hub
        self._socket = socket
        self._abort = abort
        self._deflate = zlib.compressobj() if zlib_stream else None
        self._frames: asyncio.Queue[str | Closed] = asyncio.Queue()
        self._received: deque[float] = deque(maxlen=MOST_FRAMES)
        self._thrown_out = False
        self.session: Session | None = None
        self.silent = False
        """Whether nothing that is sent arrives."""

    async def serve(self) -> None:
        writer = asyncio.create_task(self._write())
        interval = self._hub.conditions.heartbeat_interval_ms
        try:
            self.send({"op": HELLO, "s": None, "t": None, "d": {"heartbeat_interval": interval}})
            async for message in self._socket:
                try:
                    self._receive(_decode(self._hub, message))
                except Closed as end:
                    self.close(end.code, end.reason)
        finally:
            writer.cancel()
            self._leave()

    def send(self, packet: Json) -> None:
        self.send_frame(json.dumps(packet))

    def close(self, code: int, reason: str = "") -> None:
        """Ends the connection from the server's side."""
        self._thrown_out = True
        self._frames.put_nowait(Closed(code, reason))

    def cut(self) -> None:
        """Ends the connection without a word."""
        self._thrown_out = True
        self._abort()

    def send_frame(self, frame: str) -> None:
        if not self.silent:
            self._frames.put_nowait(frame)

    async def _write(self) -> None:
        while True:
            frame = await self._frames.get()
            if isinstance(frame, Closed):
                await self._socket.close(code=frame.code, message=frame.reason.encode())
                return
            if self._socket.closed:
                return
            if self._deflate is None:
                await self._socket.send_str(frame)
            else:
                packed = self._deflate.compress(frame.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                await self._socket.send_bytes(packed)

    def _receive(self, packet: Json) -> None:
        now = time.monotonic()
        if len(self._received) == MOST_FRAMES and now - self._received[0] < PER_SECONDS:
            raise self._hub.closing(4008, "Rate limited.")
        self._received.append(now)
        op, content = packet.get("op"), packet.get("d")
        if op == HEARTBEAT:
            if self._hub.conditions.acknowledges:
                self.send({"op": HEARTBEAT_ACK})
        elif op in (IDENTIFY, RESUME):
            self._authenticate(op, content if isinstance(content, dict) else {})
        elif self.session is None:
            raise self._hub.closing(4003, "Not authenticated.")
        elif op == MEMBERS:
            self._hub.request_members(self.session, content if isinstance(content, dict) else {})
        elif op not in (PRESENCE, VOICE):
            raise self._hub.closing(4001, "Unknown opcode.")

    def _authenticate(self, op: int, request: Json) -> None:
        if self.session is not None:
            raise self._hub.closing(4005, "Already authenticated.")
        if op == IDENTIFY:
            self.session = self._hub.identify(request, self.send_frame)
        else:
            self.session = self._hub.resume(request, self.send_frame)
        if self.session is None:
            self.send({"op": INVALID_SESSION, "s": None, "t": None, "d": False})

    def _leave(self) -> None:
        session = self.session
        if session is None or session.outlet != self.send_frame:
            return
        session.outlet = None
        if not self._thrown_out and self._socket.close_code in ENDS_SESSION:
            self._hub.sessions.pop(session.id, None)


def _decode(hub: Hub, message: WSMessage) -> Json:
    data: Any = message.data
    if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY) or len(data) > LARGEST_FRAME:
        raise hub.closing(4002, "Error while decoding payload.")
    try:
        packet = json.loads(data)
    except ValueError:
        packet = None
    if not isinstance(packet, dict):
        raise hub.closing(4002, "Error while decoding payload.")
    return packet
