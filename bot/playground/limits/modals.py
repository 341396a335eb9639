"""Modals: a title and one to five inputs."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from bot.playground.errors import invalid_form
from bot.playground.limits.components import (
    Component,
    CustomId,
    EntitySelect,
    StringSelect,
    TextDisplay,
    by_type,
    duplicated_ids,
)
from bot.playground.limits.forms import TAG, Form, check, wrong

Label = Annotated[str, Field(min_length=1, max_length=45)]


class TextInput(Component):
    """A line or a paragraph to fill in; its label is its own in a row, and its frame's in a label component."""

    type: Literal[4]
    custom_id: CustomId
    style: Literal[1, 2]
    label: Label | None = None
    value: Annotated[str, Field(max_length=4000)] | None = None
    placeholder: Annotated[str, Field(max_length=100)] | None = None
    required: bool | None = None
    min_length: Annotated[int, Field(ge=0, le=4000)] | None = None
    max_length: Annotated[int, Field(ge=1, le=4000)] | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "TextInput":
        if self.min_length is not None and self.max_length is not None and self.min_length > self.max_length:
            raise wrong("TEXT_INPUT_COMPONENT_MIN_GREATER_THAN_MAX", "min_length must not be greater than max_length")
        return self


class FileUpload(Component):
    """A field for files."""

    type: Literal[19]
    custom_id: CustomId
    min_values: Annotated[int, Field(ge=0, le=10)] | None = None
    max_values: Annotated[int, Field(ge=1, le=10)] | None = None
    required: bool | None = None


class GroupOption(Form):
    """One entry of a group of radio buttons or check boxes."""

    value: Annotated[str, Field(min_length=1, max_length=100)]
    label: Annotated[str, Field(min_length=1, max_length=100)]
    description: Annotated[str, Field(max_length=100)] | None = None
    default: bool | None = None


class RadioGroup(Component):
    """One of several."""

    type: Literal[21]
    custom_id: CustomId
    options: Annotated[tuple[GroupOption, ...], Field(min_length=2, max_length=10)]
    required: bool | None = None


class CheckboxGroup(Component):
    """Some of several."""

    type: Literal[22]
    custom_id: CustomId
    options: Annotated[tuple[GroupOption, ...], Field(min_length=1, max_length=10)]
    min_values: Annotated[int, Field(ge=0, le=10)] | None = None
    max_values: Annotated[int, Field(ge=1, le=10)] | None = None
    required: bool | None = None


class Checkbox(Component):
    """Yes or no."""

    type: Literal[23]
    custom_id: CustomId
    default: bool | None = None


class RowOfOne(Component):
    """The older frame of a text input."""

    type: Literal[1]
    components: Annotated[tuple[TextInput, ...], Field(min_length=1, max_length=1)]

    @model_validator(mode="after")
    def _labelled(self) -> "RowOfOne":
        if self.components[0].label is None:
            raise wrong("TEXT_INPUT_COMPONENT_LABEL_REQUIRED", "A label is required")
        return self


Labelled = Annotated[
    Annotated[StringSelect, Tag(f"{TAG}3")]
    | Annotated[TextInput, Tag(f"{TAG}4")]
    | Annotated[EntitySelect, Tag(f"{TAG}5")]
    | Annotated[EntitySelect, Tag(f"{TAG}6")]
    | Annotated[EntitySelect, Tag(f"{TAG}7")]
    | Annotated[EntitySelect, Tag(f"{TAG}8")]
    | Annotated[FileUpload, Tag(f"{TAG}19")]
    | Annotated[RadioGroup, Tag(f"{TAG}21")]
    | Annotated[CheckboxGroup, Tag(f"{TAG}22")]
    | Annotated[Checkbox, Tag(f"{TAG}23")],
    Discriminator(by_type),
]


class LabelFrame(Component):
    """The newer frame of any input: a label, perhaps a description, and the input."""

    type: Literal[18]
    label: Label
    description: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    component: Labelled


InModal = Annotated[
    Annotated[RowOfOne, Tag(f"{TAG}1")]
    | Annotated[TextDisplay, Tag(f"{TAG}10")]
    | Annotated[LabelFrame, Tag(f"{TAG}18")],
    Discriminator(by_type),
]


class ModalForm(Form):
    """The body of a modal."""

    custom_id: CustomId
    title: Annotated[str, Field(min_length=1, max_length=45)]
    components: Annotated[tuple[InModal, ...], Field(min_length=1, max_length=5)]


def read_modal(body: object) -> ModalForm:
    """The body as a modal, or ApiError 50035."""
    form = check(ModalForm, body, inside=("data",))
    repeated = {
        ("data", "components", *path): ("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
        for path in duplicated_ids(form.given()["components"])
    }
    if repeated:
        raise invalid_form(repeated)
    return form
