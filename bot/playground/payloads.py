"""The nouns as Discord writes them in JSON."""

from datetime import datetime

from bot.playground.errors import Json
from bot.playground.intents import PRIVILEGED_FLAGS
from bot.playground.permissions import Permission
from bot.playground.world.guild import DIRECT, Channel, Guild, Member, Role
from bot.playground.world.interaction import Interaction, Kind
from bot.playground.world.message import REPLY, Attachment, Flag, Message
from bot.playground.world.user import User
from bot.playground.world.world import World


def moment(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def user(who: User) -> Json:
    return {
        "id": str(who.id),
        "username": who.name,
        "global_name": None if who.bot else who.display_name,
        "discriminator": "0000" if who.bot else "0",
        "avatar": None,
        "bot": who.bot,
        "public_flags": 0,
        "flags": 0,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
    }


def own_user(world: World) -> Json:
    return user(world.bot) | {
        "mfa_enabled": True,
        "verified": True,
        "locale": world.bot.locale,
        "email": None,
        "premium_type": 0,
    }


def application(world: World) -> Json:
    flags = sum(flag for intent, flag in PRIVILEGED_FLAGS.items() if world.application.privileged_intents & intent)
    return {
        "id": str(world.application.id),
        "name": world.application.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {"0": {}, "1": {}},
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
        "hook": True,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(world.owner),
        "approximate_guild_count": sum(guild.has_bot for guild in world.guilds.values()),
        "approximate_user_install_count": sum(person.installed_app for person in world.users.values()),
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "summary": "",
        "rpc_origins": [],
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
    }


def role(which: Role) -> Json:
    return {
        "id": str(which.id),
        "name": which.name,
        "description": None,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": which.position,
        "permissions": str(int(which.permissions)),
        "managed": which.managed,
        "mentionable": False,
        "flags": 0,
    }


def member(who: Member, *, with_user: bool = True) -> Json:
    body: Json = {
        "nick": who.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(each.id) for each in who.roles],
        "joined_at": moment(who.joined),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }
    return body | {"user": user(who.user)} if with_user else body


def channel(which: Channel) -> Json:
    last = next(reversed(which.messages), None)
    body: Json = {
        "id": str(which.id),
        "type": which.type,
        "flags": 0,
        "last_message_id": None if last is None else str(last),
    }
    if which.type == DIRECT:
        return body | {"recipients": [user(which.recipient)] if which.recipient else []}
    assert which.guild
    return body | {
        "guild_id": str(which.guild.id),
        "name": which.name,
        "topic": which.topic,
        "position": list(which.guild.channels).index(which.id),
        "parent_id": None,
        "nsfw": which.nsfw,
        "rate_limit_per_user": 0,
        "permission_overwrites": [
            {
                "id": str(whose),
                "type": 0 if whose in which.guild.roles else 1,
                "allow": str(int(allowed)),
                "deny": str(int(denied)),
            }
            for whose, (allowed, denied) in which.overwrites.items()
        ],
    }


def guild(which: Guild) -> Json:
    return {
        "id": str(which.id),
        "name": which.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "owner_id": str(which.owner.id),
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 1,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw": False,
        "nsfw_level": 0,
        "application_id": None,
        "preferred_locale": which.locale,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "vanity_url_code": None,
        "max_members": 500_000,
        "max_presences": None,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "hub_type": None,
        "home_header": None,
        "incidents_data": None,
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [role(each) for each in which.roles.values()],
    }


