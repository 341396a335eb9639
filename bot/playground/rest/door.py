"""Where requests come in: reads and logs them, checks the token, and words refusals; the routes do the rest."""

import json
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp import BodyPartReader, web

from bot.playground.errors import ApiError, Violation, refusal
from bot.playground.faults.requests import RequestFaults
from bot.playground.rest import commands, followups, interactions, lookups, messages
from bot.playground.rest.calls import Call, Reply, Route, Upload
from bot.playground.world.world import World

API = "/api/v10"

ROUTES: Sequence[Route] = (
    *lookups.ROUTES,
    *commands.ROUTES,
    *messages.ROUTES,
    *interactions.ROUTES,
    *followups.ROUTES,
)

REQUESTS_KEPT = 5_000
RATE_LIMIT = 50
"""Requests that every route's rate limit claims to allow in a second; none is ever enforced."""


@dataclass(frozen=True)
class Request:
    """One request of the bot, as logged: route is the template, seconds how long the answer took.

    A status of 0 is a connection that was cut off.
    """

    time: datetime
    method: str
    route: str
    path: str
    status: int
    seconds: float
    body: Any
    answer: Any


@dataclass(frozen=True)
class RequestServed:
    """The bot was answered; published on the feed."""

    request: Request


@dataclass(frozen=True)
class Violated:
    """The bot did what Discord would have refused; published on the feed."""

    violation: Violation


class Door:
    """The API's entrance; keeps the log of requests and the list of violations."""

    def __init__(self, world: World, faults: RequestFaults) -> None:
        self._world = world
        self._faults = faults
        self.requests: deque[Request] = deque(maxlen=REQUESTS_KEPT)
        self.violations: list[Violation] = []

    def violate(self, route: str, code: int, what: str) -> None:
        violation = Violation(datetime.now(UTC), route, code, what)
        self.violations.append(violation)
        self._world.feed.publish(Violated(violation))

    def open(self, app: web.Application) -> None:
        """Adds the API's addresses to a web application."""
        for route in ROUTES:
            app.router.add_route(route.method, API + route.template, self._served_by(route))
        for path, handler in (("/api/v10/{unknown:.*}", _unknown), ("/api/{unknown:.*}", _other_version)):
            app.router.add_route("*", path, self._served_by(Route("*", "/{unknown}", handler, needs_token=False)))

    def _served_by(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(request: web.Request) -> web.StreamResponse:
            carried_out = False

            async def answer() -> web.StreamResponse:
                nonlocal carried_out
                carried_out = True
                return await self._answer(request, route)

            fault = self._faults.meeting(f"{request.method} {request.path.removeprefix(API)}")
            if fault is None:
                return await answer()
            response = await fault.befall(request, answer)
            if not carried_out:
                cut_off = request.transport is None or request.transport.is_closing()
                self._log(request, route, Reply(status=0 if cut_off else response.status))
            return response

        return serve

    async def _answer(self, request: web.Request, route: Route) -> web.Response:
        started = time.perf_counter()
        title = f"{request.method} {route.template if route.method != '*' else request.path}"
        body: Any = None
        try:
            self._check_token(request, route)
            body, uploads = await _read(request)
            call = Call(
                self._world,
                request.match_info,
                request.query,
                body,
                uploads,
                note=lambda code, what: self.violate(title, code, what),
            )
            reply = route.handler(call)
        except ApiError as error:
            if not self._faults.unknown_to_the_bot(f"{request.method} {request.path}"):
                self.violate(title, error.code, _worded(error))
            reply = Reply(error.as_json(), status=error.status)
        self._log(request, route, reply, body, time.perf_counter() - started)
        return _response(reply, route)

    def _log(self, request: web.Request, route: Route, reply: Reply, body: Any = None, seconds: float = 0.0) -> None:
        served = Request(
            datetime.now(UTC), request.method, route.template, request.path, reply.status, seconds, body, reply.body
        )
        self.requests.append(served)
        self._world.feed.publish(RequestServed(served))

    def _check_token(self, request: web.Request, route: Route) -> None:
        if route.needs_token and request.headers.get("Authorization") != f"Bot {self._world.application.token}":
            raise refusal("unauthorized")


def _unknown(_call: Call) -> Reply:
    raise refusal("not found")


def _other_version(_call: Call) -> Reply:
    raise refusal("api version")


def _worded(error: ApiError) -> str:
    return f"{error.message}: {json.dumps(error.errors)}" if error.errors else error.message


def _response(reply: Reply, route: Route) -> web.Response:
    headers = {
        "X-RateLimit-Limit": str(RATE_LIMIT),
        "X-RateLimit-Remaining": str(RATE_LIMIT - 1),
        "X-RateLimit-Reset": f"{time.time() + 1:.3f}",
        "X-RateLimit-Reset-After": "1.000",
        "X-RateLimit-Bucket": route.bucket,
        "Via": "1.1 playground",
    }
    if reply.status == 204:
        return web.Response(status=204, headers=headers)
    # Clients compare the type to the letter: it may not carry a charset.
    headers["Content-Type"] = "application/json"
    return web.Response(body=json.dumps(reply.body).encode(), status=reply.status, headers=headers)


async def _read(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    if request.content_type.startswith("multipart/"):
        return await _read_parts(request)
    raw = await request.read()
    return (_json(raw) if raw else None), ()


async def _read_parts(request: web.Request) -> tuple[Any, tuple[Upload, ...]]:
    body: Any = None
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read(decode=True))
        name = part.name or ""
        if name == "payload_json":
            body = _json(content)
        elif name.startswith("files[") and name[6:-1].isdecimal():
            kind = part.headers.get("Content-Type", "application/octet-stream")
            uploads.append(Upload(int(name[6:-1]), part.filename or "unknown", kind, content))
    return body, tuple(uploads)


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise refusal("invalid json") from None
