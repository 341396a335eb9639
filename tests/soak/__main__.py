"""`make soak`: a crowd of 100,000 interactions, then two hundred crashes on each database; says what went wrong.

`--interactions 2000` is a smaller crowd without the crashes, to see in seconds whether it works.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
from pathlib import Path

from tests.databases import running_postgres
from tests.soak.crashing import crashed
from tests.soak.load import Soak, Stage

TIMES, INTERACTIONS = 200, 100_000


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--interactions", type=int, help="of a smaller crowd, without the crashes")
    fewer: int | None = asked.parse_args().interactions
    asyncio.run(_crowd(fewer or INTERACTIONS))
    if fewer is None:
        _crashes()


async def _crowd(interactions: int) -> None:
    soak = Soak(interactions)
    print(Stage.HEAD, flush=True)
    async for stage in soak.stages():
        print(stage, flush=True)
    print(*(soak.wrong or ["nothing refused, nobody unanswered, no error, no leak"]), sep="\n", flush=True)
    if soak.wrong:
        raise SystemExit(1)


def _crashes() -> None:
    with tempfile.TemporaryDirectory() as folder, running_postgres(Path(folder) / "postgres") as postgres:
        for name, address in (("SQLite", f"sqlite+aiosqlite:///{folder}/soak.sqlite3"), ("PostgreSQL", postgres)):
            found = asyncio.run(crashed(address, TIMES, random.Random(1)))
            print(
                f"{name}: {found.crashes} crashes, {found.acknowledged} entries acknowledged, {found.lost} lost, "
                f"{found.halves} imports kept by half",
                flush=True,
            )
            if found.lost or found.halves:
                raise SystemExit(1)


if __name__ == "__main__":
    main()
