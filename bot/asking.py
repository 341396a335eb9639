"""Questions without Discord: one on the command line, or many as JSON Lines, answered as the bot would."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot.answers.contract import turn_object
from bot.answers.languages import language_of
from bot.answers.voice import Voice, voices_of
from bot.calendar import local_date
from bot.failures import CannotStart
from knowledge.answering import Desk, remembered
from knowledge.catalogue import load
from knowledge.model import Answer, Catalogue, Query

_FORM = '{"id": "1", "turns": ["how big was the overseas market in 2024?"]}'


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


def answer_batch(lines: Iterable[str], asker: Asker, write: Callable[[str], object]) -> None:
    """Each line is `{"id": …, "turns": […]}`, each turn gives one line; raises `CannotStart` naming a bad line."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        id, turns = _record(line, number)
        for found in asker.objects(id, turns):
            write(json.dumps(found, ensure_ascii=False) + "\n")


def lines_of(path: str) -> Iterator[str]:
    """The lines of a file, or of standard input for `-`; raises `CannotStart` when the file can't be read."""
    if path == "-":
        yield from sys.stdin
        return
    try:
        with Path(path).open(encoding="utf-8") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"{path} can't be read: {error}") from None


def _record(line: str, number: int) -> tuple[str, list[str]]:
    try:
        record = json.loads(line)
        id, turns = record["id"], record["turns"]
    except (json.JSONDecodeError, KeyError, TypeError):
        raise CannotStart(f"line {number} is not {_FORM}, a line for each conversation") from None
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        raise CannotStart(f"line {number}: turns must be a list of questions")
    return str(id), turns
