"""What is counted and timed, in the form that Prometheus reads; labels have few values, none of them what is typed."""

from __future__ import annotations

import asyncio
import logging
import platform
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import aiohttp
import discord
from prometheus_client import CollectorRegistry, Counter, Histogram, Info, ProcessCollector, generate_latest

from bot.operating import turns
from bot.operating.turns import Turn
from bot.operating.version import version

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 3.0, 10.0)
_LAG = (0.001, 0.005, 0.02, 0.05, 0.1, 0.5, 1.0)

LAG_EVERY = 0.25
"""Seconds between looks at how late the event loop is."""


class Meters:
    """All meters of one process. While it is entered (`async with`), the event loop is watched and the log counted."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turns = self._counter("turns", "Interactions and messages, by what became of them", "outcome", "reason")
        self._writes = self._counter("moderator_writes", "Changes that moderators made, by what they are of")
        self._requests = Counter("bot_discord_requests", "Answers of Discord's API", ["status"], registry=self.registry)
        self._lines = Counter("bot_log_lines", "Lines of the log, shown or not", ["level"], registry=self.registry)
        self._acknowledge = self._times("acknowledge", "From an interaction's arrival until Discord has a response")
        self._answer = self._times("answer", "From arrival until Discord has the answer")
        self._lag = Histogram(
            "bot_event_loop_lag_seconds", "How late the event loop is", buckets=_LAG, registry=self.registry
        )
        built = Info("bot_build", "What runs", registry=self.registry)
        built.info({"version": version(), "python": platform.python_version(), "discord_py": discord.__version__})
        ProcessCollector(registry=self.registry)
        self._log = _Counting(self._lines)
        self._watching: asyncio.Task[None] | None = None

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(f"bot_{name}", what, ["kind", *labels], registry=self.registry)

    def _times(self, name: str, what: str) -> Histogram:
        return Histogram(f"bot_{name}_seconds", what, ["kind"], buckets=_SECONDS, registry=self.registry)

    async def __aenter__(self) -> Self:
        self._watching = asyncio.create_task(self._watch_the_loop())
        logging.getLogger().addHandler(self._log)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        logging.getLogger().removeHandler(self._log)
        if self._watching:
            self._watching.cancel()
            with suppress(asyncio.CancelledError):
                await self._watching

    def text(self) -> bytes:
        """All of it, in Prometheus' text format."""
        return generate_latest(self.registry)

    def finished(self, turn: Turn) -> None:
        """Counts a turn that is over."""
        self._turns.labels(turn.kind, turn.outcome, turn.reason).inc()
        if turn.acknowledged is not None:
            self._acknowledge.labels(turn.kind).observe(turn.acknowledged - turn.started)
        if turn.sent is not None:
            self._answer.labels(turn.kind).observe(turn.sent - turn.started)
        for kind in turn.writes:
            self._writes.labels(kind).inc()

    def trace(self) -> aiohttp.TraceConfig:
        """For the client's requests: counts them, and sees when an interaction is acknowledged."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._answered)
        config.on_request_exception.append(self._unanswered)
        return config

    async def _answered(self, _session: Any, _context: Any, request: aiohttp.TraceRequestEndParams) -> None:
        status = request.response.status
        self._requests.labels(str(status)).inc()
        if status < 300 and request.url.path.endswith("/callback"):
            turns.acknowledged()

    async def _unanswered(self, _session: Any, _context: Any, _request: aiohttp.TraceRequestExceptionParams) -> None:
        self._requests.labels("none").inc()

    async def _watch_the_loop(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(LAG_EVERY)
            self._lag.observe(max(0.0, loop.time() - before - LAG_EVERY))


class _Counting(logging.Handler):
    """Counts lines by level, for an alert on errors."""

    def __init__(self, lines: Counter) -> None:
        super().__init__()
        self._by_level = {level: lines.labels(level) for level in ("WARNING", "ERROR", "CRITICAL")}

    def emit(self, record: logging.LogRecord) -> None:
        if (counted := self._by_level.get(record.levelname)) is not None:
            counted.inc()
