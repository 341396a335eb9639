"""How much of what a market grew by came from one part of it: "nine tenths of the increase came from abroad"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from knowledge.answering import Desk
from knowledge.extraction.leads import PLACES, amount_of, how_far, named_in
from knowledge.model import AnswerStatus, Claim, Item, MetricId, Operation, Quantity, Query, Relation, Unit
from knowledge.questions.reading import Tag

WHOLE = MetricId("market_total")

GROWTH = ("change:up", "kind:growth")

ENDING = frozenset({"after", "was", "is", "were", "are", "who", "while", "when", "then"})
"""Words that end what something is a part of."""

NEAR = 7
"""Words from the percentage to the word for what was added."""


def part_of_what_was_added(tags: Sequence[Tag], desk: Desk, year: int | None) -> tuple[Query, Quantity] | None:
    """The claim of how much one market grew by, if a text tells it as a part of what the whole did, and the percentage
    that tells it; `year` is the one that it is about where it says none.
    """
    place = next((index for index, tag in enumerate(tags) if _is_percent(tag) and _is_of_it(tags, index)), None)
    if place is None or (number := amount_of(tags[place])) is None:
        return None
    years = sorted({tag.year for tag in tags if tag.year is not None})
    if (years and years[-1] - years[0] > 1) or any(tag.text == "since" or tag.has("period:since") for tag in tags):
        return None
    named = _by_whom(tags, place)
    period = years[-1] if years else year
    added = _added(desk, period) if period is not None else None
    if len(named) != 1 or added is None or period is None:
        return None
    low, value, high = (each * added.value / 100 for each in (number.low, number.value, number.high))
    bound = Quantity(value=value, unit=added.unit, low=low, high=high)
    beside = tags[max(0, place - 1) : place]
    return _difference(named[0], period, Claim(relation=_how_far(tags[place], beside), bound=bound)), number


def _by_whom(tags: Sequence[Tag], place: int) -> list[MetricId]:
    """The markets that are said to have brought it: before the percentage or behind "came from"; in Japanese, any."""
    said = [*takewhile(lambda tag: not tag.has("sep:mark", "sep:comma"), tags[place:])]
    if any(not tag.text.isascii() for tag in tags):
        return named_in(said, PLACES) or named_in(tags[:place], PLACES)
    source = next((index for index, tag in enumerate(said) if tag.has("op:source") or tag.text == "from"), len(said))
    own = named_in(said[:source], PLACES)
    return [] if own else named_in(said[source:], PLACES) or named_in(tags[:place], PLACES)


def _how_far(tag: Tag, beside: Sequence[Tag]) -> Relation:
    return Relation.ABOVE if tag.has("relation:majority") else how_far(beside)


def _is_percent(tag: Tag) -> bool:
    number = amount_of(tag)
    return number is not None and number.unit is Unit.PERCENT and 0 < number.value <= 100


def _is_of_it(tags: Sequence[Tag], place: int) -> bool:
    """Whether a percentage is one of what was added: "90 % of the growth", 増えた分の9割, そのうち9割が海外の増加分."""
    before, behind = tags[max(0, place - NEAR + 2) : place], tags[place + 1 : place + 1 + NEAR]
    if all(tag.text.isascii() for tag in (*before, *behind)):
        first = next(iter(behind), None)
        clause = [*takewhile(_goes_on, behind if tags[place].text.endswith(" of") else behind[1:])]
        grows = [index for index, tag in enumerate(clause) if tag.has(*GROWTH)]
        of_what_grows = any(tag.has("amount:market") for index in grows for tag in clause[index + 1 : index + 2])
        of_all = first is not None and (first.text == "of" or tags[place].text.endswith(" of"))
        of_it = of_all and bool(grows) and not of_what_grows
        return of_it or _is_behind_it(tags[:place])
    clause = [*takewhile(lambda tag: tag.number is None and not tag.has("sep:mark"), behind)]
    of_which = any("うち" in tag.text for tag in before) and any(tag.has(*GROWTH) for tag in clause)
    words = [tag for tag in before if not tag.has("relation:about")]
    grown = [index for index, tag in enumerate(words) if tag.has(*GROWTH)]
    rest = [tag.text for tag in words[grown[-1] + 1 :]] if grown else []
    return of_which or (bool(grown) and rest in (["の"], ["分", "の"], ["の", "うち"], ["分", "の", "うち"]))


def _goes_on(tag: Tag) -> bool:
    """Whether a word may stand within "of the broad market's increase"."""
    ends = tag.has("sep:comma", "sep:mark", "sep:and", "sep:contrast") or tag.text in ENDING
    return not ends and (tag.number is None or tag.year is not None)


def _is_behind_it(tags: Sequence[Tag]) -> bool:
    """Whether a percentage follows what it is one of: "of the 500 billion that was gained, some 90 % …"."""
    commas = [index for index, tag in enumerate(tags) if tag.has("sep:comma")]
    if not commas or commas[-1] < len(tags) - 3:
        return False
    clause = tags[commas[-2] + 1 if len(commas) > 1 else 0 : commas[-1]]
    return any(tag.text.split(" ")[0] in ("of", "out") for tag in clause[:2]) and any(
        tag.has(*GROWTH) for tag in clause
    )


def _added(desk: Desk, year: int) -> Quantity | None:
    """What the whole market grew by in a year; None where that is not known, or where it fell."""
    answer = desk.answer(_difference(WHOLE, year, None))
    if answer.status is not AnswerStatus.ANSWERED or not answer.values:
        return None
    added = answer.values[-1].quantity
    return added if added.unit is Unit.JPY and added.value > 0 else None


def _difference(metric: MetricId, year: int, claim: Claim | None) -> Query:
    items = tuple(Item(metric=metric, period=each) for each in (year, year - 1))
    return Query(operation=Operation.DIFFERENCE, items=items, claim=claim)
