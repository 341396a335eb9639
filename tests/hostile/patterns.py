"""Every regular expression of the project: those that modules keep, and those that are written where they are used."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import bot
import knowledge
from knowledge.quantities.grammar import grammar
from knowledge.questions.declaring import _head
from knowledge.questions.rivals import statements
from knowledge.reviewing.amounts import _patterns

ROOT = Path(__file__).parents[2]
PACKAGES = (bot, knowledge)
CALLS = frozenset({"compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"})

MADE_OF_DATA = {
    "bot/commands/free_text.py": "the bot's own id",
    "bot/playground/people/lines.py": "names of options, escaped, in lines that the operator types",
    "knowledge/questions/declaring.py": "words of the vocabulary, escaped; collected below",
    "knowledge/extraction/extracting.py": "words of the text itself, escaped: there is no loop in it",
    "knowledge/reviewing/amounts.py": "words of the vocabulary, escaped; collected below",
    "knowledge/questions/nicknames.py": "nicknames, escaped: alternatives without a loop",
    "knowledge/quantities/grammar.py": "words of the vocabulary, escaped; collected below",
}
"""Where expressions are put together at run time, and of what."""


def every_pattern() -> dict[str, re.Pattern[str]]:
    """By where it stands."""
    found = dict(_kept())
    for place, source, flags in _written():
        found.setdefault(place, re.compile(source, flags))
    for name, value in vars(grammar()).items():
        if isinstance(value, re.Pattern):
            found[f"knowledge.quantities.grammar.Grammar.{name}"] = value
    found |= {f"knowledge.reviewing.amounts {pattern.pattern}": pattern for _, pattern in _patterns()}
    found["knowledge.questions.declaring.head"] = _head()
    slots = (slot for each in statements().values() for by_language in each for slot in by_language.values())
    return found | {f"knowledge.questions.rivals.{place}": slot.pattern for place, slot in enumerate(slots)}


def modules() -> Iterator[ModuleType]:
    """All modules of the two packages."""
    for package in PACKAGES:
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not each.name.endswith("__main__") and ".migrations." not in each.name:
                yield importlib.import_module(each.name)


def _kept() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in modules():
        for name, value in vars(module).items():
            yield from _within(value, f"{module.__name__}.{name}")


def _within(value: object, place: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield place, value
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _within(each, f"{place}[{number}]")
    elif isinstance(value, Mapping) and not place.endswith("__builtins__"):
        for key, each in value.items():
            if isinstance(each, re.Pattern):
                yield f"{place}[{key!r}]", each


def _written() -> Iterator[tuple[str, str, int]]:
    """Those that are written out where they are used."""
    for path, call in calls():
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
            flags = sum(
                int(getattr(re, each.attr))
                for each in (*call.args[1:], *(keyword.value for keyword in call.keywords))
                if isinstance(each, ast.Attribute) and each.attr.isupper()
            )
            yield f"{path}:{call.lineno}", call.args[0].value, flags


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of `re` in the two packages, by file."""
    for package in PACKAGES:
        for path in sorted(Path(package.__path__[0]).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and isinstance(node.func.value, ast.Name)
                    and node.func.value.id == "re"
                    and node.func.attr in CALLS
                ):
                    yield path.relative_to(ROOT).as_posix(), node
