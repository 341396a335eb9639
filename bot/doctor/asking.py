"""Asks Discord's API, once and without patience: a doctor tells what is, and waits for nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.operating.version import version

LONGEST = 10.0
"""Seconds that an answer may take."""


@dataclass(frozen=True)
class Said:
    """An answer: its status, its JSON, and by how many seconds this machine's clock is ahead of the API's."""

    status: int
    body: Any
    ahead: float | None

    @property
    def well(self) -> bool:
        return self.status < 300


class Unreachable(Exception):
    """No answer; the message says why."""


class Api:
    """The API at an address, with the bot's token; `now` gives this machine's time."""

    def __init__(
        self, session: aiohttp.ClientSession, base: str, token: str, now: Callable[[], datetime] | None = None
    ) -> None:
        self._session, self._base = session, base
        self._now = now or (lambda: datetime.now(UTC))
        agent = f"DiscordBot (anime-market-bot, {version()})"
        self._headers = {"Authorization": f"Bot {token}", "User-Agent": agent}

    async def get(self, path: str) -> Said:
        """What the API says; raises `Unreachable`."""
        try:
            before = self._now()
            async with self._session.get(
                self._base + path, headers=self._headers, timeout=aiohttp.ClientTimeout(LONGEST)
            ) as answer:
                middle = before + (self._now() - before) / 2
                return Said(answer.status, await _json(answer), _ahead(middle, answer.headers.get("Date")))
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise Unreachable(f"{type(error).__name__}: {error}".rstrip(": ")) from None


async def _json(answer: aiohttp.ClientResponse) -> Any:
    try:
        return await answer.json(content_type=None)
    except ValueError:
        return None


def _ahead(here: datetime, date: str | None) -> float | None:
    """Seconds; the header has whole ones, so that up to one of them means nothing."""
    try:
        there = parsedate_to_datetime(date) if date else None
    except ValueError:
        return None
    return (here - there).total_seconds() if there else None
