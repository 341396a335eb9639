"""A message of Discord in the terminal: who wrote it, its embeds with their colours, its buttons by number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from bot.playground import Message

_WIDEST = 100
_ESCAPED = re.compile(r"\\([^\w\s])")
_STYLES = (("# ", "bold"), ("-# ", "dim"), ("> ", "italic"))


class Screen:
    """Prints what is said; no wider than is good to read."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)
        self._width = min(self.console.width, _WIDEST)

    def said(self, who: str, text: str) -> None:
        """What a person typed."""
        self.console.print(Text.assemble((f"{who}: ", "bold magenta"), text), width=self._width)

    def note(self, text: str) -> None:
        """A remark of this program, not of the bot."""
        self.console.print(Text(text, style="dim"), width=self._width)

    def answer(self, message: Message, note: str = "") -> None:
        """What the bot sent, with a remark such as how long it took."""
        if message.content:
            self.console.print(Text(_unescaped(message.content)), width=self._width)
        for embed in message.embeds:
            self.console.print(self._panel(embed), width=self._width)
        buttons = "  ".join(f"[{number}] {label}" for number, label in enumerate(message.buttons, start=1))
        hidden = "only you can see this" if message.ephemeral else ""
        self.note("  ".join(part for part in (buttons, hidden, note) if part))
        self.console.print()

    def _panel(self, embed: dict[str, Any]) -> Panel:
        title = Text(_unescaped(embed.get("title", "")), style="bold")
        colour = f"#{embed.get('color', 0x80848E):06x}"
        return Panel(Group(*_parts(embed)), title=title, title_align="left", border_style=colour)


def _parts(embed: dict[str, Any]) -> Iterable[RenderableType]:
    yield from (_line(line) for line in embed.get("description", "").splitlines())
    fields = [_field(field) for field in embed.get("fields", [])]
    if fields:
        yield Columns(fields, padding=(0, 3))
    if footer := embed.get("footer", {}).get("text"):
        yield Text(footer, style="dim")


def _line(line: str) -> Text:
    for mark, style in _STYLES:
        if line.startswith(mark):
            return Text(_unescaped(line.removeprefix(mark)), style=style)
    return Text(_unescaped(line))


def _field(field: dict[str, Any]) -> Text:
    return Text.assemble((_unescaped(field["name"]), "dim"), "\n", _unescaped(field["value"]))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
