"""A line of the log: whose turn it was and under which reference, never what was typed, never a secret."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text

from bot.logs import log_to_stderr
from bot.receipts import Receipts
from bot.redacting import Redactor
from bot.settings import load_settings
from knowledge.answering import Desk
from knowledge.store import Store
from tests.bot.conftest import Stage
from tests.bot.test_errors import reference_in, without_a_sound_desk

TYPED = "how big is the market, says my aunt Xanthippe?"

Start = Callable[..., None]


@pytest.fixture
def start_log() -> Iterator[Start]:
    """Lets a test log to standard error, and puts logging back."""
    root, talkative = logging.getLogger(), [logging.getLogger(name) for name in ("discord", "aiosqlite", "alembic")]
    handlers, levels = root.handlers[:], [each.level for each in (root, *talkative)]
    yield log_to_stderr
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    for logger, level in zip((root, *talkative), levels, strict=True):
        logger.setLevel(level)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was logged, each line an object."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def the_failure(logged: list[dict[str, Any]]) -> dict[str, Any]:
    (line,) = [line for line in logged if "reference" in line]
    return line


async def test_a_line_of_json_names_the_turn_and_the_reference_that_the_person_sees(
    stage: Stage, start_log: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    start_log("INFO", "json")
    stage.responder = without_a_sound_desk(stage.responder)
    async with stage.with_bot():
        asked = await stage.alice.command(stage.channel, "anime overseas", year=2024)
    line = the_failure(lines(capsys))
    assert line["reference"] == reference_in(asked.response_message)
    assert line["reference"] in line["message"]
    assert (line["level"], line["logger"], line["command"]) == ("ERROR", "bot.client", "anime overseas")
    assert (line["guild"], line["channel"], line["shard"]) == (str(stage.guild.id), str(stage.channel.id), 0)
    assert line["interaction"] == str(asked.id)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["time"])
    assert "ZeroDivisionError" in line["trace"]


@pytest.mark.parametrize("form", ["text", "json"])
async def test_what_people_type_is_not_logged_not_even_to_find_faults(
    stage: Stage, start_log: Start, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    start_log("DEBUG", form)
    async with stage.with_bot():
        await stage.alice.command(stage.channel, "anime ask", question=TYPED)
        asked = await stage.alice.dm(TYPED)
        await stage.discord.next_message(stage.alice.dm_channel, after=asked)
    said = capsys.readouterr().err
    assert "has connected to Gateway" in said
    assert "Xanthippe" not in said


@pytest.mark.parametrize(
    ("broken", "says", "waiting"),
    [
        ("ALTER TABLE receipts RENAME TO gone", "the database can't be written: no such table: receipts", 1),
        (
            "CREATE TRIGGER strict BEFORE INSERT ON receipts BEGIN SELECT RAISE(ABORT, 'not this one'); END",
            "one of the receipts can't be written and is let go",
            0,
        ),
    ],
    ids=["away", "refused"],
)
async def test_receipts_that_can_t_be_written_are_reported_without_their_questions(
    database_url: str, desk: Desk, caplog: pytest.LogCaptureFixture, broken: str, says: str, waiting: int
) -> None:
    async with Store(database_url) as store:
        receipts = Receipts(store)
        async with store.writing() as connection:
            await connection.execute(text(broken))
        receipts.give(desk.ask(TYPED), place="1", question=TYPED)
        await receipts.write()
    assert says in caplog.text
    assert receipts.waiting == waiting
    assert "Xanthippe" not in caplog.text


@pytest.mark.parametrize(
    ("level", "said"), [("INFO", ["WARNING"]), ("ERROR", []), ("DEBUG", ["INFO", "WARNING"])], ids=str
)
def test_what_alembic_tells_at_every_start_is_logged_only_to_find_faults(
    start_log: Start, capsys: pytest.CaptureFixture[str], level: str, said: list[str]
) -> None:
    start_log(level, "json")
    log = logging.getLogger("alembic.runtime.plugins")
    log.info("setup plugin alembic.autogenerate.schemas")
    log.warning("a revision is present more than once")
    assert [line["level"] for line in lines(capsys)] == said


# --- secrets ---

TOKEN = "MTIz.abc-DEF_ghi"
PASSWORD = "s3cr3t/p@ss"
ADDRESS = "postgresql+asyncpg://bot:s3cr3t%2Fp%40ss@127.0.0.1:9/facts"


def provoked() -> None:
    """Errors that carry a secret, as libraries word them."""
    log = logging.getLogger("some.library")
    log.warning("login with %s failed", TOKEN)
    log.warning("We are being rate limited. POST /api/v10/interactions/12/aW50ZXJhY3Rpb24/callback responded with 429")
    log.warning("PATCH https://discord.com/api/v10/webhooks/12/aW50ZXJhY3Rpb24/messages/@original: 500")
    try:
        raise ConnectionError(f"can't connect to {ADDRESS} as bot with {PASSWORD!r}")
    except ConnectionError:
        log.exception("the database is away")


@pytest.mark.parametrize("form", ["text", "json"])
def test_secrets_are_taken_out_of_whatever_is_logged(
    start_log: Start, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    settings = load_settings(_env_file=None, discord_token=TOKEN, database_url=ADDRESS)
    start_log("DEBUG", form, Redactor.of(settings))
    provoked()
    said = capsys.readouterr().err
    for secret in (TOKEN, PASSWORD, "s3cr3t", "aW50ZXJhY3Rpb24"):
        assert secret not in said
    assert said.count("***") >= 5
    assert "ConnectionError" in said


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+asyncpg://bot:hunter22@h/facts",
        "postgresql+asyncpg://bot:hunter22@h:5432/facts?ssl=require",
        "postgresql+asyncpg://h/facts?user=bot&password=hunter22&ssl=require",
    ],
)
def test_a_password_is_found_wherever_an_address_can_hold_it(address: str) -> None:
    redact = Redactor.of(load_settings(_env_file=None, database_url=address))
    assert redact(f"can't reach {address}: hunter22 is wrong") == (
        f"can't reach {address.replace('hunter22', '***')}: *** is wrong"
    )


def test_words_stay_as_they_are_where_there_is_no_secret() -> None:
    assert Redactor.of(load_settings(_env_file=None))("a b /webhooks/x") == "a b /webhooks/x"
