"""What one person sees of the playground, as JSON: Discord's own shapes wherever Discord has one."""

from collections.abc import Iterator

from bot.playground import payloads
from bot.playground.errors import Json
from bot.playground.people.offering import Offer, offered
from bot.playground.people.person import Person
from bot.playground.permissions import Permission
from bot.playground.world.commands import MESSAGE_MENU
from bot.playground.world.guild import Channel
from bot.playground.world.interaction import Interaction, Modal
from bot.playground.world.message import Message
from bot.playground.world.world import World

MESSAGES_SHOWN = 100
"""The last messages of a channel that are shown when it is opened."""


def surroundings(world: World, person: Person) -> Json:
    """Everything but messages: who there is, and which places this person can look into."""
    return {
        "me": who(world, person),
        "bot": who(world, world.bot),
        "application": {"id": str(world.application.id), "name": world.application.name},
        "people": [who(world, each) for each in world.users.values() if isinstance(each, Person)],
        "guilds": list(_guilds(world, person)),
        "direct": place(person.dm_channel),
    }


def who(world: World, user: object) -> Json:
    """A user, with their language and, by server, the names of their roles."""
    assert isinstance(user, Person) or user is world.bot
    roles = {
        str(guild.id): [role.name for role in guild.members[user.id].roles if not role.managed]
        for guild in world.guilds.values()
        if user.id in guild.members
    }
    return payloads.user(user) | {"display_name": user.display_name, "locale": user.locale, "roles": roles}


def _guilds(world: World, person: Person) -> Iterator[Json]:
    for guild in world.guilds.values():
        if person.id in guild.members:
            seen = [each for each in guild.channels.values() if _sees(person, each)]
            yield {"id": str(guild.id), "name": guild.name, "channels": [place(each) for each in seen]}


def _sees(person: Person, channel: Channel) -> bool:
    return channel.guild is None or Permission.VIEW_CHANNEL in channel.guild.permissions_of(person, channel)


def sees_message(world: World, person: Person, message: Message) -> bool:
    channel = world.channel_of(message)
    if message.seen_by not in (None, person):
        return False
    return channel.recipient is person if channel.guild is None else _sees(person, channel)


def place(channel: Channel) -> Json:
    """A channel as it stands in the list."""
    return {
        "id": str(channel.id),
        "name": channel.name,
        "topic": channel.topic,
        "guild_id": str(channel.guild.id) if channel.guild else None,
    }


def inside(world: World, person: Person, channel: Channel) -> Json:
    """A channel that is opened: its last messages, and the commands that are offered there."""
    shown = person.reads(channel)[-MESSAGES_SHOWN:]
    return {
        "channel": place(channel),
        "messages": [message(world, each) for each in shown],
        "commands": [command(each, person.locale) for each in offered(world, person, channel)],
        "message_menu": [command(each, person.locale) for each in offered(world, person, channel, MESSAGE_MENU)],
        "members": [payloads.user(each) for each in _members(world, channel)],
        "roles": [payloads.role(each) for each in (channel.guild.roles.values() if channel.guild else ())],
    }


def _members(world: World, channel: Channel) -> Iterator[Person]:
    if channel.guild is not None:
        yield from (m.user for m in channel.guild.members.values() if isinstance(m.user, Person))


def message(world: World, which: Message) -> Json:
    """A message in Discord's shape, with the name of the command that it answers, and what it replies to in full: it is
    from bots that Discord withholds content, not from people.
    """
    body = payloads.message(world, which)
    if which.reply_to is not None and not which.reply_to.deleted:
        body["referenced_message"] = payloads.message(world, which.reply_to)
    about = which.interaction_metadata
    if about is not None:
        body["interaction_metadata"] = about | {"name": _name_of(world, str(about["id"]))}
    return body


def _name_of(world: World, interaction_id: str) -> str:
    used = (each for each in reversed(world.interactions.values()) if str(each.id) == interaction_id)
    return next((each.name for each in used), "")


def command(offer: Offer, locale: str) -> Json:
    """A command as it is offered: its full name, and its options, in the person's language."""
    last = offer.steps[-1] if offer.steps else offer.command
    return {
        "name": offer.name,
        "shown": " ".join(_in(locale, part, "name") for part in (offer.command, *offer.steps)),
        "description": _in(locale, last, "description"),
        "options": [option(each, locale) for each in offer.options],
    }


def option(which: Json, locale: str) -> Json:
    choices = [{"name": _in(locale, choice, "name"), "value": choice["value"]} for choice in which.get("choices") or ()]
    return {
        "name": which["name"],
        "shown": _in(locale, which, "name"),
        "description": _in(locale, which, "description"),
        "type": which["type"],
        "required": bool(which.get("required")),
        "autocomplete": bool(which.get("autocomplete")),
        "choices": choices,
    }


def _in(locale: str, what: Json, field: str) -> str:
    localised = (what.get(f"{field}_localizations") or {}).get(locale)
    return str(localised or what.get(field) or "")


def modal(which: Modal) -> Json:
    """A form that is open; it is submitted under the id of what opened it."""
    return {
        "opened_by": str(which.opened_by.id),
        "custom_id": which.custom_id,
        "title": which.title,
        "components": list(which.components),
    }


def interaction(which: Interaction) -> Json:
    """How far an interaction has come: `milliseconds` from its start to its acknowledgement."""
    after = which.acknowledged_after
    return {
        "id": str(which.id),
        "name": which.name,
        "kind": which.kind.name.lower(),
        "user": which.user.name,
        "channel": which.channel.name,
        "response": which.response.name.lower() if which.response else None,
        "milliseconds": None if after is None else round(after * 1000, 1),
        "failed": which.failed,
        "settled": which.settled,
    }
