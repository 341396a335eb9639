"""A crowd uses the bot as fast as the machine goes: nothing leaks, nothing is refused, nobody stays unanswered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot.playground import Playground, Rules
from tests.benchmarks.reading import questions
from tests.load.crowd import Crowd, Tally
from tests.load.processes import WATCHED, Running, running

AT_ONCE, PARTS = 50, 10
SERVERS, PEOPLE = 50, 5_000
RULES = Rules(token_lifetime=60.0, messages_kept=100)
"""Discord's own patience; what it remembers is kept small, since it is the bot that is looked at."""

JUDGED_FROM = 60_000
"""Interactions; with fewer, what is remembered on purpose, such as each person's last question, still grows."""

MOST_GROWTH = 1.10
"""How much larger it may be at the end than when half was done."""


@dataclass(frozen=True)
class Stage:
    """How it stood after some of it."""

    done: int
    rate: float
    acknowledged: float
    megabytes: float
    objects: int

    HEAD = f"{'done':>9}{'a second':>10}{'99 % ack. ms':>14}{'MB':>8}{'objects':>10}"

    def __str__(self) -> str:
        return f"{self.done:9,}{self.rate:10.0f}{self.acknowledged:14.0f}{self.megabytes:8.0f}{self.objects:10,}"


class Soak:
    """Puts so many interactions and questions to the bot; `wrong` says what was found, a line each."""

    def __init__(self, interactions: int) -> None:
        self._interactions = interactions
        self._stages: list[Stage] = []
        self.wrong: list[str] = []

    async def stages(self) -> AsyncIterator[Stage]:
        """The load, and how it stands after each tenth."""
        async with Playground(rules=RULES) as discord:
            crowd = Crowd(discord, questions(), people=PEOPLE, servers=SERVERS)
            async with running(discord, WATCHED) as bot:
                for part in range(1, PARTS + 1):
                    tally = await crowd.load(self._interactions // PARTS, AT_ONCE)
                    self.wrong += [f"unanswered: {each}" for each in tally.unanswered]
                    self._stages.append(await _stage(part * self._interactions // PARTS, tally, bot))
                    yield self._stages[-1]
                self.wrong += [line for line in bot.log.splitlines() if " ERROR " in line or "Traceback" in line]
            self.wrong += [f"violation: {each}" for each in discord.violations]
            self._judge()

    def _judge(self) -> None:
        half, end = self._stages[PARTS // 2 - 1], self._stages[-1]
        if self._interactions >= JUDGED_FROM:
            sizes = (("MB", half.megabytes, end.megabytes), ("objects", half.objects, end.objects))
            self.wrong += [
                f"grown from {was:,.0f} to {now:,.0f} {what}" for what, was, now in sizes if now > was * MOST_GROWTH
            ]


async def _stage(done: int, tally: Tally, bot: Running) -> Stage:
    return Stage(done, tally.rate, tally.acknowledged_by(0.99), bot.megabytes, await bot.objects())
