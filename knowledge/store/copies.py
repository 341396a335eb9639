"""Copies of an SQLite database: made while the bot writes, checked, and put back only where nothing newer is lost."""

from __future__ import annotations

import itertools
import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge.store.engine import misplaced
from knowledge.store.migrations import is_known

_SQLITE = b"SQLite format 3\x00"
_OURS = "SELECT version_num FROM alembic_version"
_LACKED = """
SELECT count(*), max(new.at) FROM main.revisions AS new WHERE NOT EXISTS (
    SELECT 1 FROM copy.revisions AS old
    WHERE new.server = old.server AND new.kind = old.kind AND new.key = old.key AND new.number = old.number
    AND new.at = old.at
)
"""
_MAIN_HAS_REVISIONS = "SELECT 1 FROM main.sqlite_master WHERE name = 'revisions'"
_COPY_HAS_REVISIONS = "SELECT 1 FROM copy.sqlite_master WHERE name = 'revisions'"


class CopyRefused(Exception):
    """The message says why a copy was not made or not put back; nothing was changed."""


@dataclass(frozen=True)
class Lacked:
    """Changes that a database holds and a copy of it does not, and when the last was made (UTC)."""

    changes: int
    last: str


def _is_something_else(file: Path) -> bool:
    """Whether a file has something in it that is no SQLite database."""
    if not file.is_file():
        return False
    with file.open("rb") as begun:
        return begun.read(len(_SQLITE)) not in (b"", _SQLITE)


def copied(database: Path, file: Path) -> None:
    """Copies a database, as it is at one moment, to a file of its own, and checks the copy; others may go on writing.

    What stood at the file's place is replaced only by a copy that is whole, and that nobody may read who may not read
    the database. Raises `CopyRefused`.
    """
    try:
        if not database.is_file():
            raise CopyRefused(f"there is no database {database}")
        _check_place(file)
        if file.exists() and file.samefile(database):
            raise CopyRefused(f"{file} is the database itself")
        if _is_something_else(file):
            raise CopyRefused(f"{file} is there and is no copy of a database; name another file, or remove that one")
        partial = file.with_name(file.name + ".partial")
        try:
            _make_private(partial)
            with closing(_opened(database)) as source, closing(_opened(partial)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
                _check(target, database)
            _onto_the_disk(partial)
            partial.chmod(_mode(database))
            partial.replace(file)
        finally:
            partial.unlink(missing_ok=True)
    except (sqlite3.Error, OSError) as error:
        raise CopyRefused(f"{database} could not be copied to {file}: {error}") from error


def put_back(file: Path, database: Path, *, force: bool = False) -> Path | None:
    """Puts a copy in the place of a database that nobody has open, all of it or nothing.

    With changes that the copy lacks, the database is replaced by `force` only. Gives where what was there before is
    kept; None where there was nothing. Raises `CopyRefused`.
    """
    try:
        if file.is_dir():
            raise CopyRefused(f"{file} is a folder: name the file in it that is to be put back")
        if not file.is_file():
            raise CopyRefused(f"there is no file {file}")
        _check_place(database)
        with closing(_opened(file)) as source:
            _check(source, file)
            _check_is_ours(source, file)
            if database.exists():
                before = _set_aside(file, database, force=force)
            else:
                before = None
                _make_private(database)
                database.chmod(_mode(file) | stat.S_IRUSR | stat.S_IWUSR)
            with closing(sqlite3.connect(database)) as target:
                source.backup(target)
        _onto_the_disk(database)
    except (sqlite3.Error, OSError) as error:
        raise CopyRefused(f"{file} could not be put in the place of {database}: {error}") from error
    return before


def lacked(file: Path, database: Path) -> Lacked:
    """What a database holds that a copy lacks."""
    with closing(_opened(database)) as connection:
        connection.execute("ATTACH ? AS copy", (str(file),))
        if connection.execute(_MAIN_HAS_REVISIONS).fetchone() is None:
            return Lacked(0, "")
        if connection.execute(_COPY_HAS_REVISIONS).fetchone() is None:
            changes, last = connection.execute("SELECT count(*), max(at) FROM main.revisions").fetchone()
        else:
            changes, last = connection.execute(_LACKED).fetchone()
        return Lacked(changes, str(last or "").partition(".")[0])


def _set_aside(file: Path, database: Path, *, force: bool) -> Path:
    """Keeps a copy of what is about to be replaced."""
    _check_is_unused(database)
    missing = lacked(file, database)
    if missing.changes and not force:
        changes = "1 change" if missing.changes == 1 else f"{missing.changes} changes"
        raise CopyRefused(
            f"{database} holds {changes} that {file} lacks, the last of {missing.last} (UTC); "
            "--force replaces it all the same"
        )
    before = _new_name(database)
    try:
        copied(database, before)
    except CopyRefused:
        before.unlink()
        raise
    return before


def _new_name(database: Path) -> Path:
    """A file of now (UTC) beside the database, made empty at a name that nothing had: what was kept once stays."""
    name = f"{database.name}.before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    for number in itertools.count(1):
        path = database.with_name(name if number == 1 else f"{name}-{number}")
        try:
            path.touch(0o600, exist_ok=False)
        except FileExistsError:
            continue
        return path
    raise AssertionError("numbers do not end")


def _check_place(path: Path) -> None:
    if why := misplaced(path):
        raise CopyRefused(why)


def _make_private(path: Path) -> None:
    """An empty file, or the one that is there, for its owner alone: before anything is written to it."""
    path.touch(0o600)
    path.chmod(0o600)


def _mode(path: Path) -> int:
    """Who may read and write it."""
    return stat.S_IMODE(path.stat().st_mode) & 0o666


def _opened(path: Path) -> sqlite3.Connection:
    """An existing database; one that isn't there is not made."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=10)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise CopyRefused(f"{path} is damaged: {found}")


def _check_is_ours(connection: sqlite3.Connection, path: Path) -> None:
    try:
        revisions = [str(revision) for (revision,) in connection.execute(_OURS)]
    except sqlite3.OperationalError:
        raise CopyRefused(f"{path} is no database of this bot") from None
    for revision in revisions:
        if not is_known(revision):
            raise CopyRefused(f"{path} was made by a newer release (its schema is {revision!r}); install that first")


def _check_is_unused(database: Path) -> None:
    """Leaving the write-ahead log needs the file for oneself alone."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, timeout=0.1)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise CopyRefused(f"{database} is in use: stop the bot first") from None
            raise


def _onto_the_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
