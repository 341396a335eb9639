"""Who may change what a server holds, walked as a matrix: every person, every command, button, form and offer."""

from __future__ import annotations

import pytest

from bot.moderating.controls import Step, custom_id
from bot.playground import Channel, Message, Permission, Person
from tests.bot.conftest import Stage
from tests.bot.moderating import ADD, NUMBER, added, asked, fill, press

REFUSED = "Only moderators of this server can do that"

COMMANDS: dict[str, dict[str, object]] = {
    "figures add": ADD,
    "figures edit": {"figure": "x"},
    "figures retract": {"figure": "x", "reason": "y"},
    "figures restore": {"figure": "x"},
    "figures history": {"figure": "x"},
    "figures export": {},
    "figures queue": {},
    "figures approve": {"draft": "x"},
    "metrics add": {"name": "Idol cafés", "unit": "count", "definition": "How many."},
    "metrics alias": {"metric": "market_overseas", "alias": "kaigai money"},
    "metrics retract": {"name": "x"},
    "metrics list": {},
    "statements add": {"about": "treasurer", "text": "Taro Sato is it.", "source": "AJA"},
    "statements edit": {"statement": "x", "text": "y y"},
    "statements retract": {"statement": "x"},
    "statements list": {},
    "settings": {},
}


def hidden_shown_to_everyone(stage: Stage) -> None:
    """An administrator shows all commands to everyone: from here on only the bot's own check holds."""
    for name in ("figures", "metrics", "statements", "settings"):
        stage.guild.show_command_to(name, stage.guild.everyone)


def a_member(stage: Stage, name: str = "bob", permissions: int = 0) -> Person:
    person = stage.discord.add_user(name)
    stage.guild.add_member(person)
    if permissions:
        stage.guild.give(person, permissions)
    stage.guild.give_role(person, stage.guild.everyone)
    return person


async def used(stage: Stage, person: Person, name: str) -> str:
    return (await person.command(stage.channel, name, **COMMANDS[name])).answer.text


@pytest.mark.parametrize("name", COMMANDS)
async def test_a_member_may_use_none_of_the_commands_even_where_they_are_shown(moderated: Stage, name: str) -> None:
    hidden_shown_to_everyone(moderated)
    assert REFUSED in await used(moderated, a_member(moderated), name)


@pytest.mark.parametrize("permissions", [Permission.MANAGE_GUILD, Permission.ADMINISTRATOR])
async def test_managers_and_administrators_may_use_all_of_them(moderated: Stage, permissions: Permission) -> None:
    person = a_member(moderated, permissions=int(permissions))
    for name in COMMANDS:
        assert REFUSED not in await used(moderated, person, name), name


@pytest.mark.parametrize(
    "permission",
    [Permission.MANAGE_CHANNELS, Permission.MANAGE_MESSAGES, Permission.MANAGE_ROLES, Permission.KICK_MEMBERS],
)
async def test_no_other_permission_is_enough(moderated: Stage, permission: Permission) -> None:
    hidden_shown_to_everyone(moderated)
    assert REFUSED in await used(moderated, a_member(moderated, permissions=int(permission)), "figures add")


async def test_a_moderator_of_another_server_is_none_here(moderated: Stage) -> None:
    other = moderated.discord.add_guild("Another")
    room = other.add_channel("general")
    bob = a_member(moderated)
    other.add_member(bob)
    other.give(bob, int(Permission.MANAGE_GUILD))
    await moderated.discord.ready(other)
    hidden_shown_to_everyone(moderated)
    assert REFUSED in await used(moderated, bob, "figures add")
    there = (await bob.command(room, "figures add", **ADD)).answer
    assert REFUSED not in there.text
    await press(moderated, bob, there, "Save")
    assert NUMBER not in await asked(moderated)


async def test_the_commands_are_not_offered_in_direct_messages(moderated: Stage) -> None:
    offered = moderated.alice.commands(moderated.alice.dm_channel)
    assert not [name for name in offered if name.split()[0] in ("figures", "metrics", "statements", "settings")]


async def test_nothing_is_offered_to_a_member_who_types(moderated: Stage) -> None:
    await added(moderated)
    hidden_shown_to_everyone(moderated)
    bob = a_member(moderated)
    for command, option in (("figures edit", "figure"), ("figures add", "metric"), ("metrics alias", "metric")):
        assert await bob.autocomplete(moderated.channel, command, focused=option) == []
        assert await moderated.alice.autocomplete(moderated.channel, command, focused=option)


