"""A query in words, short for `Read as: …` and full for titles and buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.answers.voice import Voice
from knowledge.model import Item, Operation, Query, Select, Span

_SEPARATOR = " · "


def reading(query: Query, voice: Voice) -> str:
    """`overseas share · broad market · 2024`: what is asked, of which market, for when, in which unit."""
    if query.operation is Operation.PARTS and query.parts:
        return "; ".join(reading(part, voice) for part in query.parts)
    subject = _phrase(query, voice, voice.short_item)
    scopes = _once(voice.scope(item.metric) for item in query.items)
    return _SEPARATOR.join(part for part in (subject, *scopes, _when(query, voice), *_extras(query, voice)) if part)


def title(query: Query, voice: Voice) -> str:
    """`Overseas anime market · 2024`: as a heading, with full names."""
    when = _when(query, voice)
    subject = _phrase(query, voice, voice.item)
    heading = voice.say("items.titled", item=subject, year=when) if when else subject
    return heading[:1].upper() + heading[1:]


def label(query: Query, voice: Voice) -> str:
    """A query as the label of a button: short, with what tells it from its neighbours."""
    parts = (_phrase(query, voice, voice.short_item), _when(query, voice), *_extras(query, voice))
    heading = _SEPARATOR.join(part for part in parts if part)
    return heading[:1].upper() + heading[1:]


def _phrase(query: Query, voice: Voice, name: Callable[[Item], str]) -> str:
    """The words for the operation with the items in them."""
    return voice.say(
        f"operations.{_key(query)}",
        items=_items(query, voice, name),
        relation=voice.say(f"relations.{query.relation.value}") if query.relation else "",
        bound=_bound(query, voice, name),
    )


def _key(query: Query) -> str:
    if query.operation is Operation.EXTREME:
        return "extreme_lowest" if query.select is Select.LOWEST else "extreme_highest"
    if query.operation is Operation.YEARS:
        ends = {Select.FIRST: "years_first", Select.LAST: "years_last"}
        return ends.get(query.select, "years_all") if query.select else "years_all"
    if query.operation is Operation.COVERAGE and not query.items:
        return "coverage_whole"
    return query.operation.value


def _bound(query: Query, voice: Voice, name: Callable[[Item], str]) -> str:
    if query.bound:
        return voice.amount(query.bound)
    second = query.items[1:2] if query.operation is Operation.YEARS else ()
    return name(second[0]) if second else ""


def _items(query: Query, voice: Voice, name: Callable[[Item], str]) -> str:
    """The names of the items, each with its year where the years differ."""
    items = query.items[:1] if query.operation is Operation.YEARS and not query.bound else query.items
    years_differ = len({item.period for item in items}) > 1
    return voice.listing(_once(_with_year(item, voice, name, dated=years_differ) for item in items))


def _with_year(item: Item, voice: Voice, name: Callable[[Item], str], *, dated: bool) -> str:
    if not dated or item.period is None:
        return name(item)
    return voice.say("items.dated", item=name(item), year=item.period)


def _when(query: Query, voice: Voice) -> str:
    if query.span:
        return _span(query.span, voice)
    years = {item.period for item in query.items}
    return str(*years) if len(years) == 1 and None not in years else ""


def _span(span: Span, voice: Voice) -> str:
    if span.start and span.end:
        return voice.say("items.span", start=span.start, end=span.end)
    if span.start:
        return voice.say("items.since", start=span.start)
    return voice.say("items.until", end=span.end) if span.end else ""


def _extras(query: Query, voice: Voice) -> Iterable[str]:
    if query.unit:
        yield voice.say(f"units.{query.unit.value}")
    if query.as_of:
        yield voice.edition(query.as_of)


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))
