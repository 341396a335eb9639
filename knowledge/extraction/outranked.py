"""That one thing only is larger than another, which is then the second: "only merchandise sells more than pachinko"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from knowledge.extraction.leads import AHEAD, BEHIND, SECOND
from knowledge.model import Claim, Item, MetricId, Operation, Quantity, Query, Relation, Unit
from knowledge.questions.reading import Tag

SECOND_PLACE = Claim(relation=Relation.EQUAL, bound=Quantity.exact(2, Unit.COUNT))

NEAR = 6
"""Words from the one that is larger to the one that it is larger than."""


def outranked_by_one(tags: Sequence[Tag], categories: Mapping[str, MetricId], year: int | None) -> Query | None:
    """The claim of the second place, if a text says that nothing but one category is larger than another; `categories`
    are concepts and what they name.
    """
    years = [tag.year for tag in tags if tag.year is not None]
    if len(years) > 1:
        return None
    for place, tag in enumerate(tags):
        second = _behind_it(tags, place, categories) if tag.has("op:only", "op:except") else None
        if second is not None:
            others = [metric for metric in dict.fromkeys(categories.values()) if metric != second]
            items = tuple(Item(metric=metric, period=next(iter(years), year)) for metric in (second, *others))
            return Query(operation=Operation.RANK, items=items, claim=SECOND_PLACE)
    return None


def _behind_it(tags: Sequence[Tag], place: int, categories: Mapping[str, MetricId]) -> MetricId | None:
    """What only one is larger than, where that one is named right behind the "only", or right before だけ."""
    if not tags[place].text.isascii():
        first, rest = _named(tags[max(0, place - 1) : place], categories), tags[:place]
        marked = [tag for tag, behind in pairwise(rest) if behind.text in SECOND]
        others = _named(marked, categories)
    else:
        first, rest = _named(tags[place + 1 : place + 2], categories), tags[place + 2 : place + 2 + NEAR]
        over = next((index for index, tag in enumerate(rest) if tag.has(*AHEAD)), len(rest))
        others = _named(rest[over + 1 :], categories)
    leads = any(tag.has(*AHEAD) for tag in rest) and not any(tag.has(*BEHIND, "relation:not") for tag in rest)
    return others[0] if leads and len(first) == 1 and len(others) == 1 and first != others else None


def _named(tags: Sequence[Tag], categories: Mapping[str, MetricId]) -> list[MetricId]:
    return [categories[each] for tag in tags for each in sorted(tag.concepts) if each in categories]


def the_only_larger(query: Query, tags: Sequence[Tag]) -> Query | None:
    """The claim of the second place that one year's being larger than another's is, where it is said to be the only
    one: "only 2019 grew faster than 2024".
    """
    if query.operation is not Operation.COMPARE or len(query.items) != 2 or query.claim is None:
        return None
    one, other = query.items
    same = one.metric == other.metric and one.kind is other.kind and one.period is not None
    only = any(tag.has("op:only") and behind.year == one.period for tag, behind in pairwise(tags))
    if not (same and only) or query.claim.relation is not Relation.ABOVE or query.claim.denied:
        return None
    return Query(operation=Operation.RANK, items=(other,), claim=SECOND_PLACE)
