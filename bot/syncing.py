"""Sends the commands to Discord when they changed since they were last sent there, and only then."""

from __future__ import annotations

import hashlib
import json
import logging
from contextlib import suppress
from typing import Any

from discord.app_commands import CommandTree

from knowledge.store import Store, StoreAway
from knowledge.store.turns import Turns

_log = logging.getLogger(__name__)


SENT_WITHIN = 30.0
"""Seconds after which a process that began to send the commands is taken for dead, and another sends them."""

LOOKED_AT_EVERY = 0.5
"""Seconds between looks whether the process that sends them is done."""


async def sync_commands(tree: CommandTree[Any], store: Store, api_base: str, turns: Turns) -> bool:
    """Whether anything was sent: of processes that start together, one sends, and the others wait until it did.

    What was sent is kept per application and API, in one scope: global.
    """
    key = sent_key(tree.client.application_id, api_base)
    current = await fingerprint(tree)
    with suppress(StoreAway):  # sent once too often does no harm
        if not await _is_ours_to_send(key, current, store, turns):
            _log.info("the commands are as they were, nothing to send")
            return False
    try:
        sent = await tree.sync()
        with suppress(StoreAway):
            await store.put(key, current)
    finally:
        with suppress(StoreAway):
            await turns.give_back(_turn(key))
    _log.info("sent %d command groups to Discord", len(sent))
    return True


async def _is_ours_to_send(key: str, current: str, store: Store, turns: Turns) -> bool:
    while await store.get(key) != current:
        if await turns.take(_turn(key), SENT_WITHIN):
            await turns.sleep(LOOKED_AT_EVERY)
        elif await store.get(key) == current:  # sent between the look and the turn
            await turns.give_back(_turn(key))
        else:
            return True
    return False


def _turn(key: str) -> str:
    return f"turn: {key}"


def sent_key(application: int | None, api_base: str) -> str:
    """Under what the store keeps which commands an application last sent to an API."""
    return f"commands sent: {application} {api_base}"


async def fingerprint(tree: CommandTree[Any]) -> str:
    """The same for the same commands in all languages, whatever their order."""
    payloads = [await _payload(tree, command) for command in tree.get_commands()]
    canonical = json.dumps(sorted(payloads, key=lambda each: str(each["name"])), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


async def _payload(tree: CommandTree[Any], command: Any) -> dict[str, Any]:
    translator = tree.translator
    payload = await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
    return dict(payload)
