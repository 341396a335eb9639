"""How the bot starts, connects and comes back; and what it says when it can't."""

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.failures import CannotStart, SettingsWrong
from bot.playground import Playground
from bot.running import run
from bot.settings import Settings, load_settings
from bot.syncing import sent_key
from knowledge.store import Store
from tests.bot.conftest import Stage

ROOT = Path(__file__).parent.parent.parent


async def answers(stage: Stage) -> bool:
    await stage.discord.ready(stage.guild)
    asked = await stage.alice.command(stage.channel, "anime overseas", year=2024)
    return asked.response_message is not None


async def until_lost(stage: Stage) -> None:
    """Until the server has seen the client go."""
    await stage.discord.world.feed.until(
        lambda: None if stage.discord.gateway.serves(None) else True, seconds=5, waiting_for="the bot to be gone"
    )


# --- the gateway is the one that the API names ---


async def test_a_shard_count_does_not_lead_to_another_gateway(stage: Stage) -> None:
    settings = stage.settings.model_copy(update={"shard_count": 1})
    async with stage.with_bot(settings):
        assert await answers(stage)
    assert any(request.path.endswith("/gateway/bot") for request in stage.discord.requests)


async def test_only_the_shards_of_this_process_are_started(stage: Stage) -> None:
    mine = (stage.guild.id >> 22) % 2
    settings = stage.settings.model_copy(update={"shard_count": 2, "shard_ids": (mine,)})
    async with stage.with_bot(settings) as bot:
        assert await answers(stage)
        assert list(bot.shards) == [mine]


async def test_a_dropped_connection_is_resumed(served: Stage) -> None:
    served.discord.drop_connections()
    await until_lost(served)
    assert await answers(served)


async def test_an_invalid_session_does_not_lead_to_another_gateway(served: Stage) -> None:
    served.discord.gateway.sessions.clear()
    served.discord.drop_connections()
    assert await answers(served)


async def test_a_plain_reconnect_does_not_lead_to_another_gateway(stage: Stage) -> None:
    async with stage.with_bot() as bot:
        shard = bot.get_shard(0)
        assert shard is not None
        await shard.reconnect()
        assert await answers(stage)


async def test_pictures_come_from_the_same_server(stage: Stage) -> None:
    async with stage.with_bot() as bot:
        assert bot.user is not None
        assert bot.user.display_avatar.url.startswith(stage.discord.cdn_base)


# --- commands are sent when they changed ---


def times_sent(stage: Stage) -> int:
    return sum(request.method == "PUT" and request.path.endswith("/commands") for request in stage.discord.requests)


async def test_commands_are_sent_once_and_not_again_at_a_restart(stage: Stage) -> None:
    for _ in range(2):
        async with stage.with_bot():
            pass
    assert times_sent(stage) == 1


async def test_commands_that_changed_are_sent_again(stage: Stage) -> None:
    async with stage.with_bot():
        pass
    async with Store(stage.settings.database_url) as store:
        await store.put(sent_key(stage.discord.world.application.id, stage.discord.api_base), "others")
    async with stage.with_bot():
        pass
    assert times_sent(stage) == 2


# --- what stops it is said in one line ---


@pytest.fixture
async def strict(discord_elsewhere: None) -> AsyncIterator[Playground]:
    """A Discord in which something is about to be refused."""
    async with Playground(patience=30) as playground:
        yield playground


def settings_for(playground: Playground, folder: Path, **changed: Any) -> Settings:
    given = {
        "discord_token": playground.token,
        "discord_api_base": playground.api_base,
        "database_url": f"sqlite+aiosqlite:///{folder}/bot.sqlite3",
    }
    return load_settings(_env_file=None, **(given | changed))


async def test_a_refused_token_is_said_as_a_wrong_setting_which_no_restart_mends(
    strict: Playground, tmp_path: Path
) -> None:
    with pytest.raises(SettingsWrong, match="DISCORD_TOKEN was refused by"):
        await run(settings_for(strict, tmp_path, discord_token="another"))


async def test_a_refused_intent_is_said_as_a_wrong_setting_which_no_restart_mends(
    strict: Playground, tmp_path: Path
) -> None:
    with pytest.raises(SettingsWrong, match=r"switch on Message Content Intent .* or set MESSAGE_CONTENT=false"):
        await run(settings_for(strict, tmp_path, message_content=True))


async def test_an_unreachable_database_is_said(strict: Playground, tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"nowhere.* can't be opened.*check DATABASE_URL"):
        await run(settings_for(strict, tmp_path, database_url=f"sqlite+aiosqlite:///{tmp_path}/nowhere/bot.sqlite3"))


async def test_a_file_that_is_no_database_is_said(strict: Playground, tmp_path: Path) -> None:
    (tmp_path / "bot.sqlite3").write_bytes(b"no database at all" * 1_000)
    with pytest.raises(CannotStart, match=r"bot\.sqlite3 can't be opened: file is not a database; check DATABASE_URL"):
        await run(settings_for(strict, tmp_path))


async def test_an_unreachable_discord_is_said(strict: Playground, tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match=r"127\.0\.0\.1:9/api/v10 can't be reached"):
        await run(settings_for(strict, tmp_path, discord_api_base="http://127.0.0.1:9/api/v10"))


def start_process(folder: Path, **environment: str) -> subprocess.Popen[str]:
    clean = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env=clean | {"PYTHONPATH": str(ROOT)} | environment,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("environment", "complaint", "status"),
    [
        ({}, "DISCORD_TOKEN is not set", 2),
        ({"SHARD_COUNT": "many"}, "SHARD_COUNT", 2),
        ({"DISCORD_TOKEN": "x\ny"}, "DISCORD_TOKEN: holds a blank", 2),
        ({"DISCORD_TOKEN": "x", "DISCORD_API_BASE": "http://127.0.0.1:9"}, "can't be reached", 1),
        ({"DISCORD_TOKEN": "x", "DATABASE_URL": "sqlite+aiosqlite:////no/where"}, "can't be opened", 1),
    ],
)
def test_the_process_ends_with_one_clear_line(
    tmp_path: Path, environment: dict[str, str], complaint: str, status: int
) -> None:
    process = start_process(tmp_path, LOG_LEVEL="WARNING", **environment)
    _, said = process.communicate(timeout=30)
    assert process.returncode == status
    assert complaint in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1


async def test_the_process_stops_when_told_to(strict: Playground, tmp_path: Path) -> None:
    process = start_process(tmp_path, LOG_LEVEL="WARNING", DISCORD_TOKEN=strict.token, DISCORD_API_BASE=strict.api_base)
    try:
        await strict.ready()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    finally:
        process.kill()
        process.communicate()
