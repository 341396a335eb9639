"""Keeps what is freed in one place: glibc gives threads arenas of their own, and what is freed in one serves no other.

The bot computes in one thread and keeps a few for files and names; their arenas held fifteen megabytes for nothing.
"""

from __future__ import annotations

import ctypes

_ARENA_MAX = -8
"""M_ARENA_MAX in glibc's malloc.h."""


def in_one_arena() -> bool:
    """From here on all threads allocate from one arena; whether the C library can do that, as glibc's can."""
    try:
        return bool(ctypes.CDLL(None).mallopt(_ARENA_MAX, 1))
    except (OSError, AttributeError, TypeError):  # another C library
        return False
