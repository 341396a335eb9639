"""The gateway: who gets in, who is told what, and how a lost connection is taken up again."""

import asyncio
import json
import zlib

import aiohttp
import discord
import pytest

from bot.playground import Intent, Permission, Playground
from tests.playground.conftest import Clock, Connect, RawStage, Stage
from tests.playground.raw_bot import USUAL, RawBot
from tests.playground.small_bot import SmallBot

pytestmark = pytest.mark.asyncio


async def test_ready_says_all_that_clients_need(raw: RawStage) -> None:
    ready = raw.bot.events[0][1]
    assert ready["shard"] == [0, 1]
    assert ready["resume_gateway_url"] == raw.discord.world.gateway_url
    assert ready["guilds"] == [{"id": str(raw.guild.id), "unavailable": True}]
    assert ready["application"]["id"] == str(raw.discord.world.application.id)
    [guild] = await raw.bot.told("GUILD_CREATE")
    assert guild["name"] == "Anime Club"
    assert guild["unavailable"] is False
    assert [member["user"]["id"] for member in guild["members"]] == [str(raw.discord.bot_user.id)]
    assert [channel["name"] for channel in guild["channels"]] == ["general"]


@pytest.mark.parametrize(
    ("token", "intents", "shard", "code"),
    [
        ("wrong", USUAL, (0, 1), 4004),
        (None, USUAL, (1, 1), 4010),
        (None, 1 << 31, (0, 1), 4013),
        (None, USUAL | Intent.MESSAGE_CONTENT, (0, 1), 4014),
        (None, USUAL | Intent.GUILD_MEMBERS, (0, 1), 4014),
    ],
)
async def test_is_turned_away(token: str | None, intents: int, shard: tuple[int, int], code: int) -> None:
    async with Playground() as playground, RawBot(playground) as bot:
        await bot.identify(intents, shard, token)
        assert await bot.closed_with() == code
        assert [violation.code for violation in playground.violations] == [code]


async def test_the_message_content_intent_is_granted_once_it_is_switched_on() -> None:
    async with Playground(privileged_intents=Intent.MESSAGE_CONTENT) as playground, RawBot(playground) as bot:
        await bot.ready(USUAL | Intent.MESSAGE_CONTENT)
        _, application = await bot.get("/applications/@me")
        assert application["flags"] == 1 << 19


@pytest.mark.parametrize(
    ("op", "content", "code"), [(8, {}, 4003), (99, {}, 4003)], ids=["members before identifying", "nonsense"]
)
async def test_nothing_is_taken_before_identifying(op: int, content: object, code: int) -> None:
    async with Playground() as playground, RawBot(playground) as bot:
        await bot.connect()
        await bot.send(op, content)
        assert await bot.closed_with() == code


async def test_unknown_opcodes_second_identities_and_bad_frames_end_the_connection(raw: RawStage) -> None:
    await raw.bot.send(99, {})
    assert await raw.bot.closed_with() == 4001
    await raw.bot.ready()
    await raw.bot.send(2, {"token": raw.discord.token, "intents": 1})
    assert await raw.bot.closed_with() == 4005
    for frame in ("{oops", json.dumps({"op": 3, "d": "x" * 5000})):
        await raw.bot.ready()
        assert raw.bot.socket
        await raw.bot.socket.send_str(frame)
        assert await raw.bot.closed_with() == 4002


async def test_more_than_120_frames_a_minute_end_the_connection(raw: RawStage) -> None:
    for _ in range(121):
        await raw.bot.send(3, {"status": "online"})
    assert await raw.bot.closed_with() == 4008


async def test_content_is_withheld_without_the_intent(raw: RawStage) -> None:
    mention = raw.discord.bot_user.mention
    answered = await raw.bot.post(raw.messages, {"content": "own"})
    own = raw.channel.messages[int(answered[1]["id"])]
    await raw.alice.say(raw.channel, "among people")
    await raw.alice.say(raw.channel, f"{mention} to the bot")
    await raw.alice.reply(own, "a reply")
    await raw.alice.reply(own, "a reply without a ping", ping=False)
    await raw.alice.dm("in private")
    told = [each["content"] for each in await raw.bot.told("MESSAGE_CREATE")]
    assert told == ["own", "", f"{mention} to the bot", "a reply", "", "in private"]
    _, listed = await raw.bot.get(raw.messages)
    assert "among people" not in [each["content"] for each in listed]


