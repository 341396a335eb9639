"""The tables."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, String, Table, Text

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String(200), primary_key=True), Column("value", Text, nullable=False))
"""Single facts on the installation itself, such as which commands were last sent where."""
