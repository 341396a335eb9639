"""The loopback Discord with the bot in it, a demonstration, and then whatever is typed."""

from __future__ import annotations

import asyncio
import os
import sys
import webbrowser
from collections.abc import Sequence
from contextlib import suppress

from bot.answers.wording import wording
from bot.playground import CannotDo, Interaction, Message, NothingHappened
from bot.playground.people.offering import offered
from bot.settings import load_settings
from bot.stopping import SIGNALS
from bot.tryout.scene import Scene, on_scene, playground
from bot.tryout.screen import Screen
from bot.tryout.typed import Option, Typed, typed_command

_PERSON = "you"


class Stage:
    """One person in one channel with the bot; remembers the last answer, so that its buttons can be pressed."""

    def __init__(self, scene: Scene, screen: Screen) -> None:
        self._discord, self._guild, self._person = scene.discord, scene.club, scene.member
        self._channel = self._guild.add_channel("terminal")
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
        """From here on in a channel where nothing was asked yet: a follow-up leans on nothing of the demonstration,
        whose last buttons can still be pressed."""
        self._channel = self._guild.add_channel("questions")

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


async def try_out(*, serve: bool = False, port: int | None = None, browse: bool = True) -> None:
    """Shows the demonstration, and with it the page. Where there is a terminal, then takes commands and questions until
    the end of input; with `serve`, goes on until it is told to stop; with neither, ends. Told to stop, it ends well
    from wherever it is, and leaves no folder behind.
    """
    loop, told = asyncio.get_running_loop(), asyncio.Event()
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    showing = asyncio.create_task(_show(serve=serve, port=port, browse=browse, interactive=interactive))

    def stop() -> None:
        told.set()
        showing.cancel()
        for number in SIGNALS:
            loop.remove_signal_handler(number)  # told twice, it ends at once

    for number in SIGNALS:
        with suppress(NotImplementedError, RuntimeError):  # no handlers on Windows
            loop.add_signal_handler(number, stop)
    try:
        await showing
    except asyncio.CancelledError:
        if not told.is_set():
            raise
        if interactive and not serve:
            sys.stdout.write("\n")
            sys.stdout.flush()
            os._exit(0)  # the thread that waits for a line would wait on


async def _show(*, serve: bool, port: int | None, browse: bool, interactive: bool) -> None:
    settings = load_settings()
    screen = Screen()
    words = wording(settings.language)
    async with on_scene(settings, playground(port)) as scene:
        stays = serve or interactive
        if stays:
            screen.note(words.say("try.page_at", address=scene.discord.address))
        if browse and interactive and _has_a_browser():
            webbrowser.open(scene.discord.address)
        stage = Stage(scene, screen)
        for line in words.several("try.lines"):
            await stage.show(line)
        if stays:
            screen.note(words.say("try.page_at", address=scene.discord.address))
            screen.note(words.say("try.own_bot", address=scene.discord.api_base, token=scene.discord.token))
        if interactive and not serve:
            stage.begin_afresh()
            screen.note(words.say("try.invitation"))
            await _take_lines(stage, screen)
        elif serve:
            await asyncio.Event().wait()


def _has_a_browser() -> bool:
    """Whether opening a page shows it: not on a machine without a screen, where a browser would take the terminal."""
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


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
