"""Checks a body against a table of fields and words every problem as Discord does (error 50035)."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from bot.playground.errors import ApiError, Json, invalid_form


class Form(BaseModel):
    """A table of fields; unknown fields are ignored, as Discord ignores them."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    def given(self) -> Json:
        """The fields that hold something, as JSON."""
        return self.model_dump(mode="json", exclude_none=True)


def wrong(code: str, message: str) -> PydanticCustomError:
    """A problem under Discord's own code; the message may not hold braces."""
    return PydanticCustomError(code, message)


def _trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _address(*schemes: str) -> AfterValidator:
    def check_address(value: str) -> str:
        try:
            parts = urlsplit(value)
        except ValueError:
            raise wrong("URL_TYPE_INVALID_URL", "Not a well formed URL.") from None
        if parts.scheme not in schemes:
            raise wrong(
                "URL_TYPE_INVALID_SCHEME",
                f'Scheme "{parts.scheme}" is not supported. Scheme must be one of {schemes}.',
            )
        if not parts.netloc:
            raise wrong("URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return value

    return AfterValidator(check_address)


Trimmed = BeforeValidator(_trimmed)
Url = Annotated[str, Field(max_length=2048), _address("http", "https")]
ButtonUrl = Annotated[str, Field(max_length=512), _address("http", "https", "discord")]
MediaUrl = Annotated[str, Field(max_length=2048), _address("http", "https", "attachment")]
"""An address, or `attachment://` and the name of a file of the same message."""
Snowflake = Annotated[str, Field(pattern=r"^[0-9]{1,20}$")]

F = TypeVar("F", bound=Form)


def check(form: type[F], body: object, *, inside: tuple[str | int, ...] = ()) -> F:
    """The body as that form, or ApiError 50035; `inside` is the path at which the body lies in the request."""
    try:
        return form.model_validate(body)
    except ValidationError as problem:
        raise refuse(problem, inside) from None


def refuse(problem: ValidationError, inside: tuple[str | int, ...] = ()) -> ApiError:
    found: dict[tuple[str | int, ...], tuple[str, str]] = {}
    for detail in problem.errors(include_url=False):
        found.setdefault((*inside, *_path(detail["loc"])), _worded(detail))
    return invalid_form(found)


def _path(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Pydantic's location without the tags of unions, which are no part of the body."""
    return tuple(step for step in location if not str(step).startswith(TAG))


TAG = "§"
"""Begins the tags of unions in these tables."""

Wording = Callable[[dict[str, Any], object], tuple[str, str]]


def _length(context: dict[str, Any], given: object) -> tuple[str, str]:
    """Discord names both bounds where there are two; pydantic knows only the one that was broken."""
    if "max_length" in context:
        return "BASE_TYPE_MAX_LENGTH", f"Must be {context['max_length']} or fewer in length."
    if not given or (isinstance(given, str) and not given.strip()):
        return "BASE_TYPE_REQUIRED", "This field is required"
    return "BASE_TYPE_MIN_LENGTH", f"Must be {context['min_length']} or more in length."


WORDINGS: dict[str, Wording] = {
    "missing": lambda _c, _g: ("BASE_TYPE_REQUIRED", "This field is required"),
    "string_too_long": _length,
    "string_too_short": _length,
    "too_long": _length,
    "too_short": _length,
    "greater_than_equal": lambda c, _g: ("NUMBER_TYPE_MIN", f"int value should be greater than or equal to {c['ge']}."),
    "less_than_equal": lambda c, _g: ("NUMBER_TYPE_MAX", f"int value should be less than or equal to {c['le']}."),
    "literal_error": lambda c, _g: ("BASE_TYPE_CHOICES", f"Value must be one of {{{c['expected']}}}."),
    "enum": lambda c, _g: ("BASE_TYPE_CHOICES", f"Value must be one of {{{c['expected']}}}."),
    "int_parsing": lambda _c, g: ("NUMBER_TYPE_COERCE", f'Value "{g}" is not int.'),
    "int_type": lambda _c, g: ("NUMBER_TYPE_COERCE", f'Value "{g}" is not int.'),
    "float_parsing": lambda _c, g: ("NUMBER_TYPE_COERCE", f'Value "{g}" is not float.'),
    "bool_parsing": lambda _c, _g: ("BOOLEAN_TYPE_CONVERT", "Must be either true or false."),
    "bool_type": lambda _c, _g: ("BOOLEAN_TYPE_CONVERT", "Must be either true or false."),
    "string_type": lambda c, g: (
        _length(c, g) if g is None else ("STRING_TYPE_CONVERT", f'Could not interpret "{g}" as string.')
    ),
    "list_type": lambda _c, _g: ("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"),
    "tuple_type": lambda _c, _g: ("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"),
    "dict_type": lambda _c, _g: ("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType"),
    "model_type": lambda _c, _g: ("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"),
    "model_attributes_type": lambda _c, _g: ("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"),
    "union_tag_invalid": lambda c, _g: (
        "UNION_TYPE_CHOICES",
        f'Value of field "type" must be one of ({c["expected_tags"]}).',
    ),
    "union_tag_not_found": lambda _c, _g: ("UNION_TYPE_CHOICES", 'Value of field "type" is required.'),
    "datetime_from_date_parsing": lambda _c, g: ("DATE_TIME_TYPE_PARSE", f"Could not parse {g}. Should be ISO8601."),
}
"""Pydantic's error types, and how Discord says the same."""


def _worded(detail: ErrorDetails) -> tuple[str, str]:
    kind = detail["type"]
    if kind.isupper():
        return kind, detail["msg"]
    wording = WORDINGS.get(kind)
    if wording is None:
        return "BASE_TYPE_INVALID", detail["msg"]
    code, message = wording(detail.get("ctx", {}), detail["input"])
    return code, message[:300]
