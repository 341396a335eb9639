"""A reply as it is laid out, before it is an embed or plain text: all strings plain, nothing escaped or shortened."""

from __future__ import annotations

from enum import StrEnum

from knowledge.model import Noun, Query


class Tone(StrEnum):
    """What a card rests on; the embed's colour says the same."""

    REPORTED = "reported"
    COMPUTED = "computed"
    TARGET = "target"
    NONE = "none"


class Action(StrEnum):
    """What a button does: answer its query, show how this answer came about, or draw it."""

    ASK = "a"
    CHART = "c"
    WORKING = "w"
    SOURCES = "s"


class Row(Noun):
    """A name and its value, small, side by side with others."""

    label: str
    value: str


class Button(Noun):
    """One click: `query` travels in the button itself, so that it works after a restart."""

    action: Action
    label: str
    query: Query
    wanted: bool = False
    """Whether the answer waits for this press, as for one of several choices."""


class Card(Noun):
    """One answer. `headline` stands large; `lines` under it; `notes` are caveats; `reading` how it was understood."""

    title: str
    headline: str = ""
    lines: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    reading: str = ""
    footer: str = ""
    tone: Tone = Tone.NONE
    copyable: tuple[str, ...] = ()
    """Texts that are meant to be copied as they stand."""


class Reply(Noun):
    """All that is sent for one answer."""

    cards: tuple[Card, ...]
    buttons: tuple[Button, ...] = ()
    receipt: str = ""
    """The id under which it can be looked up, and by which one can say that it is wrong."""
