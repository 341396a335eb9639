"""A query in words, short for `Read as: …` and full for titles and buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.answers.voice import Voice
from knowledge.model import SHIPPED, Item, Operation, Query, Select, Span
from knowledge.quantities import year_ranges

_SEPARATOR = " · "
_NAMED_AT_MOST = 3
_BETWEEN_YEARS = {
    Operation.CHANGE,
    Operation.CAGR,
    Operation.CONTRIBUTION,
    Operation.DIFFERENCE,
    Operation.RATIO,
    Operation.COMPARE,
}
Name = Callable[[Item], str]


def reading(query: Query, voice: Voice) -> str:
    """`overseas share · broad market · 2024`: what is asked, of which market, for when, in which unit."""
    if query.operation is Operation.PARTS and query.parts:
        return "; ".join(reading(part, voice) for part in query.parts)
    scopes = _once(voice.scope(item.metric) for item in query.items)
    parts = (_phrase(query, voice, voice.short_item), *scopes, _when(query, voice), *_extras(query, voice))
    return _SEPARATOR.join(part for part in parts if part)


def title(query: Query, voice: Voice) -> str:
    """`Overseas anime market · 2024`: as a heading, with the full name where there is but one."""
    name = voice.item if len(query.items) == 1 else voice.short_item
    parts = (_phrase(query, voice, name), _when(query, voice), _base(query, voice))
    return _capital(_SEPARATOR.join(part for part in parts if part))


def label(query: Query, voice: Voice) -> str:
    """A query as the label of a button: short, with what tells it from its neighbours."""
    parts = (_phrase(query, voice, voice.short_item), _when(query, voice), *_extras(query, voice))
    return _capital(_SEPARATOR.join(part for part in parts if part))


def _phrase(query: Query, voice: Voice, name: Name) -> str:
    """The words for the operation with the items in them."""
    names = _once(map(name, query.items)) if _is_grid(query) else _names(query.items, voice, name)
    first, second = (*names, "", "")[:2]
    start, end = (*_said(query.items), "", "")[:2]
    whole = _whole(query, voice)
    return voice.say(
        f"operations.{_key(query, whole, voice)}",
        whole=voice.metric(whole) if whole else "",
        items=voice.listing(_once(names)),
        count=len(names),
        item=name(query.items[0]) if query.items else "",
        first=first,
        second=second,
        start=start,
        end=end,
        relation=voice.say(f"relations.{query.relation.value}") if query.relation else "",
        bound=voice.amount(query.bound) if query.bound else second,
    )


def _whole(query: Query, voice: Voice) -> str:
    """What the items are all the parts of, where they are."""
    metrics = {item.metric for item in query.items}
    return next(
        (each.whole for each in voice.catalogue.identities if set(each.parts) == metrics and len(metrics) > 2), ""
    )


def statement_key(query: Query | None, voice: Voice) -> str:
    """What statements are called by who added them: the report's, the bot's owner's, or the server's own."""
    known = voice.catalogue.statements
    origins = {known[id].origin for id in (query.statements if query else ()) if id in known}
    if not origins or SHIPPED in origins:
        return "statement"
    return "statement_added" if any(origins) else "statement_published"


def _key(query: Query, whole: str, voice: Voice) -> str:
    if query.operation is Operation.EXTREME:
        return "extreme_lowest" if query.select is Select.LOWEST else "extreme_highest"
    if query.operation is Operation.YEARS:
        ends = {Select.FIRST: "years_first", Select.LAST: "years_last"}
        return ends.get(query.select, "years_all") if query.select else "years_all"
    if query.operation is Operation.VALUE and len(query.items) > 1:
        return "value_several"
    if query.operation is Operation.STATEMENT:
        return statement_key(query, voice)
    if query.operation is Operation.COVERAGE and not query.items:
        return "coverage_whole"
    if query.operation is Operation.RANK and len(query.items) > 1:
        return "rank_among"
    if query.operation is Operation.COMPARE and whole:
        return "compare_parts"
    return query.operation.value + ("_years" if _is_between_years(query) else _several(query))


def _several(query: Query) -> str:
    """The wording for more items than two sides of a comparison; too many to name are counted."""
    if query.operation is not Operation.COMPARE or len(query.items) == 2:
        return ""
    return "_many" if len(query.items) > _NAMED_AT_MOST else "_several"


def _is_between_years(query: Query) -> bool:
    """Whether the two items are one thing in two years."""
    one_thing = len({(item.metric, item.kind, item.of) for item in query.items}) == 1
    return query.operation in _BETWEEN_YEARS and one_thing and len(_said(query.items)) == 2


def _said(items: Iterable[Item]) -> list[int]:
    """The years that are said, in order."""
    return sorted(item.period for item in items if item.period)


_LISTED = {Operation.VALUE, Operation.SUM, Operation.AVERAGE}


def _is_grid(query: Query) -> bool:
    """Whether the same years are asked of each thing: they are named once, and the years once."""
    things = {item.model_copy(update={"period": None}) for item in query.items}
    years = set(_periods(query.items))
    every = len(query.items) == len(things) * len(years) and None not in years
    return query.operation in _LISTED and len(years) > 1 and every


def _names(items: Sequence[Item], voice: Voice, name: Name) -> list[str]:
    """The names of the items, each with its year where the years differ."""
    years_differ = len(set(_periods(items))) > 1
    return [_with_year(item, voice, name) if years_differ and item.period else name(item) for item in items]


def _with_year(item: Item, voice: Voice, name: Name) -> str:
    return voice.say("items.dated", item=name(item), year=item.period)


def _periods(items: Iterable[Item]) -> list[int | None]:
    return [item.period for item in items]


def _when(query: Query, voice: Voice) -> str:
    if query.span:
        return _span(query.span, voice)
    if _is_grid(query):
        return year_ranges(_said(query.items))
    years = set(_periods(query.items))
    return str(*years) if len(years) == 1 and None not in years else ""


def _span(span: Span, voice: Voice) -> str:
    if span.start == span.end:
        return str(span.start or "")
    if span.start and span.end:
        return voice.say("items.span", start=span.start, end=span.end)
    if span.start:
        return voice.say("items.since", start=span.start)
    return voice.say("items.until", end=span.end) if span.end else ""


def _base(query: Query, voice: Voice) -> str:
    """The year that is 100."""
    return voice.say("items.base", base=query.base) if query.base else ""


def _extras(query: Query, voice: Voice) -> Iterable[str]:
    yield _base(query, voice)
    if query.unit:
        yield voice.say(f"units.{query.unit.value}")
    if query.as_of:
        yield voice.edition(query.as_of)


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def _capital(heading: str) -> str:
    return heading[:1].upper() + heading[1:]
