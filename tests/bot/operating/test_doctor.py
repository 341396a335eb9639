"""The doctor, against a Discord on this machine: each thing that can be wrong is found, with what to do."""

import asyncio
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.doctor import this_side
from bot.doctor.examining import examine
from bot.doctor.findings import Finding, as_json, healthy, show
from bot.playground import Intent, Permission
from bot.playground.world.starts import Starts
from bot.redacting import Redactor
from bot.settings import Settings
from bot.syncing import sent_key
from knowledge.store import Store
from knowledge.store.inspecting import condition_of
from tests.bot.conftest import Stage
from tests.databases import Postgres


@pytest.fixture
async def started(stage: Stage) -> Stage:
    """A bot that was started once and stopped again."""
    async with stage.with_bot():
        pass
    return stage


async def examined(stage: Stage, now: Callable[[], datetime] | None = None, **changed: Any) -> dict[str, Finding]:
    """The findings by what they are about; with settings that are changed so."""
    found = await examine(stage.settings.model_copy(update=changed), now)
    return {finding.about: finding for finding in found}


def only_wrong(found: dict[str, Finding]) -> Finding:
    """The one finding that is not right."""
    (finding,) = [each for each in found.values() if not each.ok]
    return finding


async def execute(stage: Stage, *statements: str) -> None:
    async with Store(stage.settings.database_url) as store, store.writing() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def test_where_all_is_right_every_line_says_so(started: Stage) -> None:
    found = await examined(started)
    assert [each for each in found.values() if not each.ok] == []
    assert list(found) == [
        *("settings", "versions", "database", "schema", "disk"),
        *("api", "clock", "token", "intents", "servers", "commands", "shards"),
    ]
    assert found["servers"].says == "1, with all permissions in each"
    assert found["shards"].says == "1 in this process, 1 in all; Discord advises 1"


async def kept(stage: Stage) -> dict[str, str]:
    """What the store keeps by key."""
    async with Store(stage.settings.database_url) as store, store.reading() as connection:
        rows = await connection.execute(text("SELECT key, value FROM meta"))
        return {row.key: row.value for row in rows}


async def test_an_examination_leaves_no_trace(started: Stage) -> None:
    world, before, requests = started.discord.world, await kept(started), len(started.discord.requests)
    starts = world.starts.remaining
    await examined(started)
    asked = list(started.discord.requests)[requests:]
    assert {request.method for request in asked} == {"GET"}
    assert sent_key(world.application.id, started.discord.api_base) in before
    assert await kept(started) == before
    assert world.starts.remaining == starts


# --- this machine ---


async def test_a_missing_database_is_not_made_but_said(stage: Stage, tmp_path: Path) -> None:
    found = await examined(stage)
    assert (found["database"].ok, found["database"].do) == (False, "start the bot once: it makes what it needs")
    assert "bot.sqlite3 is not there yet" in found["database"].says
    assert os.listdir(tmp_path) == []


async def test_a_missing_database_in_a_folder_that_can_t_be_written_to_is_said(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o555)
    if os.access(folder, os.W_OK):  # an administrator may write anywhere but here
        folder = Path("/proc")
    found = (await examined(stage, database_url=f"sqlite+aiosqlite:///{folder}/bot.sqlite3"))["database"]
    assert found.ok is False
    assert f"the folder {folder} can't be written to" in found.says
    assert found.do == "let the bot's user write to that folder, or name a file elsewhere in DATABASE_URL"


async def test_a_missing_folder_is_said(started: Stage, tmp_path: Path) -> None:
    found = await examined(started, database_url=f"sqlite+aiosqlite:///{tmp_path}/nowhere/bot.sqlite3")
    assert "there is no such folder" in found["database"].says
    assert found["disk"].ok is False


