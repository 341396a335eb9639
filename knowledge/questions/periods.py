"""When a question is about: single years, a span, or a hint such as "the year before"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.model import Span, Unit
from knowledge.questions.reading import Tag

PANDEMIC = 2020
_BETWEEN = (
    "sep:mark",
    "sep:comma",
    "sep:colon",
    "sep:of",
    "period:years_word",
    "harmless:word",
    "period:until",
    "sep:and",
)


@dataclass(frozen=True, slots=True)
class Periods:
    """`years` in the order said; `span` where a range is said; `last` for "the last five years"; `hint` for a year
    that only the turn before knows: `previous`, `next` or `that`; `latest` where it is asked for by name."""

    years: tuple[int, ...] = ()
    span: Span | None = None
    last: int | None = None
    hint: str | None = None
    latest: bool = False
    used: tuple[Tag, ...] = ()

    @property
    def said(self) -> bool:
        return bool(self.years or self.span or self.last or self.hint or self.latest)


def found_periods(tags: Sequence[Tag], year_now: int) -> Periods:
    """The periods of a question; relative years count from `year_now`, a calendar year."""
    dated = _with_named_years(tags, year_now)
    years = tuple(dict.fromkeys(year for _, year in dated))
    last, used = _last_years(tags)
    concepts = frozenset().union(*(tag.concepts for tag in tags))
    if "period:decade" in concepts and last is None and not dated:
        last = 10
    return Periods(
        years=years,
        span=_span(tags, dated, concepts),
        last=last,
        hint=next((hint for hint in ("previous", "next", "that") if f"period:{hint}" in concepts), None),
        latest="period:latest" in concepts,
        used=used,
    )


def _with_named_years(tags: Sequence[Tag], year_now: int) -> list[tuple[int, int]]:
    named = {
        "period:last_year": year_now - 1,
        "period:this_year": year_now,
        "period:pre_covid": PANDEMIC - 1,
        "period:covid": PANDEMIC,
        "period:year_before_last": year_now - 2,
    }
    dated = []
    for index, tag in enumerate(tags):
        if tag.year is not None:
            dated.append((index, tag.year))
        dated.extend((index, year) for concept, year in named.items() if tag.has(concept))
        if tag.has("period:ago") and index and (number := tags[index - 1].number) is not None:
            dated.append((index, year_now - int(number.value)))
    said = {year for index, year in dated if tags[index].year is not None}
    return [(i, year) for i, year in dated if tags[i].year is not None or not (said and tags[i].has("period:covid"))]


def _last_years(tags: Sequence[Tag]) -> tuple[int | None, tuple[Tag, ...]]:
    """How many years back ("the last five years"), and all counts of years, which are no amounts."""
    last, used = None, []
    for index, tag in enumerate(tags):
        if tag.number is None or tag.number.unit not in (Unit.YEARS, Unit.COUNT):
            continue
        before = tags[index - 1] if index else None
        after = tags[index + 1] if index + 1 < len(tags) else None
        if tag.number.unit is Unit.YEARS or (
            after is not None and after.has("period:years_word", "period:ago") and tag.number.value < 40
        ):
            used.append(tag)
            last = int(tag.number.value) if before is not None and before.has("period:past") else last
    return last, tuple(used)


def _span(tags: Sequence[Tag], dated: list[tuple[int, int]], concepts: frozenset[str]) -> Span | None:
    for (first, start), (second, end) in pairwise(dated):
        if start < end and len(dated) == 2 and _joined(tags, first, second):
            return Span(start=start, end=end)
    if len(dated) != 1:
        return _pandemic_span(concepts) if not dated else None
    index, year = dated[0]
    return _open_span(tags, index, year)


def _joined(tags: Sequence[Tag], first: int, second: int) -> bool:
    """Whether the words around two years make a range of them: from … to, between … and, 2019-2024."""
    inner = tags[first + 1 : second]
    if any(tag.has("period:until", "period:until_after") for tag in inner) and all(tag.has(*_BETWEEN) for tag in inner):
        return True
    if len(inner) == 1 and inner[0].text in ("-", "–", "—", "~", "〜", "/"):
        return inner[0].text != "/"
    before = tags[max(0, first - 4) : first]
    return (any(tag.has("period:between") for tag in before) and any(tag.has("sep:and") for tag in inner)) or (
        (not inner and tags[second].start - tags[first].end <= 1 and tags[second].start > tags[first].end)
        and tags[first].text[-1:] == "-"
    )


def _open_span(tags: Sequence[Tag], index: int, year: int) -> Span | None:
    before = tags[index - 1] if index else None
    after = tags[index + 1] if index + 1 < len(tags) else None
    if after is not None and after.has("period:since", "period:since_after"):
        return Span(start=year)
    if after is not None and after.has("period:after_after"):
        return Span(start=year + 1)
    if after is not None and after.has("period:until_after"):
        return Span(end=year)
    if before is None:
        return None
    if before.has("period:since"):
        return Span(start=year)
    if before.has("period:after"):
        return Span(start=year + 1)
    if before.has("period:before"):
        return Span(end=year - 1)
    return Span(end=year) if before.has("period:until") else None


def _pandemic_span(concepts: frozenset[str]) -> Span | None:
    return Span(start=PANDEMIC) if "period:since_covid" in concepts else None
