"""The database goes and comes back under the running bot: answers go on, nothing is said to be saved that is not, and
what was typed is given back.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import pytest

from bot import behind, holdings
from bot.behind import AT_ONCE, WAITING_AT_MOST, Behind
from bot.holdings import Holdings
from bot.playground import Message
from bot.receipts import Receipts
from knowledge.answering import Desk
from knowledge.model import AnswerStatus, Catalogue
from knowledge.store import Store, StoreAway, engine
from knowledge.store.receipts import KeptReceipts
from knowledge.store.revisions import Revision, Revisions
from tests.bot.conftest import TODAY, Stage, moderating
from tests.bot.moderating import ADD, NUMBER, added, asked, figures, press
from tests.databases import Postgres

AWAY = "database can't be reached right now, so this was not done and nothing was saved"


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.1)
    monkeypatch.setattr(behind, "LAST_WRITE", 0.1)


@contextmanager
def locked(stage: Stage) -> Iterator[None]:
    """Another program writes to the file of the stage, and does not end."""
    path = stage.settings.database_url.partition(":///")[2]
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def told(stage: Stage, message: Message, label: str) -> str:
    """Clicks, and what is said to it beside the message."""
    last = list(stage.channel.messages.values())[-1]
    await stage.alice.click(message, label)
    return (await stage.discord.next_message(stage.channel, after=last, seen_by=stage.alice)).text


async def test_a_save_that_finds_the_database_locked_says_so_and_can_be_pressed_again(moderated: Stage) -> None:
    shown = (await figures(moderated, moderated.alice, "add", **ADD)).answer
    with locked(moderated):
        assert AWAY in await told(moderated, shown, "Save")
        assert "2.17" in await asked(moderated, 2024)
        assert NUMBER not in await asked(moderated)
    await press(moderated, moderated.alice, shown, "Save")
    assert NUMBER in await asked(moderated)


async def test_what_was_typed_is_given_back_where_it_could_not_be_kept(
    moderated: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    shown = (await figures(moderated, moderated.alice, "add", **ADD)).answer
    opened = await moderated.alice.click(shown, "Edit")
    with locked(moderated):
        refused = (await figures(moderated, moderated.alice, "add", **ADD)).answer
        assert refused.ephemeral
        assert AWAY in refused.text
        assert "/figures add metric:market_overseas year:2025 value:JPY2.5 trillion source:AJA" in refused.text
        form = await moderated.alice.submit(opened.modal, {"value": "JPY ```2.6 trillion", "source": "A. J. A."})
        said = await moderated.discord.next_message(moderated.channel, after=refused, seen_by=moderated.alice)
        assert form.deferred
        assert "JPY '''2.6 trillion\nA. J. A." in said.text
        assert said.text.count("```") == 2
    assert sum("can't be written" in record.getMessage() for record in caplog.records) == 1
    assert not [record for record in caplog.records if record.exc_info]


async def test_a_person_is_told_that_not_all_of_theirs_was_deleted(moderated: Stage) -> None:
    shown = (await moderated.alice.command(moderated.channel, "privacy")).answer
    with locked(moderated):
        assert "not everything was deleted" in await told(moderated, shown, "Delete mine")
    await press(moderated, moderated.alice, shown, "Delete mine")


async def test_a_draft_can_be_cancelled_whatever_the_database_does(moderated: Stage) -> None:
    shown = (await figures(moderated, moderated.alice, "add", **ADD)).answer
    with locked(moderated):
        await press(moderated, moderated.alice, shown, "Cancel")
        assert "Nothing was" in shown.text


async def test_the_bot_goes_on_over_a_restart_of_postgresql(
    stage: Stage, catalogue: Catalogue, postgres: Postgres, caplog: pytest.LogCaptureFixture
) -> None:
    async with postgres.database() as address:
        stage.settings = stage.settings.model_copy(update={"database_url": address})
        async with moderating(stage, catalogue):
            await added(stage)
            shown = (await figures(stage, stage.alice, "add", **ADD | {"value": "JPY2.6 trillion"})).answer
            async with postgres.stopped():
                assert "2.17" in await asked(stage, 2024)
                assert NUMBER in await asked(stage)
                assert AWAY in await told(stage, shown, "Save")
                refused = (await stage.alice.command(stage.channel, "anime receipt", id="abcdefg")).answer
                assert AWAY in refused.text
            caplog.clear()
            await press(stage, stage.alice, shown, "Save")
            assert "2.6 trillion" in await asked(stage)
            stage.responder.holdings.changed(None)
            assert "2.6 trillion" in await asked(stage)


# --- snapshots ---


@asynccontextmanager
async def holding_something(tmp_path: Path, catalogue: Catalogue) -> AsyncIterator[Holdings]:
    """A server 7 that added something, of which no snapshot was made yet."""
    async with (
        Store(f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}") as store,
        Holdings.of_what_ships(catalogue, lambda: TODAY, store) as found,
    ):
        found.changed("7")
        yield found


async def test_where_what_a_server_added_can_t_be_read_the_answer_says_so(
    moderated: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_revisions: Revisions, _server: str) -> list[Revision]:
        raise StoreAway("gone")

    monkeypatch.setattr(Revisions, "current", away)
    moderated.responder.holdings.changed(str(moderated.guild.id))
    answer = (await moderated.alice.command(moderated.channel, "anime overseas", year=2024)).answer
    assert "2.17" in answer.text
    assert "What this server added can't be read right now" in answer.text
    assert answer.ephemeral  # as the server may want it
    refused = (await figures(moderated, moderated.alice, "add", **ADD)).answer
    assert AWAY in refused.text
    monkeypatch.undo()
    answer = (await moderated.alice.command(moderated.channel, "anime overseas", year=2024)).answer
    assert "can't be read" not in answer.text
    assert not answer.ephemeral


async def test_a_slow_database_keeps_no_question_waiting(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holdings, "WAITED_FOR", 0.02)
    there, looks = asyncio.Event(), 0

    async def slow(_revisions: Revisions, _server: str) -> list[Revision]:
        nonlocal looks
        looks += 1
        await there.wait()
        return []

    monkeypatch.setattr(Revisions, "current", slow)
    async with asyncio.timeout(20), holding_something(tmp_path, catalogue) as found:
        for _ in range(3):
            here = await found.of(7)
            assert not here.complete
            assert here.desk.ask("overseas 2024").status is AnswerStatus.ANSWERED
        assert looks == 1
        there.set()
        while not (await found.of(7)).complete:  # noqa: ASYNC110
            await asyncio.sleep(0)
        assert looks <= 2


# --- what is written behind ---


async def test_what_waits_is_written_in_small_parts_and_once(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, sizes = desk.ask("overseas 2024"), []
    keep = KeptReceipts.keep

    async def written_but_lost_on_the_way(kept: KeptReceipts, some: list[object]) -> None:
        sizes.append(len(some))
        await keep(kept, some)  # type: ignore[arg-type]
        if len(sizes) == 2:
            raise StoreAway("connection lost", uncertain=True)

    monkeypatch.setattr(KeptReceipts, "keep", written_but_lost_on_the_way)
    async with Store(f"sqlite+aiosqlite:///{tmp_path / 'r.sqlite3'}") as store:
        receipts = Receipts(store)
        ids = [receipts.give(answer, place="1") for _ in range(2 * AT_ONCE + 1)]
        await receipts.write()
        await receipts.write()
        assert sizes == [AT_ONCE, AT_ONCE, AT_ONCE, 1]
        assert all([await KeptReceipts(store).find(id, "1") for id in (ids[0], ids[AT_ONCE], ids[-1])])


async def test_one_thing_that_can_t_be_written_does_not_hold_up_the_others(caplog: pytest.LogCaptureFixture) -> None:
    written: list[int] = []

    async def write(some: list[int]) -> None:
        if 3 in some:
            raise ValueError("not this one")
        written.extend(some)

    async def tidy() -> None:
        return

    things = Behind[int, int]("numbers", write, tidy)
    for number in range(5):
        things.put(number, number)
    await things.write()
    assert (written, dict(things.waiting)) == ([0, 1, 2, 4], {})
    assert "one of the numbers can't be written and is let go" in caplog.text


async def test_what_waits_does_not_grow_without_end_and_does_not_keep_a_bot_from_stopping(
    caplog: pytest.LogCaptureFixture,
) -> None:
    forever = asyncio.Event()

    async def write(_some: list[int]) -> None:
        await forever.wait()

    async def tidy() -> None:
        return

    async with asyncio.timeout(5), Behind[int, int]("numbers", write, tidy) as things:
        for number in range(WAITING_AT_MOST + 7):
            things.put(number, number)
        assert len(things.waiting) == WAITING_AT_MOST
        assert next(iter(things.waiting)) == 7
    assert f"{WAITING_AT_MOST} numbers were not written before the end" in caplog.text
    forever.set()
