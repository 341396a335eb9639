"""Uploads become attachments, and `attachment://` in embeds and components becomes their address."""

import mimetypes
import re
from collections.abc import Iterator
from typing import Any

from bot.playground.errors import Json, invalid_form, refusal
from bot.playground.limits.messages import MessageForm
from bot.playground.rest.calls import Call, Upload
from bot.playground.world.message import Attachment, Message

MOST_FILES = 10
SCHEME = "attachment://"
PNG = b"\x89PNG\r\n\x1a\n"


def attach(call: Call, message: Message, form: MessageForm) -> None:
    """Gives the message the request's files, and lets go of those that the body no longer lists."""
    entries = {int(entry.id): entry for entry in form.attachments or ()}
    if form.has("attachments"):
        shown = not form.has("embeds")  # by the embeds that stay
        message.attachments = [each for each in message.attachments if each.id in entries or (each.in_embed and shown)]
    for upload in call.uploads:
        entry = entries.get(upload.number)
        attachment = _attachment(call, message, upload)
        if entry:
            attachment.description = entry.description
        message.attachments.append(attachment)
        call.world.attachments[attachment.id] = attachment


def resolve(call: Call, message: Message) -> None:
    """Replaces `attachment://name` by the file's address, and marks the files that an embed shows."""
    by_name = {each.filename: each for each in message.attachments}
    for holder in _media_of_embeds(message.embeds):
        url = str(holder["url"])
        if not url.startswith(SCHEME):
            continue
        attachment = by_name.get(url.removeprefix(SCHEME))
        if attachment is None:
            call.note(0, f"an embed shows {url}, but no such file was sent with the message")
            holder.clear()
            continue
        attachment.in_embed = True
        holder |= {"url": attachment.url, "proxy_url": attachment.url}
        holder |= {"width": attachment.width or 0, "height": attachment.height or 0}
    for path, holder in _media_of_components(message.components, ("components",)):
        url = str(holder["url"])
        if url.startswith(SCHEME):
            attachment = by_name.get(url.removeprefix(SCHEME))
            if attachment is None:
                raise invalid_form(
                    {
                        path: (
                            "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                            f"The referenced attachment was not found: {url}",
                        )
                    }
                )
            holder |= {"url": attachment.url, "proxy_url": attachment.url}


def check_uploads(call: Call) -> None:
    """Refuses a file beyond the size limit, and more than ten of them."""
    if any(len(upload.content) > call.world.rules.attachment_size_limit for upload in call.uploads):
        raise refusal("too large")
    if len(call.uploads) > MOST_FILES:
        raise invalid_form({("attachments",): ("BASE_TYPE_MAX_LENGTH", f"Must be {MOST_FILES} or fewer in length.")})


def _attachment(call: Call, message: Message, upload: Upload) -> Attachment:
    number = call.world.ids.next()
    filename = re.sub(r"[^\w.-]", "", upload.filename.replace(" ", "_")) or "unknown"
    attachment = Attachment(
        number,
        filename,
        upload.content,
        mimetypes.guess_type(filename)[0] or upload.content_type,
        f"{call.world.cdn_base}/attachments/{message.channel_id}/{number}/{filename}",
        ephemeral=message.ephemeral,
    )
    if upload.content.startswith(PNG):
        attachment.width = int.from_bytes(upload.content[16:20], "big")
        attachment.height = int.from_bytes(upload.content[20:24], "big")
    return attachment


def _media_of_embeds(embeds: list[Json]) -> Iterator[Json]:
    for embed in embeds:
        for part in ("image", "thumbnail"):
            if embed.get(part, {}).get("url"):
                yield embed[part]


def _media_of_components(found: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    if isinstance(found, list):
        for index, each in enumerate(found):
            yield from _media_of_components(each, (*path, index))
    elif isinstance(found, dict):
        for key, value in found.items():
            if key in ("media", "file") and isinstance(value, dict):
                yield (*path, key, "url"), value
            else:
                yield from _media_of_components(value, (*path, key))
