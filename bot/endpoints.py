"""Where Discord is: its API, its pictures and its gateway, so that the whole bot can be pointed at another server.

discord.py keeps these as attributes of classes, so they hold for the whole process.
"""

from __future__ import annotations

import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.settings import Settings


def point_discord_at(settings: Settings) -> None:
    """Sends all requests and all addresses of pictures where the settings say; before login."""
    Route.BASE = settings.discord_api_base
    Asset.BASE = settings.discord_cdn_base


def use_gateway(address: str) -> None:
    """The gateway that `/gateway/bot` named, in place of the one built into discord.py.

    discord.py turns to its built-in address when a shard count is set, after an invalid session and on a plain
    reconnect (`AutoShardedClient.launch_shards`, `DiscordWebSocket.received_message`, `Shard.reconnect`): all three
    read this attribute.
    """
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)
