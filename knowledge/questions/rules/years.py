"""Rules that look through the years: highest and lowest, first time above, rank, and the course of a series."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from knowledge.model import Item, Kind, Operation, Quantity, Query, Relation, Select, Span, Unit
from knowledge.questions.rules.rule import Rule, asked_unit, direction, main_metric, rule, span_of
from knowledge.questions.rules.values import COMPARATIVES
from knowledge.questions.sketch import Sketch
from knowledge.questions.spoken import bound_of, relation_of

ZERO = Quantity.exact(Decimal(0), Unit.PERCENT)


def asks_year(sketch: Sketch) -> bool:
    beside = any(
        tag.has("op:highest", "op:lowest") and after.has("period:years_word") for tag, after in pairwise(sketch.tags)
    )
    return beside or sketch.has("ask:year") or (sketch.has("ask:which") and sketch.has("period:years_word"))


def kind_over_years(sketch: Sketch) -> Kind:
    if sketch.has("kind:growth") or any(
        t.has("change:up", "change:down") and t.text not in COMPARATIVES for t in sketch.tags
    ):
        return Kind.GROWTH
    return (
        Kind.SHARE
        if sketch.has("kind:share") and sketch.metrics and sketch.catalogue.metrics[sketch.metrics[0]].whole
        else Kind.LEVEL
    )


def extreme(sketch: Sketch) -> Query | None:
    """The best or worst year of one metric."""
    metric, select = main_metric(sketch), direction(sketch)
    if metric is None or select is None or sketch.has("op:ratio"):
        return None
    if not (asks_year(sketch) or sketch.has("period:ever", "op:series") or span_of(sketch)):
        return None
    kind = kind_over_years(sketch)
    falls = sketch.has("change:down") and not sketch.has("change:up") and kind is Kind.GROWTH
    select = Select.LOWEST if falls else select
    return Query(
        operation=Operation.EXTREME, items=(Item(metric=metric, kind=kind),), select=select, span=span_of(sketch)
    )


def first_above(sketch: Sketch) -> Query | None:
    """When a metric first passed an amount, or half of the whole."""
    bound = bound_of(sketch)
    metric = main_metric(sketch) or _part(sketch)
    if metric is None or bound is None or not (asks_year(sketch) or sketch.has("op:first")):
        return None
    kind = _kind_of_bound(sketch, bound)
    select = Select.ALL if sketch.has("ask:all_years") else Select.LAST if sketch.has("op:last") else Select.FIRST
    relation = relation_of(sketch) or Relation.AT_LEAST
    relation = Relation.ABOVE if relation in (Relation.EQUAL, Relation.ABOUT) else relation
    if relation is Relation.ABOVE and sketch.has("op:pass"):
        relation = Relation.AT_LEAST
    return Query(
        operation=Operation.YEARS,
        items=(Item(metric=metric, kind=kind),),
        select=select,
        relation=relation,
        bound=bound,
        span=span_of(sketch),
    )


def _part(sketch: Sketch) -> str | None:
    parts = [m for m in sketch.metrics if sketch.catalogue.metrics[m].whole]
    return parts[0] if len(parts) == 1 and len(sketch.metrics) == 2 else None


def _kind_of_bound(sketch: Sketch, bound: Quantity) -> Kind:
    if bound.unit is not Unit.PERCENT:
        return Kind.LEVEL
    return (
        Kind.GROWTH
        if sketch.has("kind:growth")
        or (sketch.changes and not sketch.has("kind:share", "relation:half", "relation:majority"))
        else Kind.SHARE
    )


def overtaking(sketch: Sketch) -> Query | None:
    """When one passed the other."""
    if len(sketch.metrics) != 2 or not (asks_year(sketch) or sketch.has("op:first")):
        return None
    if not sketch.has("op:overtake", "op:pass", "relation:above", "relation:than", "change:up"):
        return None
    kind = Kind.GROWTH if sketch.has("kind:growth") else Kind.LEVEL
    first, second = sketch.metrics if not sketch.has("relation:by") else sketch.metrics[::-1]
    select = Select.LAST if sketch.has("op:last") else Select.ALL if sketch.has("ask:all_years") else Select.FIRST
    return Query(
        operation=Operation.YEARS,
        items=(Item(metric=first, kind=kind), Item(metric=second, kind=kind)),
        relation=Relation.ABOVE,
        select=select,
        span=span_of(sketch),
    )


def fell(sketch: Sketch) -> Query | None:
    """Years in which a metric fell (or rose)."""
    metric = main_metric(sketch)
    years = (
        asks_year(sketch)
        or sketch.has("ask:any_year")
        or (sketch.has("period:years_word", "op:first", "op:last") and sketch.has("ask:which", "ask:howmany"))
    )
    if metric is None or not years or direction(sketch) or bound_of(sketch) is not None:
        return None
    if not sketch.has("change:down", "change:up"):
        return None
    relation = Relation.BELOW if sketch.has("change:down") else Relation.ABOVE
    select = Select.FIRST if sketch.has("op:first") else Select.LAST if sketch.has("op:last") else Select.ALL
    return Query(
        operation=Operation.YEARS,
        items=(Item(metric=metric, kind=Kind.GROWTH),),
        relation=relation,
        bound=ZERO,
        select=select,
        span=span_of(sketch),
    )


def rank(sketch: Sketch) -> Query | None:
    metric = main_metric(sketch)
    if metric is None or not sketch.has("op:rank") or len(sketch.periods.years) > 1 or sketch.periods.span:
        return None
    year = sketch.periods.years[0] if sketch.periods.years else None
    return Query(
        operation=Operation.RANK,
        items=(Item(metric=metric, kind=kind_over_years(sketch), period=year),),
        select=direction(sketch),
    )


def series(sketch: Sketch) -> Query | None:
    """A metric, or several, year by year."""
    moves = sketch.has("kind:growth", "ask:percent") or sketch.has("change:up") != sketch.has("change:down")
    ranged = sketch.periods.span is not None or len(sketch.periods.years) > 2
    wide = ranged and (
        sketch.has("op:series", "op:rank") or (sketch.has("change:any") and not sketch.has("ask:percent")) or not moves
    )
    if not sketch.metrics or not (sketch.has("op:series") or wide or sketch.periods.last):
        return None
    kind = Kind.GROWTH if sketch.has("kind:growth") else Kind.SHARE if sketch.has("kind:share") else Kind.LEVEL
    found = tuple(Item(metric=metric, kind=kind) for metric in sketch.metrics)
    return Query(
        operation=Operation.SERIES, items=found, span=span_of(sketch) or _last(sketch), unit=asked_unit(sketch)
    )


def _last(sketch: Sketch) -> Span | None:
    """The last so many years held."""
    if not sketch.periods.last or not sketch.metrics:
        return None
    held = sketch.catalogue.periods(sketch.metrics[0], Kind.LEVEL, sketch.catalogue.metrics[sketch.metrics[0]].unit)
    return Span(start=held[-1] - sketch.periods.last + 1, end=held[-1]) if held else None


YEARS: tuple[Rule, ...] = (
    rule(
        "extreme",
        extreme,
        (
            "op:superlative op:highest op:lowest ask:year ask:which kind: change: period: op:series ask:howmuch "
            "ask:percent relation:above amount: op:first"
        ),
    ),
    rule(
        "first above",
        first_above,
        (
            "op:pass op:first op:last op:overtake ask:year ask:which relation: kind: change: period: "
            "ask:percent number: op:highest ask:all_years"
        ),
    ),
    rule(
        "overtaking",
        overtaking,
        "op:overtake op:pass op:first op:last ask:year ask:which relation: change: period: kind:growth ask:all_years",
    ),
    rule(
        "fell",
        fell,
        (
            "change: ask:year ask:which ask:any_year ask:all_years op:first op:last kind:growth period: "
            "relation:above ask:howmany"
        ),
    ),
    rule("rank", rank, "op:rank op:superlative op:highest op:lowest kind: change: period: ask:where ask:which op:pass"),
    rule(
        "series",
        series,
        (
            "op:series op:continuous op:required period: kind: change:any op:compare ask:howmuch ask:yen "
            "ask:usd ask:year ask:percent ask:all_years number:"
        ),
    ),
)
