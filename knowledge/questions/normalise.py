"""Text as it was typed -> text to read: one width, one case, no invisible characters, no Discord syntax."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 2_000
"""Characters that are read of a question: Discord's own limit for a message."""

_DISCORD = re.compile(r"~~[^~]{1,500}~~|<a?:\w{1,32}:\d{1,20}>|<[@#][!&]?\d{1,20}>|<t:-?\d{1,20}(?::\w)?>|https?://\S+")
_AT_NAME = re.compile(r"(?<!\w)@[\w.\-]{1,32}")
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "−": "-", "○": "〇", "‐": "-", "‑": "-"}
)
_KEPT_SYMBOLS = set("$¥€£₩₹%+=<>~→←↑↓/&°#")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_BLANKS = re.compile(r"\s{3,}")
"""More of them say no more, and patterns that allow blanks between two words would try every place among them."""

_LONG_RUN = re.compile(r"([^\W\d_])\1{2,}")
_MINUS = re.compile(r"[▲△▼](?=\s?\d)")
"""What Japanese tables print for minus."""
_POINT = re.compile(r"(?<=\d)・(?=\d{1,2}\s?(?:%|倍|割|ポイント|兆|億|万))")
_LAUGH = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])[w草]+(?=[\s。、!?]|$)")
"""How Japanese chat ends a sentence with a laugh: 約2.5倍w."""

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々〆ヶ]")


def normalised(text: str, longest: int = LONGEST) -> str:
    """NFKC, case folded; invisible characters, emoji, Discord's mentions, links and hyphens in words become spaces."""
    text = unicodedata.normalize("NFKC", text[:longest])[:longest].translate(_QUOTES)  # one character may become 18
    text = _AT_NAME.sub(" ", _DISCORD.sub(" ", text)).casefold()
    if is_japanese(text):
        text = _LAUGH.sub(" ", _POINT.sub(".", _MINUS.sub("-", text)))
    return _BLANKS.sub("  ", _HYPHEN.sub(" ", "".join(_visible(char) for char in text)))


@lru_cache(maxsize=8_192)
def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))  # digits of all scripts are digits
    if category in ("Cf", "Mn", "Me") and char not in "\u3099\u309a":
        return ""
    if category[0] == "C" or (category in ("So", "Sk") and char not in _KEPT_SYMBOLS):
        return " "
    return unicodedata.normalize("NFD", char)[0] if char in _ACCENTED else char


_ACCENTED = frozenset(map(chr, range(0xC0, 0x250)))
"""Latin letters that people type with or without their marks: cafés, Pokémon."""


def is_japanese(text: str) -> bool:
    """Whether it holds kana or kanji."""
    return _JAPANESE.search(text) is not None


def without_long_runs(word: str) -> str:
    """`pleeease` -> `plese`, `sooo` -> `so`: a letter three times or more in a row is held down, not spelt."""
    return _LONG_RUN.sub(r"\1", word)


_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def hiragana(text: str) -> str:
    """Katakana as hiragana, character for character, so that アニメ and あにめ are one."""
    return text.translate(_HIRAGANA)
