"""Query to answer: the one place that joins what is known with what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import islice

from knowledge.answering import arithmetic, sources, targets, values, years
from knowledge.answering.asking import asked
from knowledge.answering.caveats import caveat
from knowledge.answering.editions import annual, as_of, revised_since
from knowledge.answering.ledger import Ledger
from knowledge.answering.resolving import resolved
from knowledge.answering.said import declined
from knowledge.answering.scopes import MOST_CHOICES, refused
from knowledge.answering.suggestions import suggested
from knowledge.answering.verdicts import judged
from knowledge.model import Answer, AnswerStatus, Catalogue, Operation, Query, Reason, Verdict
from knowledge.questions import Reader
from knowledge.remembered import remembered

Handler = Callable[[Ledger, Query], Answer]

OPERATIONS: Mapping[Operation, Handler] = {
    Operation.VALUE: values.value,
    Operation.COMPARE: values.compare,
    Operation.SERIES: values.series,
    Operation.GLANCE: values.glance,
    Operation.EXTREME: years.extreme,
    Operation.YEARS: years.years,
    Operation.RANK: years.rank,
    Operation.SUM: arithmetic.total,
    Operation.AVERAGE: arithmetic.average,
    Operation.DIFFERENCE: arithmetic.difference,
    Operation.RATIO: arithmetic.ratio,
    Operation.CHANGE: arithmetic.change,
    Operation.CAGR: arithmetic.cagr,
    Operation.CONTRIBUTION: arithmetic.contribution,
    Operation.RATE: arithmetic.rate,
    Operation.GAP: targets.towards,
    Operation.PROGRESS: targets.towards,
    Operation.REQUIRED: targets.towards,
    Operation.STATEMENT: sources.statement,
    Operation.DEFINITION: sources.definition,
    Operation.PROVENANCE: sources.provenance,
    Operation.HISTORY: sources.history,
    Operation.COVERAGE: sources.coverage,
}
"""All but PARTS, whose parts are answered one by one."""

ANSWERS_KEPT = 300
"""Answers that a desk remembers, some kilobytes each: most people ask for the same figures."""


class Desk:
    """Answers queries from one catalogue; `today` tells the calendar's day, after whose year all is a forecast."""

    def __init__(self, catalogue: Catalogue, *, today: Callable[[], date]) -> None:
        self._today, self._catalogue = today, catalogue
        self._now = Ledger(catalogue, today().year)
        self._then: dict[str, Ledger | None] = {}
        self._known = remembered(self._found, ANSWERS_KEPT)

    @property
    def year(self) -> int:
        """The year of the calendar's day."""
        return self._today().year

    def answer(self, query: Query) -> Answer:
        """The answer, with the query as it was resolved: its years filled in; the same one as long as it is kept."""
        return self._known(query, self.year)

    def _found(self, query: Query, _this_year: int) -> Answer:
        answer, ledger = self._bare(query), self._ledger(query.as_of)
        if ledger is None or query.operation is Operation.PARTS:
            return answer
        return answer.model_copy(update={"suggestions": suggested(ledger, answer)})

    def _bare(self, query: Query) -> Answer:
        """The answer without what one could ask next."""
        if query.operation is Operation.PARTS:
            return self._in_parts(query)
        ledger = self._ledger(query.as_of)
        if ledger is None:
            return declined(query, Reason.NOT_COVERED, words=(query.as_of or "",))
        return revised_since(self._now, _answered(ledger, query))

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._catalogue)

    def begin_reading(self) -> None:
        """Builds what questions in words are read with: some tenths of a second that the first would wait for."""
        _ = self._reader

    def ask(self, text: str, *, previous: Query | None = None) -> Answer:
        """The answer to a question in words, English or Japanese; `previous` is the query of the turn before."""
        answer = asked(self._reader, self.answer, text, year_now=self.year, previous=previous)
        return answer.model_copy(update={"alternatives": tuple(self._leading_on(answer))})

    def _leading_on(self, answer: Answer) -> Iterator[Query]:
        """The other readings with their years filled in; one that is a dead end is not worth a click."""
        for other in map(self._bare, answer.alternatives):
            if other.status is AnswerStatus.ANSWERED and other.query and other.query != answer.query:
                yield other.query

    def _ledger(self, edition: str | None) -> Ledger | None:
        """What is known, now or when an edition came out; None for an edition that can't be placed in time."""
        year = self.year
        self._now.this_year = year
        if edition is None:
            return self._now
        if edition not in self._then:
            catalogue = as_of(self._now.catalogue, edition)
            self._then[edition] = Ledger(catalogue, year) if catalogue else None
        return self._then[edition]

    def _in_parts(self, query: Query) -> Answer:
        """All parts; answered when any of them is, with a verdict when all of them have one."""
        parts = tuple(self.answer(part) for part in query.parts)
        if not parts:
            return declined(query, Reason.NO_QUESTION)
        best = next((part for part in parts if part.status is AnswerStatus.ANSWERED), parts[0])
        return Answer(
            status=best.status,
            query=query.model_copy(
                update={"parts": tuple(part.query or each for part, each in zip(parts, query.parts, strict=True))}
            ),
            declined=best.declined,
            verdict=_together(parts),
            parts=parts,
        )


