"""Requests to Discord whose answer got lost are made once more, which discord.py does only for some errors.

It waits for rate limits and tries again after most errors of the server; but a connection that is reset (it knows the
errno of other systems), an answer that ends in the middle, and a 503 make it give up at once. Nobody knows then whether
the request was carried out, so it has to be one that can be repeated: messages carry a nonce, and Discord takes one
answer to an interaction.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from json import JSONDecodeError
from typing import Any, TypeVar

import aiohttp
from discord import DiscordServerError, HTTPException
from discord.http import HTTPClient, Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

_log = logging.getLogger(__name__)

T = TypeVar("T")

PAUSES = (0.2, 1.0)
"""Seconds before each repetition: both within the three that Discord gives an answer."""

ANSWERED_ALREADY = 40060
"""Discord's code for a second answer to an interaction."""

LOST = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, JSONDecodeError)
"""What is raised where the answer did not come, or not whole."""

UNSENT = (HTTPException, *LOST, OSError)
"""What is raised where Discord refuses, or can't be reached, all tries included."""


def persist(http: HTTPClient) -> None:
    """Has a client repeat its requests, and those for the interactions that come to this task or what it starts."""
    once = http.request

    async def request(route: Route, **given: Any) -> Any:
        return await _persistently(lambda: once(route, **given), route, given.get("files"))

    http.request = request  # type: ignore[method-assign]  # discord.py has no other place for it
    async_context.set(_Persistent())  # type: ignore[no-untyped-call]


class _Persistent(AsyncWebhookAdapter):
    """Answers to interactions, and what follows them."""

    async def request(self, route: Route, session: aiohttp.ClientSession, **given: Any) -> Any:
        once = super().request
        return await _persistently(lambda: once(route, session, **given), route, given.get("files"))

    async def create_interaction_response(self, interaction_id: int, token: str, **given: Any) -> Any:
        """Where the interaction is answered already, an earlier try came through: that is no failure."""
        try:
            return await super().create_interaction_response(interaction_id, token, **given)
        except HTTPException as error:
            if error.code != ANSWERED_ALREADY:
                raise
            _log.info("interaction %d was answered by a try whose confirmation got lost", interaction_id)
            return {"interaction": {"id": str(interaction_id)}}


async def _persistently(once: Callable[[], Awaitable[T]], route: Route, files: Any) -> T:
    for pause in PAUSES:
        try:
            return await once()
        except (*LOST, DiscordServerError) as error:
            if isinstance(error, DiscordServerError) and error.status != 503:
                raise  # discord.py has tried five times
            what = f"{type(error).__name__}: {error}"
            _log.warning("%s %s got no answer (%s), once more in %.1f s", route.method, route.path, what, pause)
            await asyncio.sleep(pause)
            for file in files or ():
                file.reset()
    return await once()
