"""What a rule is, and the small questions that rules ask of a sketch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from knowledge.model import Item, Kind, MetricId, Query, Select, Span, Unit
from knowledge.questions.sketch import Sketch


@dataclass(frozen=True, slots=True)
class Rule:
    """`read` gives a query or None; `uses` are the concepts (or whole roles, as `op:`) that it explains."""

    name: str
    read: Callable[[Sketch], Query | None]
    uses: frozenset[str]


def rule(name: str, read: Callable[[Sketch], Query | None], uses: str = "") -> Rule:
    return Rule(name, read, frozenset(uses.split()))


def main_metric(sketch: Sketch) -> MetricId | None:
    """The metric when there is just one."""
    return sketch.metrics[0] if len(sketch.metrics) == 1 else None


def items(
    metrics: Iterable[MetricId], years: Iterable[int | None], kind: Kind, of: MetricId | None = None
) -> tuple[Item, ...]:
    """Every metric in every year."""
    stretched = tuple(years) or (None,)
    return tuple(Item(metric=metric, kind=kind, period=year, of=of) for metric in metrics for year in stretched)


def asked_items(sketch: Sketch, kind: Kind) -> tuple[Item, ...]:
    """Metrics and years as they were said: paired when they alternate, else every metric in every year."""
    years: tuple[int | None, ...] = sketch.periods.years or (None,)
    if len(sketch.metrics) == len(years) > 1 and alternating(sketch):
        return tuple(Item(metric=m, kind=kind, period=y) for m, y in zip(sketch.metrics, years, strict=True))
    return items(sketch.metrics, years, kind)


def alternating(sketch: Sketch) -> bool:
    """ "TV in 2016 and movies in 2023": each thing is followed, or each led, by its own year."""
    order = [(mention.first, "m") for mention in sketch.mentions if mention.metric]
    order += [(index, "y") for index, tag in enumerate(sketch.tags) if tag.year is not None]
    pattern = "".join(kind for _, kind in sorted(order))
    return pattern in ("mymy", "ymym", "mymymy", "ymymym")


def ends(sketch: Sketch) -> tuple[int | None, int | None]:
    """The first and last year of a stretch of time; None stands for the latest held."""
    years, span = sketch.periods.years, sketch.periods.span
    if len(years) >= 2:
        return min(years), max(years)
    if span is not None and span.start is not None:
        return span.start, span.end
    return (years[0], None) if years else (None, None)


def span_of(sketch: Sketch) -> Span | None:
    """The years to look through: a range said, or from the first to the last year named."""
    if sketch.periods.span is not None:
        return sketch.periods.span
    years = sketch.periods.years
    return Span(start=min(years), end=max(years)) if len(years) > 1 else None


def asked_unit(sketch: Sketch) -> Unit | None:
    return Unit.USD if sketch.has("ask:usd") else Unit.JPY if sketch.has("ask:yen") else None


def direction(sketch: Sketch) -> Select | None:
    lowest = sketch.has("op:lowest") or (sketch.has("op:superlative") and sketch.has("relation:below"))
    if lowest:
        return Select.LOWEST
    return Select.HIGHEST if sketch.has("op:highest", "op:superlative") else None
