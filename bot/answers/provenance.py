"""Where numbers come from: the footer, the sources, every print of a figure, and the years that are held."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.answers.card import Card, Tone
from bot.answers.reading import reading, title
from bot.answers.voice import Voice
from knowledge.model import Answer, Basis, Input, Item, Rank, Status, Value

_SEPARATOR = " · "
_SHOWN_AT_MOST = 2
_NUMBERS_AT_MOST = 12


def footer(values: Iterable[Value], voice: Voice) -> str:
    """Basis, and two clocks: which years the numbers are of, and when they were published, with a source or two.

    They are those of the asked-for number, which is the first; of a course over the years, of all its years.
    """
    every = tuple(values)
    first = next((value for value in every if value.sources or value.formula), next(iter(every), None))
    if first is None:
        return ""
    alike = [value for value in every if value.item and first.item and _thing(value.item) == _thing(first.item)]
    course = len({value.item.period for value in alike if value.item}) > 1
    shown = alike if course else [first]
    origins_of_all = [origin for value in shown for origin in _origins(value)]
    editions = _by_date((edition for origin in origins_of_all for edition in origin.editions[:1]), voice)
    sources = dict.fromkeys(source for each in _origins(first) for source in each.sources[: _sources_of(first)])
    parts = (
        _basis(first, voice),
        _period(origins_of_all, voice),
        *_published(editions, voice),
        *(voice.source(source) for source in list(sources)[:_SHOWN_AT_MOST] if not course),
    )
    return _SEPARATOR.join(part for part in parts if part)


def _thing(item: Item) -> Item:
    return item.model_copy(update={"period": None})


def _by_date(editions: Iterable[str], voice: Voice) -> list[str]:
    """Editions, the latest first."""
    known = voice.catalogue.editions
    once = list(dict.fromkeys(editions))
    return sorted(once, key=lambda edition: known[edition].published if edition in known else "", reverse=True)


def _period(origins: Iterable[Value | Input], voice: Voice) -> str:
    """`data for 2012–2024`: the years that were observed."""
    metrics = voice.catalogue.metrics
    years = sorted(
        {
            each.item.period
            for each in origins
            if each.item and each.item.period and each.item.metric in metrics
            and metrics[each.item.metric].status is Status.OBSERVATION
        }
    )  # fmt: skip
    if not years:
        return ""
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return voice.say("footers.data", years=span)


def _published(editions: list[str], voice: Voice) -> Iterable[str]:
    """The editions by name; of many the latest, and how many there are before it."""
    if len(editions) <= _SHOWN_AT_MOST:
        return [voice.edition(edition) for edition in editions]
    return [voice.say("footers.several", edition=voice.edition(editions[0]), count=len(editions) - 1)]


def _origins(value: Value) -> tuple[Value | Input, ...]:
    """The number itself when it was printed, else the numbers that it was computed from."""
    return value.formula.inputs if value.formula else (value,)


def _sources_of(value: Value) -> int:
    """How many sources to name of each origin: of a computed number, one for each input."""
    return 1 if value.formula else _SHOWN_AT_MOST


def origins(value: Value) -> tuple[list[str], list[str]]:
    """Sources and editions of a number, for a computed one those of its inputs."""
    inputs = value.formula.inputs if value.formula else ()
    sources = dict.fromkeys([*value.sources, *(source for entry in inputs for source in entry.sources)])
    editions = dict.fromkeys([*value.editions, *(edition for entry in inputs for edition in entry.editions)])
    return list(sources), list(editions)


def all_sources(answer: Answer) -> list[str]:
    """Every source behind an answer, the asked-for number's first."""
    own = (source for value in (*answer.values, *answer.context) for source in origins(value)[0])
    said = (source for statement in answer.statements for source in statement.sources)
    parts = (source for part in answer.parts for source in all_sources(part))
    return list(dict.fromkeys([*own, *said, *parts]))


def sources_card(answer: Answer, voice: Voice) -> Card:
    """What the button `Sources` shows: who printed it, when, where."""
    return Card(
        title=voice.say("sources.title"),
        lines=(
            *(tuple(f"• {citation(source, voice)}" for source in all_sources(answer)) or (voice.say("sources.none"),)),
            *_number_by_number(answer, voice),
        ),
        copyable=tuple(_to_be_copied(answer, voice)),
        tone=Tone.REPORTED,
    )


