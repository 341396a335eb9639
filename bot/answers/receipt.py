"""The card of a receipt: what was asked, how it was read, what was said, and whether that still stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from babel.dates import format_datetime

from bot.answers.buttons import buttons
from bot.answers.card import Card, Reply, Tone
from bot.answers.headlines import headline_of
from bot.answers.provenance import figure_lines
from bot.answers.reading import reading
from bot.answers.voice import Voice
from bot.answers.working import formula_in_numbers
from knowledge.model import Answer, Quantity, Query, Unit

MARK = "#"
_FORMULAS_AT_MOST = 3


def marked(reply: Reply, id: str) -> Reply:
    """A reply with its receipt's id at the end of the last footer."""
    *before, last = reply.cards
    footer = " · ".join(part for part in (last.footer, f"{MARK}{id}") if part)
    return reply.model_copy(update={"cards": (*before, last.model_copy(update={"footer": footer})), "receipt": id})


def with_note(reply: Reply, note: str) -> Reply:
    """A reply with one more thing to know, under its last card."""
    *before, last = reply.cards
    return reply.model_copy(update={"cards": (*before, last.model_copy(update={"notes": (*last.notes, note)}))})


def receipt_reply(
    id: str,
    given: datetime,
    question: str,
    query: Query | None,
    numbers: tuple[tuple[str, str], ...],
    today: Answer | None,
    same: bool,
    voice: Voice,
) -> Reply:
    """`today` is what would be answered now; `same` whether that is what was said then."""
    said = _said(numbers, today if same else None, voice)
    lines = (
        voice.say("receipt.given", given=format_datetime(given, "medium", locale=voice.language)),
        voice.say("receipt.question", question=question) if question else "",
        voice.say("receipt.said", said=said) if said else voice.say("receipt.nothing"),
        voice.say("receipt.same" if same else "receipt.changed") if today else voice.say("receipt.unread"),
        *(_behind(today, voice) if today else ()),
    )
    card = Card(
        title=voice.say("receipt.title", id=id),
        lines=tuple(line for line in lines if line),
        reading=reading(query, voice) if query else "",
        tone=Tone.REPORTED if same else Tone.NONE,
    )
    return Reply(cards=(card,), buttons=buttons(today, voice) if today else ())


def _behind(today: Answer, voice: Voice) -> Iterable[str]:
    """What it rests on today: how the asked-for numbers are computed, and each printed figure with its edition."""
    values = [value for part in (today.parts or (today,)) for value in part.values]
    for value in values[:_FORMULAS_AT_MOST]:
        if value.formula:
            worked = formula_in_numbers(value.formula, voice)
            yield voice.say("lines.formula", formula=worked, result=voice.amount(value.quantity))
    yield from figure_lines(values, voice)


def _said(numbers: tuple[tuple[str, str], ...], still: Answer | None, voice: Voice) -> str:
    """What was said then: as the answer puts it that is `still` given, else the bare numbers, which are all that is
    kept.
    """
    headline = headline_of(still, voice)[0] if still and not still.parts else ""
    return headline or voice.listing(
        voice.amount(Quantity.exact(Decimal(value), Unit(unit))) for value, unit in numbers
    )