async def test_content_is_told_with_the_intent() -> None:
    async with Playground(privileged_intents=Intent.MESSAGE_CONTENT) as playground, RawBot(playground) as bot:
        guild = playground.add_guild("Anime Club")
        channel = guild.add_channel("general")
        alice = playground.add_user("alice")
        guild.add_member(alice)
        await bot.ready(USUAL | Intent.MESSAGE_CONTENT)
        await alice.say(channel, "among people")
        told = await bot.event("MESSAGE_CREATE")
        assert told["content"] == "among people"
        assert told["guild_id"] == str(guild.id)
        assert "user" not in told["member"]


async def test_edits_and_deletions_are_told(raw: RawStage) -> None:
    message = await raw.alice.dm("one")
    await raw.alice.edit(message, "two")
    assert (await raw.bot.event("MESSAGE_UPDATE"))["content"] == "two"
    await raw.alice.delete(message)
    assert (await raw.bot.event("MESSAGE_DELETE"))["id"] == str(message.id)


async def test_a_bot_hears_nothing_of_channels_that_it_does_not_see(raw: RawStage) -> None:
    raw.channel.deny(raw.guild.everyone, Permission.VIEW_CHANNEL)
    raw.channel.deny(raw.discord.bot_user, Permission.VIEW_CHANNEL)
    raw.channel.allow(raw.alice, Permission.VIEW_CHANNEL)
    await raw.alice.say(raw.channel, f"{raw.discord.bot_user.mention} psst")
    assert await raw.bot.told("MESSAGE_CREATE") == []


async def test_events_follow_the_intents() -> None:
    async with Playground() as playground, RawBot(playground) as bot:
        guild = playground.add_guild("Anime Club")
        alice = playground.add_user("alice")
        guild.add_member(alice)
        await bot.ready(Intent.GUILDS)
        await alice.say(guild.add_channel("general"), f"{playground.bot_user.mention} hello")
        await alice.dm("hello")
        assert await bot.told("MESSAGE_CREATE") == []
        assert len(await bot.told("CHANNEL_CREATE")) == 1


async def test_guilds_come_and_go_while_it_runs(stage: Stage) -> None:
    await stage.bot.wait_until_ready()
    joined, left = asyncio.Event(), asyncio.Event()

    async def on_guild_join(guild: discord.Guild) -> None:
        joined.set()

    async def on_guild_remove(guild: discord.Guild) -> None:
        left.set()

    stage.bot.event(on_guild_join)
    stage.bot.event(on_guild_remove)
    guild = stage.discord.add_guild("New")
    async with asyncio.timeout(2):
        await joined.wait()
    stage.discord.remove_bot(guild)
    async with asyncio.timeout(2):
        await left.wait()
    assert stage.bot.get_guild(guild.id) is None


async def test_changed_permissions_reach_the_client(stage: Stage) -> None:
    stage.channel.deny(stage.guild.everyone, Permission.SEND_MESSAGES)
    stage.channel.deny(stage.discord.bot_user, Permission.EMBED_LINKS)
    await stage.alice.command(stage.channel, "year", year=2024)
    channel = stage.bot.get_channel(stage.channel.id)
    assert isinstance(channel, discord.TextChannel)
    assert not channel.permissions_for(channel.guild.me).embed_links
    assert not channel.permissions_for(channel.guild.default_role).send_messages


async def test_members_are_sent_when_they_are_asked_for(raw: RawStage) -> None:
    ask = {"guild_id": str(raw.guild.id), "limit": 10, "nonce": "n"}
    await raw.bot.send(8, ask | {"query": "ali"})
    chunk = await raw.bot.event("GUILD_MEMBERS_CHUNK")
    assert [member["user"]["username"] for member in chunk["members"]] == ["alice"]
    assert chunk["nonce"] == "n"
    await raw.bot.send(8, ask | {"user_ids": [str(raw.alice.id), "1"]})
    chunk = await raw.bot.event("GUILD_MEMBERS_CHUNK")
    assert len(chunk["members"]) == 1
    assert chunk["not_found"] == ["1"]


