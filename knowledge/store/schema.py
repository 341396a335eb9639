"""The tables, as the latest migration leaves them; a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

ID, NAME, KEY = 40, 100, 200
"""Letters of an id that Discord gave, of a person's name, and of a key."""

_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself in INTEGER only

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String(KEY), primary_key=True), Column("value", Text, nullable=False))
"""Single facts on the installation itself, such as which commands were last sent where."""

receipts = Table(
    "receipts",
    metadata,
    Column("id", String(7), primary_key=True),
    Column("given", DateTime, nullable=False),
    Column("place", String(ID), nullable=False),
    Column("question", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("shown", Text, nullable=False),
    Index("receipts_given", "given"),
)
"""What was answered."""

revisions = Table(
    "revisions",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("server", String(ID), nullable=False),
    Column("kind", String(ID), nullable=False),
    Column("key", String(KEY), nullable=False),
    Column("number", Integer, nullable=False),
    Column("action", String(ID), nullable=False),
    Column("content", Text, nullable=False),
    Column("author", String(ID), nullable=False),
    Column("author_name", String(NAME), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("approver", String(ID), nullable=False),
    Column("approver_name", String(NAME), nullable=False),
    UniqueConstraint("server", "kind", "key", "number", name="revisions_once"),
    sqlite_autoincrement=True,
)
"""What servers added, and every change of it: never overwritten. `server` is empty for what holds in all of them."""

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("server", String(ID), nullable=False),
    Column("kind", String(ID), nullable=False),
    Column("content", Text, nullable=False),
    Column("author", String(ID), nullable=False),
    Column("author_name", String(NAME), nullable=False),
    Column("made", DateTime, nullable=False),
    Column("until", DateTime, nullable=False),
    Column("waiting", Boolean, nullable=False),
    Index("drafts_waiting", "server", "waiting"),
    Index("drafts_until", "until"),
)
"""What was typed and is not decided yet: shown to its author, or `waiting` for another moderator."""

reports = Table(
    "reports",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("server", String(ID), nullable=False),
    Column("receipt", String(7), nullable=False),
    Column("text", Text, nullable=False),
    Column("author", String(ID), nullable=False),
    Column("author_name", String(NAME), nullable=False),
    Column("made", DateTime, nullable=False),
    Column("closed", Boolean, nullable=False),
    Index("reports_open", "server", "closed"),
    sqlite_autoincrement=True,
)
"""Numbers that people held to be wrong; of direct messages under the server `owner`."""

unanswered = Table(
    "unanswered",
    metadata,
    Column("server", String(ID), primary_key=True),
    Column("question", String(KEY), primary_key=True),
    Column("author", String(ID), primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last", DateTime, nullable=False),
    Index("unanswered_last", "last"),
)
"""Questions that the bot declined, in servers that want to know."""

departures = Table(
    "departures",
    metadata,
    Column("server", String(ID), primary_key=True),
    Column("at", DateTime, nullable=False),
)
"""Servers that the bot was removed from."""
