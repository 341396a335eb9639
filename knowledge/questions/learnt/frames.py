"""What the network chooses, from short lists, and the query that its choices and the exact parts make together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.model import (
    Catalogue,
    Claim,
    Item,
    Kind,
    MetricId,
    Operation,
    Quantity,
    Query,
    Relation,
    Select,
    Span,
    Status,
    Unit,
)
from knowledge.questions.learnt.encoding import Amount, Encoded, Year
from knowledge.questions.periods import PANDEMIC

REASONS = tuple("not_covered opinion future instruction chat no_rate unclear".split())
NONE = "-"
ALL_CATEGORIES = "categories"
AMONG = "rank_among"
BY_RULE = frozenset({Operation.CONTRIBUTION})
"""Operations that no frame says: see `knowledge.questions.meaning`."""

_LEARNT = tuple(operation.value for operation in Operation if operation not in BY_RULE)
OPERATIONS = (*_LEARNT, AMONG, *(f"none_{reason}" for reason in REASONS))
WORDLESS = frozenset({*(f"none_{reason}" for reason in REASONS), "parts", "glance"})
"""Operations that need no other choice."""
KINDS = tuple(kind.value for kind in Kind)
SELECTS = (NONE, *(select.value for select in Select))
_OF_NUMBERS = tuple(relation.value for relation in Relation if relation not in (Relation.SO, Relation.NOT_SO))
RELATIONS = (NONE, *_OF_NUMBERS)
CLAIMS = (NONE, *_OF_NUMBERS, "true", "false", "bare")
UNITS = (NONE, "JPY", "USD", "percent", "points")
WHYS = (NONE, "why")
YEAR_ROLES = ("-", "first", "second", "list", "start", "after", "end", "before", "claimed")
AMOUNT_ROLES = ("-", "bound", "claimed", "claimed minus", "years")

TWO = frozenset("difference ratio change cagr".split())
MOVEMENTS = frozenset("difference change cagr".split())
OVER_SPAN = frozenset("series extreme years sum average".split())
OF_TARGET = frozenset("gap progress required".split())
LISTS = frozenset("value sum average provenance history coverage definition".split())
MOST_METRICS = 3
"""Metrics that a frame can hold; categories of the home market may be more, where the question lists them."""

MOST_YEARS = 100
"""Fewer years than this may be counted back."""
ZERO = Quantity.exact(0, Unit.PERCENT)


@dataclass(frozen=True, slots=True)
class Frame:
    """The choices: one of each list, and a role for each year and each amount that the question speaks of."""

    operation: str
    metrics: tuple[str, str, str] = (NONE, NONE, NONE)
    kind: str = "level"
    of: str = NONE
    select: str = NONE
    relation: str = NONE
    claim: str = NONE
    unit: str = NONE
    why: str = NONE
    statement: str = NONE
    years: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()


def composed(frame: Frame, question: Encoded, catalogue: Catalogue) -> Query | None:
    """The query that a frame says; None where its parts don't fit together."""
    operation = "rank" if frame.operation == AMONG else frame.operation
    if operation.startswith("none_") or operation in ("parts", "glance"):
        return Query(operation=Operation.GLANCE) if operation == "glance" else None
    if operation == "statement":
        return _statement(frame, catalogue)
    metrics = _metrics(frame, question, catalogue)
    if metrics is None:
        return None
    frame = _with_whole_lists(_with_the_only_year(frame, question), question)
    items = _items(operation, frame, metrics, question, catalogue)
    if items is None or not all(_fits(item, catalogue) for item in items):
        return None
    if operation == "value" and _of_a_decade(question) and all(role == "-" for role in frame.years):
        return None  # the latest figure is not what a decade asks for
    if operation in (*TWO, "compare") and len(set(items)) < 2:
        return None  # a thing against itself
    if operation in TWO and _aslant(items):
        return None  # how far two things drew apart from one year to the next
    items = _forwards(items) if operation in MOVEMENTS and frame.claim == NONE else items
    items = tuple(_of_its_own_year(item, question, catalogue) for item in items)
    listed = operation in LISTS and "list" in frame.years
    if operation in ("sum", "average") and not listed and _passes_over(frame, question):
        return None  # all years, or years counted back from now, though others are spoken of
    span = _span(frame, question, catalogue, items) if operation in OVER_SPAN and not listed else None
    if operation == "years" and frame.select == "first" and (span is None or span.start == PANDEMIC):
        span = _behind_the_pandemic(span, question)
    bound = _bound(frame, question, items, catalogue, "bound") if operation == "years" and len(metrics) == 1 else None
    relation = Relation(frame.relation) if operation == "years" and frame.relation != NONE else None
    if operation == "years" and (relation is None or (bound is None and len(items) < 2)):
        return None
    claim = _claim(frame, question, items, catalogue)
    if isinstance(claim, str):
        return None
    if claim is not None and operation == "value" and _by_an_amount(frame, question, claim):
        operation, items = "difference", _on_the_year_before(items[0], catalogue)
    return Query(
        operation=Operation(operation),
        items=items,
        span=span,
        select=Select(frame.select) if frame.select != NONE else None,
        relation=relation,
        bound=bound,
        claim=claim,
        unit=_unit(operation, frame, items, question),
        why=frame.why != NONE and claim is not None,
    )


