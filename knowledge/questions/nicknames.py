"""What a server calls a metric that the lexicon describes: read as its own name. Others are words of the lexicon."""

from __future__ import annotations

import re

from knowledge.model import Catalogue
from knowledge.questions.lexicon import named_only
from knowledge.questions.normalise import normalised


class Nicknames:
    """The nicknames of one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue) -> None:
        words = {metric.id for metric in named_only(catalogue)}
        self._names = {
            normalised(nickname): normalised(metric.names[language].name)
            for metric in catalogue.metrics.values()
            if metric.id not in words
            for language, nicknames in metric.nicknames.items()
            if language in metric.names
            for nickname in nicknames
        }
        longest_first = sorted(filter(None, self._names), key=len, reverse=True)
        self._any = re.compile("|".join(map(_bounded, longest_first))) if longest_first else None

    def replaced(self, plain: str) -> str:
        """A normalised text with nicknames as names."""
        return self._any.sub(lambda match: self._names[match.group()], plain) if self._any else plain


def _bounded(nickname: str) -> str:
    """Letters of the alphabet stand as words of their own."""
    before = r"(?<![a-z0-9])" if nickname[0].isascii() else ""
    after = r"(?![a-z0-9])" if nickname[-1].isascii() else ""
    return f"{before}{re.escape(nickname)}{after}"
