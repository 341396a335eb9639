"""What certain words make of a claim, however it was read: heads that are counted, dollars, a goal beside sales."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from knowledge.model import MONEY, Catalogue, Claim, Kind, Operation, Quantity, Query, Relation, Status, Unit
from knowledge.questions.learnt.encoding import spoken_in
from knowledge.questions.moving import as_it_moved, by_how_much, fallen, of_so_many_digits
from knowledge.questions.ranges import counted
from knowledge.questions.ratios import as_a_ratio
from knowledge.questions.reading import Tag

BEFORE, BEHIND, A_LITTLE_MORE = 3, 2, Decimal("1.1")
"""Words before and behind an amount that may say that it is barely passed, and what it then may be at most."""

SUNK = (Relation.BELOW, Relation.AT_MOST)

OF_CONTENT, GOAL_SCOPE = "content_overseas_target", "goal_scope"
WIDER = ("scope:content", "topic:content", "relation:not", "op:only")
"""What a text speaks of that does not take the goal for all content to be one of anime."""

THE_DOLLAR = frozenset({"dollar", "us dollar"})

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
        number_of = any(NUMBERING & {*each.text.split()} for each in tags[max(0, index - BEFORE) : index])
        if tag.has(OF_HEADS) and (counted or many or number_of):
            return True
    return False


def exactly(query: Query, tags: Sequence[Tag], catalogue: Catalogue, said: Sequence[Tag] = ()) -> Query:
    """The claim, or each of several, as all of these words have it; `said` is all of what is said, where they are a
    part of it.
    """
    if query.parts:
        parts = (part if part.claim is None else exactly(part, tags, catalogue, said) for part in query.parts)
        return query.model_copy(update={"parts": tuple(parts)})
    query = in_the_scale_beside(in_dollars(query, said or tags), tags, said or tags, catalogue)
    query = in_percent(as_a_rate(beside_what_is_sold(query, catalogue)))
    query = not_of_anime_alone(as_a_ratio(query, tags), said or tags)
    query = of_so_many_digits(as_it_moved(fallen(by_how_much(query, tags), tags), tags), tags)
    return not_in_it(in_its_range(barely_more(query, tags)), tags)


def not_of_anime_alone(query: Query, said: Sequence[Tag]) -> Query:
    """A claim of the goal for all content that is told of anime, and of nothing else: that the goal is one of anime."""
    of_the_goal = query.operation is Operation.VALUE and [item.metric for item in query.items] == [OF_CONTENT]
    if query.claim is None or query.claim.denied or not of_the_goal or not is_told_of_anime(said):
        return query
    return Query(operation=Operation.STATEMENT, statements=(GOAL_SCOPE,), claim=Claim(relation=Relation.NOT_SO))


def is_told_of_anime(said: Sequence[Tag]) -> bool:
    """Whether a text that tells one amount names anime, and neither content nor another kind of it."""
    named = {name for tag in said if not tag.has("topic:report") for name in tag.names("subject")}
    amounts = [tag for tag in said if tag.number is not None and tag.number.unit in MONEY]
    return named == {"anime"} and len(amounts) == 1 and not any(tag.has(*WIDER) for tag in said)


def in_percent(query: Query) -> Query:
    """A claim of growth, or of a share, by a bare number: "domestic grew 21 %, overseas only 6"."""
    claim = query.claim
    of_percent = query.operation is Operation.VALUE and all(item.kind is not Kind.LEVEL for item in query.items)
    if claim is None or claim.bound is None or claim.bound.unit is not Unit.COUNT or not of_percent:
        return query
    bound = Quantity.written(claim.bound.value, Unit.PERCENT)
    return query.model_copy(update={"claim": claim.model_copy(update={"bound": bound})})


def in_the_scale_beside(query: Query, tags: Sequence[Tag], said: Sequence[Tag], catalogue: Catalogue) -> Query:
    """A claim by a bare number behind an amount of money is of so many billions, too: "from 1.31 trillion to 1.18".

    A number with a word of change of its own is left alone: "2.17 trillion, up 26".
    """
    claim = query.claim
    money = all(catalogue.metrics[item.metric].unit is Unit.JPY for item in query.items)
    if claim is None or claim.bound is None or query.operation is not Operation.VALUE or not money:
        return query
    size = abs(claim.bound.value)
    bare = next((tag for tag in tags if tag.is_bare and tag.number and abs(tag.number.value) == size), None)
    if claim.bound.unit is not Unit.COUNT or bare is None:
        return query
    before, after = ([tag for tag in said if tag.end <= bare.start], [tag for tag in said if tag.start >= bare.end])
    beside = next(filter(_has_unit, [*reversed(before), *after]), None)
    unit, scale = (beside and counted(beside)) or (None, Decimal(0))
    if beside is None or unit not in MONEY:
        return query
    changes = any(tag.has("change:up", "change:down", "kind:growth") for tag in before if tag.start >= beside.end)
    of_a_share = any(item.kind is Kind.SHARE for item in query.items)
    if of_a_share or (any(item.kind is not Kind.LEVEL for item in query.items) and (beside not in before or changes)):
        return query
    bound = Quantity.written(size, unit, scale)
    items = tuple(item.model_copy(update={"kind": Kind.LEVEL, "of": None}) for item in query.items)
    return query.model_copy(update={"items": items, "claim": claim.model_copy(update={"bound": bound})})


def _has_unit(tag: Tag) -> bool:
    return tag.number is not None and (tag.unit_said or tag.number.unit in MONEY)


def as_a_rate(query: Query) -> Query:
    """A claim of how many yen a dollar is: the yen are yen a dollar."""
    claim = query.claim
    if query.operation is not Operation.RATE or claim is None or claim.bound is None:
        return query
    bare = claim.bound.unit is Unit.COUNT
    bound = (
        Quantity.written(claim.bound.value, Unit.RATE) if bare else claim.bound.model_copy(update={"unit": Unit.RATE})
    )
    return query.model_copy(update={"claim": claim.model_copy(update={"bound": bound})})


def in_dollars(query: Query, tags: Sequence[Tag]) -> Query:
    """The claim, in dollars where its amount has no currency and the text names that one before it, and not yen."""
    claim = query.claim
    if (
        claim is None
        or claim.bound is None
        or claim.bound.unit is not Unit.JPY
        or any(tag.has("ask:yen") for tag in tags)
    ):
        return query
    places = [
        index for index, tag in enumerate(tags) if tag.number is not None and tag.number.value == claim.bound.value
    ]
    bare = bool(places) and not tags[places[0]].unit_said and _in_dollars(tags[: places[0]])
    bound = claim.bound.model_copy(update={"unit": Unit.USD})
    return query.model_copy(update={"claim": claim.model_copy(update={"bound": bound})}) if bare else query


def _in_dollars(tags: Sequence[Tag]) -> bool:
    """Whether it is said that something is told in dollars, and not only of the dollar."""
    for index, tag in enumerate(tags):
        alone = tag.text in THE_DOLLAR and not (index and tags[index - 1].text == "in")
        if tag.has("ask:usd") and not alone:
            return True
    return False


def in_its_range(query: Query) -> Query:
    """A claim of an amount that is a range, such as 55%台: that the figure lies in it."""
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or bound.low == bound.high:
        return query
    upwards = bound.value == bound.low and claim.relation in (Relation.ABOUT, Relation.AT_LEAST, Relation.ABOVE)
    downwards = bound.value == bound.high and claim.relation in (Relation.ABOUT, Relation.AT_MOST, Relation.BELOW)
    of_a_fall = bound.value == bound.high < 0 and claim.relation in (Relation.AT_LEAST, Relation.ABOVE)
    if not (upwards or downwards or of_a_fall):
        return query
    return query.model_copy(update={"claim": claim.model_copy(update={"relation": Relation.EQUAL})})


def not_in_it(query: Query, tags: Sequence[Tag]) -> Query:
    """The claim, denied where the words behind a range say that something does not lie in it: 2兆円台ではない."""
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or bound.low == bound.high or claim.denied:
        return query
    place = next((index for index, tag in enumerate(tags) if _value_of(tag) in (bound.low, bound.high)), None)
    behind = tags[place + 1 : place + 1 + BEHIND] if place is not None else ()
    if not (len(behind) == BEHIND and behind[0].has("mark:upwards") and behind[1].has("relation:not")):
        return query
    return query.model_copy(update={"claim": Claim(relation=Relation.EQUAL, bound=bound, denied=True)})


def barely_more(query: Query, tags: Sequence[Tag]) -> Query:
    """The claim; of what is said to be a little more than an amount, or to have lost a little more, that it is no more
    than a tenth more ("just over 20 percent"), or than half of its last digit (3割強, "three billion and change").
    """
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or not bound.value:
        return query
    if claim.relation not in ((Relation.ABOVE, Relation.AT_LEAST) if bound.value > 0 else SUNK):
        return query
    size = abs(bound.value)
    place = next((index for index, tag in enumerate(tags) if abs(_value_of(tag) or 0) == size), None)
    if place is None:
        return query
    before, behind = tags[max(0, place - BEFORE) : place], tags[place + 1 : place + 1 + BEHIND]
    if any(tag.has("relation:barely") and tag.text.isascii() for tag in before):
        most = size * A_LITTLE_MORE
    elif _is_a_little(behind):
        most = max(size * A_LITTLE_MORE, Quantity.written(size.normalize(), bound.unit).high)
    else:
        return query
    low, high = sorted((bound.value, most.copy_sign(bound.value)))
    bound = bound.model_copy(update={"low": low, "high": high})
    return query.model_copy(update={"claim": claim.model_copy(update={"relation": Relation.EQUAL, "bound": bound})})


def _is_a_little(behind: Sequence[Tag]) -> bool:
    """Whether the words right behind an amount say that it is a little more: 強, を少し超えた, "and change"."""
    first = next((tag for tag in behind if not tag.has("harmless:word")), None)
    of_japanese = first is not None and first.has("relation:barely") and not first.text.isascii()
    return of_japanese or any(tag.has("mark:barely") for tag in behind[:1])


def _value_of(tag: Tag) -> Decimal | None:
    """The number or the multiple that a tag says."""
    spoken = spoken_in(tag)
    return tag.number.value if tag.number is not None else spoken.value if spoken is not None else None


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
