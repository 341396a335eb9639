"""Prints the benchmarks: `python -m tests.benchmarks [reading|charts|whole|noise|hostile]`, unnamed the first three."""

import asyncio
import sys
from collections.abc import Callable

from tests.benchmarks import hostile, noise, painting, reading, whole


async def _whole() -> None:
    async for line in whole.report():
        print(line, flush=True)


REPORTS: dict[str, Callable[[], object]] = {
    "reading": lambda: print(reading.table(), flush=True),
    "charts": lambda: print(*painting.report(), sep="\n", flush=True),
    "whole": lambda: asyncio.run(_whole()),
    "noise": lambda: print(noise.curve()),
    "hostile": lambda: print(*hostile.report(), sep="\n", flush=True),
}

for name in sys.argv[1:] or ("reading", "charts", "whole"):
    REPORTS[name]()
    print()
