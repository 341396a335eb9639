"""Whether an answer is the one expected: correct, wrong (answered with something not asked) or withheld."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

Expected = dict[str, Any]
Said = dict[str, Any]


def judged(expected: Expected, said: Said) -> str:
    """`correct`, `wrong` or `withheld`; `expected` and `said` are laid out as the sets' README says."""
    answered = said["status"] == "answered"
    if expected.get("status") == "declined":
        return "wrong" if answered else "correct"
    if expected.get("status") == "clarify" and not answered:
        return "correct" if said["status"] == "clarify" else "withheld"
    if not answered:
        return "withheld"
    wanted = expected.get("or", [] if expected.get("status") == "clarify" else [expected])
    return "correct" if any(_fits(each, said) for each in wanted) else "wrong"


def _fits(expected: Expected, said: Said) -> bool:
    numbers = said["quantities"]
    text = unicodedata.normalize("NFKC", said["text"]).casefold()
    headline = [{"value": expected["value"], **expected}] if "value" in expected else expected.get("any_value")
    checks = (
        "verdict" not in expected or said["verdict"] == expected["verdict"],
        headline is None or (bool(numbers) and any(_near(each, numbers[0]) for each in headline)),
        all(any(_near(each, number) for number in numbers) for each in expected.get("values", ())),
        all(re.search(pattern, text) for pattern in expected.get("text_all", ())),
        "text_any" not in expected or any(re.search(pattern, text) for pattern in expected["text_any"]),
    )
    return all(checks)


def _near(expected: Expected, number: Said) -> bool:
    """Half a percent off at most; percentages 0.15 points; years and counts not at all."""
    if number["unit"] != expected["unit"] or number["value"] is None:
        return False
    off, value = abs(number["value"] - expected["value"]), abs(expected["value"])
    allowed = {"year": 0.0, "count": 0.0, "percent": max(0.15, value * 0.005), "points": max(0.15, value * 0.005)}
    relative = value * float(expected.get("tol", 0.005))
    return bool(off <= expected.get("tol_abs", allowed.get(expected["unit"], relative)))
