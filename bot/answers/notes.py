"""What to know with the numbers: the slip of a claim, caveats, other prints, what was kept and repaired."""

from __future__ import annotations

from bot.answers.voice import Voice
from knowledge.model import Answer, Operation, Value, Verdict


def notes(answer: Answer, voice: Voice) -> tuple[str, ...]:
    """The notes of an answer in the order of their weight, each once."""
    caveats = (voice.localised(caveat) for caveat in answer.caveats)
    own = (voice.localised(value.note) for value in (*answer.values, *answer.context) if value.note)
    other = (_also_reported(value, voice) for value in answer.also_reported)
    found = (
        *_denied(answer, voice),
        *_slip(answer, voice),
        *caveats,
        *own,
        *other,
        *_repairs(answer, voice),
        *_kept(answer, voice),
    )
    return tuple(dict.fromkeys(note for note in found if note))


def _denied(answer: Answer, voice: Voice) -> tuple[str, ...]:
    """What "yes" and "no" mean where it was asked whether something is wrong."""
    claim = answer.query.claim if answer.query else None
    known = claim is not None and claim.denied and answer.verdict in (Verdict.TRUE, Verdict.FALSE)
    return (voice.say(f"denials.{answer.verdict.value}"),) if known and answer.verdict else ()


def _slip(answer: Answer, voice: Voice) -> tuple[str, ...]:
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
