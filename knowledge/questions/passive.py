"""Who overtook whom: "domestic was overtaken by overseas" says of overseas what "overseas overtook domestic" says."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Catalogue, Query, Relation
from knowledge.questions.reading import Tag

PASSIVE = "relation:by"
AHEAD = frozenset({Relation.ABOVE, Relation.AT_LEAST})


def turned_round(query: Query, tags: Sequence[Tag], language: str, catalogue: Catalogue) -> Query:
    """The query with the one that overtakes as its first item, where the question says it in the passive."""
    relation = query.claim.relation if query.claim else query.relation
    if relation not in AHEAD or len(query.items) != 2:
        return query
    agent = _agent(tags, language)
    first, second = (catalogue.metrics[item.metric].geography.value for item in query.items)
    if agent is None or first == second or agent != second:
        return query
    return query.model_copy(update={"items": query.items[::-1]})


def _agent(tags: Sequence[Tag], language: str) -> str | None:
    """The place that is named next to the passive: behind it in English, before it in Japanese."""
    index = next((index for index, tag in enumerate(tags) if tag.has(PASSIVE)), None)
    if index is None:
        return None
    near = tags[index + 1 : index + 4] if language == "en" else tags[max(0, index - 1) : index]
    return next((place for tag in near for place in tag.names("geo") if place in ("overseas", "domestic")), None)
