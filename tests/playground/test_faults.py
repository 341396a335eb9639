"""Faults on demand: each does to requests what it says, and is over when it should be."""

import asyncio
import errno

import aiohttp
import pytest

from bot.playground import NothingHappened, Playground
from tests.playground.conftest import Clock, Connect, RawStage
from tests.playground.small_bot import SmallBot

pytestmark = pytest.mark.asyncio

ME = "GET /users/@me"
SENDING = "POST /channels/*/messages"


async def ask(raw: RawStage, path: str = "/users/@me") -> aiohttp.ClientResponse:
    async with raw.bot.browse(raw.discord.api_base + path) as response:
        await response.read()
        return response


async def test_a_rate_limit_of_a_bucket_says_for_how_long_in_every_way(raw: RawStage) -> None:
    raw.discord.faults.requests.rate_limit(ME, retry_after=1.5)
    limited = await ask(raw)
    assert limited.status == 429
    assert limited.headers["Retry-After"] == "2"
    assert limited.headers["X-RateLimit-Reset-After"] == "1.500"
    assert limited.headers["X-RateLimit-Remaining"] == "0"
    assert limited.headers["Via"]
    assert await limited.json() == {"message": "You are being rate limited.", "retry_after": 1.5, "global": False}
    assert (await ask(raw)).status == 200


async def test_the_global_rate_limit_names_no_bucket(raw: RawStage) -> None:
    raw.discord.faults.requests.rate_limit(everywhere=True)
    limited = await ask(raw)
    assert limited.headers["X-RateLimit-Global"] == "true"
    assert "X-RateLimit-Remaining" not in limited.headers
    assert (await limited.json())["global"] is True


async def test_an_error_of_discord_is_json_and_one_of_the_servers_before_it_a_page(raw: RawStage) -> None:
    faults = raw.discord.faults.requests
    faults.fail(ME, 500)
    assert await (await ask(raw)).json() == {"message": "500: Internal Server Error", "code": 0}
    for status in (429, 502, 503):
        faults.fail(ME, status)
        failed = await ask(raw)
        assert failed.status == status
        assert failed.content_type == "text/html"
        assert "Via" not in failed.headers


async def test_a_fault_lasts_as_often_as_it_was_told_or_until_it_is_lifted(raw: RawStage) -> None:
    twice = raw.discord.faults.requests.fail(ME, times=2)
    assert [(await ask(raw)).status for _ in range(3)] == [500, 500, 200]
    assert twice.hits == 2
    with raw.discord.faults.requests.fail(ME, times=None):
        assert [(await ask(raw)).status for _ in range(3)] == [500] * 3
    assert (await ask(raw)).status == 200


async def test_a_fault_meets_only_what_fits_its_pattern(raw: RawStage) -> None:
    raw.discord.faults.requests.fail(SENDING)
    assert (await ask(raw)).status == 200
    assert (await ask(raw, f"/channels/{raw.channel.id}")).status == 200


@pytest.mark.parametrize("carried_out", [False, True])
async def test_a_request_that_failed_was_carried_out_only_if_wanted(raw: RawStage, carried_out: bool) -> None:
    raw.discord.faults.requests.fail(SENDING, carried_out=carried_out)
    status, _ = await raw.bot.post(raw.messages, {"content": "hello"})
    assert status == 500
    assert len(raw.channel.messages) == int(carried_out)


async def test_a_slow_answer_comes_when_it_is_let_go(raw: RawStage) -> None:
    held = raw.discord.faults.requests.hold(SENDING)
    sending = asyncio.create_task(raw.bot.post(raw.messages, {"content": "hello"}))
    await held.met()
    assert not sending.done()
    assert not raw.channel.messages
    held.lift()
    assert (await sending)[0] == 200
    assert len(raw.channel.messages) == 1


async def test_waiting_for_a_fault_that_meets_nothing_ends(raw: RawStage) -> None:
    with pytest.raises(NothingHappened, match="to be met"):
        await raw.discord.faults.requests.fail(ME).met(seconds=0.01)


async def test_a_truncated_answer_ends_before_its_length(raw: RawStage) -> None:
    raw.discord.faults.requests.truncate(SENDING)
    with pytest.raises(aiohttp.ClientPayloadError):
        await raw.bot.post(raw.messages, {"content": "hello"})
    assert len(raw.channel.messages) == 1


@pytest.mark.parametrize("carried_out", [False, True])
async def test_a_connection_is_reset_before_the_answer(raw: RawStage, carried_out: bool) -> None:
    raw.discord.faults.requests.cut(SENDING, carried_out=carried_out)
    with pytest.raises(aiohttp.ClientOSError) as reset:
        await raw.bot.post(raw.messages, {"content": "hello"})
    assert reset.value.errno == errno.ECONNRESET
    assert len(raw.channel.messages) == int(carried_out)
    assert raw.discord.requests[-1].status == (200 if carried_out else 0)


async def test_who_was_not_told_that_it_worked_may_ask_again(raw: RawStage) -> None:
    interaction = raw.alice.start(raw.channel, "ping")
    raw.discord.faults.requests.fail("POST /interactions/*", carried_out=True)
    for expected in (500, 400):
        status, body = await raw.bot.callback(interaction, 4, {"content": "pong"})
        assert status == expected
    assert body["code"] == 40060
    assert raw.codes == []


async def test_a_nonce_that_is_enforced_is_sent_once(raw: RawStage) -> None:
    body = {"content": "hello", "nonce": "7", "enforce_nonce": True}
    (_, first), (_, second) = await raw.bot.post(raw.messages, body), await raw.bot.post(raw.messages, body)
    assert first["id"] == second["id"]
    await raw.bot.post(raw.messages, body | {"enforce_nonce": False})
    await raw.bot.post(raw.messages, body | {"nonce": "8"})
    assert len(raw.channel.messages) == 3


async def test_all_faults_are_lifted_at_once() -> None:
    async with Playground() as playground:
        held = playground.faults.requests.hold("GET /gateway")
        async with aiohttp.ClientSession() as session:
            asking = asyncio.create_task(session.get(playground.api_base + "/gateway"))
            await held.met()
            playground.faults.requests.fail(times=None)
            playground.faults.lift()
            assert (await asking).status == 200
            assert (await session.get(playground.api_base + "/gateway")).status == 200


async def test_the_real_client_waits_for_a_rate_limit_and_then_goes_on(connect: Connect) -> None:
    async with Playground() as playground:
        limited = playground.faults.requests.rate_limit("PUT /applications/*", retry_after=0.01, times=2)
        async with connect(playground, SmallBot(Clock())):
            assert limited.hits == 2
        assert playground.violations == []
