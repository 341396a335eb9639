"""The application commands that are registered: globally, and for single guilds."""

from dataclasses import dataclass, field

from bot.playground.errors import Json
from bot.playground.ids import Ids

CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, SUBCOMMAND_GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 9, 10, 11
GUILD_CONTEXT, BOT_DM_CONTEXT, PRIVATE_CONTEXT = 0, 1, 2
GUILD_INSTALL, USER_INSTALL = 0, 1


@dataclass(frozen=True)
class CommandsChanged:
    """Commands were registered, changed or removed; guild_id is None for the global ones."""

    guild_id: int | None


@dataclass
class CommandBook:
    """Commands as Discord would show them, by scope (a guild's id, or None for global) and by id."""

    application_id: int
    ids: Ids
    scopes: dict[int | None, dict[int, Json]] = field(default_factory=dict)

    def of(self, scope: int | None) -> dict[int, Json]:
        return self.scopes.setdefault(scope, {})

    def same_name(self, scope: int | None, name: str, kind: int) -> Json | None:
        return next((c for c in self.of(scope).values() if (c["name"], c["type"]) == (name, kind)), None)

    def put(self, scope: int | None, definition: Json) -> Json:
        """Registers one command; one of the same name and type is replaced and keeps its id."""
        known = self.same_name(scope, definition["name"], definition["type"])
        command = self._complete(scope, definition, int(known["id"]) if known else self.ids.next())
        self.of(scope)[int(command["id"])] = command
        return command

    def replace_all(self, scope: int | None, definitions: list[Json]) -> list[Json]:
        """Registers exactly these commands; those that were known keep their ids."""
        commands = []
        for definition in definitions:
            known = self.same_name(scope, definition["name"], definition["type"])
            commands.append(self._complete(scope, definition, int(known["id"]) if known else self.ids.next()))
        self.scopes[scope] = {int(command["id"]): command for command in commands}
        return commands

    def rewrite(self, scope: int | None, command_id: int, definition: Json) -> Json:
        self.of(scope)[command_id] = self._complete(scope, definition, command_id)
        return self.of(scope)[command_id]

    def _complete(self, scope: int | None, definition: Json, command_id: int) -> Json:
        fixed: Json = {
            "id": str(command_id),
            "application_id": str(self.application_id),
            "version": str(self.ids.next()),
        }
        defaults: Json = {"description": "", "default_member_permissions": None, "nsfw": False, "options": []}
        if scope is None:
            defaults |= {"dm_permission": True, "contexts": None, "integration_types": [GUILD_INSTALL]}
        else:
            fixed["guild_id"] = str(scope)
        return defaults | definition | fixed
