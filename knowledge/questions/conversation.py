"""What a follow-up leaves unsaid, taken over from the turn before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.model import Catalogue, Geography, Item, Kind, MetricId, Operation, Query, Span, Status, Unit
from knowledge.questions.mentions import Mention
from knowledge.questions.periods import Periods
from knowledge.questions.rules.targets import SALES, TARGET, goal_years
from knowledge.questions.sketch import Sketch

ASKS_ANEW = (
    "kind:",
    "change:",
    "op:difference",
    "op:ratio",
    "op:sum",
    "op:average",
    "op:cagr",
    "op:rank",
    "op:series",
    "op:highest",
    "op:lowest",
    "op:first",
    "op:gap",
    "op:need",
    "op:progress",
    "op:required",
    "op:rate",
    "op:definition",
    "op:source",
    "op:compare",
    "op:overtake",
    "ask:who",
    "ask:where",
    "ask:why",
    "ask:percent",
    "ask:howmany",
    "ask:points",
    "ask:yen",
    "ask:howmuch",
    "ask:truth",
    "relation:above",
    "relation:below",
    "status:",
    "ask:year",
    "ask:whatsaid",
)
"""Words that ask for something of their own; without any, a fragment repeats the question before."""

SHORT = 7
"""Words up to which a question without a verb of asking is taken for a fragment."""


@dataclass(frozen=True)
class Kept:
    """A sketch filled up from the turn before, and what was taken over."""

    sketch: Sketch
    kept: tuple[str, ...]


def leans(sketch: Sketch) -> bool:
    """Whether the question leans on the one before: it says "and", "it" or "both", or not what it is about."""
    if sketch.previous is None:
        return False
    if not _adds(sketch):
        return False
    if not sketch.metrics:
        return True
    placed = all(not (m.scope or m.subject or m.named) for m in sketch.mentions)
    if sketch.has("followup:it") and placed and not sketch.has("subject:anime"):
        return True  # "how much of that came from abroad?"
    if _opens_as_followup(sketch) or sketch.has(
        "period:previous", "period:next", "period:that", "followup:both", "followup:all_of_it"
    ):
        return True
    if sketch.periods.years and any(m.metric and not m.soft for m in sketch.mentions):
        return False  # names both what and when: a question of its own
    return not _asks(sketch) and len([t for t in sketch.tags if not t.has("harmless:word", "harmless:phrase")]) <= SHORT


def _adds(sketch: Sketch) -> bool:
    """Whether the words say anything at all: "thank you" and "lol nice" ask for nothing again."""
    return any(
        not concept.startswith(("harmless:", "sep:")) and concept not in TALK for concept in sketch.concepts
    ) or any(tag.year is not None or tag.number is not None for tag in sketch.tags)


TALK = frozenset({"followup:marker", "ask:truth"})


def _opens_as_followup(sketch: Sketch) -> bool:
    return any(tag.has("followup:marker") for tag in sketch.tags[:2])


def _asks(sketch: Sketch) -> bool:
    """Whether it is a whole question: it opens with a word that asks, or asks for a figure."""
    opens = any(tag.text.split()[0] in _OPENS_A_QUESTION for tag in sketch.tags[:2])
    return opens or sketch.has(
        "ask:howmuch", "ask:howmany", "ask:percent", "ask:year", "ask:which", "ask:yesno", "ask:what", "ask:who"
    )


_OPENS_A_QUESTION = frozenset("how what whats which who when where why".split())


def asks_anew(sketch: Sketch) -> bool:
    """Whether the fragment asks for something of its own, as against the same of another thing or year."""
    same = _same_percent(sketch)
    return any(
        concept.startswith(ASKS_ANEW) and not (same and concept in SAME_PERCENT) for concept in sketch.concepts
    ) or bool(sketch.numbers)


SAME_PERCENT = frozenset({"ask:percent", "ask:howmuch", "ask:howmany"})


def _same_percent(sketch: Sketch) -> bool:
    """ "By how many percent?" after a question on growth or a share."""
    previous = sketch.previous
    return (
        previous is not None
        and bool(previous.items)
        and previous.items[0].kind is not Kind.LEVEL
        and sketch.has("ask:percent")
    )


def filled(sketch: Sketch) -> Kept:
    """The sketch with the metrics and years of the turn before where it has none of its own."""
    previous = sketch.previous
    assert previous is not None
    metrics, kept = _metrics(sketch, previous)
    years = _years(sketch, previous)
    said = sketch.periods.said and not sketch.periods.hint
    periods = sketch.periods if said or not years else replace(sketch.periods, years=years, hint=None)
    if sketch.has("followup:both") or _needs_two(sketch, previous):
        metrics, periods, kept = _both(previous, periods, metrics, sketch)
    names = (*kept, *(() if said or not years else ("period",)))
    return Kept(with_parts(sketch, metrics, periods), names)


def with_parts(sketch: Sketch, metrics: list[MetricId], periods: Periods) -> Sketch:
    """The same words, about these metrics and periods."""
    mentions = [Mention(0, 0, metric=metric) for metric in metrics]
    fresh = replace(sketch, memo={})
    fresh.__dict__["mentions"] = mentions if metrics != sketch.metrics else sketch.mentions
    fresh.__dict__["periods"] = periods
    return fresh


def _before(catalogue: Catalogue, previous: Query) -> list[MetricId]:
    """What the turn before was about: its items, else what its statement speaks of."""
    found = list(dict.fromkeys(item.metric for item in previous.items))
    return found or [m for s in previous.statements for m in catalogue.statements[s].metrics[:1]]


def _metrics(sketch: Sketch, previous: Query) -> tuple[list[MetricId], tuple[str, ...]]:
    before = _before(sketch.catalogue, previous)
    if before == [TARGET] and _observed(sketch) and not sketch.metrics:
        return [SALES], ("metric",)
    spoken = [m for m in sketch.mentions if m.metric and not m.soft]
    if (
        not spoken
        and before
        and sketch.has("geo:japan")
        and sketch.catalogue.metrics[before[0]].geography is Geography.OVERSEAS
    ):
        home = _elsewhere(sketch.catalogue, before[0], Mention(0, 0, geo="domestic"))
        return ([home] if home else before), ("metric",)
    if not spoken:
        if before:
            return before[:2], ("metric",)
        return sketch.metrics, ()
    if before and all(m.geo in ("overseas", "domestic", "all") and not m.scope and not m.subject for m in spoken):
        moved = [m for m in (_elsewhere(sketch.catalogue, before[0], m) or m.metric for m in spoken) if m]
        return moved, ("metric",) if moved != sketch.metrics else ()
    return sketch.metrics, ()


def _observed(sketch: Sketch) -> bool:
    """After the goal: "and in 2024?" is after what was sold, not after a goal."""
    past = any(year not in goal_years(sketch) for year in sketch.periods.years)
    asks_of_goal = ("op:gap", "op:progress", "op:required", "op:difference", "op:ratio", "ask:percent", "kind:share")
    return (past or sketch.has("status:observed")) and not sketch.has(*asks_of_goal)


def _elsewhere(catalogue: Catalogue, metric: MetricId, mention: Mention) -> MetricId | None:
    """The same scope in another place: studios' revenue -> studios' overseas revenue."""
    scope = catalogue.metrics[metric].scope
    for other in catalogue.metrics.values():
        if (
            other.scope is scope
            and other.geography.value == mention.geo
            and not other.subject
            and other.status is Status.OBSERVATION
        ):
            return other.id
    return None


def _years(sketch: Sketch, previous: Query) -> tuple[int, ...]:
    before = tuple(
        dict.fromkeys(item.period for item in previous.items if item.period and item.metric not in (TARGET,))
    )
    if sketch.periods.hint == "previous" and before and not sketch.has("kind:growth"):
        return (before[-1] - 1,)
    if sketch.periods.hint == "next" and before:
        return (before[-1] + 1,)
    return before


def _needs_two(sketch: Sketch, previous: Query) -> bool:
    """ "And the difference?": needs two things, and the last two turns had one each."""
    two = sketch.has("op:difference", "op:ratio", "op:overtake", "relation:above", "op:cagr") or (
        sketch.changes and sketch.has("ask:howmany", "ask:yen", "ask:percent")
    )
    return (
        two
        and not sketch.metrics
        and not sketch.periods.years
        and len(previous.items) == 1
        and len(previous.before) == 1
        and previous.before[0].kind is previous.items[0].kind
    )


def _both(
    previous: Query, periods: Periods, metrics: list[MetricId], sketch: Sketch
) -> tuple[list[MetricId], Periods, tuple[str, ...]]:
    pool = [*previous.before, *previous.items] if len(previous.items) == 1 else list(previous.items)
    if len(pool) < 2:
        return metrics, periods, ("metric",)
    found = list(dict.fromkeys(item.metric for item in pool))
    years = tuple(sorted({item.period for item in pool if item.period}))
    return (
        found,
        replace(
            periods,
            years=periods.years if periods.said and not periods.hint and sketch.periods.years else years,
            hint=None,
        ),
        ("metric", "period"),
    )


def repeated(sketch: Sketch, filled_sketch: Sketch) -> Query | None:
    """The question before, asked of another thing, another year or in another currency."""
    previous = sketch.previous
    if previous is None or not previous.items or previous.operation in (Operation.STATEMENT, Operation.DEFINITION):
        return None
    if previous.operation in OF_YEARS and (sketch.periods.years or sketch.has("ask:usd", "ask:yen")):
        previous = Query(operation=Operation.VALUE, items=previous.items)
    unit = Unit.USD if sketch.has("ask:usd") else previous.unit
    metrics, years = filled_sketch.metrics, filled_sketch.periods.years
    span = sketch.periods.span
    if span is not None and previous.operation is Operation.SERIES:
        return previous.model_copy(update={"span": Span(start=span.start, end=span.end)})
    if (
        len(previous.items) > 1
        and len(metrics) <= 1
        and len({i.metric for i in previous.items}) == 1
        and len(years) <= 1
        and not sketch.periods.said
        and sketch.metrics
    ):
        items = tuple(item.model_copy(update={"metric": metrics[0], "of": None}) for item in previous.items)
    elif (
        len(previous.items) > 1
        and len({i.metric for i in previous.items}) > 1
        and not sketch.metrics
        and len(years) == 1
    ):
        items = tuple(item.model_copy(update={"period": years[0]}) for item in previous.items)
    else:
        kind = previous.items[0].kind
        kind = Kind.LEVEL if sketch.has("amount:sum", "amount:level", "ask:usd", "ask:yen") else kind
        kind = kind if all(_fits(sketch.catalogue, metric, kind) for metric in metrics) else Kind.LEVEL
        items = tuple(Item(metric=metric, kind=kind, period=year) for metric in metrics for year in (years or (None,)))
    operation = previous.operation if len(items) == len(previous.items) else Operation.VALUE
    return previous.model_copy(
        update={
            "items": items,
            "unit": unit,
            "operation": operation,
            "claim": previous.claim if operation is previous.operation and not _same_percent(sketch) else None,
        }
    )


OF_YEARS = frozenset({Operation.YEARS, Operation.EXTREME, Operation.RANK, Operation.RATE})
"""Operations that a year or a currency does not repeat, but leaves for the figure itself."""


def _fits(catalogue: Catalogue, metric: MetricId, kind: Kind) -> bool:
    return kind is not Kind.SHARE or catalogue.metrics[metric].whole is not None
