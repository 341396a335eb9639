"""What a bot asks about itself and its surroundings: gateway, application, users, guilds, members."""

from bot.playground import payloads
from bot.playground.errors import invalid_form, refusal
from bot.playground.rest.calls import Call, Reply, Route
from bot.playground.world.user import User


def gateway(call: Call) -> Reply:
    return Reply({"url": call.world.gateway_url})


def gateway_for_bots(call: Call) -> Reply:
    world = call.world
    return Reply({"url": world.gateway_url, "shards": world.shards, "session_start_limit": world.starts.limit()})


def own_user(call: Call) -> Reply:
    return Reply(payloads.own_user(call.world))


def application(call: Call) -> Reply:
    return Reply(payloads.application(call.world))


def own_guilds(call: Call) -> Reply:
    return Reply(
        [
            {"id": str(guild.id), "name": guild.name, "icon": None, "banner": None, "owner": False, "features": []}
            | {"permissions": str(int(guild.permissions_of(call.world.bot)))}
            for guild in call.world.guilds.values()
            if guild.has_bot
        ]
    )


def open_direct_channel(call: Call) -> Reply:
    recipient = call.body.get("recipient_id") if isinstance(call.body, dict) else None
    if not str(recipient).isdecimal():
        raise invalid_form({("recipient_id",): ("NUMBER_TYPE_COERCE", f'Value "{recipient}" is not snowflake.')})
    user = _user(call, int(str(recipient)))
    if user.bot:
        raise refusal("blocked")
    return Reply(payloads.channel(call.world.direct_channel(user)))


def _user(call: Call, user_id: int) -> User:
    user = call.world.users.get(user_id)
    if user is None:
        raise refusal("unknown user")
    return user


def user(call: Call) -> Reply:
    return Reply(payloads.user(_user(call, call.id("user_id"))))


def guild(call: Call) -> Reply:
    return Reply(payloads.guild(call.world.guild(call.id("guild_id"))))


def guild_channels(call: Call) -> Reply:
    found = call.world.guild(call.id("guild_id"))
    return Reply([payloads.channel(channel) for channel in found.channels.values()])


def guild_roles(call: Call) -> Reply:
    return Reply([payloads.role(role) for role in call.world.guild(call.id("guild_id")).roles.values()])


def members(call: Call) -> Reply:
    found = call.world.guild(call.id("guild_id")).members.values()
    after = int(call.query.get("after", 0))
    later = sorted((member for member in found if member.user.id > after), key=lambda member: member.user.id)
    return Reply([payloads.member(member) for member in later[: int(call.query.get("limit", 1))]])


def member(call: Call) -> Reply:
    found = call.world.guild(call.id("guild_id")).members.get(call.id("user_id"))
    if found is None:
        raise refusal("unknown member")
    return Reply(payloads.member(found))


ROUTES = [
    Route("GET", "/gateway", gateway, needs_token=False),
    Route("GET", "/gateway/bot", gateway_for_bots),
    Route("GET", "/users/@me", own_user),
    Route("GET", "/users/@me/guilds", own_guilds),
    Route("POST", "/users/@me/channels", open_direct_channel),
    Route("GET", "/users/{user_id}", user),
    Route("GET", "/applications/@me", application),
    Route("GET", "/oauth2/applications/@me", application),
    Route("GET", "/guilds/{guild_id}", guild),
    Route("GET", "/guilds/{guild_id}/channels", guild_channels),
    Route("GET", "/guilds/{guild_id}/roles", guild_roles),
    Route("GET", "/guilds/{guild_id}/members", members),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", member),
]
