"""Who was ahead in which years, the market abroad or the one at home, or of two categories: "it fell behind in 2021 and
2022". In Japanese the particles behind the names tell it, not their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.model import Claim, Item, MetricId, Operation, Query, Relation
from knowledge.questions.reading import Tag
from knowledge.questions.spoken import FRACTIONS

ABROAD, AT_HOME = MetricId("market_overseas"), MetricId("market_domestic")

PLACES = {"geo:overseas": ABROAD, "geo:domestic": AT_HOME, "geo:japan": AT_HOME}
BEHIND = ("relation:below", "mark:behind")
AHEAD = ("op:overtake", "op:pass", "op:difference", "relation:above", "mark:ahead")


@dataclass(slots=True)
class Leads:
    """Reads the parts of one message in turn; `names` are the two by the concepts that name them, `subject` is who the
    last part was about.
    """

    names: Mapping[str, MetricId]
    subject: MetricId | None = None

    def said(self, tags: Sequence[Tag]) -> Iterator[Query]:
        """The claims of one part: for each year in it, who was ahead."""
        years = [tag.year for tag in tags if tag.year is not None]
        behind = any(tag.has(*BEHIND) for tag in tags)
        leads = any(tag.has(*AHEAD) and not tag.has(*BEHIND) for tag in tags)
        named = named_in(tags, self.names)
        denied = any(tag.has("relation:not", "relation:by", "op:first", "op:last", "op:only") for tag in tags)
        if not years or denied or behind == leads or any(tag.number or tag.has(*FRACTIONS) for tag in tags):
            return
        self.subject = named[0] if named else self.subject
        if self.subject is None:
            return
        ahead = self._other(self.subject) if behind else self.subject
        for year in years:
            items = tuple(Item(metric=metric, period=year) for metric in (ahead, self._other(ahead)))
            yield Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=Relation.ABOVE))

    def _other(self, metric: MetricId) -> MetricId:
        return next(other for other in self.names.values() if other != metric)


def named_in(tags: Sequence[Tag], names: Mapping[str, MetricId]) -> list[MetricId]:
    """What words name, each once; `names` are concepts and what they name."""
    return list(dict.fromkeys(names[each] for tag in tags for each in sorted(tag.concepts) if each in names))


FIRST, SECOND = ("が", "は", "も", "のほうが", "の方が"), ("を", "より", "に")


def led_in_japanese(tags: Sequence[Tag], names: Mapping[str, MetricId], year: int) -> Query | None:
    """The claim that one of two things was ahead of the other in a year: 国内が海外を上回った."""
    told: dict[bool, MetricId] = {}
    for tag, behind in pairwise(tags):
        metric = next((names[each] for each in sorted(tag.concepts) if each in names), None)
        for first, particles in ((True, FIRST), (False, SECOND)):
            if metric is not None and behind.text.startswith(particles):
                told[first] = metric
    ahead = any(tag.has(*AHEAD) and not tag.has(*BEHIND) for tag in tags)
    behind_it = any(tag.has(*BEHIND) for tag in tags)
    if len(set(told.values())) != 2 or ahead == behind_it:
        return None
    items = tuple(Item(metric=told[first], period=year) for first in ((True, False) if ahead else (False, True)))
    return Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=Relation.ABOVE))
