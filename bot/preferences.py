"""What a server's moderators chose for it; kept as revisions, like all that they add."""

from __future__ import annotations

from typing import Literal

from pydantic import ValidationError

from knowledge.model import Noun

TABLE = KEY = "settings"
"""Under what its revisions are kept."""


class Preferences(Noun):
    """The defaults hold in a server that chose nothing, and in direct messages."""

    channels: tuple[int, ...] = ()
    """Where questions are answered that are put to nobody by name."""
    private: bool = False
    """Whether answers are for the asker only unless they say otherwise."""
    language: Literal["en", "ja"] | None = None
    moderators: int | None = None
    """The role that may do what otherwise takes the right to manage the server."""
    audit: int | None = None
    """The channel in which each change is told."""
    second: bool = False
    """Whether a change needs a second moderator."""
    unanswered: bool = False
    """Whether questions without an answer are kept for the moderators."""


def preferences_of(line: str) -> Preferences:
    """The preferences of a line as it is kept; the defaults for one that a release wrote that knew more."""
    try:
        return Preferences.model_validate_json(line)
    except ValidationError:
        return Preferences()
