"""The card of the headline figures: each with its growth, and what is still missing to the target."""

from __future__ import annotations

from bot.answers.card import Card, Row, Tone
from bot.answers.labels import amount, listed
from bot.answers.notes import notes
from bot.answers.provenance import footer
from bot.answers.reading import reading
from bot.answers.voice import Voice
from knowledge.model import Answer, Kind, MetricId, Value


def card(answer: Answer, voice: Voice) -> Card:
    """Levels side by side, everything else in lines."""
    growths = {value.item.metric: value for value in answer.context if value.item and value.item.kind is Kind.GROWTH}
    others = [value for value in answer.context if value not in growths.values()]
    return Card(
        title=voice.say("glance.title"),
        lines=listed(others, voice),
        rows=tuple(_row(value, growths, voice) for value in answer.values),
        notes=notes(answer, voice),
        reading=reading(answer.query, voice) if answer.query else "",
        footer=footer(answer.values, voice),
        tone=Tone.REPORTED,
    )


def _row(value: Value, growths: dict[MetricId, Value], voice: Voice) -> Row:
    if value.item is None:
        return Row(label=value.role, value=amount(value, voice))
    label = voice.say("glance.label", metric=voice.metric(value.item.metric), year=value.item.period)
    growth = growths.get(value.item.metric)
    if growth is None:
        return Row(label=label, value=amount(value, voice))
    both = voice.say("glance.level_and_growth", level=amount(value, voice), growth=amount(growth, voice))
    return Row(label=label, value=both)
