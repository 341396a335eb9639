"""Messages and their attachments, and what can happen to them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntFlag
from typing import Any

from bot.playground.errors import Json
from bot.playground.world.user import User

DEFAULT, REPLY, CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND = 0, 19, 20, 23
"""Discord's message types, those that occur here."""


class Flag(IntFlag):
    """Discord's message flags, those that occur here."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_COMPONENTS_V2 = 1 << 15


NO_FLAGS = Flag(0)


@dataclass(eq=False)
class Attachment:
    """A file that belongs to a message; its bytes are served back under the address of the CDN."""

    id: int
    filename: str
    content: bytes
    content_type: str
    url: str
    description: str | None = None
    width: int | None = None
    height: int | None = None
    ephemeral: bool = False
    in_embed: bool = False
    """Whether an embed shows it; Discord then lists it no more among the message's attachments."""

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(eq=False)
class Message:
    """A message as everyone who may see it sees it; `seen_by` names the only reader of an ephemeral one."""

    id: int
    channel_id: int
    guild_id: int | None
    author: User
    sent: datetime
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    flags: Flag = NO_FLAGS
    type: int = DEFAULT
    edited: datetime | None = None
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    reply_to: "Message | None" = None
    forwarded: "Message | None" = None
    """The message that this one passes on, as it was then."""
    reference: Json | None = None
    seen_by: User | None = None
    by_interaction: bool = False
    interaction_metadata: Json | None = None
    nonce: str | int | None = None
    deleted: bool = False

    @property
    def ephemeral(self) -> bool:
        return Flag.EPHEMERAL in self.flags

    @property
    def loading(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return Flag.LOADING in self.flags

    @property
    def embed(self) -> Json | None:
        return self.embeds[0] if self.embeds else None

    @property
    def parts(self) -> list[Json]:
        """Every component, with those inside rows, sections and containers, in reading order."""
        return list(_walk(self.components))

    @property
    def buttons(self) -> list[str]:
        """The buttons' labels, in reading order."""
        return [str(part.get("label", "")) for part in self.parts if part["type"] == 2]

    @property
    def text(self) -> str:
        """All words that a reader sees, a line each: content, then the embeds' parts, then texts among components."""
        lines = [self.content]
        for embed in self.embeds:
            lines += [embed.get("author", {}).get("name", ""), embed.get("title", ""), embed.get("description", "")]
            lines += [f"{item['name']}: {item['value']}" for item in embed.get("fields", [])]
            lines.append(embed.get("footer", {}).get("text", ""))
        lines += [part["content"] for part in self.parts if part["type"] == 10]
        return "\n".join(line for line in lines if line)


def _walk(components: list[Json]) -> list[Json]:
    found: list[Json] = []
    for component in components:
        found.append(component)
        inside: list[Any] = list(component.get("components", []))
        inside += [component[key] for key in ("accessory", "component") if key in component]
        found += _walk(inside)
    return found


@dataclass(frozen=True)
class MessageSent:
    """Somebody sent a message."""

    message: Message


@dataclass(frozen=True)
class MessageEdited:
    """A message changed, also when a deferred answer was filled in."""

    message: Message


@dataclass(frozen=True)
class MessageDeleted:
    """A message is gone."""

    message: Message


@dataclass(frozen=True)
class Typing:
    """Somebody, the bot perhaps, is typing."""

    channel_id: int
    user: User
