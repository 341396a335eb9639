"""Answer -> Drawing: what a chart shows, worded and scaled, before anything is painted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum

from bot.answers.headlines import headline_of
from bot.answers.provenance import footer
from bot.answers.reading import title
from bot.answers.voice import Voice
from knowledge.model import (
    Answer,
    AnswerStatus,
    Basis,
    Item,
    Kind,
    Noun,
    Operation,
    Query,
    Rank,
    Status,
    Unit,
    Value,
)
from knowledge.quantities import year_ranges

MOST_BARS = 12
"""Values of one series that are drawn as bars; more are a line."""

MOST_IN_ORDER = 3
"""Things beside each other that stay in the order in which they were asked for; more are ranked."""

ALT_AT_MOST = 1_024
"""Discord's limit for the description of a file."""


class Look(StrEnum):
    """How a mark is drawn: as printed, as computed, as revised since, as a target, or as contradicted by others."""

    REPORTED = "reported"
    COMPUTED = "computed"
    REVISED = "revised"
    TARGET = "target"
    CONFLICT = "conflict"


class Form(StrEnum):
    """Years along an axis as a line or as bars, things beside each other as bars that lie, or which years are held."""

    LINE = "line"
    COLUMNS = "columns"
    BARS = "bars"
    GRID = "grid"


class Mark(Noun):
    """One value: `at` is its year, or its place in the list; `height` is scaled to the drawing's unit."""

    at: int
    label: str
    height: float
    text: str
    look: Look


class Line(Noun):
    """Marks of one thing, in order; years that are not held are missing."""

    name: str
    marks: tuple[Mark, ...]


class Drawing(Noun):
    """All that a chart shows. `key` words the looks beside the printed one; `alt` says it all without a picture."""

    form: Form
    title: str
    unit: str
    lines: tuple[Line, ...]
    key: tuple[tuple[Look, str], ...]
    source: str
    alt: str
    language: str


DRAWN = frozenset(
    {
        Operation.SERIES,
        Operation.COMPARE,
        Operation.GAP,
        Operation.PROGRESS,
        Operation.REQUIRED,
        Operation.COVERAGE,
    }
)
"""Operations whose answer is itself a picture."""

OVER_TIME = frozenset({Operation.VALUE, Operation.EXTREME, Operation.YEARS, Operation.RANK, Operation.CHANGE})
"""Operations beside whose answer the figure over the years is worth a picture."""


def drawable(query: Query) -> Query | None:
    """The query whose answer makes the picture beside this one; None where there is nothing to draw."""
    if query.operation in DRAWN:
        return query.model_copy(update={"claim": None, "why": False})
    item = next(iter(query.items), None)
    if query.operation not in OVER_TIME or item is None:
        return None
    over_time = Item(metric=item.metric, kind=item.kind, of=item.of)
    return Query(operation=Operation.SERIES, items=(over_time,), as_of=query.as_of)


def drawn(answer: Answer, voice: Voice) -> Drawing | None:
    """The chart of an answer; None for one that has fewer than two numbers of one unit to set side by side."""
    query = answer.query
    if answer.status is not AnswerStatus.ANSWERED or query is None or query.operation not in DRAWN:
        return None
    if query.operation is Operation.COVERAGE:
        return None if query.items else _grid(answer, query, voice)
    values = [value for value in _values(answer, query) if value.item is not None]
    units = {value.quantity.unit for value in values}
    if len(values) < 2 or len(units) != 1:
        return None
    scale = _Scale(values, voice)
    form, lines = _laid_out(query, values, scale, voice)
    looks = dict.fromkeys(mark.look for line in lines for mark in line.marks)
    return Drawing(
        form=form,
        title=title(query, voice),
        unit=scale.unit,
        lines=lines,
        key=tuple((look, voice.say(f"charts.{look.value}")) for look in looks if look is not Look.REPORTED),
        source=footer((*answer.values, *answer.context), voice),
        alt=_alt(answer, lines, scale, voice),
        language=voice.language,
    )


def _grid(answer: Answer, query: Query, voice: Voice) -> Drawing:
    """Which years of which metric are held: printed, computed, or contradicted by other figures."""
    computed = {(value.item.metric, value.item.period) for value in answer.context if value.item}
    conflicts = {(tension.metric, tension.period) for tension in voice.catalogue.tensions if tension.what in FIGURES}
    lines = []
    for metric in voice.catalogue.metrics.values():
        reported = set(voice.catalogue.periods(metric.id, Kind.LEVEL, metric.unit))
        years = reported | {year for owner, year in computed if owner == metric.id and year}
        if years and metric.status is Status.OBSERVATION:
            marks = tuple(
                Mark(at=year, label=str(year), height=0, text="", look=_held(metric.id, year, reported, conflicts))
                for year in sorted(years)
            )
            lines.append(Line(name=_capital(voice.short(metric.id)), marks=marks))
    looks = (Look.REPORTED, Look.COMPUTED, Look.CONFLICT)
    return Drawing(
        form=Form.GRID,
        title=title(query, voice),
        unit=voice.say("charts.years_held"),
        lines=tuple(lines),
        key=tuple((look, voice.say(f"charts.{look.value}")) for look in looks),
        source="",
        alt=". ".join(f"{line.name}: {year_ranges(mark.at for mark in line.marks)}" for line in lines)[:ALT_AT_MOST],
        language=voice.language,
    )


FIGURES = frozenset({"sum", "growth", "share"})
"""Contradictions between figures, as against those of words."""


