"""Acknowledging and answering interactions: what Discord takes, when, and in which form."""

from typing import Any

import pytest

from bot.playground import Interaction, NothingHappened
from tests.playground.conftest import RawStage, Stage

pytestmark = pytest.mark.asyncio

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9

LABEL: dict[str, Any] = {"type": 18, "label": "Name", "component": {"type": 4, "custom_id": "name", "style": 1}}
FORM: dict[str, Any] = {"custom_id": "form", "title": "Form", "components": [LABEL]}


def ping(raw: RawStage) -> Interaction:
    return raw.alice.start(raw.channel, "ping")


async def test_an_interaction_says_all_that_discord_says(raw: RawStage) -> None:
    interaction = ping(raw)
    told = await raw.bot.event("INTERACTION_CREATE")
    assert told["id"] == str(interaction.id)
    assert told["type"] == 2
    assert told["data"]["name"] == "ping"
    assert told["member"]["user"]["id"] == str(raw.alice.id)
    assert told["context"] == 0
    assert told["attachment_size_limit"] == 1_000
    assert told["authorizing_integration_owners"] == {"0": str(raw.guild.id)}
    assert (told["locale"], told["guild_locale"]) == ("en-US", "en-US")
    assert told["entitlements"] == []
    assert int(told["app_permissions"]) & (1 << 11)
    assert "user" not in told


async def test_an_answer_within_three_seconds_is_taken(raw: RawStage) -> None:
    interaction = ping(raw)
    raw.clock.advance(2.9)
    assert await raw.bot.callback(interaction, MESSAGE, {"content": "pong"}) == (204, None)
    assert interaction.acknowledged_after == pytest.approx(2.9)
    assert raw.discord.violations == []


async def test_an_acknowledgement_after_three_seconds_is_too_late(raw: RawStage) -> None:
    interaction = ping(raw)
    raw.clock.advance(3.1)
    status, answer = await raw.bot.callback(interaction, MESSAGE, {"content": "pong"})
    assert (status, answer) == (404, {"message": "Unknown interaction", "code": 10062})
    assert raw.codes == [10062]
    with pytest.raises(NothingHappened, match="did not respond"):
        await raw.alice.answered(interaction)


async def test_the_real_client_is_told_that_it_is_too_late(stage: Stage) -> None:
    with pytest.raises(NothingHappened):
        await stage.alice.command(stage.channel, "late")
    assert "10062" in str(await stage.bot.problems.get())
    assert [violation.code for violation in stage.discord.violations] == [10062]


async def test_a_second_acknowledgement_is_refused(raw: RawStage) -> None:
    interaction = ping(raw)
    await raw.bot.callback(interaction, MESSAGE, {"content": "pong"})
    status, answer = await raw.bot.callback(interaction, MESSAGE, {"content": "pong"})
    assert (status, answer["code"]) == (400, 40060)
    assert raw.codes == [40060]


async def test_an_unknown_interaction_is_refused(raw: RawStage) -> None:
    status, answer = await raw.bot.post("/interactions/1/nothing/callback", {"type": 5})
    assert (status, answer["code"]) == (404, 10062)


async def test_a_refused_answer_can_be_sent_again(raw: RawStage) -> None:
    interaction = ping(raw)
    status, answer = await raw.bot.callback(interaction, MESSAGE, {"embeds": [{"title": "x" * 257}]})
    assert (status, answer["code"]) == (400, 50035)
    assert "title" in answer["errors"]["data"]["embeds"]["0"]
    assert (await raw.bot.callback(interaction, MESSAGE, {"content": "pong"}))[0] == 204


async def test_an_empty_answer_is_refused(raw: RawStage) -> None:
    status, answer = await raw.bot.callback(ping(raw), MESSAGE, {"content": ""})
    assert (status, answer["code"]) == (400, 50006)


@pytest.mark.parametrize("kind", [DEFERRED_UPDATE, UPDATE, CHOICES, 42, None])
async def test_a_command_takes_no_answer_of_another_type(raw: RawStage, kind: int) -> None:
    status, answer = await raw.bot.callback(ping(raw), kind, {"content": "x"})
    assert (status, answer["code"]) == (400, 50035)
    assert answer["errors"]["type"]["_errors"][0]["code"] == "BASE_TYPE_CHOICES"


async def test_the_answer_comes_back_when_it_is_asked_for(raw: RawStage) -> None:
    interaction = ping(raw)
    status, answer = await raw.bot.callback(interaction, MESSAGE, {"content": "pong"}, query="?with_response=true")
    assert status == 200
    message = answer["resource"]["message"]
    assert answer["resource"]["type"] == MESSAGE
    assert answer["interaction"]["response_message_id"] == message["id"]
    assert answer["interaction"]["response_message_ephemeral"] is False
    assert message["interaction_metadata"]["id"] == str(interaction.id)
    assert message["interaction_metadata"]["user"]["id"] == str(raw.alice.id)
    assert message["webhook_id"] == message["application_id"] == str(raw.discord.world.application.id)
    assert message["type"] == 20


