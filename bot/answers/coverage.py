"""The years that are held: of one metric by how they are known, of all metrics in a line each."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.card import Card, Tone
from bot.answers.reading import reading, title
from bot.answers.voice import Voice
from knowledge.model import Answer, Basis, Item, Kind, Metric, Value
from knowledge.quantities import year_ranges


def card(answer: Answer, voice: Voice) -> Card:
    """Years by metric; runs of years drawn together."""
    asked = answer.query.items if answer.query else ()
    lines = _of_each(asked, answer.values, voice) if asked else _of_all(answer.context, voice)
    return Card(
        title=title(answer.query, voice) if answer.query else "",
        lines=tuple(lines),
        reading=reading(answer.query, voice) if answer.query else "",
        tone=Tone.REPORTED,
    )


def _of_each(items: Iterable[Item], values: Iterable[Value], voice: Voice) -> Iterable[str]:
    """Reported and computed years of each item."""
    found = list(values)
    for item in items:
        for basis in Basis:
            years = _years(value for value in found if value.basis is basis and _is_of(value, item))
            if years:
                yield voice.say(f"coverage.{basis.value}", metric=voice.item(item), years=years)


def _is_of(value: Value, item: Item) -> bool:
    return value.item is not None and (value.item.metric, value.item.kind) == (item.metric, item.kind)


def _years(values: Iterable[Value]) -> str:
    return year_ranges(int(value.quantity.value) for value in values)


def _of_all(computed: Iterable[Value], voice: Voice) -> Iterable[str]:
    found = list(computed)
    return (_held(metric, found, voice) for metric in voice.catalogue.metrics.values())


def _held(metric: Metric, computed: Iterable[Value], voice: Voice) -> str:
    """Years whose amount is printed, those whose amount follows from others, and those with a growth and no amount."""
    printed = [figure for figure in voice.catalogue.figures if figure.metric == metric.id]
    levels = {figure.period for figure in printed if figure.kind is Kind.LEVEL}
    made = {int(value.quantity.value) for value in computed if value.item and value.item.metric == metric.id}
    growth = {figure.period for figure in printed if figure.kind is Kind.GROWTH} - levels - made
    parts = [
        voice.say(f"coverage.years_{how}", years=year_ranges(years))
        for how, years in (("reported", levels), ("computed", made - levels), ("growth", growth))
        if years
    ]
    return voice.say("coverage.all", metric=voice.metric(metric.id), years=voice.say("coverage.between").join(parts))
