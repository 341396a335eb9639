"""One interaction from the press of a key to its answers: what was sent, acknowledged, answered, and when."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from bot.playground.errors import Json, NothingHappened
from bot.playground.world.guild import Channel, Guild
from bot.playground.world.message import Message
from bot.playground.world.user import User


class Kind(IntEnum):
    """Discord's interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


class Response(IntEnum):
    """Discord's types of interaction callbacks."""

    PONG = 1
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(frozen=True)
class Choice:
    """One suggestion of an autocomplete: what is shown and what is sent."""

    name: str
    value: str | int | float


@dataclass(frozen=True)
class Modal:
    """A form that the bot opened in front of the person."""

    custom_id: str
    title: str
    components: tuple[Json, ...]
    opened_by: "Interaction"


@dataclass(eq=False)
class Interaction:
    """What a person did that the bot must acknowledge; times are seconds on the playground's clock."""

    id: int
    token: str
    kind: Kind
    user: User
    channel: Channel
    guild: Guild | None
    data: Json
    created: float
    owners: dict[str, str]
    """Who installed the application: "0" the guild, "1" the user."""
    name: str = ""
    """The command's full name, the component's or the modal's custom id."""
    message: Message | None = None
    """The message whose component was used."""
    target_message: Message | None = None
    opened_by: "Interaction | None" = None
    """For a submitted modal: the interaction that opened it."""
    response: Response | None = None
    acknowledged_after: float | None = None
    failed: bool = False
    """Whether the bot tried too late: the person has been told that the application did not respond."""
    ephemeral: bool = False
    response_message: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: Modal | None = None
    choices: list[Choice] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def deferred(self) -> bool:
        return self.response in (Response.DEFERRED_MESSAGE, Response.DEFERRED_UPDATE)

    @property
    def thinking(self) -> bool:
        """Whether the person still sees "thinking…"."""
        return self.response_message is not None and self.response_message.loading

    @property
    def answer(self) -> Message:
        """The message that answers it; raises NothingHappened where there is none."""
        if self.response_message is None:
            raise NothingHappened(f"{self.name!r} was not answered by a message")
        return self.response_message

    @property
    def settled(self) -> bool:
        """Acknowledged, and not thinking any more."""
        return self.response is not None and not self.thinking

    async def until(self, ready: Callable[["Interaction"], bool], seconds: float) -> None:
        """Waits until something holds of it; raises the built-in TimeoutError."""
        async with asyncio.timeout(seconds):
            while not ready(self):
                self.changed.clear()
                await self.changed.wait()


@dataclass(frozen=True)
class InteractionStarted:
    """A person used a command, a component, a modal, or typed into an autocomplete."""

    interaction: Interaction


@dataclass(frozen=True)
class InteractionAnswered:
    """The bot acknowledged an interaction, or answered it further."""

    interaction: Interaction
