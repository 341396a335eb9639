"""Everything that there is in one playground, and the changes that it tells its feed."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.playground.errors import refusal
from bot.playground.feed import Feed
from bot.playground.ids import Ids
from bot.playground.permissions import IN_PRIVATE, Permission
from bot.playground.world.commands import CommandBook
from bot.playground.world.guild import Channel, ChannelAdded, Guild, GuildJoined, GuildLeft, new_guild
from bot.playground.world.interaction import Interaction, InteractionStarted
from bot.playground.world.message import Attachment, Message, MessageDeleted, MessageEdited, MessageSent
from bot.playground.world.starts import Starts
from bot.playground.world.user import User


@dataclass(frozen=True)
class Rules:
    """The limits of this Discord that are no table: seconds, bytes, and how much it remembers."""

    acknowledge_within: float = 3.0
    token_lifetime: float = 15 * 60.0
    attachment_size_limit: int = 10 * 1024 * 1024
    messages_kept: int = 5_000
    """Per channel; older ones are forgotten with their files."""
    session_starts: int = 1_000
    """A day, by all shards together."""
    max_concurrency: int = 1
    identify_every: float = 0.0
    """Seconds between two identifications of one of the `max_concurrency` buckets: 5 in Discord; 0 is as they like."""


@dataclass(frozen=True)
class Application:
    """The bot's entry in the developer portal."""

    id: int
    name: str
    token: str
    privileged_intents: int
    """The bits of the privileged intents that are switched on in the portal."""


class World:
    """The state behind one playground; `clock` gives monotonic seconds."""

    def __init__(
        self,
        *,
        token: str,
        bot_name: str,
        privileged_intents: int,
        shards: int,
        rules: Rules,
        clock: Callable[[], float],
    ) -> None:
        self.rules = rules
        self.clock = clock
        self.ids = Ids()
        self.feed = Feed()
        self.cdn_base = ""
        self.gateway_url = ""
        self.shards = shards
        self.starts = Starts(
            clock, total=rules.session_starts, at_once=rules.max_concurrency, every=rules.identify_every
        )
        self.application = Application(self.ids.next(), bot_name, token, privileged_intents)
        self.bot = User(self.application.id, bot_name, bot_name, bot=True)
        self.owner = User(self.ids.next(), "owner", "Owner")
        self.users: dict[int, User] = {self.bot.id: self.bot, self.owner.id: self.owner}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.direct_channels: dict[int, Channel] = {}
        """By the id of the person at the other end."""
        self.commands = CommandBook(self.application.id, self.ids)
        self.interactions: dict[str, Interaction] = {}
        self.attachments: dict[int, Attachment] = {}
        self.feed.subscribe(self._note_channel)

    def _note_channel(self, event: object) -> None:
        if isinstance(event, ChannelAdded):
            self.channels[event.channel.id] = event.channel

    # --- looking up -------------------------------------------------------------------------------------------------

    def guild(self, guild_id: int) -> Guild:
        """A guild that the bot is in; refused otherwise, as Discord refuses it."""
        guild = self.guilds.get(guild_id)
        if guild is None or not guild.has_bot:
            raise refusal("unknown guild")
        return guild

    def channel(self, channel_id: int) -> Channel:
        """A channel that the bot may look into; refused otherwise, as Discord refuses it."""
        channel = self.channels.get(channel_id)
        if channel is None:
            raise refusal("unknown channel")
        if Permission.VIEW_CHANNEL not in self.bot_permissions(channel):
            raise refusal("missing access")
        return channel

    def bot_permissions(self, channel: Channel) -> Permission:
        return IN_PRIVATE if channel.guild is None else channel.guild.permissions_of(self.bot, channel)

    def may_write_to(self, user: User) -> bool:
        """Whether the bot may send direct messages: to those who take them and share a server, or who wrote first."""
        if not user.accepts_dms:
            return False
        shares = any(guild.has_bot and user.id in guild.members for guild in self.guilds.values())
        wrote = any(message.author is user for message in self.direct_channel(user).messages.values())
        return shares or wrote or user.installed_app

    def channel_of(self, message: Message) -> Channel:
        return self.channels[message.channel_id]

    # --- changing ---------------------------------------------------------------------------------------------------

    def add_guild(self, name: str, *, locale: str, owner: User, guild_id: int | None = None) -> Guild:
        guild = new_guild(self.ids, self.feed, name, owner, locale=locale, guild_id=guild_id)
        self.guilds[guild.id] = guild
        return guild

    def invite_bot(self, guild: Guild, permissions: int) -> None:
        guild.add_member(self.bot, permissions=permissions)
        guild.has_bot = True
        self.feed.publish(GuildJoined(guild))

    def remove_bot(self, guild: Guild) -> None:
        guild.has_bot = False
        del guild.members[self.bot.id]
        self.commands.scopes.pop(guild.id, None)
        self.feed.publish(GuildLeft(guild))

    def direct_channel(self, user: User) -> Channel:
        if user.id not in self.direct_channels:
            channel = Channel(self.ids.next(), user.name, recipient=user)
            self.direct_channels[user.id] = self.channels[channel.id] = channel
        return self.direct_channels[user.id]

    def new_message(self, channel: Channel, author: User) -> Message:
        """A blank message with its id; `post` sends it."""
        guild_id = channel.guild.id if channel.guild else None
        return Message(self.ids.next(), channel.id, guild_id, author, datetime.now(UTC))

    def post(self, message: Message) -> Message:
        channel = self.channel_of(message)
        channel.messages[message.id] = message
        while len(channel.messages) > self.rules.messages_kept:
            forgotten = channel.messages.pop(next(iter(channel.messages)))
            for attachment in forgotten.attachments:
                self.attachments.pop(attachment.id, None)
        self.feed.publish(MessageSent(message))
        return message

    def touch(self, message: Message) -> Message:
        """Says that a message changed."""
        message.edited = datetime.now(UTC)
        self.feed.publish(MessageEdited(message))
        return message

    def delete(self, message: Message) -> None:
        self.channel_of(message).messages.pop(message.id, None)
        message.deleted = True
        for attachment in message.attachments:
            self.attachments.pop(attachment.id, None)
        self.feed.publish(MessageDeleted(message))

    def start(self, interaction: Interaction) -> None:
        self._forget_expired()
        self.interactions[interaction.token] = interaction
        self.feed.publish(InteractionStarted(interaction))

    def new_token(self) -> str:
        return secrets.token_urlsafe(48)

    def _forget_expired(self) -> None:
        """Keeps expired tokens a while, so that their use is answered as expired and not as unknown."""
        oldest = self.clock() - 2 * self.rules.token_lifetime
        while self.interactions:
            token, interaction = next(iter(self.interactions.items()))
            if interaction.created > oldest:
                break
            del self.interactions[token]
