"""Starts the bot and keeps it going until it is told to stop; what can't be mended here becomes one clear line."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import aiohttp
import discord

from bot.calendar import local_date
from bot.charts import Charts
from bot.client import AnimeBot
from bot.conversations import Conversations
from bot.endpoints import point_discord_at
from bot.failures import CannotStart
from bot.garbage import built_to_stay
from bot.holdings import Holding, Holdings
from bot.illustrating import Illustrator
from bot.receipts import Receipts
from bot.responding import Responder
from bot.settings import Settings
from bot.unanswered import Unanswered
from knowledge.catalogue import load
from knowledge.store import Store, StoreUnreachable

_TOKEN_REFUSED, _INTENTS_REFUSED = 4004, 4014


async def run(settings: Settings) -> None:
    """Runs until SIGTERM, SIGINT or `close`; raises `CannotStart` for what the operator has to mend."""
    token = settings.token
    point_discord_at(settings)
    with _in_one_line(settings):
        with built_to_stay():
            shipped = await asyncio.to_thread(lambda: Holding.over(load(), local_date))
        async with (
            Store(settings.database_url) as store,
            Receipts(store) as receipts,
            Charts() as charts,
            Holdings(shipped, local_date, store) as holdings,
            Unanswered(store) as unanswered,
            new_bot(settings, store, holdings, charts, receipts, unanswered) as bot,
        ):
            _stop_when_told(bot)
            await bot.start(token)


def new_bot(
    settings: Settings, store: Store, holdings: Holdings, charts: Charts, receipts: Receipts, unanswered: Unanswered
) -> AnimeBot:
    """The bot, connected to nothing yet."""
    conversations = Conversations(time.monotonic)
    responder = Responder(holdings, conversations, settings.language, Illustrator(charts), receipts, unanswered)
    return AnimeBot(settings, responder, store)


def _stop_when_told(bot: AnimeBot) -> None:
    loop = asyncio.get_running_loop()
    for told in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError, RuntimeError):  # no handlers on Windows or outside the main thread
            loop.add_signal_handler(told, lambda: asyncio.ensure_future(bot.close()))


@contextmanager
def _in_one_line(settings: Settings) -> Iterator[None]:
    """What Discord, the network and the database say, as a line that tells the operator what to do."""
    where = settings.discord_api_base
    try:
        yield
    except StoreUnreachable as error:
        raise CannotStart(f"{error}; check DATABASE_URL") from None
    except discord.LoginFailure:
        raise CannotStart(_token_refused(where)) from None
    except discord.PrivilegedIntentsRequired:
        raise CannotStart(_INTENTS) from None
    except discord.GatewayNotFound:
        raise CannotStart(f"{where} names no gateway; check DISCORD_API_BASE, or try again later") from None
    except discord.ConnectionClosed as error:
        raise CannotStart(_closed(error.code, where)) from None
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


def _closed(code: int, where: str) -> str:
    known = {_TOKEN_REFUSED: _token_refused(where), _INTENTS_REFUSED: _INTENTS}
    return known.get(code, f"the gateway closed the connection for good (code {code}); check SHARD_COUNT and SHARD_IDS")
