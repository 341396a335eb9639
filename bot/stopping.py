"""Being told to stop: what was acknowledged is finished, then the process goes, whatever hangs; told twice, at once."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Coroutine
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any, Self

_log = logging.getLogger(__name__)

SIGNALS = (signal.SIGTERM, signal.SIGINT)

GONE_WITHIN = 9.5
"""Seconds after which a process that was told to stop is gone, whatever still hangs."""


def end_when_told() -> None:
    """Before anything was acknowledged, being told to stop is the end."""
    for number in SIGNALS:
        signal.signal(number, lambda _number, _frame: os._exit(0))


class Stopping:
    """While it is entered (`with`), in a running loop: a first signal sets `told`, a second ends the process.

    Work sets `serving` once it ends by itself when told; before that it is broken off.
    """

    def __init__(self) -> None:
        self.told = asyncio.Event()
        self.serving = False
        self._before: dict[int, Any] = {}
        self._last_resort: threading.Timer | None = None

    def __enter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        with suppress(ValueError):  # outside the main thread there are no signals
            for number in SIGNALS:
                self._before[number] = signal.signal(number, self._on_signal)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    async def until_told(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs work to its end; when told to stop, what goes wrong on the way out is for the log alone."""
        running, told = asyncio.create_task(work), asyncio.create_task(self.told.wait())
        try:
            await asyncio.wait({running, told}, return_when=asyncio.FIRST_COMPLETED)
            if self.told.is_set() and not self.serving:
                running.cancel()
            await running
        except asyncio.CancelledError:
            if not self.told.is_set():
                raise
        except Exception as error:
            if not self.told.is_set():
                raise
            _log.error("while stopping: %s", error, exc_info=error)
        finally:
            told.cancel()
            running.cancel()

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self._last_resort is not None:
            os._exit(128 + number)
        self._last_resort = threading.Timer(GONE_WITHIN, _gone)
        self._last_resort.daemon = True  # it counts on while the interpreter waits for threads that hang
        self._last_resort.start()
        self._loop.call_soon_threadsafe(self.told.set)


def _gone() -> None:
    _log.error("stopped for good after %s seconds, with something still hanging", GONE_WITHIN)
    os._exit(0)