def guild_create(which: Guild, bot: User) -> Json:
    """A guild as the gateway tells it to a bot without the presence intent: of the members just the bot itself."""
    own = which.members[bot.id]
    return guild(which) | {
        "joined_at": moment(own.joined),
        "large": False,
        "unavailable": False,
        "member_count": len(which.members),
        "members": [member(own)],
        "channels": [channel(each) for each in which.channels.values()],
        "voice_states": [],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def attachment(which: Attachment) -> Json:
    body: Json = {
        "id": str(which.id),
        "filename": which.filename,
        "size": which.size,
        "url": which.url,
        "proxy_url": which.url,
        "content_type": which.content_type,
        "description": which.description,
        "width": which.width,
        "height": which.height,
        "ephemeral": which.ephemeral or None,
    }
    return {key: value for key, value in body.items() if value is not None}


IN_A_SNAPSHOT = (
    *("type", "content", "embeds", "attachments", "timestamp", "edited_timestamp", "flags", "mentions"),
    *("mention_roles", "components"),
)
"""What a forwarded message shows of the one that it passes on."""


def message(world: World, which: Message, *, withheld: bool = False) -> Json:
    """A message; withheld says that the reader lacks the message content intent for it."""
    body: Json = {
        "id": str(which.id),
        "type": which.type,
        "channel_id": str(which.channel_id),
        "author": user(which.author),
        "content": "" if withheld else which.content,
        "timestamp": moment(which.sent),
        "edited_timestamp": moment(which.edited) if which.edited else None,
        "tts": False,
        "mention_everyone": which.mention_everyone,
        "mentions": [user(each) for each in which.mentions],
        "mention_roles": [str(each) for each in which.mention_roles],
        "attachments": [] if withheld else [attachment(each) for each in which.attachments if not each.in_embed],
        "embeds": [] if withheld or Flag.SUPPRESS_EMBEDS in which.flags else which.embeds,
        "components": [] if withheld else which.components,
        "pinned": False,
        "flags": int(which.flags),
    }
    if which.nonce is not None:
        body["nonce"] = which.nonce
    if which.by_interaction:
        body["application_id"] = body["webhook_id"] = str(world.application.id)
    if which.interaction_metadata is not None:
        body["interaction_metadata"] = which.interaction_metadata
    if which.reference is not None:
        body["message_reference"] = which.reference
    if which.forwarded is not None:
        passed_on = message(world, which.forwarded, withheld=withheld)
        body["message_snapshots"] = [{"message": {key: passed_on[key] for key in IN_A_SNAPSHOT}}]
    if which.type == REPLY:
        earlier = which.reply_to
        shown = earlier is not None and not earlier.deleted
        body["referenced_message"] = (
            message(world, earlier, withheld=withholds(world, earlier)) if shown and earlier else None
        )
    return body


def withholds(world: World, which: Message, content_intent: bool | None = None) -> bool:
    """Whether Discord keeps a message's content from the bot.

    That is so without the message content intent, except in direct messages, when it mentions the bot, and for the
    bot's own. Over REST the application's setting decides, over the gateway the session's intents.
    """
    if content_intent is None:
        content_intent = bool(world.application.privileged_intents & (1 << 15))
    own = which.author is world.bot
    return not (content_intent or own or which.guild_id is None or world.bot in which.mentions)


def interaction(world: World, which: Interaction) -> Json:
    """INTERACTION_CREATE's content."""
    where = which.channel
    body: Json = {
        "id": str(which.id),
        "application_id": str(world.application.id),
        "type": int(which.kind),
        "data": which.data,
        "token": which.token,
        "version": 1,
        "channel": channel(where),
        "channel_id": str(where.id),
        "app_permissions": str(int(app_permissions(world, which))),
        "locale": which.user.locale,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": which.owners,
        "context": 1 if which.guild is None else 0,
        "attachment_size_limit": world.rules.attachment_size_limit,
    }
    if which.guild is None:
        body["user"] = user(which.user)
    else:
        body["guild_id"] = str(which.guild.id)
        body["guild"] = {"id": str(which.guild.id), "locale": which.guild.locale, "features": []}
        body["guild_locale"] = which.guild.locale
        granted = which.guild.permissions_of(which.user, where)
        body["member"] = member(which.guild.members[which.user.id]) | {"permissions": str(int(granted))}
        body["channel"]["permissions"] = str(int(granted))
    if which.message is not None and which.kind is not Kind.AUTOCOMPLETE:
        body["message"] = message(world, which.message)
    return body


def app_permissions(world: World, which: Interaction) -> Permission:
    """What the application may do where the interaction happened.

    Where only the user installed it, that is what the user may do, with embeds and files always allowed.
    """
    if which.guild is None or which.guild.has_bot:
        return world.bot_permissions(which.channel)
    own = which.guild.permissions_of(which.user, which.channel)
    return own | Permission.EMBED_LINKS | Permission.ATTACH_FILES


def interaction_metadata(which: Interaction) -> Json:
    """How a message says which interaction it came from."""
    body: Json = {
        "id": str(which.id),
        "type": int(which.kind),
        "user": user(which.user),
        "authorizing_integration_owners": which.owners,
    }
    if which.kind is Kind.COMPONENT and which.message:
        body["interacted_message_id"] = str(which.message.id)
    if which.kind is Kind.MODAL_SUBMIT and which.opened_by:
        body["triggering_interaction_metadata"] = interaction_metadata(which.opened_by)
    if which.target_message:
        body["target_message_id"] = str(which.target_message.id)
    return body
