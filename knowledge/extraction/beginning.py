"""How much is read of a text: as much as articles and chat messages have, and little enough of one that is a flood."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that is read of a text, in characters, in words and marks, and in numbers."""

    characters: int
    words: int
    numbers: int

    def beginning(self, text: str) -> str:
        """What is read of a text: all of it, or its sentences before the first word that is too many; where that is in
        its first sentence, all before that word.
        """
        whole, text = len(text), text[: self.characters]
        text = text[: self._end(text)]
        if self._is_more_than_it_looks(text):  # one letter may stand for many: ㌫, ŀ
            text = text[
                : bisect_left(range(len(text)), True, key=lambda end: self._is_more_than_it_looks(text[:end])) - 1
            ]
        if len(text) == whole:
            return text
        ends = [match.end() for match in _SENTENCE.finditer(text)]
        return text[: ends[-1]] if ends else text

    def _is_more_than_it_looks(self, text: str) -> bool:
        plain = unicodedata.normalize("NFKC", text)
        return self._end(plain) < len(plain)

    def _end(self, text: str) -> int:
        """Where the first word or number that is too many begins, or the end."""
        many = (next(islice(found.finditer(text), most, None), None) for found, most in self._counted())
        return min([self.characters, len(text), *(one.start() for one in many if one)])

    def _counted(self) -> tuple[tuple[re.Pattern[str], int], ...]:
        return (_NUMBER, self.numbers), (_WORD, self.words)


OF_ARTICLES = Limit(characters=4_000, words=1_000, numbers=100)
OF_MESSAGES = Limit(characters=2_000, words=300, numbers=40)

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WORD = re.compile(rf"[^\W\d_]{{1,12}}|{_NUMBER.pattern}|[^\w\s]|_")
"""A word in letters, or as much of one as a word has: Japanese has no spaces."""

_SENTENCE = re.compile(r"[.!?](?=\s)|[。！？\n]")
