"""The loopback Discord with the bot in it, a demonstration, and then whatever is typed."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.answers.wording import wording
from bot.endpoints import point_discord_at
from bot.playground import CannotDo, Guild, Interaction, Message, NothingHappened, Person, Playground
from bot.playground.people.offering import offered
from bot.running import new_bot
from bot.settings import Settings, load_settings
from bot.tryout.screen import Screen
from bot.tryout.typed import Option, Typed, typed_command
from knowledge.store import Store

_PERSON = "you"


class Stage:
    """One person in one channel with the bot; remembers the last answer, so that its buttons can be pressed."""

    def __init__(self, discord: Playground, person: Person, guild: Guild, screen: Screen) -> None:
        self._discord = discord
        self._guild = guild
        self._person = person
        self._channel = guild.add_channel("general")
        self._screen = screen
        self._last: Message | None = None

    async def enter(self, line: str) -> None:
        """Does what a line says: a number presses a button, `/…` is a command, all else is a question."""
        try:
            if line.isdecimal() and self._last:
                await self._press(int(line), self._last)
            elif line.startswith("/"):
                await self._command(line)
            else:
                await self._question(line)
        except (CannotDo, NothingHappened) as reason:
            self._screen.note(f"{reason}\n")

    def begin_afresh(self) -> None:
        """From here on in a channel where nothing was asked yet: a follow-up leans on nothing of the demonstration."""
        self._channel, self._last = self._guild.add_channel("questions"), None

    async def show(self, line: str) -> None:
        """The same, with the line itself, as if somebody had typed it."""
        self._screen.said(_PERSON, line)
        await self.enter(line)

    async def _press(self, number: int, message: Message) -> None:
        if not 1 <= number <= len(message.buttons):
            raise CannotDo(f"there is no button {number}")
        self._answered(await self._person.click(message, message.buttons[number - 1]))

    async def _command(self, line: str) -> None:
        typed = typed_command(line, self._commands())
        if typed is None:
            raise CannotDo("there is no such command; there are: " + ", ".join(f"/{name}" for name in self._commands()))
        self._answered(await self._run(typed))

    async def _run(self, typed: Typed) -> Interaction:
        return await self._person.command(self._channel, typed.name, **typed.given)

    async def _question(self, text: str) -> None:
        asked = await self._person.say(self._channel, f"<@{self._discord.bot_user.id}> {text}")
        self._shown(await self._discord.next_message(self._channel, after=asked))

    def _answered(self, interaction: Interaction) -> None:
        took = f"acknowledged after {1000 * (interaction.acknowledged_after or 0):.0f} ms"
        message = interaction.response_message or interaction.message
        if message:
            self._shown(message, took)

    def _shown(self, message: Message, note: str = "") -> None:
        self._last = message if message.buttons else self._last
        self._screen.answer(message, note)

    def _commands(self) -> dict[str, Sequence[Option]]:
        offers = offered(self._discord.world, self._person, self._channel)
        return {
            offer.name: [Option(each["name"], each["type"], each.get("required", False)) for each in offer.options]
            for offer in offers
        }


async def try_out() -> None:
    """Shows the demonstration; where there is a terminal, then takes commands and questions until the end of input."""
    settings = load_settings()
    screen = Screen()
    words = wording(settings.language)
    async with on_stage(settings, screen, Playground()) as stage:
        for line in words.several("try.lines"):
            await stage.show(line)
        if sys.stdin.isatty() and sys.stdout.isatty():
            stage.begin_afresh()
            screen.note(words.say("try.invitation"))
            await _take_lines(stage, screen)


_HELP = frozenset({"help", "/help", "?", "ヘルプ"})
_ENDS = frozenset({"quit", "exit", "q", "/quit", "/exit", "終了"})


async def _take_lines(stage: Stage, screen: Screen) -> None:
    while True:
        try:
            line = (await asyncio.to_thread(screen.console.input, "[bold magenta]you: [/]")).strip()
        except (EOFError, KeyboardInterrupt):
            return
        if line.lower() in _ENDS:
            return
        if line:
            await stage.enter("/anime help" if line.lower() in _HELP else line)


@asynccontextmanager
async def on_stage(settings: Settings, screen: Screen, discord: Playground) -> AsyncIterator[Stage]:
    """One person before the bot; what the bot keeps is thrown away at the end."""
    with tempfile.TemporaryDirectory(prefix="anime-market-bot-") as folder:
        async with discord:
            guild = discord.add_guild("Anime Club")
            person = discord.add_user(_PERSON)
            guild.add_member(person)
            async with _bot_in(discord, settings, Path(folder)):
                yield Stage(discord, person, guild, screen)


@asynccontextmanager
async def _bot_in(discord: Playground, settings: Settings, folder: Path) -> AsyncIterator[None]:
    """The whole bot, unmodified, connected to the loopback Discord, with a database of its own."""
    own = settings.model_copy(
        update={
            "discord_api_base": discord.api_base,
            "discord_cdn_base": discord.cdn_base,
            "database_url": f"sqlite+aiosqlite:///{folder / 'try.sqlite3'}",
            "shard_count": None,
            "shard_ids": (),
            "message_content": False,
        }
    )
    point_discord_at(own)
    async with Store(own.database_url) as store, new_bot(own, store) as bot:
        running = asyncio.create_task(bot.start(discord.token))
        ready = asyncio.create_task(discord.ready())
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            ready.cancel()
            running.result()
        await ready
        yield
