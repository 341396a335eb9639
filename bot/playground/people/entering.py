"""What a person enters into a command's options, checked as the Discord client checks it before sending."""

import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.playground import payloads
from bot.playground.errors import CannotDo, Json
from bot.playground.people.offering import Offer
from bot.playground.world import commands as kinds
from bot.playground.world.guild import Channel, Role
from bot.playground.world.message import Attachment
from bot.playground.world.user import User
from bot.playground.world.world import World

LONGEST_STRING = 6_000
LARGEST_NUMBER = 2**53


@dataclass(frozen=True)
class Upload:
    """A file that a person picks on their own machine."""

    filename: str
    content: bytes


@dataclass
class Resolved:
    """The objects that the values of an interaction name by id."""

    world: World
    channel: Channel
    found: Json = field(default_factory=dict)

    def add(self, section: str, number: int, body: Json) -> str:
        self.found.setdefault(section, {})[str(number)] = body
        return str(number)

    def user(self, user: User) -> str:
        guild = self.channel.guild
        member = guild.members.get(user.id) if guild else None
        if guild and member:
            permissions = str(int(guild.permissions_of(user, self.channel)))
            self.add("members", user.id, payloads.member(member, with_user=False) | {"permissions": permissions})
        return self.add("users", user.id, payloads.user(user))

    def role(self, role: Role) -> str:
        return self.add("roles", role.id, payloads.role(role))

    def place(self, channel: Channel) -> str:
        return self.add("channels", channel.id, payloads.channel(channel) | {"permissions": "0"})

    def upload(self, upload: Upload) -> str:
        attachment = store_upload(self.world, self.channel, upload, ephemeral=True)
        return self.add("attachments", attachment.id, payloads.attachment(attachment))


def store_upload(world: World, channel: Channel, upload: Upload, *, ephemeral: bool = False) -> Attachment:
    """A person's file as Discord keeps it."""
    number = world.ids.next()
    kind = mimetypes.guess_type(upload.filename)[0] or "application/octet-stream"
    url = f"{world.cdn_base}/attachments/{channel.id}/{number}/{upload.filename}"
    attachment = Attachment(number, upload.filename, upload.content, kind, url, ephemeral=ephemeral)
    world.attachments[number] = attachment
    return attachment


def enter(offer: Offer, given: Mapping[str, object], resolved: Resolved) -> Json:
    """The data of the interaction that sends these values; raises CannotDo where the client would not send them."""
    options = {option["name"]: option for option in offer.options}
    unknown = sorted(given.keys() - options.keys())
    if unknown:
        raise CannotDo(f"/{offer.name} has no option {', '.join(unknown)}; it has: {', '.join(options) or 'none'}")
    missing = [name for name, option in options.items() if option.get("required") and name not in given]
    if missing:
        raise CannotDo(f"/{offer.name} needs {', '.join(missing)}")
    entered = [
        {"name": name, "type": option["type"], "value": _value(option, given[name], resolved)}
        for name, option in options.items()
        if name in given
    ]
    return command_data(offer, entered, resolved)


def enter_partly(offer: Offer, given: Mapping[str, object], focused: str, value: str, resolved: Resolved) -> Json:
    """The data of an autocomplete: one option is being typed, the others are sent as they are so far."""
    options = {option["name"]: option for option in offer.options}
    if not options.get(focused, {}).get("autocomplete"):
        raise CannotDo(f"/{offer.name} suggests nothing for {focused!r}")
    entered: list[Json] = []
    for name, option in options.items():
        if name == focused:
            entered.append({"name": name, "type": option["type"], "value": value, "focused": True})
        elif name in given:
            entered.append({"name": name, "type": option["type"], "value": _value(option, given[name], resolved)})
    data = command_data(offer, entered, resolved)
    data.pop("resolved", None)
    return data


def command_data(offer: Offer, entered: list[Json], resolved: Resolved) -> Json:
    """Wraps entered options into the subcommand and the groups that they belong to."""
    for step in reversed(offer.steps):
        entered = [{"name": step["name"], "type": step["type"], "options": entered}]
    command = offer.command
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
    if entered:
        data["options"] = entered
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    if resolved.found:
        data["resolved"] = resolved.found
    return data


def _value(option: Json, given: object, resolved: Resolved) -> object:
    if option.get("choices"):
        return _chosen(option, given)
    return READERS[option["type"]](option, given, resolved)


def _chosen(option: Json, given: object) -> object:
    for choice in option["choices"]:
        if given in (choice["name"], choice["value"]):
            return choice["value"]
    names = ", ".join(choice["name"] for choice in option["choices"])
    raise CannotDo(f"{option['name']} can only be one of: {names}")


def _string(option: Json, given: object, _resolved: Resolved) -> str:
    text = str(given)
    least, most = option.get("min_length", 0), option.get("max_length", LONGEST_STRING)
    if not text or not least <= len(text) <= most:
        raise CannotDo(f"{option['name']} must be {max(least, 1)} to {most} characters long, not {len(text)}")
    return text


def _integer(option: Json, given: object, _resolved: Resolved) -> int:
    try:
        number = int(str(given))
    except ValueError:
        raise CannotDo(f"{option['name']} must be a whole number, not {given!r}") from None
    _in_range(option, number)
    return number


def _number(option: Json, given: object, _resolved: Resolved) -> float:
    try:
        number = float(str(given))
    except ValueError:
        raise CannotDo(f"{option['name']} must be a number, not {given!r}") from None
    _in_range(option, number)
    return number


def _in_range(option: Json, number: float) -> None:
    least, most = option.get("min_value", -LARGEST_NUMBER), option.get("max_value", LARGEST_NUMBER)
    if not least <= number <= most:
        raise CannotDo(f"{option['name']} must lie between {least} and {most}, not {number}")


def _boolean(option: Json, given: object, _resolved: Resolved) -> bool:
    answers = {"true": True, "false": False}
    if str(given).lower() not in answers:
        raise CannotDo(f"{option['name']} must be true or false, not {given!r}")
    return answers[str(given).lower()]


def _user(option: Json, given: object, resolved: Resolved) -> str:
    if not isinstance(given, User):
        raise CannotDo(f"{option['name']} must be a user")
    return resolved.user(given)


def _place(option: Json, given: object, resolved: Resolved) -> str:
    if not isinstance(given, Channel) or given.guild is not resolved.channel.guild:
        raise CannotDo(f"{option['name']} must be a channel of this server")
    if option.get("channel_types") and given.type not in option["channel_types"]:
        raise CannotDo(f"{option['name']} cannot be that kind of channel")
    return resolved.place(given)


def _role(option: Json, given: object, resolved: Resolved) -> str:
    if not isinstance(given, Role):
        raise CannotDo(f"{option['name']} must be a role")
    return resolved.role(given)


def _mentionable(option: Json, given: object, resolved: Resolved) -> str:
    return _role(option, given, resolved) if isinstance(given, Role) else _user(option, given, resolved)


def _upload(option: Json, given: object, resolved: Resolved) -> str:
    if not isinstance(given, Upload):
        raise CannotDo(f"{option['name']} must be a file")
    return resolved.upload(given)


Reader = Callable[[Json, object, Resolved], object]

READERS: dict[int, Reader] = {
    kinds.STRING: _string,
    kinds.INTEGER: _integer,
    kinds.BOOLEAN: _boolean,
    kinds.USER: _user,
    kinds.CHANNEL: _place,
    kinds.ROLE: _role,
    kinds.MENTIONABLE: _mentionable,
    kinds.NUMBER: _number,
    kinds.ATTACHMENT: _upload,
}
"""How each type of option is read from what a person gives."""
