""" "Why?" behind an answer asks for the reasons of what happened, and claims nothing of its own."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from knowledge.model import Catalogue, Item, Kind, Operation, Query, Rank, Relation, Unit
from knowledge.questions.reading import Tag

SAID = ("change:up", "change:down", "relation:not", "op:never", "kind:growth", "op:pass", "op:overtake")
"""The meanings of words that say what happened."""


def of_what_happened(query: Query, tags: Sequence[Tag], catalogue: Catalogue) -> Query:
    """A question for reasons that says nothing of what happened, as one for those of what did: a rise or a fall."""
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if not query.why or claim is None or bound is None or bound.value != 0 or query.operation is not Operation.VALUE:
        return query
    if len(query.items) != 1 or any(tag.has(*SAID) or tag.number is not None for tag in tags):
        return query
    (item,) = query.items
    moved = _moved(item, catalogue)
    if item.kind is not Kind.GROWTH or not moved:
        return query
    relation = Relation.ABOVE if moved > 0 else Relation.BELOW
    return query.model_copy(update={"claim": claim.model_copy(update={"relation": relation})})


def _moved(item: Item, catalogue: Catalogue) -> Decimal:
    """By what something moved in a year, as it was printed or else from level to level; nothing where none is held."""
    of_it = [figure for figure in catalogue.of(item.metric) if figure.rank is Rank.PREFERRED]
    printed = next((each.value for each in of_it if (each.kind, each.period) == (Kind.GROWTH, item.period)), None)
    if printed is not None or item.period is None:
        return printed or Decimal(0)
    levels = {each.period: each.value for each in of_it if each.kind is Kind.LEVEL and each.unit is Unit.JPY}
    ends = (levels.get(item.period), levels.get(item.period - 1))
    return ends[0] - ends[1] if ends[0] is not None and ends[1] is not None else Decimal(0)
