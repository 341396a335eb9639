"""What Discord says of the bot: its token, intents, servers, commands and shards, and whether the clocks agree."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from discord import ApplicationFlags, Permissions

from bot.doctor.asking import Api, Said, Unreachable
from bot.doctor.findings import Finding, right, unseen, wrong
from bot.settings import Settings

PORTAL = "https://discord.com/developers/applications"

NEEDED = Permissions(
    view_channel=True, send_messages=True, embed_links=True, attach_files=True, read_message_history=True
)
"""What the bot may have to do in a server."""

CLOCK = 5.0
"""Seconds by which two clocks may differ."""

PAGE, PAGES = 200, 10
"""Servers that the API lists at once, and pages that are looked at."""

NAMED = 5
"""Servers that are named where something lacks in them."""

_ABOUT = ("token", "intents", "servers", "commands", "shards", "clock")


@dataclass(frozen=True)
class Commands:
    """Those of this release; `as_last_sent` tells whether an application was last sent the same, None where nothing
    says it.
    """

    names: frozenset[str]
    as_last_sent: Callable[[int], Awaitable[bool | None]]


async def discord_side(api: Api, settings: Settings, commands: Commands) -> AsyncIterator[Finding]:
    """Everything that the API can tell."""
    try:
        application = await api.get("/applications/@me")
    except Unreachable as error:
        do = "check the network and DISCORD_API_BASE"
        yield wrong("api", f"{settings.discord_api_base} can't be reached ({error})", do)
        for about in _ABOUT:
            yield unseen(about, "the API can't be reached")
        return
    if application.status == 404:
        do = "check DISCORD_API_BASE, which ends in /api/v10"
        yield wrong("api", f"{settings.discord_api_base} answers 404: no API of Discord's is there", do)
        for about in _ABOUT:
            yield unseen(about, "the API is not there")
        return
    yield right("api", f"{settings.discord_api_base} answers")
    yield _clock(application)
    yield _token(application)
    if not application.well:
        for about in _ABOUT[1:-1]:
            yield unseen(about, "nothing is told without a token that is accepted")
        return
    yield _intents(application.body, settings)
    looks: dict[str, Callable[[], Awaitable[Finding]]] = {
        "servers": lambda: _servers(api),
        "commands": lambda: _commands(api, int(application.body["id"]), commands),
        "shards": lambda: _shards(api, settings),
    }
    for about, look in looks.items():
        yield await _looked(about, look)


async def _looked(about: str, look: Callable[[], Awaitable[Finding]]) -> Finding:
    try:
        return await look()
    except Unreachable as error:
        return wrong(about, f"no answer ({error})", "try again")


def _clock(said: Said) -> Finding:
    if said.ahead is None:
        return unseen("clock", "the API says no time")
    if abs(said.ahead) > CLOCK:
        way = "ahead of" if said.ahead > 0 else "behind"
        return wrong("clock", f"{abs(said.ahead):.0f} seconds {way} the API's", "let NTP set this machine's clock")
    return right("clock", "agrees with the API's")


def _token(said: Said) -> Finding:
    if said.status == 401:
        return wrong("token", "DISCORD_TOKEN is refused", f"reset it at {PORTAL} (Bot, Reset Token)")
    if not said.well:
        return wrong("token", f"the API answers {said.status}", "try again; at 429 or 5xx, later")
    return right("token", f"accepted, for {said.body['name']} ({said.body['id']})")


def _intents(application: Mapping[str, Any], settings: Settings) -> Finding:
    flags = ApplicationFlags._from_value(int(application.get("flags") or 0))
    allowed = flags.gateway_message_content or flags.gateway_message_content_limited
    if settings.message_content and not allowed:
        do = f"switch on Message Content Intent at {PORTAL} (Bot), or set MESSAGE_CONTENT=false"
        return wrong("intents", "MESSAGE_CONTENT=true, but the application may not read messages", do)
    return right("intents", "message content is allowed and read" if settings.message_content else "none is privileged")


async def _servers(api: Api) -> Finding:
    guilds = await _guilds(api)
    lacking = [(guild, lacks) for guild in guilds if (lacks := _lacks(guild))]
    if not guilds:
        return wrong("servers", "the bot is in no server", f"open the install link of {PORTAL} (Installation)")
    if lacking:
        some = "; ".join(
            f"{guild['name']} ({guild['id']}) lacks {', '.join(lacks)}" for guild, lacks in lacking[:NAMED]
        )
        more = f"; and {len(lacking) - NAMED} more" if len(lacking) > NAMED else ""
        return wrong(
            "servers", f"{len(lacking)} of {len(guilds)}: {some}{more}", "give the bot's role these permissions"
        )
    return right("servers", f"{len(guilds)}, with all permissions in each")


async def _guilds(api: Api) -> Sequence[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for _ in range(PAGES):
        after = f"&after={found[-1]['id']}" if found else ""
        said = await api.get(f"/users/@me/guilds?limit={PAGE}{after}")
        if not said.well:
            raise Unreachable(f"status {said.status}")
        found += said.body
        if len(said.body) < PAGE:
            break
    return found


def _lacks(guild: Mapping[str, Any]) -> Sequence[str]:
    has = Permissions(int(guild["permissions"]))
    if has.administrator:
        return ()
    return [name.replace("_", " ") for name, needed in NEEDED if needed and not getattr(has, name)]


async def _shards(api: Api, settings: Settings) -> Finding:
    said = await api.get("/gateway/bot")
    if not said.well:
        raise Unreachable(f"status {said.status}")
    advised, set_to = int(said.body["shards"]), settings.shard_count
    starts, needed = said.body["session_start_limit"], len(settings.shard_ids) or set_to or advised
    if set_to is not None and set_to < advised:
        do = f"set SHARD_COUNT={advised} in every process, and divide SHARD_IDS anew"
        return wrong("shards", f"SHARD_COUNT={set_to}, but Discord advises {advised}", do)
    if starts["remaining"] < needed:
        minutes = -(-int(starts["reset_after"]) // 60_000)
        return wrong("shards", f"{starts['remaining']} starts left, {needed} needed", f"wait {minutes} minutes")
    return right("shards", f"{needed} in this process, {set_to or advised} in all; Discord advises {advised}")


async def _commands(api: Api, application: int, ours: Commands) -> Finding:
    said = await api.get(f"/applications/{application}/commands")
    if not said.well:
        raise Unreachable(f"status {said.status}")
    there = frozenset(str(command["name"]) for command in said.body)
    if there != ours.names:
        return wrong("commands", _difference(there, ours.names), _SEND)
    same = await ours.as_last_sent(application)
    if same is None:
        return unseen("commands", f"{len(there)} registered; the database can't say whether they changed since")
    if not same:
        return wrong("commands", "they changed since they were last sent", _SEND)
    return right("commands", f"{len(there)} registered, as this release has them")


_SEND = "start the bot once: it sends them when they changed"


def _difference(there: frozenset[str], ours: frozenset[str]) -> str:
    lacks, more = ", ".join(sorted(ours - there)), ", ".join(sorted(there - ours))
    return "; ".join([f"not registered: {lacks}"] * bool(lacks) + [f"of another release: {more}"] * bool(more))
