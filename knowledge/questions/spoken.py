"""Amounts and relations as people say them: "over 2 trillion", "nearly half", "tripled"."""

from __future__ import annotations

from decimal import Decimal

from knowledge.model import Quantity, Relation, Unit
from knowledge.questions.reading import Tag
from knowledge.questions.sketch import Sketch

FRACTIONS = {
    "relation:half": Decimal(50),
    "relation:third": Decimal(100) / 3,
    "relation:two_thirds": Decimal(200) / 3,
    "relation:quarter": Decimal(25),
    "relation:three_quarters": Decimal(75),
    "relation:fifth": Decimal(20),
    "relation:tenth": Decimal(10),
}
MULTIPLES = {
    "relation:double": Decimal(2),
    "relation:triple": Decimal(3),
    "relation:quadruple": Decimal(4),
    "relation:quintuple": Decimal(5),
    "relation:tenfold": Decimal(10),
    "relation:halved": Decimal("0.5"),
}
RELATIONS = (
    ("relation:at_least", Relation.AT_LEAST),
    ("relation:at_most", Relation.AT_MOST),
    ("relation:nearly", Relation.NEARLY),
    ("relation:barely", Relation.ABOVE),
    ("relation:above", Relation.ABOVE),
    ("relation:below", Relation.BELOW),
    ("relation:about", Relation.ABOUT),
    ("relation:exactly", Relation.EQUAL),
)


def fraction_of(sketch: Sketch) -> Quantity | None:
    """A part of a whole said in words, in percent: half, a third, the majority."""
    if sketch.has("relation:majority"):
        return Quantity.exact(Decimal(50), Unit.PERCENT)
    for concept, value in FRACTIONS.items():
        if sketch.has(concept):
            rounding = Decimal(0) if value == value.to_integral_value() else Decimal("0.5")
            return Quantity.rounded(value, Unit.PERCENT, rounding)
    return None


def multiple_of(sketch: Sketch) -> Quantity | None:
    """A factor said in words (doubled), or as a number of times."""
    for concept, value in MULTIPLES.items():
        if sketch.has(concept):
            return Quantity.exact(value, Unit.TIMES)
    return next(
        (tag.number for tag in sketch.numbers if tag.number is not None and tag.number.unit is Unit.TIMES), None
    )


def bound_of(sketch: Sketch) -> Quantity | None:
    """The amount that something is said to pass or to be: the first quantity, else a fraction in words."""
    amounts = [tag.number for tag in sketch.numbers if tag.number is not None and fits(sketch, tag)]
    return amounts[0] if amounts else fraction_of(sketch)


def fits(sketch: Sketch, tag: Tag) -> bool:
    """Whether an amount can be one of what is spoken of: a bare 4 is no sum of money."""
    number = tag.number
    if number is None or number.unit in (Unit.TIMES, Unit.YEARS):
        return False
    counted = any(sketch.catalogue.metrics[m].unit in (Unit.COUNT, Unit.MINUTES) for m in sketch.metrics)
    return number.unit is not Unit.COUNT or counted or number.value >= 100


def bound_tag(sketch: Sketch) -> Tag | None:
    """Where the amount, the fraction or the multiple stands."""
    words = (*FRACTIONS, *MULTIPLES, "relation:majority", "relation:minority")
    return next(iter(sketch.numbers), None) or next(iter(sketch.tagged(*words)), None)


def relation_of(sketch: Sketch) -> Relation | None:
    """How the amount is said to stand to the figure; the words next to the amount count."""
    if sketch.has("relation:majority"):
        return Relation.ABOVE
    if sketch.has("relation:minority"):
        return Relation.BELOW
    tag = bound_tag(sketch)
    if tag is None:
        return None
    near = _near(sketch, tag)
    for concept, relation in RELATIONS:
        if any(other.has(concept) for other in near):
            return relation
    return None


def _near(sketch: Sketch, tag: Tag) -> list[Tag]:
    """English says the relation before the amount (or just behind: "or more"), Japanese behind it (or 約 before)."""
    index = sketch.tags.index(tag)
    before, after = (1, 4) if sketch.language == "ja" else (4, 2)
    found = [t for t in sketch.tags[max(0, index - before) : index + after + 1] if t is not tag]
    return [t for t in found if _same_clause(sketch, t, tag)]


def _same_clause(sketch: Sketch, first: Tag, second: Tag) -> bool:
    start, end = sorted((sketch.tags.index(first), sketch.tags.index(second)))
    return not any(
        t.has("sep:comma", "sep:mark", "sep:stop") and t.text in ",.?!;、。？！" for t in sketch.tags[start + 1 : end]
    )
