"""The commands' names and descriptions in every language, from the wording files."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from discord import Locale, app_commands
from discord.app_commands import Choice, TranslationContextTypes, Translator, locale_str

from bot.answers.wording import LANGUAGES, wording

_ENGLISH = "en"


def told(key: str) -> locale_str:
    """A text of the wording files, in English for everyone without a translation."""
    return locale_str(wording(_ENGLISH).say(key), key=key)


class WordingTranslator(Translator):
    """Looks a text up by its key; none for a locale without a wording file of its own."""

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        language = str(locale).partition("-")[0]
        key = string.extras.get("key")
        if key is None or language == _ENGLISH or language not in LANGUAGES:
            return None
        return wording(language).say(key)


Callback = Callable[..., Coroutine[Any, Any, None]]


def command(callback: Callback, choices: Mapping[str, list[Choice[str]]]) -> app_commands.Command[Any, ..., None]:
    """A subcommand whose name, description and options are worded under the name of its function.

    `choices` are offered for the options of those names, where the function has them.
    """
    name = callback.__name__
    _worded(callback, choices)
    made: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=told(f"commands.{name}.name"),
        description=told(f"commands.{name}.description"),
        callback=callback,
    )
    return made


def _worded(callback: Callback, choices: Mapping[str, list[Choice[str]]]) -> None:
    """Notes on the function what discord.py reads from it: its options' names, descriptions and choices."""
    function = getattr(callback, "__func__", callback)
    options = [name for name in function.__annotations__ if name not in ("self", "interaction", "return")]
    app_commands.rename(**{option: told(f"options.{option}.name") for option in options})(function)
    app_commands.describe(**{option: told(f"options.{option}.description") for option in options})(function)
    app_commands.choices(**{option: choices[option] for option in options if option in choices})(function)
