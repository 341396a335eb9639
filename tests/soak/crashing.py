"""Kills a writing process at random moments: what it acknowledged is there, and no half of an import."""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from dataclasses import dataclass

from knowledge.store import Store
from knowledge.store.revisions import Revisions
from tests.soak.writer import IMPORT

LONGEST = 0.25
"""Seconds after which a process that is ready is killed at the latest."""


@dataclass
class Crashed:
    """What was found after all the crashes."""

    crashes: int = 0
    acknowledged: int = 0
    lost: int = 0
    halves: int = 0


async def crashed(address: str, times: int, chance: random.Random) -> Crashed:
    """Kills so many processes; each is looked after before the next begins."""
    found = Crashed()
    for life in range(times):
        kept = await _one_life(address, f"life{life}", chance.uniform(0.0, LONGEST))
        found.crashes += 1
        found.acknowledged += sum(kept.values())
        there = await _there(address, f"life{life}-")
        found.lost += sum(max(0, size - there[number]) for number, size in kept.items())
        found.halves += sum(1 for number, size in there.items() if number % 3 == 2 and size != IMPORT)
    return found


async def _one_life(address: str, name: str, seconds: float) -> dict[int, int]:
    """Starts a writer, kills it after so many seconds of writing; what it acknowledged, by number."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.soak.writer", address, name, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    await process.stdout.readline()
    await asyncio.sleep(seconds)
    process.kill()
    rest = (await process.stdout.read()).decode()
    await process.wait()
    lines = [line.split() for line in rest.splitlines() if line.startswith("kept") and len(line.split()) == 3]
    return {int(number): int(size) for _, number, size in lines}


async def _there(address: str, name: str) -> Counter[int]:
    """How many entries each write of one life left."""
    async with Store(address) as store:
        keys = [
            each.key.removeprefix(name) for each in await Revisions(store).current("7") if each.key.startswith(name)
        ]
    return Counter(int(key.partition("-")[0]) for key in keys)
