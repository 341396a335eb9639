"""In which language a text is written, as far as its letters alone tell."""

from __future__ import annotations

import re

_JAPANESE = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uff66-\uff9f]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


def language_of(text: str) -> str | None:
    """`ja` for Japanese letters, `en` for Latin words, None for neither (numbers, signs)."""
    if _JAPANESE.search(text):
        return "ja"
    return "en" if _LATIN_WORD.search(text) else None
