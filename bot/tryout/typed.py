"""A command typed as one line, the way Discord's client fills its options: required ones in order, others by name."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_STRING = 3


@dataclass(frozen=True)
class Option:
    """An option of a command: its name, Discord's number for its type, and whether it must be given."""

    name: str
    type: int
    required: bool


@dataclass(frozen=True)
class Typed:
    """A command by its full name (`anime overseas`) with what was given to it."""

    name: str
    given: dict[str, str] = field(default_factory=dict)


def typed_command(line: str, commands: Mapping[str, Sequence[Option]]) -> Typed | None:
    """The command of a line such as `/anime overseas 2024 private:true`; None when it names none of the commands."""
    name = next((name for name in sorted(commands, key=len, reverse=True) if _begins_with(line, name)), None)
    if name is None:
        return None
    words = _words(line[len(name) + 1 :])
    named = {option.name for option in commands[name]}
    by_name = [word for word in words if word.partition(":")[0] in named and ":" in word]
    given = dict(_split(word) for word in by_name)
    rest = [word for word in words if word not in by_name]
    return Typed(name, _in_order(rest, [option for option in commands[name] if option.name not in given]) | given)


def _begins_with(line: str, name: str) -> bool:
    return line == f"/{name}" or line.startswith(f"/{name} ")


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # a quote that is never closed, as in: what's new
        return text.split()


def _split(word: str) -> tuple[str, str]:
    name, _, value = word.partition(":")
    return name, value


def _in_order(words: list[str], options: Sequence[Option]) -> dict[str, str]:
    """Words to options one by one; the first text among the options takes what would be too many words."""
    required = [option for option in options if option.required]
    filled = required or list(options)[: len(words)]
    extra = len(words) - len(filled)
    given: dict[str, str] = {}
    for option in filled:
        taken = 1 + (extra if option.type == _STRING and extra > 0 else 0)
        extra -= taken - 1
        if words:
            given[option.name] = " ".join(words[:taken])
        words = words[taken:]
    return given
