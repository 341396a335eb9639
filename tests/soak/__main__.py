"""`make soak`: kills a writing process two hundred times on each database, and says what was lost."""

from __future__ import annotations

import asyncio
import random
import tempfile
from pathlib import Path

from tests.databases import running_postgres
from tests.soak.crashing import crashed

TIMES = 200


def main() -> None:
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
