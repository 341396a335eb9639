"""Facts on the installation, and receipts: what releases without migrations made by themselves."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "first", None


def upgrade() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "receipts",
        sa.Column("id", sa.String(7), primary_key=True),
        sa.Column("given", sa.DateTime, nullable=False),
        sa.Column("place", sa.String(40), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_index("receipts_given", "receipts", ["given"], if_not_exists=True)
