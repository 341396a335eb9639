"""Keeps the garbage collection from holding up everyone: a full one goes through all objects, whoever waits.

Nearly all that the bot makes goes by itself once nobody holds it. What stays for long, what ships and large snapshots,
is taken out of the collector's sight; while much is made that soon goes, only what is new is looked through, a little
at a time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 1_000
"""Entries from which on a snapshot is large."""


YOUNG, MIDDLE, OLD = gc.get_threshold()
NEVER = 1_000_000_000


@contextmanager
def built_to_stay(many: bool = True) -> Iterator[None]:
    """Nothing is collected within, and what is there afterwards is never looked through; unless it is not `many`."""
    if not many:
        yield
        return
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


@contextmanager
def made_to_go() -> Iterator[None]:
    """Within, what is new is collected as ever, but nothing goes through all objects.

    Of several at the same time, the first to end lets that begin again.
    """
    gc.set_threshold(YOUNG, MIDDLE, NEVER)
    try:
        yield
    finally:
        gc.set_threshold(YOUNG, MIDDLE, OLD)
