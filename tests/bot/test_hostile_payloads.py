"""Interactions and messages that no honest client sends, through the real client: each is answered."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from bot.playground import Interaction
from bot.playground.world.interaction import Kind
from tests.bot.conftest import Stage
from tests.hostile.texts import floods, soups

WRONG = "Something went wrong"
BUTTON = 2
LONG_YEAR = {"type": 18, "component": {"type": 4, "custom_id": "year", "value": "9" * 5_000}}


async def sent(stage: Stage, kind: Kind, data: dict[str, Any], **more: Any) -> Interaction:
    """What the bot makes of an interaction with this in it."""
    owners = {"0": str(stage.guild.id)}
    return await stage.alice.answered(stage.alice._interact(kind, stage.channel, data, owners, "forged", **more))


async def shown(stage: Stage) -> Any:
    return (await stage.alice.command(stage.channel, "anime overseas", year=2024)).answer


async def still_answers(stage: Stage) -> bool:
    return "2.17" in (await shown(stage)).text


@pytest.mark.parametrize(
    "custom_id",
    [
        "", "anime", "anime:", "anime:a:0:v1", "anime:a-en:zz:v1,value,i=*moverseas!!99999", "anime:x:1:v1,value",
        "anime:a:1:v1,years,i=*moverseas!!2024,r=above,b=JPY!1E999999", "anime:c-en:1:v1,glance", "anime:a:-1:v9,value",
        "mod:", "mod:save:", "mod:save:nothing", "mod:wrong:\u202e", "mod:close:99999999999999999999999999999999999999",
        "mod:forget:you", "mod:open:queue", "mod:tick:nothing", "mod:read:nothing", "mod:form:nothing", "set:", "set:x",
        "set:channels", "set:language", "somebody-else's", "\x00", "a" * 100,
    ],
)  # fmt: skip
async def test_any_custom_id_is_answered_without_an_error(
    moderated: Stage,
    custom_id: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    message = await shown(moderated)
    pressed = await sent(moderated, Kind.COMPONENT, {"custom_id": custom_id, "component_type": BUTTON}, message=message)
    assert WRONG not in (pressed.response_message.text if pressed.response_message else "")
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert await still_answers(moderated)


@pytest.mark.parametrize(
    "data",
    [
        {"custom_id": "mod:open:queue", "component_type": 3, "values": ["draft:" + "9" * 99]},
        {"custom_id": "mod:open:queue", "component_type": 3, "values": [""]},
        {"custom_id": "set:language", "component_type": 3, "values": ["xx"]},
        {"custom_id": "set:channels", "component_type": 8, "values": ["1", "x", "٣"]},
        {"custom_id": "set:moderators", "component_type": 6, "values": []},
    ],
)
async def test_any_choice_is_answered_without_an_error(
    moderated: Stage,
    data: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    await sent(moderated, Kind.COMPONENT, data | {"resolved": {}}, message=await shown(moderated))
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert await still_answers(moderated)


@pytest.mark.parametrize(
    "data",
    [
        {"custom_id": "mod:report:abc", "components": []},
        {"custom_id": "mod:read:new", "components": []},
        {"custom_id": "mod:form:nothing", "components": [{"type": 18, "component": {"type": 4, "custom_id": "value"}}]},
        {"custom_id": "mod:read:new", "components": [LONG_YEAR]},
        {"custom_id": "nothing", "components": []},
    ],
)  # fmt: skip
async def test_any_form_is_answered_without_an_error(
    moderated: Stage,
    data: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    opened = await moderated.alice.command(moderated.channel, "figures propose")
    submitted = await sent(moderated, Kind.MODAL_SUBMIT, data, opened_by=opened)
    assert WRONG not in (submitted.response_message.text if submitted.response_message else "")
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    assert await still_answers(moderated)


@pytest.mark.parametrize(
    "data",
    [
        {"id": "1", "name": "removed", "type": 1, "options": []},
        {"id": "1", "name": "anime", "type": 1, "options": [{"type": 1, "name": "removed", "options": []}]},
        {"id": "1", "name": "anime", "type": 1, "options": [{"type": 1, "name": "overseas", "options": []}]},
        {"id": "1", "name": "Removed menu", "type": 3, "target_id": "1", "resolved": {"messages": {}}},
    ],
)
async def test_a_command_that_is_no_more_is_told_to_have_changed(moderated: Stage, data: dict[str, Any]) -> None:
    told = await sent(moderated, Kind.COMMAND, data)
    assert told.ephemeral
    assert "This command has changed since" in told.answer.text
    assert await still_answers(moderated)


async def test_hostile_messages_are_answered_without_an_error_or_a_mention(
    moderated: Stage,
    caplog: pytest.LogCaptureFixture,
) -> None:
    mention = f"<@{moderated.discord.bot_user.id}> "
    for text in (*list(floods(1_900))[7::22], *soups(6, seed=4, longest=1_500)):
        clean = text.encode("utf-8", "ignore").decode()
        asked = await moderated.alice.say(moderated.channel, mention + clean)
        answer = await moderated.discord.next_message(moderated.channel, after=asked)
        assert WRONG not in answer.text
        assert answer.mentions == []
        assert not answer.mention_everyone
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_neither_the_token_nor_what_is_asked_is_in_the_log(
    moderated: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for text in ("how big was the overseas market in 2024, my dear Zebedee?", "what did Zebedee have for lunch?"):
        asked = await moderated.alice.say(moderated.channel, f"<@{moderated.discord.bot_user.id}> {text}")
        await moderated.discord.next_message(moderated.channel, after=asked)
        await moderated.alice.command(moderated.channel, "anime ask", question=text)
    assert "Zebedee" not in caplog.text
    assert moderated.discord.token not in caplog.text
