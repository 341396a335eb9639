"""The calendar of the place where the bot runs."""

from __future__ import annotations

from datetime import date, datetime


def local_date() -> date:
    """Today."""
    return datetime.now().astimezone().date()