async def test_a_file_that_is_no_database_is_said(started: Stage, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, " * 100)
    found = await examined(started, database_url=f"sqlite+aiosqlite:///{tmp_path}/notes.txt")
    assert found["database"].says == "can't be opened: file is not a database"


async def test_a_database_that_can_t_be_written_to_is_said(started: Stage) -> None:
    await execute(
        started, "CREATE TRIGGER full BEFORE INSERT ON meta BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    finding = only_wrong(await examined(started))
    assert (finding.about, finding.says) == ("database", "can't be written to: database or disk is full")


@pytest.mark.parametrize(
    ("revision", "says"),
    [("first", "of an earlier release (first)"), ("next_year", "made by a newer release (next_year)")],
)
async def test_a_schema_of_another_release_is_said(started: Stage, revision: str, says: str) -> None:
    await execute(started, f"UPDATE alembic_version SET version_num = '{revision}'")
    finding = only_wrong(await examined(started))
    assert (finding.about, finding.says) == ("schema", says)


async def test_a_disk_that_is_nearly_full_is_said(started: Stage) -> None:
    url = started.settings.database_url
    *_, disk = [finding async for finding in this_side.database(url, enough=10**18)]
    assert disk.ok is False
    assert disk.says.endswith("MB free beside the database")


def test_a_library_that_does_not_fit_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this_side, "requires", lambda _: ["discord.py>=9", "no-such-thing", "torch; extra == 'x'"])
    finding = this_side.versions()
    assert finding.ok is False
    assert finding.says.startswith("not what the release needs: discord.py 2.7")
    assert finding.says.endswith(", no-such-thing is missing")


async def test_a_database_on_postgresql_is_examined(postgres: Postgres) -> None:
    async with postgres.database() as url:
        assert (await condition_of(url)).revision is None
        async with Store(url):
            pass
        found = await condition_of(url)
    assert (found.up_to_date, found.unwritable) == (True, None)


# --- Discord's side ---


async def test_a_refused_token_is_said_and_nothing_more_is_asked(started: Stage) -> None:
    found = await examined(started, discord_token=Settings(discord_token="another.token").discord_token)
    assert (found["token"].ok, found["token"].says) == (False, "DISCORD_TOKEN is refused")
    assert "reset it at" in found["token"].do
    assert found["clock"].ok
    assert [found[about].ok for about in ("intents", "servers", "commands", "shards")] == [None] * 4
    started.discord.violations.clear()  # the refusal itself


async def test_without_a_token_nothing_is_asked(started: Stage) -> None:
    before = len(started.discord.requests)
    found = await examined(started, discord_token=None)
    assert (found["token"].ok, found["token"].says) == (False, "DISCORD_TOKEN is not set")
    assert found["api"].ok is None
    assert len(started.discord.requests) == before


async def test_an_api_that_can_t_be_reached_is_said(started: Stage) -> None:
    found = await examined(started, discord_api_base="http://127.0.0.1:9/api/v10")
    assert found["database"].ok
    assert found["api"].ok is False
    assert found["api"].says.startswith("http://127.0.0.1:9/api/v10 can't be reached")


async def test_an_address_without_an_api_is_said_to_be_wrong_and_not_the_token(started: Stage) -> None:
    found = await examined(started, discord_api_base=f"{started.discord.address}/nowhere")
    assert (found["api"].ok, found["api"].do) == (False, "check DISCORD_API_BASE, which ends in /api/v10")
    assert "answers 404" in found["api"].says
    assert [found[about].ok for about in ("token", "intents", "servers", "commands", "shards")] == [None] * 5
    started.discord.violations.clear()  # the refusal itself


async def test_an_intent_that_is_not_granted_is_said(started: Stage) -> None:
    finding = only_wrong(await examined(started, message_content=True))
    assert finding.about == "intents"
    assert "switch on Message Content Intent" in finding.do
    world = started.discord.world
    world.application = replace(world.application, privileged_intents=int(Intent.MESSAGE_CONTENT))
    assert healthy((await examined(started, message_content=True)).values())


async def test_a_server_in_which_a_permission_is_missing_is_named(started: Stage) -> None:
    club = started.discord.add_guild("Quiet", with_bot=False)
    everyone = club.roles[club.id]
    everyone.permissions = everyone.permissions & ~Permission.EMBED_LINKS
    started.discord.invite_bot(club, permissions=0)
    finding = only_wrong(await examined(started))
    assert (finding.about, finding.says) == ("servers", f"1 of 2: Quiet ({club.id}) lacks embed links")


async def test_commands_that_are_not_registered_are_said(started: Stage) -> None:
    commands = started.discord.world.commands.of(None)
    gone = next(id for id, command in commands.items() if command["name"] == "privacy")
    del commands[gone]
    finding = only_wrong(await examined(started))
    assert (finding.about, finding.says) == ("commands", "not registered: privacy")


async def test_commands_that_changed_since_they_were_sent_are_said(started: Stage) -> None:
    key = sent_key(started.discord.world.application.id, started.discord.api_base)
    async with Store(started.settings.database_url) as store:
        await store.put(key, "others")
    finding = only_wrong(await examined(started))
    assert (finding.about, finding.says) == ("commands", "they changed since they were last sent")


async def test_too_few_shards_are_said(started: Stage) -> None:
    started.discord.world.shards = 3
    finding = only_wrong(await examined(started, shard_count=2))
    assert (finding.about, finding.says) == ("shards", "SHARD_COUNT=2, but Discord advises 3")
    assert "SHARD_COUNT=3" in finding.do


async def test_too_few_starts_are_said(started: Stage) -> None:
    started.discord.world.starts = starts = Starts(started.pace.clock, total=1_000, at_once=1, every=5.0)
    starts.take(0)
    started.pace.now += 20 * 60 * 60  # four hours are left of the day
    finding = only_wrong(await examined(started, shard_count=1_000))
    assert (finding.says, finding.do) == ("999 starts left, 1000 needed", "wait 240 minutes")
    started.pace.now += 4 * 60 * 60
    assert healthy((await examined(started, shard_count=1_000)).values())


@pytest.mark.parametrize(("seconds", "says"), [(90, "seconds ahead of the API's"), (-90, "seconds behind the API's")])
async def test_a_clock_that_is_wrong_is_said(started: Stage, seconds: int, says: str) -> None:
    finding = only_wrong(await examined(started, lambda: datetime.now(UTC) + timedelta(seconds=seconds)))
    assert finding.about == "clock"
    assert says in finding.says


# --- how it is said ---


def test_a_finding_is_a_line_with_what_to_do_below() -> None:
    said: list[str] = []
    show([Finding("disk", False, "is full", "make room"), Finding("token", True, "accepted")], Redactor(), said.append)
    assert said == ["wrong disk: is full", "      -> make room", "ok    token: accepted"]


def test_no_secret_is_said() -> None:
    """Whatever a library may put into its errors."""
    settings = Settings(discord_token="abc.DEF.ghi", database_url='postgresql+asyncpg://bot:hun"ter22@h/facts')
    redact = Redactor.of(settings)
    findings: Sequence[Finding] = [
        Finding("x", False, f"{settings.database_url} refuses " + 'hun"ter22', "not abc.DEF.ghi")
    ]
    said: list[str] = []
    show(findings, redact, said.append)
    for whole in ("".join(said), as_json(findings, redact)):
        assert "ter22" not in whole
        assert "abc.DEF.ghi" not in whole


async def command_line(stage: Stage, *options: str, **environment: str) -> Result:
    """The command with settings for a stage, in a thread of its own as it brings its own event loop."""
    clean: dict[str, str | None] = {name.upper(): None for name in Settings.model_fields}
    given = {"DISCORD_TOKEN": stage.discord.token, "DISCORD_API_BASE": stage.discord.api_base}
    chosen = clean | given | {"DATABASE_URL": stage.settings.database_url} | environment
    return await asyncio.to_thread(lambda: CliRunner().invoke(app, ["doctor", *options], env=chosen))


async def test_the_command_ends_well_only_when_all_is_right(started: Stage) -> None:
    well = await command_line(started, "--json")
    assert well.exit_code == 0, well.output
    assert json.loads(well.stdout)["ok"] is True
    away = "postgresql+asyncpg://bot:hunter22@127.0.0.1:9/facts"
    ill = await command_line(started, DISCORD_TOKEN="wrong.secret.token", DATABASE_URL=away)
    assert ill.exit_code == 1
    assert "wrong database: can't be opened" in ill.stdout
    assert "wrong token: DISCORD_TOKEN is refused" in ill.stdout
    for secret in ("hunter22", "wrong.secret.token"):
        assert secret not in ill.output
    started.discord.violations.clear()  # the refusal itself


async def test_settings_that_can_t_be_read_are_findings_too(stage: Stage) -> None:
    ill = await command_line(stage, SHARD_COUNT="many", DATABASE_URL="postgresql+asyncpg://b:p@hunter22@h/x")
    assert ill.exit_code == 2
    assert "wrong settings: SHARD_COUNT (it is 'many')" in ill.stdout
    assert "wrong settings: DATABASE_URL: can't be read" in ill.stdout
    assert "hunter22" not in ill.output


async def test_a_token_that_can_t_be_sent_is_a_finding_without_the_token(stage: Stage) -> None:
    ill = await command_line(stage, DISCORD_TOKEN="Bot hunter22")
    assert ill.exit_code == 2
    assert "wrong settings: DISCORD_TOKEN: must be the token alone" in ill.stdout
    assert "hunter22" not in ill.output