async def test_all_members_need_the_intent(raw: RawStage) -> None:
    await raw.bot.send(8, {"guild_id": str(raw.guild.id), "query": "", "limit": 0})
    assert await raw.bot.told("GUILD_MEMBERS_CHUNK") == []
    assert raw.codes == [4014]


async def test_a_session_is_resumed_and_told_what_it_missed(raw: RawStage) -> None:
    assert raw.bot.socket
    seen = raw.bot.sequence
    await raw.bot.socket.close(code=4000)
    await raw.alice.dm("while you were away")
    await raw.bot.connect()
    await raw.bot.send(6, {"token": raw.discord.token, "session_id": raw.bot.session_id, "seq": seen})
    assert (await raw.bot.event("MESSAGE_CREATE"))["content"] == "while you were away"
    await raw.bot.event("RESUMED")
    await raw.alice.dm("and now")
    assert (await raw.bot.event("MESSAGE_CREATE"))["content"] == "and now"


@pytest.mark.parametrize(("session", "sequence"), [("unknown", 1), (None, 10_000), (None, None)])
async def test_what_cannot_be_resumed_is_told_to_identify_anew(
    raw: RawStage, session: str | None, sequence: int | None
) -> None:
    assert raw.bot.socket
    await raw.bot.socket.close(code=4000)
    await raw.bot.connect()
    await raw.bot.send(6, {"token": raw.discord.token, "session_id": session or raw.bot.session_id, "seq": sequence})
    packet = await raw.bot.receive()
    assert (packet["op"], packet["d"]) == (9, False)
    await raw.bot.send(2, {"token": raw.discord.token, "intents": int(USUAL)})
    await raw.bot.event("READY")


async def test_a_session_that_was_ended_properly_is_gone(raw: RawStage) -> None:
    assert raw.bot.socket
    await raw.bot.socket.close(code=1000)
    await raw.bot.connect()
    await raw.bot.send(6, {"token": raw.discord.token, "session_id": raw.bot.session_id, "seq": 1})
    assert (await raw.bot.receive())["op"] == 9


async def test_the_real_client_resumes_after_a_lost_connection(stage: Stage) -> None:
    stage.discord.drop_connections()
    await stage.discord.lost()
    await stage.alice.dm("missed?")
    answer = await stage.discord.next_message(stage.alice.dm_channel)
    assert answer.content == "In private: missed?"
    assert stage.bot.resumed == 1
    assert len(stage.discord.gateway.sessions) == 1


async def test_guilds_are_shared_out_among_shards_and_direct_messages_go_to_the_first(connect: Connect) -> None:
    async with Playground(shards=2) as playground:
        even = playground.add_guild("Even", guild_id=2 << 22)
        odd = playground.add_guild("Odd", guild_id=3 << 22)
        alice = playground.add_user("alice")
        bot = SmallBot(Clock())
        for guild in (even, odd):
            guild.add_member(alice)
        async with connect(playground, bot):
            await playground.ready(even)
            await playground.ready(odd)
            shards = {session.shard_id: session for session in playground.gateway.sessions.values()}
            assert sorted(shards) == [0, 1]
            for guild in (even, odd):
                channel = guild.add_channel("general")
                await alice.command(channel, "year", year=2024)
                found = bot.get_guild(guild.id)
                assert found is not None
                assert found.shard_id == (guild.id >> 22) % 2
            before = [shards[0].sequence, shards[1].sequence]
            await alice.dm("hello")
            assert [shards[0].sequence, shards[1].sequence] == [before[0] + 1, before[1]]


async def test_frames_are_compressed_for_those_who_ask_for_zlib(raw: RawStage) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(raw.discord.world.gateway_url + "?v=10&compress=zlib-stream")
        inflate = zlib.decompressobj()
        await socket.send_json({"op": 1, "d": None})
        packets = [json.loads(inflate.decompress(await socket.receive_bytes())) for _ in range(2)]
        assert [packet["op"] for packet in packets] == [10, 11]
        await socket.close()


async def test_other_compressions_are_answered_in_plain_text(raw: RawStage) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(raw.discord.world.gateway_url + "?v=10&compress=zstd-stream")
        assert (await socket.receive_json())["op"] == 10
        await socket.close()
