"""Message components: rows of buttons and selects, and the layout components of the newer kind."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from bot.playground.errors import Json
from bot.playground.limits.forms import TAG, ButtonUrl, Form, MediaUrl, Snowflake, wrong

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = range(1, 9)
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR = range(9, 15)
CONTAINER, LABEL, FILE_UPLOAD = 17, 18, 19
SELECTS = {STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT}
LINK, PREMIUM = 5, 6
MOST_COMPONENTS = 40
MOST_TEXT = 4_000
"""Characters over all text displays of a message of the newer kind."""

CustomId = Annotated[str, Field(min_length=1, max_length=100)]


def by_type(value: object) -> str:
    """The tag under which a component's table stands in its union."""
    kind = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return f"{TAG}{kind}"


class Component(Form):
    """What every component has; a missing id is given by Discord."""

    id: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


class Emoji(Form):
    """A unicode emoji by name or a custom one by id."""

    id: Snowflake | None = None
    name: Annotated[str, Field(max_length=32)] | None = None
    animated: bool | None = None


class Button(Component):
    """A button: with a custom id to press, or with a link to follow."""

    type: Literal[2]
    style: Annotated[int, Field(ge=1, le=6)]
    custom_id: CustomId | None = None
    label: Annotated[str, Field(max_length=80)] | None = None
    emoji: Emoji | None = None
    url: ButtonUrl | None = None
    sku_id: Snowflake | None = None
    disabled: bool | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Button":
        if self.style == LINK:
            if self.url is None:
                raise wrong("BUTTON_COMPONENT_URL_REQUIRED", "A url is required")
            if self.custom_id is not None:
                raise wrong(
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified"
                )
        elif self.style != PREMIUM:
            if self.custom_id is None:
                raise wrong("BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
            if self.url is not None:
                raise wrong(
                    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified"
                )
        if self.style != PREMIUM and not self.label and self.emoji is None:
            raise wrong("BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or emoji is required")
        return self


class SelectOption(Form):
    """One entry of a string select."""

    label: Annotated[str, Field(min_length=1, max_length=100)]
    value: Annotated[str, Field(min_length=1, max_length=100)]
    description: Annotated[str, Field(max_length=100)] | None = None
    emoji: Emoji | None = None
    default: bool | None = None


class Select(Component):
    """What all selects share."""

    custom_id: CustomId
    placeholder: Annotated[str, Field(max_length=150)] | None = None
    min_values: Annotated[int, Field(ge=0, le=25)] | None = None
    max_values: Annotated[int, Field(ge=1, le=25)] | None = None
    disabled: bool | None = None
    required: bool | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "Select":
        most = 1 if self.max_values is None else self.max_values
        if self.min_values is not None and self.min_values > most:
            raise wrong(
                "SELECT_COMPONENT_MIN_VALUES_GREATER_THAN_MAX", "min_values must not be greater than max_values"
            )
        return self


def _distinct(options: Sequence[SelectOption]) -> Sequence[SelectOption]:
    if len({option.value for option in options}) < len(options):
        raise wrong("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
    return options


class StringSelect(Select):
    """A select of up to 25 fixed options."""

    type: Literal[3]
    options: Annotated[tuple[SelectOption, ...], Field(min_length=1, max_length=25), AfterValidator(_distinct)]

    @model_validator(mode="after")
    def _enough_options(self) -> "StringSelect":
        if (self.max_values or 1) > len(self.options):
            raise wrong(
                "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", "max_values must not be greater than the number of options"
            )
        if sum(bool(option.default) for option in self.options) > (self.max_values or 1):
            raise wrong("SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "More default options than max_values")
        return self


class DefaultValue(Form):
    """Something that is chosen beforehand in a select of users, roles or channels."""

    id: Snowflake
    type: Literal["user", "role", "channel"]


class EntitySelect(Select):
    """A select of users, roles, both, or channels."""

    type: Literal[5, 6, 7, 8]
    channel_types: tuple[int, ...] | None = None
    default_values: Annotated[tuple[DefaultValue, ...], Field(max_length=25)] | None = None


InRow = Annotated[
    Annotated[Button, Tag(f"{TAG}2")]
    | Annotated[StringSelect, Tag(f"{TAG}3")]
    | Annotated[EntitySelect, Tag(f"{TAG}5")]
    | Annotated[EntitySelect, Tag(f"{TAG}6")]
    | Annotated[EntitySelect, Tag(f"{TAG}7")]
    | Annotated[EntitySelect, Tag(f"{TAG}8")],
    Discriminator(by_type),
]


class Row(Component):
    """Five buttons, or one select."""

    type: Literal[1]
    components: Annotated[tuple[InRow, ...], Field(min_length=1, max_length=5)]

    @model_validator(mode="after")
    def _wide_enough(self) -> "Row":
        if len(self.components) > 1 and any(part.type in SELECTS for part in self.components):
            raise wrong("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
        return self


class TextDisplay(Component):
    """Text as a component."""

    type: Literal[10]
    content: Annotated[str, Field(min_length=1, max_length=MOST_TEXT)]


class Media(Form):
    """Where an image or a file lies."""

    url: MediaUrl


class Thumbnail(Component):
    """A small image beside a section."""

    type: Literal[11]
    media: Media
    description: Annotated[str, Field(max_length=1024)] | None = None
    spoiler: bool | None = None


Accessory = Annotated[
    Annotated[Button, Tag(f"{TAG}2")] | Annotated[Thumbnail, Tag(f"{TAG}11")],
    Discriminator(by_type),
]


class Section(Component):
    """One to three texts with a button or an image beside them."""

    type: Literal[9]
    components: Annotated[tuple[TextDisplay, ...], Field(min_length=1, max_length=3)]
    accessory: Accessory


class GalleryItem(Form):
    """One image of a gallery."""

    media: Media
    description: Annotated[str, Field(max_length=1024)] | None = None
    spoiler: bool | None = None


class Gallery(Component):
    """Up to ten images."""

    type: Literal[12]
    items: Annotated[tuple[GalleryItem, ...], Field(min_length=1, max_length=10)]


class File(Component):
    """An uploaded file as a component."""

    type: Literal[13]
    file: Media
    spoiler: bool | None = None


class Separator(Component):
    """Space, with or without a line."""

    type: Literal[14]
    divider: bool | None = None
    spacing: Literal[1, 2] | None = None


InContainer = Annotated[
    Annotated[Row, Tag(f"{TAG}1")]
    | Annotated[Section, Tag(f"{TAG}9")]
    | Annotated[TextDisplay, Tag(f"{TAG}10")]
    | Annotated[Gallery, Tag(f"{TAG}12")]
    | Annotated[File, Tag(f"{TAG}13")]
    | Annotated[Separator, Tag(f"{TAG}14")],
    Discriminator(by_type),
]


class Container(Component):
    """A framed group."""

    type: Literal[17]
    accent_color: Annotated[int, Field(ge=0, le=0xFFFFFF)] | None = None
    spoiler: bool | None = None
    components: Annotated[tuple[InContainer, ...], Field(min_length=1, max_length=MOST_COMPONENTS)]


Layout = Annotated[
    Annotated[Row, Tag(f"{TAG}1")]
    | Annotated[Section, Tag(f"{TAG}9")]
    | Annotated[TextDisplay, Tag(f"{TAG}10")]
    | Annotated[Gallery, Tag(f"{TAG}12")]
    | Annotated[File, Tag(f"{TAG}13")]
    | Annotated[Separator, Tag(f"{TAG}14")]
    | Annotated[Container, Tag(f"{TAG}17")],
    Discriminator(by_type),
]


def inside(
    components: Sequence[Json], path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    """Every component with its path in the body, depth first."""
    for index, component in enumerate(components):
        here = (*path, index)
        yield here, component
        yield from inside(component.get("components", ()), (*here, "components"))
        for key in ("accessory", "component"):
            if key in component:
                yield (*here, key), component[key]


def duplicated_ids(components: Sequence[Json]) -> Iterator[tuple[str | int, ...]]:
    """The paths of custom ids that an earlier component has already."""
    seen: set[str] = set()
    for path, component in inside(components):
        custom_id = component.get("custom_id")
        if custom_id is None:
            continue
        if custom_id in seen:
            yield (*path, "custom_id")
        seen.add(custom_id)


def numbered(components: list[Json]) -> list[Json]:
    """The same components, each with a numeric id of its own where it has none, as Discord returns them."""
    taken = {component["id"] for _, component in inside(components) if component.get("id")}
    free = (number for number in range(1, 10_000) if number not in taken)
    for _, component in inside(components):
        component["id"] = component.get("id") or next(free)
    return components
