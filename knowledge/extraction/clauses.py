"""Cuts a message into sentences, and these into what may each be a claim of its own."""

from __future__ import annotations

import re

_SENTENCE = re.compile(
    r"(?<=[.!?。！？])(?!(?<=\b[Nn]o\.)\s+\d{1,2}\b(?![.,]\d|\s*(?:[tbm]r?illion|percent|%)))[\"”’」』]*\s+|(?<=[。！？])[」』]*|(?<=[!?])(?=[^\x00-\x7f])|\n+"
)

_ASKED_AND_ANSWERED = re.compile(r"\?\s+(?=[A-Z][a-z]+(?: [a-z]+)?\.(?:\s|$))")
""" "The largest of all? Streaming." """

_CLAUSE = re.compile(
    r"[,;]\s+|:\s|\s[-–—]+\s|[()（）、，；：「」『』“”]"
    r"|\s+(?=(?:and(?!\s+['’]?\d)|but|while|whereas|so|yet|though|although|because|since they|which means)\s)"
    r"|(?<=だが)|(?<=けど)|(?<=のに)|(?<=一方で)|(?<!いで)(?<=で)(?=\d位)",
    re.IGNORECASE,
)

_YEARS = re.compile(
    r"(?:\b(?:in|by|back|since|and|then|from|to|for|of|between|during|the|years?)\b|[\d\s年に、・~–-])+", re.IGNORECASE
)


_EXCEPTING = re.compile(
    r"\b(?:except|apart from|other than|besides|excluding|aside from)(?: [^\s,]+){1,2}$", re.IGNORECASE
)
LISTED = 3
"""Words of a part that is one of several that are listed."""

_OF_ALL = re.compile(
    r"\b(?:every|each|all|no|none of the|any) (?:[^\s,]+ ){0,2}(?:categor(?:y|ies)|segments?)$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween(?: [^\s,]+){1,3}$", re.IGNORECASE)
ENDING = {"and": _BETWEEN, "but": _OF_ALL}
"""How a part ends that goes on in the next, by the word that this begins with."""


def sentences(text: str) -> list[str]:
    """Those with a word in them, in order."""
    return _with_words(_SENTENCE, _ASKED_AND_ANSWERED.sub(": ", text))


def clauses(sentence: str) -> list[str]:
    """The parts of a sentence; none where it has only one. A year that stands alone belongs to what follows it."""
    parts: list[str] = []
    dated = ""
    for part in _together(_with_words(_CLAUSE, sentence)):
        if _YEARS.fullmatch(part):
            dated = f"{dated}{part}, "
        else:
            parts.append(dated + part)
            dated = ""
    return parts if len(parts) > 1 else []


def _together(parts: list[str]) -> list[str]:
    """Parts of which one ends with the first of two things that something lies between, or with all of which one is
    excepted, with the next, and the things that are excepted with each other: "the gap between overseas and domestic
    is", "no category but streaming grew", "all except films, discs and music fell".
    """
    found: list[str] = []
    listing = False
    for part in parts:
        first = part.split(" ", 1)[0].lower()
        goes_on = bool(found) and first in ENDING and ENDING[first].search(found[-1]) is not None
        if goes_on or (listing and (first == "and" or len(part.split()) <= LISTED)):
            found[-1] += f" {part}" if first in ENDING else f", {part}"
            listing = listing and first != "and"
        else:
            found.append(part)
            listing = _EXCEPTING.search(part) is not None
    return found


def parts_of(text: str) -> list[str]:
    """The parts of all sentences, in order."""
    return [part for sentence in sentences(text) for part in clauses(sentence) or [sentence]]


def _with_words(between: re.Pattern[str], text: str) -> list[str]:
    return [part.strip() for part in between.split(text) if any(map(str.isalnum, part))]
