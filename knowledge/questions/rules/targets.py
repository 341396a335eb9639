"""Rules for goals and projections: how far, how much is left, how fast it would have to go."""

from __future__ import annotations

from knowledge.model import Item, Kind, MetricId, Operation, Query, Relation, Select, Unit
from knowledge.questions.rules.rule import Rule, asked_unit, rule
from knowledge.questions.sketch import Sketch, remembered

TARGET, SALES, WIDER, PROJECTION = (
    "content_overseas_target",
    "content_overseas_sales",
    "cool_japan_target",
    "anime_projection_aja",
)


@remembered
def about_target(sketch: Sketch) -> bool:
    """Whether the government's goal is spoken of: by name, by its year, or by its number."""
    if PROJECTION in sketch.metrics:
        return False
    if TARGET in sketch.metrics or WIDER in sketch.metrics or _spoken_of_before(sketch):
        return True
    goal_year = any(year in goal_years(sketch) for year in sketch.periods.years)
    return (
        sketch.has("status:target")
        or says_target(sketch)
        or (sketch.has("scope:cool_japan") and (goal_year or sketch.has("topic:cool_japan")))
        or (goal_year and sketch.has("op:gap", "op:required", "scope:content", "topic:government"))
    )


def _spoken_of_before(sketch: Sketch) -> bool:
    """A goal in the last two turns, and a question of how far it is."""
    previous = sketch.previous
    recent = (*previous.items, *previous.before) if previous else ()
    return (
        sketch.has("op:gap", "op:progress", "op:required", "op:need", "ask:percent")
        and any(item.metric in (TARGET, WIDER) for item in recent)
        and not any(m.scope or m.subject or m.geo for m in sketch.mentions)
    )


def goal_years(sketch: Sketch) -> tuple[int, ...]:
    return sketch.catalogue.periods(TARGET, Kind.LEVEL, Unit.JPY)


@remembered
def says_target(sketch: Sketch) -> bool:
    """Whether a number of the question is the goal's own."""
    goals = (*sketch.catalogue.of(TARGET), *sketch.catalogue.of(WIDER)) if sketch.numbers else ()
    return any(
        n.number is not None and n.number.unit is f.unit and n.number.low <= f.value <= n.number.high
        for n in sketch.numbers
        for f in goals
    )


def target_item(sketch: Sketch, wider: bool = True) -> Item:
    """The goal meant: the wider one when its parts or its sum are named, else that for content."""
    years = [year for year in sketch.periods.years if year in goal_years(sketch)]
    fifty = any(t.number is not None and t.number.value == 50 * 10**12 for t in sketch.numbers)
    metric = WIDER if wider and (sketch.has("scope:cool_japan") or fifty) else TARGET
    return Item(metric=metric, period=years[0] if years else None)


def observed_item(sketch: Sketch) -> Item:
    """What is set against the goal: content sales, unless anime's own market is named."""
    years = [year for year in sketch.periods.years if year not in goal_years(sketch)]
    return Item(metric=_observed(sketch), period=years[0] if years else None)


def _observed(sketch: Sketch) -> MetricId:
    """Anime's own revenue only where its figure or its market is named; a bare "anime goal" is the content goal."""
    quoted = any(
        t.number is not None and t.number.unit is f.unit and t.number.low <= f.value <= t.number.high
        for t in sketch.numbers
        for f in sketch.catalogue.of("market_overseas")
    )
    if quoted and sketch.has("subject:anime"):
        return "market_overseas"
    named = [
        m.metric
        for m in sketch.mentions
        if m.metric and (m.geo == "overseas" or m.scope == "production") and m.scope != "content"
    ]
    spoken = sketch.has("subject:anime") and not sketch.has("scope:content")
    return named[0] if named and spoken else SALES


def gap(sketch: Sketch) -> Query | None:
    return (
        _against(sketch, Operation.GAP)
        if (sketch.has("op:gap", "op:difference", "op:need") and not sketch.has("ask:percent", "kind:growth"))
        or (about_target(sketch) and sketch.has("op:gap"))
        else None
    )


def progress(sketch: Sketch) -> Query | None:
    return _against(sketch, Operation.PROGRESS) if sketch.has("op:progress", "ask:percent", "kind:share") else None


def required(sketch: Sketch) -> Query | None:
    grows = sketch.has("kind:growth", "op:cagr") or sketch.changes
    yearly = sketch.has("op:required", "op:cagr", "kind:growth", "ask:how")
    return _against(sketch, Operation.REQUIRED) if grows and yearly else None


def multiple(sketch: Sketch) -> Query | None:
    if not about_target(sketch) or not sketch.has("op:ratio"):
        return None
    if len([y for y in sketch.periods.years if y in goal_years(sketch)]) == 2:
        return None
    return Query(operation=Operation.RATIO, items=(target_item(sketch), observed_item(sketch)))


