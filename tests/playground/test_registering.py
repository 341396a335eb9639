"""Registering application commands: what is taken, what is kept, and what is refused with which code."""

from typing import Any

import pytest

from bot.playground import CannotDo, Permission
from tests.playground.conftest import RawStage

pytestmark = pytest.mark.asyncio


def command(**more: Any) -> dict[str, Any]:
    return {"name": "find", "description": "Finds", "type": 1, **more}


def option(**more: Any) -> dict[str, Any]:
    return {"type": 3, "name": "word", "description": "A word", **more}


def takes(*options: dict[str, Any], **more: Any) -> dict[str, Any]:
    return command(options=list(options), **more)


def choices(*values: object) -> list[dict[str, Any]]:
    return [{"name": f"Name {number}", "value": value} for number, value in enumerate(values)]


OPTION = "options.0"

REFUSED: dict[str, dict[str, tuple[str, dict[str, Any]]]] = {
    "APPLICATION_COMMAND_INVALID_NAME": {
        "an upper-case name": ("name", command(name="Find")),
        "a name with a blank": ("name", command(name="find it")),
        "a name with a dot": ("name", command(name="find.it")),
        "an upper-case option": (f"{OPTION}.name", takes(option(name="Word"))),
        "a translation in upper case": ("name_localizations", command(name_localizations={"de": "Finden"})),
    },
    "BASE_TYPE_MAX_LENGTH": {
        "a name over 32": ("name", command(name="x" * 33)),
        "a description over 100": ("description", command(description="x" * 101)),
        "an option's description over 100": (f"{OPTION}.description", takes(option(description="x" * 101))),
        "26 options": ("options", takes(*[option(name=f"w{n}") for n in range(26)])),
        "26 choices": (f"{OPTION}.choices", takes(option(choices=choices(*map(str, range(26)))))),
        "a choice's name over 100": (
            f"{OPTION}.choices.0.name",
            takes(option(choices=[{"name": "x" * 101, "value": "x"}])),
        ),
        "a choice's value over 100": (f"{OPTION}.choices.0.value", takes(option(choices=choices("x" * 101)))),
        "a translation over 32": ("name_localizations.de", command(name_localizations={"de": "x" * 33})),
    },
    "BASE_TYPE_REQUIRED": {
        "no name": ("name", {"description": "x"}),
        "no description": ("description", command(description="")),
        "no description of an option": (f"{OPTION}.description", takes({"type": 3, "name": "word"})),
    },
    "BASE_TYPE_CHOICES": {
        "an unknown type": ("type", command(type=9)),
        "a translation into no language": ("name_localizations", command(name_localizations={"xx": "find"})),
        "an unknown context": ("contexts.0", command(contexts=[3])),
        "an unknown installation": ("integration_types.0", command(integration_types=[2])),
    },
    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID": {
        "a required option behind an optional one": (
            "options.1",
            takes(option(), option(name="other", required=True)),
        ),
    },
    "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS": {
        "an option twice": ("options.1.name", takes(option(), option())),
    },
    "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS": {
        "a choice twice": (
            f"{OPTION}.choices.1.name",
            takes(option(choices=[{"name": "a", "value": "1"}, {"name": "a", "value": "2"}])),
        ),
    },
    "APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_INVALID": {
        "a number among texts": (f"{OPTION}.choices.0.value", takes(option(choices=choices(1)))),
        "a text among numbers": (f"{OPTION}.choices.0.value", takes(option(type=4, choices=choices("1")))),
        "a fraction among whole numbers": (f"{OPTION}.choices.0.value", takes(option(type=4, choices=choices(1.5)))),
    },
    "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE_MUTUALLY_EXCLUSIVE": {
        "choices and autocomplete": (OPTION, takes(option(autocomplete=True, choices=choices("1")))),
    },
    "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_TYPE_INVALID": {
        "autocomplete of users": (OPTION, takes(option(type=6, autocomplete=True))),
    },
    "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID": {
        "a subcommand beside an option": ("options", takes(option(), option(type=1, name="sub"))),
        "a group in a group": (
            "options.0.options",
            takes(option(type=2, options=[option(type=2, options=[option(type=1)])])),
        ),
    },
    "APPLICATION_COMMAND_INVALID_FIELDS": {
        "a menu with a description": ("", {"type": 3, "name": "Check", "description": "x"}),
    },
    "APPLICATION_COMMAND_TOO_LARGE": {
        "8,001 characters": (
            "",
            takes(
                *[
                    option(name=f"w{n}", description="x" * 100, choices=choices(*[f"{i:0>30}" for i in range(25)]))
                    for n in range(8)
                ]
            ),
        ),
    },
}
"""By Discord's code for the place, by what is wrong: the place in the command, and the command."""

CASES = [
    pytest.param(body, path, code, id=name) for code, bodies in REFUSED.items() for name, (path, body) in bodies.items()
]


@pytest.mark.parametrize(("body", "path", "code"), CASES)
async def test_a_command_is_refused_with(raw: RawStage, body: dict[str, Any], path: str, code: str) -> None:
    status, answer = await raw.bot.register(body)
    assert (status, answer["code"]) == (400, 50035)
    errors = answer["errors"]["0"]
    for step in path.split(".") if path else ():
        assert step in errors, answer
        errors = errors[step]
    assert errors["_errors"][0]["code"] == code
    assert raw.codes == [50035]
    assert raw.alice.commands(raw.channel) == ["ping"]


@pytest.mark.parametrize("name", ["find", "find_it-2", "探す", "さがす", "アニメ", "खोज", "ค้นหา", "größe", "x" * 32])
async def test_a_name_in_any_script_is_taken(raw: RawStage, name: str) -> None:
    assert (await raw.bot.register(command(name=name)))[0] == 200
    assert raw.alice.commands(raw.channel) == [name]