def _number_by_number(answer: Answer, voice: Voice) -> Iterable[str]:
    """Which of several numbers each source printed; what was computed goes back to what was printed."""
    parts = answer.parts or (answer,)
    shown = [value for part in parts for value in (*part.values, *part.context, *part.also_reported)]
    if len({each.sources for each in _printed(shown)}) > 1:
        yield voice.say("sources.by_number")
        yield from _each_with(shown, voice, lambda each: map(voice.source, each.sources))


def figure_lines(values: Iterable[Value], voice: Voice) -> Iterable[str]:
    """Each printed figure behind some numbers, with the editions that it comes from."""
    return _each_with(values, voice, lambda each: map(voice.edition, each.editions))


def _each_with(values: Iterable[Value], voice: Voice, where: Callable[[Value | Input], Iterable[str]]) -> Iterable[str]:
    printed = _printed(values)
    for each in printed[:_NUMBERS_AT_MOST]:
        label = f"{voice.dated(each.item)}, {voice.amount(each.quantity)}" if each.item else ""
        yield "• " + voice.say("lines.listed", label=label, value=voice.listing(where(each)))
    if (more := len(printed) - _NUMBERS_AT_MOST) > 0:
        yield voice.say("sources.more", count=more)


def _printed(values: Iterable[Value]) -> list[Value | Input]:
    """The numbers that were printed, of computed ones those that they go back to; each once."""
    found = (each for value in values for each in _origins(value) if each.item and each.sources)
    return list({(each.item, each.quantity.unit, each.quantity.value): each for each in found}.values())


def _to_be_copied(answer: Answer, voice: Voice) -> Iterable[str]:
    """The asked-for number with its source, to be cited: short, and with the address."""
    value = next((each for each in answer.values if each.item), None)
    if value is None or value.item is None:
        return
    sources, editions = origins(value)
    where = [voice.edition(edition) for edition in editions[:1]] or [voice.source(source) for source in sources[:1]]
    if not where:
        return
    said = voice.say("lines.listed", label=voice.dated(value.item), value=voice.amount(value.quantity))
    yield f"{said} ({where[0]})"
    full = voice.say("lines.listed", label=voice.dated(value.item), value=voice.as_printed(value.quantity))
    yield "\n".join([full, *where, *(citation(source, voice) for source in sources[:_SHOWN_AT_MOST])])


def citation(source: str, voice: Voice) -> str:
    """A source in one line, with its address where one is known."""
    known = voice.catalogue.sources.get(source)
    address = known.url if known else ""
    return f"{voice.source(source)} {address}".rstrip()


def card(answer: Answer, voice: Voice) -> Card:
    """The answer to `who printed this?`: the numbers, their editions, their sources."""
    values = tuple(
        voice.say("lines.listed", label=voice.dated(value.item), value=voice.amount(value.quantity))
        for value in answer.values
        if value.item
    )
    editions = dict.fromkeys(edition for value in answer.values for edition in origins(value)[1])
    return Card(
        title=title(answer.query, voice) if answer.query else voice.say("sources.title"),
        lines=(
            *values,
            *(voice.localised(statement.text) for statement in answer.statements),
            *(f"• {voice.edition(edition)}" for edition in editions),
            *(f"• {citation(source, voice)}" for source in all_sources(answer)),
        ),
        reading=reading(answer.query, voice) if answer.query else "",
        tone=Tone.REPORTED,
    )


def history(answer: Answer, voice: Voice) -> Card:
    """Every print of a figure with its edition and rank, as the answer orders them."""
    prints = (*answer.values, *answer.also_reported)
    return Card(
        title=title(answer.query, voice) if answer.query else "",
        lines=tuple(_print(value, voice) for value in prints),
        notes=tuple(voice.localised(caveat) for caveat in answer.caveats),
        reading=reading(answer.query, voice) if answer.query else "",
        tone=Tone.REPORTED,
    )


def _print(value: Value, voice: Voice) -> str:
    where = voice.listing(voice.edition(edition) for edition in value.editions)
    rank = f" ({voice.say(f'ranks.{value.role}')})" if value.role in set(Rank) else ""
    note = f" – {voice.localised(value.note)}" if value.note else ""
    return "• " + voice.say("lines.print", amount=voice.as_printed(value.quantity), edition=where) + rank + note


def _basis(value: Value, voice: Voice) -> str:
    metric = voice.catalogue.metrics.get(value.item.metric) if value.item else None
    if metric and value.basis is Basis.REPORTED and metric.status is not Status.OBSERVATION:
        return voice.say(f"footers.{metric.status.value}")
    return voice.say("footers.computed" if value.basis is Basis.COMPUTED else "footers.reported")