def _against(sketch: Sketch, operation: Operation) -> Query | None:
    if not about_target(sketch) or len([y for y in sketch.periods.years if y in goal_years(sketch)]) == 2:
        return None
    return Query(
        operation=operation,
        items=(observed_item(sketch), target_item(sketch)),
        unit=asked_unit(sketch) if operation is Operation.GAP else None,
    )


def two_goals(sketch: Sketch) -> Query | None:
    """The milestone and the goal side by side, or content's goal and the wider one."""
    years = [y for y in sketch.periods.years if y in goal_years(sketch)]
    if not about_target(sketch):
        return None
    contrast = sketch.has("op:compare", "op:ratio", "op:difference", "relation:than", "ask:which", "followup:both")
    if len(years) == 2 and not contrast:
        return Query(
            operation=Operation.VALUE, items=(Item(metric=TARGET, period=min(years)),), unit=asked_unit(sketch)
        )
    if len(years) == 2:
        found = tuple(Item(metric=TARGET, period=year) for year in years)
    elif sketch.has("scope:cool_japan") and sketch.has("scope:content"):
        found = (Item(metric=WIDER), Item(metric=TARGET))
    else:
        return None
    if sketch.has("op:ratio") and len(years) == 2:
        return Query(operation=Operation.RATIO, items=found[::-1])
    if sketch.has("op:difference") and len(years) == 2:
        return Query(operation=Operation.DIFFERENCE, items=found[::-1], unit=asked_unit(sketch))
    return Query(operation=Operation.COMPARE, items=found, unit=asked_unit(sketch))


def goal(sketch: Sketch) -> Query | None:
    """The goal itself."""
    if not about_target(sketch) or sketch.metrics == [PROJECTION] or any(m.geo == "domestic" for m in sketch.mentions):
        return None
    return Query(operation=Operation.VALUE, items=(target_item(sketch),), unit=asked_unit(sketch))


def goal_year(sketch: Sketch) -> Query | None:
    """ "By when?": the year of the goal."""
    if not about_target(sketch) or not sketch.has("ask:year"):
        return None
    item = target_item(sketch)
    goals = [f for f in sketch.catalogue.of(item.metric) if f.unit is Unit.JPY]
    amount = max(goals, key=lambda figure: figure.period).quantity
    return Query(
        operation=Operation.YEARS,
        items=(Item(metric=item.metric),),
        relation=Relation.AT_LEAST,
        bound=amount,
        select=Select.FIRST,
    )


def projection(sketch: Sketch) -> Query | None:
    """What the AJA projects for anime within the goal."""
    expects = sketch.has("topic:aja") and (
        sketch.has("op:only") or (sketch.has("ask:whatsaid") and not sketch.has("status:target"))
    )
    if any(mention.geo == "domestic" for mention in sketch.mentions):
        return None
    said = (sketch.has("status:projection") or expects) and sketch.has("topic:aja", "subject:anime")
    if not said or not (set(sketch.periods.years) <= set(goal_years(sketch))):
        return None
    return Query(
        operation=Operation.VALUE,
        items=(Item(metric=PROJECTION, period=sketch.periods.years[0] if sketch.periods.years else None),),
        unit=asked_unit(sketch),
    )


TARGETS: tuple[Rule, ...] = (
    rule(
        "two goals",
        two_goals,
        (
            "status: op:ratio op:difference op:compare ask: topic:government topic:cool_japan relation: "
            "number:goal change:up scope:"
        ),
    ),
    rule(
        "required growth",
        required,
        (
            "status: op:required op:cagr op:gap op:need op:pass op:reach kind:growth change: ask: "
            "relation: topic:government topic:cool_japan number:goal op:series op:continuous period:since "
            "op:average scope:"
        ),
    ),
    rule(
        "progress",
        progress,
        (
            "status: op:progress op:gap op:need op:pass op:reach kind:share ask:percent topic:government "
            "topic:cool_japan number:goal scope: period:latest"
        ),
    ),
    rule(
        "gap",
        gap,
        (
            "status: op:gap op:need op:difference op:pass op:reach ask:yen ask:usd topic:government "
            "topic:cool_japan number:goal change:up relation: scope: period:latest"
        ),
    ),
    rule(
        "multiple",
        multiple,
        (
            "kind:share status: op:ratio relation: topic:government topic:cool_japan number:goal "
            "change:up op:pass ask:truth scope: op:compare"
        ),
    ),
    rule(
        "projection",
        projection,
        (
            "op:only ask:whatsaid op:pass op:reach status:projection topic:aja topic:government "
            "topic:cool_japan status:target number:goal scope:content"
        ),
    ),
    rule(
        "goal",
        goal,
        (
            "status: topic:government topic:cool_japan relation:triple change:up op:pass ask:yen ask:usd "
            "number:goal scope: op:convert ask:howmany"
        ),
    ),
    rule(
        "goal year",
        goal_year,
        "status: topic:government topic:cool_japan ask:year number:goal op:pass scope: relation:triple",
    ),
)
