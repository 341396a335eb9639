"""Starts the bot and keeps it going until it is told to stop; what can't be mended here becomes one clear line."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.calendar import local_date
from bot.charts import Charts
from bot.client import AnimeBot
from bot.conversations import Conversations
from bot.endpoints import point_discord_at
from bot.failures import CannotStart, SettingsWrong
from bot.garbage import built_to_stay
from bot.holdings import Holding, Holdings
from bot.illustrating import Illustrator
from bot.limits import Limits
from bot.receipts import Receipts
from bot.responding import Responder
from bot.settings import Settings
from bot.stopping import Stopping
from bot.unanswered import Unanswered
from knowledge.catalogue import load
from knowledge.store import Store, StoreAway, StoreUnreachable

if TYPE_CHECKING:
    from bot.operating.meters import Meters

_log = logging.getLogger(__name__)

_TOKEN_REFUSED, _INTENTS_REFUSED = 4004, 4014


async def run(settings: Settings) -> None:
    """Runs until SIGTERM, SIGINT or `close`; raises `CannotStart` for what the operator has to mend."""
    token = settings.token
    point_discord_at(settings)
    with _in_one_line(settings), Stopping() as stopping:
        await stopping.until_told(_run(settings, token, stopping))


async def _run(settings: Settings, token: str, stopping: Stopping) -> None:
    meters = _meters(settings)
    with built_to_stay():
        shipped = await asyncio.to_thread(lambda: Holding.over(load(), local_date))
    async with (
        Store(settings.database_url) as store,
        Charts() as charts,
        Holdings(shipped, local_date, store) as holdings,
        Receipts(store) as receipts,
        Unanswered(store) as unanswered,
        new_bot(settings, store, holdings, charts, receipts, unanswered, meters) as bot,
        _told_at_a_port(settings, meters, bot, store, receipts),
    ):
        stopping.serving = True
        connected, told = asyncio.create_task(bot.start(token)), asyncio.create_task(stopping.told.wait())
        await asyncio.wait({connected, told}, return_when=asyncio.FIRST_COMPLETED)
        if not stopping.told.is_set():
            told.cancel()
            await connected
            return
        _log.info("told to stop: finishing what is under way")
        await bot.close()
        connected.cancel()
        await asyncio.gather(connected, return_exceptions=True)


def new_bot(
    settings: Settings,
    store: Store,
    holdings: Holdings,
    charts: Charts,
    receipts: Receipts,
    unanswered: Unanswered,
    meters: Meters | None = None,
) -> AnimeBot:
    """The bot, connected to nothing yet."""
    conversations = Conversations(time.monotonic)
    limits = Limits(time.monotonic, settings.allowances)
    illustrator = Illustrator(charts)
    responder = Responder(holdings, conversations, settings.language, illustrator, receipts, unanswered, limits=limits)
    return AnimeBot(settings, responder, store, meters=meters)


def _meters(settings: Settings) -> Meters | None:
    """Meters where somebody reads them; without, their library is not even loaded."""
    if settings.metrics_port is None:
        return None
    from bot.operating.meters import Meters

    return Meters()


def _told_at_a_port(
    settings: Settings, meters: Meters | None, bot: AnimeBot, store: Store, receipts: Receipts
) -> AbstractAsyncContextManager[Any]:
    """How this process is, at the port of the settings, if they name one."""
    if meters is None or settings.metrics_port is None:
        return nullcontext()
    from bot.operating.looking import Parts
    from bot.operating.port import open_port

    parts = Parts(bot, store, bot.holdings, receipts)
    return open_port(settings.metrics_host, settings.metrics_port, meters, parts)


@contextmanager
def _in_one_line(settings: Settings) -> Iterator[None]:
    """What Discord, the network and the database say, as a line that tells the operator what to do."""
    where = settings.discord_api_base
    try:
        yield
    except (StoreUnreachable, StoreAway) as error:
        raise CannotStart(f"{error}; check DATABASE_URL") from None
    except discord.LoginFailure:
        raise SettingsWrong(_token_refused(where)) from None
    except discord.PrivilegedIntentsRequired:
        raise SettingsWrong(_INTENTS) from None
    except discord.GatewayNotFound:
        raise CannotStart(f"{where} names no gateway; check DISCORD_API_BASE, or try again later") from None
    except discord.ConnectionClosed as error:
        raise _closed(error.code, where) from None
    except discord.HTTPException as error:
        raise CannotStart(f"{where} answered {error.status}: {error.text}") from None
    except (aiohttp.ClientError, OSError) as error:
        raise CannotStart(f"{where} can't be reached ({error}); check the network and DISCORD_API_BASE") from None


_INTENTS = (
    "Discord refuses the content of all messages to this application: switch on Message Content Intent at "
    "https://discord.com/developers/applications (Bot, Privileged Gateway Intents), or set MESSAGE_CONTENT=false"
)


def _token_refused(where: str) -> str:
    return f"DISCORD_TOKEN was refused by {where}: reset it at https://discord.com/developers/applications (Bot)"


def _closed(code: int, where: str) -> CannotStart:
    refused = {_TOKEN_REFUSED: _token_refused(where), _INTENTS_REFUSED: _INTENTS}
    if code in refused:
        return SettingsWrong(refused[code])
    return CannotStart(f"the gateway closed the connection for good (code {code}); check SHARD_COUNT and SHARD_IDS")
