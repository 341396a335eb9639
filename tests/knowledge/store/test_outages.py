"""A database that can't be reached or refuses: one error, nothing half done, one line in the log, and no restart.

The faults are the real ones but two: a full disk is a bound on SQLite's pages, a read-only one its `query_only`, since
tests that run as root may write anywhere; SQLite reports both by the same codes as the disk's.
"""

# ruff: noqa: ASYNC240 - files are moved as somebody else would

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import create_async_engine

from knowledge.store import Store, StoreAway, StoreUnreachable, engine, outages
from knowledge.store.drafts import Drafts
from knowledge.store.revisions import Action, Author, Change, Revisions
from knowledge.store.watching import Watch
from tests.databases import Postgres

Fault = Callable[[Store], AbstractAsyncContextManager[None]]


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept.sqlite3"


@pytest.fixture
async def kept(path: Path) -> AsyncIterator[Store]:
    """A store in an SQLite file, with one fact in it."""
    async with Store(f"sqlite+aiosqlite:///{path}") as store:
        await store.put("colour", "red")
        yield store


@asynccontextmanager
async def locked(store: Store) -> AsyncIterator[None]:
    with closing(sqlite3.connect(str(store.engine.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@asynccontextmanager
async def with_pragma(store: Store, pragma: str) -> AsyncIterator[None]:
    """Every connection of the store says so of itself until this ends."""

    def say(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    event.listen(store.engine.sync_engine, "connect", say)
    await store.engine.dispose()
    yield
    event.remove(store.engine.sync_engine, "connect", say)
    await store.engine.dispose()


@asynccontextmanager
async def full(store: Store) -> AsyncIterator[None]:
    async with with_pragma(store, "max_page_count=1"):  # of which SQLite makes as many as there are
        yield


@asynccontextmanager
async def read_only(store: Store) -> AsyncIterator[None]:
    async with with_pragma(store, "query_only=ON"):
        yield


@pytest.mark.parametrize(("fault", "why"), [(locked, "locked"), (full, "full"), (read_only, "readonly")])
async def test_what_can_t_be_written_leaves_what_was_there_and_is_logged_once(
    kept: Store, fault: Fault, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with fault(kept):
        for _ in range(3):
            with pytest.raises(StoreAway, match=why) as away:
                await kept.put("colour", "blue" * 50_000)
            assert not away.value.uncertain
            assert await kept.get("colour") == "red"
    assert len(caplog.records) == 1
    await kept.put("colour", "blue")
    assert await kept.get("colour") == "blue"
    began, ended = (record.getMessage() for record in caplog.records)
    assert "can't be written: " in began
    assert why in began
    assert "can be written again" in ended
    assert "3 attempts failed" in ended


async def test_a_file_that_was_moved_away_is_not_written_to_and_not_made_anew(kept: Store, path: Path) -> None:
    away = path.with_name("elsewhere.sqlite3")
    path.rename(away)
    with pytest.raises(StoreAway, match="gone"):
        await kept.put("colour", "blue")
    with pytest.raises(StoreAway, match="gone"):
        await kept.get("colour")
    assert not path.exists()
    away.rename(path)
    await kept.put("shape", "round")
    assert (await kept.get("colour"), await kept.get("shape")) == ("red", "round")


async def test_a_file_that_is_taken_away_while_it_is_written_is_not_said_to_be_written(kept: Store, path: Path) -> None:
    async def written() -> None:
        async with kept.writing() as connection:
            await connection.execute(text("DELETE FROM meta"))
            path.unlink()

    with pytest.raises(StoreAway, match="taken away") as away:
        await written()
    assert away.value.uncertain


async def test_a_file_that_was_put_in_its_place_is_opened_and_told_of(kept: Store, path: Path) -> None:
    other = path.with_name("other.sqlite3")
    async with Store(f"sqlite+aiosqlite:///{other}") as store:
        await store.put("colour", "green")
        await Revisions(store).append("7", [Change("figure", "a", Action.ADD, "a")], Author("1", "alice"))
    told: set[str | None] = set()
    async with Watch(kept, told.add):
        other.replace(path)
        assert await kept.get("colour") == "green"
        async with asyncio.timeout(5):
            while told != {None, "7"}:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    await kept.put("colour", "blue")
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT value FROM meta").fetchall() == [("blue",)]


async def test_a_file_that_is_no_database_is_said_to_be_at_the_start(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1_000)
    with pytest.raises(StoreUnreachable, match="can't be opened: file is not a database"):
        await Store(f"sqlite+aiosqlite:///{path}").__aenter__()


async def test_a_look_that_takes_too_long_is_given_up(
    kept: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(outages, "PROMPT", 0.05)
    forever = asyncio.Event()

    @asynccontextmanager
    async def slow(_store: Store) -> AsyncIterator[None]:
        await forever.wait()
        yield

    monkeypatch.setattr(Store, "reading", slow)
    with pytest.raises(StoreAway, match="no answer within"):
        await Drafts(kept).get("x", "7", datetime.now(UTC))
    forever.set()
    await asyncio.sleep(0)
    assert caplog.records == []


# --- PostgreSQL ---


async def test_postgresql_may_stop_and_start_again(postgres: Postgres, caplog: pytest.LogCaptureFixture) -> None:
    told: list[str | None] = []
    async with postgres.database() as address, Store(address) as store, Watch(store, told.append):
        await store.put("colour", "red")
        async with postgres.stopped():
            for _ in range(3):
                with pytest.raises(StoreAway):
                    await store.put("colour", "blue")
                with pytest.raises(StoreAway):
                    await store.get("colour")
        assert await store.get("colour") == "red"
        await store.put("colour", "blue")
        async with asyncio.timeout(5), Store(address) as other:
            await Revisions(other).append("7", [Change("alias", "a", Action.ADD, "")], Author("1", "alice"))
            while "7" not in told:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    lines = sorted(record.getMessage().partition(":")[0].partition(" after")[0] for record in caplog.records)
    sides = ("read", "written")
    expected = [f"the database can't be {side}" for side in sides] + [
        f"the database can be {side} again" for side in sides
    ]
    assert lines == sorted(expected)


async def test_a_lock_on_postgresql_ends_in_time_with_nothing_written(postgres: Postgres) -> None:
    async with postgres.database() as address, Store(address) as store:
        await store.put("colour", "red")
        engine = create_async_engine(address)
        async with engine.begin() as holder:
            await holder.execute(text("LOCK TABLE meta"))
            for attempt in (store.put("colour", "blue"), store.get("colour")):
                with pytest.raises(StoreAway) as away:
                    await attempt
                assert not away.value.uncertain
        await engine.dispose()
        assert await store.get("colour") == "red"
        await store.put("colour", "blue")


async def test_postgresql_that_takes_no_writes_is_read(postgres: Postgres) -> None:
    async with postgres.database() as address, Store(address) as store:
        await store.put("colour", "red")
        async with store.reading() as connection:
            name = await connection.scalar(text("SELECT current_database()"))
        await _set(address, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        await store.engine.dispose()
        with pytest.raises(StoreAway, match="read-only"):
            await store.put("colour", "blue")
        assert await store.get("colour") == "red"
        await _set(address, f"SET default_transaction_read_only = off; ALTER DATABASE {name} RESET ALL")
        await store.engine.dispose()
        await store.put("colour", "blue")


async def _set(address: str, statements: str) -> None:
    engine = create_async_engine(address, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements.split("; "):
            await connection.execute(text(statement))
    await engine.dispose()
