"""No regular expression of the project can be made to try without end."""

from __future__ import annotations

import ast
import random
import re
import time

import pytest

from knowledge.questions.normalise import normalised
from tests.hostile.patterns import MADE_OF_DATA, calls, every_pattern
from tests.hostile.pumping import pumped

PATTERNS = every_pattern()
STEPS = ((16, 0.05), (20, 0.05), (24, 0.05), (28, 0.05), (60, 0.05), (200, 0.1), (500, 0.1), (2_000, 0.5))
"""How long the pumped texts are, and the seconds of work that one search may take: twenty times what the square of the
length takes, so that no machine is too slow, and less than what grows faster takes. What does is found out while the
texts are short.
"""

TRIES = 10
"""Texts of each length."""


def hangs(name: str, pattern: re.Pattern[str]) -> str | None:
    """A text over which the pattern works too long; None where none is found."""
    chance = random.Random(name)
    for length, most in STEPS:
        for text in pumped(pattern, length, chance, TRIES):
            seen = normalised(text) if reads_normalised(name) else text
            began = time.process_time()
            pattern.search(seen)
            if time.process_time() - began > most:
                return seen
    return None


def reads_normalised(name: str) -> bool:
    """Questions and articles are normalised before any pattern sees them, which leaves no long run of blanks."""
    return name.replace("/", ".").startswith(("knowledge.questions.", "knowledge.extraction."))


@pytest.mark.parametrize("part", range(4))
def test_no_expression_blows_up(part: int) -> None:
    found = {name: hangs(name, PATTERNS[name]) for name in sorted(PATTERNS)[part::4]}
    assert {name: text[:80] for name, text in found.items() if text is not None} == {}


@pytest.mark.parametrize(
    "bad",
    [
        r"(a+)+b",
        r"(?:a|a)*b",
        r"(\w+\s?)*$",
        r"^\w*a\w*a\w*a\w*b",
        r"\s*,?\s*\b(?:according\s+to|as\s+of)\s+(?:the\s+)?(?:aja'?s?\s+)?(\d{4})\s+edition",
    ],
)
def test_an_expression_that_blows_up_is_found_out(bad: str) -> None:
    assert hangs("elsewhere", re.compile(bad)) is not None


def test_every_expression_is_among_those_that_are_tried() -> None:
    sources = {pattern.pattern for pattern in PATTERNS.values()}
    for path, call in calls():
        first = call.args[0]
        if isinstance(first, ast.Constant):
            assert first.value in sources, (path, call.lineno)
        elif not isinstance(first, ast.Name):
            assert path in MADE_OF_DATA or _is_kept(path, call), (path, call.lineno)
    assert {path for path, _ in calls()} >= MADE_OF_DATA.keys()
    assert len(PATTERNS) > 90


def _is_kept(path: str, call: ast.Call) -> bool:
    """Whether a module keeps a pattern that was compiled from this part of its source."""
    module = path.removesuffix(".py").replace("/", ".")
    return call.func.attr == "compile" and any(name.startswith(f"{module}.") for name in PATTERNS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("blank", ["\n", "\t", " ", "\u3000", "\u2028", "<@1>", "\u200b \u200b"])
def test_a_long_run_of_blanks_is_read_as_a_short_one(blank: str) -> None:
    assert normalised(f"overseas{blank * 400}2024").split() in (["overseas", "2024"], ["overseas2024"])
    assert len(normalised(blank * 400)) <= 2
