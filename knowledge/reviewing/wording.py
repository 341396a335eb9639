"""The sentences of this package."""

from __future__ import annotations

from knowledge.localising import Words

WORDS = Words(__package__ or "")
say = WORDS.say
printed = WORDS.printed
