"""Keeps the garbage collection from holding up everyone: a full one goes through all objects, whoever waits.

Nearly all that the bot makes goes by itself once nobody holds it. What stays for long, what ships and large snapshots,
is taken out of the collector's sight; while much is being built, it waits.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 1_000
"""Entries from which on a snapshot is large."""


@contextmanager
def built_to_stay(many: bool = True) -> Iterator[None]:
    """Nothing is collected within, and what is there afterwards is never looked through; unless it is not `many`."""
    if not many:
        yield
        return
    with collected_later():
        yield
        gc.freeze()


@contextmanager
def collected_later() -> Iterator[None]:
    """Nothing is collected within. Of several at the same time, the first to end lets it begin again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
