"""Which statement of the report a question is about: found by its topics and its own words, not by one wording."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from knowledge.model import Catalogue, Statement
from knowledge.questions.normalise import hiragana, normalised
from knowledge.questions.reading import Tag
from knowledge.questions.words import tokens

NAMES = frozenset(
    "ishikawa hasegawa nippon_animation tiffcom toho godzilla gundam chao annecy storytelling rights ecosystem "
    "human_media".split()
)
"""Topics that say on their own that a statement is asked for."""

STRONG = NAMES | frozenset(
    "festival exports aims chair editor economy award publication initiative industry momentum".split()
)
"""With the topics that do so together with another; the rest are words of figures too."""

ENOUGH, ENOUGH_OF_STRONG = 3.4, 2.2
"""The least weight with which a statement is found: one rare topic, or two common ones; less for a name."""

CLOSE = 0.74
"""A runner-up this near to the first is said with it."""


@dataclass(frozen=True)
class Found:
    """Statements for a question, best first, with the weight of the best."""

    statements: tuple[Statement, ...]
    weight: float


class Finder:
    """Finds statements among those of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._statements = tuple(catalogue.statements.values())

    @cached_property
    def _rarity(self) -> dict[str, float]:
        counts = Counter(topic for statement in self._statements for topic in set(statement.topics))
        return {topic: math.log(1 + len(self._statements) / count) for topic, count in counts.items()}

    @cached_property
    def _bags(self) -> dict[str, frozenset[str]]:
        return {
            s.id: frozenset(_content_words(s.text.get("en", "") + " " + s.short.get("en", "")))
            for s in self._statements
        }

    @cached_property
    def _word_rarity(self) -> dict[str, float]:
        counts = Counter(word for bag in self._bags.values() for word in bag)
        return {word: math.log(1 + len(self._bags) / count) for word, count in counts.items()}

    def found(self, tags: Iterable[Tag], asks: frozenset[str]) -> Found | None:
        """The statement most about these words; None when none is enough about them."""
        tags = tuple(tags)
        topics = Counter(topic for tag in tags for topic in tag.names("topic"))
        words = {word for tag in tags for word in tag.text.split() if len(word) > 3}
        near = [s for s in self._statements if not topics.keys().isdisjoint(s.topics)]
        if not near:
            return None
        ranked = sorted(((self._weight(s, topics, words, asks), s) for s in near), key=lambda pair: -pair[0])
        best, first = ranked[0]
        held = [topic for topic in first.topics if topic in topics]
        named = any(topic in NAMES for topic in held) or (len(held) > 1 and any(topic in STRONG for topic in held))
        if not named and len(held) < 2 and not asks & {"where", "who"}:
            return None
        if best < (ENOUGH_OF_STRONG if named or asks & {"where", "who"} else ENOUGH):
            return None
        close = tuple(s for weight, s in ranked[1:2] if weight >= best * CLOSE)
        return Found((first, *close), best)

    def _weight(self, statement: Statement, topics: Counter[str], words: set[str], asks: frozenset[str]) -> float:
        held = [topic for topic in statement.topics if topic in topics]
        weight = sum(self._rarity[topic] * (1.0 if topic == statement.topics[0] else 0.7) for topic in held)
        missed = sum(0.55 * self._rarity.get(t, 1.0) for t in topics if t in STRONG and t not in statement.topics)
        overlap = sum(0.35 * self._word_rarity[word] for word in words if word in self._bags[statement.id])
        lead = 0.0 if not held or statement.topics[0] in topics else 0.8
        facet = 0.4 if asks & set(statement.asks) else -0.3 if asks else 0.0
        return weight + min(overlap, 2.5) - missed - lead + (facet if held else 0.0)


def explains(statements: Iterable[Statement], tag: Tag, language: str) -> bool:
    """Whether a word of the question is one of the statement's topics, or stands in its text."""
    for statement in statements:
        places = {
            "overseas": "overseas",
            "domestic": "domestic",
            "production": "narrow_market",
            "broad": "broad_market",
        }
        meant = [*tag.names("topic"), *(places.get(name, "") for name in (*tag.names("geo"), *tag.names("scope")))]
        if any(topic in statement.topics for topic in meant):
            return True
        text = statement.text.get(language, "") + " " + statement.short.get(language, "")
        if len(tag.text) > 2 and hiragana(tag.text) in hiragana(normalised(text)):
            return True
    return False


def _content_words(text: str) -> list[str]:
    return [token.text for token in tokens(normalised(text)) if len(token.text) > 3]
