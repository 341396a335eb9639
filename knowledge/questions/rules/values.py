"""Rules for figures as they stand: a level, a growth, a share, several side by side, a rate, a definition."""

from __future__ import annotations

from knowledge.model import Item, Kind, MetricId, Operation, Query, Unit
from knowledge.questions.mentions import CATEGORIES
from knowledge.questions.rules.rule import Rule, asked_items, asked_unit, direction, rule
from knowledge.questions.sketch import Sketch


def value(sketch: Sketch) -> Query | None:
    if not sketch.metrics:
        return None
    return Query(operation=Operation.VALUE, items=asked_items(sketch, Kind.LEVEL), unit=asked_unit(sketch))


def growth(sketch: Sketch) -> Query | None:
    """Growth on the year before; several years of a range are a calculation."""
    amount = sketch.has("ask:yen", "ask:usd", "ask:howmany", "op:difference", "change:to")
    changes = any(t.has("change:up", "change:down", "change:any") and t.text not in COMPARATIVES for t in sketch.tags)
    moved = changes and not amount and not (sketch.language == "ja" and sketch.has("ask:howmuch"))
    if not sketch.metrics or not (sketch.has("kind:growth") or moved):
        return None
    if sketch.periods.span is not None and not sketch.has("kind:growth"):
        return None
    return Query(operation=Operation.VALUE, items=asked_items(sketch, Kind.GROWTH))


def share(sketch: Sketch) -> Query | None:
    """A part of a whole: the more exact mention is the part."""
    if not sketch.metrics or not (sketch.has("kind:share") or (sketch.has("ask:percent") and not sketch.changes)):
        return None
    parts, of = part_and_whole(sketch)
    if not parts:
        return None
    years = sketch.periods.years or (None,)
    found = tuple(Item(metric=part, kind=Kind.SHARE, period=year, of=of) for part in parts for year in years)
    return Query(operation=Operation.VALUE, items=found)


def part_and_whole(sketch: Sketch) -> tuple[list[MetricId], MetricId | None]:
    """The metrics that a share is asked of, and the whole when it isn't their usual one."""
    metrics = sketch.catalogue.metrics
    parts = [metric for metric in sketch.metrics if metrics[metric].whole]
    wholes = {metric for metric in sketch.metrics if any(metrics[part].whole == metric for part in parts)}
    if len(sketch.metrics) == 2 and not wholes and _inner(sketch) is not None:
        return _inner(sketch)  # type: ignore[return-value]
    home = _of_home(sketch, parts)
    return parts, home


def _inner(sketch: Sketch) -> tuple[list[MetricId], MetricId] | None:
    """A category's share of the domestic market, when both are named."""
    metrics = sketch.catalogue.metrics
    categories = [m for m in sketch.metrics if metrics[m].subject in CATEGORIES]
    if "market_domestic" in sketch.metrics and len(categories) == 1:
        return categories, "market_domestic"
    return None


def _of_home(sketch: Sketch, parts: list[MetricId]) -> MetricId | None:
    """`streaming's share of the domestic market`: categories are at home anyway, so "domestic" names the whole."""
    category = any(m.subject in CATEGORIES and m.metric for m in sketch.mentions)
    home = category and sketch.has("geo:domestic") and not sketch.has("geo:all")
    return "market_domestic" if home and len(parts) == 1 else None


def compare(sketch: Sketch) -> Query | None:
    """Two or more things, or years, against each other: which is larger, faster, more."""
    kind = compared_kind(sketch)
    found = asked_items(sketch, kind)
    contrast = sketch.has(
        "op:compare",
        "relation:than",
        "op:overtake",
        "op:highest",
        "op:lowest",
        "relation:above",
        "relation:below",
        "ask:which",
        "change:up",
        "change:down",
        "relation:same",
        "op:difference",
        "op:rank",
    )
    if len(found) < 2 or not contrast or (len(sketch.metrics) == 1 and sketch.periods.span is not None):
        return None
    return Query(operation=Operation.COMPARE, items=found, select=direction(sketch), unit=asked_unit(sketch))


def compared_kind(sketch: Sketch) -> Kind:
    """What is compared: growth when things are said to grow, a share when shares are spoken of, else levels."""
    grows = sketch.has("kind:growth") or any(
        tag.has("change:up", "change:down")
        and not tag.has("relation:above", "relation:below", "relation:than")
        and tag.text not in COMPARATIVES
        for tag in sketch.tags
    )
    if len(sketch.metrics) == 1 and not sketch.has("kind:growth"):
        grows = False
    if grows and not sketch.has("ask:yen", "ask:usd"):
        return Kind.GROWTH
    parts = all(sketch.catalogue.metrics[m].whole for m in sketch.metrics)
    return Kind.SHARE if sketch.has("kind:share") and parts and not sketch.has("ask:yen", "ask:usd") else Kind.LEVEL


COMPARATIVES = frozenset({"more", "less", "fewer", "bigger", "larger", "smaller", "higher", "lower"})
"""Words that compare sizes; as a change they'd be growth."""


