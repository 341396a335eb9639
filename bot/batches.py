"""Many texts at once, as JSON Lines from a file or standard input: a bad line is told, and the others are read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.failures import CannotStart

Told = Callable[[str], object]
"""Takes what there is to say of a line."""


class Record(BaseModel):
    """One line; an id may be written as a number."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str


_R = TypeVar("_R", bound=Record)


def written(
    lines: Iterable[str],
    form: type[_R],
    found: Callable[[_R], Iterable[dict[str, Any]]],
    write: Callable[[str], object],
    tell: Told,
) -> None:
    """Writes what is found for each line, one line each. A bad line is told of, and the others are read all the same.

    Raises `CannotStart` at the end where any was bad.
    """
    bad = total = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        total += 1
        try:
            record = form.model_validate_json(line)
        except ValidationError as error:
            bad += 1
            tell(f"line {number} is left out: {_first(error)}")
            continue
        for each in found(record):
            write(json.dumps(each, ensure_ascii=False) + "\n")
    if bad:
        shown = json.dumps(form.model_config["json_schema_extra"], ensure_ascii=False)
        raise CannotStart(f"{bad} of {total} lines could not be read; each must be such as {shown}")


def _first(error: ValidationError) -> str:
    """What is wrong with a line, in a few words."""
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        return "it is no JSON"
    return f"{'.'.join(map(str, first['loc'])) or 'the line'}: {first['msg'][0].lower()}{first['msg'][1:]}"


def lines_of(path: str) -> Iterator[str]:
    """The lines of a file, or of standard input for `-`; raises `CannotStart` when they can't be read."""
    try:
        if path == "-":
            yield from sys.stdin
            return
        with Path(path).open(encoding="utf-8") as file:
            yield from file
    except OSError as error:
        raise CannotStart(f"{path} can't be read: {error.strerror}") from None
    except UnicodeError:
        raise CannotStart(f"{'standard input' if path == '-' else path} is no text in UTF-8") from None
