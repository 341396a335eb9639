"""The way from any earlier schema to the latest, by Alembic."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

_LOCK = 7_061_518_342
"""Any number that nothing else in the database locks."""


class FromTheFuture(Exception):
    """The database was made by a release that came after this one."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"a newer release made it (its schema is {revision!r}, which this one does not know); "
            "install that release, or restore a backup from before it"
        )


def upgrade(connection: Connection) -> None:
    """Brings the schema up to date in the connection's transaction; processes that start together wait in a row.

    Raises `FromTheFuture`, with nothing changed.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
    config = configuration()
    for revision in MigrationContext.configure(connection).get_current_heads():
        if not is_known(revision):
            raise FromTheFuture(revision)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def is_known(revision: str) -> bool:
    """Whether this release knows the way on from a schema."""
    return revision in {each.revision for each in ScriptDirectory.from_config(configuration()).walk_revisions()}


def configuration() -> Config:
    """Where the steps are."""
    config = Config()
    config.set_main_option("script_location", "knowledge.store:migrations")
    config.set_main_option("path_separator", "os")
    return config
