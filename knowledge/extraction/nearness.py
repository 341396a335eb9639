"""How near an amount is meant by the words beside it: "nearly", "more than", 約, 突破, and what makes none of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from knowledge.extraction.stretches import Amount
from knowledge.model import Relation, Unit
from knowledge.questions.reading import Tag

_RELATIONS = (
    Relation.NEARLY,
    Relation.AT_LEAST,
    Relation.AT_MOST,
    Relation.ABOVE,
    Relation.BELOW,
    Relation.ABOUT,
)
"""Where a word says several of them, the first holds."""

PASSED = frozenset({"mark:passed", "relation:barely"})
"""Of words such as "topped", "just over" and 突破: the amount at them is a mark that was passed."""

NOT_EVEN = (["も", "ない"], ["も", "なかった"], ["足ら", "ず"])
"""Behind an amount: it is less."""


def relation_of(tags: Sequence[Tag], index: int, language: str) -> Relation:
    """What the word before an amount says of it, an article between them or not; in Japanese also the one behind."""
    if is_known(tags, index):
        return Relation.EQUAL
    if _not_even(tags[max(0, index - 3) : index]):
        return Relation.BELOW
    places = [_beside(tags, index, -1)] + ([_beside(tags, index, 1)] if language == "ja" else [])
    said = {concept for place in places if 0 <= place < len(tags) for concept in tags[place].concepts}
    found = next((relation for relation in _RELATIONS if f"relation:{relation.value}" in said), Relation.EQUAL)
    if found is not Relation.EQUAL:
        return found
    behind = tags[index + 1 : index + 3]
    missed = any(tag.has("op:gap") for tag in takewhile(lambda tag: tag.number is None, behind))
    missed &= not any(tag.number for tag in tags[index + 3 : index + 4])  # まだ3割: of the next
    if (missed and language == "ja") or [tag.text for tag in behind] in NOT_EVEN:
        return Relation.BELOW
    return Relation.ABOVE if said & PASSED else found


def _not_even(before: Sequence[Tag]) -> bool:
    """ "It isn't even a third": less."""
    even = next((place for place, tag in enumerate(before) if tag.text == "even"), 0)
    if any(tag.has("sep:comma") for tag in before[even:]):
        return False
    return even > 0 and before[even - 1].has("relation:not")


def is_known(tags: Sequence[Tag], index: int) -> bool:
    """Whether an amount is spoken of as known, and is no bound: "more than the 2 trillion", 国内の1兆円を上回る."""
    behind = tags[index + 1 : index + 2]
    number = tags[index].number
    money = number is not None and number.unit in (Unit.JPY, Unit.USD)
    if (
        money
        and index > 1
        and tags[index - 1].text == "の"
        and any(
            tag.has("topic:overtaking", "relation:below") or tag.text.startswith("より")
            for tag in tags[index + 1 : index + 3]
        )
    ):
        owner = tags[index - 2]
        return owner.year is not None or any(each.startswith(("geo:", "subject:")) for each in owner.concepts)
    return index > 0 and tags[index - 1].text == "the" and not any(tag.text == "mark" for tag in behind)


def is_listed(tags: Sequence[Tag], index: int, before: Sequence[Amount]) -> bool:
    """Whether an amount only goes on from the mark before it: "passed 1 trillion in 2018 and 2 trillion in 2024"."""
    if not before or before[-1].relation is not Relation.ABOVE:
        return False
    between = [tag for tag in tags[:index] if tag.start >= before[-1].end]
    first = next((place for place, tag in enumerate(tags) if tag.start == before[-1].start), 0)
    beside = tags[max(0, first - 1)].concepts & PASSED
    joined = all(tag.year or all(concept.startswith(_JOINING) for concept in tag.concepts) for tag in between)
    return bool(beside) and joined and any(tag.has("sep:and") for tag in between)


_JOINING = ("sep:", "harmless:", "followup:marker", "period:")


def _beside(tags: Sequence[Tag], index: int, step: int) -> int:
    """The place of the next word on one side, or of the one behind an article or a particle."""
    place = index + step
    between = 0 <= place < len(tags) and tags[place].concepts == {"harmless:word"}
    return place + step if between else place


def lower_end(tags: Sequence[Tag], index: int) -> Decimal | None:
    """The other end of a range that ends at a number: "14 to 15 percent", 14〜15%."""
    if index < 2 or (upper := tags[index].number) is None or upper.unit not in (Unit.PERCENT, Unit.TIMES):
        return None
    lower, joined = tags[index - 2].number, tags[index - 1].has("sep:and", "sep:mark", "period:until", "sep:colon")
    plain = lower is not None and not tags[index - 2].unit_said and tags[index - 2].year is None
    return lower.value if lower is not None and plain and joined and 0 < lower.value < upper.value else None
