"""Application commands: names, options, choices, sizes, as Discord accepts them on registration."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.playground.errors import ApiError, Json, invalid_form
from bot.playground.limits.forms import Form, check, wrong
from bot.playground.world.commands import CHAT_INPUT, MESSAGE_MENU, SUBCOMMAND, SUBCOMMAND_GROUP, USER_MENU

LOCALES = frozenset(
    (
        *("id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl"),
        *("pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW"),
        "ko",
    )
)
"""The languages of Discord's client."""

MOST_COMMANDS = {CHAT_INPUT: 100, USER_MENU: 5, MESSAGE_MENU: 5}
"""How many commands of each type one scope holds."""

MOST_CHARACTERS = 8_000
"""Over names, descriptions and values of one command, its options and choices; of translations, the longest counts."""

SCRIPTS_WITH_MARKS = ("DEVANAGARI", "THAI")
"""Scripts of which every character may stand in a name, the vowel marks too."""

INVALID_NAME = ("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def names_a_command(name: str) -> bool:
    """1 to 32 letters, digits, hyphens and underscores, in lower case where the script has case."""
    return 1 <= len(name) <= 32 and name == name.lower() and all(map(_allowed, name))


def _allowed(character: str) -> bool:
    if character in "-_" or unicodedata.category(character)[0] in "LN":
        return True
    return unicodedata.name(character, "").startswith(SCRIPTS_WITH_MARKS)


def _slash_name(name: str) -> str:
    if not names_a_command(name):
        raise wrong(*INVALID_NAME)
    return name


def _known_locales(names: dict[str, str] | None) -> dict[str, str] | None:
    unknown = sorted(set(names or {}) - LOCALES)
    if unknown:
        raise wrong("BASE_TYPE_CHOICES", f"Unknown locale {', '.join(unknown)}.")
    return names


def _slash_names(names: dict[str, str] | None) -> dict[str, str] | None:
    for name in (names or {}).values():
        _slash_name(name)
    return names


def _permissions(given: object) -> object:
    return int(given) if isinstance(given, str) and given.isdecimal() else given


SlashName = Annotated[str, Field(min_length=1, max_length=32), AfterValidator(_slash_name)]
Description = Annotated[str, Field(min_length=1, max_length=100)]
Translations = Annotated[dict[str, Annotated[str, Field(min_length=1, max_length=100)]], AfterValidator(_known_locales)]
SlashNames = Annotated[
    dict[str, Annotated[str, Field(min_length=1, max_length=32)]],
    AfterValidator(_known_locales),
    AfterValidator(_slash_names),
]


class ChoiceForm(Form):
    """One fixed value of an option, or one suggestion of an autocomplete."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    name_localizations: Translations | None = None
    value: Any


class OptionForm(Form):
    """An option, a subcommand or a group of subcommands."""

    type: Annotated[int, Field(ge=1, le=11)]
    name: SlashName
    name_localizations: SlashNames | None = None
    description: Description
    description_localizations: Translations | None = None
    required: bool | None = None
    autocomplete: bool | None = None
    choices: Annotated[tuple[ChoiceForm, ...], Field(max_length=25)] | None = None
    min_value: int | float | None = None
    max_value: int | float | None = None
    min_length: Annotated[int, Field(ge=0, le=6000)] | None = None
    max_length: Annotated[int, Field(ge=1, le=6000)] | None = None
    channel_types: tuple[int, ...] | None = None
    options: "Annotated[tuple[OptionForm, ...], Field(max_length=25)] | None" = None

    @model_validator(mode="after")
    def _consistent(self) -> "OptionForm":
        if self.autocomplete and self.choices:
            raise wrong(
                "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE_MUTUALLY_EXCLUSIVE",
                "Choices and autocomplete cannot both be given",
            )
        if self.autocomplete and self.type not in (3, 4, 10):
            raise wrong(
                "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_TYPE_INVALID", "Autocomplete is not available for this type"
            )
        if self.choices and self.type not in (3, 4, 10):
            raise wrong("APPLICATION_COMMAND_OPTIONS_CHOICES_TYPE_INVALID", "Choices are not available for this type")
        return self


class CommandForm(Form):
    """What commands of every type have."""

    type: Literal[1, 2, 3] = 1
    default_member_permissions: Annotated[int, Field(ge=0), BeforeValidator(_permissions)] | None = None
    dm_permission: bool | None = None
    contexts: Annotated[tuple[Literal[0, 1, 2], ...], Field(min_length=1)] | None = None
    integration_types: Annotated[tuple[Literal[0, 1], ...], Field(min_length=1)] | None = None
    nsfw: bool | None = None


class SlashForm(CommandForm):
    """A command that is typed."""

    name: SlashName
    name_localizations: SlashNames | None = None
    description: Description
    description_localizations: Translations | None = None
    options: Annotated[tuple[OptionForm, ...], Field(max_length=25)] | None = None


class MenuForm(CommandForm):
    """An entry of the menu of a user or of a message: any words, and nothing to fill in."""

    name: Annotated[str, Field(min_length=1, max_length=32)]
    name_localizations: Translations | None = None
    description: str | None = None
    options: tuple[Any, ...] | None = None

    @model_validator(mode="after")
    def _bare(self) -> "MenuForm":
        if self.description or self.options:
            raise wrong(
                "APPLICATION_COMMAND_INVALID_FIELDS", "Context menu commands cannot have description or options"
            )
        return self


Path = tuple[str | int, ...]
Problems = dict[Path, tuple[str, str]]


def read_command(body: object, *, inside: Path = ()) -> Json:
    """The body as a command, completed as Discord stores it, or ApiError 50035."""
    kind = body.get("type") if isinstance(body, dict) else None
    form = check(MenuForm if kind in (USER_MENU, MESSAGE_MENU) else SlashForm, body, inside=inside)
    problems: Problems = {}
    if isinstance(form, SlashForm):
        _check_options(form.options or (), (), 0, problems)
    command = form.given()
    if _characters(command) > MOST_CHARACTERS:
        problems[()] = ("APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MOST_CHARACTERS})")
    if problems:
        raise invalid_form({(*inside, *path): problem for path, problem in problems.items()})
    return _stored(command)


def read_commands(body: object) -> list[Json]:
    """The body of a bulk overwrite, or ApiError."""
    if not isinstance(body, list):
        raise invalid_form({(): ("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")})
    commands = [read_command(each, inside=(index,)) for index, each in enumerate(body)]
    seen: set[tuple[str, int]] = set()
    for index, command in enumerate(commands):
        if (command["name"], command["type"]) in seen:
            raise invalid_form(
                {(index,): ("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")}
            )
        seen.add((command["name"], command["type"]))
    check_count(commands)
    return commands


def check_count(commands: Sequence[Json]) -> None:
    """Raises ApiError 30032 when a scope would hold too many commands of a type."""
    for kind, most in MOST_COMMANDS.items():
        if sum(command["type"] == kind for command in commands) > most:
            raise ApiError(400, 30032, f"Maximum number of application commands reached ({most}).")


def _check_options(options: Sequence[OptionForm], path: Path, depth: int, problems: Problems) -> None:
    names: set[str] = set()
    optional_seen = False
    for index, option in enumerate(options):
        here = (*path, "options", index)
        if option.name in names:
            problems[*here, "name"] = ("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
        names.add(option.name)
        if option.type in (SUBCOMMAND, SUBCOMMAND_GROUP):
            _check_nesting(option, here, depth, problems)
            continue
        if option.required and optional_seen:
            problems[here] = (
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional_seen = optional_seen or not option.required
        _check_choices(option, here, problems)
    kinds = {option.type in (SUBCOMMAND, SUBCOMMAND_GROUP) for option in options}
    if len(kinds) > 1:
        problems[*path, "options"] = (
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-commands and sub-command groups cannot be mixed with other options",
        )


def _check_nesting(option: OptionForm, here: Path, depth: int, problems: Problems) -> None:
    if depth > 1 or (depth == 1 and option.type == SUBCOMMAND_GROUP):
        problems[*here, "type"] = ("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands are nested too deep")
        return
    if option.type == SUBCOMMAND_GROUP and any(each.type != SUBCOMMAND for each in option.options or ()):
        problems[*here, "options"] = (
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command groups can only hold sub-commands",
        )
    _check_options(option.options or (), here, depth + 1, problems)


FITTING: dict[int, tuple[type, ...]] = {3: (str,), 4: (int,), 10: (int, float)}
"""The types of a choice's value, by the type of its option."""


def _check_choices(option: OptionForm, here: Path, problems: Problems) -> None:
    names: set[str] = set()
    for index, choice in enumerate(option.choices or ()):
        path = (*here, "choices", index)
        if choice.name in names:
            problems[*path, "name"] = (
                "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
                "Option choice name already exists",
            )
        names.add(choice.name)
        problem = value_problem(option.type, choice.value)
        if problem:
            problems[*path, "value"] = problem


def value_problem(option_type: int, value: object) -> tuple[str, str] | None:
    """What is wrong with the value of a choice for an option of that type."""
    if isinstance(value, bool) or not isinstance(value, FITTING.get(option_type, (str,))):
        return "APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_INVALID", "Choice value does not fit the option's type"
    if isinstance(value, str) and len(value) > 100:
        return "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length."
    if isinstance(value, int | float) and abs(value) > 2**53:
        return "NUMBER_TYPE_MAX", f"Must be between -{2**53} and {2**53}."
    return None


def _texts(item: Json, *fields: str) -> Iterator[int]:
    for field in fields:
        translations = item.get(f"{field}_localizations") or {}
        yield max(len(text) for text in (item.get(field) or "", *translations.values()))


def _characters(command: Json) -> int:
    total = sum(_texts(command, "name", "description"))
    for choice in command.get("choices") or ():
        total += sum(_texts(choice, "name")) + len(str(choice["value"]))
    return total + sum(_characters(option) for option in command.get("options") or ())


def _stored(command: Json) -> Json:
    stored: Json = {"description": "", "options": [], **command}
    permissions = stored.get("default_member_permissions")
    stored["default_member_permissions"] = None if permissions is None else str(permissions)
    if stored.get("dm_permission") is False and not stored.get("contexts"):
        stored["contexts"] = [0]
    return stored


def autocomplete_choices(body: Any, option_type: int) -> list[Json]:
    """The choices of an autocomplete's answer, or ApiError 50035."""
    form = check(AutocompleteForm, body, inside=("data",))
    problems: Problems = {}
    for index, choice in enumerate(form.choices or ()):
        problem = value_problem(option_type, choice.value)
        if problem:
            problems["data", "choices", index, "value"] = problem
    if problems:
        raise invalid_form(problems)
    return [choice.given() for choice in form.choices or ()]


class AutocompleteForm(Form):
    """What answers a person who is typing."""

    choices: Annotated[tuple[ChoiceForm, ...], Field(max_length=25)] | None = None
