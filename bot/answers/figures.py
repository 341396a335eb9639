"""The card of an answer made of numbers: the asked-for one large, what belongs beside it small, doubts in words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.card import Card, Row, Tone
from bot.answers.provenance import footer
from bot.answers.reading import reading, title
from bot.answers.voice import Voice
from knowledge.model import Answer, Basis, Kind, Operation, Query, Status, Unit, Value

_PEERS = {Operation.VALUE, Operation.SERIES, Operation.GLANCE, Operation.YEARS, Operation.PARTS}
_MONEY = {Unit.JPY, Unit.USD}
_SIGNED_ROLES = {"growth", "change", "difference"}
_DEFINED_AT_MOST = 2


def card(answer: Answer, voice: Voice) -> Card:
    """The card for numbers, whatever was done with them."""
    query = resolved(answer)
    shown_large = answer.values[:1] if not _peers(answer) else ()
    return Card(
        title=title(query, voice) if query else "",
        headline=" ".join([*_list(verdict(answer, voice)), *(_large(value, voice) for value in shown_large)]),
        lines=(*_meaning(answer, voice), *lines(answer.values[len(shown_large) :], voice)),
        rows=(*rows(answer.context, voice), *_in_full(shown_large, voice)),
        notes=notes(answer, voice),
        reading=reading(query, voice) if query else "",
        footer=footer((*answer.values, *answer.context), voice),
        tone=tone(answer, voice),
    )


def resolved(answer: Answer) -> Query | None:
    """The query with the years that the answer gave for `latest`."""
    query = answer.query
    if query is None:
        return None
    found = {(v.item.metric, v.item.kind): v.item.period for v in reversed(answer.values) if v.item}
    items = (
        item.model_copy(update={"period": item.period or found.get((item.metric, item.kind))}) for item in query.items
    )
    return query if query.span else query.model_copy(update={"items": tuple(items)})


def verdict(answer: Answer, voice: Voice) -> str:
    """`No.` or `Yes.` for a claim or a yes-or-no question, else nothing."""
    return voice.say(f"verdicts.{answer.verdict.value}") if answer.verdict else ""


def lines(values: Iterable[Value], voice: Voice) -> tuple[str, ...]:
    """`label: amount` for values that stand among others; bare years in one line."""
    found = tuple(values)
    if found and all(value.quantity.unit is Unit.YEAR for value in found):
        return (voice.listing(voice.amount(value.quantity) for value in found),)
    return tuple(voice.say("lines.listed", label=named(value, voice), value=_large(value, voice)) for value in found)


def rows(values: Iterable[Value], voice: Voice) -> tuple[Row, ...]:
    """The numbers beside the asked-for one."""
    return tuple(Row(label=named(value, voice), value=_large(value, voice)) for value in values)


def named(value: Value, voice: Voice) -> str:
    """What a number is: its role in this answer, else its item."""
    key = f"roles.{value.role}"
    if value.role and voice.words.has(key):
        whole = voice.whole(value.item) if value.item else None
        return voice.say(key, whole=voice.short(whole) if whole else "")
    return voice.dated(value.item) if value.item else value.role


def notes(answer: Answer, voice: Voice) -> tuple[str, ...]:
    """What to know with the numbers: the slip of a claim, caveats, other prints, what was kept and repaired."""
    own = (voice.localised(value.note) for value in (*answer.values, *answer.context) if value.note)
    caveats = (voice.localised(caveat) for caveat in answer.caveats)
    other = (_also_reported(value, voice) for value in answer.also_reported)
    found = (*_slip(answer, voice), *caveats, *own, *other, *_repairs(answer, voice), *_kept(answer, voice))
    return tuple(dict.fromkeys(note for note in found if note))


def tone(answer: Answer, voice: Voice) -> Tone:
    """Reported, computed, or about a target: by the asked-for number."""
    if not answer.values:
        return Tone.NONE
    first = answer.values[0]
    metric = voice.catalogue.metrics.get(first.item.metric) if first.item else None
    if metric and metric.status is not Status.OBSERVATION:
        return Tone.TARGET
    return Tone.REPORTED if first.basis is Basis.REPORTED else Tone.COMPUTED


def _peers(answer: Answer) -> bool:
    """Whether the numbers stand side by side, none of them above the others."""
    operation = answer.query.operation if answer.query else Operation.VALUE
    return operation in _PEERS and len(answer.values) != 1


def _large(value: Value, voice: Voice) -> str:
    growth = value.role in _SIGNED_ROLES or (value.item is not None and value.item.kind is Kind.GROWTH)
    return voice.amount(value.quantity, signed=growth)


def _meaning(answer: Answer, voice: Voice) -> tuple[str, ...]:
    """What the metrics in question measure, where they are few enough to say so."""
    items = answer.query.items if answer.query else ()
    metrics = list(dict.fromkeys(item.metric for item in items))
    if len(metrics) > _DEFINED_AT_MOST:
        return ()
    return tuple(filter(None, (voice.definition(metric) for metric in metrics)))


def _in_full(values: Iterable[Value], voice: Voice) -> tuple[Row, ...]:
    """All digits of a printed amount of money; a computed one has fewer that can be trusted."""
    return tuple(
        Row(label=voice.say("roles.in_full"), value=voice.in_full(value.quantity))
        for value in values
        if value.quantity.unit in _MONEY and value.basis is Basis.REPORTED
    )


def _also_reported(value: Value, voice: Voice) -> str:
    amount = voice.amount(value.quantity)
    where = voice.listing(voice.source(source) for source in value.sources[:2])
    return voice.say("scripts.also_reported", amount=amount, source=where)


def _slip(answer: Answer, voice: Voice) -> tuple[str, ...]:
    key = f"slips.{answer.slip}"
    return (voice.say(key),) if answer.slip and voice.words.has(key) else ()


def _repairs(answer: Answer, voice: Voice) -> tuple[str, ...]:
    return tuple(voice.say("scripts.repaired", said=said, meant=meant) for said, meant in answer.repairs)


def _kept(answer: Answer, voice: Voice) -> tuple[str, ...]:
    kept = [voice.say(f"kept.{what}") for what in answer.kept if voice.words.has(f"kept.{what}")]
    return (voice.say("scripts.kept", kept=voice.listing(kept)),) if kept else ()


def _list(text: str) -> list[str]:
    return [text] if text else []