def _held(metric: str, year: int, reported: set[int], conflicts: set[tuple[str, int]]) -> Look:
    if (metric, year) in conflicts:
        return Look.CONFLICT
    return Look.REPORTED if year in reported else Look.COMPUTED


def _values(answer: Answer, query: Query) -> Sequence[Value]:
    """The numbers that are drawn: those asked for, or what has been reached and the target."""
    if query.operation in (Operation.SERIES, Operation.COMPARE):
        return answer.values
    reached_and_target = (value for value in answer.context if value.role in ("", "target"))
    return [
        value if value.item else value.model_copy(update={"item": item})
        for value, item in zip(reached_and_target, query.items, strict=False)
    ]


def _laid_out(query: Query, values: Sequence[Value], scale: _Scale, voice: Voice) -> tuple[Form, tuple[Line, ...]]:
    if query.operation is not Operation.SERIES:
        if len(values) > MOST_IN_ORDER:
            values = sorted(values, key=lambda value: -value.quantity.value)
        marks = (_mark(place, _beside(value, values, voice), value, scale, voice) for place, value in enumerate(values))
        return Form.BARS, (Line(name="", marks=tuple(marks)),)
    things = dict.fromkeys(_thing(value) for value in values)
    lines = tuple(
        Line(
            name=_capital(voice.short_item(thing)) if len(things) > 1 else "",
            marks=tuple(
                _mark(_year(value), str(_year(value)), value, scale, voice)
                for value in values
                if _thing(value) == thing
            ),
        )
        for thing in things
    )
    one = len(lines) == 1 and len(lines[0].marks) <= MOST_BARS
    return Form.COLUMNS if one else Form.LINE, lines


def _thing(value: Value) -> Item:
    assert value.item is not None
    return value.item.model_copy(update={"period": None})


def _year(value: Value) -> int:
    assert value.item is not None
    return value.item.period or 0


def _beside(value: Value, all_values: Sequence[Value], voice: Voice) -> str:
    """What tells a bar from the others: its year, its name, or both."""
    assert value.item is not None
    things, years = {_thing(each) for each in all_values}, {_year(each) for each in all_values}
    name = _capital(voice.short_item(_thing(value)))
    if len(things) == 1:
        return str(value.item.period)
    return name if len(years) == 1 or not value.item.period else voice.say("items.dated", item=name, year=_year(value))


def _mark(at: int, label: str, value: Value, scale: _Scale, voice: Voice) -> Mark:
    return Mark(at=at, label=label, height=scale.height(value), text=scale.text(value), look=_look(value, voice))


def _look(value: Value, voice: Voice) -> Look:
    item = value.item
    metric = voice.catalogue.metrics.get(item.metric) if item else None
    if metric is not None and metric.status is not Status.OBSERVATION:
        return Look.TARGET
    if value.basis is Basis.COMPUTED or item is None or item.period is None:
        return Look.COMPUTED if value.basis is Basis.COMPUTED else Look.REPORTED
    prints = voice.catalogue.prints(item.metric, item.kind, item.period, value.quantity.unit)
    return Look.REVISED if any(each.rank is Rank.SUPERSEDED for each in prints) else Look.REPORTED


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


DIGITS = 3


class _Scale:
    """One unit for all marks: the largest power that leaves the largest value above one."""

    def __init__(self, values: Sequence[Value], voice: Voice) -> None:
        self._voice = voice
        unit, largest = values[0].quantity.unit, max(abs(value.quantity.value) for value in values)
        self._divisor = Decimal(1)
        if unit in (Unit.JPY, Unit.USD):
            powers = {size: Decimal(10) ** int(voice.say(f"charts.{size}_power")) for size in ("large", "middle")}
            size = next((size for size, power in powers.items() if largest >= power), "one")
            self._divisor = powers.get(size, Decimal(1))
            self.unit = voice.say(f"charts.{unit.value}.{size}")
        else:
            self.unit = voice.say(f"charts.units.{unit.name.lower()}")
        self._signed = values[0].item is not None and values[0].item.kind is Kind.GROWTH

    def height(self, value: Value) -> float:
        return float(value.quantity.value / self._divisor)

    def text(self, value: Value) -> str:
        """The number with three digits, or as many as are known, all of a whole number; a rate as answers say it."""
        if value.quantity.unit in (Unit.PERCENT, Unit.POINTS):
            return self._voice.amount(value.quantity, signed=self._signed)
        scaled = value.quantity.value / self._divisor
        if scaled == scaled.to_integral_value() or abs(scaled) >= 10**DIGITS:
            return f"{scaled:,.0f}"
        before = len(str(int(abs(scaled))))
        doubt = (value.quantity.high - value.quantity.low) / self._divisor
        known = DIGITS if doubt <= 0 else max(0, -doubt.adjusted())
        return f"{scaled:,.{max(0, min(DIGITS - before, known))}f}"


def _alt(answer: Answer, lines: Iterable[Line], scale: _Scale, voice: Voice) -> str:
    """What the chart shows, in words: the title, the unit, and every value."""
    assert answer.query is not None
    headline, _ = headline_of(answer, voice)
    parts = [f"{title(answer.query, voice)} ({scale.unit})", headline]
    for line in lines:
        listed = ", ".join(f"{mark.label}: {mark.text}" for mark in line.marks)
        parts.append(f"{line.name}: {listed}" if line.name else listed)
    return ". ".join(part for part in parts if part)[:ALT_AT_MOST]
