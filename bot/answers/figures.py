"""The card of an answer made of numbers: the asked-for one large, what belongs beside it small, doubts in words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.card import Card, Row, Tone
from bot.answers.headlines import headline_of
from bot.answers.labels import listed, rows, size
from bot.answers.notes import notes
from bot.answers.provenance import footer
from bot.answers.reading import reading, title
from bot.answers.voice import Voice
from knowledge.model import Answer, Basis, Kind, Operation, Status, Unit, Value

_MONEY = {Unit.JPY, Unit.USD}


def card(answer: Answer, voice: Voice) -> Card:
    """The card for numbers, whatever was done with them."""
    headline, large = headline_of(answer, voice)
    rest = answer.values[len(large) :]
    return Card(
        title=title(answer.query, voice) if answer.query else "",
        headline=_with_verdict(answer, headline, voice),
        lines=(*_sentences(large, voice), *_meaning(answer, voice), *listed(rest, voice)),
        rows=(*rows(answer.context, voice), *_in_full(large, voice)),
        notes=notes(answer, voice),
        reading=reading(answer.query, voice) if answer.query else "",
        footer=footer((*answer.values, *answer.context), voice),
        tone=tone(answer, voice),
    )


def verdict(answer: Answer, voice: Voice) -> str:
    """`No.` or `Yes.` for a claim or a yes-or-no question, else nothing."""
    return voice.say(f"verdicts.{answer.verdict.value}") if answer.verdict else ""


def _with_verdict(answer: Answer, headline: str, voice: Voice) -> str:
    said = verdict(answer, voice)
    return voice.say("scripts.verdict", verdict=said, headline=headline) if said and headline else said or headline


def tone(answer: Answer, voice: Voice) -> Tone:
    """Reported, computed, or about a target: by the asked-for number."""
    if not answer.values:
        return Tone.NONE
    first = answer.values[0]
    metric = voice.catalogue.metrics.get(first.item.metric) if first.item else None
    if metric and metric.status is not Status.OBSERVATION:
        return Tone.TARGET
    return Tone.REPORTED if first.basis is Basis.REPORTED else Tone.COMPUTED


def _sentences(large: Iterable[Value], voice: Voice) -> tuple[str, ...]:
    """For growth, in which direction it went."""
    return tuple(
        voice.say("sentences.rose" if value.quantity.value > 0 else "sentences.fell", amount=size(value, voice))
        for value in large
        if value.item and value.item.kind is Kind.GROWTH and value.quantity.unit is Unit.PERCENT
    )


def _meaning(answer: Answer, voice: Voice) -> tuple[str, ...]:
    """What is measured: by the one metric, by each where they measure different things, by a target above all."""
    query = answer.query
    if query is None or query.operation is Operation.RATE:
        return ()
    known = [voice.catalogue.metrics[each.metric] for each in query.items if each.metric in voice.catalogue.metrics]
    metrics = list({metric.id: metric for metric in known}.values())
    aims = [metric for metric in metrics if metric.status is not Status.OBSERVATION]
    if len(metrics) > 1 and not aims and len({metric.scope for metric in metrics}) == 1:
        return ()
    return tuple(voice.definition(metric.id) for metric in (aims or metrics)[:2])


def _in_full(values: Iterable[Value], voice: Voice) -> tuple[Row, ...]:
    """All digits of a printed amount of money; a computed one has fewer that can be trusted."""
    return tuple(
        Row(label=voice.say("roles.in_full"), value=voice.in_full(value.quantity))
        for value in values
        if value.quantity.unit in _MONEY and value.basis is Basis.REPORTED
    )
