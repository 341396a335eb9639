"""What the store acknowledged is there after it was closed, and a database out of reach is said to be."""

from pathlib import Path

import pytest
from sqlalchemy import text

from knowledge.store import Store, StoreUnreachable


def address(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'kept.sqlite3'}"


async def test_a_value_is_kept_over_a_restart(tmp_path: Path) -> None:
    async with Store(address(tmp_path)) as store:
        await store.put("colour", "red")
        await store.put("colour", "blue")
    async with Store(address(tmp_path)) as store:
        assert await store.get("colour") == "blue"
        assert await store.get("shape") is None


async def test_sqlite_writes_ahead_and_waits_for_the_disk(tmp_path: Path) -> None:
    async with Store(address(tmp_path)) as store, store.reading() as connection:
        assert await connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await connection.scalar(text("PRAGMA synchronous")) == 2


async def test_a_database_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable, match=r"can't be opened: there is no folder .*nowhere: make it first"):
        async with Store(f"sqlite+aiosqlite:///{tmp_path}/nowhere/kept.sqlite3"):
            pass
    with pytest.raises(StoreUnreachable, match=r"can't be opened: .* is a folder: name a file in it"):
        async with Store(f"sqlite+aiosqlite:///{tmp_path}"):
            pass


async def test_a_password_is_never_part_of_the_message(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable) as refused:
        async with Store("postgresql+asyncpg://bot:secret@127.0.0.1:1/facts"):
            pass
    assert "secret" not in str(refused.value)
