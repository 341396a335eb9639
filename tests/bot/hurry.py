"""Waits that take no time: what discord.py would sleep passes on the playground's clock instead."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord.client
import discord.http
import discord.shard
import discord.webhook.async_
import pytest

from bot import retrying
from tests.bot.conftest import Stage
from tests.pacing import WithDiscord

WAITING = (discord.client, discord.http, discord.shard, discord.webhook.async_, retrying)


class Hurry(WithDiscord):
    """Stands where a module has `asyncio`: the same, but a sleep is noted, passes in `now`, and is over."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    def rule(self, stage: Stage) -> None:
        """Has the stage's Discord live by this clock, and the bot that is started there from now on."""
        self.rule_over(stage.discord.world)
        stage.pace = self


class _Told(logging.Handler):
    """Says that something was logged."""

    def __init__(self) -> None:
        super().__init__()
        self.something = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        self.something.set()


async def said(caplog: pytest.LogCaptureFixture, words: str) -> None:
    """Waits until the log has these words."""
    told = _Told()
    logging.getLogger().addHandler(told)
    try:
        async with asyncio.timeout(5):
            while words not in caplog.text:
                told.something.clear()
                await told.something.wait()
    finally:
        logging.getLogger().removeHandler(told)


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> Hurry:
    """Nothing waits."""
    instead = Hurry()
    for module in WAITING:
        monkeypatch.setattr(module, "asyncio", instead)
    return instead
