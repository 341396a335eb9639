"""The schema is that of the latest migration, wherever a database comes from."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from knowledge.store import Store
from tests.databases import differences


async def test_the_migrations_end_where_the_tables_are_described(store: Store) -> None:
    async with store.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_processes_that_start_together_don_t_disturb_each_other(address: str) -> None:
    async def opened() -> str | None:
        async with Store(address) as store:
            return await store.get("nothing")

    assert await asyncio.gather(*(opened() for _ in range(4))) == [None] * 4


async def test_a_database_of_a_release_without_migrations_keeps_what_it_held(tmp_path: Path) -> None:
    address = f"sqlite+aiosqlite:///{tmp_path / 'old.sqlite3'}"
    engine = create_async_engine(address)
    async with engine.begin() as connection:
        await connection.execute(
            text("CREATE TABLE meta (key VARCHAR(200) NOT NULL, value TEXT NOT NULL, PRIMARY KEY (key))")
        )
        await connection.execute(text("INSERT INTO meta VALUES ('colour', 'red')"))
    await engine.dispose()
    async with Store(address) as store:
        assert await store.get("colour") == "red"
        async with store.reading() as reading:
            assert await reading.run_sync(differences) == []
