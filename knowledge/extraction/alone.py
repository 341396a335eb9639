"""What is said of one thing only, and so of all others that it is not so: "only merchandise sells more than pachinko",
"the only category that fell".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from knowledge.extraction.leads import AHEAD, BEHIND, PASSES, every_of, named_in
from knowledge.extraction.particles import marked
from knowledge.extraction.placing import ranked
from knowledge.model import Claim, Kind, MetricId, Operation, Query, Relation
from knowledge.questions.moving import tells_how_it_grew
from knowledge.questions.reading import Tag

FIRST_PLACE, SECOND_PLACE = 1, 2

_NO_CATEGORY = re.compile(r"\bno (?:other )?(?:[a-z]+ ){0,2}(?:category|segment)\b", re.IGNORECASE)

FEW = 4
"""Words from "the only" to the word for what it is one of."""

NEAR = 6
"""Words from the one that is larger to the one that it is larger than."""


def outranked_by_one(tags: Sequence[Tag], categories: Mapping[str, MetricId], year: int | None) -> Query | None:
    """The claim of the second place, if a text says that nothing but one category is larger than another; `categories`
    are concepts and what they name.
    """
    years = [tag.year for tag in tags if tag.year is not None]
    if len(years) > 1 or tells_how_it_grew(tags):
        return None
    for place, tag in enumerate(tags):
        second = _behind_it(tags, place, categories) if tag.has("op:only", "op:except") else None
        if second is not None:
            return ranked(second, every_of(categories), next(iter(years), year), SECOND_PLACE)
    return None


def nothing_above(text: str, tags: Sequence[Tag], categories: Mapping[str, MetricId], year: int | None) -> Query | None:
    """The claim of the first place, if a text says that no category is larger than one, or grew faster."""
    years = {tag.year for tag in tags if tag.year is not None}
    than = next((index for index, tag in enumerate(tags) if tag.text.split(" ")[-1] == "than"), None)
    before = next((index for index, tag in enumerate(tags) if tag.has("topic:categories")), None)
    if than is None or before is None or before > than or len(years) > 1 or not _NO_CATEGORY.search(text):
        return None
    ahead = any(tag.has(*PASSES) for tag in tags[before : than + 1])
    named = named_in(tags[than + 1 :], categories)
    if not ahead or not named or any(tag.has(*BEHIND) for tag in tags[before : than + 1]):
        return None
    grown = tells_how_it_grew(tags[before : than + 1])
    kind = Kind.GROWTH if grown else Kind.LEVEL
    return ranked(named[0], every_of(categories), next(iter(years), year), FIRST_PLACE, kind)


def _behind_it(tags: Sequence[Tag], place: int, categories: Mapping[str, MetricId]) -> MetricId | None:
    """What only one is larger than, where that one is named right behind the "only", or right before だけ."""
    if not tags[place].text.isascii():
        first, rest = named_in(tags[max(0, place - 1) : place], categories), tags[:place]
        second = marked(rest, categories).get(False)
        others = [second] if second is not None else []
    else:
        first, rest = named_in(tags[place + 1 : place + 2], categories), tags[place + 2 : place + 2 + NEAR]
        over = next((index for index, tag in enumerate(rest) if tag.has(*AHEAD)), len(rest))
        others = named_in(rest[over + 1 :], categories)
    leads = any(tag.has(*AHEAD) for tag in rest) and not any(tag.has(*BEHIND, "relation:not") for tag in rest)
    return others[0] if leads and len(first) == 1 and len(others) == 1 and first != others else None


def the_only_larger(query: Query, tags: Sequence[Tag]) -> Query | None:
    """The claim of the second place that one year's being larger than another's is, where it is said to be the only
    one: "only 2019 grew faster than 2024", "only one year grew faster than 2024".
    """
    if not 0 < len(query.items) < 3 or query.claim is None or query.claim.denied:
        return None
    *_, other = query.items
    if _only_one_year(tags) and query.operation in (Operation.YEARS, Operation.COMPARE):
        year = next((each.year for tag, each in pairwise(tags) if tag.text.endswith("than") and each.year), None)
        faster = any(tag.has(*PASSES) for tag in tags) and not any(tag.has(*BEHIND) for tag in tags)
        grown = tells_how_it_grew(tags)
        kind = Kind.GROWTH if grown else Kind.LEVEL
        return ranked(other.metric, (), year, SECOND_PLACE, kind) if year and faster else None
    if query.operation is not Operation.COMPARE or len(query.items) != 2:
        return None
    one = query.items[0]
    same = one.metric == other.metric and one.kind is other.kind and one.period is not None
    only = any(tag.has("op:only") and behind.year == one.period for tag, behind in pairwise(tags))
    if not (same and only) or query.claim.relation is not Relation.ABOVE:
        return None
    return ranked(other.metric, (), other.period, SECOND_PLACE, other.kind)


def _only_one_year(tags: Sequence[Tag]) -> bool:
    """ "Only one year ever grew quicker than 2023"."""
    return any(tag.has("op:only") and behind.text in ("one year", "1 year") for tag, behind in pairwise(tags))


def others_that_moved_not(
    query: Query, tags: Sequence[Tag], categories: Mapping[str, MetricId], named: Sequence[MetricId]
) -> list[Query]:
    """The claims that no other category grew, or fell, than those that are `named`, where one is said to be the only
    one that did.
    """
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or not claim.relation.is_bound or query.operation is not Operation.VALUE:
        return []
    (item,) = query.items[:1]
    by_itself = item.kind is Kind.LEVEL and any(tag.text == "alone" for tag in tags)
    if by_itself or item.kind is Kind.SHARE or item.metric not in categories.values():
        return []
    if not _is_the_only(tags, categories):
        return []
    relation = Relation.AT_MOST if claim.relation.is_upwards else Relation.AT_LEAST
    others = (metric for metric in every_of(categories) if metric not in named)
    items = (item.model_copy(update={"metric": metric}) for metric in others)
    return [
        Query(operation=Operation.VALUE, items=(each,), claim=Claim(relation=relation, bound=bound)) for each in items
    ]


def _is_the_only(tags: Sequence[Tag], categories: Mapping[str, MetricId]) -> bool:
    """Whether an "only" stands before a category that is named, or before the word for them all; だけ and "alone" stand
    behind it.
    """
    named = [index for index, tag in enumerate(tags) if named_in([tag], categories)]
    only = [index for index, tag in enumerate(tags) if tag.has("op:only")]
    if not named or len(only) != 1:
        return False
    behind = not tags[only[0]].text.isascii() or tags[only[0]].text == "alone"
    if [tag.text for tag in tags[only[0] + 1 : only[0] + 2]] == ["で"]:
        return False  # 商品化だけで7000億円: by itself
    beside = only[0] + (-1 if behind else 1)
    denied = any(tag.has("relation:not") for tag in tags)
    of_all = any(tag.has("topic:categories") for tag in tags[only[0] : only[0] + FEW])
    return not denied and (beside in named or of_all)
