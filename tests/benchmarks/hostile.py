"""How long hostile texts take at most: `python -m tests.benchmarks hostile`; the bound is 50 ms a question."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from bot.answers.clipping import whole
from knowledge.answering import Desk
from knowledge.catalogue import load
from knowledge.extraction import Checker, Extractor
from knowledge.questions.normalise import normalised
from knowledge.reviewing import Given, imported, proposed
from tests.hostile.patterns import every_pattern
from tests.hostile.texts import floods, mutated, soups
from tests.questions.corpora import TODAY

BOUND = 50.0
SHOWN = 5


def report() -> Iterator[str]:
    """A line for each thing that is done with texts, and under it the slowest of them; in milliseconds of work."""
    catalogue = load()
    desk, extractor = Desk(catalogue, today=lambda: TODAY), Extractor(catalogue)
    checker = Checker(catalogue, desk, extractor)
    texts = [whole(text) for text in (*floods(), *soups(150, seed=1), *mutated(150, seed=2))]
    row = {"metric": "market_overseas", "year": "2025", "source": "AJA"}
    yield from _slowest("a question (the bound is 50)", desk.ask, texts)
    yield from _slowest("an amount", lambda text: proposed(Given(value=text[:100], **row), catalogue), texts)
    yield from _slowest("every expression over one text", _searched(), texts)
    yield from _slowest("an article (off the event loop)", lambda text: extractor.extracted(text * 2), texts[::4])
    yield from _slowest("a checked message (off the event loop)", lambda text: checker.checked(text), texts[::4])
    yield from _slowest("a file (off the event loop)", lambda text: imported(text.encode(), catalogue, str), texts)


def _slowest(name: str, do: Callable[[str], object], texts: list[str]) -> Iterator[str]:
    for text in ("overseas 2024", "海外 2024"):
        do(text)
    taken = sorted(((_work(do, text), text) for text in texts), reverse=True)
    over = sum(milliseconds > BOUND for milliseconds, _ in taken)
    median = taken[len(taken) // 2][0]
    yield f"{name}: {len(taken)} texts, median {median:.1f}, slowest {taken[0][0]:.1f}, {over} over 50"
    yield from (f"{milliseconds:10.1f}  {text[:60]!r}" for milliseconds, text in taken[:SHOWN])


def _work(do: Callable[[str], object], text: str) -> float:
    """The lesser of two, since what another process takes is not the text's doing; the second time with a letter more,
    so that no word is remembered.
    """
    return min(_once(do, text), _once(do, f"{text[:-1]}q"))


def _once(do: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    do(text)
    return (time.process_time() - began) * 1_000


def _searched() -> Callable[[str], object]:
    patterns = list(every_pattern().values())

    def search(text: str) -> None:
        plain = normalised(text)
        for pattern in patterns:
            pattern.search(plain)

    return search
