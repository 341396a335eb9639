"""Two processes with two shards each, on either database: they share the servers, the truth and Discord's patience."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.conversations import Conversations
from bot.holdings import Holding, Holdings
from bot.playground import Permission, Playground
from bot.playground.world.starts import Starts
from bot.responding import Responder
from bot.settings import load_settings
from bot.syncing import SENT_WITHIN, sent_key
from knowledge.model import Catalogue
from knowledge.store import Store
from tests.bot.conftest import Clock, Stage
from tests.bot.moderating import NUMBER, added, asked
from tests.bot.processes import SHARDS, Process, World, guild_on, today
from tests.databases import Postgres
from tests.pacing import StandingStill, WithDiscord

pytestmark = [
    pytest.mark.usefixtures("let_go"),
    pytest.mark.filterwarnings("ignore:Unclosed connection:ResourceWarning"),
]
"""What discord.py does not close where a connection is given up is not this project's to close."""

HALVES = (0, 1), (2, 3)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    async with postgres.database() as address:
        yield address


@pytest.fixture
async def world(
    discord_elsewhere: None,
    database_url: str,
    tmp_path: Path,
    catalogue: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[World]:
    monkeypatch.chdir(tmp_path)
    pace = WithDiscord()
    async with Playground(shards=SHARDS, patience=10.0) as discord:
        pace.rule_over(discord.world)
        settings = load_settings(
            _env_file=None,
            discord_token=discord.token,
            discord_api_base=discord.api_base,
            discord_cdn_base=discord.cdn_base,
            database_url=database_url,
        )
        alice = discord.add_user("alice")
        responder = Responder(Holdings(Holding.over(catalogue, today), today), Conversations(Clock()), "en")
        stages = []
        for shard in range(SHARDS):
            guild = guild_on(discord, shard)
            guild.add_member(alice, permissions=Permission.MANAGE_GUILD)
            stages.append(
                Stage(discord, guild, guild.add_channel("general"), alice, settings, responder, Clock(), pace)
            )
        yield World(discord, stages, catalogue)
        assert discord.violations == []


@pytest.fixture
async def both(world: World) -> AsyncIterator[Sequence[Process]]:
    """Both processes, started one after the other."""
    async with world.process(HALVES[0]) as one, world.process(HALVES[1]) as other:
        yield one, other


async def test_every_server_is_answered_by_exactly_one_process_and_direct_messages_by_the_one_with_shard_0(
    world: World, both: Sequence[Process]
) -> None:
    for stage in world.stages:
        assert (await stage.alice.command(stage.channel, "anime overseas", year=2024)).answer
        question = await stage.alice.say(stage.channel, f"<@{world.discord.bot_user.id}> overseas 2024")
        await world.discord.next_message(stage.channel, after=question)
    question = await world.stages[0].alice.dm("overseas 2024")
    await world.discord.next_message(world.stages[0].alice.dm_channel, after=question)
    servers = [stage.guild.id for stage in world.stages]
    assert both[0].told == [servers[0]] * 2 + [servers[1]] * 2 + [None]
    assert both[1].told == [servers[2]] * 2 + [servers[3]] * 2
    for stage in world.stages:
        assert sum(message.author is world.discord.bot_user for message in stage.channel.messages.values()) == 2


async def test_what_a_moderator_changes_through_one_is_heard_by_the_other_within_a_second(
    world: World, both: Sequence[Process]
) -> None:
    stage, (one, other) = world.stages[0], both
    server = stage.guild.id
    assert (await other.holdings.of(server)).desk is other.holdings.everywhere.desk
    other.holdings.heard.clear()
    await added(stage)
    async with asyncio.timeout(1):
        await other.holdings.heard.wait()
    assert NUMBER in await asked(stage)
    there = (await other.holdings.of(server)).desk.ask("overseas 2025")
    assert there == (await one.holdings.of(server)).desk.ask("overseas 2025")
    assert NUMBER not in await asked(world.stages[2])


async def test_processes_that_start_together_identify_far_enough_apart(world: World) -> None:
    async with AsyncExitStack() as held:
        await asyncio.gather(*(held.enter_async_context(world.process(half)) for half in HALVES))
        assert world.sessions().keys() == set(range(SHARDS))
    assert len(world.stages[0].pace.slept) >= SHARDS - 1
    # and the world ends without a violation: the playground counts the seconds between identifications itself


async def test_processes_that_start_together_send_the_commands_once(world: World) -> None:
    world.discord.world.starts = Starts(lambda: 0.0, total=1_000, at_once=SHARDS, every=5.0)
    pace = StandingStill()
    async with AsyncExitStack() as held:
        with world.discord.faults.requests.hold("PUT /applications/*/commands") as sending:
            starting = [asyncio.create_task(held.enter_async_context(world.process(half, pace))) for half in HALVES]
            await sending.met()
            await asyncio.wait_for(pace.waiting.wait(), timeout=5)
        await asyncio.gather(*starting)
        assert world.times_sent() == 1


async def test_commands_that_a_process_died_with_are_sent_by_the_next(world: World) -> None:
    stage = world.stages[0]
    async with Store(stage.settings.database_url) as store:
        key = sent_key(world.discord.world.application.id, world.discord.api_base)
        await stage.pace.turns(store).take(f"turn: {key}", SENT_WITHIN)
    async with world.process(HALVES[0]):
        assert world.times_sent() == 1
    assert sum(stage.pace.slept) >= SENT_WITHIN


async def test_a_process_that_dies_and_comes_back_is_not_noticed_by_the_others(world: World) -> None:
    async with world.process(HALVES[0]):
        async with world.process(HALVES[1]) as dying:
            before = world.sessions()
            for shard in HALVES[1]:
                world.discord.faults.gateway.drop(code=None, shard=shard)
            dying.running.cancel()
            await asyncio.wait({dying.running})
        assert (await asked(world.stages[1], 2024)).strip()
        assert world.sessions().keys() == set(HALVES[0])
        async with world.process(HALVES[1]):
            after = world.sessions()
            assert {shard: after[shard] == before[shard] for shard in range(SHARDS)} == {
                0: True,
                1: True,
                2: False,
                3: False,
            }
            for stage in world.stages:
                assert (await asked(stage, 2024)).strip()
    assert world.times_sent() == 1
