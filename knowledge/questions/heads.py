"""People who are counted, whose number is no amount of money."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import MONEY, Query
from knowledge.questions.reading import Tag

NEAR = 3
"""Words before people that may say that their number is told."""

OF_HEADS = "mark:consumers"
HEADS = frozenset({"人", "名", "people", "persons"})
NUMBERING = frozenset({"number", "numbers", "numbered", "count", "headcount", "数", "人数"})
CROWDS = frozenset({"audience", "audiences", "viewership"})


def counts_heads(query: Query, tags: Sequence[Tag]) -> bool:
    """Whether the amount of money that is claimed is a count of people: "800 million fans", ファンの数は10億."""
    bound = query.claim.bound if query.claim is not None else None
    if bound is None or bound.unit not in MONEY:
        return False
    for index, tag in enumerate(tags):
        same = tag.number is not None and not tag.unit_said and tag.number.value == bound.value
        behind = tags[index + 1 : index + 2]
        if same and (any(each.has(OF_HEADS) or each.text in HEADS for each in behind) or _numbers(tags[:index])):
            return True
    return False


def _numbers(tags: Sequence[Tag]) -> bool:
    """Whether it is told how many people there are: "the number of fans", "an audience of", ファンの数."""
    for index, tag in enumerate(tags):
        behind = [each.text for each in tags[index + 1 : index + 3]]
        counted = behind[:1] and (behind[0] in NUMBERING or behind == ["の", "数"])
        many = tag.text in CROWDS and behind[:1] == ["of"]
        number_of = any(NUMBERING & {*each.text.split()} for each in tags[max(0, index - NEAR) : index])
        if tag.has(OF_HEADS) and (counted or many or number_of):
            return True
    return False
