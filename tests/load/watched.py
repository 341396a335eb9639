"""The whole bot under a watchdog: what keeps its event loop busy longer than a few milliseconds goes to a file.

Processor time of the loop's own thread is counted, so that a machine that does other things too makes no difference;
collecting garbage holds up the loop in whichever thread it happens, and is counted wherever it does.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

RECORD = "WATCHDOG_RECORD"
"""The variable that names the file."""

NOTED_FROM = 0.005
"""Seconds; what is shorter is not noted."""


@dataclass(frozen=True)
class Stretch:
    """For how many seconds of processor time the loop did one thing, and when that was over, on the monotonic clock."""

    ended: float
    seconds: float
    what: str


def stretches(record: Path) -> list[Stretch]:
    """What was noted so far."""
    lines = record.read_text().splitlines() if record.exists() else []
    return [Stretch(**noted) for noted in map(json.loads, lines) if "seconds" in noted]


class Watchdog:
    """Watches every callback of every loop of this process from now on."""

    def __init__(self, written: TextIO) -> None:
        self._written = written
        self._collecting = 0.0
        self._run = asyncio.events.Handle._run
        watchdog = self

        def run(handle: asyncio.events.Handle) -> None:
            began = time.thread_time()
            watchdog._run(handle)
            watchdog._note(time.thread_time() - began, handle)

        asyncio.events.Handle._run = run  # type: ignore[method-assign,assignment]
        gc.callbacks.append(self._collected)

    def _collected(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._collecting = time.thread_time()
        elif threading.current_thread() is not threading.main_thread() or asyncio._get_running_loop():
            self._note(time.thread_time() - self._collecting, f"garbage collection {info['generation']}")

    def _note(self, seconds: float, what: object) -> None:
        if seconds >= NOTED_FROM:
            line = {"ended": time.monotonic(), "seconds": seconds, "what": _name(what)}
            self._written.write(json.dumps(line) + "\n")
            self._written.flush()


def _name(what: object) -> str:
    """What a callback is about: of a task's step, the coroutine."""
    callback: Any = getattr(what, "_callback", what)
    task = getattr(callback, "__self__", None)
    return repr(task.get_coro()) if isinstance(task, asyncio.Task) else repr(callback)


def objects(record: Path) -> list[int]:
    """How many objects there were each time that `SIGUSR1` asked for it, without what stays for good."""
    lines = record.read_text().splitlines() if record.exists() else []
    return [json.loads(line)["objects"] for line in lines if "objects" in json.loads(line)]


def _count(written: TextIO) -> None:
    gc.collect()
    written.write(json.dumps({"objects": len(gc.get_objects())}) + "\n")
    written.flush()


def main() -> None:
    with Path(os.environ[RECORD]).open("a", encoding="utf-8") as written:
        Watchdog(written)
        signal.signal(signal.SIGUSR1, lambda *_: _count(written))
        from bot.cli import app

        sys.argv = ["bot", "run"]
        app()


if __name__ == "__main__":
    main()