def _aslant(items: Sequence[Item]) -> bool:
    """Two things in neighbouring years."""
    years = [item.period for item in items if item.period]
    apart = len(years) == 2 and abs(years[0] - years[1]) == 1
    return apart and len({item.metric for item in items}) == 2


def _with_the_only_year(frame: Frame, question: Encoded) -> Frame:
    """A figure is asked for of the one year that the question says, unless it asks for the latest by name."""
    outright = _outright(question)
    in_digits = [year for year in outright if any(char.isdigit() for char in question.texts[year.token])]
    said = {year.value for year in in_digits or outright}
    idle = frame.operation == "value" and all(role == "-" for role in frame.years)
    if not idle or len(said) != 1 or question.speaks_of("period:latest"):
        return frame
    roles = ["-"] * len(frame.years)
    roles[next(index for index, year in enumerate(question.years) if year.value in said)] = "first"
    return replace(frame, years=tuple(roles))


LISTED = frozenset({"first", "second", "list", "start", "end"})
BETWEEN = ("c:sep:", "c:harmless:", "c:period:years_word")
"""What may stand between the years of a list."""


def _with_whole_lists(frame: Frame, question: Encoded) -> Frame:
    """ "2022, 2023 and 2024": of years said in one breath none is left out, where at least two of them are meant."""
    if frame.operation not in ("value", "sum", "average"):
        return frame
    roles = list(frame.years)
    for run in _runs(question):
        if len(run) > 2 and sum(roles[index] in LISTED for index in run) > 1:
            for index in run:
                roles[index] = "list"
    return replace(frame, years=tuple(roles))


def _runs(question: Encoded) -> list[list[int]]:
    """Years of the question that follow each other with nothing but commas and the like between them."""
    said = [index for index, year in enumerate(question.years) if year in _outright(question)]
    runs: list[list[int]] = []
    for index in said:
        if runs and _joined(question, question.years[runs[-1][-1]].token, question.years[index].token):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _joined(question: Encoded, one: int, other: int) -> bool:
    between = (names for _, names in question.tokens[one + 1 : other])
    return all(any(name.startswith(BETWEEN) for name in names) for names in between)


def _unit(operation: str, frame: Frame, items: Sequence[Item], question: Encoded) -> Unit | None:
    if operation == "rate":
        return Unit.RATE
    claimed = [a.quantity.unit for a, role in zip(question.amounts, frame.amounts, strict=True) if role == "claimed"]
    if Unit.USD in claimed:
        return Unit.USD
    amount = question.speaks_of("ask:howmuch", "ask:yen") and not question.speaks_of("ask:year", "ask:which")
    if operation == "extreme" and frame.unit == NONE and frame.claim == NONE and amount and frame.kind == "level":
        return Unit.JPY  # "how much was it in its best year?"
    if frame.unit == "points" and operation != "difference":
        return None
    return Unit(frame.unit) if frame.unit != NONE else None


def _statement(frame: Frame, catalogue: Catalogue) -> Query | None:
    if frame.statement not in catalogue.statements:
        return None
    claim = None
    if frame.claim in ("true", "false"):
        claim = Claim(relation=Relation.SO if frame.claim == "true" else Relation.NOT_SO)
    return Query(operation=Operation.STATEMENT, statements=(frame.statement,), claim=claim)


def categories_named(question: Encoded, catalogue: Catalogue) -> list[MetricId]:
    """The categories of the home market that words of the question stand for, in their order."""
    parts = {catalogue.metrics[part].subject: part for part in _categories(catalogue)}
    said = (name.removeprefix("c:subject:") for _, names in question.tokens for name in names)
    return list(dict.fromkeys(parts[name] for name in said if name in parts))


def _with_the_third(named: list[MetricId], question: Encoded, catalogue: Catalogue) -> list[MetricId]:
    """Two parts of one whole, with the third that the question names beside them; anime itself is named by the way."""
    parts = next((i.parts for i in catalogue.identities if set(named) <= set(i.parts) and len(i.parts) > 2), ())
    subjects = {catalogue.metrics[part].subject: part for part in parts}
    said = (name.removeprefix("c:subject:") for _, names in question.tokens for name in names)
    listed = list(dict.fromkeys(subjects[name] for name in said if name in subjects))
    more = [part for part in listed if part not in named and catalogue.metrics[part].subject != "anime"]
    return listed if len(more) == 1 and set(named) <= set(listed) else named


def _categories(catalogue: Catalogue) -> tuple[MetricId, ...]:
    return next((tuple(i.parts) for i in catalogue.identities if i.whole == "market_domestic"), ())


def _metrics(frame: Frame, question: Encoded, catalogue: Catalogue) -> list[MetricId] | None:
    if frame.metrics[0] == ALL_CATEGORIES or frame.operation == AMONG:
        parts = _categories(catalogue)
        first = frame.metrics[0]
        if frame.operation == AMONG:
            return [first, *(part for part in parts if part != first)] if first in parts else None
        return list(parts)
    named = _metrics_named(frame)
    if len(named) == MOST_METRICS and set(named) < set(listed := categories_named(question, catalogue)):
        return listed
    if frame.operation in ("value", "compare", "sum") and len(named) == 2:
        named = _with_the_third(named, question, catalogue)
    if any(metric not in catalogue.metrics for metric in named) or not named:
        return [] if frame.operation in ("rate", "coverage") else None
    return list(dict.fromkeys(named))


def _years(frame: Frame, question: Encoded, *roles: str) -> list[int]:
    found = [y.value for y, role in zip(question.years, frame.years, strict=True) if role in roles]
    return list(dict.fromkeys(found))


def _items(
    operation: str, frame: Frame, metrics: list[MetricId], question: Encoded, catalogue: Catalogue
) -> tuple[Item, ...] | None:
    if operation in LISTS and "list" in frame.years:
        frame = replace(frame, years=tuple("list" if role != "-" else role for role in frame.years))
    kind, of = Kind(frame.kind), frame.of if frame.of in catalogue.metrics else None

    def item(metric: MetricId, year: int | None) -> Item:
        return Item(metric=metric, kind=kind, period=year, of=of if kind is Kind.SHARE else None)

    first, second = _years(frame, question, "first"), _years(frame, question, "second")
    listed = _years(frame, question, "list")
    one, two = next(iter(first), None), next(iter(second), None)
    if operation == "rate":
        return (Item(metric=metrics[0] if metrics else "market_total", period=one),)
    if operation in ("change", "cagr"):
        one, two = _counted_ends(frame, question, metrics[0], catalogue, one, two)
        return (item(metrics[0], one), item(metrics[0], two)) if two is not None else None
    if operation in OF_TARGET:
        if len(metrics) < 2:
            return None
        return Item(metric=metrics[0], period=one), Item(metric=metrics[1], period=two)
    if operation in OVER_SPAN and operation not in LISTS:
        return tuple(item(metric, None) for metric in metrics)
    if listed:
        return tuple(item(metric, year) for metric in metrics for year in (*first, *listed))
    if len(metrics) == 1 and second and operation != "rank":
        return item(metrics[0], one), *(item(metrics[0], year) for year in second)
    if operation in (*TWO, "compare") and len(metrics) < 2:
        return None
    later = two if two is not None else one
    if len(metrics) == 1 and len(first) > 1:
        return tuple(item(metrics[0], year) for year in first)
    return tuple(item(metric, one if index == 0 else later) for index, metric in enumerate(metrics))


def _by_an_amount(frame: Frame, question: Encoded, claim: Claim) -> bool:
    """ "Grew by 2 trillion yen": a sum of money that is said of a movement, not of a level."""
    money = claim.bound is not None and claim.bound.unit in (Unit.JPY, Unit.USD) and frame.kind == "level"
    claimed = [a.token for a, role in zip(question.amounts, frame.amounts, strict=True) if role == "claimed"]
    by = any(question.texts[token - 1 : token] == ("by",) for token in claimed)
    return money and by and question.speaks_of("change:up", "change:down")


def _on_the_year_before(item: Item, catalogue: Catalogue) -> tuple[Item, ...]:
    year = item.period or _latest(item.metric, catalogue)
    before = item.model_copy(update={"period": year - 1 if year else None})
    return item.model_copy(update={"period": year}), before


def _of_its_own_year(item: Item, question: Encoded, catalogue: Catalogue) -> Item:
    """A goal has a year of its own, and what was observed none after the latest held: a year that only the turn before
    spoke of is left out where it can't be meant."""
    metric = catalogue.metrics[item.metric]
    said = any(year.value == item.period and question.said(year) for year in question.years)
    held = catalogue.periods(metric.id, Kind.LEVEL, metric.unit)
    if item.period is None or said or not held:
        return item
    meant = item.period <= held[-1] if metric.status is Status.OBSERVATION else item.period in held
    return item if meant else item.model_copy(update={"period": None})


def _forwards(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """From the earlier year to the later one, where one thing is asked of in two years."""
    first, *rest = items
    if len(rest) != 1 or first.period is None or rest[0].period is None:
        return items
    same = first.model_copy(update={"period": None}) == rest[0].model_copy(update={"period": None})
    return (rest[0], first) if same and first.period < rest[0].period else items


def _counted_ends(
    frame: Frame, question: Encoded, metric: MetricId, catalogue: Catalogue, one: int | None, two: int | None
) -> tuple[int | None, int | None]:
    """ "Over the last five years": the years are counted back from the latest held."""
    count = _count(frame, question)
    if two is None and count is not None:
        end = one or _latest(metric, catalogue)
        return (end, end - count) if end else (one, two)
    return one, two


def _count(frame: Frame, question: Encoded) -> int | None:
    counts = [a for a, role in zip(question.amounts, frame.amounts, strict=True) if role == "years"]
    return int(counts[0].quantity.value) if counts and 0 < counts[0].quantity.value < MOST_YEARS else None


def _of_a_decade(question: Encoded) -> bool:
    return any("y:until" in names for _, names in question.tokens)


def _passes_over(frame: Frame, question: Encoded) -> bool:
    """Whether years that the question says play no part: one beside a count of years, or of several all but one."""
    said = {year.value for year in _outright(question)}
    used = {year.value for year, role in zip(question.years, frame.years, strict=True) if role != "-"}
    spans = {"start", "after", "end", "before"} & set(frame.years)
    counted = _count(frame, question) is not None
    return not spans and len(used) < 2 and len(_metrics_named(frame)) < 2 and len(said) > (0 if counted else 1)


def _metrics_named(frame: Frame) -> list[str]:
    return [metric for metric in frame.metrics if metric != NONE]


def _outright(question: Encoded) -> list[Year]:
    """The years that the question itself says as such, not by the calendar ("last year")."""
    return [year for year in question.years if "y:year" in question.tokens[year.token][1] and question.said(year)]


def _latest(metric: MetricId, catalogue: Catalogue) -> int | None:
    held = catalogue.periods(metric, Kind.LEVEL, catalogue.metrics[metric].unit)
    return held[-1] if held else None


def _span(frame: Frame, question: Encoded, catalogue: Catalogue, items: Sequence[Item]) -> Span | None:
    start = next(iter([*_years(frame, question, "start"), *(y + 1 for y in _years(frame, question, "after"))]), None)
    ends = [y - _is_shut_out(y, question) for y in _years(frame, question, "end")]
    end = next(iter([*ends, *(y - 1 for y in _years(frame, question, "before"))]), None)
    count = _count(frame, question)
    if start is None and count is not None:
        last = end or _latest(items[0].metric, catalogue)
        start, end = (last - count + 1, last) if last else (start, end)
    return Span(start=start, end=end) if start is not None or end is not None else None


def _behind_the_pandemic(span: Span | None, question: Encoded) -> Span | None:
    """ "The first time since the pandemic": of the years behind that in which it began."""
    every = [frozenset(names) for _, names in question.tokens]
    after = any(
        ("c:period:covid" in one and "c:period:after_after" in other)
        or ("c:period:after" in one and "c:period:covid" in other)
        for one, other in pairwise(every)
    )
    since = after or question.speaks_of("period:since_covid")
    return Span(start=PANDEMIC + 1, end=span.end if span is not None else None) if since else span


def _is_shut_out(value: int, question: Encoded) -> bool:
    """ "Prior to 2024", 2024年より前: whether the word beside a year shuts it out."""
    japanese = "lang:ja" in question.tokens[0][1]
    places = [year.token + (1 if japanese else -1) for year in question.years if year.value == value]
    beside = [question.tokens[place][1] for place in places if 0 < place < len(question.tokens)]
    return any("c:period:before" in names for names in beside)


def _bound(frame: Frame, question: Encoded, items: Sequence[Item], catalogue: Catalogue, role: str) -> Quantity | None:
    for amount, given in zip(question.amounts, frame.amounts, strict=True):
        if given == role:
            return _in_unit(amount, items, catalogue)
        if given == f"{role} minus":
            return _in_unit(amount, items, catalogue).negative
    if items and items[0].metric in catalogue.goals:
        goals = [f for f in catalogue.of(items[0].metric) if f.unit is Unit.JPY]
        return max(goals, key=lambda figure: figure.period).quantity if goals else None
    return ZERO if items and items[0].kind is Kind.GROWTH else None


def _in_unit(amount: Amount, items: Sequence[Item], catalogue: Catalogue) -> Quantity:
    """A bare number counts what its metric counts; of money its scale is left open ("3.84, right?")."""
    wanted = catalogue.metrics[items[0].metric].unit if items and items[0].kind is Kind.LEVEL else None
    bare = amount.quantity.unit in (Unit.COUNT, Unit.JPY) and not amount.unit_said
    if wanted is not None and wanted is not Unit.JPY and bare and amount.quantity.unit is not wanted:
        return amount.quantity.model_copy(update={"unit": wanted})
    return amount.quantity


def _claim(frame: Frame, question: Encoded, items: Sequence[Item], catalogue: Catalogue) -> Claim | str | None:
    """The claim, None where nothing is claimed, or why it can't be one."""
    if frame.claim == NONE:
        return None
    if frame.claim == "bare":
        return Claim(relation=Relation.EQUAL)
    if frame.claim in ("true", "false"):
        return "of a statement"
    relation = Relation(frame.claim)
    operation = frame.operation
    if operation == "ratio" and relation is Relation.ABOVE and question.speaks_of("relation:halved"):
        relation = Relation.BELOW  # what more than halved is less than half
    claimed = _years(frame, question, "claimed")
    if operation in ("extreme", "years"):
        year = Quantity.exact(claimed[0], Unit.YEAR) if claimed else None
        return Claim(relation=relation, bound=year)
    if operation == "compare":
        return Claim(relation=relation)
    bound = _claimed(frame, question, items, catalogue)
    if bound is None:
        return "no amount is claimed"
    return Claim(relation=relation, bound=bound)


def _claimed(frame: Frame, question: Encoded, items: Sequence[Item], catalogue: Catalogue) -> Quantity | None:
    for amount, role in zip(question.amounts, frame.amounts, strict=True):
        if role in ("claimed", "claimed minus"):
            role = "claimed" if _rises(amount, question) else role  # what is said to rise falls by nothing
            number = _in_unit(amount, items, catalogue)
            if frame.operation in ("rank", AMONG):
                number = Quantity.exact(amount.quantity.value, Unit.COUNT)
            if number.unit in _units_of(frame, items, catalogue):
                return number.negative if role == "claimed minus" else number
    if any(role.startswith("claimed") for role in frame.amounts):
        return None  # what is claimed is no amount of this
    grows = bool(items) and (items[0].kind is Kind.GROWTH or frame.operation in ("change", "cagr"))
    if frame.operation in ("rank", AMONG):
        one = len(categories_named(question, catalogue)) == 1
        return (_place_said(frame, question, len(items)) if one else None) or Quantity.exact(1, Unit.COUNT)
    return ZERO if grows else None


def _place_said(frame: Frame, question: Encoded, among: int) -> Quantity | None:
    """The one small number of a question on a place among several, where it plays no other part."""
    counts = (amount.quantity for amount in question.amounts if amount.quantity.unit is Unit.COUNT)
    small = [count for count in counts if count.value < among]
    return small[0] if frame.operation == AMONG and len(small) == 1 else None


def _rises(amount: Amount, question: Encoded) -> bool:
    """ "Increased by 25.4%": whether the last word of direction before an amount, in English, is one of rising."""
    directions = (
        "c:change:up" in names
        for _, names in reversed(question.tokens[: amount.token])
        if {"c:change:up", "c:change:down"} & set(names)
    )
    return "lang:en" in question.tokens[0][1] and next(directions, False)


def _units_of(frame: Frame, items: Sequence[Item], catalogue: Catalogue) -> frozenset[Unit]:
    """In which units the result of a frame can be claimed; a bare number is always one of them."""
    rates = frozenset({Unit.PERCENT, Unit.POINTS, Unit.COUNT})
    if frame.operation in ("rank", AMONG):
        return frozenset({Unit.COUNT})
    if frame.operation == "ratio":
        return frozenset({Unit.TIMES, Unit.COUNT})
    if frame.operation == "rate":
        return frozenset({Unit.JPY, Unit.RATE, Unit.COUNT})
    if frame.operation in ("change", "cagr", "progress", "required") or (items and items[0].kind is not Kind.LEVEL):
        return rates
    units = {catalogue.metrics[item.metric].unit for item in items}
    return frozenset(units | {Unit.USD, Unit.COUNT}) if Unit.JPY in units else frozenset(units)


def _fits(item: Item, catalogue: Catalogue) -> bool:
    metric = catalogue.metrics.get(item.metric)
    return metric is not None and (item.kind is not Kind.SHARE or metric.whole is not None or item.of is not None)
