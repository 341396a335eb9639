"""Who was ahead in which years, the market abroad or the one at home, or of two categories: "it fell behind in 2021 and
2022"; and how words name the two, and what they make of an amount beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.model import Answer, Claim, Item, MetricId, Operation, Quantity, Query, Relation, Verdict
from knowledge.questions.learnt.encoding import spoken_in
from knowledge.questions.moving import BESIDE
from knowledge.questions.reading import Tag
from knowledge.questions.spoken import FRACTIONS

ABROAD, AT_HOME = MetricId("market_overseas"), MetricId("market_domestic")

PLACES = {"geo:overseas": ABROAD, "geo:domestic": AT_HOME, "geo:japan": AT_HOME}
HOW_FAR = {"relation:about": Relation.ABOUT, "relation:nearly": Relation.NEARLY} | BESIDE
"""What a word right beside an amount makes of it."""


PRODUCED = {ABROAD: MetricId("production_overseas"), AT_HOME: MetricId("production_domestic")}
"""What the studios take in from each market."""

OF_STUDIOS = "production"
"""What the ids of statements on what the studios take in begin with."""

BEHIND = ("relation:below", "mark:behind")
PASSES = ("op:overtake", "op:pass", "relation:above", "mark:ahead")
AHEAD = (*PASSES, "op:difference")


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


def how_far(beside: Sequence[Tag]) -> Relation:
    """What the words beside an amount make of it."""
    return next((HOW_FAR[each] for tag in beside for each in HOW_FAR if tag.has(each)), Relation.EQUAL)


def amount_of(tag: Tag) -> Quantity | None:
    """The number of a word, or the fraction that it is."""
    return tag.number if tag.number is not None else spoken_in(tag)


def every_of(names: Mapping[str, MetricId]) -> list[MetricId]:
    """All that is named, each once: a thing may have several names."""
    return list(dict.fromkeys(names.values()))


def named_in(tags: Sequence[Tag], names: Mapping[str, MetricId]) -> list[MetricId]:
    """What words name, each once; `names` are concepts and what they name."""
    return list(dict.fromkeys(names[each] for tag in tags for each in sorted(tag.concepts) if each in names))


FLIPPED = ("flip", "revers", "逆転", "switched")

NEAR = 5
"""Words from "it flipped" to the year in which it did."""


def flipped(query: Query, before: Sequence[Query], tags: Sequence[Tag]) -> Query:
    """The claim of who was ahead in a year, the other way round where it is said that it turned: "then in 2018 it
    flipped".
    """
    if query.operation is not Operation.COMPARE or len(query.items) != 2 or query.claim is None:
        return query
    one, other = ([item.metric for item in each.items] for each in (query, before[-1] if before else query))
    again = one == other and bool(before) and before[-1].claim == query.claim and before[-1].items != query.items
    turned = [index for index, tag in enumerate(tags) if tag.text.startswith(FLIPPED)]
    year = query.items[0].period
    near = any(tag.year == year for index in turned for tag in tags[max(0, index - NEAR) : index + NEAR])
    denied = any(tag.has("relation:not") for index in turned for tag in tags[max(0, index - 2) : index])
    turns = again and year is not None and near and not denied
    return query.model_copy(update={"items": query.items[::-1]}) if turns else query


def tells_of_the_studios(answer: Answer) -> bool:
    """Whether a statement on what the studios take in is told rightly."""
    statements = answer.query.statements if answer.query is not None else ()
    return answer.verdict is Verdict.TRUE and any(each.startswith(OF_STUDIOS) for each in statements)


def as_of_the_studios(answer: Answer | None) -> Query | None:
    """A wrong claim of what was spent on one market, as one of what the studios take in from it."""
    query = answer.query if answer is not None and answer.verdict is Verdict.FALSE else None
    if query is None or not query.items or any(item.metric not in PRODUCED for item in query.items):
        return None
    items = tuple(item.model_copy(update={"metric": PRODUCED[item.metric]}) for item in query.items)
    return query.model_copy(update={"items": items})
