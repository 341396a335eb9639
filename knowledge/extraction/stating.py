"""What a part of a message says of the report itself, where it was not read: who publishes it, what its markets and
the goals count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.model import MONEY, Claim, Operation, Query, Relation
from knowledge.questions.reading import Tag

PUBLISHER, ORIGIN, SHOWN_BY, SHOWN_AT = "report_publisher", "figures_origin", "presented_by", "presented_at"
BROAD, NARROW, GOAL, COOL_JAPAN = "broad_market", "narrow_market", "goal_scope", "cool_japan_scope"

_OTHER_BODIES = frozenset({"topic:government", "other:elsewhere", "topic:human_media", "topic:ioea"})

_OF_THE_GOAL = frozenset({"subject:games", "subject:manga", "subject:movie", "subject:music", "subject:live_action"})
"""What the goal counts beside anime."""

_COUNTS = frozenset({"op:definition", "topic:definition", "ask:what", "op:sum"})

COMMAS = (",", "、", ";")

_MOVES = ("change:", "relation:above", "relation:below", "kind:growth")


def stated(tags: Sequence[Tag], sentence: Sequence[Tag], *, of_a_goal: bool, japanese: bool) -> Iterator[Query]:
    """What a part claims of the report; `of_a_goal` is whether the goal for content was spoken of before."""
    denied = next((place for place, tag in enumerate(tags) if tag.has("relation:not")), len(tags))
    told = _concepts(tags[:denied])
    if any(concept.startswith(_MOVES) for concept in told):
        return
    whole = told | _concepts(sentence)
    of_report, dated = "topic:report" in whole, any(tag.year is not None for tag in sentence)
    money = any(tag.number and tag.number.unit in MONEY for tag in sentence)
    tallied = (money or ("mark:tally" in whole and dated)) and "status:target" not in whole and "op:sum" not in told
    figures = of_report or dated or any(tag.number is not None for tag in sentence)
    by = _by_whom(tags, denied, japanese=japanese)
    if by is not None and "mark:published" in _concepts(tags) and (of_report or tallied):
        yield _so(PUBLISHER if of_report else ORIGIN, by)
    elif by is not None and "topic:presentation" in _concepts(tags) and figures:
        yield _so(SHOWN_BY, by)
    elif "topic:presentation" in told and "topic:tiffcom" in told and figures:
        yield _so(SHOWN_AT, True)
    if all(tag.year is None and tag.number is None for tag in tags):
        both = whole >= {"scope:broad", "topic:narrow_market"}
        told_of, else_of = (_with_makers(some, whole) for some in (tags[:denied], tags[denied:]))
        yield from _counted(told_of, else_of, plainly=japanese or both)
    joined = any(tag.text in COMMAS for tag in tags)
    if any(tag.has("op:only") for tag in tags[denied + 1 : denied + 3]):  # "isn't just content"
        yield from _not_only(whole, of_a_goal=of_a_goal)
    elif not joined and not told.isdisjoint({"topic:scope", "scope:cool_japan", "op:only"}):
        yield from _in_scope(told, whole, of_a_goal=of_a_goal, denied=denied < len(tags))


def _concepts(tags: Sequence[Tag]) -> frozenset[str]:
    return frozenset(concept for tag in tags for concept in tag.concepts)


def _with_makers(tags: Sequence[Tag], whole: frozenset[str]) -> frozenset[str]:
    made = any(tag.has("scope:production") and not tag.has("topic:narrow_market") for tag in tags)
    market = _concepts([tag for tag in tags if not tag.has("mark:consumers")])
    spent = any(tag.has("mark:consumers") for tag in tags)
    if spent and "topic:narrow_market" not in whole:
        market |= {"scope:broad"}  # what consumers spend is counted by no other
    said = {mark for mark, there in (("mark:makers", made), ("mark:consumers", spent)) if there}
    return market | frozenset(said)


def _by_whom(tags: Sequence[Tag], denied: int, *, japanese: bool) -> bool | None:
    """Whether it was the AJA, by what is told or denied of it or of somebody else who might have done it; None where
    nobody is named. In English the body behind a "not" is the one that it is denied of, in Japanese the one before.
    """
    before, behind = (_named(_concepts(some)) for some in (tags[:denied], tags[denied:]))
    told, other = (behind, before) if japanese and denied < len(tags) else (before, behind)
    return told if told is not None else None if other is None else not other


def _named(concepts: frozenset[str]) -> bool | None:
    """Whether the AJA is named, or somebody else; None where nobody is."""
    if "topic:aja" in concepts:
        return True
    return None if concepts.isdisjoint(_OTHER_BODIES) else False


def _counted(told: frozenset[str], otherwise: frozenset[str], *, plainly: bool) -> Iterator[Query]:
    """Which market counts what consumers spend, and which what studios take in: one of both, and not the other.
    `plainly` is whether no word needs to say that it counts.
    """
    every = told | otherwise
    narrow = "topic:narrow_market" in told
    market = not plainly and "amount:market" in told and not narrow and "scope:content" not in told
    broad = market or not told.isdisjoint({"scope:broad", "topic:broad_market"})
    if broad == narrow or "amount:money" not in every or not (plainly or every & _COUNTS):
        return
    spent, made = (mark in told for mark in ("mark:consumers", "mark:makers"))
    if spent != made:
        yield _so(BROAD if broad else NARROW, broad == spent)
    elif not spent and ("mark:consumers" in otherwise) != ("mark:makers" in otherwise):
        yield _so(BROAD if broad else NARROW, broad != ("mark:consumers" in otherwise))


def _in_scope(told: frozenset[str], whole: frozenset[str], *, of_a_goal: bool, denied: bool) -> Iterator[Query]:
    """What a goal counts: content, or anime alone."""
    of_content = not told.isdisjoint({"subject:anime", "scope:content", *_OF_THE_GOAL})
    if "topic:cool_japan" in whole:
        if ("scope:cool_japan" in told and denied) or ("op:only" in told and of_content and not denied):
            yield _so(COOL_JAPAN, False)
    elif of_a_goal and not denied and "op:only" not in told and len(told & _OF_THE_GOAL) > 1:
        yield _so(GOAL, True)
    elif of_a_goal and not denied and told >= {"op:only", "subject:anime"} and "scope:content" not in told:
        yield _so(GOAL, False)


def _not_only(whole: frozenset[str], *, of_a_goal: bool) -> Iterator[Query]:
    if "topic:cool_japan" in whole:
        yield _so(COOL_JAPAN, True)
    elif of_a_goal and "subject:anime" in whole:
        yield _so(GOAL, True)


def _so(statement: str, holds: bool) -> Query:
    claim = Claim(relation=Relation.SO if holds else Relation.NOT_SO)
    return Query(operation=Operation.STATEMENT, statements=(statement,), claim=claim)
