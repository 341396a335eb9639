"""Which application commands the Discord client offers to a person in a channel, and on whose installation."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.playground.errors import CannotDo, Json
from bot.playground.permissions import EVERYTHING, Permission
from bot.playground.world.commands import (
    BOT_DM_CONTEXT,
    CHAT_INPUT,
    GUILD_CONTEXT,
    GUILD_INSTALL,
    SUBCOMMAND,
    SUBCOMMAND_GROUP,
    USER_INSTALL,
)
from bot.playground.world.guild import Channel
from bot.playground.world.user import User
from bot.playground.world.world import World


@dataclass(frozen=True)
class Offer:
    """A command that may be used; `steps` leads through its groups to the subcommand, `options` are what it takes."""

    command: Json
    owners: dict[str, str]
    steps: tuple[Json, ...] = ()

    @property
    def name(self) -> str:
        return " ".join([self.command["name"], *(step["name"] for step in self.steps)])

    @property
    def options(self) -> list[Json]:
        last = self.steps[-1] if self.steps else self.command
        return [option for option in last.get("options", []) if option["type"] > SUBCOMMAND_GROUP]


def offered(world: World, user: User, channel: Channel, kind: int = CHAT_INPUT) -> list[Offer]:
    """Every command of a kind that the person may use there, subcommands one by one, a guild's own first."""
    guild = channel.guild
    granted = guild.permissions_of(user, channel) if guild else None
    scopes = [guild.id, None] if guild else [None]
    found: list[Offer] = []
    for scope in scopes:
        for command in world.commands.of(scope).values():
            owners = _owners(world, user, channel, command)
            shown = _shown(user, channel, command)
            if command["type"] == kind and owners and _permitted(granted, channel, command, shown=shown):
                found += _leaves(Offer(command, owners))
    return found


def find_command(world: World, user: User, channel: Channel, name: str, kind: int = CHAT_INPUT) -> Offer:
    """The offered command of that full name ("anime overseas"); raises CannotDo when the client shows none."""
    offers = offered(world, user, channel, kind)
    for offer in offers:
        if name in (offer.name, _translated(offer, user.locale)):
            return offer
    known = ", ".join(offer.name for offer in offers) or "none"
    raise CannotDo(f"Discord offers {user.name} no command {name!r} here; it offers: {known}")


def _owners(world: World, user: User, channel: Channel, command: Json) -> dict[str, str]:
    """The installations by which the command is available there: "0" by a guild, "1" by the person."""
    guild = channel.guild
    context = GUILD_CONTEXT if guild else BOT_DM_CONTEXT
    if context not in (command.get("contexts") or (GUILD_CONTEXT, BOT_DM_CONTEXT)):
        return {}
    installs = command.get("integration_types") or (GUILD_INSTALL,)
    owners: dict[str, str] = {}
    if GUILD_INSTALL in installs:
        if guild and guild.has_bot:
            owners["0"] = str(guild.id)
        elif guild is None and any(each.has_bot and user.id in each.members for each in world.guilds.values()):
            owners["0"] = "0"
    if USER_INSTALL in installs and user.installed_app:
        owners["1"] = str(user.id)
    return owners


def _shown(user: User, channel: Channel, command: Json) -> bool:
    """Whether an administrator showed the command to a role of the person's."""
    guild = channel.guild
    if guild is None or user.id not in guild.members:
        return False
    roles = {role.id for role in guild.members[user.id].roles}
    return not roles.isdisjoint(guild.shown.get(command["name"], ()))


def _permitted(granted: Permission | None, channel: Channel, command: Json, *, shown: bool) -> bool:
    """Whether permissions allow a command; in direct messages there are none, and all is allowed."""
    if command.get("nsfw") and not channel.nsfw:
        return False
    if granted is None:
        return True
    if Permission.USE_APPLICATION_COMMANDS not in granted:
        return False
    needed = command.get("default_member_permissions")
    if needed is None or shown:
        return True
    return Permission(int(needed)) in granted if int(needed) else granted == EVERYTHING


def _leaves(offer: Offer) -> Iterator[Offer]:
    last = offer.steps[-1] if offer.steps else offer.command
    below = [option for option in last.get("options", []) if option["type"] in (SUBCOMMAND, SUBCOMMAND_GROUP)]
    if not below:
        yield offer
    for option in below:
        yield from _leaves(Offer(offer.command, offer.owners, (*offer.steps, option)))


def _translated(offer: Offer, locale: str) -> str:
    parts = (offer.command, *offer.steps)
    return " ".join((part.get("name_localizations") or {}).get(locale, part["name"]) for part in parts)
