"""Texts made to fit Discord's limits: shortened at a word's end, never in the middle of an escaped sign."""

from __future__ import annotations

_MORE = "…"
_LOOK_BACK = 40


def whole(text: str) -> str:
    """The text without halves of characters, which JSON can carry and neither a database nor Discord takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def clipped(text: str, limit: int) -> str:
    """The text within `limit` characters, with an ellipsis where something was left out; empty for a limit under 1."""
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    kept = _whole_words(text[: limit - 1], following=text[limit - 1])
    return kept.rstrip(" \n\\,;:、。") + _MORE


def _whole_words(kept: str, *, following: str) -> str:
    """Without the word that the cut went through, where a space is near (Japanese has none)."""
    if following.isspace():
        return kept
    space = max(kept.rfind(" "), kept.rfind("\n"))
    return kept[:space] if space >= 0 and len(kept) - space <= _LOOK_BACK else kept
