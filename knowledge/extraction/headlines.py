"""A headline in the words of a sentence: "Anime hits record 3.84 trillion yen" says that it hit a record."""

from __future__ import annotations

import re

_NOW = re.compile(
    r"\b(?:hits|posts|sets|notches|logs|scores|marks) (?:an? )?(?P<new>(?:new |all-time )?)"
    r"(?:(?P<record>record(?: high)?|high)(?: of)?\b|(?=[¥$]?\d|jpy ?\d))",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?P<who>aja|association(?: of japanese animations)?|trade body) "
    r"(?:forecasts?|projects?|projected|expects?|expected|predicts?|predicted|estimates?|estimated|sees?) "
    r"(?:that )?anime (?:will |to |could |should |would )?"
    r"(?:reach|hit|make|earn|account for|contribute|be worth|bring in|come to)\b",
    re.IGNORECASE,
)


def in_the_past(text: str) -> str:
    """A text with its headlines' present as the past, and what somebody expects of anime as what they project."""
    return _EXPECTED.sub(r"\g<who> projects anime at", _NOW.sub(_hit, text))


def _hit(found: re.Match[str]) -> str:
    return f"hit a {found['new']}{found['record']} of " if found["record"] else "hit "
