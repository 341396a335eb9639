"""Whether a message keeps to what Discord takes, and speaks to nobody by a mention."""

from __future__ import annotations

import re
from typing import Any

from bot.answers import embed
from bot.answers.card import Reply
from bot.answers.voice import Voice

PINGS = re.compile(r"@(?:everyone|here)\b|(?<!\\)<(?:@[!&]?|#|t:-?)\d")


def faults(reply: Reply, voice: Voice) -> list[str]:
    """What is wrong with a reply, as embeds and as text, and with its buttons."""
    found = embed.embeds(reply, voice)
    shown = [each.to_dict() for each in found]
    texts = [text for each in shown for text in _texts(each)]
    plain = embed.content(reply, voice)
    view = embed.view(reply, 2**63, voice)
    buttons = [button for row in (view.to_components() if view else []) for button in row["components"]]
    rules = {
        "embeds": 1 <= len(found) <= 10 and sum(map(len, found)) <= 6000,
        "title": all(len(each.title or "") <= 256 for each in found),
        "description": all(len(each.description or "") <= 4096 for each in found),
        "footer": all(len(each.footer.text or "") <= 2048 for each in found),
        "fields": all(len(each.fields) <= 25 for each in found),
        "field": all(
            1 <= len(field.name or "") <= 256 and 1 <= len(field.value or "") <= 1024
            for each in found
            for field in each.fields
        ),
        "content": 1 <= len(plain) <= 2000,
        "buttons": len(buttons) <= 25
        and all(1 <= len(button["label"]) <= 80 and 1 <= len(button["custom_id"]) <= 100 for button in buttons),
        "pings": not any(PINGS.search(text) for text in (*texts, plain)),
        "characters": all(text.encode("utf-8", "ignore").decode() == text for text in (*texts, plain)),
    }
    return [name for name, kept in rules.items() if not kept]


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []
