"""Whose the report says something is, and whose others say it is: "METI, not the AJA, publishes it"."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from knowledge.model import Relation
from knowledge.questions.normalise import is_japanese

NAMES = Path(__file__).with_name("rivals.toml")

_NOT = (
    r"(?:not|anything but|\w+n[’']t|(?:is|was|are|were|do|does|did|has|ai)nt|never|nor|neither|rather than|instead of)"
)
_ONLY = r"(?:only|just|merely|simply|alone|even|yet)"
_LITTLE = r"(?:the|a|an|by|at|in|of|from|for|to|with|mr|ms|that|any|it's|on)"
_DENIED_BEFORE = re.compile(
    rf"\b{_NOT}\s+(?!{_ONLY}\b)(?:(?:(?!until\b|before\b)\w+\s+){{1,2}}(?:by|from|in|at|to|as|with)\s+)?(?:{_LITTLE}\s+){{0,3}}$"
    rf"|\b{_NOT}\s+(?:expect|think|predict|foresee)\w*\s+(?:\w+\s+){{0,6}}$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    rf"\s+(?:(?:is|was|are|were|do|does|did|has|have)(?:\s+not|n[’']?t)|never|(?:is\s+)?no\s+longer)\b(?!\s+{_ONLY}\b)"
    r"[^,;:.!?—]*[.!?]*\s*$",
    re.IGNORECASE,
)
_DENIED_BEHIND = re.compile(
    r"(?:さん|氏|側|の[^、。]{0,6})?(?:(?:では|じゃ)(?:な|ありませ|ござ)|でも?な|とは(?:違|別|異)|以外|(?:ら|っ?て(?:は)?い?)な[いかく])"
)
_DENIES = re.compile(rf"\b(?:{_NOT}|no|nothing)\b|な[いかくっし]|ません|ぬ|別物|違", re.IGNORECASE)
_SURELY = re.compile(
    r"\b(?:(?:there is|there's) )?(?:no|without a|not a) (?:doubt|question|mistake)(?: about it)?(?: that)?\b"
    r"|(?:間違い|に違い|に相違)な[くい]",
    re.IGNORECASE,
)
_NOT_ALONE = re.compile(
    r"(?:\bnot|(?<=[a-z])n[’']t)\s+(?:just|only|merely|simply)\s+|(?:だけ|のみ)(?:で|じゃ)は?な[くい]", re.IGNORECASE
)
"""What makes a name one that it is not: the words before it or right behind it to the end in English, those behind it
in Japanese; what denies anything at all; what only seems to; and what denies nothing but that it is all.
"""


@dataclass(frozen=True)
class Slot:
    """What a statement says of whom: how its own is named, and the names of others of that kind."""

    own: tuple[str, ...]
    every: tuple[str, ...]

    def named(self, text: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
        """Where a text names its own, and where others."""
        found = list(self.pattern.finditer(text))
        own = [match for match in found if match[0].lower() in self._own]
        return own, [match for match in found if match not in own]

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(map(str.lower, self.own))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of the names, the longest first."""
        longest = sorted({*self.own, *self.every}, key=len, reverse=True)
        return re.compile("|".join(map(_as_a_word, longest)), re.IGNORECASE)


def whose(statement: str, text: str) -> Relation | None:
    """Whether a text says of a statement's own what it says; NOT_SO where it says it of another, None where names do
    not tell.
    """
    language = "ja" if is_japanese(text) else "en"
    text = _SURELY.sub("", text)
    found = {_whose(by_language[language], text) for by_language in statements().get(statement, ())}
    return next((relation for relation in (Relation.NOT_SO, Relation.SO) if relation in found), None)


def _whose(slot: Slot, text: str) -> Relation | None:
    own, others = slot.named(text)
    denied = _is_denied_in_japanese if is_japanese(text) else _is_denied
    own_denied, others_denied = ([denied(text, match) for match in matches] for matches in (own, others))
    if own and all(own_denied):
        return Relation.NOT_SO
    if others and all(others_denied) and not any(own_denied):
        return Relation.SO
    told = _NOT_ALONE.sub(lambda found: found[0] if slot.pattern.match(text, found.end()) else "", text)
    return Relation.NOT_SO if others and not own and not _DENIES.search(told) else None


def _is_denied(text: str, match: re.Match[str]) -> bool:
    before = _DENIED_BEFORE.search(text[: match.start()])
    return before is not None or _DENIED_AFTER.match(text, match.end()) is not None


def _is_denied_in_japanese(text: str, match: re.Match[str]) -> bool:
    return _DENIED_BEHIND.match(text, match.end()) is not None


@cache
def statements() -> Mapping[str, Sequence[Mapping[str, Slot]]]:
    """The statements that say something of somebody, with what they say of whom by language."""
    told = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    found = defaultdict[str, list[Mapping[str, Slot]]](list)
    for each in told["slot"]:
        every = told["kind"][each["kind"]]
        slot = {code: Slot(_names(each[code]), _names(every[code])) for code in ("en", "ja")}
        for statement in each["statements"]:
            found[statement].append(slot)
    return found


def _names(told: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in told.split(","))


def _as_a_word(name: str) -> str:
    if name.isascii():
        return rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])"
    return rf"(?<!\d){re.escape(name)}" if name[0].isdigit() else re.escape(name)
