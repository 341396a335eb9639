"""What is said of every category of the home market, or of none: "no category shrank in 2023", 全カテゴリが伸びた."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from knowledge.model import MONEY, Claim, Item, Kind, MetricId, Operation, Quantity, Query, Relation, Unit
from knowledge.questions.reading import Tag

_OF_THEM = r"(?:(?:single|one|1|of|the|eight|8|domestic|home|japanese|anime|market|in japan)\s+){0,5}"
_CATEGORY = r"(?:categor(?:y|ies)|segments?)\b(?!\s+(?:but|except|other|apart|save|combined|together|put))"
_KINDS = r"(?:カテゴリー?|分野|部門|区分)"

_ALL = re.compile(
    rf"(?<!not )(?<!t )\b(?:every|each|all)\s+{_OF_THEM}{_CATEGORY}"
    rf"|(?:全て?の?|すべての|あらゆる)(?:8つの|8)?{_KINDS}|どの{_KINDS}も"
)
_NONE = re.compile(
    rf"\b(?:no|none|not\s+(?:a|any)|not)\s+(?!all\b|every\b|each\b){_OF_THEM}{_CATEGORY}"
    rf"|{_KINDS}は?、?(?:1|一|ひと)つ(?:も|として)な"
)
_ALL_OTHERS = re.compile(
    r"\b(?:everything else|all (?:the )?(?:others|rest|other \w+)|the other \w+ all"
    r"|every other (?:\w+ )?(?:one|slice|category|segment|part|sector))\b"
)
_NO_OTHER = re.compile(r"\b(?:nothing else|no other (?:one|slice|category|segment|part|sector)|none of the others)\b")
_NOT = re.compile(r"な(?:い|かった|く)|ませ|ず")
_EXCEPT = re.compile(r"\b(?:except|apart from|other than|but for|save for|bar|excluding|besides|aside from)\b|以外|除")

NOTHING = Quantity.exact(0, Unit.PERCENT)

PASSED = {Relation.ABOVE: Relation.AT_MOST, Relation.BELOW: Relation.AT_LEAST, Relation.AT_LEAST: Relation.BELOW}
"""What is so of all of which it is so of none."""


def of_every_category(
    text: str, tags: Sequence[Tag], metrics: Iterable[MetricId], named: Sequence[MetricId], year: int | None
) -> list[Query]:
    """The claims of each category that a part of a text makes of all of them, or of none, or of all but those that are
    `named`; `year` is the one that it is about where it says none.
    """
    all_, none = _ALL_OTHERS.search(text), _NO_OTHER.search(text)
    others = bool(named) and ((all_ or none) is not None or _EXCEPT.search(text) is not None)
    if (all_ or none) is None or not others:
        all_, none = _ALL.search(text), _NONE.search(text)
    if (all_ is None) == (none is None) or any(tag.has("op:sum") for tag in tags):
        return []
    if all_ is not None and all_[0].startswith("どの") and _NOT.search(text, all_.end()):
        all_ = None
    years = {tag.year for tag in tags if tag.year is not None}
    said = _said(tags)
    if said is None or len(years) > 1:
        return []
    kind, relation, bound = said
    claim = Claim(relation=relation if all_ else PASSED[relation], bound=bound)
    period = next(iter(years), year)
    meant = (metric for metric in dict.fromkeys(metrics) if not (others and metric in named))
    items = (Item(metric=metric, kind=kind, period=period) for metric in meant)
    return [Query(operation=Operation.VALUE, items=(item,), claim=claim) for item in items]


def _said(tags: Sequence[Tag]) -> tuple[Kind, Relation, Quantity] | None:
    """What is said of all of them: that they grew or fell, or more or less than what they came to or grew by."""
    place = next((index for index, tag in enumerate(tags) if tag.has("topic:categories")), 0)
    behind = [*takewhile(lambda tag: not tag.has("sep:comma"), tags[place:])]
    tags = behind if behind and behind[0].text.isascii() else tags
    ups, downs = (any(tag.has(way) for tag in tags) for way in ("change:up", "change:down"))
    amounts = [tag.number for tag in tags if tag.number is not None and tag.year is None and tag.unit_said]
    passes = any(tag.has("op:pass", "relation:above") for tag in tags)
    stays_below = any(tag.has("relation:below") for tag in tags)
    held_against = passes or stays_below or any(tag.has("relation:than", "op:overtake") for tag in tags)
    if not amounts and ups != downs and not held_against:
        return Kind.GROWTH, Relation.ABOVE if ups else Relation.BELOW, NOTHING
    if len(amounts) != 1 or (passes and stays_below):
        return None
    relation = Relation.BELOW if stays_below else Relation.ABOVE if passes else Relation.AT_LEAST
    if amounts[0].unit in MONEY and not (ups or downs):
        return Kind.LEVEL, relation, amounts[0]
    grown = amounts[0].unit is Unit.PERCENT and not downs and any(tag.has("change:up", "kind:growth") for tag in tags)
    return (Kind.GROWTH, relation, amounts[0]) if grown else None
