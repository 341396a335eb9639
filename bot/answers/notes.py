"""What to know with the numbers: the slip of a claim, caveats, other prints, what was kept and repaired."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.voice import Voice
from knowledge.model import Answer, Input, Operation, Value, Verdict


def notes(answer: Answer, voice: Voice) -> tuple[str, ...]:
    """The notes of an answer in the order of their weight, each once."""
    caveats = (voice.localised(caveat) for caveat in answer.caveats)
    other = (_also_reported(value, voice) for value in answer.also_reported)
    found = (
        *_denied(answer, voice),
        *slip(answer, voice),
        *caveats,
        *_of_figures(answer, voice),
        *other,
        *_repairs(answer, voice),
        *_kept(answer, voice),
    )
    return tuple(dict.fromkeys(note for note in found if note))


def _of_figures(answer: Answer, voice: Voice) -> Iterable[str]:
    """The notes of the printed figures: of the only number asked for as they stand, of others with their names."""
    alone = answer.values[0] if len(answer.values) == 1 else None
    if alone is not None and alone.note:
        yield voice.localised(alone.note)
    asked = {value.item.metric for value in answer.values if value.item}
    inner = [each for value in answer.values if value.formula for each in value.formula.inputs]
    beside = [each for value in answer.context if value.formula for each in value.formula.inputs]
    own = [each for each in beside if each.item.metric in asked]
    figures: list[Value | Input] = [*answer.values, *answer.context, *inner, *own]
    for figure in figures:
        if figure.note and (alone is None or figure.item != alone.item):
            yield _named(figure, voice)


def _named(figure: Value | Input, voice: Voice) -> str:
    note = voice.localised(figure.note)
    return voice.say("lines.listed", label=voice.dated(figure.item), value=note) if figure.item else note


def _denied(answer: Answer, voice: Voice) -> tuple[str, ...]:
    """What "yes" and "no" mean where it was asked whether something is wrong."""
    claim = answer.query.claim if answer.query else None
    known = claim is not None and claim.denied and answer.verdict in (Verdict.TRUE, Verdict.FALSE)
    return (voice.say(f"denials.{answer.verdict.value}"),) if known and answer.verdict else ()


def slip(answer: Answer, voice: Voice) -> tuple[str, ...]:
    """What went wrong with a claim, where that is known and not said already."""
    key = f"slips.{answer.slip}"
    told = answer.query is not None and answer.query.operation is Operation.COMPARE  # the headline says who is ahead
    return (voice.say(key),) if answer.slip and voice.words.has(key) and not told else ()


def _also_reported(value: Value, voice: Voice) -> str:
    amount = voice.amount(value.quantity)
    where = voice.listing(voice.source(source) for source in value.sources[:1])
    return voice.say("scripts.also_reported", amount=amount, source=where)


def _repairs(answer: Answer, voice: Voice) -> tuple[str, ...]:
    return tuple(voice.say("scripts.repaired", said=said, meant=meant) for said, meant in answer.repairs)


def _kept(answer: Answer, voice: Voice) -> tuple[str, ...]:
    kept = [voice.say(f"kept.{what}") for what in answer.kept if voice.words.has(f"kept.{what}")]
    return (voice.say("scripts.kept", kept=voice.listing(kept)),) if kept else ()
