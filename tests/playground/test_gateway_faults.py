"""Faults of the gateway, and the pace at which shards may identify."""

import aiohttp
import pytest

from bot.playground import NothingHappened, Playground, Rules
from tests.playground.conftest import Clock, RawStage
from tests.playground.raw_bot import USUAL, RawBot

pytestmark = pytest.mark.asyncio


@pytest.fixture
async def raw(raw: RawStage) -> RawStage:
    """The stage whose bot has heard all that follows READY."""
    await raw.bot.told("GUILD_CREATE")
    return raw


async def resumed(raw: RawStage, seen: int | None) -> None:
    await raw.bot.connect()
    await raw.bot.send(6, {"token": raw.discord.token, "session_id": raw.bot.session_id, "seq": seen})


@pytest.mark.parametrize(("code", "seen_as"), [(4000, 4000), (4009, 4009), (1001, 1001), (None, 1006)])
async def test_a_dropped_connection_can_be_resumed_whatever_its_code(
    raw: RawStage, code: int | None, seen_as: int
) -> None:
    seen = raw.bot.sequence
    raw.discord.faults.gateway.drop(code)
    assert await raw.bot.closed_with() == seen_as
    await raw.alice.dm("missed")
    await resumed(raw, seen)
    assert (await raw.bot.event("MESSAGE_CREATE"))["content"] == "missed"


async def test_a_client_is_asked_to_reconnect(raw: RawStage) -> None:
    raw.discord.faults.gateway.ask_to_reconnect()
    assert (await raw.bot.receive())["op"] == 7


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session_can_be_resumed_or_not(raw: RawStage, resumable: bool) -> None:
    assert raw.bot.socket
    raw.discord.faults.gateway.invalidate(resumable=resumable)
    packet = await raw.bot.receive()
    assert (packet["op"], packet["d"]) == (9, resumable)
    await raw.bot.socket.close(code=4000)
    await resumed(raw, raw.bot.sequence)
    assert (await raw.bot.receive()).get("t") == ("RESUMED" if resumable else None)


async def test_over_a_silent_connection_nothing_comes_and_all_of_it_is_replayed(raw: RawStage) -> None:
    seen = raw.bot.sequence
    raw.discord.faults.gateway.silence()
    await raw.bot.send(1, None)
    await raw.alice.dm("lost on the way")
    assert raw.bot.socket
    with pytest.raises(TimeoutError):
        await raw.bot.socket.receive(timeout=0.02)
    await raw.bot.socket.close(code=4000)
    await resumed(raw, seen)
    assert (await raw.bot.event("MESSAGE_CREATE"))["content"] == "lost on the way"


async def test_heartbeats_are_ignored_and_events_come_nevertheless(raw: RawStage) -> None:
    with raw.discord.faults.gateway.heartbeats_ignored():
        await raw.bot.send(1, None)
        await raw.bot.send(8, {"guild_id": str(raw.guild.id), "query": "ali", "limit": 1})
        assert (await raw.bot.receive())["t"] == "GUILD_MEMBERS_CHUNK"
    await raw.bot.send(1, None)
    assert (await raw.bot.receive())["op"] == 11


async def test_new_connections_are_refused_for_a_while(raw: RawStage) -> None:
    with raw.discord.faults.gateway.refuse() as refusal:
        for _ in range(2):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await raw.bot.connect()
            assert refused.value.status == 503
    assert refusal.hits == 2
    await raw.bot.ready()


async def test_an_event_is_repeated_under_its_own_number(raw: RawStage) -> None:
    await raw.alice.dm("hello")
    await raw.bot.event("MESSAGE_CREATE")
    seen = raw.bot.sequence
    raw.discord.faults.gateway.repeat("MESSAGE_CREATE", times=2)
    for _ in range(2):
        packet = await raw.bot.receive()
        assert (packet["s"], packet["d"]["content"]) == (seen, "hello")
    with pytest.raises(NothingHappened):
        raw.discord.faults.gateway.repeat("INTERACTION_CREATE")


async def test_events_that_are_withheld_come_late_and_the_last_first(raw: RawStage) -> None:
    with raw.discord.faults.gateway.withheld("MESSAGE_CREATE"):
        await raw.alice.dm("one")
        await raw.alice.dm("two")
        raw.guild.add_channel("new")
        assert (await raw.bot.receive())["t"] == "CHANNEL_CREATE"
    assert [(await raw.bot.receive())["d"]["content"] for _ in range(2)] == ["two", "one"]


async def test_a_fault_can_meet_one_shard_alone() -> None:
    async with Playground() as playground, RawBot(playground) as first, RawBot(playground) as second:
        await first.ready(shard=(0, 2))
        await second.ready(shard=(1, 2))
        playground.faults.gateway.drop(shard=1)
        assert await second.closed_with() == 4000
        assert await first.told("READY")


# --- the pace of identifying ---


async def started(playground: Playground, bot: RawBot, shard: tuple[int, int]) -> int:
    """The opcode that identifying is answered with."""
    await bot.identify(USUAL, shard)
    op: int = (await bot.receive())["op"]
    return op


async def test_two_shards_of_a_bucket_may_not_identify_within_five_seconds() -> None:
    clock = Clock()
    rules = Rules(identify_every=5.0)
    async with Playground(clock=clock, rules=rules) as playground, RawBot(playground) as one, RawBot(playground) as two:
        assert await started(playground, one, (0, 2)) == 0
        clock.advance(4.9)
        assert await started(playground, two, (1, 2)) == 9
        assert "shard 1 identifies too soon" in playground.violations[0].what
        clock.advance(0.2)
        assert await started(playground, two, (1, 2)) == 0
        assert len(playground.violations) == 1


async def test_shards_of_different_buckets_may_identify_at_once() -> None:
    rules = Rules(identify_every=5.0, max_concurrency=2)
    async with Playground(rules=rules) as playground, RawBot(playground) as one, RawBot(playground) as two:
        assert await started(playground, one, (0, 4)) == 0
        assert await started(playground, two, (1, 4)) == 0
        assert playground.violations == []
        assert await started(playground, two, (2, 4)) == 9


async def test_the_session_starts_that_are_left_are_told_and_then_used_up() -> None:
    clock = Clock()
    async with Playground(clock=clock, rules=Rules(session_starts=2)) as playground, RawBot(playground) as bot:
        for remaining in (2, 1):
            _, told = await bot.get("/gateway/bot")
            assert told["session_start_limit"]["remaining"] == remaining
            await bot.ready()
        clock.advance(3_600)
        _, told = await bot.get("/gateway/bot")
        assert told["session_start_limit"] == {
            "total": 2,
            "remaining": 0,
            "reset_after": 23 * 3_600_000,
            "max_concurrency": 1,
        }
        await bot.identify()
        assert await bot.closed_with() == 4004
        clock.advance(23 * 3_600)
        await bot.ready()
