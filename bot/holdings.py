"""What each server holds, as immutable snapshots: what ships, over it what the owner published, over that its own."""

from __future__ import annotations

import asyncio
import logging
import time
from asyncio import FIRST_COMPLETED
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import TracebackType
from typing import Any, Self

from bot.answers.card import Reply
from bot.answers.composing import compose
from bot.answers.voice import Voice, voices_of
from bot.commands import queries
from bot.commands.offering import Names
from bot.garbage import MANY, built_to_stay
from bot.preferences import TABLE, Preferences, preferences_of
from knowledge.additions import Entry, Misfit, decoded, overlaid
from knowledge.answering import ANSWERS_KEPT, Desk
from knowledge.extraction import Checker, Extractor
from knowledge.model import Answer, Catalogue, Query
from knowledge.store import Store, StoreAway
from knowledge.store.revisions import EVERYWHERE, Revision, Revisions
from knowledge.store.watching import Watch

_log = logging.getLogger(__name__)

LONG = 200
"""Characters from which a question takes longer than others should wait; hardly one has so many."""

AT_MOST, IDLE = 500, 1_800
"""Servers' own snapshots that are kept, and seconds for which one that nobody asks is."""


WAITED_FOR = 1.0
"""Seconds that questions wait for what the database holds; then they are answered from the snapshot before."""


@dataclass(frozen=True)
class Holding:
    """One snapshot: everything that answers in one server."""

    catalogue: Catalogue
    desk: Desk
    voices: Mapping[str, Voice]
    preferences: Preferences = field(default_factory=Preferences)
    misfits: tuple[Misfit, ...] = ()
    revisions: tuple[Revision, ...] = ()
    """The last revision of everything that the server added itself, in the order in which it came."""
    complete: bool = True
    """False where what the server added, its settings too, could not be read: then this is what holds everywhere."""
    in_words: bool = True
    """Whether questions in words are to come: what they are read with stands before the first of them then."""

    @classmethod
    def over(cls, catalogue: Catalogue, today: Callable[[], date], *, in_words: bool = True) -> Holding:
        """With a desk, and a voice for every language."""
        desk = Desk(catalogue, today=today)
        if in_words:
            desk.begin_reading()
        return cls(catalogue, desk, voices_of(catalogue), in_words=in_words)

    @cached_property
    def latest(self) -> Mapping[tuple[str, str], Revision]:
        """The revisions by table and key."""
        return {(each.kind, each.key): each for each in self.revisions}

    async def asked(self, text: str, previous: Query | None = None) -> Answer:
        """The answer to a question in words; a long text is read off the event loop."""
        if len(text) <= LONG:
            return self.desk.ask(text, previous=previous)
        return await asyncio.to_thread(lambda: self.desk.ask(text, previous=previous))

    def composed(self, answer: Answer, voice: Voice) -> Reply:
        """The reply to an answer of the desk, composed once as long as the desk keeps the answer."""
        key = id(answer), voice.language
        if key not in self._replies:
            self._replies[key] = answer, compose(answer, voice)
            while len(self._replies) > ANSWERS_KEPT:
                del self._replies[next(iter(self._replies))]
        return self._replies[key][1]

    @cached_property
    def _replies(self) -> dict[tuple[int, str], tuple[Answer, Reply]]:
        """Replies with their answers, which keeps an id from being given to another."""
        return {}

    @cached_property
    def metrics(self) -> Mapping[str, Names]:
        """Every metric by its names, for each language that offers them."""
        return {code: Names(tuple(self.catalogue.metrics), voice) for code, voice in self.voices.items()}

    @cached_property
    def categories(self) -> Mapping[str, Names]:
        """The categories of the home market by their names."""
        parts = tuple(self.catalogue.categories.values())
        return {code: Names(parts, voice) for code, voice in self.voices.items()}

    @cached_property
    def checker(self) -> Checker:
        """Checks what messages claim."""
        return Checker(self.catalogue, self.desk, self.extractor)

    @cached_property
    def extractor(self) -> Extractor:
        """Finds figures in texts."""
        return Extractor(self.catalogue)


@dataclass
class _Held:
    holding: Holding
    used: float
    stale: bool = False


@dataclass(frozen=True)
class _Loading:
    """A snapshot on its way; `read` is done once the database gave what it is made of."""

    task: asyncio.Task[Holding]
    read: asyncio.Future[None]
    began: float


