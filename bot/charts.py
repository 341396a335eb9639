"""Pictures of answers, painted in a process of its own so that the event loop never waits, kept by what they show."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from bot.answers.drawing import Drawing
from bot.painting import live_and_die_with_the_bot, paint, warm

_log = logging.getLogger(__name__)

KEPT = 200
"""Pictures that are remembered: some ten megabytes."""

LONGEST = 10.0
"""Seconds after which a picture is given up."""


@dataclass(frozen=True)
class Picture:
    """A PNG, and in words what it shows."""

    png: bytes
    alt: str


class Charts:
    """Paints drawings; `async with` starts the painting process and ends it."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._pictures: OrderedDict[Drawing, bytes] = OrderedDict()
        self._painting: dict[Drawing, asyncio.Future[bytes]] = {}
        self._pool: ProcessPoolExecutor | None = None

    async def __aenter__(self) -> Self:
        self._start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            await asyncio.to_thread(self._pool.shutdown, cancel_futures=True)
            self._pool = None

    def ready(self, drawing: Drawing) -> Picture | None:
        """The picture, where it is painted already."""
        png = self._pictures.get(drawing)
        if png is None:
            return None
        self._pictures.move_to_end(drawing)
        return Picture(png, drawing.alt)

    async def picture(self, drawing: Drawing) -> Picture | None:
        """The picture; None where it could not be painted, which the log explains. Painted once, whoever asks."""
        if (known := self.ready(drawing)) is not None:
            return known
        painting = self._painting.get(drawing)
        if painting is None:
            painting = asyncio.ensure_future(self._painted(drawing))
            self._painting[drawing] = painting
            painting.add_done_callback(lambda _done: self._painting.pop(drawing, None))
        try:
            return Picture(await asyncio.shield(painting), drawing.alt)
        except Exception as error:  # a picture is an addition: no answer fails by it
            _log.error("no chart of %r", drawing.title, exc_info=error)
            return None

    async def _painted(self, drawing: Drawing) -> bytes:
        pool = self._pool or self._start()
        try:
            async with asyncio.timeout(LONGEST):
                png = await asyncio.get_running_loop().run_in_executor(pool, paint, drawing)
        except BrokenProcessPool:
            if self._pool is pool:
                self._start()
            raise
        self._pictures[drawing] = png
        while len(self._pictures) > self._kept:
            self._pictures.popitem(last=False)
        return png

    def _start(self) -> ProcessPoolExecutor:
        """A new painting process, which gets ready while nobody waits for it."""
        self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=live_and_die_with_the_bot)
        self._pool.submit(warm)
        return self._pool
