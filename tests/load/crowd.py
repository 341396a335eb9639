"""People who use a bot all at once: they type commands with suggestions, press buttons and ask in words."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle

from bot.playground import Channel, Interaction, Message, NothingHappened, Person, Playground
from bot.playground.world.message import MessageSent

CHANNELS = 20
"""At most, in each server."""

YEARS = (2019, 2020, 2021, 2022, 2023, 2024)
_BUTTON = 2

METRICS = ("overseas", "domestic", "streaming", "merchandise", "home video", "music", "live events", "movies")


@dataclass
class Tally:
    """What became of a load: what was done, how long it took in seconds, and what went wrong, in words."""

    done: Counter[str] = field(default_factory=Counter)
    acknowledged: list[float] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Things answered a second."""
        return self.done.total() / self.seconds

    def acknowledged_by(self, share: float) -> float:
        """Milliseconds within which that share of the interactions was acknowledged."""
        found = sorted(self.acknowledged)
        return found[min(len(found) - 1, int(len(found) * share))] * 1e3


class Crowd:
    """People in servers. Each comes by, does a few things one after the other, and again when all others were there."""

    def __init__(
        self, discord: Playground, questions: Sequence[str], *, people: int = 2_000, servers: int = 1, seed: int = 1
    ) -> None:
        self._discord, self._questions = discord, cycle(questions)
        self.chance = random.Random(seed)
        self._awaited: dict[int, asyncio.Future[None]] = {}
        places = [self._settled(number, people // servers) for number in range(servers)]
        self._everybody = cycle([each for several in zip(*places, strict=True) for each in several])
        self._left = 0
        discord.world.feed.subscribe(self._heard)

    def _settled(self, number: int, people: int) -> list[tuple[Person, Channel]]:
        guild = self._discord.add_guild(f"Server {number}")
        channels = cycle([guild.add_channel(f"channel-{each}") for each in range(min(CHANNELS, people))])
        members = [self._discord.add_user(f"person{number}x{each}") for each in range(people)]
        for member in members:
            guild.add_member(member)
        return list(zip(members, channels, strict=False))

    async def load(self, things: int, at_once: int, *, in_words: bool = True) -> Tally:
        """So many things done, so many under way at any moment; nothing is asked unless `in_words`."""
        tally, self._left = Tally(), things
        began = time.perf_counter()
        await asyncio.gather(*(self._come_by(tally, in_words) for _ in range(at_once)))
        tally.seconds = time.perf_counter() - began
        return tally

    async def converse(self, questions: int, at_once: int, opening: str, further: Sequence[str]) -> Tally:
        """So many people ask in words, then each asks questions that lean on the one before, in turn."""
        tally, people = Tally(), [next(self._everybody) for _ in range(at_once)]
        began = time.perf_counter()
        for text in (opening, *(further[each % len(further)] for each in range(questions // at_once - 1))):
            await asyncio.gather(*(self.ask(person, channel, text, tally) for person, channel in people))
        tally.seconds = time.perf_counter() - began
        return tally

    async def _come_by(self, tally: Tally, in_words: bool) -> None:
        while self._left > 0:
            person, channel = next(self._everybody)
            visit = _Visit(self, person, channel, tally)
            for step in (visit.suggestions, visit.command, visit.press, *([visit.question] if in_words else [])):
                if self._left > 0:
                    self._left -= 1
                    await step()

    # --- questions in words, and the replies to them ---

    async def ask(self, person: Person, channel: Channel, question: str, tally: Tally) -> None:
        """Mentions the bot and waits for its reply."""
        asked = await person.say(channel, f"{self._discord.bot_user.mention} {question}"[:2_000])
        replied = self._awaited[asked.id] = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(replied, person.patience)
            tally.done["mention"] += 1
        except TimeoutError:
            tally.unanswered.append(f"mention: {question}")
        finally:
            del self._awaited[asked.id]

    def _heard(self, event: object) -> None:
        if isinstance(event, MessageSent) and event.message.reply_to is not None:
            awaited = self._awaited.get(event.message.reply_to.id)
            if awaited is not None and not awaited.done():
                awaited.set_result(None)

    def drawn_command(self) -> tuple[str, dict[str, object], str]:
        """A command with its options, and the option whose suggestions are looked at on the way."""
        year, (first, second) = self.chance.choice(YEARS), self.chance.sample(METRICS, 2)
        commands: tuple[tuple[str, dict[str, object], str], ...] = (
            ("anime overseas", {"year": year}, "year"),
            ("anime share", {"year": year}, "year"),
            ("anime compare", {"first": first, "second": second, "year": year}, "second"),
            ("anime trend", {"metric": first}, "metric"),
        )
        return self.chance.choice(commands)

    def next_question(self) -> str:
        return next(self._questions)


class _Visit:
    """What one person does, step by step: suggestions, the command, one of its buttons, a question of their own."""

    def __init__(self, crowd: Crowd, person: Person, channel: Channel, tally: Tally) -> None:
        self._crowd, self._person, self._channel, self._tally = crowd, person, channel, tally
        self._command, self._given, self._typed = crowd.drawn_command()
        self._message: Message | None = None

    async def suggestions(self) -> None:
        value = str(self._given[self._typed])[:3]
        given = {name: each for name, each in self._given.items() if name != self._typed}
        started = self._person.start_typing(self._channel, self._command, focused=self._typed, value=value, given=given)
        await self._noted("autocomplete", started)

    async def command(self) -> None:
        started = self._person.start(self._channel, self._command, **self._given)
        await self._noted(self._command, started)
        self._message = started.response_message

    async def press(self) -> None:
        buttons = (
            [part["custom_id"] for part in self._message.parts if part["type"] == _BUTTON] if self._message else []
        )
        if self._message is None or not buttons:
            await self.command()
            return
        started = self._person.press(self._message, self._crowd.chance.choice(buttons))
        await self._noted("button", started)

    async def question(self) -> None:
        question = self._crowd.next_question()
        if self._crowd.chance.random() < 0.5:
            await self._crowd.ask(self._person, self._channel, question, self._tally)
        else:
            await self._noted("anime ask", self._person.start(self._channel, "anime ask", question=question[:1_000]))

    async def _noted(self, what: str, started: Interaction) -> None:
        try:
            answered = await self._person.answered(started)
        except NothingHappened as nothing:
            self._tally.unanswered.append(f"{what}: {nothing}")
            return
        self._tally.done[what] += 1
        self._tally.acknowledged.append(answered.acknowledged_after or 0.0)
