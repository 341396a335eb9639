"""What the button `Working` shows: the formula with its numbers, and each input with its source."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.card import Card, Tone
from bot.answers.voice import Voice
from knowledge.answering.paraphrasing import Paraphrase, paraphrases
from knowledge.model import Answer, Formula, Input, Value


def working_card(answer: Answer, voice: Voice) -> Card:
    """How each number of an answer came about; says so when nothing was computed."""
    values = [value for value in (*answer.values, *answer.context) if value.formula]
    return Card(
        title=voice.say("working.title"),
        lines=(
            *(tuple(line for value in values for line in _steps(value, voice)) or (voice.say("working.none"),)),
            *_in_round_words(answer, voice),
        ),
        tone=Tone.COMPUTED,
    )


def is_computed(answer: Answer) -> bool:
    """Whether an answer has any working to show."""
    return any(value.formula for value in (*answer.values, *answer.context))


def formula_in_numbers(formula: Formula, voice: Voice) -> str:
    """`2.17 trillion / 3.84 trillion`: the template with its inputs in place."""
    return formula.template.format(*(voice.as_printed(entry.quantity) for entry in formula.inputs))


def _steps(value: Value, voice: Voice) -> Iterable[str]:
    if value.formula is None:
        return
    worked = formula_in_numbers(value.formula, voice)
    yield voice.say("lines.formula", formula=worked, result=voice.amount(value.quantity))
    yield from (f"• {_input(entry, voice)}" for entry in value.formula.inputs)


def _in_round_words(answer: Answer, voice: Voice) -> Iterable[str]:
    """How far the headline may be paraphrased."""
    said = paraphrases(answer.values[0].quantity) if answer.values else None
    if said is None:
        return
    if said.hold:
        yield voice.say("working.may", said=voice.listing(_round_words(each, voice) for each in said.hold))
    if said.fail:
        yield voice.say("working.may_not", said=_round_words(said.fail, voice))


def _round_words(paraphrase: Paraphrase, voice: Voice) -> str:
    return voice.say(f"paraphrases.{paraphrase.relation.value}", amount=voice.amount(paraphrase.quantity))


def _input(entry: Input, voice: Voice) -> str:
    sources = voice.listing(voice.source(source) for source in entry.sources)
    return voice.say(
        "lines.input" if sources else "lines.input_unsourced",
        item=voice.dated(entry.item),
        amount=voice.as_printed(entry.quantity),
        basis=voice.say(f"bases.{entry.basis.value}"),
        sources=sources,
    )
