"""Requests of the real client, and the answers to them, against Discord's own OpenAPI file where one is at hand.

Set DISCORD_OPENAPI to the path of the file (github.com/discord/discord-api-spec, specs/openapi.json).
"""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.playground import Request, Upload
from tests.playground.conftest import RawStage, Stage

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif("DISCORD_OPENAPI" not in os.environ, reason="DISCORD_OPENAPI names no file"),
]


@pytest.fixture(scope="module")
def official() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Path(os.environ["DISCORD_OPENAPI"]).read_text(encoding="utf-8"))
    return content


def problems(official: dict[str, Any], schema: dict[str, Any], content: object) -> list[str]:
    validator = jsonschema.Draft202012Validator({**schema, "components": official["components"]})
    return [f"{error.json_path}: {error.message[:200]}" for error in map(_deepest, validator.iter_errors(content))]


def _deepest(error: Any) -> Any:
    """Inside alternatives, the problem of the one that fits best."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return error


def ids_as_text(content: Any) -> Any:
    """The file asks for ids as text; Discord takes numbers too, and the client sends some."""
    if isinstance(content, list):
        return [ids_as_text(each) for each in content]
    if not isinstance(content, dict):
        return content
    return {
        key: str(value) if isinstance(value, int) and key.split("_")[-1] == "id" else ids_as_text(value)
        for key, value in content.items()
    }


def operation(official: dict[str, Any], request: Request) -> dict[str, Any]:
    path = request.route
    if path.startswith("/webhooks") and request.path.endswith("@original"):
        path = path.replace("{message_id}", "@original")
    found: dict[str, Any] = official["paths"][path][request.method.lower()]
    return found


def schema_of(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = content["content"]["application/json"]["schema"]
    return found


async def everything(stage: Stage) -> None:
    """Lets the small bot send all that it can."""
    channel, alice = stage.channel, stage.alice
    panel = (await alice.command(channel, "panel")).answer
    await alice.click(panel, "Count")
    await alice.choose(panel, "colours", "Red")
    opened = await alice.click(panel, "Name")
    await alice.submit(opened.modal, {"Name": "Alice"})
    later = await alice.click(panel, "Later")
    await alice.followup(later)
    await alice.followup(await alice.command(channel, "slow"))
    await alice.command(channel, "year", year=2024)
    await alice.command(channel, "anime overseas", year=2024)
    await alice.command(channel, "upload", file=Upload("a.txt", b"a"), whom=stage.mod)
    await alice.autocomplete(channel, "year", focused="year", value="20")
    await alice.use_menu("Check figures", panel)
    await alice.dm("hello")
    await stage.discord.next_message(alice.dm_channel)
    await alice.say(channel, f"{stage.discord.bot_user.mention} hello")
    await stage.discord.next_message(channel)


async def test_what_the_client_sends_is_what_discord_describes(stage: Stage, official: dict[str, Any]) -> None:
    await everything(stage)
    seen: set[str] = set()
    wrong: list[str] = []
    for request in stage.discord.requests:
        if request.body is None:
            continue
        seen.add(f"{request.method} {request.route}")
        body = operation(official, request)["requestBody"]
        wrong += [
            f"{request.method} {request.route} {each}"
            for each in problems(official, schema_of(body), ids_as_text(request.body))
        ]
    assert wrong == []
    assert len(seen) >= 5


async def test_what_the_playground_answers_is_what_discord_describes(stage: Stage, official: dict[str, Any]) -> None:
    await everything(stage)
    wrong: list[str] = []
    for request in stage.discord.requests:
        responses = operation(official, request)["responses"]
        assert str(request.status) in responses, request
        if request.status != 204:
            schema = schema_of(responses[str(request.status)])
            wrong += [f"{request.method} {request.route} {each}" for each in problems(official, schema, request.answer)]
    assert wrong == []


async def test_refusals_have_the_shape_that_discord_describes(raw: RawStage, official: dict[str, Any]) -> None:
    await raw.bot.post(raw.messages, {"content": "x" * 2001})
    await raw.bot.get("/nowhere")
    schema = {"$ref": "#/components/schemas/ErrorResponse"}
    refused, unknown = list(raw.discord.requests)[-2:]
    assert problems(official, schema, unknown.answer) == []
    # The file says that the codes of places are numbers; Discord documents and sends words.
    found = problems(official, schema, refused.answer)
    assert found == ["$.errors.content['_errors'][0].code: 'BASE_TYPE_MAX_LENGTH' is not of type 'integer'"]


async def test_what_is_looked_up_is_what_discord_describes(raw: RawStage, official: dict[str, Any]) -> None:
    guild, member = f"/guilds/{raw.guild.id}", f"/guilds/{raw.guild.id}/members"
    application = f"/applications/{raw.discord.world.application.id}"
    _, channel = await raw.bot.post("/users/@me/channels", {"recipient_id": str(raw.alice.id)})
    _, message = await raw.bot.post(raw.messages, {"content": "x"})
    for path in (
        *("/gateway", "/gateway/bot", "/users/@me", "/users/@me/guilds", f"/users/{raw.alice.id}"),
        *("/applications/@me", "/oauth2/applications/@me", guild, f"{guild}/channels", f"{guild}/roles"),
        *(member, f"{member}/{raw.alice.id}", f"{application}/commands", f"/channels/{raw.channel.id}"),
        *(raw.messages, f"{raw.messages}/{message['id']}", f"/channels/{channel['id']}"),
    ):
        assert (await raw.bot.get(path))[0] == 200
    wrong: list[str] = []
    for request in raw.discord.requests:
        schema = schema_of(operation(official, request)["responses"][str(request.status)])
        wrong += [f"{request.method} {request.route} {each}" for each in problems(official, schema, request.answer)]
    assert wrong == []
