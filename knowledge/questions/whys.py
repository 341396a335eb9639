""" "Why?" behind an answer asks for the reasons of what happened, and claims nothing of its own."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Query
from knowledge.questions.reading import Tag

SAID = ("change:up", "change:down", "relation:not", "op:never", "kind:growth", "op:pass", "op:overtake")
"""The meanings of words that say what happened."""


def without_unsaid_premise(query: Query, tags: Sequence[Tag]) -> Query:
    """A question for reasons, without what it was read to say of what happened where no word says so."""
    bound = query.claim.bound if query.claim is not None else None
    unsaid = query.why and bound is not None and bound.value == 0
    said = any(tag.has(*SAID) or tag.number is not None for tag in tags)
    return query.model_copy(update={"claim": None}) if unsaid and not said else query
