"""The port on which a process tells how it is: `/healthz` for whoever restarts it, `/metrics` for Prometheus."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.failures import CannotStart
from bot.operating.looking import WELL, Gauges, Parts
from bot.operating.meters import Meters

_log = logging.getLogger(__name__)


@asynccontextmanager
async def open_port(host: str, port: int, meters: Meters, parts: Parts) -> AsyncIterator[str]:
    """Serves until it is left; gives the address. Raises `CannotStart` where the port can't be had."""
    gauges = Gauges(parts)
    meters.registry.register(gauges)
    runner = web.AppRunner(_pages(meters, parts), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        async with meters:
            address = await _listening(runner, host, port)
            _log.info("tells how it is at %s/healthz and %s/metrics", address, address)
            yield address
    finally:
        await runner.cleanup()
        meters.registry.unregister(gauges)


async def _listening(runner: web.AppRunner, host: str, port: int) -> str:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise CannotStart(f"METRICS_HOST and METRICS_PORT: {host}:{port} can't be had ({error})") from None
    return f"http://{host}:{runner.addresses[0][1]}"


def _pages(meters: Meters, parts: Parts) -> web.Application:
    async def healthz(_request: web.Request) -> web.Response:
        found = await parts.health()
        ready = all(state == WELL for state in found.values())
        return web.json_response({"ready": ready, **found}, status=200 if ready else 503)

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=meters.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", metrics)
    return app
