"""Which release this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as _installed

DISTRIBUTION = "anime-market-bot"


def version() -> str:
    """The release as installed; `unknown` where the sources run without an installation."""
    try:
        return _installed(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"
