"""Messages: what a bot may send, edit and answer with."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from bot.playground.errors import Json, invalid_form
from bot.playground.limits.components import MOST_COMPONENTS, MOST_TEXT, TEXT_DISPLAY, Layout, duplicated_ids, inside
from bot.playground.limits.embeds import MOST_CHARACTERS, Embed
from bot.playground.limits.forms import Form, Snowflake, Trimmed, check
from bot.playground.world.message import Flag

Problems = dict[tuple[str | int, ...], tuple[str, str]]

MOST_ROWS = 5


class AllowedMentions(Form):
    """Which of the mentions in the content ring a bell."""

    parse: tuple[Literal["users", "roles", "everyone"], ...] | None = None
    users: Annotated[tuple[Snowflake, ...], Field(max_length=100)] | None = None
    roles: Annotated[tuple[Snowflake, ...], Field(max_length=100)] | None = None
    replied_user: bool | None = None


class Reference(Form):
    """The message that is replied to."""

    message_id: Snowflake
    channel_id: Snowflake | None = None
    guild_id: Snowflake | None = None
    fail_if_not_exists: bool | None = None
    type: int | None = None


class AttachmentEntry(Form):
    """What the body says of a file: one of this request by its number, or one that the message has already."""

    id: Snowflake
    filename: Annotated[str, Field(min_length=1, max_length=1024)] | None = None
    description: Annotated[str, Field(max_length=1024)] | None = None


class MessageForm(Form):
    """The body of a message, in any of the places that take one."""

    content: Annotated[str, Trimmed, Field(max_length=2000)] | None = None
    embeds: Annotated[tuple[Embed, ...], Field(max_length=10)] | None = None
    components: tuple[Layout, ...] | None = None
    attachments: Annotated[tuple[AttachmentEntry, ...], Field(max_length=10)] | None = None
    allowed_mentions: AllowedMentions | None = None
    message_reference: Reference | None = None
    sticker_ids: Annotated[tuple[Snowflake, ...], Field(max_length=3)] | None = None
    poll: Json | None = None
    flags: int | None = None
    tts: bool | None = None
    nonce: Annotated[str, Field(max_length=25)] | None = None
    enforce_nonce: bool | None = None

    def has(self, field: str) -> bool:
        """Whether the body names a field, be it as null."""
        return field in self.model_fields_set

    @property
    def new_kind(self) -> bool:
        return bool((self.flags or 0) & Flag.IS_COMPONENTS_V2)


def read_message(body: object, *, inside_of: tuple[str | int, ...] = (), new_kind: bool = False) -> MessageForm:
    """The body as a message, or ApiError 50035.

    `new_kind` says that the message being edited is one of layout components (the flag cannot be taken back).
    """
    form = check(MessageForm, body, inside=inside_of)
    problems: Problems = {}
    _check_embeds(form.embeds or (), problems)
    _check_mentions(form.allowed_mentions, problems)
    components = form.given().get("components", [])
    for path in duplicated_ids(components):
        problems["components", *path] = (
            "COMPONENT_CUSTOM_ID_DUPLICATED",
            "Component custom id cannot be duplicated",
        )
    if form.new_kind or new_kind:
        _check_new_kind(form, components, problems)
    else:
        _check_rows(components, problems)
    if problems:
        raise invalid_form({(*inside_of, *path): problem for path, problem in problems.items()})
    return form


def _check_embeds(embeds: Sequence[Embed], problems: Problems) -> None:
    total = 0
    for index, embed in enumerate(embeds):
        total += embed.characters
        if not embed.shows_something:
            problems["embeds", index, "description"] = ("BASE_TYPE_REQUIRED", "This field is required")
        if total > MOST_CHARACTERS:
            problems["embeds", index] = (
                "MAX_EMBED_SIZE_EXCEEDED",
                f"Embed size exceeds maximum size of {MOST_CHARACTERS}",
            )


def _check_mentions(allowed: AllowedMentions | None, problems: Problems) -> None:
    if allowed is None:
        return
    for kind, ids in (("users", allowed.users), ("roles", allowed.roles)):
        if ids and kind in (allowed.parse or ()):
            problems["allowed_mentions",] = (
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )


def _check_rows(components: Sequence[Json], problems: Problems) -> None:
    if len(components) > MOST_ROWS:
        problems["components",] = ("BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MOST_ROWS} in length.")
    for index, component in enumerate(components):
        if component["type"] != 1:
            problems["components", index, "type"] = ("UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).')


def _check_new_kind(form: MessageForm, components: Sequence[Json], problems: Problems) -> None:
    for field in ("content", "embeds", "poll", "sticker_ids"):
        if getattr(form, field):
            problems[field,] = (
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )
    parts = [component for _, component in inside(components)]
    if len(parts) > MOST_COMPONENTS:
        problems["components",] = (
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"The maximum number of total components that can be used is {MOST_COMPONENTS}",
        )
    if sum(len(part["content"]) for part in parts if part["type"] == TEXT_DISPLAY) > MOST_TEXT:
        problems["components",] = (
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"Components displayable text size exceeds maximum size of {MOST_TEXT}",
        )
