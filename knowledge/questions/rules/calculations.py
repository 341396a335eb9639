"""Rules for what is computed of two or more figures: sums, averages, differences, ratios, changes over years."""

from __future__ import annotations

from knowledge.model import Item, Kind, MetricId, Operation, Query, Unit
from knowledge.questions.rules.rule import Rule, alternating, asked_items, asked_unit, ends, main_metric, rule, span_of
from knowledge.questions.rules.values import compared_kind
from knowledge.questions.sketch import Sketch


def total(sketch: Sketch) -> Query | None:
    return _over_items(sketch, Operation.SUM) if sketch.has("op:sum") or _total_of_years(sketch) else None


def _total_of_years(sketch: Sketch) -> bool:
    """ "Add foreign revenue for 2022, 2023 and 2024": three years named one by one are summed, not compared."""
    return bool(sketch.tags) and sketch.tags[0].text in ("add", "total", "sum") and len(sketch.periods.years) > 2


def average(sketch: Sketch) -> Query | None:
    grows = sketch.has("kind:growth") or sketch.has("change:up", "change:down")
    if not sketch.has("op:average") or (grows and span_of(sketch) is not None and not sketch.has("ask:simple_mean")):
        return None
    return _over_items(sketch, Operation.AVERAGE)


def _over_items(sketch: Sketch, operation: Operation) -> Query | None:
    kind = Kind.GROWTH if sketch.has("kind:growth") else Kind.LEVEL
    span = span_of(sketch)
    if span is not None and len(sketch.metrics) == 1:
        years = _listed(sketch)
        if years:
            return Query(
                operation=operation,
                items=tuple(Item(metric=sketch.metrics[0], kind=kind, period=y) for y in years),
                unit=asked_unit(sketch),
            )
        return Query(
            operation=operation, items=(Item(metric=sketch.metrics[0], kind=kind),), span=span, unit=asked_unit(sketch)
        )
    found = asked_items(sketch, kind)
    return Query(operation=operation, items=found, unit=asked_unit(sketch)) if len(found) > 1 else None


def _listed(sketch: Sketch) -> tuple[int, ...]:
    """Years named one by one, which a sum is over, as against the two ends of a range."""
    years = sketch.periods.years
    return years if sketch.periods.span is None and len(years) > 1 else ()


def cagr(sketch: Sketch) -> Query | None:
    """Compound yearly growth between two years."""
    averaged = sketch.has("op:average", "op:required") and (sketch.has("kind:growth") or sketch.changes)
    metric = main_metric(sketch)
    if metric is None or not (sketch.has("op:cagr") or averaged):
        return None
    if (
        not sketch.has("op:cagr")
        and len(sketch.periods.years) < 2
        and sketch.periods.span is None
        and not sketch.periods.last
    ):
        return None
    return _between(sketch, metric, Operation.CAGR)


def change(sketch: Sketch) -> Query | None:
    """Percent from one year to another that is not its neighbour's growth."""
    metric = main_metric(sketch)
    if metric is None or not (
        sketch.changes or sketch.has("kind:growth", "ask:percent", "relation:above", "relation:below")
    ):
        return None
    counted = sketch.has("ask:howmany", "ask:yen", "ask:usd") or (sketch.language == "ja" and sketch.has("ask:howmuch"))
    if counted and not sketch.has("ask:percent"):
        return None
    apart = sketch.periods.span is None and not sketch.periods.last and not sketch.has("followup:both")
    if sketch.has("kind:growth") and not sketch.changes and apart:
        return None
    if sketch.has("change:up") and sketch.has("change:down") and not sketch.has("ask:percent"):
        return None
    return None if sketch.has("ask:points") else _between(sketch, metric, Operation.CHANGE)


_PART_OF = (
    "how much of",
    "what percentage of",
    "percentage of",
    "percent of",
    "% of",
    "what part of",
    "what portion of",
)
"""What a loss may be a part of: "how much of the market vanished" asks for a change, not for a share."""


