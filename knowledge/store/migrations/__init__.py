"""The way from any earlier schema to the latest, by Alembic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

LATEST = "moderators"
"""The schema of this release. Where it is there already, Alembic is not loaded: that takes a tenth of a second and ten
megabytes.
"""

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
    held = held_by(connection)
    if held == {LATEST}:
        return
    for revision in held:
        if not is_known(revision):
            raise FromTheFuture(revision)
    from alembic import command

    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def held_by(connection: Connection) -> set[str]:
    """The schema that a database has; none where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return set()
    return set(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())


def is_known(revision: str) -> bool:
    """Whether this release knows the way on from a schema."""
    from alembic.script import ScriptDirectory

    return revision in {each.revision for each in ScriptDirectory.from_config(configuration()).walk_revisions()}


def configuration() -> Config:
    """Where the steps are."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "knowledge.store:migrations")
    config.set_main_option("path_separator", "os")
    return config
