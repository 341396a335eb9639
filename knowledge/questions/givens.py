"""What a question gives to work with, and what the store needs not be given: "working backwards from 2023's growth,
how large was it in 2022?" asks for 2022."""

from __future__ import annotations

import re

_CLAUSES = tuple(
    re.compile(pattern)
    for pattern in (
        # a clause before the question, with a number or a year of its own
        r"^(?:given|knowing|considering|seeing)\s+(?:that\s+)?[^,?]*\d[^,?]*,\s*(?=(?:what|how|which)\b[^?]*\b(?:19|20)\d\d\b)",
        # one that leaves figures aside
        r"^(?:leaving|setting|putting)\s+[^,?]*?\baside\b[^,?]*\d[^,?]*,\s*",
        r"^(?:leaving|setting|putting)\s+aside\b[^,?]*\d[^,?]*,\s*",
        r"^[^、。?\d]*\d(?:[^、。?]*でも、|(?:(?!でも)[^、。?])*でも)[^、。?\d]*\d[^、。?]*でもな(?:くて|く|い)、?",
        # a denial behind the question
        r"(?<=\?)\s*[^?.!]*(?:\b(?:not|never)\b|n't\b)[^?]*$",
        # one behind it
        r",?\s*\b(?:work(?:ing|ed)?|calculat(?:ing|ed)|reckon(?:ing|ed)|count(?:ing|ed)|solv(?:ing|ed)|back(?:ing|ed)?)\s+(?:it\s+)?(?:out\s+)?(?:back|backwards?|back\s+out)\s+from\s+[^?]*",
        r"(?:19|20)\d\d年?の[^、。?]{0,24}(?:から|より|で|を使って|を基に|をもとに|を元に)\s?(?:逆算|計算)(?:したら|すると|して|すれば|した場合)?(?:、|は)?",
    )
)
_NOT_THAT = re.compile(
    r"[^、。\s,?!]{1,14}?(?:じゃなくて|ではなくて|ではなく|でなく|やのうて|やなくて|じゃなく)、?"
    r"|(?<=[a-z0-9])\s*,\s*not\s+(?:the\s+)?[a-z ]{3,30}?(?=[.?!]*$)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def without_corrected(plain: str) -> str:
    """A later turn's text without what it takes back: "merchandise, not streaming" asks for merchandise."""
    return _NOT_THAT.sub("", plain).strip() or plain


def without_givens(plain: str) -> str:
    """A normalised text without such a clause, where what is left says its own year."""
    for pattern in _CLAUSES:
        match = pattern.search(plain)
        if match is not None and match[0].strip():
            rest = f"{plain[: match.start()]} {plain[match.end() :]}".strip()
            if _YEAR.search(rest):
                return " ".join(rest.split()) if rest.isascii() else rest
    return plain
