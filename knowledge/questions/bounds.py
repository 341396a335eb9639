"""Amounts that are ends or ranges: what lies in them, what does not, and what is a little more."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from knowledge.model import Claim, Kind, Operation, Quantity, Query, Relation
from knowledge.questions.learnt.encoding import spoken_in
from knowledge.questions.reading import Tag

BEFORE, BEHIND, A_LITTLE_MORE = 3, 2, Decimal("1.1")
"""Words before and behind an amount that may say that it is barely passed, and what it then may be at most."""


NAMING = ("geo:", "subject:", "scope:", "amount:market", "sep:comma", "sep:mark", "sep:colon")

WITHIN = 7
"""Words from a "not" to the amount that is not passed."""


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


def not_so_much(query: Query, tags: Sequence[Tag]) -> Query:
    """The claim of an amount, denied where a "not" stands right before it, or ではない right behind it."""
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or claim.denied or query.operation is not Operation.VALUE:
        return query
    place = next((index for index, tag in enumerate(tags) if _value_of(tag) == bound.value), None)
    if place is None or claim.relation not in (Relation.EQUAL, Relation.ABOUT):
        return query
    japanese = not tags[place].text.isascii() or any(not tag.text.isascii() for tag in tags)
    said = (
        tags[place + 1 : place + 2]
        if japanese
        else [t for t in tags[max(0, place - 2) : place] if not t.has("relation:about")][-1:]
    )
    if not any(tag.has("relation:not") for tag in said) or any(tag.text == "?" for tag in tags):
        return query
    return query.model_copy(update={"claim": claim.model_copy(update={"denied": True})})


def not_passed(query: Query, tags: Sequence[Tag]) -> Query:
    """The claim of a bound that is passed, turned where a "not" stands before what passes it, with nothing between that
    could be what it is said of: "hadn't made it past 3 trillion".
    """
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    of_a_value = query.operation is Operation.VALUE and all(item.kind is not Kind.GROWTH for item in query.items)
    if claim is None or bound is None or claim.denied or not of_a_value or not claim.relation.is_upwards:
        return query
    place = next((index for index, tag in enumerate(tags) if _value_of(tag) == bound.value), 0)
    passes = any(tag.has("op:pass", "relation:above") for tag in tags[max(0, place - 1) : place])
    near = range(max(0, place - WITHIN), max(0, place - 1))
    denying = [index for index in near if tags[index].has("relation:not", "op:only")]
    if not passes or len(denying) != 1 or tags[denying[0]].has("op:only") or not tags[denying[0]].text.isascii():
        return query
    between = tags[denying[0] + 1 : place - 1]
    asks = bool(tags) and tags[-1].text == "?"
    if asks or any(concept.startswith(NAMING) for tag in between for concept in tag.concepts):
        return query
    return query.model_copy(update={"claim": Claim(relation=Relation.AT_MOST, bound=bound)})


def barely_more(query: Query, tags: Sequence[Tag]) -> Query:
    """The claim; of what is said to be a little more than an amount, or to have lost a little more, that it is no more
    than a tenth more ("just over 20 percent"), or than half of its last digit (3割強, "three billion and change").
    """
    claim, bound = query.claim, query.claim.bound if query.claim is not None else None
    if claim is None or bound is None or not bound.value:
        return query
    size = abs(bound.value)
    place = next((index for index, tag in enumerate(tags) if abs(_value_of(tag) or 0) == size), None)
    if place is None:
        return query
    before, behind = tags[max(0, place - BEFORE) : place], tags[place + 1 : place + 1 + BEHIND]
    just_over = claim.relation is Relation.EQUAL and any(tag.has("relation:barely") for tag in before[-1:])
    if not (just_over or (claim.relation.is_upwards if bound.value > 0 else claim.relation.is_downwards)):
        return query
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
