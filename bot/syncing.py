"""Sends the commands to Discord when they changed since they were last sent there, and only then."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import Any

from discord.app_commands import CommandTree

from knowledge.store import Store

_log = logging.getLogger(__name__)


async def sync_commands(tree: CommandTree[Any], store: Store, api_base: str) -> bool:
    """Whether anything was sent. What was sent is kept per application and API, in one scope: global."""
    key = sent_key(tree.client.application_id, api_base)
    current = await fingerprint(tree)
    if await store.get(key) == current:
        _log.info("the commands are as they were, nothing to send")
        return False
    sent = await tree.sync()
    await store.put(key, current)
    _log.info("sent %d command groups to Discord", len(sent))
    return True


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