async def test_a_deferred_answer_loads_until_it_is_filled_in(raw: RawStage) -> None:
    interaction = ping(raw)
    status, answer = await raw.bot.callback(interaction, DEFERRED, {"flags": 64}, query="?with_response=1")
    assert status == 200
    assert answer["interaction"]["response_message_loading"] is True
    assert interaction.thinking
    raw.alice.patience = 0.02
    with pytest.raises(NothingHappened, match="still thinking"):
        await raw.alice.answered(interaction)
    status, message = await raw.bot.post(raw.bot.webhook(interaction), {"content": "pong"})
    assert message["id"] == answer["interaction"]["response_message_id"]
    assert message["flags"] == 64
    assert not interaction.thinking
    assert interaction.ephemeral
    assert interaction.followups == []


async def test_a_deferred_answer_can_be_edited_read_and_deleted(raw: RawStage) -> None:
    interaction = ping(raw)
    await raw.bot.callback(interaction, DEFERRED)
    original = raw.bot.webhook(interaction, "/messages/@original")
    assert (await raw.bot.patch(original, {"content": "one"}))[1]["content"] == "one"
    assert (await raw.bot.get(original))[1]["content"] == "one"
    assert (await raw.bot.delete(original))[0] == 204
    status, answer = await raw.bot.get(original)
    assert (status, answer["code"]) == (404, 10008)


async def test_follow_ups_are_messages_of_their_own(raw: RawStage) -> None:
    interaction = ping(raw)
    await raw.bot.callback(interaction, MESSAGE, {"content": "pong"})
    _, first = await raw.bot.post(raw.bot.webhook(interaction), {"content": "one", "flags": 64})
    assert first["flags"] == 64
    assert first["message_reference"]["message_id"] == str(interaction.answer.id)
    path = raw.bot.webhook(interaction, f"/messages/{first['id']}")
    assert (await raw.bot.patch(path, {"content": "two"}))[1]["content"] == "two"
    assert interaction.followups[0].content == "two"
    assert (await raw.bot.delete(path))[0] == 204


@pytest.mark.parametrize(("method", "tail"), [("POST", ""), ("PATCH", "/messages/@original")])
async def test_a_follow_up_before_the_acknowledgement_is_refused(raw: RawStage, method: str, tail: str) -> None:
    interaction = ping(raw)
    status, answer = await raw.bot.request(method, raw.bot.webhook(interaction, tail), {"content": "early"})
    assert (status, answer["code"]) == (404, 10015)
    assert raw.codes == [10015]


async def test_a_token_is_good_for_fifteen_minutes(raw: RawStage) -> None:
    interaction = ping(raw)
    await raw.bot.callback(interaction, DEFERRED)
    raw.clock.advance(15 * 60 - 1)
    assert (await raw.bot.post(raw.bot.webhook(interaction), {"content": "in time"}))[0] == 200
    raw.clock.advance(2)
    status, answer = await raw.bot.post(raw.bot.webhook(interaction), {"content": "late"})
    assert (status, answer["code"]) == (401, 50027)
    assert raw.codes == [50027]


async def test_a_bot_is_not_told_of_ephemeral_messages(raw: RawStage) -> None:
    for flags in (64, 0):
        await raw.bot.callback(ping(raw), MESSAGE, {"content": f"flags {flags}", "flags": flags})
    assert [each["content"] for each in await raw.bot.told("MESSAGE_CREATE")] == ["flags 0"]
    _, listed = await raw.bot.get(raw.messages)
    assert [each["content"] for each in listed] == ["flags 0"]


async def test_ephemeral_messages_cannot_be_reached_by_their_channel(raw: RawStage) -> None:
    interaction = ping(raw)
    await raw.bot.callback(interaction, MESSAGE, {"content": "x", "flags": 64})
    status, answer = await raw.bot.get(f"{raw.messages}/{interaction.answer.id}")
    assert (status, answer["code"]) == (404, 10008)


async def test_a_message_to_the_channel_cannot_be_ephemeral(raw: RawStage) -> None:
    _, message = await raw.bot.post(raw.messages, {"content": "x", "flags": 64})
    assert message["flags"] == 0


INPUT = LABEL["component"]


def labels(*changes: dict[str, Any]) -> dict[str, Any]:
    return FORM | {"components": [LABEL | change for change in changes]}


def inputs(**changes: Any) -> dict[str, Any]:
    return labels({"component": INPUT | changes})


