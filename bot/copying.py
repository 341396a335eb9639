"""`python -m bot database …`: a copy of all that the bot keeps, made while it runs, and put back while it does not."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url

from bot.failures import CannotStart, NoDatabase
from bot.settings import load_settings
from knowledge.store.copies import CopyRefused, copied, put_back
from knowledge.store.inspecting import missing_file

_POSTGRESQL = (
    "DATABASE_URL is PostgreSQL's, whose own tools do this: pg_dump --format=custom --file=FILE …, and pg_restore "
    "--clean --if-exists …; docs/database.md shows both"
)


def backed_up(file: Path) -> str:
    """Copies the database of the settings to a file; a sentence on what was done."""
    database = _database()
    if missing := missing_file(load_settings().database_url):
        raise NoDatabase(missing)
    try:
        copied(database, file)
    except CopyRefused as reason:
        raise CannotStart(str(reason)) from None
    return f"{database} is copied to {file} ({file.stat().st_size:,} bytes), and the copy is whole"


def restored(file: Path, *, force: bool) -> str:
    """Puts a copy in the place of the database of the settings; a sentence on what was done."""
    database = _database()
    try:
        before = put_back(file, database, force=force)
    except CopyRefused as reason:
        raise CannotStart(f"{reason}; nothing was changed") from None
    kept = f"; what was there before is kept in {before}" if before else ""
    return f"{database} is now as {file} was{kept}"


def _database() -> Path:
    url = make_url(load_settings().database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise CannotStart(_POSTGRESQL)
    return Path(url.database)
