"""What is said to be so where a text says beside it what is not: "it was the editor, not the chair, who said it"."""

from __future__ import annotations

import re

from knowledge.questions.normalise import is_japanese

_NO_OTHER = (
    r"(?:(?:only|just|merely|simply|solely|alone|even|until|till|yet|once|by|before|an?|one|any|every|all|to|that"
    r"|because|sure|counting|including|so|very|in|since|much|far|quite|bad|(?:the )?(?:reverse|opposite|other way))\b"
    r"|(?:[^\s,;:.]+ ){1,4}(?:alone|only)\b)"
)
"""What makes of a "not" no other thing: "not only", "not until 2023", "not a single one", "not of anime alone"."""

_WORD = r"[^\s,;:.!?()—–]+(?:[.,]\d[^\s,;:!?()—–]*)?"
_FEW = rf"{_WORD}(?: {_WORD}){{0,7}}?"
_END = r"(?=[,;:!?()—–]|\.(?:\s|$)|\s*$"

_BEHIND = re.compile(rf"\s*[,(–—-]\s*(?:and )?not (?!{_NO_OTHER}){_FEW}{_END})[)]?,?", re.IGNORECASE)
_RATHER = re.compile(
    rf",?\s+(?:rather than|as opposed to|instead of) {_FEW}{_END}"
    r"|\s(?:who|that|which|is|was|are|were|has|had|said|says|made|took|leads?|led)\b),?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?P<be>is|was|are|were|['’]s)(?:\s+not|n['’]?t) (?!{_NO_OTHER}){_FEW},? but (?:rather )?(?!also\b)",
    re.IGNORECASE,
)
""" "…, not Y", "rather than Y", and "isn't Y but …"."""

_JAPANESE = re.compile(
    r"(?P<before>(?:^(?=.{1,9}(?:では|じゃ))|[はがも、。：「]))(?P<no>[^はがも、。：「」]{1,20}?)"
    r"(?:(?:では|じゃ|で)な(?:くて?|い、)|(?:では|じゃ)ありません、)、?\s*"
)
_ALSO = re.compile(r"(?:だけ|のみ|ばかり|ごと|わけ|もの|ほど|以上|最初|初めて|一番)$")
"""YではなくX; what denies no other thing before it."""


def asserted(text: str) -> str:
    """A text without what it says is not so, where it says as well what is; itself where it does not."""
    if is_japanese(text):
        return _JAPANESE.sub(lambda found: found[0] if _ALSO.search(found["no"]) else found["before"], text)
    text = _BEFORE.sub(lambda found: f"{found['be']} ", text)
    return _RATHER.sub("", _BEHIND.sub("", text))
