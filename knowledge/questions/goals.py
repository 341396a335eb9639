"""Goals beside what is sold, and of what they are goals."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import MONEY, Catalogue, Claim, Operation, Query, Relation, Status
from knowledge.questions.reading import Tag

CONTENT, GOAL_SCOPE = "content_overseas_target", "goal_scope"
WIDER_SCOPE, WIDER_GOAL = "cool_japan_scope", "cool_japan_target"
WIDER = ("scope:content", "topic:content", "relation:not")
"""What a text speaks of that does not take the goal for all content to be one of anime."""


def beside_what_is_sold(query: Query, catalogue: Catalogue) -> Query:
    """A goal beside what is sold, each in its own year: the goal's is not that of what was sold, nor the other way."""
    if query.operation not in (Operation.RATIO, Operation.COMPARE) or len(query.items) != 2:
        return query
    goals = [item for item in query.items if catalogue.metrics[item.metric].status is not Status.OBSERVATION]
    if len(goals) != 1 or query.items[0].period != query.items[1].period or goals[0].period is None:
        return query
    meant = {figure.period for figure in catalogue.of(goals[0].metric)}
    of_the_goal = goals[0].period in meant
    items = tuple(
        item if (item is goals[0]) is of_the_goal else item.model_copy(update={"period": None}) for item in query.items
    )
    return query.model_copy(update={"items": items})


def not_of_anime_alone(query: Query, said: Sequence[Tag]) -> Query:
    """A claim of the goal for all content that is told of anime, and of nothing else: that the goal is one of anime."""
    of_the_goal = query.operation is Operation.VALUE and [item.metric for item in query.items] == [CONTENT]
    if query.claim is None or query.claim.denied or not of_the_goal or not is_told_of_anime(said):
        return query
    return Query(operation=Operation.STATEMENT, statements=(GOAL_SCOPE,), claim=Claim(relation=Relation.NOT_SO))


def of_the_wider_goal(query: Query, said: Sequence[Tag], catalogue: Catalogue) -> Query:
    """The claim of what the wider goal counts, which is not so where the amount that is told is the content goal's."""
    of_scope = query.operation is Operation.STATEMENT and query.statements == (WIDER_SCOPE,)
    if not of_scope or query.claim is None or query.claim.relation is not Relation.SO:
        return query
    told = {tag.number.value for tag in said if tag.number is not None and tag.number.unit in MONEY}
    content, wider = ({figure.value for figure in catalogue.of(metric)} for metric in (CONTENT, WIDER_GOAL))
    denies = any(tag.has("relation:not", "op:only") for tag in said)
    counted = any(tag.has("scope:cool_japan") and not tag.has("topic:cool_japan") for tag in said)
    if denies or not counted or not told & content or told & wider:
        return query
    return query.model_copy(update={"claim": Claim(relation=Relation.NOT_SO)})


def is_told_of_anime(said: Sequence[Tag]) -> bool:
    """Whether a text that tells one amount names anime, and neither content nor another kind of it."""
    named = {name for tag in said if not tag.has("topic:report") for name in tag.names("subject")}
    amounts = [tag for tag in said if tag.number is not None and tag.number.unit in MONEY]
    return named == {"anime"} and len(amounts) == 1 and not any(tag.has(*WIDER) for tag in said)
