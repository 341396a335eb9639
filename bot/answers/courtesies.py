"""What people say to a bot besides questions: a greeting, thanks, a call for help. Each has a word in return."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from rapidfuzz.utils import default_process

from bot.answers.card import Card
from bot.answers.helping import help_card
from bot.answers.voice import Voice
from bot.answers.wording import LANGUAGES, wording

LONGEST = 60
"""Characters of what is no question and no claim."""


class Courtesy(StrEnum):
    """What somebody says; the names are those of the wording."""

    HELP = "help"
    HELLO = "hello"
    THANKS = "thanks"


def courtesy_of(text: str) -> Courtesy | None:
    """What a text says in whatever language, if it says nothing else."""
    return _known().get(default_process(text)) if len(text) <= LONGEST else None


def courtesy_card(courtesy: Courtesy, voice: Voice) -> Card:
    """What is said in return: to thanks a word, else what can be asked."""
    if courtesy is Courtesy.THANKS:
        return Card(title=voice.say("courtesies.welcome"))
    card = help_card(voice)
    return card.model_copy(update={"title": voice.say("courtesies.greeting")}) if courtesy is Courtesy.HELLO else card


@cache
def _known() -> dict[str, Courtesy]:
    said = ((each, courtesy) for language in LANGUAGES for courtesy in Courtesy for each in _words(language, courtesy))
    return {default_process(words): courtesy for words, courtesy in said}


def _words(language: str, courtesy: Courtesy) -> tuple[str, ...]:
    return wording(language).several(f"courtesies.{courtesy.value}")
