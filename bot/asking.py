"""Questions without Discord: one on the command line, or many as JSON Lines, answered as the bot would."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from pydantic import ConfigDict, Field

from bot.answers.contract import turn_object
from bot.answers.languages import language_of
from bot.answers.voice import Voice, voices_of
from bot.batches import Record, Told, written
from bot.calendar import local_date
from knowledge.answering import Desk, remembered
from knowledge.catalogue import load
from knowledge.model import Answer, Catalogue, Query


class Conversation(Record):
    """Questions of which each may lean on those before it."""

    model_config = ConfigDict(
        json_schema_extra={"id": "1", "turns": ["how big was the overseas market in 2024?"]},
    )

    turns: list[str] = Field(min_length=1)


class Asker:
    """Answers questions in the language in which each is asked; built once, knows no conversation."""

    def __init__(self, catalogue: Catalogue, today: Callable[[], date], language: str) -> None:
        self._desk = Desk(catalogue, today=today)
        self._fallback = language
        self._voices = voices_of(catalogue)

    @classmethod
    def shipped(cls, language: str = "en") -> Asker:
        """With the catalogue of the product, today."""
        return cls(load(), local_date, language)

    def ask(self, question: str, previous: Query | None = None) -> tuple[Answer, Voice]:
        """The answer, and the voice to word it with."""
        language = language_of(question) or self._fallback
        answer = self._desk.ask(question, previous=previous)
        return answer, self._voices[language]

    def objects(self, id: str, questions: Iterable[str]) -> Iterator[dict[str, Any]]:
        """The contract's objects for one conversation, turn by turn."""
        previous: Query | None = None
        for turn, question in enumerate(questions):
            answer, voice = self.ask(question, previous)
            previous = remembered(answer) or previous
            yield turn_object(answer, voice, id=id, turn=turn)


def answer_batch(lines: Iterable[str], asker: Asker, write: Callable[[str], object], tell: Told) -> None:
    """Each line is a `Conversation`, each turn gives one line; raises `CannotStart` where one is bad."""
    written(lines, Conversation, lambda each: asker.objects(each.id, each.turns), write, tell)