def all_categories(sketch: Sketch) -> Query | None:
    """ "Which category was the largest in 2023?": all categories of the home market against each other."""
    asks = sketch.has("ask:which", "op:rank", "op:highest", "op:lowest", "ask:what", "op:series") and sketch.has(
        "topic:categories"
    )
    if not asks or any(sketch.catalogue.metrics[m].subject for m in sketch.metrics):
        return None
    metrics = next((i.parts for i in sketch.catalogue.identities if i.whole == "market_domestic"), ())
    year = sketch.periods.years[0] if sketch.periods.years else None
    kind = compared_kind(sketch)
    return Query(
        operation=Operation.COMPARE,
        items=tuple(Item(metric=m, kind=kind, period=year) for m in metrics),
        select=direction(sketch),
    )


def rate(sketch: Sketch) -> Query | None:
    """Yen per dollar that a year's figures imply."""
    if not sketch.has("op:rate"):
        return None
    metric = sketch.metrics[0] if sketch.metrics else "market_total"
    year = sketch.periods.years[0] if sketch.periods.years else None
    return Query(operation=Operation.RATE, items=(Item(metric=metric, period=year),), unit=Unit.RATE)


def definition(sketch: Sketch) -> Query | None:
    numeric = sketch.has("ask:howmuch", "ask:howmany", "ask:percent", "kind:growth", "ask:year")
    scopes = {mention.scope for mention in sketch.mentions}
    if (
        {"broad", "production"} <= scopes
        and sketch.has("op:difference", "op:definition")
        and not numeric
        and not sketch.periods.years
    ):
        return Query(operation=Operation.DEFINITION, items=asked_items(sketch, Kind.LEVEL))
    if not sketch.has("op:definition") or not sketch.metrics or numeric or sketch.periods.years:
        return None
    return Query(operation=Operation.DEFINITION, items=asked_items(sketch, Kind.LEVEL))


def provenance(sketch: Sketch) -> Query | None:
    """Who printed a figure: of a metric, or of the number that the question quotes."""
    if not sketch.has("op:source") or not (
        sketch.has("ask:who", "ask:where") or any(t.text.startswith(_SOURCE) for t in sketch.tags)
    ):
        return None
    found = asked_items(sketch, Kind.LEVEL) or quoted(sketch)
    if (
        not found
        or sketch.has("ask:howmuch", "ask:percent", "ask:yen")
        or (sketch.has("kind:share") and not sketch.has("ask:where"))
    ):
        return None
    return Query(operation=Operation.PROVENANCE, items=found[:1])


_SOURCE = (
    "sourc",
    "cit",
    "link",
    "reference",
    "proof",
    "evidence",
    "provenance",
    "出典",
    "ソース",
    "出どころ",
    "出所",
    "根拠",
    "引用元",
)


def quoted(sketch: Sketch) -> tuple[Item, ...]:
    """The items whose preferred value is a number that the question says."""
    spoken = [tag.number for tag in sketch.numbers if tag.number is not None]
    return tuple(
        Item(metric=figure.metric, kind=figure.kind, period=figure.period)
        for figure in sketch.catalogue.figures
        if any(n.unit is figure.unit and n.low <= figure.value <= n.high for n in spoken)
    )[-1:]


def history(sketch: Sketch) -> Query | None:
    if not sketch.has("op:history") or len(sketch.metrics) != 1 or not sketch.periods.years:
        return None
    kind = Kind.GROWTH if sketch.has("kind:growth") else Kind.LEVEL
    return Query(
        operation=Operation.HISTORY, items=(Item(metric=sketch.metrics[0], kind=kind, period=sketch.periods.years[-1]),)
    )


def coverage(sketch: Sketch) -> Query | None:
    if not sketch.has("op:coverage"):
        return None
    return Query(operation=Operation.COVERAGE, items=asked_items(sketch, Kind.LEVEL)[:1])


def glance(sketch: Sketch) -> Query | None:
    return Query(operation=Operation.GLANCE) if sketch.has("op:glance") and not sketch.periods.years else None


VALUES: tuple[Rule, ...] = (
    rule("share", share, "kind:share ask:percent op:progress scope:broad"),
    rule("growth", growth, "kind:growth change: ask:percent op:required op:difference"),
    rule(
        "compare",
        compare,
        (
            "op:compare op:overtake op:superlative op:highest op:lowest op:difference op:rank relation: change: kind: "
            "ask:percent ask:which ask:year"
        ),
    ),
    rule(
        "all categories",
        all_categories,
        "topic:categories op:rank op:superlative op:highest op:lowest op:series ask:which kind: change: ask:percent",
    ),
    rule("rate", rate, "op:rate kind:growth op:derive op:convert ask:usd ask:yen ask:howmany op:compare"),
    rule("definition", definition, "op:definition op:difference op:compare relation:exactly topic:definition"),
    rule("provenance", provenance, "op:source ask:who ask:where kind:share number:"),
    rule("history", history, "op:history ask:whatsaid kind: topic:report op:first"),
    rule("coverage", coverage, "op:coverage ask:year"),
    rule("glance", glance, "op:glance period:latest topic:report"),
    rule(
        "value",
        value,
        "ask:yen ask:usd op:convert ask:howmany op:reach change:to status:observed op:derive period:latest",
    ),
)