class Holdings:
    """The snapshot of each server; loads it when first asked, again when it changed, and lets go of idle ones.

    While it is entered (`async with`), changes by other processes are heard of. Without a store there is what ships.
    """

    def __init__(self, shipped: Holding, today: Callable[[], date], store: Store | None = None) -> None:
        self._shipped, self._today, self._store = shipped, today, store
        self._everywhere = shipped
        self._everywhere_is_stale = False
        self._loaded = time.monotonic()
        self._own: frozenset[str] = frozenset()
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._loading: dict[str, _Loading] = {}
        self._without_own: Holding | None = None
        self._stack = AsyncExitStack()

    @classmethod
    def of_what_ships(
        cls, catalogue: Catalogue, today: Callable[[], date], store: Store | None = None, *, in_words: bool = True
    ) -> Holdings:
        """With the catalogue that ships as what all servers hold."""
        return cls(Holding.over(catalogue, today, in_words=in_words), today, store)

    async def __aenter__(self) -> Self:
        if self._store is not None:
            await self._stack.enter_async_context(Watch(self._store, self.changed))
            self._own = await Revisions(self._store).servers() | self._own
            self._everywhere_is_stale = EVERYWHERE in self._own
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    @property
    def today(self) -> date:
        """The calendar's day."""
        return self._today()

    def below(self, server: str) -> Holding:
        """What a server's own additions lie over."""
        return self._shipped if server == EVERYWHERE else self._everywhere

    @property
    def everywhere(self) -> Holding:
        """What holds in all servers, as it was last loaded."""
        return self._everywhere

    @property
    def age(self) -> float:
        """Seconds since what holds in all servers was loaded."""
        return time.monotonic() - self._loaded

    @property
    def count(self) -> tuple[int, int]:
        """How many snapshots are held, and how many of them are out of date until they are asked for."""
        stale = [self._everywhere_is_stale, *(held.stale for held in self._held.values())]
        return len(stale), sum(stale)

    async def up_to_date(self) -> bool:
        """Whether what holds in all servers is as the database has it, once that was tried."""
        await self.of(None)
        return not self._everywhere_is_stale

    async def of(self, server: int | str | None) -> Holding:
        """What a server holds; None for direct messages, where there is what holds everywhere."""
        if self._everywhere_is_stale:
            await self._once(EVERYWHERE)
        name = str(server) if server is not None else EVERYWHERE
        if name == EVERYWHERE or name not in self._own:
            return self._everywhere
        held = self._held.get(name)
        if held is None or held.stale:
            return await self._once(name)
        held.used = time.monotonic()
        self._held.move_to_end(name)
        return held.holding

    def changed(self, server: str | None) -> None:
        """Takes notice that a server's additions changed; None where any may have."""
        names = [server] if server is not None else list(self._held)
        if server in (None, EVERYWHERE):
            self._everywhere_is_stale = True
            names = list(self._held)
        else:
            self._own |= {str(server)}
        for name in names:
            if name in self._held:
                self._held[name].stale = True

    # --- loading ---

    async def _once(self, name: str) -> Holding:
        """Loads a snapshot; who asks for the same meanwhile waits for it too, but nobody for long."""
        if name not in self._loading:
            read = asyncio.get_running_loop().create_future()
            task = asyncio.create_task(self._load(name, read))
            task.add_done_callback(lambda _: self._loading.pop(name, None))
            self._loading[name] = _Loading(task, read, time.monotonic())
        loading = self._loading[name]
        patience = max(0.0, loading.began + WAITED_FOR - time.monotonic())
        either: set[asyncio.Future[Any]] = {loading.task, loading.read}
        done, _ = await asyncio.wait(either, timeout=patience, return_when=FIRST_COMPLETED)
        return await asyncio.shield(loading.task) if done else self._before(name)

    def _before(self, name: str) -> Holding:
        """What answers as long as nothing newer can be had."""
        held = self._held.get(name)
        if held is not None or name == EVERYWHERE:
            return held.holding if held else self._everywhere
        if self._without_own is None or self._without_own.catalogue is not self._everywhere.catalogue:
            self._without_own = replace(self._everywhere, preferences=Preferences(), complete=False)
        return self._without_own

    async def _load(self, name: str, read: asyncio.Future[None]) -> Holding:
        """A snapshot of now; where the database is away, the one before, or what holds everywhere."""
        before = self._held.get(name)
        if before is not None:
            before.stale = False
        if name == EVERYWHERE:
            self._everywhere_is_stale = False
        try:
            revisions = await Revisions(self._store).current(name) if self._store else []
        except StoreAway:  # the store's log says so
            if before is not None:
                before.stale = True
            self._everywhere_is_stale |= name == EVERYWHERE
            return self._before(name)
        read.set_result(None)
        with built_to_stay(len(revisions) >= MANY):
            holding = await asyncio.to_thread(self._built, self.below(name), revisions, name)
        self._keep(name, holding)
        return holding

    def _built(self, below: Holding, revisions: Sequence[Revision], name: str) -> Holding:
        entries = list(entries_of(revisions))
        chosen = [preferences_of(each.content) for each in revisions if each.kind == TABLE and each.stands]
        preferences = chosen[0] if chosen else Preferences()
        catalogue, misfits = overlaid(below.catalogue, entries, name) if entries else (below.catalogue, [])
        for misfit in misfits:
            _log.warning("an entry of server %r is left out: %s (%s)", name, misfit.entry.key, misfit.why)
        base = Holding.over(catalogue, self._today, in_words=below.in_words) if entries else below
        if entries:
            base.desk.answer(queries.latest())  # builds, here and not on the event loop, what is built when first asked
        return replace(base, preferences=preferences, misfits=tuple(misfits), revisions=tuple(revisions), complete=True)

    def _keep(self, name: str, holding: Holding) -> None:
        now = time.monotonic()
        if name == EVERYWHERE:
            self._everywhere, self._loaded = holding, now
            for held in self._held.values():
                held.stale = True
            return
        stale = self._held[name].stale if name in self._held else False
        self._held[name] = _Held(holding, now, stale)
        self._held.move_to_end(name)
        while self._held and (len(self._held) > AT_MOST or now - next(iter(self._held.values())).used > IDLE):
            self._held.popitem(last=False)


def entries_of(revisions: Sequence[Revision]) -> Sequence[Entry]:
    """The entries that stand, of those that this release understands."""
    found = (decoded(each.kind, each.content) for each in revisions if each.stands)
    return [entry for entry in found if entry is not None]
