"""How much one person and one server may ask of the bot: pure counting, with a clock that is handed in."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

MINUTE = 60.0
AT_ONCE = 1e-6
"""Seconds that are none: what floats make of a wait that is over."""

KEPT_AT_MOST = 10_000
"""People, and servers, that are remembered of each act: who did nothing for a minute needs no remembering."""


class Act(StrEnum):
    """What is counted, each by itself: a moderator's import is not in the way of a member's question."""

    QUESTION = "question"  # a command, a mention, a press, an answer to what was overheard
    CHECK = "check"  # a text whose claims are checked
    HEARD = "heard"  # a message that is read to see whether it is a question
    WRITE = "write"  # a step of a moderator's change
    IMPORT = "import"  # a file or an article that a moderator hands in
    OFFER = "offer"  # what is offered while an option is typed, once a letter at most


class Whose(StrEnum):
    """Whose limit was reached."""

    PERSON = "person"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Rate:
    """`a_minute` at once, and then one each time that a share of the minute has passed; 0 is no limit."""

    a_minute: int = 0


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one person, and what all people of one server together, may do."""

    person: Rate = Rate()
    server: Rate = Rate()


@dataclass(frozen=True, slots=True)
class Over:
    """A limit was reached: which, whose, and the seconds until the next is allowed."""

    act: Act
    whose: Whose
    id: int
    seconds: float


class Buckets:
    """One bucket for each id, of which the least used are let go: a flood of ids takes no more memory.

    Of each is kept when its last share of the minute will have passed (the generic cell rate algorithm).
    """

    def __init__(self, rate: Rate, clock: Callable[[], float], at_most: int = KEPT_AT_MOST) -> None:
        self._share = MINUTE / rate.a_minute if rate.a_minute else 0.0
        self._room = MINUTE - self._share
        self._clock = clock
        self._at_most = at_most
        self._full_at: OrderedDict[int, float] = OrderedDict()

    def wait(self, id: int) -> float:
        """Seconds until the next is allowed; 0 for now."""
        full_at = self._full_at.get(id)
        if full_at is None:
            return 0.0
        self._full_at.move_to_end(id)  # who goes on trying is not forgotten for a flood of others
        wait = full_at - self._room - self._clock()
        return wait if wait > AT_ONCE else 0.0

    def take(self, id: int) -> None:
        """Counts one."""
        if self._share:
            now = self._clock()
            _put(self._full_at, id, max(now, self._full_at.get(id, now)) + self._share, self._at_most)

    def __len__(self) -> int:
        return len(self._full_at)


Key = TypeVar("Key", bound=Hashable)


def _put(kept: OrderedDict[Key, float], key: Key, moment: float, at_most: int) -> None:
    kept[key] = moment
    kept.move_to_end(key)
    while len(kept) > at_most:
        kept.popitem(last=False)


class Limits:
    """What each act is limited to; without allowances nothing is. `clock` is in seconds and never goes back."""

    def __init__(self, clock: Callable[[], float], allowances: Mapping[Act, Allowance] | None = None) -> None:
        given = allowances or {}
        self._clock = clock
        self._told_until: OrderedDict[tuple[Act, Whose, int, bool], float] = OrderedDict()
        self._people = {act: Buckets(given.get(act, Allowance()).person, clock) for act in Act}
        self._servers = {act: Buckets(given.get(act, Allowance()).server, clock) for act in Act}

    def over(self, act: Act, person: int, server: int | None) -> Over | None:
        """Counts one act; None where it is allowed. What is refused counts for nobody."""
        mine, theirs = self._people[act], self._servers[act]
        if wait := mine.wait(person):
            return Over(act, Whose.PERSON, person, wait)
        if server is not None:
            if wait := theirs.wait(server):
                return Over(act, Whose.SERVER, server, wait)
            theirs.take(server)
        mine.take(person)
        return None

    def __len__(self) -> int:
        """How much is remembered; never more than a fixed number of ids for each act."""
        buckets = (*self._people.values(), *self._servers.values())
        return sum(len(each) for each in buckets) + len(self._told_until)

    def first(self, over: Over, *, aloud: bool) -> bool:
        """Whether it was not yet told that this limit is reached, `aloud` or to one person; it counts as told from now
        on, until the time is over and for a minute at least.
        """
        key, now = (over.act, over.whose, over.id, aloud), self._clock()
        if self._told_until.get(key, now) > now:
            return False
        _put(self._told_until, key, now + max(over.seconds, MINUTE), KEPT_AT_MOST)
        return True


def until(moment: float, seconds: float) -> int:
    """The whole second, since 1970, by which so many seconds have surely passed since `moment`."""
    return math.ceil(moment + seconds)
