"""What servers cost a process of the bot: started for real before a Discord with few, then with many of them."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from bot.playground import Playground

FEW, MANY = 100, 5_000
CHANNELS, ROLES = 30, 20
"""Of each server: a server of some size."""

ROOT = Path(__file__).parent.parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")


async def report() -> str:
    """Memory and time of a process by its servers; reads `/proc`, so it needs Linux."""
    lines, taken = [], []
    for servers in (FEW, MANY):
        memory, seconds, wall = await _started(servers)
        taken.append((memory, seconds))
        lines.append(
            f"a process with {servers:,} servers: {memory:.0f} MB, "
            f"ready after {wall:.1f} s ({seconds:.1f} s of its own)"
        )
    (memory, seconds), (more_memory, more_seconds) = taken
    each = MANY - FEW
    lines.append(
        f"a server of {CHANNELS} channels and {ROLES} roles: {(more_memory - memory) / each * 1e3:.0f} kB, "
        f"{(more_seconds - seconds) / each * 1e3:.2f} ms at the start"
    )
    return "\n".join(lines)


async def _started(servers: int) -> tuple[float, float, float]:
    """MB, seconds of the processor, and seconds until the bot is ready, with so many servers."""
    async with Playground(patience=300) as discord:
        for number in range(servers):
            guild = discord.add_guild(f"Server {number}")
            for each in range(CHANNELS):
                guild.add_channel(f"channel-{each}")
            for each in range(ROLES):
                guild.add_role(f"Role {each}", 0)
        with tempfile.TemporaryDirectory() as folder:
            return await _measured(discord, folder)


async def _measured(discord: Playground, folder: str) -> tuple[float, float, float]:
    own = {
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_BASE": discord.api_base,
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": "sqlite+aiosqlite:///bot.sqlite3",
    }
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=os.environ | own, stderr=asyncio.subprocess.PIPE
    )
    try:
        assert process.stderr
        async for line in process.stderr:
            if b"ready as" in line:
                break
        wall = time.perf_counter() - began
        return _resident(process.pid), _worked(process.pid), wall
    finally:
        process.terminate()
        await process.communicate()


def _resident(pid: int) -> float:
    """The memory that a process has now, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1e3


def _worked(pid: int) -> float:
    """The processor's time that a process took, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
