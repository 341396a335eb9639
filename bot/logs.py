"""Where the log goes and what a line of it looks like."""

from __future__ import annotations

import logging
import sys

import aiohttp
import discord

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_EXPECTED = (OSError, TimeoutError, aiohttp.ClientError, discord.ConnectionClosed, discord.HTTPException)


class _Brief(logging.Formatter):
    """Says in a line what is the network's way of failing; what is not keeps its trace."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        if record.name.startswith("discord") and isinstance(error, _EXPECTED):
            record = logging.makeLogRecord(record.__dict__ | {"exc_info": None, "exc_text": None})
            return f"{super().format(record)} ({type(error).__name__}: {error})"
        return super().format(record)


def log_to_stderr(level: str) -> None:
    """Sends the log of this process to standard error, from `level` up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Brief(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
