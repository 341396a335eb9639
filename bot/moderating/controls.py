"""The buttons, selects and forms of the moderators' flows, and what their custom ids say when they are used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from discord import ButtonStyle, SelectOption, TextStyle
from discord.ui import Button, Label, Modal, Select, TextInput, View

from bot.answers.clipping import clipped, whole

PREFIX = "mod"


class Step(StrEnum):
    """What using a control asks for."""

    SAVE = "save"
    EDIT = "edit"
    CANCEL = "cancel"
    UNDO = "undo"
    APPROVE = "approve"
    REJECT = "reject"
    FORM = "form"
    WRONG = "wrong"
    REPORT = "report"
    OPEN = "open"
    CLOSE = "close"
    FORGET = "forget"
    READ = "read"
    AGAIN = "again"
    TICK = "tick"
    CORRECT = "correct"
    CORRECTED = "corrected"


OF_THE_QUEUE = frozenset({Step.OPEN, Step.CLOSE, Step.FORGET})
OF_PROPOSALS = frozenset({Step.READ, Step.AGAIN, Step.TICK, Step.CORRECT, Step.CORRECTED})


class Use(NamedTuple):
    """A control used: what for, and of which draft, receipt or report."""

    step: Step
    id: str


def custom_id(step: Step, id: str) -> str:
    return f"{PREFIX}:{step.value}:{id}"


def use_of(custom_id: str) -> Use | None:
    """What a custom id says; None for one that is none of these, or forged and broken."""
    prefix, _, rest = custom_id.partition(":")
    step, _, id = rest.partition(":")
    if prefix != PREFIX or step not in set(Step) or not id.isascii() or len(id) > 40:
        return None
    return Use(Step(step), id)


def is_ours(custom_id: str) -> bool:
    """Whether a custom id belongs to these flows, of whatever version."""
    return custom_id.startswith(f"{PREFIX}:")


STYLES = {
    Step.SAVE: ButtonStyle.success,
    Step.APPROVE: ButtonStyle.success,
    Step.CANCEL: ButtonStyle.secondary,
    Step.UNDO: ButtonStyle.secondary,
    Step.REJECT: ButtonStyle.danger,
    Step.FORGET: ButtonStyle.danger,
}


def buttons(labels: Iterable[tuple[Step, str, str]]) -> View:
    """A row of buttons, each with its step, the id that it is about, and its label; recognised by its custom id."""
    view = View(timeout=None)
    for step, id, label in labels:
        style = STYLES.get(step, ButtonStyle.primary)
        view.add_item(Button(style=style, label=clipped(label, 80), custom_id=custom_id(step, id)))
    view.stop()
    return view


def choice(step: Step, id: str, placeholder: str, options: Sequence[tuple[str, str, str]]) -> Select[View]:
    """A select of up to 25 options, each a value, a label and a description."""
    shown = [
        SelectOption(value=value, label=clipped(label, 100), description=clipped(description, 100) or None)
        for value, label, description in options[:25]
    ]
    return Select(custom_id=custom_id(step, id), placeholder=clipped(placeholder, 150), options=shown)


class Field(NamedTuple):
    """One field of a form, filled with `value`; with `choices`, values and labels, one of them is chosen."""

    name: str
    label: str
    value: str = ""
    required: bool = False
    long: bool = False
    most: int = 500
    choices: Sequence[tuple[str, str]] = ()


def form(step: Step, id: str, title: str, fields: Sequence[Field]) -> Modal:
    """A form of up to five fields; what is filled in comes back under the fields' names."""
    modal = Modal(title=clipped(title, 45), custom_id=custom_id(step, id))
    for field in fields[:5]:
        entry = _chosen(field) if field.choices else _typed(field)
        modal.add_item(Label(text=clipped(field.label, 45), component=entry))
    modal.stop()  # recognised by its custom id: discord.py would keep it for ever where nobody sends it
    return modal


def _typed(field: Field) -> TextInput[Modal]:
    return TextInput(
        custom_id=field.name,
        default=clipped(field.value, field.most) or None,
        required=field.required,
        style=TextStyle.paragraph if field.long else TextStyle.short,
        max_length=field.most,
    )


def _chosen(field: Field) -> Select[Modal]:
    options = [
        SelectOption(value=value, label=clipped(label, 100), default=value == field.value)
        for value, label in field.choices
    ]
    return Select(custom_id=field.name, options=options, required=field.required)


def filled(data: Mapping[str, Any]) -> dict[str, str]:
    """What was filled into a form, by the fields' names."""
    found: dict[str, str] = {}
    for frame in data.get("components", ()):
        for entered in (*frame.get("components", ()), *([frame["component"]] if "component" in frame else ())):
            values = entered.get("values") or [entered.get("value")]
            if isinstance(values[0], str):
                found[str(entered.get("custom_id"))] = whole(values[0])
    return found
