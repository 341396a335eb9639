"""When a shard may identify: one of a bucket at a time over all processes, and only while the day has starts left."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import aiohttp
import discord
from discord import SessionStartLimits

from bot.calendar import utc_now
from knowledge.store import StoreAway
from knowledge.store.turns import Turns

_log = logging.getLogger(__name__)

APART = 5.5
"""Seconds between two shards of a bucket: the five that Discord wants, and what the way there may differ by."""

PATIENCE = 45.0
"""Seconds that a shard waits on one connection: after sixty, discord.py gives it up. It then connects anew."""

NEAR_THE_END = 0.05
"""The share of the day's session starts of which the operator is warned when no more are left."""


class Identifying:
    """Waits for the turn of each shard; without the database it waits on its own, as if no others were.

    `limits` asks Discord for what it allows; `application` is called once the bot is logged in.
    """

    def __init__(
        self,
        turns: Turns,
        limits: Callable[[], Awaitable[SessionStartLimits]],
        application: Callable[[], str],
        today: Callable[[], datetime] = utc_now,
    ) -> None:
        self._turns, self._ask, self._application, self._utc_now = turns, limits, application, today
        self._limits: SessionStartLimits | None = None
        self._told: int | None = None

    async def wait(self, shard: int) -> None:
        """Returns when it is a shard's turn, which is then taken; raises `TimeoutError` where that takes too long."""
        waited = 0.0
        while pause := await self._pause(shard):
            waited += pause
            if waited > PATIENCE:
                raise TimeoutError(f"shard {shard} may not identify yet; it connects again and waits on")
            await self._turns.sleep(pause)

    async def _pause(self, shard: int) -> float:
        """Seconds after which to ask again; 0 when the turn is taken."""
        limits = await self._allowed()
        if limits.remaining <= 0:
            return min(limits.reset_after / 1000 + 1, PATIENCE)
        bucket = shard % limits.max_concurrency
        try:
            return await self._turns.take(f"identified: {self._application()} {bucket}", APART)
        except StoreAway as away:
            _log.warning(
                "shard %d can't ask for its turn to identify (%s): it waits %g s, not knowing of other processes",
                shard,
                away,
                APART,
            )
            await self._turns.sleep(APART)
            return 0.0

    async def _allowed(self) -> SessionStartLimits:
        """What Discord allows now; where it does not say, what it said before."""
        try:
            self._limits = await self._ask()
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            if self._limits is None:
                raise
            _log.warning("Discord does not say how many session starts are left: %s", error)
        self._warn(self._limits)
        return self._limits

    def _warn(self, limits: SessionStartLimits) -> None:
        if limits.remaining > limits.total * NEAR_THE_END or limits.remaining == self._told:
            return
        self._told = limits.remaining
        reset = self._utc_now() + timedelta(milliseconds=limits.reset_after)
        _log.log(
            logging.WARNING if limits.remaining > 0 else logging.ERROR,
            "%d of %d session starts are left until %s: %s",
            limits.remaining,
            limits.total,
            f"{reset:%Y-%m-%d %H:%M} UTC",
            _SPARE if limits.remaining > 0 else _NONE_LEFT,
        )


_SPARE = "each shard that starts or loses its session takes one; restart nothing without need"
_NONE_LEFT = "shards without a session wait until then, because Discord resets the token of a bot that starts more"
