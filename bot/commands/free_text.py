"""Which messages are questions to the bot, and what is asked in them once Discord's own syntax is off."""

from __future__ import annotations

import re

from discord import ClientUser, Message

_COMMAND = re.compile(r"^\s*/anime\b\s*(?:ask\b(?:\s+question:)?)?\s*", re.IGNORECASE)


def question_to(bot: ClientUser, message: Message) -> str | None:
    """The question of a mention, a direct message or a reply to the bot; None for talk that isn't with the bot.

    Empty when there is nothing but the mention. Without the message content intent, Discord withholds the text of
    replies that don't mention the bot: those stay unanswered.
    """
    if message.author.bot or message.is_system():
        return None
    mentioned = bot in message.mentions and _mention(bot).search(message.content) is not None
    direct = message.guild is None
    if not (direct or mentioned or (message.content and _replies_to(bot, message))):
        return None
    return _COMMAND.sub("", _mention(bot).sub(" ", message.content).strip()).strip()


def _replies_to(bot: ClientUser, message: Message) -> bool:
    answered = message.reference.resolved if message.reference else None
    return isinstance(answered, Message) and answered.author.id == bot.id


def _mention(bot: ClientUser) -> re.Pattern[str]:
    return re.compile(rf"<@!?{bot.id}>")
