"""The heaviest things that people can do to a bot, one after the other, and how long each kept its event loop busy."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from itertools import count, islice

from bot.playground import Channel, Guild, Interaction, Message, Permission, Person, Playground, Rules, Upload
from knowledge.additions import FigureEntry, encoded
from knowledge.additions.exchange import as_csv
from knowledge.catalogue import load
from knowledge.model import FIRST_YEAR, Kind, Rank, Unit
from knowledge.store import Store
from knowledge.store.revisions import Action, Author, Change, Revisions
from tests.load.processes import WATCHED, Running, running

LIMIT = 0.02
"""Seconds of processor time for which nothing may keep the event loop."""

PATIENCE = 120.0
YEAR = 2023

ARTICLE = "Overseas anime revenue rose to JPY2.5 trillion in 2025, the whole market had been JPY3.84 trillion in 2024. "
CLAIM = "The overseas market was 3 trillion yen in 2024. "
HOSTILE = ("overseas 2024 " * 130, "9" * 1_900, "((([" * 450, "アニメ市場" * 350, "ovrseas makret " * 120, "ｶ゛" * 900)
"""Questions as long as a message may be."""


@dataclass(frozen=True)
class Busy:
    """A thing that was done, and the longest stretches that it took the loop for, in seconds, with what they were."""

    name: str
    stretches: tuple[tuple[float, str], ...]

    @property
    def longest(self) -> float:
        return max((seconds for seconds, _ in self.stretches), default=0.0)


class Moderator:
    """A server in which one moderator does heavy things, and imports so many figures."""

    def __init__(self, discord: Playground, imported: int) -> None:
        self._discord, self._imported = discord, imported
        self.guild: Guild = discord.add_guild("Anime Club")
        self._channel: Channel = self.guild.add_channel("general")
        self._person: Person = discord.add_user("mod")
        self.guild.add_member(self._person, permissions=Permission.MANAGE_GUILD)

    async def everything(self) -> AsyncIterator[str]:
        """Does one thing after the other, and says after each what it was."""
        yield "the start"
        await self._command("anime overseas", year=2024)
        yield "a snapshot with figures of the server's own"
        await self._import()
        yield f"an import of {self._imported:,} figures"
        await self._command("anime overseas", year=2024)
        yield "the snapshot after the import"
        await self._command("figures export")
        yield "an export"
        await self._person.autocomplete(self._channel, "figures edit", focused="figure", value="over")
        yield "suggestions among a server's figures"
        await self._person.autocomplete(self._channel, "anime trend", focused="metric", value="ovre")
        yield "suggestions of metrics"
        await self._chart()
        yield "a chart"
        for number, question in enumerate(HOSTILE):
            asked = await self._person.say(self._channel, f"{self._discord.bot_user.mention} {question}")
            await self._discord.next_message(self._channel, after=asked)
            yield f"hostile question {number + 1}"
        await self._command("anime check", claim=(CLAIM * 90)[:4_000])
        yield "a claim of 4,000 characters"
        opened = await self._command("figures propose")
        await self._person.submit(opened.modal, {"text": (ARTICLE * 50)[:4_000], "source": "AJA"})
        yield "an article of 4,000 characters"

    async def _command(self, name: str, **options: object) -> Interaction:
        return await self._person.command(self._channel, name, **options)

    async def _import(self) -> None:
        file = Upload("figures.csv", as_csv(islice(_figures("Paper"), self._imported)).encode())
        message = (await self._command("figures import", file=file)).answer
        while not message.buttons:
            await self._discord.next_edit(message)
        await self._saved(message)

    async def _saved(self, message: Message) -> None:
        await self._person.click(message, "Save")
        while "Save" in message.buttons:
            await self._discord.next_edit(message)

    async def _chart(self) -> None:
        message = (await self._command("anime trend", metric="market_overseas")).answer
        if not message.attachments:
            await self._discord.next_edit(message)


def _figures(publisher: str) -> Iterator[FigureEntry]:
    """Figures that contradict nothing: the levels of a year that ships, in each year before the first that ships."""
    shipped = load()
    held = [
        each
        for each in shipped.figures
        if each.kind is Kind.LEVEL and each.period == YEAR and each.rank is Rank.PREFERRED
    ]
    levels = {each.metric: each.value for each in held if each.unit is Unit.JPY}
    for number in count():
        for year in range(FIRST_YEAR, 2000):
            for metric, value in levels.items():
                yield FigureEntry(
                    metric=metric, kind=Kind.LEVEL, period=year, unit=Unit.JPY, value=value,
                    publisher=f"{publisher} {number}", published="2026-01",
                )  # fmt: skip


def holding(server: int, held: int) -> Callable[[str], Awaitable[None]]:
    """Fills a database with what a server holds."""

    async def fill(address: str) -> None:
        entries = islice(_figures("Journal"), held)
        changes = [Change(kind="figure", key=each.key, action=Action.ADD, content=encoded(each)) for each in entries]
        async with Store(address) as store:
            await Revisions(store).append(str(server), changes, Author("1", "mod"))

    return fill


async def measured(held: int, imported: int) -> list[Busy]:
    """Everything done once before the bot in a process of its own, in a server that holds so many figures."""
    async with Playground(patience=PATIENCE, rules=Rules(acknowledge_within=PATIENCE)) as discord:
        moderator = Moderator(discord, imported)
        async with running(discord, WATCHED, holding(moderator.guild.id, held)) as bot:
            done = [(name, time.monotonic()) async for name in moderator.everything()]
            return list(_between(done, bot))


def _between(done: list[tuple[str, float]], bot: Running) -> Iterator[Busy]:
    since = 0.0
    for name, until in done:
        found = ((each.seconds, each.what) for each in bot.stretches if since < each.ended <= until)
        yield Busy(name, tuple(sorted(found, reverse=True)))
        since = until
