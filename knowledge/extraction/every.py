"""What is said of every category of the home market, or of none: "no category shrank in 2023", 全カテゴリが伸びた."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from knowledge.extraction.leads import every_of, named_in
from knowledge.model import MONEY, Claim, Item, Kind, MetricId, Operation, Quantity, Query, Relation, Unit
from knowledge.questions.reading import Tag

_OF_THEM = r"(?:(?:single|one|1|of|the|eight|8|domestic|home|japanese|anime|market|in japan)\s+){0,5}"
_CATEGORY = r"(?:categor(?:y|ies)|segments?)\b(?!\s+(?:combined|together|put|add))"
_KINDS = r"(?:カテゴリー?|分野|部門|区分)"

_ALL = re.compile(
    rf"(?<!not )(?<!n't )(?<!n’t )(?<!snt )\b(?:every|each|all)\s+{_OF_THEM}{_CATEGORY}"
    rf"|(?:全て?の?|すべての|あらゆる)(?:8つの|8)?{_KINDS}|どの{_KINDS}も"
    rf"|(?:8つの|8){_KINDS}(?:ぜんぶ|全部|すべて|全て|とも)"
)
_NONE = re.compile(
    rf"\b(?:no|none|not\s+(?:a|any)|not)\s+(?!all\b|every\b|each\b){_OF_THEM}{_CATEGORY}"
    rf"|{_KINDS}は?、?(?:1|一|ひと)つ(?:も|として)な"
)
_ALL_OTHERS = re.compile(
    r"\b(?:everything else|all (?:the )?(?:others|rest|other \w+)|the other \w+ all|the (?:remaining|rest)(?: \w+)? all"
    r"|every other (?:\w+ )?(?:one|slice|category|segment|part|sector))\b"
)
_NO_OTHER = re.compile(r"\b(?:nothing else|no other (?:one|slice|category|segment|part|sector)|none of the others)\b")
_NOT = re.compile(r"な(?:い|かった|く)|ませ|ず")
_AS_A_SET = re.compile(
    r"\b(?:of|across|among|over|nearly|almost|virtually|practically|hardly|nobody(?: says)?|no one(?: says)?"
    r"|did|does|do)\s+$"
)
_OF_A_SET = re.compile(r"の?(?:中で|中では|なかで|うち)|の合計|を合わせ")
"""What stands before, or in Japanese behind, all categories where nothing is said of each."""
_EXCEPT = re.compile(
    r"(?<=y) but\b|(?<=ies) but\b|(?<=ment) but\b"
    r"|\b(?:except|apart from|other than|but for|save for|bar|excluding|besides|aside from)\b|以外|除"
)

NOTHING = Quantity.exact(0, Unit.PERCENT)

PASSED = {Relation.ABOVE: Relation.AT_MOST, Relation.BELOW: Relation.AT_LEAST, Relation.AT_LEAST: Relation.BELOW}
"""What is so of all of which it is so of none."""


def of_every_category(
    text: str, tags: Sequence[Tag], names: Mapping[str, MetricId], named: Sequence[MetricId], year: int | None
) -> list[Query]:
    """The claims of each category that a part of a text makes of all of them, or of none, or of all but those that it
    excepts, or that are `named` in the text beside "everything else". `names` are concepts and what they name, and
    `year` is the one that it is about where it says none.
    """
    all_, none = _ALL_OTHERS.search(text), _NO_OTHER.search(text)
    excepts = _EXCEPT.search(text) is not None
    excepted = list(named) if (all_ or none) is not None else _excepted(tags, names, named) if excepts else []
    if (all_ or none) is None or not excepted:
        all_, none = _ALL.search(text), _NONE.search(text)
    found = all_ or none
    if found is None or (all_ and none) or (excepts and not excepted) or _is_of_the_set(text, found, tags):
        return []
    years = {tag.year for tag in tags if tag.year is not None}
    said = _said(tags, excepts=excepts)
    if said is None or len(years) > 1:
        return []
    kind, relation, bound = said
    if (
        all_ is not None
        and all_[0].startswith("どの")
        and _NOT.search(text, all_.end())
        and relation is not Relation.BELOW
    ):
        all_ = None
    if all_ and kind is Kind.LEVEL and relation is Relation.AT_LEAST:
        return []  # "all categories made 1.62 trillion"
    claim = Claim(relation=relation if all_ else PASSED[relation], bound=bound)
    period = next(iter(years), year)
    meant = (metric for metric in every_of(names) if metric not in excepted)
    items = (Item(metric=metric, kind=kind, period=period) for metric in meant)
    return [Query(operation=Operation.VALUE, items=(item,), claim=claim) for item in items]


def _is_of_the_set(text: str, found: re.Match[str], tags: Sequence[Tag]) -> bool:
    """Whether all of them are only what something is one of, or the sum of; or it is asked."""
    of_it = _AS_A_SET.search(text[: found.start()]) is not None or _OF_A_SET.match(text, found.end()) is not None
    own = _of_the_clause(tags)
    return of_it or "?" in text or any(tag.has("op:sum", "op:highest", "op:lowest", "op:only") for tag in own)


def _of_the_clause(tags: Sequence[Tag]) -> Sequence[Tag]:
    """The words up to the comma behind the categories: "all eight categories grew, with streaming on top"."""
    place = next((index for index, tag in enumerate(tags) if tag.has("topic:categories")), 0)
    return [*tags[:place], *takewhile(lambda tag: not tag.has("sep:comma", "sep:mark"), tags[place:])]


def _excepted(tags: Sequence[Tag], names: Mapping[str, MetricId], named: Sequence[MetricId]) -> list[MetricId]:
    """The categories that are listed behind an "except", or before 以外; all that are `named` in the text where the
    list goes on behind the part.
    """
    place = next((index for index, tag in enumerate(tags) if tag.has("op:except") or tag.text in EXCEPTING), None)
    if place is None:
        return []
    japanese = not tags[place].text.isascii()
    rest = [*reversed(tags[:place])] if japanese else tags[place + 1 :]
    listed = [*takewhile(lambda tag: _is_listed(tag, names), rest)]
    found = named_in(listed, names)
    return [*named] if found and len(listed) == len(rest) else found


def _is_listed(tag: Tag, names: Mapping[str, MetricId]) -> bool:
    return bool(named_in([tag], names)) or tag.has("sep:and", "sep:comma", "sep:stop") or tag.text in LISTING


EXCEPTING = frozenset({"but", "except", "besides", "excluding", "bar", "以外", "除いて", "除く"})
LISTING = frozenset({"and", "the", "anime", "と", "、", "・", "や", "を", "from", "for"})
"""Words that except what is listed beside them, and those that may stand in the list."""


def _said(tags: Sequence[Tag], *, excepts: bool) -> tuple[Kind, Relation, Quantity] | None:
    """What is said of all of them: that they grew or fell, or more or less than what they came to or grew by."""
    place = next((index for index, tag in enumerate(tags) if tag.has("topic:categories")), 0)
    behind = [*takewhile(lambda tag: excepts or not tag.has("sep:comma"), tags[place:])]
    first = [*takewhile(lambda tag: not tag.has("sep:mark"), tags)]
    moves = any(tag.has("change:up", "change:down") for tag in first)
    tags = behind if behind and behind[0].text.isascii() else first if moves and not excepts else tags
    ups, downs = (any(tag.has(way) for tag in tags) for way in ("change:up", "change:down"))
    told = (tag.number for tag in tags if tag.number is not None and tag.year is None and tag.unit_said)
    amounts = [number for number in told if number.unit in (*MONEY, Unit.PERCENT)]
    passes = any(tag.has("op:pass", "relation:above") for tag in tags)
    stays_below = any(tag.has("relation:below") for tag in tags)
    held_against = passes or stays_below or any(tag.has("relation:than", "op:overtake") for tag in tags)
    if not amounts and ups != downs and not held_against:
        return Kind.GROWTH, Relation.ABOVE if ups else Relation.BELOW, NOTHING
    if len(amounts) != 1 or (passes and stays_below):
        return None
    relation = Relation.BELOW if stays_below else Relation.ABOVE if passes else Relation.AT_LEAST
    if amounts[0].unit in MONEY and not ups and (stays_below or not downs):
        return Kind.LEVEL, relation, amounts[0]
    grown = amounts[0].unit is Unit.PERCENT and not downs and any(tag.has("change:up", "kind:growth") for tag in tags)
    return (Kind.GROWTH, relation, amounts[0]) if grown else None
