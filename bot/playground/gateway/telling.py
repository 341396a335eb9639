"""Which session is told what of an event, by its shard, its intents and the bot's permissions."""

from collections.abc import Iterable

from bot.playground import payloads
from bot.playground.errors import Json
from bot.playground.gateway.sessions import Session
from bot.playground.intents import Intent
from bot.playground.permissions import Permission
from bot.playground.world import guild as guilds
from bot.playground.world import interaction as interactions
from bot.playground.world import message as messages
from bot.playground.world.guild import Guild
from bot.playground.world.message import Message
from bot.playground.world.world import World

Dispatch = tuple[str, Json]


def tell(world: World, session: Session, event: object) -> Iterable[Dispatch]:
    """The dispatches, mostly none or one, that this event is to this session."""
    match event:
        case interactions.InteractionStarted(interaction):
            if session.serves(interaction.channel):
                yield "INTERACTION_CREATE", payloads.interaction(world, interaction)
        case messages.MessageSent(message):
            if _hears(world, session, message):
                yield "MESSAGE_CREATE", _message(world, session, message)
        case messages.MessageEdited(message):
            if _hears(world, session, message):
                yield "MESSAGE_UPDATE", _message(world, session, message)
        case messages.MessageDeleted(message):
            if _hears(world, session, message):
                yield "MESSAGE_DELETE", _where(message) | {"id": str(message.id)}
        case guilds.GuildJoined(guild):
            if session.has(Intent.GUILDS) and session.serves_guild(guild):
                content = payloads.guild_create(guild, world.bot)
                del content["unavailable"]  # present in answer to READY only: so does a bot tell joining from waking
                yield "GUILD_CREATE", content
        case guilds.GuildLeft(guild):
            if session.has(Intent.GUILDS) and session.serves_guild(guild):
                yield "GUILD_DELETE", {"id": str(guild.id)}
        case guilds.ChannelAdded(channel):
            if channel.guild and _follows(session, channel.guild):
                yield "CHANNEL_CREATE", payloads.channel(channel)
        case guilds.ChannelChanged(channel):
            if channel.guild and _follows(session, channel.guild):
                yield "CHANNEL_UPDATE", payloads.channel(channel)
        case guilds.RoleAdded(guild, role):
            if _follows(session, guild):
                yield "GUILD_ROLE_CREATE", {"guild_id": str(guild.id), "role": payloads.role(role)}
        case guilds.RoleChanged(guild, role):
            if _follows(session, guild):
                yield "GUILD_ROLE_UPDATE", {"guild_id": str(guild.id), "role": payloads.role(role)}
        case guilds.MemberAdded(guild, member):
            if _follows(session, guild) and session.has(Intent.GUILD_MEMBERS):
                yield "GUILD_MEMBER_ADD", payloads.member(member) | {"guild_id": str(guild.id)}
        case guilds.MemberRemoved(guild, member):
            if _follows(session, guild) and session.has(Intent.GUILD_MEMBERS):
                yield "GUILD_MEMBER_REMOVE", {"guild_id": str(guild.id), "user": payloads.user(member.user)}
        case guilds.MemberChanged(guild, member):
            if _follows(session, guild) and (session.has(Intent.GUILD_MEMBERS) or member.user is world.bot):
                yield "GUILD_MEMBER_UPDATE", payloads.member(member) | {"guild_id": str(guild.id)}


def _follows(session: Session, guild: Guild) -> bool:
    return guild.has_bot and session.has(Intent.GUILDS) and session.serves_guild(guild)


def _hears(world: World, session: Session, message: Message) -> bool:
    channel = world.channel_of(message)
    if message.ephemeral or not session.serves(channel):
        return False
    if channel.guild is None:
        return session.has(Intent.DIRECT_MESSAGES)
    sees = Permission.VIEW_CHANNEL in world.bot_permissions(channel)
    return sees and session.has(Intent.GUILD_MESSAGES)


def _where(message: Message) -> Json:
    where: Json = {"channel_id": str(message.channel_id)}
    return where if message.guild_id is None else where | {"guild_id": str(message.guild_id)}


def _message(world: World, session: Session, message: Message) -> Json:
    withheld = payloads.withholds(world, message, session.has(Intent.MESSAGE_CONTENT))
    content = payloads.message(world, message, withheld=withheld) | _where(message)
    content["channel_type"] = world.channel_of(message).type
    if message.guild_id is not None:
        member = world.guilds[message.guild_id].members.get(message.author.id)
        if member:
            content["member"] = payloads.member(member, with_user=False)
    return content
