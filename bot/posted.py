"""What a message shows to read: its own words, those of the links and bots' cards in it, those that it passes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from discord import Embed, Message, MessageSnapshot

_LINK = re.compile(r"https?://[^\s<>()]+")


def words_of(message: Message) -> str:
    """All of it, a paragraph a line: news mostly comes as a link with its preview, a bot's card, or forwarded."""
    lines = [line for part in _parts(message) for line in (part.content, *_words_of(part.embeds))]
    return "\n".join(dict.fromkeys(line.strip() for line in lines if line and line.strip()))


def origin_of(message: Message) -> dict[str, str]:
    """Where its news is from, as far as it says: the `url` of the first link, and the `source`, its site's name."""
    parts = _parts(message)
    cards = [embed for part in parts for embed in part.embeds]
    links = [*(embed.url for embed in cards), *(link for part in parts for link in _LINK.findall(part.content))]
    sites = (embed.provider.name for embed in cards)
    return {"url": next(filter(None, links), ""), "source": next(filter(None, sites), "")}


def _parts(message: Message) -> Sequence[Message | MessageSnapshot]:
    return (message, *message.message_snapshots)


def _words_of(embeds: Sequence[Embed]) -> Iterator[str | None]:
    for embed in embeds:
        yield embed.title
        yield embed.description
        yield from (f"{each.name}: {each.value}" for each in embed.fields)