async def test_the_same_command_twice_is_refused(raw: RawStage) -> None:
    status, answer = await raw.bot.register(command(), command())
    assert (status, answer["code"]) == (400, 50035)
    assert answer["errors"]["1"]["_errors"][0]["code"] == "APPLICATION_COMMANDS_DUPLICATE_NAME"


@pytest.mark.parametrize(("kind", "most"), [(1, 100), (2, 5), (3, 5)])
async def test_a_scope_holds_so_many_commands(raw: RawStage, kind: int, most: int) -> None:
    text = {"description": "x"} if kind == 1 else {}
    many = [{"type": kind, "name": f"c{number}", **text} for number in range(most + 1)]
    assert (await raw.bot.register(*many[:-1]))[0] == 200
    status, answer = await raw.bot.register(*many)
    assert (status, answer["code"]) == (400, 30032)
    path = f"/applications/{raw.discord.world.application.id}/commands"
    status, answer = await raw.bot.post(path, many[-1])
    assert (status, answer["code"]) == (400, 30032)


async def test_a_menu_has_a_name_of_words(raw: RawStage) -> None:
    status, answer = await raw.bot.register({"type": 3, "name": "Check figures"})
    assert (status, answer[0]["description"]) == (200, "")


async def test_a_command_keeps_its_id_when_all_are_replaced(raw: RawStage) -> None:
    _, [before] = await raw.bot.register(command())
    _, [_, after] = await raw.bot.register(command(name="other"), command(description="Finds better"))
    assert after["id"] == before["id"]
    assert after["version"] != before["version"]
    assert after["description"] == "Finds better"


async def test_commands_are_created_changed_listed_and_deleted_one_by_one(raw: RawStage) -> None:
    path = f"/applications/{raw.discord.world.application.id}/guilds/{raw.guild.id}/commands"
    status, created = await raw.bot.post(path, command(name_localizations={"ja": "探す"}))
    assert (status, created["guild_id"]) == (201, str(raw.guild.id))
    assert (await raw.bot.post(path, command()))[0] == 200
    one = f"{path}/{created['id']}"
    status, changed = await raw.bot.patch(one, {"description": "Better"})
    assert (status, changed["description"], changed["name"]) == (200, "Better", "find")
    assert (await raw.bot.get(one))[1]["description"] == "Better"
    assert [each["name"] for each in (await raw.bot.get(path))[1]] == ["find"]
    assert (await raw.bot.delete(one))[0] == 204
    status, answer = await raw.bot.get(one)
    assert (status, answer["code"]) == (404, 10063)


async def test_translations_are_listed_when_they_are_asked_for(raw: RawStage) -> None:
    await raw.bot.register(command(name_localizations={"ja": "探す"}))
    path = f"/applications/{raw.discord.world.application.id}/commands"
    assert "name_localizations" not in (await raw.bot.get(path))[1][0]
    assert (await raw.bot.get(f"{path}?with_localizations=true"))[1][0]["name_localizations"] == {"ja": "探す"}


async def test_commands_of_a_guild_without_the_bot_are_refused(raw: RawStage) -> None:
    elsewhere = raw.discord.add_guild("Elsewhere", with_bot=False)
    path = f"/applications/{raw.discord.world.application.id}/guilds/{elsewhere.id}/commands"
    status, answer = await raw.bot.put(path, [])
    assert (status, answer["code"]) == (403, 50001)


async def test_commands_are_offered_where_their_contexts_and_installations_allow(raw: RawStage) -> None:
    await raw.bot.register(
        command(name="everywhere"),
        command(name="servers", contexts=[0]),
        command(name="private", contexts=[1]),
        command(name="own", integration_types=[1]),
        command(name="old", dm_permission=False),
    )
    assert raw.alice.commands(raw.channel) == ["everywhere", "servers", "old"]
    assert raw.alice.commands(raw.alice.dm_channel) == ["everywhere", "private"]
    bob = raw.discord.add_user("bob", installed_app=True)
    elsewhere = raw.discord.add_guild("Elsewhere", with_bot=False)
    elsewhere.add_member(bob)
    assert bob.commands(elsewhere.add_channel("there")) == ["own"]
    assert bob.commands(bob.dm_channel) == ["own"]


async def test_commands_are_offered_to_those_with_the_permissions(raw: RawStage) -> None:
    await raw.bot.register(
        command(name="all"),
        command(name="some", default_member_permissions=str(int(Permission.MANAGE_GUILD))),
        command(name="admins", default_member_permissions="0"),
        command(name="adult", nsfw=True),
    )
    mod, admin = raw.discord.add_user("mod"), raw.discord.add_user("admin")
    raw.guild.add_member(mod, permissions=Permission.MANAGE_GUILD)
    raw.guild.add_member(admin, permissions=Permission.ADMINISTRATOR)
    assert raw.alice.commands(raw.channel) == ["all"]
    assert mod.commands(raw.channel) == ["all", "some"]
    assert admin.commands(raw.channel) == ["all", "some", "admins"]
    assert "adult" in raw.alice.commands(raw.guild.add_channel("adults", nsfw=True))
    raw.channel.deny(raw.guild.everyone, Permission.USE_APPLICATION_COMMANDS)
    assert raw.alice.commands(raw.channel) == []


async def test_a_person_finds_a_command_by_its_name_in_their_language(raw: RawStage) -> None:
    await raw.bot.register(command(name_localizations={"ja": "探す"}))
    yuki = raw.discord.add_user("yuki", locale="ja")
    raw.guild.add_member(yuki)
    assert yuki.start(raw.channel, "探す").name == "find"
    with pytest.raises(CannotDo):
        raw.alice.start(raw.channel, "探す")
