"""The claims of a message against what is held: each as the answer to the question whether it is so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from knowledge.answering import Desk, remembered
from knowledge.extraction.clauses import clauses, sentences
from knowledge.extraction.extracting import Extracted, Extractor
from knowledge.model import (
    Answer,
    AnswerStatus,
    Catalogue,
    Claim,
    Item,
    Operation,
    Quantity,
    Query,
    Relation,
    Unit,
    Verdict,
)

SURE = 0.6
"""The chance from which a sentence is judged as it was read: nobody is asked back, and many read what is said."""

SURE_OF_PART = 0.75
"""The chance from which a part of a sentence is: it says less."""

MOST_PARTS = 24
"""Parts of sentences that are asked about in one message."""

MOST_RECKONED = 6
"""Figures of a message among which it may reckon: every two of them are compared."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a message's claims come to, and the answer to each."""

    verdict: Verdict
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """An amount of a message; if it is a figure, which, and the claim that it is so."""

    quantity: Quantity
    relation: Relation
    claim: Answer | None = None
    figure: Extracted | None = None


class Checker:
    """Checks messages against one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, extractor: Extractor | None = None) -> None:
        self._catalogue, self._desk = catalogue, desk
        self._extractor = extractor or Extractor(catalogue)

    def checked(self, text: str) -> Checked:
        """False where one claim is contradicted, true where one is supported and none is left open, else unknown."""
        amounts = list(self._amounts(text))
        asked = list(self._asked(text))
        figures, left = self._reckoned(amounts, asked)
        verdict = _all_of(figures, asked, [*self._extractor.spoken(text), *left])
        if verdict is Verdict.TRUE and self._speaks_of_others(text, amounts):
            verdict = Verdict.UNKNOWN
        return Checked(verdict, tuple(_distinct([*figures, *asked])))

    def _amounts(self, text: str) -> Iterator[Said]:
        for amount, figures in self._extractor.read(text, self._catalogue.years_observed[1]):
            if not any(figure.old and figure.chance >= SURE for figure in figures):
                claims = [(figure, self._desk.answer(_claimed(figure))) for figure in figures]
                taken = [each for each in claims if each[0].chance >= SURE]
                right = [each for each in claims if each[1].verdict is Verdict.TRUE]
                figure, claim = next(iter(right or taken), (None, None))
                said = figure or amount
                yield Said(said.quantity, said.relation, claim, figure)

    def _asked(self, text: str) -> list[Answer]:
        """What sentences claim, and their parts: each is a question that leans on the one before.

        Where a part claims otherwise than its sentence, the one that was read more surely stands.
        """
        before: Query | None = None
        found: list[Answer] = []
        left = MOST_PARTS
        for sentence in sentences(text):
            whole = self._desk.ask(sentence, previous=before)
            parts: list[Answer] = []
            asked_in_parts = clauses(sentence)[: max(0, left)]
            left -= len(asked_in_parts)
            for clause in asked_in_parts:
                answer = self._desk.ask(clause, previous=before)
                before = remembered(answer) or before
                parts += _told(answer, SURE_OF_PART)
            told = _told(whole, SURE)
            found += [each for each in told if not any(_better(part, each) for part in parts)]
            found += [part for part in parts if not told or any(_better(part, each) for each in told)]
            before = remembered(whole) or before
        return found

    def _reckoned(self, amounts: Sequence[Said], asked: Sequence[Answer]) -> tuple[list[Answer], list[Quantity]]:
        """The claims that amounts make, and the amounts that stay unexplained.

        What is no figure, or a wrong one, may be what the message reckons of the right ones: "that is nine times as
        much".
        """
        right = [each.claim for each in amounts if each.claim is not None and each.claim.verdict is Verdict.TRUE]
        found: list[Answer] = []
        left: list[Quantity] = []
        for amount in amounts:
            claim = amount.claim
            if claim is not None and claim.verdict is Verdict.TRUE:
                found.append(claim)
            elif (reckoning := self._reckoning(amount, right)) is not None:
                found.append(reckoning)
            elif claim is None:
                if amount.quantity.unit in _RECKONED:
                    left.append(amount.quantity)
            elif not any(_understood(amount, each) for each in asked):
                found.append(claim)
        return found, left

    def _reckoning(self, amount: Said, right: Sequence[Answer]) -> Answer | None:
        """What two of the right figures come to, where the amount is that: by the exact figures, or by those said."""
        said = {each.query.items[0]: bound for each in right if each.query and (bound := _bound(each))}
        for (one, first), (other, second) in permutations(list(said.items())[:MOST_RECKONED], 2):
            relation = amount.relation
            if relation is Relation.EQUAL and first.value - second.value == amount.quantity.value:
                relation = Relation.ABOUT
            claim = Claim(relation=relation, bound=amount.quantity)
            for operation in _RECKONED.get(amount.quantity.unit, ()) if one.kind is other.kind else ():
                answer = self._desk.answer(Query(operation=operation, items=(one, other), claim=claim))
                if answer.verdict is Verdict.TRUE:
                    return answer
        return None

    def _speaks_of_others(self, text: str, amounts: Sequence[Said]) -> bool:
        """Whether a part of the message is about another country or a company, and gives no figure that is held."""
        right = [each.figure.said for each in amounts if each.figure and each.claim and _judged(each.claim)]
        parts = [part for sentence in sentences(text) for part in clauses(sentence) or [sentence]]
        return any(self._extractor.elsewhere(part) and not any(said in part for said in right) for part in parts)


_RECKONED = {
    Unit.JPY: (Operation.DIFFERENCE,),
    Unit.USD: (Operation.DIFFERENCE,),
    Unit.TIMES: (Operation.RATIO,),
    Unit.PERCENT: (Operation.CHANGE, Operation.DIFFERENCE),
}


def _claimed(figure: Extracted) -> Query:
    item = Item(metric=figure.metric, kind=figure.kind, period=figure.period)
    claim = Claim(relation=figure.relation, bound=figure.quantity)
    return Query(operation=Operation.VALUE, items=(item,), claim=claim)


def _understood(amount: Said, asked: Answer) -> bool:
    """Whether a sentence was read to claim the amount of something else, such as a difference or a multiple, or to
    claim it of another figure, more surely and rightly.
    """
    bound = _bound(asked)
    if amount.figure is None or asked.query is None or bound is None or not _among(amount.quantity, [bound]):
        return False
    otherwise = asked.verdict is Verdict.TRUE and asked.chance > amount.figure.chance
    return otherwise or asked.query.operation is not Operation.VALUE


def _told(answer: Answer, sure: float) -> list[Answer]:
    """The claims that a sentence was read to make, each with the chance of the whole."""
    if answer.chance < sure:
        return []
    parts = [each.model_copy(update={"chance": answer.chance}) for each in answer.parts or (answer,)]
    return [each for each in parts if _judged(each)]


def _better(one: Answer, other: Answer) -> bool:
    """Whether one claims what the other does, of something else, and is surer of it."""
    return _bound(one) is not None and _bound(one) == _bound(other) and one.chance > other.chance


def _judged(answer: Answer) -> bool:
    return answer.status is AnswerStatus.ANSWERED and answer.verdict is not None


def _all_of(figures: Sequence[Answer], asked: Sequence[Answer], spoken: Sequence[Quantity]) -> Verdict:
    """What is contradicted decides, but an amount is what it is as it stands in the text; what is left open, too."""
    verdicts = [answer.verdict if _judged(answer) else Verdict.UNKNOWN for answer in figures]
    supported = [each for each in figures if each.verdict is Verdict.TRUE]
    contradicted = [each for each in asked if each.verdict is Verdict.FALSE and not _stands(each, supported)]
    if Verdict.FALSE in verdicts or contradicted:
        return Verdict.FALSE
    judged = [bound for each in asked for bound in _bounds(each)]
    open_still = Verdict.UNKNOWN in verdicts or any(not _among(amount, judged) for amount in spoken)
    supported += [each for each in asked if each.verdict is Verdict.TRUE]
    return Verdict.TRUE if supported and not open_still else Verdict.UNKNOWN


def _stands(answer: Answer, figures: Sequence[Answer]) -> bool:
    """Whether a sentence was read to claim a value that the text itself gives otherwise: of the same thing, or the same
    amount of another thing.
    """
    if answer.query is None:
        return False
    bound, bounds = _bound(answer), [found for each in figures if (found := _bound(each))]
    same = any(each.query is not None and each.query.items == answer.query.items for each in figures)
    value = answer.query.operation is Operation.VALUE
    return (same and value) or (bound is not None and _among(bound, bounds))


def _bound(answer: Answer) -> Quantity | None:
    return answer.query.claim.bound if answer.query is not None and answer.query.claim is not None else None


def _bounds(answer: Answer) -> list[Quantity]:
    """The amount that is claimed, and the one that years are looked for by: "first above 3 trillion in 2023"."""
    sought = answer.query.bound if answer.query is not None else None
    return [bound for bound in (_bound(answer), sought) if bound is not None]


def _among(amount: Quantity, others: Sequence[Quantity]) -> bool:
    return any(amount.unit is each.unit and abs(amount.value) == abs(each.value) for each in others)


def _distinct(answers: Sequence[Answer]) -> list[Answer]:
    found: list[Answer] = []
    for answer in answers:
        if not any(answer.query == other.query for other in found):
            found.append(answer)
    return found
