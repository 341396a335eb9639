"""Texts without Discord: the figures in articles and the claims in messages, as JSON Lines or to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import ConfigDict

from bot.answers.checking import verdict_line, why_open
from bot.answers.contract import number_of, turn_object
from bot.answers.languages import language_of
from bot.answers.voice import Voice, voices_of
from bot.batches import Record, Told, written
from bot.calendar import local_date
from bot.terminal import show
from knowledge.answering import Desk
from knowledge.catalogue import load
from knowledge.extraction import Checked, Checker, Extracted, Extractor
from knowledge.model import Item, Year


class Article(Record):
    """A text with figures or claims in it; `year_hint` is the year that undated ones belong to."""

    model_config = ConfigDict(json_schema_extra={"id": "1", "text": "…", "year_hint": 2024})

    text: str
    year_hint: Year | None = None

    def of(self, year: int | None) -> Article:
        """The same, of a year where it has none of its own."""
        return self if self.year_hint is not None else self.model_copy(update={"year_hint": year})


class Reviewer:
    """Extracts from texts and checks them against what ships; built once."""

    def __init__(self) -> None:
        catalogue = load()
        self._extractor = Extractor(catalogue)
        self._checker = Checker(catalogue, Desk(catalogue, today=local_date), self._extractor)
        self._voices = voices_of(catalogue)

    def voice(self, text: str) -> Voice:
        """For words in the text's language."""
        return self._voices[language_of(text) or "en"]

    def extracted(self, article: Article) -> list[Extracted]:
        """The figures of an article, in their order."""
        return self._extractor.extracted(article.text, article.year_hint)

    def checked(self, message: Article) -> Checked:
        """What the claims of a message come to."""
        return self._checker.checked(message.text, message.year_hint)

    def read_to_its_end(self, article: Article) -> bool:
        """Whether nothing was left out for its length."""
        return self._extractor.read_to_its_end(article.text)


def extract_batch(
    lines: Iterable[str], reviewer: Reviewer, write: Callable[[str], object], tell: Told, year: int | None = None
) -> None:
    """Each line is an `Article`, undated ones of `year`, and gives one line; raises `CannotStart` where one is bad."""

    def found(article: Article) -> Iterator[dict[str, Any]]:
        figures = [_figure(each) for each in reviewer.extracted(article.of(year))]
        yield {"id": article.id, "figures": figures} | _cut(to_its_end=reviewer.read_to_its_end(article))

    written(lines, Article, found, write, tell)


def check_batch(
    lines: Iterable[str], reviewer: Reviewer, write: Callable[[str], object], tell: Told, year: int | None = None
) -> None:
    """Each line is an `Article`, undated ones of `year`, and gives one line; raises `CannotStart` where one is bad."""

    def found(message: Article) -> Iterator[dict[str, Any]]:
        checked, voice = reviewer.checked(message.of(year)), reviewer.voice(message.text)
        claims = [turn_object(answer, voice, id=message.id, turn=turn) for turn, answer in enumerate(checked.answers)]
        text = "\n\n".join([*(claim["text"] for claim in claims), *why_open(checked, voice)])
        told = {"id": message.id, "verdict": checked.verdict.value, "text": text, "claims": claims}
        yield told | _cut(to_its_end=checked.to_its_end)

    written(lines, Article, found, write, tell)


def _cut(*, to_its_end: bool) -> dict[str, Any]:
    """What is said beside the rest where only the beginning was read."""
    return {} if to_its_end else {"cut": True}


def _figure(figure: Extracted) -> dict[str, Any]:
    return {
        "metric": figure.metric,
        "kind": figure.kind.value,
        "period": figure.period,
        "value": number_of(figure.quantity.value),
        "unit": figure.quantity.unit.value,
        "text": figure.said,
    }


def show_extracted(article: Article, reviewer: Reviewer) -> None:
    """Prints the figures of one text."""
    voice, found = reviewer.voice(article.text), reviewer.extracted(article)
    for figure in found:
        item = Item(metric=figure.metric, kind=figure.kind, period=figure.period)
        amount = voice.as_printed(figure.quantity)
        print(voice.say("texts.found", item=voice.dated(item), amount=amount, said=figure.said))
    if not found:
        print(voice.say("texts.nothing" if article.year_hint else "texts.nothing_dated"))
    if not reviewer.read_to_its_end(article):
        print(voice.say("texts.cut"))


def show_checked(message: Article, reviewer: Reviewer) -> None:
    """Prints what the claims of one text come to, and the answer to each."""
    voice, found = reviewer.voice(message.text), reviewer.checked(message)
    print(verdict_line(found, voice))
    for line in why_open(found, voice):
        print(line)
    if not found.to_its_end:
        print(voice.say("texts.cut"))
    for answer in found.answers:
        show(answer, voice)
