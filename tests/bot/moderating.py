"""What tests of the moderators' flows share: a moderator, presses and forms, and how to wait for what they change."""

from __future__ import annotations

from bot.playground import Interaction, Message, Person
from tests.bot.conftest import Stage

ADD = {"metric": "market_overseas", "year": 2025, "value": "JPY2.5 trillion", "source": "AJA", "published": "2025-12"}
NUMBER = "JPY 2.5 trillion"


async def figures(stage: Stage, person: Person, name: str, **options: object) -> Interaction:
    return await person.command(stage.channel, f"figures {name}", **options)


async def press(stage: Stage, person: Person, message: Message, label: str) -> None:
    """Clicks, and waits until the message says something else."""
    before = message.text
    await person.click(message, label)
    await changed(stage, message, before)


async def fill(stage: Stage, message: Message, **fields: str) -> None:
    """Opens the form, fills it in, and waits until the message says something else."""
    before = message.text
    opened = await stage.alice.click(message, "Edit")
    assert opened.modal is not None
    await stage.alice.submit(opened.modal, fields)
    await changed(stage, message, before)


async def changed(stage: Stage, message: Message, before: str) -> None:
    while message.text == before:
        await stage.discord.next_edit(message)


async def asked(stage: Stage, year: int = 2025) -> str:
    return (await stage.alice.command(stage.channel, "anime overseas", year=year)).answer.text


async def added(stage: Stage, **more: object) -> Message:
    message = (await figures(stage, stage.alice, "add", **{**ADD, **more})).answer
    await press(stage, stage.alice, message, "Save")
    return message


async def the_figure(stage: Stage, command: str = "edit") -> str:
    (offer,) = await stage.alice.autocomplete(stage.channel, f"figures {command}", focused="figure")
    return str(offer.value)