def change_of_share(sketch: Sketch) -> Query | None:
    """By how many points a share, or a growth rate, moved between two years."""
    metric = main_metric(sketch) or next((m for m in sketch.metrics if sketch.catalogue.metrics[m].whole), None)
    start, end = ends(sketch)
    if metric is None or start is None or not sketch.has("kind:share", "kind:growth", "ask:points"):
        return None
    if len(sketch.periods.years) < 2 and sketch.periods.span is None:
        return None
    vanished = sketch.has("change:down") and any(tag.text.startswith(_PART_OF) for tag in sketch.tags)
    if vanished and not sketch.has("ask:points"):
        return None
    if not sketch.has("ask:points", "kind:share") and not sketch.has("op:difference", "op:compare"):
        return None
    if not (sketch.changes or sketch.has("op:difference", "ask:points")):
        return None
    kind = Kind.GROWTH if sketch.has("kind:growth") and not sketch.has("kind:share") else Kind.SHARE
    if kind is Kind.SHARE and not sketch.catalogue.metrics[metric].whole:
        return None
    return Query(
        operation=Operation.DIFFERENCE,
        items=(Item(metric=metric, kind=kind, period=end), Item(metric=metric, kind=kind, period=start)),
    )


def _between(sketch: Sketch, metric: MetricId, operation: Operation) -> Query | None:
    start, end = ends(sketch)
    if sketch.periods.last and start is None:
        held = sketch.catalogue.periods(metric, Kind.LEVEL, sketch.catalogue.metrics[metric].unit)
        start = held[-1] - sketch.periods.last if held else None
    if (
        start is None
        or start == end
        or (
            operation is Operation.CHANGE
            and len(sketch.periods.years) < 2
            and sketch.periods.span is None
            and not sketch.periods.last
        )
    ):
        return None
    return Query(
        operation=operation, items=(Item(metric=metric, period=end), Item(metric=metric, period=start)), unit=None
    )


def ratio(sketch: Sketch) -> Query | None:
    """How many times one thing is another."""
    pair = pair_of(sketch)
    if not sketch.has("op:ratio", "relation:double", "relation:triple") or pair is None:
        return None
    return Query(operation=Operation.RATIO, items=pair)


def pair_of(sketch: Sketch) -> tuple[Item, Item] | None:
    """The two things set against each other: two metrics in one year, one metric in two, or one of each."""
    metrics, years = sketch.metrics, sketch.periods.years
    kind = Kind.LEVEL
    if len(metrics) == 2 and len(years) == 2 and alternating(sketch):
        return Item(metric=metrics[0], kind=kind, period=years[0]), Item(metric=metrics[1], kind=kind, period=years[1])
    if len(metrics) == 2:
        first, second = metrics if not _standard_first(sketch) else metrics[::-1]
        year = years[0] if years else None
        return Item(metric=first, kind=kind, period=year), Item(metric=second, kind=kind, period=year)
    start, end = ends(sketch)
    if len(metrics) == 1 and start is not None and start != end:
        return Item(metric=metrics[0], kind=kind, period=end), Item(metric=metrics[0], kind=kind, period=start)
    return None


def _standard_first(sketch: Sketch) -> bool:
    """Whether what is compared against comes first: "how many times the home market is overseas?", 国内の何倍."""
    first = next(m for m in sketch.mentions if m.metric)
    before = sketch.tags[max(0, first.first - 3) : first.first]
    after = sketch.tags[first.last + 1 : first.last + 4]
    if sketch.language == "ja":
        return any(tag.has("relation:than", "op:ratio") and not tag.has("sep:wa") for tag in after[:1])
    return any(tag.has("relation:than", "op:compare") for tag in before) or any(
        tag.has("op:ratio") and tag.text.endswith(("times", "size", "multiple of")) for tag in before[-2:]
    )


def difference(sketch: Sketch) -> Query | None:
    """How much more one thing is than another; percentages differ by points."""
    asks = sketch.has("op:difference", "ask:points") or (
        (sketch.has("ask:yen", "ask:usd", "ask:howmany") or (sketch.language == "ja" and sketch.has("ask:howmuch")))
        and not sketch.has("change:to")
        and not (sketch.has("kind:growth") and not sketch.has("ask:yen", "ask:usd"))
        and sketch.has(
            "relation:above", "relation:below", "change:up", "change:down", "op:overtake", "op:gap", "change:any"
        )
    )
    if not asks or not sketch.metrics:
        return None
    if len(sketch.metrics) == 1 and sketch.has("ask:percent") and not sketch.has("ask:yen", "ask:usd", "ask:points"):
        return None
    if len(sketch.metrics) == 2:
        return _of_two(sketch)
    start, end = ends(sketch)
    if len(sketch.periods.years) == 1 and sketch.periods.span is None:
        start, end = sketch.periods.years[0] - 1, sketch.periods.years[0]
    if start is None or len(sketch.metrics) != 1 or start == end:
        return None
    kind = Kind.SHARE if sketch.has("kind:share") and sketch.catalogue.metrics[sketch.metrics[0]].whole else Kind.LEVEL
    return Query(
        operation=Operation.DIFFERENCE,
        items=(
            Item(metric=sketch.metrics[0], kind=kind, period=end),
            Item(metric=sketch.metrics[0], kind=kind, period=start),
        ),
        unit=asked_unit(sketch),
    )


