"""What a process tells at its port: whether it is ready, and what it counted, over real HTTP."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text

from bot.client import AnimeBot
from bot.failures import CannotStart
from bot.limits import Act, Allowance, Limits, Rate
from bot.operating.looking import Parts
from bot.operating.meters import Meters
from bot.operating.port import open_port
from bot.operating.turns import Turn
from bot.receipts import Receipts
from knowledge.model import Catalogue
from knowledge.store import Store
from knowledge.store.revisions import EVERYWHERE
from tests.bot.conftest import Stage, moderating
from tests.bot.moderating import added
from tests.bot.test_connecting import start_process
from tests.bot.test_errors import without_a_sound_desk


class Watched(Meters):
    """Tells a test when a turn is over."""

    def __init__(self) -> None:
        super().__init__()
        self.over: asyncio.Queue[Turn] = asyncio.Queue()

    def finished(self, turn: Turn) -> None:
        super().finished(turn)
        self.over.put_nowait(turn)


@dataclass
class Operated:
    """The stage with meters, and what its port says."""

    stage: Stage
    meters: Watched
    bot: AnimeBot
    store: Store
    address: str
    session: aiohttp.ClientSession = field(repr=False)

    async def health(self) -> tuple[int, dict[str, Any]]:
        async with self.session.get(f"{self.address}/healthz") as answer:
            return answer.status, await answer.json()

    async def metric(self, line: str) -> float | None:
        """The number of a sample, by its name with its labels."""
        async with self.session.get(f"{self.address}/metrics") as answer:
            assert answer.content_type == "text/plain"
            found = re.search(rf"^{re.escape(line)} (\S+)$", await answer.text(), re.MULTILINE)
        return float(found[1]) if found else None


@asynccontextmanager
async def operating(stage: Stage, bot: AnimeBot, meters: Watched) -> AsyncIterator[Operated]:
    async with Store(stage.settings.database_url) as store, aiohttp.ClientSession() as session:
        parts = Parts(bot, store, bot.holdings, Receipts(store))
        async with open_port("127.0.0.1", 0, meters, parts) as address:
            yield Operated(stage, meters, bot, store, address, session)


@pytest.fixture
async def operated(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Operated]:
    """The bot with a port; without the two seconds for which discord.py waits for more servers before it is ready."""
    begin = AnimeBot.setup_hook

    async def at_once(bot: AnimeBot) -> None:
        bot._connection.guild_ready_timeout = 0.0
        await begin(bot)

    monkeypatch.setattr(AnimeBot, "setup_hook", at_once)
    stage.meters = meters = Watched()
    async with stage.with_bot() as bot, operating(stage, bot, meters) as operated:
        yield operated


# --- ready or not ---


async def test_a_bot_that_answers_is_ready(operated: Operated) -> None:
    await operated.bot.wait_until_ready()
    assert await operated.health() == (200, {"ready": True, "gateway": "ok", "store": "ok", "snapshot": "ok"})


async def test_a_bot_that_never_connected_is_not_ready(stage: Stage) -> None:
    meters = Watched()
    async with Store(stage.settings.database_url) as store:
        bot = AnimeBot(stage.settings, stage.responder, store, meters=meters)
        async with operating(stage, bot, meters) as operated:
            status, said = await operated.health()
    assert (status, said["gateway"], said["store"]) == (503, "not ready yet", "ok")


async def test_a_lost_shard_is_named(operated: Operated) -> None:
    await operated.bot.wait_until_ready()
    await operated.bot.shards[0].disconnect()
    status, said = await operated.health()
    assert (status, said["gateway"]) == (503, "not connected: shards 0")
    assert await operated.metric('bot_shard_up{shard="0"}') == 0


async def test_a_database_that_fails_is_told(operated: Operated) -> None:
    async with operated.store.writing() as connection:
        await connection.execute(text("ALTER TABLE meta RENAME TO gone"))
    status, said = await operated.health()
    assert (status, said["ready"]) == (503, False)
    assert said["store"] == "failed: OperationalError, see the log"
    assert said["snapshot"] == "the database does not answer"


async def test_a_change_that_can_t_be_loaded_is_told(stage: Stage, catalogue: Catalogue) -> None:
    stage.meters = meters = Watched()
    async with moderating(stage, catalogue), Store(stage.settings.database_url) as store:
        bot = AnimeBot(stage.settings, stage.responder, store)
        async with operating(stage, bot, meters) as operated:
            async with store.writing() as connection:
                await connection.execute(text("ALTER TABLE revisions RENAME TO gone"))
            bot.holdings.changed(EVERYWHERE)
            _, said = await operated.health()
            assert (said["store"], said["snapshot"]) == ("ok", "the last change could not be loaded")
            assert await operated.metric("bot_snapshots_stale") == 1


async def test_a_port_that_is_taken_stops_the_start_with_one_line(operated: Operated) -> None:
    port = int(operated.address.rpartition(":")[2])
    parts = Parts(operated.bot, operated.store, operated.bot.holdings, Receipts(operated.store))
    with pytest.raises(CannotStart, match=rf"METRICS_PORT: 127\.0\.0\.1:{port} can't be had"):
        async with open_port("127.0.0.1", port, Meters(), parts):
            pass


# --- what is counted ---


async def counted(operated: Operated, turn: str, times: int = 1) -> None:
    await operated.meters.over.get()
    assert await operated.metric(f"bot_turns_total{turn}") == times


async def test_commands_are_counted_by_what_came_of_them(operated: Operated) -> None:
    stage = operated.stage
    await stage.alice.command(stage.channel, "anime overseas", year=2024)
    await counted(operated, '{kind="command",outcome="answered",reason=""}')
    await stage.alice.command(stage.channel, "anime overseas", year=1987)
    await counted(operated, '{kind="command",outcome="declined",reason="not_held"}')
    await stage.alice.command(stage.channel, "anime ask", question="how big was the market in 2024?")
    answered = await operated.meters.over.get()
    assert answered.outcome in ("answered", "clarify")
    await stage.alice.command(stage.channel, "anime receipt", id="zzzzzzz")
    await counted(operated, '{kind="command",outcome="refused",reason=""}')


async def test_who_asks_too_much_at_once_is_counted_as_refused_and_then_as_met_with_silence(stage: Stage) -> None:
    stage.meters = meters = Watched()
    limits = Limits(stage.clock, {Act.QUESTION: Allowance(Rate(1), Rate(0))})
    stage.responder = replace(stage.responder, limits=limits)
    turns: list[Turn] = []
    async with stage.with_bot():
        for _ in range(2):
            await stage.alice.command(stage.channel, "anime overseas", year=2024)
            turns.append(await meters.over.get())
        for _ in range(2):
            await stage.alice.dm("how big is the market?")
            turns.append(await meters.over.get())
    assert [(turn.kind, turn.outcome) for turn in turns] == [
        *[("command", "answered"), ("command", "refused")],
        *[("message", "refused"), ("message", "silent")],
    ]


async def test_times_are_measured_until_discord_has_them(operated: Operated) -> None:
    stage = operated.stage
    asked = await stage.alice.command(stage.channel, "anime overseas", year=2024)
    turn = await operated.meters.over.get()
    assert turn.acknowledged is not None
    assert turn.sent is not None
    assert turn.started < turn.acknowledged <= turn.sent
    assert await operated.metric('bot_acknowledge_seconds_count{kind="command"}') == 1
    assert await operated.metric('bot_answer_seconds_count{kind="command"}') == 1
    await stage.alice.click(asked.answer, "Sources")
    await counted(operated, '{kind="component",outcome="done",reason=""}')
    assert await operated.metric('bot_acknowledge_seconds_count{kind="component"}') == 1


async def test_questions_in_words_are_counted_and_their_words_are_nowhere(operated: Operated) -> None:
    stage = operated.stage
    asked = await stage.alice.dm("how big was the overseas market in 2024, Xanthippe?")
    await stage.discord.next_message(stage.alice.dm_channel, after=asked)
    turn = await operated.meters.over.get()
    assert (turn.kind, turn.outcome) == ("message", "answered")
    assert await operated.metric('bot_answer_seconds_count{kind="message"}') == 1
    everything = operated.meters.text().decode()
    assert "Xanthippe" not in everything
    assert str(stage.guild.id) not in everything
    assert str(stage.alice.id) not in everything


async def test_what_fails_is_counted_and_so_are_lines_of_the_log(stage: Stage) -> None:
    stage.meters = meters = Watched()
    stage.responder = without_a_sound_desk(stage.responder)
    async with stage.with_bot() as bot, operating(stage, bot, meters) as operated:
        await stage.alice.command(stage.channel, "anime overseas", year=2024)
        await counted(operated, '{kind="command",outcome="failed",reason=""}')
        assert await operated.metric('bot_log_lines_total{level="ERROR"}') == 1
        asked = await stage.alice.dm("how big is the market?")
        await stage.discord.next_message(stage.alice.dm_channel, after=asked)
        await counted(operated, '{kind="message",outcome="failed",reason=""}')


async def test_suggestions_are_counted(operated: Operated) -> None:
    stage = operated.stage
    await stage.alice.autocomplete(stage.channel, "anime overseas", focused="year")
    await counted(operated, '{kind="autocomplete",outcome="done",reason=""}')


async def test_moderators_writes_are_counted_by_kind(stage: Stage, catalogue: Catalogue) -> None:
    stage.meters = Watched()
    async with moderating(stage, catalogue):
        await added(stage)
        turns = [await stage.meters.over.get() for _ in range(2)]
    assert [turn.writes for turn in turns] == [[], ["figure"]]
    assert 'bot_moderator_writes_total{kind="figure"} 1.0' in stage.meters.text().decode()


async def test_the_process_and_its_parts_are_told(operated: Operated) -> None:
    await operated.bot.wait_until_ready()
    assert await operated.metric("bot_servers") == 1
    assert await operated.metric('bot_shard_up{shard="0"}') == 1
    assert await operated.metric("bot_receipts_waiting") == 0
    assert await operated.metric("bot_snapshots") == 1
    age, memory = (
        await operated.metric("bot_snapshot_age_seconds"),
        await operated.metric("process_resident_memory_bytes"),
    )
    assert age is not None
    assert age >= 0
    assert memory is not None
    assert memory > 10_000_000
    everything = operated.meters.text().decode()
    assert 'discord_py="2.7' in everything
    assert "bot_event_loop_lag_seconds_bucket" in everything


async def test_answers_of_the_api_are_counted_by_status(operated: Operated) -> None:
    assert await operated.metric('bot_discord_requests_total{status="200"}')


async def test_without_a_port_nothing_is_traced_or_counted(stage: Stage) -> None:
    async with stage.with_bot() as bot:
        assert bot.http.http_trace is None


async def test_a_process_with_a_port_tells_how_it_is_and_logs_nothing_but_json(
    stage: Stage, tmp_path: Path, unused_tcp_port_factory: Callable[[], int]
) -> None:
    port = unused_tcp_port_factory()
    process = start_process(
        tmp_path,
        DISCORD_TOKEN=stage.discord.token,
        DISCORD_API_BASE=stage.discord.api_base,
        METRICS_PORT=str(port),
        LOG_FORMAT="json",
    )
    try:
        stage.discord.patience = 30
        await stage.discord.ready(stage.guild)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/healthz") as answer:
                assert (await answer.json())["store"] == "ok"
            async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                assert 'bot_shard_up{shard="0"} 1.0' in await answer.text()
    finally:
        process.terminate()
        _, said = await asyncio.to_thread(process.communicate)
    assert process.returncode == 0
    assert {"time", "level", "logger", "message"} <= set.intersection(*(set(json.loads(x)) for x in said.splitlines()))
    assert stage.discord.token not in said


async def test_the_operator_s_page_explains_every_metric_and_no_other(operated: Operated) -> None:
    page = (Path(__file__).parents[3] / "docs" / "operating.md").read_text(encoding="utf-8")
    table = page.partition("| metric |")[2].partition("Alerts")[0]
    explained = set(re.findall(r"`(bot_\w+)", table))
    families = {
        family.name + {"counter": "_total", "info": "_info"}.get(family.type, "")
        for family in operated.meters.registry.collect()
        if family.name.startswith("bot_")
    }
    assert explained == families
