"""Turns over several processes, on both databases: far enough apart, and never lost with who held one."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time

import pytest

from knowledge.store import Store
from knowledge.store.turns import Turns
from tests.pacing import Pace

HOLDS = """
import asyncio, sys
from knowledge.store import Store
from knowledge.store.turns import Turns

async def holding(_connection):
    print("in its turn", flush=True)
    await asyncio.sleep(60)

async def main(address):
    async with Store(address) as store:
        await Turns(store, holding).take("identify", 5)

asyncio.run(main(sys.argv[1]))
"""


@pytest.fixture
def pace() -> Pace:
    return Pace()


async def test_one_of_two_takes_a_turn_and_the_other_is_told_how_long_it_lasts(
    address: str, store: Store, pace: Pace
) -> None:
    async with Store(address) as another:
        took = await asyncio.gather(*(pace.turns(each).take("identify", 5) for each in (store, another)))
        assert sorted(took) == [0, 5]
        pace.now += 3
        assert await pace.turns(another).take("identify", 5) == 2
        pace.now += 2
        assert await pace.turns(another).take("identify", 5) == 0


async def test_turns_of_another_name_are_none_of_its_business(store: Store, pace: Pace) -> None:
    turns = pace.turns(store)
    assert [await turns.take(name, 5) for name in ("bucket 0", "bucket 1", "bucket 0")] == [0, 0, 5]


async def test_a_turn_that_is_given_back_can_be_taken_at_once(store: Store, pace: Pace) -> None:
    turns = pace.turns(store)
    await turns.take("send", 30)
    await turns.give_back("send")
    assert await turns.take("send", 30) == 0


async def test_a_clock_that_is_set_back_costs_one_turn_and_no_more(store: Store, pace: Pace) -> None:
    turns = pace.turns(store)
    await turns.take("identify", 5)
    pace.now -= 3_600
    assert await turns.take("identify", 5) == 5
    pace.now += 5
    assert await turns.take("identify", 5) == 0


async def test_the_time_is_that_of_the_database(store: Store) -> None:
    turns, before = Turns(store), time.time()
    assert await turns.take("identify", 100) == 0
    left = await turns.take("identify", 100)
    assert 100 - (time.time() - before) - 1 <= left <= 100
    kept = float(await store.get("identify") or 0)
    assert before - 1 <= kept <= time.time() + 1


async def test_a_process_that_is_killed_in_its_turn_holds_up_nobody(address: str, store: Store, pace: Pace) -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", HOLDS, address, stdout=subprocess.PIPE)
    assert process.stdout
    assert await process.stdout.readline() == b"in its turn\n"
    waiting = asyncio.create_task(pace.turns(store).take("identify", 5))
    done, _ = await asyncio.wait({waiting}, timeout=0.05)
    assert not done
    process.kill()
    assert await waiting == 0
    await process.wait()
