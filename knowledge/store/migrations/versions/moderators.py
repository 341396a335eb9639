"""What moderators add: revisions, drafts, reports, questions without an answer, and departures."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "moderators", "first"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("server", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("author", sa.String(40), nullable=False),
        sa.Column("author_name", sa.String(100), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("approver", sa.String(40), nullable=False),
        sa.Column("approver_name", sa.String(100), nullable=False),
        sa.UniqueConstraint("server", "kind", "key", "number", name="revisions_once"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("server", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("author", sa.String(40), nullable=False),
        sa.Column("author_name", sa.String(100), nullable=False),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.Column("waiting", sa.Boolean, nullable=False),
    )
    op.create_index("drafts_waiting", "drafts", ["server", "waiting"])
    op.create_index("drafts_until", "drafts", ["until"])
    op.create_table(
        "reports",
        sa.Column("id", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("server", sa.String(40), nullable=False),
        sa.Column("receipt", sa.String(7), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("author", sa.String(40), nullable=False),
        sa.Column("author_name", sa.String(100), nullable=False),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("reports_open", "reports", ["server", "closed"])
    op.create_table(
        "unanswered",
        sa.Column("server", sa.String(40), primary_key=True),
        sa.Column("question", sa.String(200), primary_key=True),
        sa.Column("author", sa.String(40), primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("last", sa.DateTime, nullable=False),
    )
    op.create_index("unanswered_last", "unanswered", ["last"])
    op.create_table(
        "departures",
        sa.Column("server", sa.String(40), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )
