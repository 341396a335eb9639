"""Meanings in one line, as the corpora write them, and the queries that they stand for.

market_overseas@2024                          the figure; several side by side with a comma
growth(market_total)@2019                     percent on the year before; share(...) is percent of its usual whole
share(market_tv of market_domestic)@2023      percent of another whole
compare market_tv@2023, market_movie@2023     which is larger (`highest` or `lowest` may follow)
compare categories@2023                       the eight categories of the home market against each other
difference A - B · ratio A / B                of two figures
change market_overseas 2015>2024              percent between two years; `2015>` goes to the latest, also for cagr
sum A, B · average market_total 2015..2019    over figures, or over the years of a span
series market_tv 2015..2020                   year by year; the span may be open (`2015..`, `..2015`) or left out
highest growth(market_total) 2010..           which year was highest, or `lowest`
first market_total >= 2e12 JPY                which year: `first`, `last`, `all`, `any`, `none`; a figure or an amount
rank market_total@2024                        its place among its years; `rank market_tv@2023 among categories`
gap · progress · required · multiple          towards the content goal; a metric and `2028` may follow
rate@2024                                     yen per dollar
say aja_chair · define market_total           a statement · what a metric measures
source A · history A · coverage A · glance    who printed it · its prints by edition · years held · headline figures
... in USD                                    the unit asked for
... ? >= 2e12 JPY                             a claim or a yes-or-no question; `? >` alone for two figures
say aja_chair ? true                          a claim on what the report says, with whether it holds
why ... ? < 0 percent                         reasons asked for, on a premise
A & B                                         several queries in one question
none opinion                                  nothing to answer: see REASONS
"""

from __future__ import annotations

import re
from decimal import Decimal

from knowledge.model import Claim, Item, Kind, Operation, Quantity, Query, Relation, Select, Span, Unit

CATEGORIES = tuple(
    f"market_{name}" for name in "tv movie home_video streaming merchandising music amusement live".split()
)
TARGET, SALES = "content_overseas_target", "content_overseas_sales"
REASONS = frozenset("not_covered opinion future instruction chat no_rate unclear".split())
RELATIONS = {
    "=": Relation.EQUAL,
    "~": Relation.ABOUT,
    ">": Relation.ABOVE,
    "<": Relation.BELOW,
    ">=": Relation.AT_LEAST,
    "<=": Relation.AT_MOST,
    "<~": Relation.NEARLY,
}
KINDS = {kind.value: kind for kind in Kind}
TOWARDS = {"gap": Operation.GAP, "progress": Operation.PROGRESS, "required": Operation.REQUIRED}
ABOUT_ITEMS = {
    "source": Operation.PROVENANCE,
    "history": Operation.HISTORY,
    "coverage": Operation.COVERAGE,
    "define": Operation.DEFINITION,
}
OVER_ITEMS = {"sum": Operation.SUM, "average": Operation.AVERAGE, "compare": Operation.COMPARE}
ENDS = {"highest": Select.HIGHEST, "lowest": Select.LOWEST}
OF_YEARS = {"first", "last", "all", "any", "none"}

_ITEM = re.compile(r"(?:(level|growth|share)\((\w+)(?: of (\w+))?\)|(\w+))(?:@(\d{4}))?$")
_BOUND = re.compile(r"(>=|<=|<~|=|~|>|<)\s*(-?[\d.]+(?:e\d+)?)\s*([\w/]+)?$")
_SPAN = re.compile(r"\s(\d{4})?\.\.(\d{4})?$")
_PAIR = re.compile(r"(.+?)\s+(\d{4})>(\d{4})?$")


class NotWritten(ValueError):
    """A line that is no meaning."""


def query_of(line: str) -> Query | str:
    """The query that a meaning stands for, or the reason for which there is none."""
    line = line.strip()
    if line.startswith("none ") and line[5:] in REASONS:
        return line[5:]
    if "&" in line:
        parts = tuple(q for q in map(query_of, line.split("&")) if isinstance(q, Query))
        if len(parts) != line.count("&") + 1:
            raise NotWritten(line)
        return Query(operation=Operation.PARTS, parts=parts)
    why = line.startswith("why ")
    body, _, claimed = line.removeprefix("why ").partition("?")
    body, unit = _unit(body.strip())
    query = _asked(body)
    if unit is not None:
        query = query.model_copy(update={"unit": unit})
    if "?" in line:
        query = query.model_copy(update={"claim": _claim(query, claimed.strip())})
    return query.model_copy(update={"why": True}) if why else query


def _unit(body: str) -> tuple[str, Unit | None]:
    match = re.search(r" in (USD|JPY|percent|points)$", body)
    return (body[: match.start()], Unit(match[1])) if match else (body, None)


def _asked(body: str) -> Query:
    verb, _, rest = body.partition(" ")
    if verb in OVER_ITEMS:
        return _over_items(OVER_ITEMS[verb], rest)
    if verb in ("difference", "ratio"):
        parts = re.split(r"\s[-/]\s", rest)
        if len(parts) != 2:
            raise NotWritten(body)
        return Query(operation=Operation(verb), items=tuple(map(_item, parts)))
    if verb in ("change", "cagr"):
        return _between(Operation(verb), body, rest)
    if verb == "series":
        rest, span = _span(rest)
        return Query(operation=Operation.SERIES, items=tuple(map(_item, rest.split(","))), span=span)
    if verb in ENDS:
        rest, span = _span(rest)
        return Query(operation=Operation.EXTREME, items=(_item(rest),), select=ENDS[verb], span=span)
    if verb in OF_YEARS:
        return _of_years(Select(verb), rest)
    if verb == "rank":
        return _rank(rest)
    return _one_word(body, verb, rest)


def _one_word(body: str, verb: str, rest: str) -> Query:
    if verb in (*TOWARDS, "multiple"):
        return _towards(verb, rest)
    if verb == "say" and rest.isidentifier():
        return Query(operation=Operation.STATEMENT, statements=(rest,))
    if verb == "glance":
        return Query(operation=Operation.GLANCE)
    if verb in ABOUT_ITEMS:
        return Query(operation=ABOUT_ITEMS[verb], items=tuple(map(_item, rest.split(","))) if rest else ())
    if verb.startswith("rate"):
        year = body.partition("@")[2]
        item = Item(metric="market_total", period=int(year) if year else None)
        return Query(operation=Operation.RATE, items=(item,), unit=Unit.RATE)
    return Query(operation=Operation.VALUE, items=_listed(body))


def _over_items(operation: Operation, rest: str) -> Query:
    words = rest.split()
    select = ENDS.get(words[-1]) if words else None
    rest = rest[: -len(words[-1])].strip() if select else rest
    rest, span = _span(rest)
    return Query(operation=operation, items=_listed(rest), span=span, select=select)


def _listed(rest: str) -> tuple[Item, ...]:
    """Figures with commas between them, or all categories."""
    if "categories" not in rest:
        return tuple(map(_item, rest.split(",")))
    model = _item(rest.replace("categories", CATEGORIES[0]))
    return tuple(model.model_copy(update={"metric": metric}) for metric in CATEGORIES)


def _between(operation: Operation, body: str, rest: str) -> Query:
    match = _PAIR.match(rest)
    if match is None:
        raise NotWritten(body)
    item = _item(match[1])
    end, start = (int(match[3]) if match[3] else None), int(match[2])
    pair = item.model_copy(update={"period": end}), item.model_copy(update={"period": start})
    return Query(operation=operation, items=pair)


def _of_years(select: Select, rest: str) -> Query:
    rest, span = _span(rest)
    match = re.match(r"(.+?)\s*(>=|<=|<~|>|<|=)\s*(.+)$", rest)
    if match is None:
        raise NotWritten(rest)
    item = _item(match[1])
    if re.match(r"-?\d", match[3]):
        relation, bound = _bound(f"{match[2]} {match[3]}")
        return Query(operation=Operation.YEARS, items=(item,), relation=relation, bound=bound, select=select, span=span)
    items = (item, _item(match[3]))
    return Query(operation=Operation.YEARS, items=items, relation=RELATIONS[match[2]], select=select, span=span)


def _rank(rest: str) -> Query:
    words = rest.split()
    select = ENDS.get(words[-1])
    rest = rest[: -len(words[-1])].strip() if select else rest
    if rest.endswith(" among categories"):
        first = _item(rest.removesuffix(" among categories"))
        others = (first.model_copy(update={"metric": m}) for m in CATEGORIES if m != first.metric)
        return Query(operation=Operation.RANK, items=(first, *others), select=select)
    return Query(operation=Operation.RANK, items=(_item(rest),), select=select)


def _towards(verb: str, rest: str) -> Query:
    words = rest.split()
    goal_year = int(words.pop()) if words and words[-1].isdigit() else None
    observed = _item(words[0]) if words else Item(metric=SALES)
    goal = _item(words[1]) if len(words) > 1 else Item(metric=TARGET, period=goal_year)
    if verb == "multiple":
        return Query(operation=Operation.RATIO, items=(goal, observed))
    return Query(operation=TOWARDS[verb], items=(observed, goal))


def _item(text: str) -> Item:
    match = _ITEM.match(text.strip())
    if match is None:
        raise NotWritten(text)
    kind, inner, of, plain, year = match.groups()
    metric = {"target": TARGET, "projection": "anime_projection_aja"}.get(plain or inner, plain or inner)
    period = int(year) if year else None
    return Item(metric=metric, kind=KINDS[kind] if kind else Kind.LEVEL, period=period, of=of)


def _span(rest: str) -> tuple[str, Span | None]:
    match = _SPAN.search(rest)
    if match is None:
        return rest, None
    start, end = match.groups()
    return rest[: match.start()], Span(start=int(start) if start else None, end=int(end) if end else None)


