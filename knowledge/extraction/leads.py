"""Who was ahead in which years, the market abroad or the one at home: "it fell behind in 2021 and 2022". English only:
in Japanese the order of words tells less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.model import Claim, Item, MetricId, Operation, Query, Relation
from knowledge.questions.reading import Tag

ABROAD, AT_HOME = MetricId("market_overseas"), MetricId("market_domestic")

_PLACES = {"overseas": ABROAD, "domestic": AT_HOME, "japan": AT_HOME}
BEHIND = ("relation:below", "mark:behind")
_AHEAD = ("op:overtake", "op:pass", "op:difference", "relation:above", "mark:ahead")


@dataclass(slots=True)
class Leads:
    """Reads the parts of one message in turn; `subject` is who the last one was about."""

    subject: MetricId | None = None

    def said(self, tags: Sequence[Tag]) -> Iterator[Query]:
        """The claims of one part: for each year in it, who was ahead."""
        years = [tag.year for tag in tags if tag.year is not None]
        behind = any(tag.has(*BEHIND) for tag in tags)
        leads = any(tag.has(*_AHEAD) and not tag.has(*BEHIND) for tag in tags)
        named = list(dict.fromkeys(_PLACES[name] for tag in tags for name in tag.names("geo") if name in _PLACES))
        denied = any(tag.has("relation:not") for tag in tags)
        if not years or denied or behind == leads or any(tag.number for tag in tags):
            return
        self.subject = named[0] if named else self.subject
        if self.subject is None:
            return
        ahead = _other(self.subject) if behind else self.subject
        for year in years:
            items = tuple(Item(metric=metric, period=year) for metric in (ahead, _other(ahead)))
            yield Query(operation=Operation.COMPARE, items=items, claim=Claim(relation=Relation.ABOVE))


def _other(metric: MetricId) -> MetricId:
    return AT_HOME if metric == ABROAD else ABROAD
