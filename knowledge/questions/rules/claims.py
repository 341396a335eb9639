"""Rules for what a person says is so: a number, a direction, a comparison, a record; the answer is a verdict."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from knowledge.model import Claim, Item, Kind, MetricId, Operation, Quantity, Query, Relation, Select, Span, Unit
from knowledge.questions.mentions import CATEGORIES, Mention
from knowledge.questions.reading import Tag
from knowledge.questions.rules.calculations import pair_of
from knowledge.questions.rules.rule import Rule, asked_items, direction, ends, main_metric, rule, span_of
from knowledge.questions.rules.targets import (
    SALES,
    TARGET,
    about_target,
    goal_years,
    observed_item,
    says_target,
    target_item,
)
from knowledge.questions.rules.values import compared_kind, part_and_whole
from knowledge.questions.rules.years import ZERO, kind_over_years
from knowledge.questions.sketch import Sketch, remembered
from knowledge.questions.spoken import bound_of, fits, fraction_of, multiple_of, relation_of

ASKS_A_FIGURE = (
    "ask:howmuch",
    "ask:howmany",
    "ask:year",
    "ask:which",
    "ask:where",
    "ask:who",
    "ask:what",
    "ask:how",
)


@remembered
def is_check(sketch: Sketch) -> bool:
    """Whether the question is after yes or no: it begins as one, asks if something is true, or states it."""
    if sketch.has("ask:truth", "ask:why"):
        return not sketch.has("ask:alternatives")
    if sketch.has("ask:alternatives"):
        return False
    opens = sketch.has("ask:yesno")
    if sketch.has(*ASKS_A_FIGURE) and not opens:
        return False
    return opens or sketch.has("ask:hearsay") or _states(sketch)


def _states(sketch: Sketch) -> bool:
    """A sentence that says a number or a change of something, and asks nothing."""
    said = bool(sketch.numbers) or fraction_of(sketch) is not None or multiple_of(sketch) is not None
    said = said or (
        sketch.has("op:highest", "op:lowest", "op:overtake") and any(t.text in _COPULAS for t in sketch.tags)
    )
    compares = sketch.has("relation:than") and sketch.has("relation:above", "relation:below", "op:overtake")
    said = said or compares or any(_in_the_past(tag) for tag in sketch.tags)
    passes = sketch.has("op:pass") and not sketch.periods.years
    return (
        said
        and not passes
        and not sketch.has("ask:request", "ask:imperative", "ask:percent", "ask:yen", "ask:usd", "op:gap", "op:first")
    )


def _in_the_past(tag: Tag) -> bool:
    """ "It shrank": a change told as a fact."""
    return tag.has("change:up", "change:down") and (tag.text in _PASTS or tag.text.endswith("ed"))


_PASTS = frozenset("fell shrank rose grew sank lost went up went down plunged went backwards blew up took off".split())
_COPULAS = frozenset("was is are were had has did".split())


def checking(read: Callable[[Sketch], Query | None]) -> Callable[[Sketch], Query | None]:
    """The rule, for questions after yes or no only."""

    def guarded(sketch: Sketch) -> Query | None:
        query = read(sketch) if is_check(sketch) else None
        return query.model_copy(update={"why": True}) if query and sketch.has("ask:why") else query

    return guarded


def record(sketch: Sketch) -> Query | None:
    """ "Was 2024 the best year on record?" """
    metric, select = _metric_or_market(sketch), direction(sketch)
    years = sketch.periods.years
    if metric is None or select is None or _ordinal(sketch) is not None or bound_of(sketch) is not None:
        return None
    if _among_categories(sketch, metric):
        return _category_rank(sketch, metric, select, 1)
    kind = kind_over_years(sketch)
    if kind is Kind.GROWTH and sketch.has("change:down") and not sketch.has("change:up", "kind:growth"):
        select = Select.LOWEST
    year = years[0] if len(years) == 1 or (sketch.periods.span is None and years) else (years[-1] if years else None)
    bound = Quantity.exact(Decimal(year), Unit.YEAR) if year else None
    item = Item(metric=metric, kind=kind, period=None)
    span = sketch.periods.span if len(years) != 1 or sketch.periods.span is None else None
    return Query(
        operation=Operation.EXTREME,
        items=(item,),
        select=select,
        span=_span_beside(sketch, year) or span,
        claim=Claim(relation=_negated(sketch, Relation.EQUAL), bound=bound),
    )


def _among_categories(sketch: Sketch, metric: MetricId) -> bool:
    """Whether a category is called the best of the categories, as against the best of its years."""
    named = sketch.catalogue.metrics[metric].subject in CATEGORIES
    return (
        named
        and sketch.has("topic:categories", "kind:share", "geo:domestic")
        and not sketch.has("period:ever", "kind:growth")
    )


def _category_rank(sketch: Sketch, metric: MetricId, select: Select, place: int) -> Query:
    """The place of a category among the eight, in one year."""
    year = sketch.periods.years[0] if sketch.periods.years else None
    parts = next(i.parts for i in sketch.catalogue.identities if i.whole == "market_domestic")
    ordered = (metric, *(part for part in parts if part != metric))
    claim = Claim(relation=_negated(sketch, Relation.EQUAL), bound=Quantity.exact(Decimal(place), Unit.COUNT))
    found = tuple(Item(metric=each, period=year) for each in ordered)
    return Query(operation=Operation.RANK, items=found, select=select, claim=claim)


def _metric_or_market(sketch: Sketch) -> MetricId | None:
    """The metric; the whole market where a growth or a record is spoken of and nothing else is."""
    if not sketch.mentions and sketch.periods.years and (sketch.has("kind:growth") or sketch.changes):
        return "market_total"
    return main_metric(sketch)


def _span_beside(sketch: Sketch, year: int | None) -> Span | None:
    """ "2024 was the best year since 2015": the year claimed, and the years that it is the best of."""
    for index, tag in enumerate(sketch.tags[1:], 1):
        if tag.year is not None and tag.year != year and sketch.tags[index - 1].has("period:since"):
            return Span(start=tag.year)
    return None


def ranked(sketch: Sketch) -> Query | None:
    """ "Was 2024 the second-highest growth?" """
    metric, place = _metric_or_market(sketch), _ordinal(sketch)
    if metric and place and _among_categories(sketch, metric):
        return _category_rank(sketch, metric, direction(sketch) or Select.HIGHEST, place)
    if metric is None or place is None or not (direction(sketch) or sketch.has("op:rank")):
        return None
    year = sketch.periods.years[0] if sketch.periods.years else None
    item = Item(metric=metric, kind=kind_over_years(sketch), period=year)
    claim = Claim(relation=_negated(sketch, Relation.EQUAL), bound=Quantity.exact(Decimal(place), Unit.COUNT))
    return Query(operation=Operation.RANK, items=(item,), select=direction(sketch), claim=claim)


def _ordinal(sketch: Sketch) -> int | None:
    for tag in sketch.tags:
        name = tag.role("ordinal")
        if name:
            return int(name)
    return None


def first_time(sketch: Sketch) -> Query | None:
    """ "Overseas first overtook domestic in 2023", "streaming broke 100 billion for the first time in 2021"."""
    if not sketch.has("op:first") or not sketch.periods.years or sketch.has("period:since_covid"):
        return None
    year = sketch.periods.years[0]
    claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(Decimal(year), Unit.YEAR))
    bound = bound_of(sketch)
    if len(sketch.metrics) == 2 and bound is None:
        found = tuple(Item(metric=metric) for metric in sketch.metrics)
        return Query(operation=Operation.YEARS, items=found, relation=Relation.ABOVE, select=Select.FIRST, claim=claim)
    metric = main_metric(sketch)
    if metric is None or bound is None:
        return None
    kind = Kind.SHARE if bound.unit is Unit.PERCENT else Kind.LEVEL
    return Query(
        operation=Operation.YEARS,
        items=(Item(metric=metric, kind=kind),),
        relation=Relation.AT_LEAST,
        bound=bound,
        select=Select.FIRST,
        claim=claim,
    )


def every_year(sketch: Sketch) -> Query | None:
    """ "It has grown every year since 2013", "it never fell"."""
    metric = main_metric(sketch)
    if (
        metric is None
        or not sketch.has("op:continuous", "period:ever")
        or not (sketch.changes or sketch.has("kind:growth"))
        or direction(sketch)
    ):
        return None
    if bound_of(sketch) is not None:
        return None
    never = sketch.has("op:never", "period:ever") and not sketch.has("op:always")
    down = sketch.has("change:down")
    relation = Relation.BELOW if down else Relation.ABOVE
    claimed = Select.NONE if sketch.has("op:never") else Select.ANY if never else Select.ALL
    item = Item(metric=metric, kind=Kind.GROWTH)
    return Query(
        operation=Operation.YEARS,
        items=(item,),
        relation=relation,
        bound=ZERO,
        select=claimed,
        span=span_of(sketch),
        claim=Claim(relation=Relation.EQUAL),
    )


def multiplied(sketch: Sketch) -> Query | None:
    """ "Streaming more than doubled between 2019 and 2021", "overseas is three times domestic"."""
    factor, pair = multiple_of(sketch), pair_of(sketch)
    if sketch.has("op:difference"):
        return None  # how a gap has multiplied is not held
    if about_target(sketch) and factor is not None:
        pair = target_item(sketch), observed_item(sketch)
    if factor is None or pair is None:
        return None
    default = Relation.ABOUT if sketch.has("relation:about") or about_target(sketch) else Relation.AT_LEAST
    relation = relation_of(sketch) or default
    if factor.value < 1:
        relation = {Relation.ABOVE: Relation.BELOW, Relation.AT_LEAST: Relation.AT_MOST}.get(relation, relation)
    return Query(operation=Operation.RATIO, items=pair, claim=Claim(relation=_negated(sketch, relation), bound=factor))


def fraction(sketch: Sketch) -> Query | None:
    """ "More than half came from overseas." """
    bound = fraction_of(sketch)
    if bound is None or sketch.has("relation:halved"):
        return None
    if about_target(sketch):
        return _of_goal(sketch, bound)
    metric = main_metric(sketch)
    if metric and sketch.has("change:up", "change:down") and not sketch.has("kind:share", "relation:majority"):
        return _percent(sketch, metric, bound, relation_of(sketch) or Relation.ABOUT)
    parts, of = part_and_whole(sketch)
    if len(parts) > 1 and sketch.has("relation:majority", "relation:half"):
        parts = parts[:1]
    if len(parts) != 1:
        return None
    year = sketch.periods.years[0] if sketch.periods.years else None
    relation = relation_of(sketch) or Relation.ABOUT
    item = Item(metric=parts[0], kind=Kind.SHARE, period=year, of=of)
    return Query(
        operation=Operation.VALUE, items=(item,), claim=Claim(relation=_negated(sketch, relation), bound=bound)
    )


def _of_goal(sketch: Sketch, bound: Quantity) -> Query:
    """ "Is Japan at least halfway to its goal?" """
    years = [year for year in sketch.periods.years if year not in goal_years(sketch)]
    observed = Item(metric=SALES, period=years[0] if years else None)
    relation = relation_of(sketch) or Relation.AT_LEAST
    return Query(
        operation=Operation.PROGRESS, items=(observed, target_item(sketch)), claim=Claim(relation=relation, bound=bound)
    )


def numbered(sketch: Sketch) -> Query | None:
    """A number said of a metric; two metrics with a number each are two claims."""
    amounts = [tag for tag in sketch.numbers if fits(sketch, tag)]
    metrics = sketch.metrics
    if not amounts or not metrics or about_target(sketch) or (direction(sketch) and sketch.has("period:ever")):
        return None
    if len(amounts) > 1:
        return _several(sketch, amounts)
    mentions = [m for m in sketch.mentions if m.metric]
    index = sketch.tags.index(amounts[0])
    following = [m.metric for m in mentions if index < m.first <= index + 1 and m.metric]
    counted = bool(following) and amounts[0].number is not None and amounts[0].number.unit is Unit.COUNT
    return _one(sketch, following[0] if counted else _metric_for(sketch), amounts[0])


def _metric_for(sketch: Sketch) -> MetricId:
    """With two metrics and one number, the one that the number is said of: the first, which the sentence is about."""
    parts = [m for m in sketch.metrics if sketch.catalogue.metrics[m].whole]
    if len(sketch.metrics) == 2 and len(parts) == 1 and sketch.has("kind:share", "sep:of"):
        return parts[0]
    return sketch.metrics[0]


def _several(sketch: Sketch, amounts: list[Tag]) -> Query | None:
    """Numbers with the metric each is said of: the nearest before it, else the nearest after."""
    years = sketch.periods.years
    if len(amounts) == len(years) == 2 and len(sketch.metrics) == 1:
        return _from_to(sketch, amounts, years)
    queries: list[Query] = []
    for tag in amounts:
        index = sketch.tags.index(tag)
        mentions = [m for m in sketch.mentions if m.metric]
        taken = [query.items[0].metric for query in queries if query.items]
        owner = _owner(sketch, mentions, index, taken)
        query = _one(sketch, owner.metric or "", tag, _year_near(sketch, index))
        if query is None:
            return None
        queries.append(query)
    return Query(operation=Operation.PARTS, parts=tuple(queries))


def _from_to(sketch: Sketch, amounts: list[Tag], years: tuple[int, ...]) -> Query:
    """ "From 75.6 billion in 2017 to 36.2 billion in 2023": two levels, each of its year."""
    parts = tuple(
        Query(
            operation=Operation.VALUE,
            items=(Item(metric=sketch.metrics[0], period=year),),
            unit=Unit.USD if tag.number is not None and tag.number.unit is Unit.USD else None,
            claim=Claim(relation=Relation.EQUAL, bound=tag.number),
        )
        for tag, year in zip(amounts, years, strict=True)
    )
    return Query(operation=Operation.PARTS, parts=parts)


def _owner(sketch: Sketch, mentions: list[Mention], index: int, taken: list[MetricId]) -> Mention:
    """What a number is said of: what follows at once ("51 countries"), else the last one before it that has none."""
    at_once = [
        m
        for m in mentions
        if index < m.first <= index + 2
        and not sketch.between(index + 1, m.first, lambda t: t.has("sep:and", "sep:comma"))
    ]
    before = [m for m in mentions if m.first < index and m.metric not in taken]
    itself = [m for m in mentions if m.first == index]
    if itself:
        return itself[0]
    return at_once[0] if at_once else before[-1] if before else mentions[0]


def _year_near(sketch: Sketch, index: int) -> int | None:
    years = [(abs(i - index), tag.year) for i, tag in enumerate(sketch.tags) if tag.year is not None]
    return min(years)[1] if years else None


def _one(sketch: Sketch, metric: MetricId, tag: Tag, year: int | None = None) -> Query | None:
    number = tag.number
    assert number is not None
    wanted = sketch.catalogue.metrics[metric].unit
    year = year if year is not None else (sketch.periods.years[0] if sketch.periods.years else None)
    relation = relation_of(sketch) or (
        Relation.AT_LEAST if sketch.has("op:pass", "op:overtake") and not _only_reached(sketch) else Relation.EQUAL
    )
    if number.unit is Unit.PERCENT:
        return _percent(sketch, metric, number, relation, signed=tag.text[:1] in "+-")
    if number.unit in (Unit.COUNT, Unit.JPY) and not tag.unit_said and wanted is not Unit.JPY:
        number = Quantity.exact(number.value, wanted)
    if sketch.changes and len(sketch.periods.years) == 2 and number.unit is wanted and not sketch.has("change:to"):
        start, end = ends(sketch)
        pair = Item(metric=metric, period=end), Item(metric=metric, period=start)
        return Query(operation=Operation.DIFFERENCE, items=pair, claim=Claim(relation=relation, bound=number))
    if number.unit not in (wanted, Unit.USD) or (number.unit is Unit.USD and wanted is not Unit.JPY):
        return None
    unit = Unit.USD if number.unit is Unit.USD else None
    item = Item(metric=metric, period=year)
    return Query(
        operation=Operation.VALUE,
        items=(item,),
        unit=unit,
        claim=Claim(relation=_negated(sketch, relation), bound=number),
    )


def _only_reached(sketch: Sketch) -> bool:
    """ "It hit 3.84 trillion" says the number; "did it hit 3 trillion?" asks whether it was enough."""
    return sketch.has("op:reach") and not sketch.has("ask:yesno")


def _percent(
    sketch: Sketch, metric: MetricId, number: Quantity, relation: Relation, *, signed: bool = False
) -> Query | None:
    years = sketch.periods.years
    year = years[0] if years else None
    falls = sketch.has("change:down") and not sketch.has("change:up")
    if sketch.changes or sketch.has("kind:growth") or signed:
        bound, stands = (_minus(number), _turned(relation)) if falls and number.value > 0 else (number, relation)
        if len(years) == 2 or (sketch.periods.span and sketch.periods.span.start):
            start, end = ends(sketch)
            pair = Item(metric=metric, period=end), Item(metric=metric, period=start)
            return Query(operation=Operation.CHANGE, items=pair, claim=Claim(relation=stands, bound=bound))
        item = Item(metric=metric, kind=Kind.GROWTH, period=year)
        return Query(
            operation=Operation.VALUE, items=(item,), claim=Claim(relation=_negated(sketch, stands), bound=bound)
        )
    parts, of = part_and_whole(sketch)
    if not parts:
        return None
    item = Item(metric=parts[0] if metric not in parts else metric, kind=Kind.SHARE, period=year, of=of)
    return Query(
        operation=Operation.VALUE, items=(item,), claim=Claim(relation=_negated(sketch, relation), bound=number)
    )


def _minus(number: Quantity) -> Quantity:
    return Quantity(value=-number.value, unit=number.unit, low=-number.high, high=-number.low)


def _turned(relation: Relation) -> Relation:
    """ "Fell by more than 5 %" is a growth below -5 %."""
    turned = {
        Relation.ABOVE: Relation.BELOW,
        Relation.BELOW: Relation.ABOVE,
        Relation.AT_LEAST: Relation.AT_MOST,
        Relation.AT_MOST: Relation.AT_LEAST,
    }
    return turned.get(relation, relation)


def compared(sketch: Sketch) -> Query | None:
    """One thing said to be more than another: two metrics, or one metric in two years."""
    items = asked_items(sketch, compared_kind(sketch))
    if len(items) == 3:  # "… it's all in the production numbers": their whole is not compared
        wholes = {sketch.catalogue.metrics[item.metric].whole for item in items}
        items = tuple(item for item in items if item.metric not in wholes)
    if len(items) != 2 or bound_of(sketch) is not None or not _compares(sketch):
        return None
    if len(sketch.metrics) == 1 and sketch.periods.span is not None and sketch.changes:
        return None  # a movement over the years: see `moved`
    relation = _comparison(sketch)
    first, second = items if not _turned_round(sketch) else items[::-1]
    return Query(operation=Operation.COMPARE, items=(first, second), claim=Claim(relation=_negated(sketch, relation)))


def _compares(sketch: Sketch) -> bool:
    return (
        sketch.has(
            "op:overtake",
            "relation:above",
            "relation:below",
            "relation:than",
            "relation:same",
            "op:pass",
            "relation:by",
            "op:highest",
            "op:lowest",
        )
        or (len(sketch.metrics) == 2 and sketch.changes)
        or (len(sketch.metrics) == 1 and sketch.has("change:up", "change:down"))
    )


def _comparison(sketch: Sketch) -> Relation:
    if sketch.has("relation:same"):
        return Relation.ABOUT
    lags = sketch.has("relation:below", "op:lowest") or (
        sketch.has("change:down") and not sketch.has("change:up", "op:overtake", "relation:above")
    )
    return Relation.BELOW if lags else Relation.ABOVE


def _turned_round(sketch: Sketch) -> bool:
    """Whether the thing compared against is named first: 国内より海外が, "compared with home, overseas …"."""
    if sketch.has("relation:by"):
        return True
    mentions = [m for m in sketch.mentions if m.metric]
    positions = (
        [i for i, tag in enumerate(sketch.tags) if tag.year is not None]
        if len(sketch.metrics) == 1
        else [mentions[0].first, mentions[1].first]
    )
    if len(positions) < 2:
        return False
    if sketch.language == "ja":
        return any(tag.has("relation:than") for tag in sketch.tags[positions[0] : positions[1]])
    between = sketch.tags[positions[0] : positions[1]]
    if any(tag.has("relation:than") for tag in between):
        return False
    if len(sketch.metrics) == 1 and not any(
        t.has("relation:than", "op:overtake", "op:pass", "relation:above", "relation:below") for t in between
    ):
        return any(t.has("op:overtake", "op:pass") for t in sketch.tags[: positions[0]])
    later = sketch.periods.years[-1] > sketch.periods.years[0] if len(sketch.metrics) == 1 else False
    return any(tag.has("relation:than", "op:compare") for tag in sketch.tags[: positions[0]]) or (
        later and len(sketch.metrics) == 1 and sketch.periods.span is not None
    )


def moved(sketch: Sketch) -> Query | None:
    """A direction and no more: "did it shrink in 2020?" """
    metric = main_metric(sketch)
    if sketch.has("op:always", "op:never", "op:continuous"):
        return None  # see `every_year`
    if (
        metric is None
        or not sketch.has("change:up", "change:down")
        or bound_of(sketch) is not None
        or direction(sketch)
    ):
        return None
    relation = Relation.BELOW if sketch.has("change:down") else Relation.ABOVE
    claim = Claim(relation=_negated(sketch, relation), bound=ZERO)
    start, end = ends(sketch)
    if len(sketch.periods.years) == 2 or (sketch.periods.span and sketch.periods.span.start):
        pair = Item(metric=metric, period=end), Item(metric=metric, period=start)
        return Query(operation=Operation.CHANGE, items=pair, claim=claim)
    year = sketch.periods.years[0] if sketch.periods.years else None
    return Query(operation=Operation.VALUE, items=(Item(metric=metric, kind=Kind.GROWTH, period=year),), claim=claim)


def _negated(sketch: Sketch, relation: Relation) -> Relation:
    """ "did not exceed": the opposite relation; "isn't it?" at the end and "isn't" at the start only ask."""
    if not any(_denies(sketch, index) for index in sketch.asking if index < len(sketch.tags)):
        return relation
    opposite = {
        Relation.ABOVE: Relation.AT_MOST,
        Relation.BELOW: Relation.AT_LEAST,
        Relation.AT_LEAST: Relation.BELOW,
        Relation.AT_MOST: Relation.ABOVE,
    }
    return opposite.get(relation, relation)


def _denies(sketch: Sketch, index: int) -> bool:
    """Whether a "not" stands before the verb of the claim: in Japanese behind it."""
    tag = sketch.tags[index]
    if not tag.has("relation:not") or tag.has("ask:yesno", "ask:truth"):
        return False
    near = sketch.tags[max(0, index - 3) : index] if sketch.language == "ja" else sketch.tags[index + 1 : index + 4]
    return any(
        t.has(
            "change:up",
            "change:down",
            "op:pass",
            "op:overtake",
            "relation:above",
            "relation:below",
            "op:highest",
            "op:lowest",
        )
        for t in near
    )


def goal_number(sketch: Sketch) -> Query | None:
    """A number said of the goal."""
    amounts = [
        tag.number for tag in sketch.numbers if tag.number is not None and tag.number.unit in (Unit.JPY, Unit.USD)
    ]
    if not about_target(sketch) or not amounts:
        return None
    if sketch.has("op:gap", "op:need", "op:difference") and (short := _shortfall(sketch, amounts)) is not None:
        return short
    amount = amounts[0]
    unit = Unit.USD if amount.unit is Unit.USD else None
    if sketch.has("op:reach", "op:pass") and sketch.has("ask:yesno") and not sketch.has("status:target"):
        claim = Claim(relation=Relation.AT_LEAST, bound=amount)
        return Query(operation=Operation.VALUE, items=(observed_item(sketch),), unit=unit, claim=claim)
    past = [year for year in sketch.periods.years if year < sketch.year_now and year not in goal_years(sketch)]
    if (
        past
        and not sketch.has("status:target")
        and not any(year in goal_years(sketch) for year in sketch.periods.years)
    ):
        claim = Claim(relation=relation_of(sketch) or Relation.EQUAL, bound=amount)
        return Query(operation=Operation.VALUE, items=(Item(metric=SALES, period=past[0]),), unit=unit, claim=claim)
    other = [year for year in sketch.periods.years if year not in goal_years(sketch) and year > sketch.year_now - 1]
    if other and says_target(sketch):
        claim = Claim(relation=Relation.EQUAL, bound=Quantity.exact(Decimal(other[0]), Unit.YEAR))
        goal = Item(metric=TARGET)
        return Query(
            operation=Operation.YEARS,
            items=(goal,),
            relation=Relation.AT_LEAST,
            bound=amount,
            select=Select.FIRST,
            claim=claim,
        )
    spoken = target_item(sketch, wider=sketch.has("scope:cool_japan"))
    return Query(
        operation=Operation.VALUE,
        items=(spoken,),
        unit=unit,
        claim=Claim(relation=relation_of(sketch) or Relation.EQUAL, bound=amount),
    )


def _shortfall(sketch: Sketch, amounts: list[Quantity]) -> Query | None:
    """ "14.2 trillion are still missing": the number that is neither the goal nor what was sold."""
    known = (*sketch.catalogue.of(TARGET), *sketch.catalogue.of(SALES))
    said = [a for a in amounts if not any(a.unit is f.unit and a.low <= f.value <= a.high for f in known)]
    if len(said) != 1:
        return None
    claim = Claim(relation=relation_of(sketch) or Relation.EQUAL, bound=said[0])
    return Query(operation=Operation.GAP, items=(observed_item(sketch), target_item(sketch)), claim=claim)


def goal_scope(sketch: Sketch) -> Query | None:
    """ "Is the 20 trillion for anime alone?": no, and the statement says what it covers."""
    if (
        not about_target(sketch)
        or not sketch.has("op:only")
        or not sketch.has(
            "subject:anime", "scope:production", "subject:games", "subject:manga", "subject:movie", "subject:music"
        )
    ):
        return None
    return Query(
        operation=Operation.STATEMENT,
        statements=("goal_scope",),
        claim=Claim(relation=Relation.ABOVE if sketch.has("op:notonly") or _denied(sketch) else Relation.EQUAL),
    )


def _denied(sketch: Sketch) -> bool:
    return any(tag.has("relation:not") and not tag.has("ask:yesno") for tag in sketch.tags)


ROLES = {"ishikawa": ("chair", "nippon_animation"), "hasegawa": ("editor",)}
"""Which of the statements' topics belong to which person."""


