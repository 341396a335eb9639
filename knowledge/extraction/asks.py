"""Who can be asked what a text means."""

from __future__ import annotations

from typing import Protocol

from knowledge.model import Answer, Query


class Asks(Protocol):
    """Answers a text as a question; `previous` is what it leans on."""

    def __call__(self, text: str, *, previous: Query | None = None) -> Answer: ...
