"""What each number of an answer is called beside it: only as much as tells it from the others."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.card import Row
from bot.answers.voice import Voice
from knowledge.model import Item, Kind, Unit, Value

_RELATIVE = {Unit.PERCENT, Unit.POINTS}
_SIGNED_ROLES = {"growth", "change", "difference", "computed"}


def amount(value: Value, voice: Voice) -> str:
    """A number in words, with a plus where it says how much something rose."""
    rose_or_fell = value.role in _SIGNED_ROLES or (value.item is not None and value.item.kind is Kind.GROWTH)
    return voice.amount(value.quantity, signed=rose_or_fell and value.quantity.unit in _RELATIVE)


def size(value: Value, voice: Voice) -> str:
    """A number without its sign, where words say the direction."""
    return voice.amount(value.quantity).removeprefix("-")


def named(value: Value, voice: Voice) -> str:
    """What a number is: its role in this answer, else its item."""
    key = f"roles.{value.role}"
    if value.role and voice.words.has(key):
        return voice.say(key, whole=_whole(value, voice))
    return voice.dated(value.item) if value.item else value.role


def listed(values: Sequence[Value], voice: Voice) -> tuple[str, ...]:
    """`label: amount` for numbers side by side; bare years in one line."""
    if values and all(value.quantity.unit is Unit.YEAR for value in values):
        return (voice.listing(amount(value, voice) for value in values),)
    labels = _labels(values, voice)
    return tuple(
        voice.say("lines.listed", label=label, value=amount(value, voice))
        for label, value in zip(labels, values, strict=True)
    )


def rows(values: Sequence[Value], voice: Voice) -> tuple[Row, ...]:
    """The numbers beside the asked-for one."""
    return tuple(Row(label=named(value, voice), value=amount(value, voice)) for value in values)


def _labels(values: Sequence[Value], voice: Voice) -> list[str]:
    """A year alone where all else is the same, else the item with its year."""
    items = [value.item for value in values if value.item and not value.role]
    if len(values) > 1 and len(items) == len(values) and len({_thing(item) for item in items}) == 1:
        return [str(item.period) for item in items]
    return [_in_words(value, voice) for value in values]


def _thing(item: Item) -> tuple[str, Kind, str | None]:
    return item.metric, item.kind, item.of


def _in_words(value: Value, voice: Voice) -> str:
    """A role among other numbers says of what it is: of the first number that it was computed from."""
    inputs = value.formula.inputs if value.formula else ()
    if not value.role or value.item or not inputs:
        return named(value, voice)
    of = inputs[0].item
    item = voice.short_item(of)
    within = voice.say("items.dated", item=item, year=of.period) if of.period else item
    return voice.say("roles.in_words", role=named(value, voice), item=within)


def _whole(value: Value, voice: Voice) -> str:
    whole = voice.whole(value.item) if value.item else None
    return voice.short(whole) if whole else ""
