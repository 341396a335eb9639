"""Which messages are questions to the bot, and what is asked in them once Discord's own syntax is off."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from discord import ClientUser, DMChannel, Message

from bot.answers.clipping import whole

_COMMAND = re.compile(r"^\s*/anime\b\s*(?:ask\b(?:\s+question:)?)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message may ask; not `addressed` where nobody spoke to the bot, in a channel where it listens."""

    text: str
    addressed: bool = True


def question_to(bot: ClientUser, message: Message, listening_in: Container[int] = ()) -> Asked | None:
    """The question of a mention, a direct message or a reply to the bot, or anything said in a channel that it listens
    in; None for talk that isn't with the bot.

    Empty when there is nothing but the mention. Without the message content intent, Discord withholds the text of
    replies that don't mention the bot: those stay unanswered.
    """
    if message.author.bot or message.is_system():
        return None
    mentioned = bot in message.mentions and _mention(bot).search(message.content) is not None
    direct = isinstance(message.channel, DMChannel)  # a server may not be known yet
    addressed = bool(direct or mentioned or (message.content and _replies_to(bot, message)))
    if not addressed and (message.channel.id not in listening_in or _to_another(message)):
        return None
    text = _COMMAND.sub("", _mention(bot).sub(" ", whole(message.content)).strip()).strip()
    return Asked(text, addressed) if text or addressed else None


def _to_another(message: Message) -> bool:
    """Whether it is said to somebody: a reply, or with a mention."""
    return message.reference is not None or bool(message.mentions)


def _replies_to(bot: ClientUser, message: Message) -> bool:
    answered = message.reference.resolved if message.reference else None
    return isinstance(answered, Message) and answered.author.id == bot.id


def _mention(bot: ClientUser) -> re.Pattern[str]:
    return re.compile(rf"<@!?{bot.id}>")
