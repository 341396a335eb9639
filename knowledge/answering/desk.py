"""Query to answer: the one place that joins what is known with what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from knowledge.answering import arithmetic, targets, values
from knowledge.answering.ledger import Ledger
from knowledge.answering.resolving import resolved
from knowledge.answering.said import declined
from knowledge.answering.scopes import MOST_CHOICES, refused
from knowledge.model import Answer, Catalogue, Operation, Query, Reason

Handler = Callable[[Ledger, Query], Answer]

OPERATIONS: Mapping[Operation, Handler] = {
    Operation.VALUE: values.value,
    Operation.COMPARE: values.compare,
    Operation.SERIES: values.series,
    Operation.GLANCE: values.glance,
    Operation.SUM: arithmetic.total,
    Operation.AVERAGE: arithmetic.average,
    Operation.DIFFERENCE: arithmetic.difference,
    Operation.RATIO: arithmetic.ratio,
    Operation.CHANGE: arithmetic.change,
    Operation.CAGR: arithmetic.cagr,
    Operation.RATE: arithmetic.rate,
    Operation.GAP: targets.towards,
    Operation.PROGRESS: targets.towards,
    Operation.REQUIRED: targets.towards,
}


class Desk:
    """Answers queries from one catalogue; `today` tells the calendar's day, after whose year all is a forecast."""

    def __init__(self, catalogue: Catalogue, *, today: Callable[[], date]) -> None:
        self._catalogue = catalogue
        self._today = today
        self._ledger = Ledger(catalogue, today().year)

    def answer(self, query: Query) -> Answer:
        """The answer, with the query as it was resolved: its years filled in."""
        ledger = self._ledger
        ledger.this_year = self._today().year
        if not ledger.knows(query):
            return declined(query, Reason.NOT_COVERED)
        full = resolved(ledger, query)
        if asked_back := refused(ledger, full):
            choices = dict.fromkeys(resolved(ledger, choice) for choice in asked_back.choices)
            return asked_back.model_copy(update={"choices": tuple(choices)[:MOST_CHOICES]})
        return OPERATIONS[full.operation](ledger, full)
