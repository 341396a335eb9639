"""A reply as plain text: all that a person would read, for the terminal, for JSON and where embeds aren't allowed."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.card import Card, Reply
from bot.answers.voice import Voice


def plain(reply: Reply, voice: Voice) -> str:
    """The cards one under the other, without any markup."""
    return "\n\n".join("\n".join(_lines(card, voice)) for card in reply.cards)


def _lines(card: Card, voice: Voice) -> Iterable[str]:
    yield from (part for part in (card.title, card.headline) if part)
    yield from card.lines
    yield from card.copyable
    yield from (voice.say("scripts.paragraph", label=row.label, value=row.value) for row in card.rows)
    yield from card.notes
    if card.reading:
        yield voice.say("scripts.read_as", reading=card.reading)
    if card.footer:
        yield card.footer
