"""The whole examination, in the order in which things depend on each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from time import monotonic

import aiohttp
import typer

from bot.calendar import local_date
from bot.client import AnimeBot
from bot.conversations import Conversations
from bot.doctor.asking import Api
from bot.doctor.discord_side import Commands, discord_side
from bot.doctor.findings import Finding, as_json, healthy, right, show, unseen, wrong
from bot.doctor.this_side import database, versions
from bot.failures import SettingsWrong
from bot.holdings import Holdings
from bot.redacting import Redactor
from bot.responding import Responder
from bot.settings import Settings, load_settings
from bot.syncing import fingerprint, sent_key
from knowledge.catalogue import load
from knowledge.store import Store, StoreUnreachable
from knowledge.store.inspecting import kept_under, missing_file


async def examine(settings: Settings, now: Callable[[], datetime] | None = None) -> Sequence[Finding]:
    """Everything, with settings that can be read."""
    found = [right("settings", "can be read"), versions()]
    found += [finding async for finding in database(settings.database_url)]
    try:
        token = settings.token
    except SettingsWrong as reason:
        says, _, do = str(reason).partition(": ")
        found.append(wrong("token", says, do))
        return [*found, unseen("api", "nothing is asked without a token")]
    commands = await _commands(settings)
    async with aiohttp.ClientSession() as session:
        api = Api(session, settings.discord_api_base, token, now)
        return found + [finding async for finding in discord_side(api, settings, commands)]


async def _commands(settings: Settings) -> Commands:
    """Those that a bot of these settings would send, by one that is never started."""
    holdings = Holdings.of_what_ships(load(), local_date, in_words=False)
    responder = Responder(holdings, Conversations(monotonic), settings.language)
    bot = AnimeBot(settings, responder, Store(settings.database_url))
    await bot.add_commands()
    current = await fingerprint(bot.tree)

    async def as_last_sent(application: int) -> bool | None:
        if missing_file(settings.database_url):
            return None
        try:
            key = sent_key(application, settings.discord_api_base)
            return await kept_under(settings.database_url, key) == current
        except StoreUnreachable:
            return None

    return Commands(frozenset(command.name for command in bot.tree.get_commands()), as_last_sent)


def _unreadable(line: str) -> Finding:
    says, _, do = line.rpartition("; ")
    return wrong("settings", says or line, do if says else "see .env.example")


async def doctor(*, json: bool) -> int:
    """Prints what was found; gives the exit code: 0 where all is right, 2 where a setting can't be read, else 1."""
    status = 1
    try:
        settings = load_settings()
    except SettingsWrong as reason:
        findings: Sequence[Finding] = [_unreadable(line) for line in str(reason).splitlines()]
        redact, status = Redactor(), reason.exit_code
    else:
        findings, redact = await examine(settings), Redactor.of(settings)
    if json:
        typer.echo(as_json(findings, redact))
    else:
        show(findings, redact, typer.echo)
    return 0 if healthy(findings) else status
