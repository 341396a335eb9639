"""What state a database is in, found out without changing it, and without making one that is missing."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, Connection, insert, make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from knowledge.store import migrations
from knowledge.store.engine import SQLITE, WRITES, StoreUnreachable, engine_of
from knowledge.store.outages import reason
from knowledge.store.schema import meta

LONGEST = 15.0
"""Seconds that a database has to answer: more than the patience with others that use the file."""


@dataclass(frozen=True)
class Condition:
    """`revision` is that of the schema, None before the first start; `unwritable` is why nothing can be written."""

    revision: str | None
    unwritable: str | None = None

    @property
    def up_to_date(self) -> bool:
        return self.revision == migrations.LATEST

    @property
    def of_a_newer_release(self) -> bool:
        return self.revision is not None and not migrations.is_known(self.revision)


def file_of(url: str) -> Path | None:
    """The file of an SQLite database; None for another database, or one in memory."""
    found = make_url(url)
    in_a_file = found.get_backend_name() == SQLITE and found.database not in (None, "", ":memory:")
    return Path(str(found.database)) if in_a_file else None


def missing_file(url: str) -> Path | None:
    """The file of an SQLite database that is not there; None where it is, or where there is no file to look for."""
    file = file_of(url)
    return file if file is not None and not os.path.exists(file) else None


def closed_folder(folder: Path) -> str:
    """Why no file can be made in a folder; empty where one can be. Tried with a file that never has a name."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def free_bytes(file: Path) -> int:
    """Bytes that are free where a file is, or would be; raises `OSError`."""
    return shutil.disk_usage(file.parent).free


async def condition_of(url: str) -> Condition:
    """How a database is that exists; raises `StoreUnreachable`."""
    engine = engine_of(url)
    try:
        async with asyncio.timeout(LONGEST):
            await _can_be_opened(engine.url)
            async with engine.connect() as connection:
                revision = await connection.run_sync(_revision)
            return Condition(revision, await _unwritable(engine) if revision else None)
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise StoreUnreachable(reason(error)) from None
    finally:
        await engine.dispose()


async def kept_under(url: str, key: str) -> str | None:
    """What an up-to-date database keeps under a key; raises `StoreUnreachable`."""
    engine = engine_of(url)
    try:
        async with asyncio.timeout(LONGEST), engine.connect() as connection:
            found: str | None = await connection.scalar(select(meta.c.value).where(meta.c.key == key))
            return found
    except (SQLAlchemyError, OSError) as error:
        raise StoreUnreachable(reason(error)) from None
    finally:
        await engine.dispose()


async def _can_be_opened(url: URL) -> None:
    """Opens an SQLite file once beforehand: aiosqlite, refused, leaves a thread that may speak to a closed loop."""
    if url.get_backend_name() == SQLITE and url.database:
        await asyncio.to_thread(_opened, Path(url.database))


def _opened(file: Path) -> None:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    finally:
        connection.close()


def _revision(connection: Connection) -> str | None:
    return next(iter(migrations.held_by(connection)), None)


async def _unwritable(engine: AsyncEngine) -> str | None:
    """Writes something, and takes it back."""
    try:
        async with engine.execution_options(**{WRITES: True}).connect() as connection:
            await connection.execute(insert(meta).values(key=f"doctor {uuid4().hex}", value=""))
            await connection.rollback()
    except SQLAlchemyError as error:
        return reason(error)
    return None
