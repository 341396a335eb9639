"""Embeds: the length of each part, and 6,000 characters over all embeds of a message."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from bot.playground.limits.forms import Form, MediaUrl, Trimmed, Url

MOST_CHARACTERS = 6_000
"""Over all embeds of one message: titles, descriptions, fields, footers and authors."""


class EmbedField(Form):
    """One field: a name and a value, neither of them empty."""

    name: Annotated[str, Trimmed, Field(min_length=1, max_length=256)]
    value: Annotated[str, Trimmed, Field(min_length=1, max_length=1024)]
    inline: bool | None = None


class EmbedFooter(Form):
    """The small print."""

    text: Annotated[str, Trimmed, Field(max_length=2048)] | None = None
    icon_url: MediaUrl | None = None


class EmbedAuthor(Form):
    """The line above the title."""

    name: Annotated[str, Trimmed, Field(max_length=256)] | None = None
    url: Url | None = None
    icon_url: MediaUrl | None = None


class EmbedImage(Form):
    """An image or a thumbnail."""

    url: MediaUrl | None = None


class Embed(Form):
    """A rich embed as a bot may send it."""

    title: Annotated[str, Trimmed, Field(max_length=256)] | None = None
    description: Annotated[str, Trimmed, Field(max_length=4096)] | None = None
    url: Url | None = None
    color: Annotated[int, Field(ge=0, le=0xFFFFFF)] | None = None
    timestamp: datetime | None = None
    author: EmbedAuthor | None = None
    image: EmbedImage | None = None
    thumbnail: EmbedImage | None = None
    footer: EmbedFooter | None = None
    fields: Annotated[tuple[EmbedField, ...], Field(max_length=25)] | None = None

    @property
    def characters(self) -> int:
        texts = [self.title, self.description]
        texts += [self.author.name if self.author else None, self.footer.text if self.footer else None]
        for item in self.fields or ():
            texts += [item.name, item.value]
        return sum(len(text) for text in texts if text)

    @property
    def shows_something(self) -> bool:
        return bool(self.characters or self.image or self.thumbnail)
