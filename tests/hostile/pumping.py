"""Texts made from a regular expression's own structure, to make it try as much as it can: its loops, pumped."""

from __future__ import annotations

import importlib
import random
import re
from collections.abc import Iterator, Sequence
from typing import Any

_parser: Any = importlib.import_module("re._parser")

LIKELY = " 1a,あ.の'-0一x?!%"
"""Tried first where a set of characters is wanted: what many loops share is what they can fight over."""

CATEGORIES = {
    "CATEGORY_DIGIT": "12",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "a1_あ",
    "CATEGORY_NOT_DIGIT": " aあ",
    "CATEGORY_NOT_SPACE": "a1あ",
    "CATEGORY_NOT_WORD": " ,",
}
MANY = 10
"""Repetitions from which a loop can be pumped."""


def pumped(pattern: re.Pattern[str], length: int, chance: random.Random, tries: int) -> Iterator[str]:
    """Texts of about `length` characters in which loops of the pattern go on, and what follows does not fit."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    loops = list(_loops(tree, chance))
    for _ in range(tries):
        bodies = [
            _sample(body, chance) for _, body in chance.sample(loops, min(len(loops), chance.choice((1, 1, 2, 3))))
        ]
        body = "".join(bodies) or chance.choice(LIKELY)
        before = chance.choice(("", *[_sample(start, chance) for start, _ in loops[:8]]))
        whole = _sample(tree, chance)
        begun = whole[: chance.randrange(len(whole) + 1)] or body
        unit = chance.choice((body, body, begun, begun + body))
        after = chance.choice(("", "\x00", whole[:-1], whole[len(whole) // 2 :] + "\x00"))
        yield before + unit * max(1, length // len(unit)) + after


def _loops(tree: Sequence[Any], chance: random.Random) -> Iterator[tuple[list[Any], Sequence[Any]]]:
    """What comes before each loop, and its body."""
    for place, (kind, value) in enumerate(tree):
        name = str(kind)
        if name.endswith("REPEAT"):
            _, most, body = value
            if most >= MANY:
                yield list(tree)[:place], body
            yield from _loops(body, chance)
        elif name == "SUBPATTERN":
            yield from _loops(value[3], chance)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _loops(branch, chance)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _loops(value[1], chance)
        elif name == "ATOMIC_GROUP":
            yield from _loops(value, chance)


def _sample(tree: Sequence[Any], chance: random.Random) -> str:
    """A text that the tree matches, its assertions left aside."""
    return "".join(_part(str(kind), value, chance) for kind, value in tree)


def _part(name: str, value: Any, chance: random.Random) -> str:
    match name:
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL":
            return _one(lambda char: char != chr(value), chance)
        case "ANY":
            return chance.choice(LIKELY)
        case "IN":
            return _of_set(value, chance)
        case "BRANCH":
            return _sample(chance.choice(value[1]), chance)
        case "SUBPATTERN":
            return _sample(value[3], chance)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, body = value
            times = chance.choice((least, max(least, 1), min(most, least + 2)))
            return "".join(_sample(body, chance) for _ in range(min(times, 40)))
        case "ATOMIC_GROUP":
            return _sample(value, chance)
        case _:
            return ""


def _of_set(members: Sequence[Any], chance: random.Random) -> str:
    if str(members[0][0]) == "NEGATE":
        unwanted = set("".join(_members(members[1:])))
        return _one(lambda char: char not in unwanted, chance)
    return chance.choice("".join(_members(members)))


def _members(members: Sequence[Any]) -> Iterator[str]:
    for kind, value in members:
        match str(kind):
            case "LITERAL":
                yield chr(value)
            case "RANGE":
                within = [char for char in LIKELY if value[0] <= ord(char) <= value[1]]
                yield "".join(within) or chr(value[0])
            case "CATEGORY":
                yield CATEGORIES[str(value)]


def _one(fits: Any, chance: random.Random) -> str:
    return chance.choice([char for char in LIKELY if fits(char)] or ["\u4e01"])
