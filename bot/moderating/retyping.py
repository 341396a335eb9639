"""What somebody typed, given back to be copied where it could not be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from discord import Interaction, InteractionType

from bot.answers.clipping import clipped
from bot.answers.voice import Voice
from bot.moderating.controls import filled
from knowledge.store import StoreAway

_AT_MOST = 1_500
_GROUPS, _FILE = (1, 2), 11


def not_saved(error: StoreAway, interaction: Interaction[Any], voice: Voice) -> str:
    """That nothing was saved, and what was typed."""
    sentence = voice.say("errors.uncertain" if error.uncertain else "errors.away")
    typed = _typed(interaction).replace("```", "'''").strip()
    return f"{sentence}\n{voice.say('errors.typed')}\n```\n{clipped(typed, _AT_MOST)}\n```" if typed else sentence


def _typed(interaction: Interaction[Any]) -> str:
    """A command as it can be pasted again, or what stood in a form; nothing of a press."""
    data: Mapping[str, Any] = interaction.data or {}
    if interaction.type is InteractionType.modal_submit:
        return "\n".join(text for text in filled(data).values() if text.strip())
    options: Sequence[Mapping[str, Any]] = data.get("options", ())
    if interaction.type is InteractionType.application_command and options:
        return " ".join((f"/{data['name']}", *_words(options)))
    return ""


def _words(options: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for option in options:
        if option["type"] in _GROUPS:
            yield option["name"]
            yield from _words(option.get("options", ()))
        elif option["type"] != _FILE:
            yield f"{option['name']}:{option['value']}"