async def test_who_stops_being_a_moderator_may_not_save_what_they_began(moderated: Stage) -> None:
    role = moderated.guild.add_role("Short", int(Permission.MANAGE_GUILD))
    bob = a_member(moderated)
    moderated.guild.give_role(bob, role)
    preview = (await bob.command(moderated.channel, "figures add", **ADD)).answer
    moderated.guild.take(bob, role)
    assert REFUSED in (await bob.click(preview, "Save")).answer.text
    assert REFUSED in (await bob.click(preview, "Edit")).answer.text
    assert NUMBER not in await asked(moderated)


async def test_a_form_is_checked_again_when_it_is_sent(moderated: Stage) -> None:
    role = moderated.guild.add_role("Short", int(Permission.MANAGE_GUILD))
    bob = a_member(moderated)
    moderated.guild.give_role(bob, role)
    preview = (await bob.command(moderated.channel, "figures add", **ADD)).answer
    opened = await bob.click(preview, "Edit")
    moderated.guild.take(bob, role)
    assert REFUSED in (await bob.submit(opened.modal, {"value": "JPY 3 trillion"})).answer.text


async def forged(stage: Stage, person: Person, message: Message, step: Step, id: str) -> str:
    """Presses a button that the message never had."""
    (part, *_) = [part for part in message.parts if part.get("custom_id")]
    genuine, part["custom_id"] = part["custom_id"], custom_id(step, id)
    try:
        interaction = await person.click(message, part["custom_id"])
    finally:
        part["custom_id"] = genuine
    return interaction.answer.text if interaction.response_message else message.text


@pytest.mark.parametrize(
    "step",
    [
        Step.SAVE,
        Step.EDIT,
        Step.CANCEL,
        Step.APPROVE,
        Step.REJECT,
        Step.OPEN,
        Step.CLOSE,
        Step.READ,
        Step.AGAIN,
        Step.TICK,
    ],
)
async def test_a_forged_press_by_a_member_does_nothing(moderated: Stage, step: Step) -> None:
    preview = (await moderated.alice.command(moderated.channel, "figures add", **ADD)).answer
    draft = next(part["custom_id"] for part in preview.parts if "save" in part.get("custom_id", "")).rpartition(":")[2]
    bob = a_member(moderated)
    public = (await bob.command(moderated.channel, "anime overseas", year=2024)).answer
    assert REFUSED in await forged(moderated, bob, public, step, draft)
    assert NUMBER not in await asked(moderated)


async def test_another_moderator_s_draft_is_not_one_s_own(moderated: Stage) -> None:
    preview = (await moderated.alice.command(moderated.channel, "figures add", **ADD)).answer
    draft = next(part["custom_id"] for part in preview.parts if "save" in part.get("custom_id", "")).rpartition(":")[2]
    bob = a_member(moderated, permissions=int(Permission.MANAGE_GUILD))
    public = (await bob.command(moderated.channel, "anime overseas", year=2024)).answer
    assert "started by somebody else" in await forged(moderated, bob, public, Step.SAVE, draft)
    assert "no longer open" in await forged(moderated, bob, public, Step.APPROVE, draft)
    assert NUMBER not in await asked(moderated)


async def test_a_draft_of_one_server_is_nothing_in_another(moderated: Stage) -> None:
    preview = (await moderated.alice.command(moderated.channel, "figures add", **ADD)).answer
    draft = next(part["custom_id"] for part in preview.parts if "save" in part.get("custom_id", "")).rpartition(":")[2]
    room = await another_server(moderated)
    public = (await moderated.alice.command(room, "anime overseas", year=2024)).answer
    assert "no longer open" in await forged(moderated, moderated.alice, public, Step.SAVE, draft)


async def another_server(stage: Stage) -> Channel:
    other = stage.discord.add_guild("Another")
    room = other.add_channel("general")
    other.add_member(stage.alice)
    other.give(stage.alice, int(Permission.MANAGE_GUILD))
    await stage.discord.ready(other)
    return room


@pytest.mark.parametrize("broken", ["mod:save:", "mod:dance:abc", "mod:save:" + "x" * 60, "mod:::", "set:dance"])
async def test_a_broken_press_is_told_to_be_stale_or_ignored(moderated: Stage, broken: str) -> None:
    from bot.moderating.choosing import setting_of
    from bot.moderating.controls import use_of

    assert setting_of(broken) is None
    use = use_of(broken)
    assert use is None or use.id == ""


async def test_a_stale_button_still_works_for_who_may(moderated: Stage) -> None:
    preview = (await moderated.alice.command(moderated.channel, "figures add", **ADD | {"value": "2.5"})).answer
    await fill(moderated, preview, value="JPY 2.5 trillion")
    await press(moderated, moderated.alice, preview, "Save")
    assert NUMBER in await asked(moderated)
