"""Faults of requests: rate limits, errors, slow and truncated answers, connections that are cut."""

import json
import math
import socket
import struct

from aiohttp import web

from bot.playground.faults.fault import Answer, Effect, Fault

REASONS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
RESET_AT_ONCE = struct.pack("ii", 1, 0)
"""The SO_LINGER under which a socket that is closed is reset instead."""


class RequestFaults:
    """Adds faults to routes, by a pattern as "POST /interactions/*"; the one added last goes first.

    `times` None is until it is lifted. With `carried_out`, Discord does what was asked, and only the answer is lost.
    """

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lost: set[str] = set()

    def rate_limit(
        self, pattern: str = "*", *, retry_after: float = 0.01, times: int | None = 1, everywhere: bool = False
    ) -> Fault:
        """429 for `retry_after` seconds: of one bucket, or of all requests (`everywhere`, the global limit)."""

        async def effect(_request: web.Request, _answer: Answer) -> web.StreamResponse:
            return _limited(retry_after, everywhere)

        return self.add(pattern, times, effect)

    def fail(self, pattern: str = "*", status: int = 500, *, times: int | None = 1, carried_out: bool = False) -> Fault:
        """An error of the server, 500 to 504; a 429 is the ban of who stands before Discord, not of Discord."""

        async def effect(request: web.Request, answer: Answer) -> web.StreamResponse:
            await self._if(carried_out, request, answer)
            return _failed(status)

        return self.add(pattern, times, effect)

    def hold(self, pattern: str = "*", *, times: int | None = 1, carried_out: bool = False) -> Fault:
        """An answer that does not come before the fault is lifted."""

        async def effect(_request: web.Request, answer: Answer) -> web.StreamResponse:
            given = await answer() if carried_out else None
            await fault.until_lifted()
            return given or await answer()

        fault = self.add(pattern, times, effect)
        return fault

    def truncate(self, pattern: str = "*", *, times: int | None = 1) -> Fault:
        """What was asked is done, and the connection ends in the middle of the answer."""

        async def effect(request: web.Request, answer: Answer) -> web.StreamResponse:
            return await _half(request, await self._if(True, request, answer))

        return self.add(pattern, times, effect)

    def cut(self, pattern: str = "*", *, times: int | None = 1, carried_out: bool = False) -> Fault:
        """The connection is reset before a byte of the answer."""

        async def effect(request: web.Request, answer: Answer) -> web.StreamResponse:
            await self._if(carried_out, request, answer)
            return _cut(request)

        return self.add(pattern, times, effect)

    def add(self, pattern: str, times: int | None, effect: Effect) -> Fault:
        fault = Fault(pattern, times, effect)
        self._faults = [fault, *(each for each in self._faults if not each.over)]
        return fault

    def meeting(self, request: str) -> Fault | None:
        """The fault that befalls a request, "METHOD /path"."""
        return next((fault for fault in self._faults if fault.meets(request)), None)

    def unknown_to_the_bot(self, request: str) -> bool:
        """Whether the same was carried out before without the bot having been told: asking again is no mistake."""
        return request in self._lost

    def lift(self) -> None:
        for fault in self._faults:
            fault.lift()

    async def _if(self, carried_out: bool, request: web.Request, answer: Answer) -> web.StreamResponse | None:
        if not carried_out:
            return None
        self._lost.add(f"{request.method} {request.path}")
        return await answer()


def _limited(retry_after: float, everywhere: bool) -> web.Response:
    headers = {
        "Retry-After": str(math.ceil(retry_after)),
        "X-RateLimit-Scope": "global" if everywhere else "user",
        "Content-Type": "application/json",
        "Via": "1.1 playground",
    }
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    else:
        headers |= {
            "X-RateLimit-Limit": "1",
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset-After": f"{retry_after:.3f}",
        }
    body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere}
    return web.Response(status=429, headers=headers, body=json.dumps(body).encode())


def _failed(status: int) -> web.Response:
    """Discord's own 500 is JSON; the others come from the servers before it, as a page."""
    reason = REASONS.get(status, "Error")
    if status == 500:
        body = {"message": f"500: {reason}", "code": 0}
        headers = {"Content-Type": "application/json", "Via": "1.1 playground"}
        return web.Response(status=500, headers=headers, body=json.dumps(body).encode())
    return web.Response(status=status, content_type="text/html", text=f"<html><h1>{status} {reason}</h1></html>")


async def _half(request: web.Request, whole: web.StreamResponse | None) -> web.StreamResponse:
    body = whole.body if isinstance(whole, web.Response) and isinstance(whole.body, bytes) else b""
    if whole is None or not body:
        return _cut(request)
    headers = {name: value for name, value in whole.headers.items() if name.lower() != "content-length"}
    part = web.StreamResponse(status=whole.status, headers=headers)
    part.content_length = len(body)
    await part.prepare(request)
    await part.write(body[: len(body) // 2])
    if request.transport:
        request.transport.close()
    return part


def _cut(request: web.Request) -> web.Response:
    transport = request.transport
    if transport:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_ONCE)
        transport.abort()
    return web.Response()  # reaches nobody