MODALS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a title over 45": ("title", "BASE_TYPE_MAX_LENGTH", FORM | {"title": "x" * 46}),
    "no title": ("title", "BASE_TYPE_REQUIRED", FORM | {"title": ""}),
    "a custom id over 100": ("custom_id", "BASE_TYPE_MAX_LENGTH", FORM | {"custom_id": "x" * 101}),
    "no inputs": ("components", "BASE_TYPE_REQUIRED", FORM | {"components": []}),
    "six inputs": ("components", "BASE_TYPE_MAX_LENGTH", FORM | {"components": [LABEL] * 6}),
    "a label over 45": ("components.0.label", "BASE_TYPE_MAX_LENGTH", labels({"label": "x" * 46})),
    "a custom id twice": (
        "components.1.component.custom_id",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
        FORM | {"components": [LABEL, LABEL]},
    ),
    "a value over 4,000": (
        "components.0.component.value",
        "BASE_TYPE_MAX_LENGTH",
        inputs(value="x" * 4001),
    ),
    "a placeholder over 100": (
        "components.0.component.placeholder",
        "BASE_TYPE_MAX_LENGTH",
        inputs(placeholder="x" * 101),
    ),
    "a shortest over the longest": (
        "components.0.component",
        "TEXT_INPUT_COMPONENT_MIN_GREATER_THAN_MAX",
        inputs(min_length=2, max_length=1),
    ),
    "an input in a row without a label": (
        "components.0",
        "TEXT_INPUT_COMPONENT_LABEL_REQUIRED",
        FORM | {"components": [{"type": 1, "components": [INPUT]}]},
    ),
    "a button": ("components.0.component", "UNION_TYPE_CHOICES", labels({"component": {"type": 2}})),
}


@pytest.mark.parametrize(("path", "code", "modal"), MODALS.values(), ids=MODALS.keys())
async def test_a_modal_is_refused_with(raw: RawStage, path: str, code: str, modal: dict[str, Any]) -> None:
    interaction = ping(raw)
    status, answer = await raw.bot.callback(interaction, MODAL, modal)
    assert (status, answer["code"]) == (400, 50035)
    errors = answer["errors"]["data"]
    for step in path.split("."):
        errors = errors[step]
    assert errors["_errors"][0]["code"] == code
    assert interaction.modal is None
    assert raw.codes == [50035]


async def test_a_modal_with_a_label_is_filled_in_and_submitted(raw: RawStage) -> None:
    interaction = ping(raw)
    await raw.bot.callback(interaction, MODAL, FORM)
    raw.alice.patience = 0.01
    with pytest.raises(NothingHappened):
        await raw.alice.submit(interaction.modal, {"Name": "Alice"})
    await raw.bot.event("INTERACTION_CREATE")
    told = await raw.bot.event("INTERACTION_CREATE")
    assert told["type"] == 5
    assert told["data"]["custom_id"] == "form"
    assert told["data"]["components"][0]["component"]["value"] == "Alice"


async def test_a_modal_cannot_answer_a_modal(raw: RawStage) -> None:
    interaction = ping(raw)
    await raw.bot.callback(interaction, MODAL, FORM)
    raw.alice.patience = 0.01
    with pytest.raises(NothingHappened):
        await raw.alice.submit(interaction.modal, {"Name": "Alice"})
    submitted = list(raw.discord.world.interactions.values())[-1]
    status, _ = await raw.bot.callback(submitted, MODAL, FORM)
    assert status == 400
    assert (await raw.bot.callback(submitted, MESSAGE, {"content": "thanks"}))[0] == 204


async def suggested(raw: RawStage, kind: int, choices: object) -> tuple[int, Any]:
    option = {"type": kind, "name": "word", "description": "d", "autocomplete": True}
    await raw.bot.register({"name": "find", "description": "d", "options": [option]})
    raw.alice.patience = 0.01
    with pytest.raises(NothingHappened):
        await raw.alice.autocomplete(raw.channel, "find", focused="word", value="1")
    interaction = list(raw.discord.world.interactions.values())[-1]
    return await raw.bot.callback(interaction, CHOICES, {"choices": choices})


SUGGESTIONS: dict[str, tuple[int, object]] = {
    "26 choices": (3, [{"name": str(n), "value": str(n)} for n in range(26)]),
    "a name over 100": (3, [{"name": "x" * 101, "value": "x"}]),
    "an empty name": (3, [{"name": "", "value": "x"}]),
    "a value over 100": (3, [{"name": "x", "value": "x" * 101}]),
    "a text for a number": (4, [{"name": "x", "value": "x"}]),
    "a number for a text": (3, [{"name": "x", "value": 1}]),
    "no value": (3, [{"name": "x"}]),
    "no list": (3, "x"),
}


@pytest.mark.parametrize(("kind", "choices"), SUGGESTIONS.values(), ids=SUGGESTIONS.keys())
async def test_suggestions_are_refused_with(raw: RawStage, kind: int, choices: object) -> None:
    status, answer = await suggested(raw, kind, choices)
    assert (status, answer["code"]) == (400, 50035)
    assert answer["errors"]["data"]["choices"]
    assert raw.codes == [50035]


async def test_twenty_five_suggestions_are_taken(raw: RawStage) -> None:
    assert (await suggested(raw, 4, [{"name": "x" * 100, "value": n} for n in range(25)]))[0] == 204
    assert raw.discord.violations == []


async def test_files_and_embeds_are_always_allowed_in_answers_to_interactions(raw: RawStage) -> None:
    raw.guild.set_permissions(raw.guild.everyone, 1 << 10 | 1 << 11 | 1 << 31)
    for role in raw.guild.members[raw.discord.bot_user.id].roles:
        raw.guild.set_permissions(role, 0)
    interaction = ping(raw)
    status, _ = await raw.bot.callback(interaction, MESSAGE, {"embeds": [{"title": "T"}]})
    assert status == 204
    assert interaction.answer.embed == {"type": "rich", "title": "T"}
