"""Who is ahead of whom in Japanese, where the particles behind the names tell it and not their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from knowledge.extraction.leads import AHEAD, BEHIND, PASSES
from knowledge.model import Claim, Item, MetricId, Operation, Query, Relation
from knowledge.questions.reading import Tag

FEW, ENDINGS = 5, frozenset({"れ", "られ", "れて", "て", "てい", "い", "せ", "ら", "っ", "って"})
"""Words from what passes to what denies it, and what may stand between: the endings of a verb."""

FIRST, SECOND = ("が", "は", "も", "のほうが", "の方が"), ("を", "より", "に")


def led_in_japanese(tags: Sequence[Tag], names: Mapping[str, MetricId], year: int) -> Query | None:
    """The claim that one of two things was ahead of the other in a year: 国内が海外を上回った."""
    told = marked(tags, names)
    ahead = any(tag.has(*AHEAD) and not tag.has(*BEHIND) for tag in tags)
    behind_it = any(tag.has(*BEHIND) for tag in tags)
    if len(set(told.values())) != 2 or ahead == behind_it:
        return None
    items = tuple(Item(metric=told[first], period=year) for first in ((True, False) if ahead else (False, True)))
    return Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=Relation.ABOVE))


def not_ahead_in_japanese(tags: Sequence[Tag], names: Mapping[str, MetricId], year: int | None) -> Query | None:
    """The claim that one of two things could not pass the other: 海外は国内を上回れませんでした."""
    told = marked(tags, names)
    passes = next((index for index, tag in enumerate(tags) if tag.has(*PASSES) and not tag.text.isascii()), None)
    if passes is None or len(set(told.values())) != 2:
        return None
    ending = [*takewhile(lambda tag: not tag.has("relation:not"), tags[passes + 1 : passes + FEW])]
    denies = passes + 1 + len(ending) < min(len(tags), passes + FEW)
    otherwise = any(tag.number or tag.has("op:only") for tag in tags)
    if not denies or otherwise or not all(tag.text in ENDINGS for tag in ending):
        return None
    years = {tag.year for tag in tags if tag.year is not None}
    if len(years) > 1:
        return None
    items = tuple(Item(metric=told[first], period=next(iter(years), year)) for first in (True, False))
    return Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=Relation.AT_MOST))


def marked(tags: Sequence[Tag], names: Mapping[str, MetricId]) -> dict[bool, MetricId]:
    """What particles say of which of two things is ahead, True, and of the other."""
    told: dict[bool, MetricId] = {}
    for tag, behind in pairwise(tags):
        metric = next((names[each] for each in sorted(tag.concepts) if each in names), None)
        for first, particles in ((True, FIRST), (False, SECOND)):
            if metric is not None and behind.text.startswith(particles):
                told[first] = metric
    return told