def _claim(query: Query, text: str) -> Claim:
    if text in ("true", "false"):
        return Claim(relation=Relation.SO if text == "true" else Relation.NOT_SO)
    if text in RELATIONS:
        return Claim(relation=RELATIONS[text])
    if not text:
        return Claim(relation=Relation.EQUAL)
    relation, bound = _bound(text)
    unit = {Operation.EXTREME: Unit.YEAR, Operation.YEARS: Unit.YEAR, Operation.RANK: Unit.COUNT}
    if query.operation in unit:
        bound = Quantity.exact(bound.value, unit[query.operation])
    return Claim(relation=relation, bound=bound)


def _bound(text: str) -> tuple[Relation, Quantity]:
    match = _BOUND.match(text)
    if match is None:
        raise NotWritten(text)
    unit = {"%": Unit.PERCENT, None: Unit.COUNT}.get(match[3]) or Unit(match[3])
    return RELATIONS[match[1]], Quantity.exact(Decimal(match[2]), unit)


# --- and back --------------------------------------------------------------------------------------------------------

_SIGNS = {relation: sign for sign, relation in RELATIONS.items()}
_VERBS = {operation: verb for verb, operation in (*TOWARDS.items(), *ABOUT_ITEMS.items(), *OVER_ITEMS.items())}


def line_of(query: Query | str) -> str:
    """The meaning in one line; reading it again gives the same query."""
    if isinstance(query, str):
        return f"none {query}"
    if query.operation is Operation.PARTS:
        return " & ".join(map(line_of, query.parts))
    line = _body_of(query)
    if query.unit is not None and query.unit in (Unit.USD, Unit.JPY, Unit.PERCENT, Unit.POINTS):
        line += f" in {query.unit.value}"
    if query.claim is not None:
        line += " ?" + _claimed(query, query.claim)
    return f"why {line}" if query.why else line


def _claimed(query: Query, claim: Claim) -> str:
    if query.operation is Operation.STATEMENT:
        return " true" if claim.relation is Relation.SO else " false"
    if claim.bound is None:
        return "" if query.operation in (Operation.YEARS, Operation.EXTREME) else f" {_SIGNS[claim.relation]}"
    bare = query.operation in (Operation.YEARS, Operation.EXTREME, Operation.RANK)
    return f" {_SIGNS[claim.relation]} {_amount_of(claim.bound, bare)}"


def _amount_of(bound: Quantity, bare: bool = False) -> str:
    value = f"{bound.value:f}" if bound.value == bound.value.to_integral_value() else f"{bound.value.normalize():f}"
    return value if bare or bound.unit is Unit.COUNT else f"{value} {bound.unit.value}"


def _item_of(item: Item) -> str:
    of = f" of {item.of}" if item.of else ""
    name = item.metric if item.kind is Kind.LEVEL else f"{item.kind.value}({item.metric}{of})"
    return f"{name}@{item.period}" if item.period else name


def _body_of(query: Query) -> str:
    items, operation = query.items, query.operation
    listed = ", ".join(map(_item_of, items))
    span = f" {query.span.start or ''}..{query.span.end or ''}" if query.span else ""
    if len(items) == len(CATEGORIES):
        if operation is Operation.RANK:
            return f"rank {_item_of(items[0])} among categories" + (f" {query.select.value}" if query.select else "")
        listed = _item_of(items[0]).replace(items[0].metric, "categories")
    if operation is Operation.VALUE:
        return listed
    if operation in (Operation.DIFFERENCE, Operation.RATIO):
        sign = " - " if operation is Operation.DIFFERENCE else " / "
        return f"{operation.value} {sign.join(map(_item_of, items))}"
    if operation in (Operation.CHANGE, Operation.CAGR):
        ends = f"{items[1].period}>{items[0].period or ''}"
        return f"{operation.value} {_item_of(items[0].model_copy(update={'period': None}))} {ends}"
    if operation is Operation.EXTREME and query.select:
        return f"{query.select.value} {_item_of(items[0])}{span}"
    if operation is Operation.YEARS and query.select and query.relation:
        other = _item_of(items[1]) if len(items) > 1 else _amount_of(query.bound) if query.bound else ""
        return f"{query.select.value} {_item_of(items[0])} {_SIGNS[query.relation]} {other}{span}"
    if operation is Operation.STATEMENT:
        return f"say {query.statements[0]}"
    if operation is Operation.RATE:
        return f"rate@{items[0].period}" if items[0].period else "rate"
    if operation is Operation.GLANCE:
        return "glance"
    if operation in TOWARDS.values():
        goal = f" {items[1].period}" if items[1].period else "" if items[1].metric == TARGET else f" {items[1].metric}"
        observed = "" if items[0] == Item(metric=SALES) and not goal.strip().startswith("c") else _item_of(items[0])
        return f"{_VERBS[operation]} {observed}{goal}".strip()
    select = f" {query.select.value}" if query.select else ""
    return f"{_VERBS.get(operation, operation.value)} {listed}{span}{select}".strip()
