"""Answer -> Reply: which card an answer gets, by what was asked and how it turned out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.answers import coverage, figures, glancing, provenance
from bot.answers.buttons import buttons
from bot.answers.card import Card, Reply, Tone
from bot.answers.labels import listed, named, rows, size
from bot.answers.notes import notes
from bot.answers.reading import label, reading, statement_key, title
from bot.answers.voice import Voice
from knowledge.model import Answer, AnswerStatus, Declined, Kind, Operation, Reason, Unit, Value

_UNREAD = {Reason.NO_QUESTION, Reason.NOT_UNDERSTOOD, Reason.WHICH_METRIC}
_IN_WORDS = slice(2, 5)
"""The examples that are questions, not commands."""


def compose(answer: Answer, voice: Voice) -> Reply:
    """All cards of an answer, one for each part of it, and the buttons under them."""
    cards = _of_parts(answer, voice) if answer.parts else (_CARDS[answer.status](answer, voice),)
    return Reply(cards=cards, buttons=buttons(answer, voice))


def _of_parts(answer: Answer, voice: Voice) -> tuple[Card, ...]:
    """A card a part; what is to be known of the whole question stands under the last."""
    *before, last = (card for part in answer.parts for card in compose(part, voice).cards)
    whole = tuple(note for note in notes(answer, voice) if note not in last.notes)
    return (*before, last.model_copy(update={"notes": (*last.notes, *whole)}))


def _answered(answer: Answer, voice: Voice) -> Card:
    operation = answer.query.operation if answer.query else Operation.VALUE
    return _BY_OPERATION.get(operation, figures.card)(answer, voice)


def _declined(answer: Answer, voice: Voice) -> Card:
    declined = answer.declined
    if answer.query and answer.query.why and answer.context and declined and declined.reason is Reason.NOT_COVERED:
        return _without_reasons(answer, voice)
    return Card(
        title=voice.say("headlines.declined"),
        lines=(*(reasons(declined, voice) if declined else ()), *_examples(answer, voice)),
        notes=notes(answer, voice),
        reading=_reading(answer, voice),
        footer=voice.say("declined.try"),
    )


def _without_reasons(answer: Answer, voice: Voice) -> Card:
    """A `why` whose premise holds: that it is so, with its numbers, and that the reasons aren't held."""
    premise, *others = [value for value in answer.context if value.quantity.unit is not Unit.YEAR]
    return Card(
        title=voice.say("headlines.why"),
        headline=_premise(premise, voice),
        lines=(voice.say("sentences.reasons"),),
        rows=rows(others, voice),
        notes=notes(answer, voice),
        reading=_reading(answer, voice),
        footer=provenance.footer(answer.context, voice),
    )


def _premise(value: Value, voice: Voice) -> str:
    if value.item is None or value.item.kind is not Kind.GROWTH:
        return voice.say("lines.listed", label=named(value, voice), value=voice.amount(value.quantity))
    key = "sentences.did_rise" if value.quantity.value > 0 else "sentences.did_fall"
    metric = voice.metric(value.item.metric)
    return voice.say(key, metric=metric, year=value.item.period, amount=size(value, voice))


def _asking_back(answer: Answer, voice: Voice) -> Card:
    choices = tuple(dict.fromkeys(f"• {label(choice, voice)}" for choice in answer.choices))
    unsure = len(choices) == 1
    why = (voice.say("declined.unsure"),) if unsure else reasons(answer.declined, voice) if answer.declined else ()
    return Card(
        title=voice.say("headlines.unsure" if unsure else "headlines.clarify"),
        lines=(*why, *choices, *_examples(answer, voice)),
        notes=notes(answer, voice),
        reading=_reading(answer, voice),
    )


def _examples(answer: Answer, voice: Voice) -> Iterable[str]:
    """Questions that have an answer, for who asked what could not be read at all."""
    unread = answer.query is None and not answer.choices and answer.declined
    if unread and unread.reason in _UNREAD:
        yield voice.say("help.examples_title")
        yield from (f"• {example}" for example in voice.words.several("help.examples")[_IN_WORDS])


def reasons(declined: Declined, voice: Voice) -> Iterable[str]:
    """Why there is no answer, and the nearest years that have one."""
    subject = voice.dated(declined.item) if declined.item else ""
    words = voice.listing(voice.say("scripts.quoted", words=word) for word in declined.words) or subject
    plain = f"declined.{declined.reason.value}_plain"
    key = plain if voice.words.has(plain) and not words else f"declined.{declined.reason.value}"
    yield voice.say(key, words=words, item=subject)
    if declined.years:
        yield voice.say("declined.nearest", years=voice.listing(str(year) for year in declined.years))


def _statement(answer: Answer, voice: Voice) -> Card:
    first = answer.statements[0] if answer.statements else None
    short = voice.localised(first.short) if first else ""
    texts = tuple(voice.localised(statement.text) for statement in answer.statements)
    sources = dict.fromkeys(source for statement in answer.statements for source in statement.sources)
    return Card(
        title=title(answer.query, voice) if answer.query else "",
        headline=figures.verdict(answer, voice) or short,
        lines=(*texts, *listed(answer.values, voice)),
        rows=rows(answer.context, voice),
        notes=notes(answer, voice),
        reading=_reading(answer, voice),
        footer=" · ".join(
            [voice.say(f"footers.{statement_key(answer.query, voice)}"), *(voice.source(source) for source in sources)]
        ),
        tone=Tone.REPORTED,
    )


def _definition(answer: Answer, voice: Voice) -> Card:
    items = answer.query.items if answer.query else ()
    metrics = dict.fromkeys(item.metric for item in items)
    defined = [
        voice.say("lines.listed", label=voice.metric(metric), value=voice.definition(metric)) for metric in metrics
    ]
    texts = [voice.localised(statement.text) for statement in answer.statements]
    return Card(
        title=title(answer.query, voice) if answer.query else "",
        lines=(*defined, *texts, *listed(answer.values, voice)),
        notes=notes(answer, voice),
        reading=_reading(answer, voice),
        tone=Tone.REPORTED,
    )


def _reading(answer: Answer, voice: Voice) -> str:
    return reading(answer.query, voice) if answer.query else ""


_CARDS: dict[AnswerStatus, Callable[[Answer, Voice], Card]] = {
    AnswerStatus.ANSWERED: _answered,
    AnswerStatus.DECLINED: _declined,
    AnswerStatus.CLARIFY: _asking_back,
}
_BY_OPERATION: dict[Operation, Callable[[Answer, Voice], Card]] = {
    Operation.STATEMENT: _statement,
    Operation.DEFINITION: _definition,
    Operation.PROVENANCE: provenance.card,
    Operation.HISTORY: provenance.history,
    Operation.COVERAGE: coverage.card,
    Operation.GLANCE: glancing.card,
}
