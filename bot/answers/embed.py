"""A reply as Discord shows it: embeds, or text where embeds aren't allowed, and buttons; within every limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from discord import ButtonStyle, Embed
from discord.ui import Button as DiscordButton
from discord.ui import View
from discord.utils import escape_markdown, escape_mentions

from bot.answers.card import Action, Button, Card, Reply, Tone
from bot.answers.clipping import clipped
from bot.answers.pressing import Press, custom_id_of
from bot.answers.text import plain
from bot.answers.voice import Voice
from bot.moderating.controls import Step, custom_id

TITLE, DESCRIPTION, FIELDS, FIELD_NAME, FIELD_VALUE, FOOTER = 256, 4096, 25, 256, 1024, 2048
EMBEDS, ALL_EMBEDS = 10, 6000
CONTENT = 2000
LABEL, BUTTONS = 80, 25
_FOOTER_AT_MOST = 400

_COLOURS = {Tone.REPORTED: 0x2E8B57, Tone.COMPUTED: 0x2F6FB5, Tone.TARGET: 0xC98A1B, Tone.NONE: 0x80848E}


def embeds(reply: Reply, voice: Voice) -> list[Embed]:
    """One embed a card; together they keep to what one message may hold."""
    cards = reply.cards[:EMBEDS]
    return [_embed(card, voice, ALL_EMBEDS // len(cards)) for card in cards]


def titles(embeds: Iterable[Embed]) -> list[Embed]:
    """The first embed with nothing but its title, for what is shown of it elsewhere."""
    return [Embed(title=each.title, colour=each.colour) for each in list(embeds)[:1]]


def content(reply: Reply, voice: Voice) -> str:
    """The same in a message without embeds."""
    return clipped(escaped(plain(reply, voice)), CONTENT)


def view(reply: Reply, asker: int, voice: Voice) -> View | None:
    """The buttons of a reply, None when it has none; `asker` may change the message by them, anyone may say what is
    wrong with it.
    """
    made = [_button(each, asker, voice.language) for each in reply.buttons]
    found = list({button.custom_id: button for button in made if button}.values())[: BUTTONS - 1]
    numbers = any(card.headline or card.rows for card in reply.cards)
    if reply.receipt and (numbers or any(each.action is Action.SOURCES for each in reply.buttons)):
        label, wrong = voice.say("buttons.wrong"), custom_id(Step.WRONG, reply.receipt)
        found.append(DiscordButton(style=ButtonStyle.secondary, label=label, custom_id=wrong))
    return _standing(found) if found else None


def escaped(text: str) -> str:
    """A text that shows as it is: no markdown, nobody mentioned, no `<#channel>` or `<t:time>` drawn."""
    fitting = clipped(text, DESCRIPTION)  # nothing longer is ever sent, and escaping costs
    return escape_mentions(escape_markdown(fitting, ignore_links=True)).replace("<", "\\<")


@dataclass
class _Room:
    """How many characters an embed may still take."""

    left: int

    def take(self, text: str, limit: int) -> str:
        fitting = clipped(text, min(limit, self.left))
        self.left -= len(fitting)
        return fitting


def _embed(card: Card, voice: Voice, budget: int) -> Embed:
    room = _Room(budget)
    title, footer = room.take(escaped(card.title), TITLE), room.take(card.footer, min(FOOTER, _FOOTER_AT_MOST))
    embed = Embed(
        title=title, description=room.take(_description(card, voice), DESCRIPTION), colour=_COLOURS[card.tone]
    )
    for row in card.rows[:FIELDS]:
        name, value = clipped(escaped(row.label), FIELD_NAME), clipped(escaped(row.value), FIELD_VALUE)
        if len(name) + len(value) <= room.left and name and value:
            embed.add_field(name=room.take(name, FIELD_NAME), value=room.take(value, FIELD_VALUE), inline=True)
    return embed.set_footer(text=footer) if footer else embed


def _description(card: Card, voice: Voice) -> str:
    return "\n".join(_paragraphs(card, voice))


def _paragraphs(card: Card, voice: Voice) -> Iterable[str]:
    if card.headline:
        yield f"# {escaped(card.headline)}"
    yield from (escaped(line) for line in card.lines)
    yield from (f"```\n{_in_a_block(text)}\n```" for text in card.copyable)
    yield from (f"> {escaped(note)}" for note in card.notes)
    if card.reading:
        yield f"-# {escaped(voice.say('scripts.read_as', reading=card.reading))}"


def _in_a_block(text: str) -> str:
    """A text between fences: nothing in it is markdown, but for the fence itself."""
    return text.replace("`", "'")


def _standing(buttons: Iterable[DiscordButton[View]]) -> View:
    """A view that discord.py sends and forgets: presses are recognised by their custom id, also after a restart."""
    view = View(timeout=None)
    for button in buttons:
        view.add_item(button)
    view.stop()
    return view


def _button(button: Button, asker: int, language: str) -> DiscordButton[View] | None:
    pressed = custom_id_of(Press(action=button.action, asker=asker, language=language, query=button.query))
    label = clipped(button.label.strip(), LABEL)
    if pressed is None or not label:
        return None
    style = ButtonStyle.primary if button.wanted else ButtonStyle.secondary
    return DiscordButton(style=style, label=label, custom_id=pressed)
