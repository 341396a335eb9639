"""What a claim is worth: true, false or unknown, and for a false one what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from knowledge.answering.ledger import Ledger, in_year
from knowledge.answering.relations import as_round, holds
from knowledge.derivations import Node, printed
from knowledge.model import (
    MONEY,
    Answer,
    AnswerStatus,
    Claim,
    Item,
    Kind,
    Operation,
    Quantity,
    Query,
    Rank,
    Relation,
    Status,
    Unit,
    Verdict,
)

SPOKEN_SCALES = (Decimal(10) ** 12, Decimal(10) ** 9, Decimal(10) ** 8)
"""What may be left out when speaking of money: "3.84, right?"."""

POWERS = tuple(Decimal(10) ** power for power in range(-12, 13) if power)
PRECISE_DIGITS = 3
"""Digits from which a bound is taken for a figure, and not for a round number that was passed."""

BARE = frozenset({Unit.COUNT})
PERCENTAGES = frozenset({Unit.PERCENT, Unit.POINTS})
WORKED_OUT = {"difference", "ratio", "change", "cagr", "gap", "progress", "required", "multiple"}
SILENT = {Operation.STATEMENT, Operation.DEFINITION, Operation.PROVENANCE, Operation.COVERAGE}
KIND_SLIPS = {
    (Kind.LEVEL, Kind.GROWTH): "growth_for_level",
    (Kind.GROWTH, Kind.SHARE): "share_for_growth",
    (Kind.SHARE, Kind.GROWTH): "growth_for_share",
}


def judged(ledger: Ledger, answer: Answer) -> Answer:
    """The answer to a claim, with its verdict; what isn't held is unknown. Leaves other answers as they are."""
    query = answer.query
    if query is None or query.claim is None:
        return answer
    found = _judged(ledger, query, query.claim, answer) if answer.verdict is None else answer
    turned = TURNED.get(found.verdict) if query.claim.denied and found.verdict else None
    return found.model_copy(update={"verdict": turned}) if turned else found


TURNED = {Verdict.TRUE: Verdict.FALSE, Verdict.FALSE: Verdict.TRUE}


def _judged(ledger: Ledger, query: Query, claim: Claim, answer: Answer) -> Answer:
    if answer.status is not AnswerStatus.ANSWERED:
        unknown = answer.status is AnswerStatus.DECLINED
        return answer.model_copy(update={"verdict": Verdict.UNKNOWN}) if unknown else answer
    if query.operation in SILENT:
        return answer.model_copy(update={"verdict": _of_a_statement(query)})
    truth = _truth(ledger, query, claim, answer)
    verdict = Verdict.UNKNOWN if truth is None else Verdict.TRUE if truth else Verdict.FALSE
    answer = answer.model_copy(update={"verdict": verdict})
    return _corrected(ledger, query, claim, answer) if truth is False else answer


def _of_a_statement(query: Query) -> Verdict | None:
    if query.operation is not Operation.STATEMENT or query.claim is None:
        return None
    return {Relation.SO: Verdict.TRUE, Relation.NOT_SO: Verdict.FALSE}.get(query.claim.relation)


def _truth(ledger: Ledger, query: Query, claim: Claim, answer: Answer) -> bool | None:
    if claim.bound is None:
        return _without_a_bound(ledger, query, claim, answer)
    if query.operation is Operation.HISTORY:
        return _any_print(claim.relation, claim.bound, answer)
    if query.operation is Operation.EXTREME and _lies_ahead(ledger, query, claim.bound):
        return None
    number = _claimed(query, claim.bound, answer)
    bound = _cut_off(claim.bound) if all(item.kind is Kind.SHARE for item in query.items) else claim.bound
    return _stands(claim.relation, number, bound) if number else None


def _cut_off(bound: Quantity) -> Quantity:
    """What a share is taken to lie in that was reckoned by whoever tells it: 56.5 % is "56 %", too, or 57."""
    width = bound.high - bound.low
    return bound.model_copy(update={"high": max(bound.high, bound.value + width)})


def _any_print(relation: Relation, bound: Quantity, answer: Answer) -> bool | None:
    """Whether one of the prints of a figure is what was said."""
    prints = [each.quantity for each in answer.values if _comparable(each.quantity.unit, bound.unit)]
    found = [_stands(relation, each, bound) for each in prints]
    return True if True in found else None if None in found or not found else False


def _lies_ahead(ledger: Ledger, query: Query, year: Quantity) -> bool:
    """Whether a year that is claimed to be the highest or the lowest is behind all that are held."""
    held = [each for item in query.items for each in ledger.years(item)]
    return year.unit is Unit.YEAR and bool(held) and year.value > max(held)


def _without_a_bound(ledger: Ledger, query: Query, claim: Claim, answer: Answer) -> bool | None:
    if query.operation is Operation.COMPARE:
        return _between(ledger, query, claim.relation)
    if query.operation is Operation.EXTREME:
        return _is_extreme(ledger, query, answer)
    return None


def _between(ledger: Ledger, query: Query, relation: Relation) -> bool | None:
    """Whether the first item stands so to each of the others."""
    nodes = [node for item in query.items if (node := ledger.node(item, query.unit)) is not None]
    if not 1 < len(nodes) == len(query.items) or len({node.unit for node in nodes}) > 1:
        return None
    first, *others = nodes
    found = [holds(relation, first.quantity, Quantity.exact(each.interval.value, each.unit)) for each in others]
    return False if False in found else None if None in found else True


