"""How much one market brings for each yen of another: "for every yen earned at home, 1.3 came from abroad"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from knowledge.extraction.leads import PRODUCED, how_far, named_in
from knowledge.model import Claim, Item, MetricId, Operation, Quantity, Query, Unit
from knowledge.questions.reading import Tag
from knowledge.questions.spelled import WORDS

_NUMBER = rf"(?P<number>\d+(?:\.\d+)?|{'|'.join(WORDS)})"
_APIECE = re.compile(
    r"\b(?:for|per|to)\s+(?:every|each)(?:\s+single)?\s+(?:yen|dollar|buck)\b(?P<one>[^,;:.?!]{3,80})[,;:]\s*"
    rf"(?P<other>(?P<before>[^.?!]{{0,60}}?)(?<![\d.])\b{_NUMBER}\b(?![.,]\d)"
    r"(?=\s*(?:yen|dollars?|bucks?|in|at|from|came|comes?|was|were|is|are|overseas|abroad|outside|here|there|back)\b"
    r"|\s*[.,;!]|\s*$)[^.?!]*)",
    re.IGNORECASE,
)


def apiece(text: str, tags_of: Callable[[str], Sequence[Tag]], names: Mapping[str, MetricId]) -> Query | None:
    """The claim of how many times one thing is another, if a text tells it for each yen; `names` are concepts and what
    they name.
    """
    found = _APIECE.search(text)
    if found is None:
        return None
    first, second = (tags_of(found[each]) for each in ("one", "other"))
    one, other = _markets(first, names), _markets(second, names)
    if len(one) == 1 and not other and one[0] in PRODUCED:
        other = [each for each in PRODUCED if each != one[0]]  # "…, they made three in it"
    if len(one) != 1 or len(other) != 1 or one == other:
        return None
    metrics = (other[0], one[0])
    if any(tag.has("scope:production") for tag in (*first, *second)) and all(each in PRODUCED for each in metrics):
        metrics = (PRODUCED[metrics[0]], PRODUCED[metrics[1]])
    if any(tag.has("relation:not") for tag in (*first, *second)):
        return None
    years = {tag.year for tag in (*first, *second) if tag.year is not None}
    if len(years) > 1:
        return None
    said = found["number"].lower()
    number, beside = Decimal(WORDS.get(said, said)), tags_of(found["before"])[-1:]
    exactly = any(tag.has("relation:exactly") for tag in beside)
    times = Quantity.exact(number, Unit.TIMES) if exactly else Quantity.written(number, Unit.TIMES)
    claim = Claim(relation=how_far(beside), bound=times)
    items = tuple(Item(metric=each, period=next(iter(years), None)) for each in metrics)
    return Query(operation=Operation.RATIO, items=items, claim=claim)


def _markets(tags: Sequence[Tag], names: Mapping[str, MetricId]) -> list[MetricId]:
    """The categories that are named, or else the markets."""
    named = named_in(tags, names)
    return [each for each in named if each not in PRODUCED] or named
