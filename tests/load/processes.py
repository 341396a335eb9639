"""A bot in a process of its own before a playground in this one, and what it takes: processor time and memory."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.playground import Playground
from tests.load.watched import RECORD, Stretch, objects, stretches

LOG, WATCHDOG = "log", "watchdog"
ROOT = Path(__file__).parents[2]
BOT, WATCHED, PONG = ("bot", "run"), ("tests.load.watched",), ("tests.load.pong",)
"""What `python -m` starts: the whole bot as its operator starts it, the same under a watchdog, and the empty one."""

_TICKS, _PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
_PATIENCE = 60.0
COUNTED_WITHIN = 1_000
"""Hundredths of a second."""


@dataclass(frozen=True)
class Running:
    """A bot's process, as Linux tells of it."""

    process: asyncio.subprocess.Process
    folder: Path
    started_in: float
    """Seconds until it was ready; the network of this machine takes next to none of them."""

    @property
    def log(self) -> str:
        """What it said so far."""
        return (self.folder / LOG).read_text()

    @property
    def stretches(self) -> list[Stretch]:
        """What kept its loop busy, where it runs under the watchdog."""
        return stretches(self.folder / WATCHDOG)

    async def objects(self) -> int:
        """How many objects it has that can be collected; for one under the watchdog."""
        before = len(objects(self.folder / WATCHDOG))
        self.process.send_signal(signal.SIGUSR1)
        for _ in range(COUNTED_WITHIN):
            await asyncio.sleep(0.01)
            if len(counted := objects(self.folder / WATCHDOG)) > before:
                return counted[-1]
        raise RuntimeError("it does not say how many objects it has")

    @property
    def alive(self) -> bool:
        return self.process.returncode is None

    @property
    def processor_seconds(self) -> float:
        """Seconds that it was at work, without its chart process."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def megabytes(self) -> float:
        """What it has in memory, without its chart process."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * _PAGE / 1e6


@asynccontextmanager
async def running(
    discord: Playground, what: tuple[str, ...], filled: Callable[[str], Awaitable[None]] | None = None
) -> AsyncIterator[Running]:
    """Starts a bot, with a database that was `filled`, and waits until it is connected and has commands; ends it."""
    with tempfile.TemporaryDirectory(prefix="anime-market-bot-load-") as folder:
        log = Path(folder, LOG)
        told = {
            "PYTHONPATH": str(ROOT),
            RECORD: f"{folder}/{WATCHDOG}",
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_BASE": discord.api_base,
            "DISCORD_CDN_BASE": discord.cdn_base,
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/load.sqlite3",
        }
        if filled:
            await filled(told["DATABASE_URL"])
        began = time.perf_counter()
        written = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *what, env=os.environ | told, cwd=folder, stdout=written, stderr=written
        )
        os.close(written)
        try:
            await _there(discord, process)
            yield Running(process, Path(folder), time.perf_counter() - began)
        except EndedEarly:
            raise RuntimeError(f"it ended before it was ready:\n{await asyncio.to_thread(log.read_text)}") from None
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


class EndedEarly(Exception):
    """A bot's process ended before it was ready, or did not become so."""


async def _there(discord: Playground, process: asyncio.subprocess.Process) -> None:
    ready, ended = asyncio.create_task(discord.ready()), asyncio.create_task(process.wait())
    await asyncio.wait({ready, ended}, timeout=_PATIENCE, return_when=asyncio.FIRST_COMPLETED)
    ended.cancel()
    if not ready.done():
        ready.cancel()
        raise EndedEarly
    await ready
