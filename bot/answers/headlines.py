"""What stands large over an answer: the asked-for number, or what follows from several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.answers.labels import amount, size
from bot.answers.voice import Voice
from knowledge.model import Answer, Operation, Unit, Value
from knowledge.quantities import year_ranges

_PERCENTAGES = {Unit.PERCENT, Unit.POINTS}
Headline = tuple[str, Sequence[Value]]
"""The words, and how many of the answer's first numbers they have said."""


def headline_of(answer: Answer, voice: Voice) -> Headline:
    """The headline with the numbers that it says; empty where several stand side by side."""
    operation = answer.query.operation if answer.query else Operation.VALUE
    return _HEADLINES.get(operation, _first)(answer, voice)


def _first(answer: Answer, voice: Voice) -> Headline:
    large = answer.values[:1]
    return " ".join(amount(value, voice) for value in large), large


def _alone(answer: Answer, voice: Voice) -> Headline:
    """One number alone is large, several are none above the others."""
    return _first(answer, voice) if len(answer.values) == 1 else ("", ())


def _larger(answer: Answer, voice: Voice) -> Headline:
    """Which of two is larger, and by how much, where the two can be set against each other; of many the winner."""
    if len(answer.values) > 2 and answer.query and _is_ranked(answer) and answer.values[0].item:
        first = answer.values[0]
        return voice.say("lines.listed", label=_side(first, answer.values[-1], voice), value=amount(first, voice)), ()
    difference = next((value for value in answer.context if value.role == "difference"), None)
    low, high = (
        sorted(answer.values[:2], key=lambda value: value.quantity.value) if len(answer.values) == 2 else (None, None)
    )
    if difference is None or low is None or high is None:
        return "", ()
    if low.quantity.value == high.quantity.value:
        return voice.say("sentences.equal"), ()
    key = "sentences.higher" if difference.quantity.unit in _PERCENTAGES else "sentences.larger"
    return voice.say(key, larger=_side(high, low, voice), difference=size(difference, voice)), ()


def _is_ranked(answer: Answer) -> bool:
    """Whether one of several is asked for, or they stand by size and the first is the largest."""
    values = [value.quantity.value for value in answer.values]
    alike = len({value.quantity.unit for value in answer.values}) == 1
    return bool(answer.query and answer.query.select) or (alike and values == sorted(values, reverse=True))


def _side(value: Value, other: Value, voice: Voice) -> str:
    """What tells one side of a comparison from the other: its year, or its name."""
    if value.item and other.item and value.item.metric == other.item.metric:
        return str(value.item.period)
    return _capital(voice.short(value.item.metric)) if value.item else ""


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _years(answer: Answer, voice: Voice) -> Headline:
    """The years; with the number of the year, where it is one year and one number."""
    years = [value for value in answer.values if value.quantity.unit is Unit.YEAR]
    if not years:
        return _first(answer, voice)
    rest = answer.values[len(years) :]
    said = year_ranges(int(value.quantity.value) for value in years)
    if len(years) == len(rest) == 1:
        return voice.say("sentences.in_year", year=said, amount=amount(rest[0], voice)), answer.values
    return said, years


def _place(answer: Answer, voice: Voice) -> Headline:
    """`#2 of 15`."""
    of = next((value for value in answer.context if value.role == "of"), None)
    if of is None or not answer.values:
        return _first(answer, voice)
    place, count = (voice.amount(value.quantity) for value in (answer.values[0], of))
    return voice.say("sentences.place", place=place, of=count), answer.values[:1]


_HEADLINES: dict[Operation, Callable[[Answer, Voice], Headline]] = {
    Operation.VALUE: _alone,
    Operation.SERIES: _alone,
    Operation.COMPARE: _larger,
    Operation.EXTREME: _years,
    Operation.YEARS: _years,
    Operation.RANK: _place,
}