def role(sketch: Sketch) -> Query | None:
    """ "Is Hasegawa the chair?": who holds which office."""
    topics = {name for tag in sketch.tags for name in tag.names("topic")}
    persons = [person for person in ROLES if person in topics]
    offices = topics & {"chair", "editor", "nippon_animation"}
    if len(persons) != 1 or not offices or sketch.has("ask:who", "ask:where", "ask:what", "ask:whatsaid"):
        return None
    if "editor" in offices:
        offices -= {"chair"}  # an editor in chief is no chair
    elsewhere = sketch.has("other:elsewhere") and "aja" not in topics  # president of another company
    holds = all(office in ROLES[persons[0]] for office in offices) and not elsewhere
    return Query(
        operation=Operation.STATEMENT,
        statements=(STATEMENT_OF[persons[0]],),
        claim=Claim(relation=Relation.ABOVE if holds else Relation.EQUAL),
    )


STATEMENT_OF = {"ishikawa": "aja_chair", "hasegawa": "report_editor"}


def reached(sketch: Sketch) -> Query | None:
    """ "Has Japan already met its goal?" """
    if not about_target(sketch) or not sketch.has("op:pass", "op:progress") or sketch.has("ask:why"):
        return None
    return Query(
        operation=Operation.COMPARE,
        items=(Item(metric=SALES), target_item(sketch)),
        claim=Claim(relation=Relation.AT_LEAST),
    )


EVERYTHING = (
    "op: relation: change: kind: ask: period: number: status: topic:government topic:cool_japan amount: ordinal: scope:"
)
CLAIMS: tuple[Rule, ...] = (
    rule("claim: role", checking(role), EVERYTHING + " topic: other:elsewhere"),
    rule("claim: goal's scope", checking(goal_scope), EVERYTHING + " subject:"),
    rule("claim: rank", checking(ranked), EVERYTHING),
    rule("claim: first time", checking(first_time), EVERYTHING),
    rule("claim: every year", checking(every_year), EVERYTHING),
    rule("claim: multiple", checking(multiplied), EVERYTHING),
    rule("claim: goal", checking(goal_number), EVERYTHING),
    rule("claim: goal met", checking(reached), EVERYTHING),
    rule("claim: number", checking(numbered), EVERYTHING),
    rule("claim: fraction", checking(fraction), EVERYTHING),
    rule("claim: comparison", checking(compared), EVERYTHING),
    rule("claim: record", checking(record), EVERYTHING),
    rule("claim: direction", checking(moved), EVERYTHING),
)
