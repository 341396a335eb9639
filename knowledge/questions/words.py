"""English text -> tags: every word with its meanings, its repair, or nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from knowledge.questions.lexicon import END, Lexicon, Trie, forms
from knowledge.questions.numbers import Number, numbers_in
from knowledge.questions.reading import Tag
from knowledge.questions.typos import Speller

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|\.\.\.|[^\w\s]|_")
_TRAILING = re.compile(r"'s$|'$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a punctuation mark, as [start, end) of the text; apostrophes are dropped from `text`."""

    text: str
    start: int
    end: int
    number: Number | None = None
    repaired: str | None = None
    typed: str | None = None


def tokens(text: str) -> list[Token]:
    """The words and marks of a normalised text, in order."""
    return [Token(_plain(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def _plain(word: str) -> str:
    return _TRAILING.sub("", word).replace("'", "") or word


def tagged(text: str, lexicon: Lexicon, speller: Speller) -> list[Tag]:
    """Every token of the text in one tag: exact parts first, then the longest phrases, then repairs."""
    pieces = [piece for token in _with_numbers(text) for piece in _spelt(token, lexicon, speller)]
    topics = _topics(pieces, lexicon)
    tags: list[Tag] = []
    position = 0
    while position < len(pieces):
        tag, following = _longest(pieces, position, lexicon)
        if tag.unknown and (meant := _second_look(tag.text, lexicon, speller)) is not None:
            tag = replace(tag, concepts=meant[1], repaired=meant[0], typed=tag.text)
        spoken = frozenset().union(*topics[position:following])
        tags.append(replace(tag, concepts=tag.concepts | spoken) if spoken else tag)
        position = following
    return tags


def _second_look(word: str, lexicon: Lexicon, speller: Speller) -> tuple[str, frozenset[str]] | None:
    """A word known from phrases only (the "th" of "4 th"), standing alone: what it abbreviates or was meant for."""
    if not word.isalpha() or not knows(lexicon, word) or word in lexicon.named:
        return None
    for meant in speller.other(word):
        _, concepts = _match(lexicon.trie, [Token(meant, 0, 0)], 0)
        if concepts is not None:
            return meant, concepts
    return None


def _topics(pieces: list[Token], lexicon: Lexicon) -> list[frozenset[str]]:
    """The topics that each token is part of."""
    found: list[frozenset[str]] = [frozenset()] * len(pieces)
    for position, piece in enumerate(pieces):
        if lexicon.topics.keys().isdisjoint(forms(piece.text)):
            continue
        length, topics = _match(lexicon.topics, pieces, position)
        for covered in range(position, position + length):
            found[covered] |= topics or frozenset()
    return found


def _with_numbers(text: str) -> list[Token]:
    """Tokens, with those inside a quantity or a year replaced by one token for it."""
    found = numbers_in(text)
    starts = [number.start for number in found]

    def within(token: Token) -> bool:
        before = bisect_left(starts, token.end)
        return before > 0 and token.start < found[before - 1].end

    rest = [token for token in tokens(text) if not within(token)]
    exact = [Token(text[n.start : n.end], n.start, n.end, n) for n in found]
    return sorted(rest + exact, key=lambda token: token.start)


SHORTHAND = {
    "hw": "how",
    "iz": "is",
    "wuz": "was",
    "duz": "does",
    "shud": "should",
    "shld": "should",
    "cud": "could",
    "wud": "would",
    "gona": "going",
}
"""How people write small words when they are in a hurry: read as the word, in whatever phrase it stands."""


def _spelt(token: Token, lexicon: Lexicon, speller: Speller) -> list[Token]:
    if token.text in SHORTHAND:
        return [replace(token, text=SHORTHAND[token.text])]
    if token.number or not token.text.isalpha() or knows(lexicon, token.text):
        return [token]
    words = speller.spelt(token.text)
    if words is None:
        return [token]
    shown = " ".join(words)
    return [
        replace(token, text=word, repaired=shown, typed=token.text) if number == 0 else replace(token, text=word)
        for number, word in enumerate(words)
    ]


def knows(lexicon: Lexicon, word: str) -> bool:
    """Whether the word, its singular or its stem stands in the lexicon."""
    for form in forms(word):
        if form in lexicon.vocabulary or form in lexicon.named:
            return True
    return stem_of(lexicon, word) is not None


def stem_of(lexicon: Lexicon, word: str) -> frozenset[str] | None:
    for length in range(len(word), 3, -1):
        if word[:length] in lexicon.stems:
            return lexicon.stems[word[:length]]
    return None


def _longest(pieces: list[Token], start: int, lexicon: Lexicon) -> tuple[Tag, int]:
    first = pieces[start]
    if first.number:
        number = first.number
        return tag_of(number, first.text), start + 1
    length, concepts = _match(lexicon.trie, pieces, start)
    if concepts is None:
        length, concepts = 1, stem_of(lexicon, first.text) or _mark(first.text)
    used = pieces[start : start + length]
    repaired = next((piece.repaired for piece in used if piece.repaired), None)
    typed = next((piece.typed for piece in used if piece.typed), None)
    text = " ".join(piece.text for piece in used)
    return Tag(first.start, used[-1].end, text, concepts, repaired=repaired, typed=typed), start + length


def tag_of(number: Number, text: str) -> Tag:
    """A number or a year, as a tag."""
    unit_said, year, until = number.unit_said, number.year, number.until
    return Tag(number.start, number.end, text, frozenset(), number.quantity, unit_said, year, until)


def _mark(text: str) -> frozenset[str]:
    return frozenset() if text.isalnum() else frozenset({"sep:mark"})


def _match(trie: Trie, pieces: list[Token], start: int) -> tuple[int, frozenset[str] | None]:
    """The longest phrase from `start` on: how many tokens, and its meanings."""
    best: tuple[int, frozenset[str] | None] = (0, None)
    nodes: list[Trie] = [trie]
    for offset, index in enumerate(range(start, len(pieces))):
        spelt = forms(pieces[index].text)
        nodes = [child for node in nodes for form in spelt if isinstance(child := node.get(form), dict)]
        if not nodes:
            break
        found = next((meanings for node in nodes if isinstance(meanings := node.get(END), frozenset)), None)
        if found is not None:
            best = (offset + 1, found)
    return best
