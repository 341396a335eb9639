"""The whole bot over real sockets beside an empty one that answers "pong" to the same people, in the same run."""

from __future__ import annotations

import statistics
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.playground import Playground, Rules
from tests.benchmarks.reading import questions
from tests.load.crowd import Crowd, Tally
from tests.load.heavy import measured
from tests.load.processes import BOT, PONG, Running, running

ROUNDS, A_ROUND, AT_ONCE = 7, 400, 50
IN_FLIGHT = (50, 200, 500)
MANY_SERVERS, FEW_PEOPLE, MANY_PEOPLE = 1_000, 100, 1_000
OPENING, FURTHER = "how big was the overseas market in 2024?", ("and domestic?", "and in 2023?", "and overseas?")
PATIENT = Rules(acknowledge_within=60.0, messages_kept=200)
PATIENCE = 60.0
HELD, IMPORTED = 10_000, 2_000

HEAD = f"{'the whole bot, over real sockets':52}{'pong':>10}{'bot':>10}{'ratio':>8}"


@dataclass
class Side:
    """One of the two bots with its own people, and what it has done in each round."""

    crowd: Crowd
    bot: Running
    megabytes_at_first: float
    rates: list[float]
    costs: list[float]

    async def round(self, things: int, at_once: int, *, in_words: bool = True) -> Tally:
        """One round; its rate and its cost, in milliseconds of processor time a thing, are noted."""
        before = self.bot.processor_seconds
        tally = await self.crowd.load(things, at_once, in_words=in_words)
        if tally.unanswered:
            raise RuntimeError(f"{len(tally.unanswered)} stayed without an answer, such as {tally.unanswered[0]}")
        self.rates.append(tally.rate)
        self.costs.append((self.bot.processor_seconds - before) / things * 1e3)
        return tally


@asynccontextmanager
async def side(what: tuple[str, ...], *, servers: int = 50, people: int = 5_000) -> AsyncIterator[Side]:
    """A playground with its people, and one of the bots in a process of its own, warmed up."""
    async with Playground(patience=PATIENCE, rules=PATIENT) as discord:
        crowd = Crowd(discord, questions(), people=people, servers=servers)
        async with running(discord, what) as bot:
            found = Side(crowd, bot, bot.megabytes, [], [])
            await crowd.load(A_ROUND * 2, AT_ONCE)
            yield found
        if discord.violations:
            raise RuntimeError(f"Discord would have refused: {discord.violations[0]}")


async def report() -> AsyncIterator[str]:
    """The table, line by line."""
    yield HEAD
    async with side(PONG) as pong, side(BOT) as bot:
        for _ in range(ROUNDS):
            await pong.round(A_ROUND, AT_ONCE)
            await bot.round(A_ROUND, AT_ONCE)
        yield _beside("answered a second, 50 in flight", _median(pong.rates), _median(bot.rates))
        yield _beside("processor time an answer, ms", _median(pong.costs), _median(bot.costs), 2)
        for each in (pong, bot):
            each.costs.clear()
        for _ in range(ROUNDS):
            for each in (pong, bot):
                await each.round(A_ROUND, AT_ONCE, in_words=False)
        costs = _median(pong.costs), _median(bot.costs)
        yield _beside("processor time an answer, nothing asked in words, ms", *costs, 2)
        for at_once in IN_FLIGHT:
            one, other = [await each.round(max(A_ROUND, 4 * at_once), at_once) for each in (pong, bot)]
            for name, share in (("median", 0.5), ("99 %", 0.99)):
                times = one.acknowledged_by(share), other.acknowledged_by(share)
                yield _beside(f"acknowledged, {at_once} in flight, {name}, ms", *times)
        yield _beside("from start to ready, s", pong.bot.started_in, bot.bot.started_in, 2)
        yield _beside("memory when ready, MB", pong.megabytes_at_first, bot.megabytes_at_first)
        yield _beside("memory after the load, MB", pong.bot.megabytes, bot.bot.megabytes)
        async for line in _grown(bot):
            yield line
    yield ""
    yield f"{'longest that the event loop was kept':52}{'':>10}{'ms':>10}{'of 20':>8}"
    for busy in await measured(HELD, IMPORTED):
        yield f"{busy.name:52}{'':>10}{busy.longest * 1e3:10.0f}{busy.longest / 0.02:8.2f}"


async def _grown(few: Side) -> AsyncIterator[str]:
    """The bot with few servers and conversations beside itself with many."""
    yield ""
    yield f"{'the bot beside itself':52}{'few':>10}{'many':>10}{'ratio':>8}"
    async with side(BOT, servers=MANY_SERVERS) as many:
        few.costs.clear()
        for _ in range(ROUNDS):
            await few.round(A_ROUND, AT_ONCE)
            await many.round(A_ROUND, AT_ONCE)
        yield _beside("processor time an answer, 50 to 1,000 servers, ms", _median(few.costs), _median(many.costs), 2)
        yield _beside("memory, 50 to 1,000 servers, MB", few.bot.megabytes, many.bot.megabytes)
        some, all_of_them = [await _conversing(many, people) for people in (FEW_PEOPLE, MANY_PEOPLE)]
        yield _beside("a question, 100 to 1,000 conversations, ms", some, all_of_them, 2)


async def _conversing(side: Side, people: int) -> float:
    """Milliseconds of processor time a question where so many people go on from what they asked before."""
    before = side.bot.processor_seconds
    tally = await side.crowd.converse(2 * MANY_PEOPLE, people, OPENING, FURTHER)
    return (side.bot.processor_seconds - before) / tally.done.total() * 1e3


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _beside(name: str, one: float, other: float, digits: int = 0) -> str:
    return f"{name:52}{one:10.{digits}f}{other:10.{digits}f}{other / one:8.2f}"
