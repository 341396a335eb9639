"""The card of an answer made of numbers: the asked-for one large, what belongs beside it small, doubts in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answers.card import Card, Row, Tone
from bot.answers.labels import amount, listed, rows
from bot.answers.notes import notes
from bot.answers.provenance import footer
from bot.answers.reading import reading, title
from bot.answers.voice import Voice
from knowledge.model import Answer, Basis, Kind, Operation, Query, Status, Unit, Value

_PEERS = {Operation.VALUE, Operation.SERIES, Operation.GLANCE, Operation.YEARS, Operation.COMPARE}
_MONEY = {Unit.JPY, Unit.USD}
_PERCENTAGES = {Unit.PERCENT, Unit.POINTS}


def card(answer: Answer, voice: Voice) -> Card:
    """The card for numbers, whatever was done with them."""
    large = answer.values[:1] if not _peers(answer) else ()
    return Card(
        title=title(answer.query, voice) if answer.query else "",
        headline=_headline(answer, large, voice),
        lines=(
            *_sentences(large, voice),
            *_meaning(answer, voice),
            *listed(answer.values[len(large) :], voice),
        ),
        rows=(*rows(answer.context, voice), *_in_full(large, voice)),
        notes=notes(answer, voice),
        reading=reading(answer.query, voice) if answer.query else "",
        footer=footer((*answer.values, *answer.context), voice),
        tone=tone(answer, voice),
    )


def verdict(answer: Answer, voice: Voice) -> str:
    """`No.` or `Yes.` for a claim or a yes-or-no question, else nothing."""
    return voice.say(f"verdicts.{answer.verdict.value}") if answer.verdict else ""


def tone(answer: Answer, voice: Voice) -> Tone:
    """Reported, computed, or about a target: by the asked-for number."""
    if not answer.values:
        return Tone.NONE
    first = answer.values[0]
    metric = voice.catalogue.metrics.get(first.item.metric) if first.item else None
    if metric and metric.status is not Status.OBSERVATION:
        return Tone.TARGET
    return Tone.REPORTED if first.basis is Basis.REPORTED else Tone.COMPUTED


def _peers(answer: Answer) -> bool:
    """Whether the numbers stand side by side, none of them above the others."""
    operation = answer.query.operation if answer.query else Operation.VALUE
    return operation in _PEERS and len(answer.values) != 1


def _headline(answer: Answer, large: Sequence[Value], voice: Voice) -> str:
    compared = _larger(answer, voice) if answer.query and answer.query.operation is Operation.COMPARE else ""
    shown = (verdict(answer, voice), compared, *(amount(value, voice) for value in large))
    return " ".join(part for part in shown if part)


def _larger(answer: Answer, voice: Voice) -> str:
    """Which of two is larger, and by how much, where the two can be set against each other."""
    difference = next((value for value in answer.context if value.role == "difference"), None)
    pair = sorted(answer.values[:2], key=lambda value: value.quantity.value)
    if difference is None or len(answer.values) != 2 or not all(value.item for value in pair):
        return ""
    if pair[0].quantity.value == pair[1].quantity.value:
        return voice.say("sentences.equal")
    key = "sentences.higher" if difference.quantity.unit in _PERCENTAGES else "sentences.larger"
    return voice.say(key, larger=_side(pair[1], pair[0], voice), difference=_size(difference, voice))


def _side(value: Value, other: Value, voice: Voice) -> str:
    """What tells one side of a comparison from the other: its year, or its name."""
    if value.item and other.item and value.item.metric == other.item.metric:
        return str(value.item.period)
    return voice.metric(value.item.metric) if value.item else ""


def _size(value: Value, voice: Voice) -> str:
    """A difference without its sign."""
    return voice.amount(value.quantity).removeprefix("-")


def _sentences(large: Iterable[Value], voice: Voice) -> tuple[str, ...]:
    """For growth, in which direction it went."""
    return tuple(
        voice.say("sentences.rose" if value.quantity.value > 0 else "sentences.fell", amount=_size(value, voice))
        for value in large
        if value.item and value.item.kind is Kind.GROWTH and value.quantity.value
    )


def _meaning(answer: Answer, voice: Voice) -> tuple[str, ...]:
    """What the metrics measure: of one alone, and of those that measure different things."""
    query = answer.query
    if query is None or query.operation is Operation.RATE:
        return ()
    metrics = list(dict.fromkeys(item.metric for item in query.items))
    if len(metrics) != 1 and not _differ(query, voice):
        return ()
    return tuple(filter(None, (voice.definition(metric) for metric in metrics[:2])))


def _differ(query: Query, voice: Voice) -> bool:
    """Whether the metrics are of different scopes, or one is a target."""
    known = [voice.catalogue.metrics[item.metric] for item in query.items if item.metric in voice.catalogue.metrics]
    return len({(metric.scope, metric.status) for metric in known}) > 1


def _in_full(values: Iterable[Value], voice: Voice) -> tuple[Row, ...]:
    """All digits of a printed amount of money; a computed one has fewer that can be trusted."""
    return tuple(
        Row(label=voice.say("roles.in_full"), value=voice.in_full(value.quantity))
        for value in values
        if value.quantity.unit in _MONEY and value.basis is Basis.REPORTED
    )
