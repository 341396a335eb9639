"""The claims of a message against what is held: each as the answer to the question whether it is so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.answering import Desk, remembered
from knowledge.extraction.extracting import Extracted, Extractor
from knowledge.model import Answer, AnswerStatus, Catalogue, Claim, Item, Operation, Quantity, Query, Verdict

_SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|(?<=[。！？])|\n+")


SURE = 0.6
"""The chance from which a sentence is judged as it was read: nobody is asked back, and many read what is said."""

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
        sure = [each for each in self._asked(text) if each.chance >= SURE]
        asked = [part for each in sure for part in each.parts or (each,) if _judged(part)]
        figures = [each for each in self._figures(text) if not any(_understood(each, other) for other in asked)]
        answers = _distinct([*figures, *asked])
        return Checked(_all_of(figures, asked, self._extractor.spoken(text)), tuple(answers))

    def _asked(self, text: str) -> Iterator[Answer]:
        """Each sentence as a question that leans on the one before."""
        before: Query | None = None
        for sentence in _sentences(text):
            answer = self._desk.ask(sentence, previous=before)
            before = remembered(answer) or before
            yield answer

    def _figures(self, text: str) -> Iterator[Answer]:
        for figure in self._extractor.extracted(text, self._catalogue.years_observed[1]):
            if not figure.old:
                yield self._desk.answer(_claimed(figure))


def _sentences(text: str) -> list[str]:
    parts = (part.strip() for part in _SENTENCE.split(text))
    return [part for part in parts if any(map(str.isalnum, part))][:MOST_SENTENCES]


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


def _all_of(figures: Sequence[Answer], asked: Sequence[Answer], spoken: Sequence[Quantity]) -> Verdict:
    """What is contradicted decides, but an amount is what it is as it stands in the text; what is left open, too."""
    verdicts = [answer.verdict if _judged(answer) else Verdict.UNKNOWN for answer in figures]
    supported = [each for each in figures if each.verdict is Verdict.TRUE]
    contradicted = [each for each in asked if each.verdict is Verdict.FALSE and not _stands(each, supported)]
    if Verdict.FALSE in verdicts or contradicted:
        return Verdict.FALSE
    judged = [bound for each in asked if (bound := _bound(each))]
    open_still = Verdict.UNKNOWN in verdicts or any(not _among(amount, judged) for amount in spoken)
    supported += [each for each in asked if each.verdict is Verdict.TRUE]
    return Verdict.TRUE if supported and not open_still else Verdict.UNKNOWN


def _stands(answer: Answer, figures: Sequence[Answer]) -> bool:
    """Whether a sentence was read to claim a value that the text itself gives otherwise: of the same thing, or the same
    amount of another thing.
    """
    if answer.query is None or answer.query.operation is not Operation.VALUE:
        return False
    bound, bounds = _bound(answer), [found for each in figures if (found := _bound(each))]
    same = any(each.query is not None and each.query.items == answer.query.items for each in figures)
    return same or (bound is not None and _among(bound, bounds))


def _bound(answer: Answer) -> Quantity | None:
    return answer.query.claim.bound if answer.query is not None and answer.query.claim is not None else None


def _among(amount: Quantity, others: Sequence[Quantity]) -> bool:
    return any(amount.unit is each.unit and abs(amount.value) == abs(each.value) for each in others)


def _distinct(answers: Sequence[Answer]) -> list[Answer]:
    found: list[Answer] = []
    for answer in answers:
        if not any(answer.query == other.query for other in found):
            found.append(answer)
    return found
