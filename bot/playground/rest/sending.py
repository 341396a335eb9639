"""From a checked body to a message: content, embeds, files, components and mentions, for every route that sends."""

import re
from dataclasses import replace

from bot.playground.errors import refusal
from bot.playground.limits.components import numbered
from bot.playground.limits.messages import AllowedMentions, MessageForm
from bot.playground.permissions import Permission
from bot.playground.rest.calls import Call
from bot.playground.rest.files import attach, check_uploads, resolve
from bot.playground.world.message import Flag, Message

USER_MENTION = re.compile(r"<@!?(\d{1,20})>")
ROLE_MENTION = re.compile(r"<@&(\d{1,20})>")

SETTABLE = Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS | Flag.IS_COMPONENTS_V2
"""Flags that a bot may set on any message; the ephemeral one is for answers to interactions."""


def fill(call: Call, message: Message, form: MessageForm, *, permissions: Permission) -> Message:
    """Writes the given fields into a message, new or known; raises ApiError, and then leaves it as it was."""
    check_uploads(call)
    draft = replace(message, attachments=list(message.attachments))
    _write(call, draft, form, permissions)
    vars(message).update(vars(draft))
    return message


def _write(call: Call, message: Message, form: MessageForm, permissions: Permission) -> None:
    if form.has("flags"):
        kept = message.flags & ~SETTABLE | (message.flags & Flag.IS_COMPONENTS_V2)
        message.flags = kept | (Flag(form.flags or 0) & SETTABLE)
    if form.has("content"):
        message.content = form.content or ""
    body = form.given()
    if form.has("embeds"):
        message.embeds = [{"type": "rich", **embed} for embed in body.get("embeds", [])]
        if Permission.EMBED_LINKS not in permissions:
            message.embeds = _without_embeds(call, message)
    if form.has("components"):
        message.components = numbered(body.get("components", []))
    attach(call, message, form)
    resolve(call, message)
    _mention(call, message, form.allowed_mentions, permissions)
    if not (message.content or message.embeds or message.attachments or message.components or form.sticker_ids):
        raise refusal("empty message")
    message.flags &= ~Flag.LOADING


def _without_embeds(call: Call, message: Message) -> list[dict[str, object]]:
    """Without the right to embed links, embeds are dropped from a message with words, and refused without."""
    if message.embeds and not (message.content or call.uploads or message.components):
        raise refusal("missing permissions")
    return []


def _mention(call: Call, message: Message, allowed: AllowedMentions | None, permissions: Permission) -> None:
    world = call.world
    guild = world.guilds.get(message.guild_id or 0)
    named = {int(number) for number in USER_MENTION.findall(message.content)}
    roles = {int(number) for number in ROLE_MENTION.findall(message.content)}
    wants_everyone = "@everyone" in message.content or "@here" in message.content
    if allowed is not None:
        parse = allowed.parse or ()
        if "users" not in parse:
            named &= {int(number) for number in allowed.users or ()}
        if "roles" not in parse:
            roles &= {int(number) for number in allowed.roles or ()}
        wants_everyone = wants_everyone and "everyone" in parse
    message.mentions = [world.users[number] for number in sorted(named) if number in world.users]
    message.mention_roles = sorted(roles & guild.roles.keys()) if guild else []
    message.mention_everyone = wants_everyone and Permission.MENTION_EVERYONE in permissions
    known = message.id in world.channel_of(message).messages
    pings = (allowed is None or bool(allowed.replied_user)) and not known  # an edit pings nobody anew
    if message.reply_to and not message.by_interaction and pings and message.reply_to.author not in message.mentions:
        message.mentions.append(message.reply_to.author)
