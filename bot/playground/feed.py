"""Tells everything that happens, in order, to whoever listens: the gateway, a waiting test, later a page."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.playground.errors import NothingHappened

Listener = Callable[[object], None]
T = TypeVar("T")


class Feed:
    """Listeners are called at once, in the order in which they came."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def publish(self, event: object) -> None:
        for listener in tuple(self._listeners):
            listener(event)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Adds a listener; the returned function takes it away again."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def until(self, look: Callable[[], T | None], *, seconds: float, waiting_for: str) -> T:
        """What `look` gives as soon as it gives something; it is asked now and after every event.

        Raises NothingHappened after that many seconds.
        """
        found = look()
        if found is not None:
            return found
        happened = asyncio.Event()
        unsubscribe = self.subscribe(lambda _event: happened.set())
        try:
            async with asyncio.timeout(seconds):
                while True:
                    await happened.wait()
                    happened.clear()
                    found = look()
                    if found is not None:
                        return found
        except TimeoutError:
            raise NothingHappened(f"waited {seconds:g} s for {waiting_for}") from None
        finally:
            unsubscribe()
