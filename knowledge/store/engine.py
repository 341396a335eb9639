"""How a database is reached: the engine, and what SQLite needs so that what it acknowledged is on the disk."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from knowledge.store.outages import reason

SQLITE = "sqlite"
WRITES = "writes"
"""The execution option of a connection that is going to write."""

PATIENCE = 10.0
"""Seconds that a process waits for others that use the file, and for a statement on PostgreSQL."""

CONNECTS_WITHIN, WAITS_FOR_A_CONNECTION = 3.0, 3.0
"""Seconds that PostgreSQL has to give a connection, and that one is waited for where all are in use."""

_PRAGMAS = ("PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON")


class StoreUnreachable(Exception):
    """The database can't be opened; the message says which and why, without its password."""


def engine_of(url: str, *, patient: bool = False) -> AsyncEngine:
    """The engine of an address; raises `StoreUnreachable` for one that can't be used. A `patient` one lets statements
    take as long as they take, as changes of the schema may.
    """
    try:
        engine = create_async_engine(url, hide_parameters=True, **_bounds(url, None if patient else PATIENCE))
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise StoreUnreachable(f"the database's address can't be used: {reason(error)}") from error
    if engine.dialect.name == SQLITE:
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _bounds(url: str, patience: float | None) -> dict[str, Any]:
    """A server may go silent without closing its connections: nothing is waited for without end."""
    if url.startswith(SQLITE):
        waits = {"connect_args": {"timeout": PATIENCE}}
        return {"pool_timeout": WAITS_FOR_A_CONNECTION, **waits} if make_url(url).database else waits
    bounds = {"timeout": CONNECTS_WITHIN, "command_timeout": patience}
    return {"pool_pre_ping": True, "pool_timeout": WAITS_FOR_A_CONNECTION, "connect_args": bounds}


def misplaced(path: Path) -> str:
    """Why no file can be at a path, and what to do about it; empty where one can be."""
    if path.is_dir():
        return f"{path} is a folder: name a file in it, such as {path / 'bot.sqlite3'}"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}: make it first, or name another"
    return ""


async def open_file(url: URL) -> None:
    """Opens an SQLite file once beforehand: aiosqlite, refused, leaves a thread that may speak to a closed loop."""
    if url.get_backend_name() == SQLITE and url.database:
        await asyncio.to_thread(_write_ahead, url.database)


def _write_ahead(path: str) -> None:
    """Gives the file its write-ahead log, once and for all. SQLite does not wait for others here, so this does."""
    if why := misplaced(Path(path)):
        raise FileNotFoundError(why)
    until = time.monotonic() + PATIENCE
    with closing(sqlite3.connect(path)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.01)
            else:
                return


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where SQLAlchemy says so, also around changes of the schema
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its place at once and waits for the one before it, instead of failing in the middle."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
