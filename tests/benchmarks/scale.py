"""A million figures over ten thousand servers in PostgreSQL: how long the start takes, what it costs in memory, and
whether a question takes longer; how soon other processes hear of a change; what servers cost that add nothing."""

from __future__ import annotations

import asyncio
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.holdings import AT_MOST, Holdings
from knowledge.additions import FigureEntry, encoded
from knowledge.catalogue import load
from knowledge.model import Kind, Unit
from knowledge.store import Store
from knowledge.store.revisions import Action, Author, Change, Revisions
from knowledge.store.turns import Turns
from knowledge.store.watching import Watch
from tests.benchmarks import guilds
from tests.databases import running_postgres

SERVERS, FIGURES = 10_000, 100
ASKED = 1_000
"""Servers in which something is asked."""

LISTENERS, CHANGES = 16, 100
"""Processes that listen for changes, and how many changes they hear of."""

FILLED_WITHIN = 600.0
"""Seconds for what only this benchmark does."""

TODAY = date(2026, 11, 27)
QUESTIONS = ("overseas 2024", "how big was streaming in 2023?", "海外市場は前年から何％伸びた？")
_COLUMNS = "server kind key number action content author author_name at reason approver approver_name".split()


def main() -> None:
    """Prints the measurements, one a line."""
    with tempfile.TemporaryDirectory() as folder, running_postgres(Path(folder)) as address:
        asyncio.run(_measured(address))
    print(asyncio.run(guilds.report()))


async def _measured(address: str) -> None:
    async with Store(address) as store:
        began = time.perf_counter()
        await _filled(store)
        print(f"{SERVERS * FIGURES:,} figures written in {time.perf_counter() - began:.0f} s")
        catalogue, before = load(), _memory()
        began = time.perf_counter()
        async with Holdings.of_what_ships(catalogue, lambda: TODAY, store) as holdings:
            await holdings.of(None)
            print(f"started in {time.perf_counter() - began:.2f} s, {_memory() - before:.0f} MB more")
            print(f"a question where nothing was added: {_asked(await holdings.of(None)):.2f} ms")
            began = time.perf_counter()
            for server in range(ASKED):
                holding = await holdings.of(server)
            loading = (time.perf_counter() - began) / ASKED
            print(f"a server's {FIGURES} figures loaded in {loading * 1e3:.1f} ms")
            print(f"a question there: {_asked(holding):.2f} ms")
            print(f"{ASKED} servers asked, at most {AT_MOST} kept: {_memory() - before:.0f} MB more in all")
        await _heard(store, address)


async def _heard(store: Store, address: str) -> None:
    """From the moment a change is saved to that in which others have heard of it; and how long taking a turn takes."""
    heard: asyncio.Queue[float] = asyncio.Queue()
    taken: list[float] = []
    async with AsyncExitStack() as held:
        for _ in range(LISTENERS):
            other = await held.enter_async_context(Store(address))
            told = lambda server: heard.put_nowait(time.perf_counter()) if server else None  # noqa: E731
            await held.enter_async_context(Watch(other, told))
        while not heard.empty():  # what they were told at the start
            heard.get_nowait()
        for number in range(CHANGES):
            change = Change("figure", f"change {number}", Action.ADD, "", 0)
            began = time.perf_counter()
            await Revisions(store).append("1", [change], Author("1", "alice"))
            taken += [await heard.get() - began for _ in range(LISTENERS)]
    taken.sort()
    print(
        f"a change is heard by {LISTENERS} processes {_ms(taken, 0.5)} ms after its save began, at most {_ms(taken, 1)}"
    )
    turns, waited = Turns(store), []
    for number in range(CHANGES):
        began = time.perf_counter()
        await turns.take(f"bucket {number}", 5)
        waited.append(time.perf_counter() - began)
    print(f"a turn to identify is taken in {_ms(sorted(waited), 0.5)} ms")


def _ms(taken: list[float], share: float) -> str:
    return f"{taken[min(int(len(taken) * share), len(taken) - 1)] * 1e3:.1f}"


def _asked(holding: Any) -> float:
    """Milliseconds a question, the median of many."""
    taken = []
    for _ in range(100):
        for question in QUESTIONS:
            began = time.perf_counter()
            holding.desk.ask(question)
            taken.append(time.perf_counter() - began)
    return sorted(taken)[len(taken) // 2] * 1e3


def _memory() -> float:
    """The most that this process ever took, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1e3


async def _filled(store: Store) -> None:
    """Writes the revisions the fast way, server after server."""
    async with store.engine.begin() as connection:
        raw: Any = (await connection.get_raw_connection()).driver_connection
        await raw.copy_records_to_table("revisions", records=_records(), columns=_COLUMNS, timeout=FILLED_WITHIN)
        await raw.execute("ANALYZE revisions", timeout=FILLED_WITHIN)


def _records() -> Iterator[tuple[object, ...]]:
    at = datetime.now(UTC).replace(tzinfo=None)
    entries = [_entry(number) for number in range(FIGURES)]
    rows = [(entry.key, encoded(entry)) for entry in entries]
    for server in range(SERVERS):
        for key, content in rows:
            yield str(server), "figure", key, 1, "add", content, "1", "alice", at, "", "", ""


def _entry(number: int) -> FigureEntry:
    return FigureEntry(
        metric="market_overseas",
        kind=Kind.LEVEL,
        period=1901 + number,
        unit=Unit.JPY,
        value=Decimal(10**12 + number),
        publisher="A server's own report",
        published=str(1902 + number),
    )


if __name__ == "__main__":
    main()