def _together(parts: tuple[Answer, ...]) -> Verdict | None:
    """False if any part is, true if all are."""
    verdicts = [part.verdict for part in parts]
    if Verdict.FALSE in verdicts:
        return Verdict.FALSE
    if all(verdict is Verdict.TRUE for verdict in verdicts):
        return Verdict.TRUE
    return Verdict.UNKNOWN if any(verdicts) else None


def _answered(ledger: Ledger, query: Query) -> Answer:
    if not ledger.knows(query):
        return declined(query, Reason.NOT_COVERED, words=ledger.unknown(query))
    full = resolved(ledger, query)
    if asked_back := refused(ledger, full):
        return _with_sound_choices(ledger, asked_back)
    answer = judged(ledger, OPERATIONS[full.operation](ledger, full))
    return _outdated(ledger, _dated(ledger, _reasoned(answer)))


def _with_sound_choices(ledger: Ledger, asked_back: Answer) -> Answer:
    """Only choices that have an answer; with none left there is nothing to ask back."""
    choices = dict.fromkeys(resolved(ledger, choice) for choice in asked_back.choices)
    sound = (choice for choice in choices if _has_an_answer(ledger, choice))
    kept = tuple(islice(sound, MOST_CHOICES))
    status = AnswerStatus.CLARIFY if kept else AnswerStatus.DECLINED
    return judged(ledger, asked_back.model_copy(update={"status": status, "choices": kept}))


def _has_an_answer(ledger: Ledger, choice: Query) -> bool:
    mixed = refused(ledger, choice) is not None
    return not mixed and OPERATIONS[choice.operation](ledger, choice).status is AnswerStatus.ANSWERED


def _reasoned(answer: Answer) -> Answer:
    """Reasons aren't held: a `why` with a true premise, or none, stays without an answer; a false one is corrected.

    The numbers that make the premise true stand beside; what was not answered has no verdict.
    """
    query = answer.query
    if query is None or not query.why or answer.status is not AnswerStatus.ANSWERED or answer.verdict is Verdict.FALSE:
        return answer
    why = declined(query, Reason.NOT_COVERED, query.items[0] if query.items else None)
    return why.model_copy(update={"context": (*answer.values, *answer.context)})


YEARS_BETWEEN_EDITIONS = 1
"""The annual report comes out each autumn to winter, so by the end of the year after the last one."""


def _outdated(ledger: Ledger, answer: Answer) -> Answer:
    """Says so when, by the calendar, an edition newer than the latest that is held must be out."""
    latest = max(annual(ledger.catalogue), key=lambda edition: edition.published, default=None)
    if latest is None or answer.status is not AnswerStatus.ANSWERED or (answer.query and answer.query.as_of):
        return answer
    due = int(latest.published[:4]) + YEARS_BETWEEN_EDITIONS
    rests_on_it = any(latest.id in value.editions for value in answer.values)
    if ledger.this_year <= due or not rests_on_it:
        return answer
    return answer.model_copy(update={"caveats": (*answer.caveats, caveat("newer_edition", edition=latest.title))})


def _dated(ledger: Ledger, answer: Answer) -> Answer:
    """Says up to which edition an answer goes, when it was asked for as of one."""
    edition = ledger.catalogue.editions.get(answer.query.as_of or "") if answer.query else None
    if edition is None or answer.status is not AnswerStatus.ANSWERED:
        return answer
    return answer.model_copy(update={"caveats": (caveat("as_of", edition=edition.title), *answer.caveats)})
