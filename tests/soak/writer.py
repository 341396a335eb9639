"""A process that adds and imports until it is killed, and says on standard output what was acknowledged."""

from __future__ import annotations

import asyncio
import sys

from knowledge.store import Store
from knowledge.store.revisions import Action, Author, Change, Revisions

IMPORT = 50
"""Entries of each import."""


def change(key: str, content: str) -> Change:
    return Change(kind="figure", key=key, action=Action.ADD, content=content)


async def main(address: str, name: str) -> None:
    async with Store(address) as store:
        revisions, author = Revisions(store), Author("1", "alice")
        print("ready", flush=True)
        number = 0
        while True:
            many = number % 3 == 2
            keys = [f"{name}-{number}-{part}" for part in range(IMPORT)] if many else [f"{name}-{number}"]
            await revisions.append("7", [change(key, key) for key in keys], author)
            print("kept", number, len(keys), flush=True)
            number += 1


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
