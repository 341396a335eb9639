"""A process that dies in the middle of writing loses nothing that it acknowledged, and leaves no half of an import."""

from __future__ import annotations

import random

from tests.soak.crashing import crashed

LIVES = 6
"""As many as a test has time for; `make soak` takes two hundred."""


async def test_nothing_acknowledged_is_lost_to_a_crash(address: str) -> None:
    found = await crashed(address, LIVES, random.Random(5))
    assert found.crashes == LIVES
    assert found.acknowledged > LIVES
    assert (found.lost, found.halves) == (0, 0)
