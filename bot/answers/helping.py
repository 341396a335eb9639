"""What `/anime help` shows: what can be asked, with examples."""

from __future__ import annotations

from bot.answers.card import Card, Tone
from bot.answers.voice import Voice


def help_card(voice: Voice) -> Card:
    """What the bot knows and how to ask it."""
    examples = (f"• {example}" for example in voice.words.several("help.examples"))
    return Card(
        title=voice.say("help.title"),
        lines=(
            *(voice.say("help.intro"), "", voice.say("help.examples_title"), *examples),
            *("", voice.say("help.check"), voice.say("help.propose")),
        ),
        tone=Tone.REPORTED,
    )
