"""Channels and their messages: sending, editing, deleting, reading back."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.playground import payloads
from bot.playground.errors import invalid_form, refusal
from bot.playground.limits.messages import MessageForm, Reference, read_message
from bot.playground.permissions import Permission
from bot.playground.rest.calls import NO_CONTENT, Call, Reply, Route
from bot.playground.rest.sending import fill
from bot.playground.world.guild import Channel
from bot.playground.world.message import REPLY, Flag, Message, Typing

NONCE_KEPT = timedelta(minutes=5)
"""How long a nonce that is to be enforced is remembered; Discord says "in the past few minutes"."""


def _need(call: Call, channel: Channel, *needed: Permission) -> Permission:
    permissions = call.world.bot_permissions(channel)
    if any(permission not in permissions for permission in needed):
        raise refusal("missing permissions")
    return permissions


def _channel(call: Call) -> Channel:
    return call.world.channel(call.id("channel_id"))


def _message(call: Call, channel: Channel) -> Message:
    message = channel.messages.get(call.id("message_id"))
    if message is None or message.ephemeral:
        raise refusal("unknown message")
    return message


def _shown(call: Call, message: Message) -> Reply:
    return Reply(payloads.message(call.world, message, withheld=payloads.withholds(call.world, message)))


def get_channel(call: Call) -> Reply:
    return Reply(payloads.channel(_channel(call)))


def create_message(call: Call) -> Reply:
    channel = _channel(call)
    permissions = _need(call, channel, Permission.SEND_MESSAGES)
    if channel.recipient and not call.world.may_write_to(channel.recipient):
        raise refusal("blocked")
    if call.uploads and Permission.ATTACH_FILES not in permissions:
        raise refusal("missing permissions")
    form = read_message(call.body or {})
    if form.enforce_nonce and (sent := _sent_under(form.nonce, call, channel)):
        return _shown(call, sent)
    message = call.world.new_message(channel, call.world.bot)
    message.nonce = call.body.get("nonce") if form.nonce else None
    if form.message_reference:
        _refer(message, channel, form.message_reference, permissions)
    return _shown(call, call.world.post(fill(call, message, form, permissions=permissions)))


def _sent_under(nonce: str | None, call: Call, channel: Channel) -> Message | None:
    """The message that the bot sent under a nonce in the last minutes: with `enforce_nonce` there is no second one."""
    since = datetime.now(UTC) - NONCE_KEPT
    for message in reversed(channel.messages.values()):
        if message.sent < since:
            return None
        if nonce and message.nonce == nonce and message.author is call.world.bot:
            return message
    return None


def _refer(message: Message, channel: Channel, reference: Reference, permissions: Permission) -> None:
    if Permission.READ_MESSAGE_HISTORY not in permissions:
        raise refusal("reply needs history")
    earlier = channel.messages.get(int(reference.message_id))
    if earlier is None or earlier.ephemeral:
        if reference.fail_if_not_exists is False:
            return
        raise invalid_form({("message_reference",): ("REPLIES_UNKNOWN_MESSAGE", "Unknown message")})
    message.type = REPLY
    message.reply_to = earlier
    message.reference = {"type": 0, "message_id": str(earlier.id), "channel_id": str(channel.id)}
    if channel.guild:
        message.reference["guild_id"] = str(channel.guild.id)


def edit_message(call: Call) -> Reply:
    channel = _channel(call)
    message = _message(call, channel)
    if message.author is not call.world.bot:
        raise refusal("not the author")
    permissions = call.world.bot_permissions(channel)
    form = read_edit(call, message)
    return _shown(call, call.world.touch(fill(call, message, form, permissions=permissions)))


def read_edit(call: Call, message: Message, *, inside_of: tuple[str | int, ...] = ()) -> MessageForm:
    body = call.body or {}
    for step in inside_of:
        body = body.get(step) or {}
    return read_message(body, inside_of=inside_of, new_kind=Flag.IS_COMPONENTS_V2 in message.flags)


def delete_message(call: Call) -> Reply:
    channel = _channel(call)
    message = _message(call, channel)
    if message.author is not call.world.bot:
        _need(call, channel, Permission.MANAGE_MESSAGES)
    call.world.delete(message)
    return NO_CONTENT


def get_message(call: Call) -> Reply:
    channel = _channel(call)
    _need(call, channel, Permission.READ_MESSAGE_HISTORY)
    return _shown(call, _message(call, channel))


def list_messages(call: Call) -> Reply:
    channel = _channel(call)
    if Permission.READ_MESSAGE_HISTORY not in call.world.bot_permissions(channel):
        return Reply([])
    limit = int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise invalid_form({("limit",): ("NUMBER_TYPE_MAX", "int value should be less than or equal to 100.")})
    seen = [message for message in channel.messages.values() if not message.ephemeral]
    found = _around(seen, call, limit)
    world = call.world
    return Reply([payloads.message(world, each, withheld=payloads.withholds(world, each)) for each in reversed(found)])


def _around(messages: Sequence[Message], call: Call, limit: int) -> Sequence[Message]:
    """The wanted part, oldest first."""
    if "after" in call.query:
        return [each for each in messages if each.id > int(call.query["after"])][:limit]
    if "around" in call.query:
        middle = int(call.query["around"])
        older = [each for each in messages if each.id < middle][-(limit // 2) :]
        return [*older, *[each for each in messages if each.id >= middle][: limit - len(older)]]
    if "before" in call.query:
        messages = [each for each in messages if each.id < int(call.query["before"])]
    return messages[-limit:]


def type_in_channel(call: Call) -> Reply:
    channel = _channel(call)
    _need(call, channel, Permission.SEND_MESSAGES)
    call.world.feed.publish(Typing(channel.id, call.world.bot))
    return NO_CONTENT


def react(call: Call) -> Reply:
    channel = _channel(call)
    _message(call, channel)
    _need(call, channel, Permission.READ_MESSAGE_HISTORY, Permission.ADD_REACTIONS)
    return NO_CONTENT


def take_reaction_back(call: Call) -> Reply:
    _message(call, _channel(call))
    return NO_CONTENT


MESSAGES = "/channels/{channel_id}/messages"
MESSAGE = f"{MESSAGES}/{{message_id}}"

ROUTES = [
    Route("GET", "/channels/{channel_id}", get_channel),
    Route("POST", "/channels/{channel_id}/typing", type_in_channel),
    Route("GET", MESSAGES, list_messages),
    Route("POST", MESSAGES, create_message),
    Route("GET", MESSAGE, get_message),
    Route("PATCH", MESSAGE, edit_message),
    Route("DELETE", MESSAGE, delete_message),
    Route("PUT", f"{MESSAGE}/reactions/{{emoji_name}}/@me", react),
    Route("DELETE", f"{MESSAGE}/reactions/{{emoji_name}}/@me", take_reaction_back),
]
