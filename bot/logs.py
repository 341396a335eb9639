"""Where the log goes and what a line of it looks like: to be read, or an object of JSON for a collector of logs."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

import aiohttp
import discord

from bot.operating import turns
from bot.redacting import Redactor

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_EXPECTED = (OSError, TimeoutError, aiohttp.ClientError, discord.ConnectionClosed, discord.HTTPException)

_TALKATIVE = ("discord", "aiosqlite")
"""Libraries that write what people typed, and tokens, into their lines for debugging."""

_AT_EVERY_START = "alembic"
"""Tells at every start, as `INFO`, what it is made of."""

CONTEXT = ("guild", "channel", "shard", "interaction", "command")
"""What a line of JSON says of the turn that it was written in."""

_IDS = ("guild", "channel", "interaction")


class _Brief(logging.Formatter):
    """Says in a line what is the network's way of failing; what is not keeps its trace. Secrets are taken out."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__(_FORMAT)
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        if failed := _briefly(record):
            record = logging.makeLogRecord(record.__dict__ | {"exc_info": None, "exc_text": None})
        return self._redact(super().format(record) + failed)


class _Json(logging.Formatter):
    """One object a line; absent fields are left out."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        failed = _briefly(record)
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage() + failed,
            "reference": getattr(record, "reference", None),
        }
        turn = turns.current()
        line |= _context(turn) if turn else {}
        if record.exc_info and not failed:
            line["trace"] = self.formatException(record.exc_info)
        said = {name: value for name, value in line.items() if value is not None}
        return json.dumps({name: self._safe(value) for name, value in said.items()}, ensure_ascii=False)

    def _safe(self, value: Any) -> Any:
        return self._redact(value) if isinstance(value, str) else value


def _context(turn: turns.Turn) -> dict[str, Any]:
    """Ids as text: collectors of logs read numbers as floats, which have too few digits for them."""
    found = {name: getattr(turn, name) for name in CONTEXT}
    return {name: str(value) if name in _IDS and value is not None else value for name, value in found.items()}


def _briefly(record: logging.LogRecord) -> str:
    """How the network failed, where that is all that is to be said."""
    error = record.exc_info[1] if record.exc_info else None
    if record.name.startswith("discord") and isinstance(error, _EXPECTED):
        return f" ({type(error).__name__}: {error})"
    return ""


def log_to_stderr(level: str, form: str = "text", redact: Redactor | None = None) -> None:
    """Sends the log of this process to standard error, from `level` up, as `text` or `json`."""
    redact = redact or Redactor()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json(redact) if form == "json" else _Brief(redact))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelNamesMapping()[level]))
    usual = logging.NOTSET if level == "DEBUG" else max(logging.WARNING, logging.getLevelNamesMapping()[level])
    logging.getLogger(_AT_EVERY_START).setLevel(usual)
    logging.captureWarnings(True)
