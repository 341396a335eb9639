"""Moments as the database keeps them: databases differ in what they make of time zones, UTC without one is the same."""

from __future__ import annotations

from datetime import UTC, datetime


def plain(moment: datetime) -> datetime:
    """A moment as it is written: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def from_plain(kept: datetime) -> datetime:
    """A moment as it was read, with its time zone."""
    return kept.replace(tzinfo=UTC)
