"""What is looked up when somebody asks how the bot is: shards, snapshots, what waits, and whether all of it works."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.client import AnimeBot
from bot.holdings import Holdings
from bot.receipts import Receipts
from knowledge.store import Store

LONGEST = 2.0
"""Seconds that the database has to answer."""

WELL = "ok"


@dataclass(frozen=True)
class Parts:
    """What is looked at."""

    bot: AnimeBot
    store: Store
    holdings: Holdings
    receipts: Receipts

    async def health(self) -> Mapping[str, str]:
        """Each part with `ok`, or with what it lacks."""
        store = await self._store()
        snapshot = await self._snapshot() if store == WELL else "the database does not answer"
        return {"gateway": self._gateway(), "store": store, "snapshot": snapshot}

    def _gateway(self) -> str:
        away = sorted(id for id, shard in self.bot.shards.items() if shard.is_closed())
        if away:
            return f"not connected: shards {', '.join(map(str, away))}"
        return WELL if self.bot.is_ready() else "not ready yet"

    async def _store(self) -> str:
        try:
            async with asyncio.timeout(LONGEST):
                await self.store.get("health")
        except TimeoutError:
            return f"no answer within {LONGEST:g} seconds"
        except Exception as error:  # whatever it is, it does not answer
            return f"failed: {type(error.__cause__ or error).__name__}, see the log"
        return WELL

    async def _snapshot(self) -> str:
        try:
            async with asyncio.timeout(LONGEST):
                fresh = await self.holdings.up_to_date()
        except TimeoutError:
            fresh = False
        return WELL if fresh else "the last change could not be loaded"


class Gauges(Collector):
    """Read at each scrape, so that they cost nothing between two."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Every gauge with its values of now."""
        held, stale = self._parts.holdings.count
        yield from self._shards()
        yield _gauge("servers", "Servers that the bot is in", len(self._parts.bot.guilds))
        yield _gauge("snapshot_age_seconds", "Since what holds everywhere was loaded", self._parts.holdings.age)
        yield _gauge("snapshots", "Snapshots of servers in memory", held)
        yield _gauge("snapshots_stale", "Snapshots that changed since, and are loaded when next asked for", stale)
        yield _gauge("receipts_waiting", "Receipts that wait to be written", self._parts.receipts.waiting)

    def _shards(self) -> Iterable[GaugeMetricFamily]:
        up = GaugeMetricFamily("bot_shard_up", "1 while a shard is connected", labels=["shard"])
        latency = GaugeMetricFamily("bot_shard_latency_seconds", "From heartbeat to its answer", labels=["shard"])
        for id, shard in self._parts.bot.shards.items():
            up.add_metric([str(id)], 0 if shard.is_closed() else 1)
            if math.isfinite(shard.latency):
                latency.add_metric([str(id)], shard.latency)
        yield up
        yield latency


def _gauge(name: str, what: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"bot_{name}", what, value=value)
