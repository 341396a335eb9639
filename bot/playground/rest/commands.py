"""Registering application commands, globally and for a guild."""

from bot.playground.errors import Json, refusal
from bot.playground.limits.commands import check_count, read_command, read_commands
from bot.playground.rest.calls import NO_CONTENT, Call, Reply, Route
from bot.playground.world.commands import CommandsChanged


def _scope(call: Call) -> int | None:
    if call.id("application_id") != call.world.application.id:
        raise refusal("missing access")
    if "guild_id" not in call.path:
        return None
    guild_id = call.id("guild_id")
    guild = call.world.guilds.get(guild_id)
    if guild is None or not guild.has_bot:
        raise refusal("missing access")
    return guild_id


def _command(call: Call, scope: int | None) -> Json:
    command = call.world.commands.of(scope).get(call.id("command_id"))
    if command is None:
        raise refusal("unknown command")
    return command


def _shown(call: Call, command: Json) -> Json:
    """Translations are left out of lists unless they are asked for."""
    if call.asks("with_localizations"):
        return command
    return {key: value for key, value in command.items() if not key.endswith("_localizations")}


def _changed(call: Call, scope: int | None) -> None:
    call.world.feed.publish(CommandsChanged(scope))


def list_commands(call: Call) -> Reply:
    return Reply([_shown(call, command) for command in call.world.commands.of(_scope(call)).values()])


def get_command(call: Call) -> Reply:
    return Reply(_command(call, _scope(call)))


def replace_commands(call: Call) -> Reply:
    scope = _scope(call)
    commands = call.world.commands.replace_all(scope, read_commands(call.body))
    _changed(call, scope)
    return Reply(list(commands))


def create_command(call: Call) -> Reply:
    scope = _scope(call)
    definition = read_command(call.body)
    known = call.world.commands.same_name(scope, definition["name"], definition["type"])
    if known is None:
        check_count([*call.world.commands.of(scope).values(), definition])
    command = call.world.commands.put(scope, definition)
    _changed(call, scope)
    return Reply(command, status=200 if known else 201)


def edit_command(call: Call) -> Reply:
    scope = _scope(call)
    known = _command(call, scope)
    changes = call.body if isinstance(call.body, dict) else {}
    definition = read_command(known | changes | {"type": known["type"]})
    command = call.world.commands.rewrite(scope, int(known["id"]), definition)
    _changed(call, scope)
    return Reply(command)


def delete_command(call: Call) -> Reply:
    scope = _scope(call)
    del call.world.commands.of(scope)[int(_command(call, scope)["id"])]
    _changed(call, scope)
    return NO_CONTENT


SCOPES = (
    "/applications/{application_id}/commands",
    "/applications/{application_id}/guilds/{guild_id}/commands",
)

ROUTES = [
    route
    for scope in SCOPES
    for route in (
        Route("GET", scope, list_commands),
        Route("PUT", scope, replace_commands),
        Route("POST", scope, create_command),
        Route("GET", f"{scope}/{{command_id}}", get_command),
        Route("PATCH", f"{scope}/{{command_id}}", edit_command),
        Route("DELETE", f"{scope}/{{command_id}}", delete_command),
    )
]
