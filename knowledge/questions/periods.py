"""The years that a text speaks of: said outright, by the calendar, or counted from another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Unit
from knowledge.questions.reading import Tag

PANDEMIC = 2020

_EARLIER = re.compile(r"(?:earlier|before|prior|previously|back|b4)\b|前")
_LATER = re.compile(r"(?:later|after|on|hence|afterwards)\b|後|あと")
_FAR = 14
"""Letters within which a direction follows a count of years."""


def dated(tags: Sequence[Tag], year_now: int) -> list[tuple[int, int]]:
    """The years that tags speak of, as (index of the tag, year)."""
    named = {
        "period:last_year": year_now - 1,
        "period:this_year": year_now,
        "period:pre_covid": PANDEMIC - 1,
        "period:covid": PANDEMIC,
        "period:year_before_last": year_now - 2,
    }
    found = []
    for index, tag in enumerate(tags):
        if tag.year is not None:
            found.append((index, tag.year))
        found.extend((index, year) for concept, year in named.items() if tag.has(concept))
        if tag.has("period:ago") and index and (number := tags[index - 1].number) is not None:
            found.append((index, year_now - int(number.value)))
    said = {year for index, year in found if tags[index].year is not None}
    return [(i, year) for i, year in found if tags[i].year is not None or not (said and tags[i].has("period:covid"))]


def short_year(tag: Tag) -> int | None:
    """ "Total market 23", "19〜24": a bare number of two digits may be a year of this century; its place decides."""
    number = tag.number
    if number is None or tag.unit_said or number.unit is not Unit.COUNT or len(tag.text) != 2 or not tag.text.isdigit():
        return None
    return 2000 + int(tag.text) if int(tag.text) < 34 else None


def counted(tags: Sequence[Tag], index: int, base: int) -> int | None:
    """The year that a tag counts from another: "two years later", 5年前, "the year before", 前々年."""
    away = _years_away(tags, index)
    return base + away if away else _beside(tags, index, base)


def _years_away(tags: Sequence[Tag], index: int) -> int | None:
    number = tags[index].number
    if number is None or number.unit not in (Unit.YEARS, Unit.COUNT) or not 0 < number.value < 40:
        return None
    following = " ".join(tag.text for tag in tags[index + 1 : index + 4])[:_FAR]
    counts_years = any(tag.has("period:years_word", "period:ago") for tag in tags[index + 1 : index + 2])
    if number.unit is Unit.COUNT and not counts_years:
        return None
    earlier, later = _EARLIER.search(following), _LATER.search(following)
    if earlier and (not later or earlier.start() < later.start()):
        return -int(number.value)
    return int(number.value) if later else None


def _beside(tags: Sequence[Tag], index: int, base: int) -> int | None:
    """Where the year itself follows ("the next year, 2021"), that is the one."""
    tag = tags[index]
    if any(following.year is not None for following in tags[index + 1 : index + 3]):
        return None
    steps = {"period:previous": -1, "period:next": 1, "period:two_before": -2}
    return next((base + step for concept, step in steps.items() if tag.has(concept)), None)
