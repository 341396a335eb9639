"""The years that a question speaks of: said outright, or by the calendar."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.questions.reading import Tag

PANDEMIC = 2020


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
