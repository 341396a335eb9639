"""The claims of a message against what is held: each as the answer to the question whether it is so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.answering import Desk
from knowledge.extraction.extracting import Extracted, Extractor
from knowledge.model import Answer, AnswerStatus, Catalogue, Claim, Item, Operation, Query, Verdict

_SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|(?<=[。！？])|\n+")


MOST_SENTENCES = 40
"""Sentences of a message that are each asked about: as many as people write in one, and no flood of them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a message's claims come to, and the answer to each."""

    verdict: Verdict
    answers: tuple[Answer, ...] = ()


class Checker:
    """Checks messages against one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, extractor: Extractor | None = None) -> None:
        self._catalogue, self._desk = catalogue, desk
        self._extractor = extractor or Extractor(catalogue)

    def checked(self, text: str) -> Checked:
        """False where one claim is contradicted, true where one is supported and none is left open, else unknown."""
        whole = self._desk.ask(text)
        sentences = [self._desk.ask(part) for part in _sentences(text)]
        asked = [each for each in (whole, *sentences) if _judged(each)]
        figures = [each for each in self._figures(text) if not any(_understood(each, other) for other in asked)]
        answers = _distinct([*figures, *asked])
        return Checked(_all_of(figures, asked), tuple(answers))

    def _figures(self, text: str) -> Iterator[Answer]:
        for figure in self._extractor.extracted(text, self._catalogue.years_observed[1]):
            if not figure.old:
                yield self._desk.answer(_claimed(figure))


def _sentences(text: str) -> list[str]:
    parts = [part.strip() for part in _SENTENCE.split(text) if any(map(str.isalnum, part))]
    return parts[:MOST_SENTENCES] if len(parts) > 1 else []


def _claimed(figure: Extracted) -> Query:
    item = Item(metric=figure.metric, kind=figure.kind, period=figure.period)
    claim = Claim(relation=figure.relation, bound=figure.quantity)
    return Query(operation=Operation.VALUE, items=(item,), claim=claim)


def _understood(figure: Answer, asked: Answer) -> bool:
    """Whether an amount is what a sentence claims of something else, such as a difference, a sum or a multiple."""
    one, other = figure.query, asked.query
    if (
        figure.verdict is Verdict.TRUE
        or one is None
        or other is None
        or one.claim is None
        or other.claim is None
        or other.claim.bound is None
    ):
        return False
    assert one.claim.bound is not None
    same = (one.claim.bound.value, one.claim.bound.unit) == (other.claim.bound.value, other.claim.bound.unit)
    return same and other.operation is not Operation.VALUE


def _judged(answer: Answer) -> bool:
    return answer.status is AnswerStatus.ANSWERED and answer.verdict is not None


def _all_of(figures: Sequence[Answer], asked: Sequence[Answer]) -> Verdict:
    """What is contradicted decides; but of a sentence that says one figure, that figure as it stands in the text."""
    verdicts = [answer.verdict if _judged(answer) else Verdict.UNKNOWN for answer in figures]
    said = [answer.verdict for answer in asked]
    contradicted = [each for each in asked if each.verdict is Verdict.FALSE]
    of_one = all(each.query is not None and each.query.operation is Operation.VALUE for each in contradicted)
    if Verdict.FALSE in verdicts or (contradicted and not (of_one and Verdict.TRUE in verdicts)):
        return Verdict.FALSE
    supported = Verdict.TRUE in verdicts or Verdict.TRUE in said
    return Verdict.TRUE if supported and Verdict.UNKNOWN not in verdicts else Verdict.UNKNOWN


def _distinct(answers: Sequence[Answer]) -> list[Answer]:
    found: list[Answer] = []
    for answer in answers:
        if not any(answer.query == other.query for other in found):
            found.append(answer)
    return found
