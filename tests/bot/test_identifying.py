"""When shards identify: in turns over all processes, and never more often than the day allows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import discord
import pytest
from discord import SessionStartLimits
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.identifying import APART, PATIENCE, Identifying
from bot.playground.world.starts import Starts
from knowledge.store import Store
from knowledge.store.turns import Turns
from tests.bot.conftest import Stage
from tests.pacing import Pace

pytestmark = [
    pytest.mark.usefixtures("let_go"),
    pytest.mark.filterwarnings("ignore:Unclosed connection:ResourceWarning"),
]
"""What discord.py does not close where a connection is given up is not this project's to close."""

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


class Allowed:
    """What Discord says it allows; None where it says nothing."""

    def __init__(self, remaining: int = 900, at_once: int = 1, reset_after: float = 7_200.0) -> None:
        self.remaining, self.at_once, self.reset_after = remaining, at_once, reset_after
        self.silent = False

    async def __call__(self) -> SessionStartLimits:
        if self.silent:
            raise discord.GatewayNotFound
        return SessionStartLimits(
            total=1_000,
            remaining=self.remaining,
            reset_after=round(self.reset_after * 1_000),
            max_concurrency=self.at_once,
        )


@pytest.fixture
def pace() -> Pace:
    return Pace()


@pytest.fixture
def allowed() -> Allowed:
    return Allowed()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'turns.sqlite3'}") as opened:
        yield opened


@pytest.fixture
def identifying(store: Store, pace: Pace, allowed: Allowed) -> Identifying:
    return Identifying(pace.turns(store), allowed, lambda: "application", lambda: NOON)


async def test_the_first_shard_waits_for_nothing_and_the_next_of_its_bucket_for_its_turn(
    identifying: Identifying, pace: Pace
) -> None:
    await identifying.wait(0)
    assert pace.slept == []
    await identifying.wait(1)
    assert pace.slept == [APART]


async def test_shards_of_other_buckets_wait_for_nothing(identifying: Identifying, pace: Pace, allowed: Allowed) -> None:
    allowed.at_once = 16
    for shard in range(16):
        await identifying.wait(shard)
    assert pace.slept == []
    await identifying.wait(16)
    assert pace.slept == [APART]


async def test_shards_of_many_processes_identify_one_after_another(store: Store, pace: Pace, allowed: Allowed) -> None:
    identified: list[float] = []

    async def process(shard: int) -> None:
        read: list[float] = []

        async def clock(connection: AsyncConnection) -> float:
            read.append(await pace.read(connection))
            return read[-1]

        await Identifying(Turns(store, clock, pace.sleep), allowed, lambda: "application").wait(shard)
        identified.append(read[-1])

    await asyncio.gather(*map(process, range(6)))
    assert len(identified) == 6
    assert all(later - earlier >= 5 for earlier, later in pairwise(sorted(identified)))


async def test_a_shard_whose_turn_is_far_lets_its_connection_go_before_it_is_lost_and_takes_no_turn(
    store: Store, pace: Pace, allowed: Allowed
) -> None:
    async def others(seconds: float) -> None:
        pace.now += seconds
        await pace.turns(store).take("identified: application 0", 0)

    turns = pace.turns(store)
    turns.sleep = others
    await others(0)
    began = pace.now
    with pytest.raises(TimeoutError, match="shard 3 may not identify yet"):
        await Identifying(turns, allowed, lambda: "application").wait(3)
    assert PATIENCE - APART <= pace.now - began <= PATIENCE
    assert await turns.take("identified: application 0", 5) == 5


async def test_without_the_database_a_shard_waits_on_its_own_and_the_log_says_so(
    identifying: Identifying, pace: Pace, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "turns.sqlite3").unlink()
    await identifying.wait(2)
    assert pace.slept == [APART]
    assert "shard 2 can't ask for its turn to identify" in caplog.text
    assert f"waits {APART} s, not knowing of other processes" in caplog.text


async def test_near_the_end_of_the_starts_the_operator_is_told_until_when_they_must_do(
    identifying: Identifying, allowed: Allowed, caplog: pytest.LogCaptureFixture
) -> None:
    allowed.remaining = 51
    await identifying.wait(0)
    assert caplog.records == []
    allowed.remaining = 50
    await identifying.wait(0)
    (told,) = caplog.records
    assert told.levelno == logging.WARNING
    assert told.getMessage().startswith("50 of 1000 session starts are left until 2026-11-27 14:00 UTC")


async def test_with_no_start_left_nobody_identifies_before_there_are_new_ones(
    identifying: Identifying, allowed: Allowed, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    allowed.remaining = 0
    with pytest.raises(TimeoutError):
        await identifying.wait(0)
    (told,) = caplog.records
    assert told.levelno == logging.ERROR
    assert "0 of 1000 session starts are left until 2026-11-27 14:00 UTC" in told.getMessage()
    assert await store.get("identified: application 0") is None
    allowed.remaining = 1_000
    await identifying.wait(0)
    assert await store.get("identified: application 0")


async def test_where_discord_does_not_say_what_it_said_before_holds(
    identifying: Identifying, allowed: Allowed, pace: Pace, caplog: pytest.LogCaptureFixture
) -> None:
    allowed.at_once = 2
    await identifying.wait(0)
    allowed.silent = True
    await identifying.wait(1)
    assert pace.slept == []
    assert "does not say how many session starts are left" in caplog.text


# --- the real client ---


async def test_a_lost_session_identifies_again_in_its_turn(stage: Stage) -> None:
    world = stage.discord.world
    world.starts = Starts(stage.pace.clock, total=1_000, at_once=1, every=5.0)
    async with stage.with_bot():
        stage.discord.gateway.sessions.clear()
        stage.discord.drop_connections()
        await world.feed.until(
            lambda: True if world.starts.remaining == 998 else None, seconds=5, waiting_for="a second start"
        )
        await stage.discord.ready(stage.guild)
    assert stage.pace.slept == [APART]


async def test_the_client_starts_no_session_that_the_day_does_not_allow(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.discord.world.starts = starts = Starts(stage.pace.clock, total=1, at_once=1, every=5.0)
    starts.take(0)
    stage.pace.now += 24 * 60 * 60 - 20  # the day has twenty seconds left
    async with stage.with_bot():
        assert starts.remaining == 0
        assert 20 <= sum(stage.pace.slept) <= 22
    assert "0 of 1 session starts are left until" in caplog.text