def _of_two(sketch: Sketch) -> Query:
    kind = Kind.GROWTH if sketch.has("ask:points") and not sketch.has("kind:share") else compared_kind(sketch)
    years: tuple[int | None, ...] = sketch.periods.years or (None,)
    first, second = sketch.metrics if not _standard_first(sketch) else sketch.metrics[::-1]
    return Query(
        operation=Operation.DIFFERENCE,
        items=(Item(metric=first, kind=kind, period=years[0]), Item(metric=second, kind=kind, period=years[-1])),
        unit=asked_unit(sketch) or (Unit.POINTS if kind is not Kind.LEVEL else None),
    )


def remainder(sketch: Sketch) -> Query | None:
    """ "Subtract the foreign part from the total": the part that is left."""
    wholes = [
        identity for identity in sketch.catalogue.identities if set(sketch.metrics) <= {identity.whole, *identity.parts}
    ]
    if (
        sketch.metrics == ["market_domestic", "market_overseas"]
        and sketch.has("op:sum")
        and sketch.has("op:difference")
    ):
        year = sketch.periods.years[0] if sketch.periods.years else None
        return Query(operation=Operation.VALUE, items=(Item(metric="market_domestic", period=year),))
    asks = sketch.has("op:difference", "op:derive") and len(sketch.metrics) > 1
    named = [i for i in wholes if i.whole in sketch.metrics and len(i.parts) == 2]
    if not asks or not named:
        return None
    taken = [m for m in sketch.metrics if m != named[0].whole]
    left = taken[0] if len(taken) == 2 else next(part for part in named[0].parts if part not in taken)
    year = sketch.periods.years[0] if sketch.periods.years else None
    return Query(operation=Operation.VALUE, items=(Item(metric=left, period=year),))


def backwards(sketch: Sketch) -> Query | None:
    """A level worked out from the next year's level and growth, both of which the question may quote."""
    years, metric = sketch.periods.years, main_metric(sketch)
    quotes = any(t.number is not None and t.number.unit is Unit.PERCENT for t in sketch.numbers)
    if metric is None or len(years) != 2 or abs(years[0] - years[1]) != 1 or not (sketch.has("op:derive") or quotes):
        return None
    if not (sketch.changes or sketch.has("kind:growth", "op:derive")) or sketch.has("ask:percent"):
        return None
    return Query(operation=Operation.VALUE, items=(Item(metric=metric, period=min(years)),))


CALCULATIONS: tuple[Rule, ...] = (
    rule("remainder", remainder, "op:difference op:derive op:sum ask:hearsay period:from"),
    rule("backwards", backwards, "op:derive kind: change: period: op:compare year:next"),
    rule("sum", total, "op:sum change:up geo:all ask:howmuch kind: period: sep:and op:series"),
    rule("average", average, "op:average op:series op:required kind: period:"),
    rule("cagr", cagr, "op:cagr op:average op:required kind:growth change: ask:percent period: op:series"),
    rule(
        "change of share",
        change_of_share,
        "ask:howmany kind: change: ask:points ask:percent op:difference period: op:compare relation:",
    ),
    rule(
        "change",
        change,
        (
            "change: kind:growth ask:percent period: relation:than relation:above relation:below "
            "op:compare op:overtake op:difference"
        ),
    ),
    rule("ratio", ratio, "op:ratio relation: op:compare op:overtake change: period: op:difference"),
    rule(
        "difference",
        difference,
        (
            "op:difference op:overtake op:gap op:compare relation: change: ask:yen ask:usd ask:points "
            "ask:percent ask:howmany period: kind: op:lead"
        ),
    ),
)
