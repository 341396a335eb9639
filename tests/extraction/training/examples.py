"""Paragraphs -> examples to learn from: what each amount of a stretch is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.extraction.network import BESIDE, NOTHING
from knowledge.extraction.paragraphs import Paragraphs
from knowledge.extraction.stretches import Amount, Stretch
from knowledge.extraction.tables import as_sentences
from knowledge.model import Kind
from tests.extraction.corpus import Paragraph, Printed


@dataclass(frozen=True, slots=True)
class Meant:
    """What an amount is; `kind` is None where it is not known, `year` where the text has none to choose."""

    metric: str = NOTHING
    kind: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A stretch, and what is meant by each of its amounts from its own first on."""

    stretch: Stretch
    meant: tuple[Meant | None, ...]


def examples(given: Iterable[Paragraph], reader: Paragraphs) -> Iterator[Example]:
    """Each stretch of each paragraph, also without what it says of others, as it is read; but for tables, which are
    told in sentences before they are read.
    """
    for paragraph in given:
        if as_sentences(paragraph.text) != paragraph.text:
            continue
        plain = reader.plain(paragraph.text)
        places = [(*_place(printed, plain, reader), printed) for printed in paragraph.figures]
        for text in dict.fromkeys((plain, reader.without_others(plain))):
            yield from (_example(stretch, places) for stretch in reader.stretches(text, paragraph.hint))


def _example(stretch: Stretch, places: Sequence[tuple[int, int, Printed]]) -> Example:
    years = {moment.year + step for moment in stretch.moments for step in BESIDE}
    meant = [_meant(amount, places, years) if amount.token >= stretch.first else None for amount in stretch.amounts]
    return Example(stretch, tuple(meant))


def _place(printed: Printed, plain: str, reader: Paragraphs) -> tuple[int, int]:
    said, at = reader.plain(printed.said).strip(), -1
    for _ in range(printed.nth):
        at = plain.index(said, at + 1)
    return at, at + len(said)


def _meant(amount: Amount, places: Iterable[tuple[int, int, Printed]], years: set[int]) -> Meant:
    for start, end, printed in places:
        if amount.start < end and amount.end > start:
            return Meant(printed.metric, _kind(amount, printed), printed.period if printed.period in years else None)
    return Meant()


def _kind(amount: Amount, printed: Printed) -> str:
    """What the words make of the number, as `knowledge.extraction.network.KINDS` has it."""
    if printed.old:
        return "old"
    if printed.kind is not Kind.GROWTH:
        return "share" if printed.kind is Kind.SHARE else "level"
    said = amount.quantity.value
    if abs(said - 100 - printed.value) < abs(abs(said) - abs(printed.value)):
        return "ratio"
    return "fall" if printed.value < 0 else "rise"
