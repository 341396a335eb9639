"""What is said to be so where a text says beside it what is not: "it was the editor, not the chair, who said it"."""

from __future__ import annotations

import re

from knowledge.questions.normalise import is_japanese

_SPACES = re.compile(r"[^\S\n]{2,}")
_NO_OTHER = (
    r"(?:(?:only|just|merely|simply|solely|alone|even|until|till|yet|once|by|before|an?|one|any|every|all|to|that"
    r"|because|sure|counting|including|so|very|in|since|much|far|quite|bad|true|right"
    r"|correct|really|happening|close|(?:the )?(?:reverse|opposite|other way))\b"
    r"|(?:[^\s,;:.]+ ){1,4}(?:alone|only)\b)"
)
"""What makes of a "not" no other thing: "not only", "not until 2023", "not a single one", "not of anime alone"."""

_WORD = r"[^\s,;:.!?()—–]+(?:[.,]\d[^\s,;:!?()—–]*)?"
_FEW = rf"{_WORD}(?: {_WORD}){{0,7}}?"
_END = r"(?=[,;:!?()—–]|\.(?:\s|$)|\s*$"

_BEHIND = re.compile(
    rf" ?[,(–—-] ?(?:and )?not (?!{_NO_OTHER}){_FEW}{_END})[)]?(?:,(?! ?(?:and )?not\b))?", re.IGNORECASE
)
_RATHER = re.compile(
    rf",? (?:rather than|as opposed to|instead of) {_FEW}{_END}"
    r"|\s(?:who|that|which|is|was|are|were|has|had|said|says|made|took|leads?|led)\b),?",
    re.IGNORECASE,
)
_NOT_JUST = re.compile(
    r"\b(?:is|was|are|were)(?: not|n['’]?t) (?:just|only|merely) (?:an? )?"
    r"(?:[¥$]?\d|half|third|quarter|fifth|tenth)[^,;.!?]{0,60}[,;] "
    r"(?:it|that|they) (?=(?:is|was|are|were)\b)",
    re.IGNORECASE,
)
_DID_NOT = re.compile(
    rf"\b(?P<did>did|does|do)(?: not|n['’]?t) (?P<verb>[a-z]+ (?:by |to )?)[¥$]?\d{_FEW},? but (?:rather )?"
    r"(?=(?:by |to )?[¥$]?\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?P<be>is|was|are|were|['’]s)(?: not|n['’]?t) (?!{_NO_OTHER}){_FEW},? but (?:rather )?(?!also\b)",
    re.IGNORECASE,
)
""" "…, not Y", "rather than Y", and "isn't Y but …"."""

_GOES_ON = re.compile(r"[^,;:.!?]*")
_RELATIVE = re.compile(r"\b(?:who|that|which)\b", re.IGNORECASE)
_OF_ITS_OWN = re.compile(
    r"^(?:i|it|he|she|they|we|you|this|there)\b|['’](?:s|re|ve|ll)\b"
    r"|\b(?:is|was|are|were|be|has|had|have|does|do|did|will|would|can|hit|hits|grew|grows|rose|fell|went|came|comes|made"
    r"|makes|runs?|said|says|publish(?:es|ed)|earned|earns|sold|sells|led|leads|holds?|stands|stood|reached|passed|shrank"
    r"|won|wins|beat|beats|topped|took|takes)\b",
    re.IGNORECASE,
)
"""What makes of the words behind a "but" a clause of its own, and not what is said in another's place."""

_DATED = re.compile(r" (?:in|of|for|by) (?:19|20)\d\d\b.*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_JAPANESE = re.compile(
    r"(?P<before>(?:^(?=.{1,9}(?:では|じゃ))|[はがも、。：「]))(?P<no>[^はがも、。：「」]{1,20}?)"
    r"(?:(?:では|じゃ|で)な(?:くて?(?!も)|い、)|(?:では|じゃ)ありません、)、? ?(?![^。、]{1,14}[はが])"
)
_ALSO = re.compile(r"(?:の|た|い|だけ|のみ|ばかり|ごと|わけ|もの|ほど|以上|最初|初めて|一番)$")
"""YではなくX; what denies no other thing before it."""


def asserted(text: str) -> str:
    """A text without what it says is not so, where it says in its place what is; else itself."""
    text = _SPACES.sub(" ", text)
    if is_japanese(text):
        return _JAPANESE.sub(lambda found: found[0] if _ALSO.search(found["no"]) else found["before"], text)
    text = _NOT_JUST.sub(" ", text)
    text = _DID_NOT.sub(r"\g<did> \g<verb>", text)
    text = _BEFORE.sub(lambda found: found[0] if _is_a_clause(found) else f"{found['be']} ", text)
    for pattern in (_BEHIND, _BEHIND, _RATHER):
        text = pattern.sub(_date_of, text)
    return text


def _is_a_clause(found: re.Match[str]) -> bool:
    """Whether what stands behind "isn't Y but" is a clause of its own: "isn't the chair, but she runs a studio"."""
    behind = _GOES_ON.match(found.string, found.end())
    told = _RELATIVE.split(behind[0])[0] if behind is not None else ""
    return _OF_ITS_OWN.search(told) is not None or not told.strip()


def _date_of(found: re.Match[str]) -> str:
    """What is left of what is not so: the year, where nothing else says one."""
    dated = _DATED.search(found[0].rstrip(",)"))
    rest = found.string[: found.start()] + found.string[found.end() :]
    return dated[0] if dated is not None and _YEAR.search(rest) is None else ""
