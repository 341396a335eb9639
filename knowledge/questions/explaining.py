"""Whether a reading explains the words that name something: what it leaves over is a reason for doubt."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Catalogue, Figure, Geography, Metric, MetricId, Operation, Query, Status, Unit
from knowledge.questions.candidates import Candidate
from knowledge.questions.learnt.encoding import Encoded
from knowledge.questions.reading import Tag

OF_WORDS = frozenset({Operation.STATEMENT, Operation.DEFINITION, Operation.GLANCE})
"""Readings that are about words, which name more than they measure."""

EVERYWHERE = "anime"
"""What all of it is about: its name says nothing more."""

DENYING = ("じゃ", "では", "でなく")

AMOUNTS = frozenset({Unit.JPY, Unit.USD, Unit.PERCENT})


def explained(question: Encoded, reading: Candidate, tags: Sequence[Tag], catalogue: Catalogue) -> bool:
    """Whether every category, place, amount and year that the question names plays a part in its reading."""
    if reading.query is None or reading.query.operation in OF_WORDS:
        return True
    amounts = [
        amount
        for amount, role in zip(question.amounts, reading.frame.amounts, strict=True)
        if role == "-" and amount.quantity.unit in AMOUNTS and amount.tag is not None and amount.tag.number is not None
    ]
    goals = {figure.value for item in reading.query.items for figure in _goals(item.metric, catalogue)}
    amounts = [each for each in amounts if each.quantity.value not in goals and not _is_denied(each.tag, tags)]
    years = [y for y, role in zip(question.years, reading.frame.years, strict=True) if role == "-" and question.said(y)]
    return names_what_it_is_of(reading.query, tags, catalogue) and not amounts and not years


def _goals(metric: MetricId, catalogue: Catalogue) -> Sequence[Figure]:
    """The figures of a goal, which is called by its amount."""
    return [] if catalogue.metrics[metric].status is Status.OBSERVATION else catalogue.of(metric)


def _is_denied(amount: Tag | None, tags: Sequence[Tag]) -> bool:
    """Whether an amount is only said not to be the one: "not the 3.8 trillion", 50兆じゃない."""
    if amount is None or amount not in tags:
        return False
    place = tags.index(amount)
    before = any(tag.has("relation:not") for tag in tags[max(0, place - 2) : place])
    return before or any(tag.text.startswith(DENYING) for tag in tags[place + 1 : place + 2])


def names_what_it_is_of(query: Query, tags: Sequence[Tag], catalogue: Catalogue) -> bool:
    """Whether every category and place that is named plays a part in a query."""
    if query.operation in OF_WORDS:
        return True
    metrics = [catalogue.metrics[item.metric] for item in query.items]
    metrics += [catalogue.metrics[item.of] for item in query.items if item.of]
    parts = {part for identity in catalogue.identities for part in identity.parts}
    subjects = {m.subject for m in catalogue.metrics.values() if m.id in parts and m.subject} - {EVERYWHERE}
    named = {tag.names("subject")[0] for tag in tags if len(tag.names("subject")) == 1} & subjects
    places = {place for tag in tags for place in tag.names("geo")} & {
        Geography.OVERSEAS.value,
        Geography.DOMESTIC.value,
    }
    whole = any(metric.geography is Geography.ALL for metric in metrics)
    placed = whole or places <= {metric.geography.value for metric in metrics}
    return all(_measured(subject, metrics) for subject in named) and placed


def _measured(subject: str, metrics: Sequence[Metric]) -> bool:
    """Whether one of the metrics is of this subject, or of a finer one: `tv_titles` of `tv`."""
    return any((metric.subject or "").startswith(subject) for metric in metrics)
