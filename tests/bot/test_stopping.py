"""Told to stop in the middle of something: what was acknowledged is finished, the process ends well and in time."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot import client
from bot.playground import Channel, Guild, Message, Permission, Person, Playground
from knowledge.model import Catalogue
from knowledge.store import Store
from knowledge.store.revisions import Revisions
from tests.bot.conftest import Stage, moderating
from tests.bot.moderating import ADD
from tests.bot.test_connecting import ROOT, start_process

GONE = 10
"""Seconds within which the process is to be gone."""


@contextlib.asynccontextmanager
async def bot_process(folder: Path, discord: Playground) -> AsyncIterator[subprocess.Popen[str]]:
    """The bot in a process of its own, connected; killed at the end where it is still there."""
    process = start_process(folder, LOG_LEVEL="INFO", DISCORD_TOKEN=discord.token, DISCORD_API_BASE=discord.api_base)
    try:
        yield process
    finally:
        process.kill()
        await asyncio.to_thread(process.wait)
        if process.stderr:
            process.stderr.close()


async def ended(process: subprocess.Popen[str]) -> int:
    return await asyncio.to_thread(process.wait, GONE)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def settled_world(discord: Playground) -> tuple[Guild, Channel, Person]:
    """A server with a channel, and alice, who may moderate it."""
    guild = discord.add_guild("Anime Club")
    channel, alice = guild.add_channel("general"), discord.add_user("alice")
    guild.add_member(alice)
    guild.give_role(alice, guild.add_role("Moderator", int(Permission.MANAGE_GUILD)))
    return guild, channel, alice


async def test_a_save_and_a_chart_under_way_are_finished_first(tmp_path: Path) -> None:
    async with Playground(patience=30) as discord:
        guild, channel, alice = settled_world(discord)
        async with bot_process(tmp_path, discord) as process:
            await discord.ready(guild)
            shown = (await alice.command(channel, "figures add", **ADD)).answer
            before = shown.text
            drawn = (await alice.command(channel, "anime overseas", year=2024)).answer
            database = tmp_path / "anime-market-bot.sqlite3"
            with locked(database) as other:
                await alice.click(shown, "Save")
                await alice.click(drawn, "Chart")
                process.send_signal(signal.SIGTERM)
                await discord.next_edit(drawn)
                assert process.poll() is None
                other.execute("ROLLBACK")
            await asyncio.wait_for(until_changed(discord, shown, before), GONE)
            assert await ended(process) == 0
        assert "Saved" in shown.text
        assert discord.violations == []
    async with Store(f"sqlite+aiosqlite:///{database}") as store:
        assert [each.number for each in await Revisions(store).current(str(guild.id))] == [1]


async def until_changed(discord: Playground, message: Message, before: str) -> None:
    while message.text == before:
        await discord.next_edit(message)


def children(process: subprocess.Popen[str]) -> list[Path]:
    """The processes that a process started, where the machine says so."""
    said = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [Path(f"/proc/{number}") for number in said.read_text().split()] if said.exists() else []


async def test_a_second_signal_ends_it_at_once_and_leaves_nobody_behind(tmp_path: Path) -> None:
    async with Playground(patience=30) as discord:
        guild, channel, alice = settled_world(discord)
        async with bot_process(tmp_path, discord) as process:
            await discord.ready(guild)
            shown = (await alice.command(channel, "figures add", **ADD)).answer
            with locked(tmp_path / "anime-market-bot.sqlite3"):
                await alice.click(shown, "Save")
                painting = children(process)
                process.send_signal(signal.SIGINT)
                assert "told to stop" in await line_with(process, "told to stop")
                process.send_signal(signal.SIGINT)
                assert await ended(process) == 128 + signal.SIGINT
            async with asyncio.timeout(GONE):
                while any(each.exists() for each in painting):  # noqa: ASYNC110
                    await asyncio.sleep(0.02)


async def line_with(process: subprocess.Popen[str], words: str) -> str:
    assert process.stderr is not None
    while words not in (line := await asyncio.to_thread(process.stderr.readline)):
        assert line
    return line


async def test_it_stops_while_it_looks_for_a_gateway_that_is_gone(tmp_path: Path) -> None:
    async with Playground(patience=30) as discord, bot_process(tmp_path, discord) as process:
        await discord.ready()
        await discord.__aexit__(None, None, None)
        await line_with(process, "Attempting a reconnect")
        process.send_signal(signal.SIGTERM)
        assert await ended(process) == 0


async def test_it_stops_before_it_is_ready(tmp_path: Path) -> None:
    """Discord takes the connection and says nothing."""
    reached = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.set()
        await reader.read()  # until it hangs up
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    process = start_process(tmp_path, DISCORD_TOKEN="x", DISCORD_API_BASE=f"http://127.0.0.1:{port}")
    try:
        await asyncio.wait_for(reached.wait(), 30)
        process.send_signal(signal.SIGTERM)
        assert await ended(process) == 0
        assert "Traceback" not in (await asyncio.to_thread(process.communicate))[1]
    finally:
        process.kill()
        server.close()
        await server.wait_closed()


async def test_a_command_under_way_is_finished_first(stage: Stage, catalogue: Catalogue) -> None:
    path = Path(stage.settings.database_url.partition(":///")[2])
    async with moderating(stage, catalogue) as bot:
        with locked(path) as other:
            under_way = stage.alice.start(stage.channel, "figures add", **ADD)
            await under_way.until(lambda one: one.deferred, GONE)
            closing = asyncio.create_task(bot.close())
            await asyncio.sleep(0.05)
            assert not closing.done()
            other.execute("ROLLBACK")
            await closing
        assert "Save" in under_way.answer.buttons


# --- whatever hangs ---

HANGS = """
import asyncio, threading, time
from bot import stopping
stopping.GONE_WITHIN = 0.2

async def work(stop):
    stop.serving = True
    print("ready", flush=True)
    await asyncio.to_thread(time.sleep, 60)

async def main():
    with stopping.Stopping() as stop:
        await stop.until_told(work(stop))

asyncio.run(main())
"""


def test_what_hangs_for_good_does_not_keep_the_process() -> None:
    process = subprocess.Popen([sys.executable, "-c", HANGS], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGTERM)
    assert process.wait(GONE) == 0
    process.stdout.close()


async def test_a_bot_that_stops_takes_nothing_new_and_gives_up_on_what_takes_too_long(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(client, "FINISH_WITHIN", 0.05)
    async with stage.with_bot() as bot:
        with bot.pending:
            closing = asyncio.create_task(bot.close())
            await asyncio.sleep(0)
            unheard = stage.alice.start(stage.channel, "anime overseas", year=2024)
            await closing
        assert not unheard.settled
    assert "answers still under way" in caplog.text
