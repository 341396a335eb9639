"""Guilds with their roles, members and channels, who may do what in them, and what can happen to them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.playground.feed import Feed
from bot.playground.ids import Ids
from bot.playground.permissions import EVERYTHING, NOTHING, TALK, Permission
from bot.playground.world.message import Message
from bot.playground.world.user import User

TEXT, DIRECT = 0, 1
"""Discord's channel types, those that occur here."""


@dataclass(eq=False)
class Role:
    """A set of permissions with a name; @everyone has the guild's own id."""

    id: int
    name: str
    permissions: Permission
    position: int = 0
    managed: bool = False


@dataclass(eq=False)
class Member:
    """A user in a guild."""

    user: User
    joined: datetime
    nick: str | None = None
    roles: list[Role] = field(default_factory=list)


@dataclass(eq=False)
class Channel:
    """A text channel of a guild, or the direct messages between a person and the bot."""

    id: int
    name: str
    guild: "Guild | None" = None
    recipient: User | None = None
    nsfw: bool = False
    topic: str | None = None
    overwrites: dict[int, tuple[Permission, Permission]] = field(default_factory=dict)
    """Allowed and denied permissions by the id of a role or a user."""
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def type(self) -> int:
        return TEXT if self.guild else DIRECT

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    def allow(self, whom: Role | User, permissions: Permission) -> None:
        allowed, denied = self.overwrites.get(whom.id, (NOTHING, NOTHING))
        self._overwrite(whom, allowed | permissions, denied & ~permissions)

    def deny(self, whom: Role | User, permissions: Permission) -> None:
        allowed, denied = self.overwrites.get(whom.id, (NOTHING, NOTHING))
        self._overwrite(whom, allowed & ~permissions, denied | permissions)

    def _overwrite(self, whom: Role | User, allowed: Permission, denied: Permission) -> None:
        self.overwrites[whom.id] = (allowed, denied)
        if self.guild:
            self.guild.feed.publish(ChannelChanged(self))


@dataclass(eq=False)
class Guild:
    """A server; the bot may be in it or not."""

    id: int
    name: str
    owner: User
    ids: Ids
    feed: Feed
    locale: str = "en-US"
    has_bot: bool = False
    """Whether the application was added to it, and with it the bot."""
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    shown: dict[str, set[int]] = field(default_factory=dict)
    """Ids of the roles that an administrator showed a hidden command to, by its name."""

    @property
    def everyone(self) -> Role:
        return self.roles[self.id]

    def add_role(self, name: str, permissions: int = 0, *, managed: bool = False) -> Role:
        role = Role(self.ids.next(), name, Permission(permissions), position=len(self.roles), managed=managed)
        self.roles[role.id] = role
        self.feed.publish(RoleAdded(self, role))
        return role

    def add_channel(self, name: str, *, nsfw: bool = False) -> Channel:
        channel = Channel(self.ids.next(), name, guild=self, nsfw=nsfw)
        self.channels[channel.id] = channel
        self.feed.publish(ChannelAdded(channel))
        return channel

    def add_member(self, user: User, *, permissions: int = 0, nick: str | None = None) -> Member:
        """Lets a user in; permissions beyond those of @everyone come as a role of their own."""
        member = Member(user, datetime.now(UTC), nick=nick)
        self.members[user.id] = member
        self.feed.publish(MemberAdded(self, member))
        if permissions:
            self.give(user, permissions)
        return member

    def give(self, user: User, permissions: int) -> Role:
        """Gives a member permissions through a role of their own."""
        role = self.add_role(f"{user.name}'s", permissions, managed=user.bot)
        self.give_role(user, role)
        return role

    def give_role(self, user: User, role: Role) -> None:
        self.members[user.id].roles.append(role)
        self.feed.publish(MemberChanged(self, self.members[user.id]))

    def take(self, user: User, role: Role) -> None:
        """Takes a role from a member."""
        self.members[user.id].roles.remove(role)
        self.feed.publish(MemberChanged(self, self.members[user.id]))

    def remove_member(self, user: User) -> None:
        member = self.members.pop(user.id)
        self.feed.publish(MemberRemoved(self, member))

    def show_command_to(self, name: str, role: Role) -> None:
        """Shows a command to a role that its default permissions hide it from, as Integrations lets one do."""
        self.shown.setdefault(name, set()).add(role.id)

    def set_permissions(self, role: Role, permissions: int) -> None:
        role.permissions = Permission(permissions)
        self.feed.publish(RoleChanged(self, role))

    def permissions_of(self, user: User, channel: Channel | None = None) -> Permission:
        """What a user may do here, or in one channel: roles first, then overwrites, as Discord documents it."""
        member = self.members.get(user.id)
        if member is None:
            return NOTHING
        if user is self.owner:
            return EVERYTHING
        granted = int(self.everyone.permissions)  # plain numbers: this is asked many times an event
        for role in member.roles:
            granted |= int(role.permissions)
        if granted & Permission.ADMINISTRATOR.value:
            return EVERYTHING
        if channel is not None and channel.overwrites:
            granted = self._overwritten(granted, member, channel)
        if channel is not None and not granted & Permission.VIEW_CHANNEL.value:
            return NOTHING
        return Permission(granted)

    def _overwritten(self, granted: int, member: Member, channel: Channel) -> int:
        """First what is set for @everyone, then for all roles together, then for the member."""
        groups = ([self.id], [role.id for role in member.roles], [member.user.id])
        for ids in groups:
            allowed = denied = 0
            for overwrite in (channel.overwrites[each] for each in ids if each in channel.overwrites):
                allowed |= int(overwrite[0])
                denied |= int(overwrite[1])
            granted = granted & ~denied | allowed
        return granted


def new_guild(ids: Ids, feed: Feed, name: str, owner: User, *, locale: str, guild_id: int | None = None) -> Guild:
    guild = Guild(guild_id or ids.next_guild(), name, owner, ids, feed, locale=locale)
    guild.roles[guild.id] = Role(guild.id, "@everyone", TALK)
    guild.members[owner.id] = Member(owner, datetime.now(UTC))
    return guild


@dataclass(frozen=True)
class GuildJoined:
    """The application was added to a guild."""

    guild: Guild


@dataclass(frozen=True)
class GuildLeft:
    """The application was removed from a guild."""

    guild: Guild


@dataclass(frozen=True)
class ChannelAdded:
    """A guild has a new channel."""

    channel: Channel


@dataclass(frozen=True)
class ChannelChanged:
    """A channel's name or overwrites changed."""

    channel: Channel


@dataclass(frozen=True)
class MemberAdded:
    """A user came into a guild."""

    guild: Guild
    member: Member


@dataclass(frozen=True)
class MemberRemoved:
    """A user left a guild."""

    guild: Guild
    member: Member


@dataclass(frozen=True)
class MemberChanged:
    """A member's roles or nick changed."""

    guild: Guild
    member: Member


@dataclass(frozen=True)
class RoleAdded:
    """A guild has a new role."""

    guild: Guild
    role: Role


@dataclass(frozen=True)
class RoleChanged:
    """A role's permissions changed."""

    guild: Guild
    role: Role
