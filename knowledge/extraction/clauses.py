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


def sentences(text: str) -> list[str]:
    """Those with a word in them, in order."""
    return _with_words(_SENTENCE, _ASKED_AND_ANSWERED.sub(": ", text))


def clauses(sentence: str) -> list[str]:
    """The parts of a sentence; none where it has only one. A year that stands alone belongs to what follows it."""
    parts: list[str] = []
    dated = ""
    for part in _with_words(_CLAUSE, sentence):
        if _YEARS.fullmatch(part):
            dated = f"{dated}{part}, "
        else:
            parts.append(dated + part)
            dated = ""
    return parts if len(parts) > 1 else []


def parts_of(text: str) -> list[str]:
    """The parts of all sentences, in order."""
    return [part for sentence in sentences(text) for part in clauses(sentence) or [sentence]]


def _with_words(between: re.Pattern[str], text: str) -> list[str]:
    return [part.strip() for part in between.split(text) if any(map(str.isalnum, part))]
