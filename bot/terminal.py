"""An answer in the terminal, in colour where there is one."""

from __future__ import annotations

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.answers.card import Card, Tone
from bot.answers.composing import compose
from bot.answers.voice import Voice
from knowledge.model import Answer

_BORDERS = {Tone.REPORTED: "green", Tone.COMPUTED: "cyan", Tone.TARGET: "yellow", Tone.NONE: "bright_black"}


def show(answer: Answer, voice: Voice, console: Console | None = None) -> None:
    """Prints the cards of an answer."""
    out = console or Console()
    for card in compose(answer, voice).cards:
        out.print(_panel(card, voice))


def _panel(card: Card, voice: Voice) -> Panel:
    body = Text()
    if card.headline:
        body.append(f"{card.headline}\n", style="bold")
    for line in card.lines:
        body.append(f"{line}\n")
    for row in card.rows:
        body.append(f"{voice.say('scripts.paragraph', label=row.label, value=row.value)}\n")
    for note in card.notes:
        body.append(f"{note}\n", style="italic")
    if card.reading:
        body.append(f"{voice.say('scripts.read_as', reading=card.reading)}\n", style="dim")
    body.append(card.footer, style="dim")
    return Panel(body, title=Text(card.title), title_align="left", border_style=_BORDERS[card.tone], width=100)
