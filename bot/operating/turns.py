"""What the bot is doing right now and for whom: what the log says beside its lines, and what the meters count.

Discord's events come each in a task of its own, so a turn is the context of its task and of all that it starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from discord import Interaction, Message

    from knowledge.model import Answer

KINDS: Mapping[int, str] = {2: "command", 3: "component", 4: "autocomplete", 5: "modal"}
"""Discord's types of interactions."""

_SUBCOMMANDS = (1, 2)

DONE, FAILED, REFUSED, SILENT = "done", "failed", "refused", "silent"


@dataclass(slots=True)
class Turn:
    """One interaction or message: `kind` and `outcome` are of few values, nothing in it is what somebody typed."""

    kind: str
    guild: int | None = None
    channel: int | None = None
    shard: int | None = None
    interaction: int | None = None
    command: str | None = None
    outcome: str = DONE
    reason: str = ""
    writes: list[str] = field(default_factory=list)
    started: float = field(default_factory=perf_counter)
    acknowledged: float | None = None
    """When Discord had confirmed the first response, on the clock of `started`."""
    sent: float | None = None
    """When the answer was sent."""


_current: ContextVar[Turn | None] = ContextVar("turn", default=None)


def current() -> Turn | None:
    """The turn of this task."""
    return _current.get()


@contextmanager
def during(turn: Turn, finished: Callable[[Turn], None] | None) -> Iterator[None]:
    """Makes it the turn of this task, to its end; `finished` gets it once it is over."""
    _current.set(turn)
    try:
        yield
    except Exception:
        turn.outcome = FAILED
        raise
    finally:
        if finished:
            finished(turn)


def of_interaction(interaction: Interaction[Any], shards: int | None) -> Turn:
    """The turn of an interaction, for a bot of so many shards."""
    kind = interaction.type.value
    return Turn(
        KINDS.get(kind, "other"),
        interaction.guild_id,
        interaction.channel_id,
        _shard(interaction.guild_id, shards),
        interaction.id,
        _named(interaction.data) if kind in (2, 4) else None,
    )


def of_message(message: Message, shards: int | None, *, addressed: bool) -> Turn:
    """The turn of a question in words; of one that nobody put to the bot, it may say nothing."""
    guild = message.guild.id if message.guild else None
    kind, outcome = ("message", DONE) if addressed else ("overheard", SILENT)
    return Turn(kind, guild, message.channel.id, _shard(guild, shards), outcome=outcome)


def _shard(guild: int | None, shards: int | None) -> int:
    return ((guild or 0) >> 22) % (shards or 1)


def _named(data: Mapping[str, Any] | None) -> str | None:
    """A command with its subcommands, without its options."""
    names: list[str] = []
    while data:
        names.append(str(data.get("name", "")))
        data = next((each for each in data.get("options") or () if each.get("type") in _SUBCOMMANDS), None)
    return " ".join(names) or None


# --- what comes of it ---


def came_to(outcome: str, reason: str = "") -> None:
    """Notes what became of the turn."""
    turn = _current.get()
    if turn is not None:
        turn.outcome, turn.reason = outcome, reason


def found(answer: Answer) -> None:
    """Notes whether a question was answered, asked back or declined, and why."""
    came_to(answer.status.value, answer.declined.reason.value if answer.declined else "")


def sent() -> None:
    """Notes that the answer is with Discord."""
    turn = _current.get()
    if turn is not None and turn.sent is None:
        turn.sent = perf_counter()


def acknowledged() -> None:
    """Notes that Discord confirmed a response."""
    turn = _current.get()
    if turn is not None and turn.acknowledged is None:
        turn.acknowledged = perf_counter()


def wrote(kind: str) -> None:
    """Notes that a moderator's change of some kind is kept."""
    turn = _current.get()
    if turn is not None:
        turn.writes.append(kind)