def _is_extreme(ledger: Ledger, query: Query, answer: Answer) -> bool | None:
    """Whether the first item, or the latest year, is the one."""
    best = answer.values[0].item
    if best is None:
        return None
    if len(query.items) > 1:
        return best.metric == query.items[0].metric
    held = ledger.years(query.items[0])
    return bool(held) and best.period == (query.items[0].period or held[-1])


def _claimed(query: Query, bound: Quantity, answer: Answer) -> Quantity | None:
    """The answer's number that the claim speaks of: the headline, or what was worked out in the claim's unit."""
    worked_out = [value.quantity for value in answer.context if value.role in WORKED_OUT]
    headline = [] if query.operation is Operation.COMPARE else [value.quantity for value in answer.values]
    return next((number for number in (*headline, *worked_out) if _comparable(number.unit, bound.unit)), None)


def _comparable(number: Unit, bound: Unit) -> bool:
    alike = number is bound or {number, bound} <= PERCENTAGES
    return alike or (bound in BARE and number is not Unit.USD)


def _stands(relation: Relation, number: Quantity, bound: Quantity) -> bool | None:
    if bound.unit in BARE and number.unit in MONEY and abs(bound.value) < min(SPOKEN_SCALES):
        said = as_round(bound)
        spoken = [holds(relation, number, _times(said, scale, number.unit)) for scale in SPOKEN_SCALES]
        return any(spoken) if relation.is_told else None
    said = _times(bound, Decimal(1), number.unit)
    slipped = relation.is_upwards and number.unit in MONEY and _is_slipped(number, said)
    return False if slipped else holds(relation, number, said)


def _is_slipped(number: Quantity, bound: Quantity) -> bool:
    """ "Over 2.17 billion": more than so much, and yet nothing but the figure itself in the wrong unit."""
    precise = len(bound.value.normalize().as_tuple().digits) >= PRECISE_DIGITS
    return precise and any(_is_same(number, _times(bound, power, number.unit)) for power in POWERS)


def _times(bound: Quantity, factor: Decimal, unit: Unit) -> Quantity:
    low, high = sorted((bound.low * factor, bound.high * factor))
    return Quantity(value=bound.value * factor, unit=unit, low=low, high=high)


# --- slips ---


def _corrected(ledger: Ledger, query: Query, claim: Claim, answer: Answer) -> Answer:
    """A false claim with what went wrong, and the number that was meant where there is one."""
    slip, meant = _slip(ledger, query, claim, answer)
    context = (*answer.context, *([meant.as_role("meant")] if meant else []))
    return answer.model_copy(update={"slip": slip, "context": context})


def _slip(ledger: Ledger, query: Query, claim: Claim, answer: Answer) -> tuple[str, Node | None]:
    bound = claim.bound
    if bound is None:
        return ("direction" if query.operation is Operation.COMPARE else "value"), None
    if query.operation is Operation.EXTREME or bound.unit is Unit.YEAR:
        return "year", None
    number = _claimed(query, bound, answer)
    if number is None or not claim.relation.is_told:
        return ("direction" if not bound.value else "value"), None
    if _is_turned(number, bound):
        return "direction", None
    if any(_is_same(number, _times(bound, power, number.unit)) for power in POWERS):
        return "unit", None
    return _of_another(ledger, query, bound) or ("value", None)


def _is_turned(number: Quantity, bound: Quantity) -> bool:
    return number.unit in PERCENTAGES and number.value * bound.value < 0


def _is_same(number: Quantity, bound: Quantity) -> bool:
    return bool(holds(Relation.EQUAL, number, bound))


def _of_another(ledger: Ledger, query: Query, bound: Quantity) -> tuple[str, Node | None] | None:
    """What the claimed number is a number of: another print, currency, kind, year or metric, or a target."""
    if query.operation is not Operation.VALUE or len(query.items) != 1:
        return None
    for other in _other_prints(ledger, query.items[0], query.unit):
        if _is_same(other.quantity, _times(bound, Decimal(1), other.unit)):
            return "edition", other
    for slip, item, unit in _mistakable(ledger, query.items[0], query.unit):
        node = ledger.node(item, unit)
        if node and _is_same(node.quantity, _times(bound, Decimal(1), node.unit)):
            return slip, node
    return None


def _other_prints(ledger: Ledger, item: Item, unit: Unit | None) -> Iterator[Node]:
    """What other editions and sources printed for the same figure."""
    if item.period is not None:
        for figure in ledger.catalogue.prints(item.metric, item.kind, item.period, ledger.unit_of(item, unit)):
            if figure.rank is not Rank.PREFERRED:
                yield printed(figure, item)


def _mistakable(ledger: Ledger, item: Item, unit: Unit | None) -> Iterator[tuple[str, Item, Unit | None]]:
    if ledger.unit_of(item) in MONEY:
        yield "unit", item, Unit.JPY if unit is Unit.USD else Unit.USD
    for kind in (Kind.GROWTH, Kind.SHARE):
        if slip := KIND_SLIPS.get((item.kind, kind)):
            yield slip, Item(metric=item.metric, kind=kind, period=item.period), None
    for year in _nearest_first(ledger.years(item), item.period):
        yield "year", in_year(item, year), unit
    for metric in ledger.solver.structure.alike(item.metric):
        slip = "target" if ledger.catalogue.metrics[metric].status is not Status.OBSERVATION else "metric"
        period = ledger.solver.latest(metric) if slip == "target" else item.period
        yield slip, Item(metric=metric, kind=item.kind, period=period), unit


def _nearest_first(years: Iterable[int], period: int | None) -> list[int]:
    return sorted((year for year in years if year != period), key=lambda year: abs(year - (period or 0)))
