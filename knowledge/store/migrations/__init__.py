"""The way from any earlier schema to the latest, by Alembic."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

_LOCK = 7_061_518_342
"""Any number that nothing else in the database locks."""


def upgrade(connection: Connection) -> None:
    """Brings the schema up to date in the connection's transaction; processes that start together wait in a row."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
    config = Config()
    config.set_main_option("script_location", "knowledge.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
