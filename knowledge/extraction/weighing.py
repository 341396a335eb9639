"""What the claims of a message come to together: which count, and which were only taken for claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.model import Answer, AnswerStatus, Item, Kind, Operation, Quantity, Query, Relation, Unit, Verdict

LEAST_MONEY = 10**5
"""Less is no market: "one of every four yen"."""

FAR = 3
"""How many times over a bound may be passed by an amount that it is rightly said of: "over three billion" tells nothing
of fourteen."""

FAR_FROM_ONE = 10
"""The same of a one with noughts behind it, which is passed for good: "more than a trillion"."""


def judged(answer: Answer) -> bool:
    """Whether an answer says that a claim holds, or does not."""
    return answer.status is AnswerStatus.ANSWERED and answer.verdict is not None


def bound_of(answer: Answer) -> Quantity | None:
    """The amount that is claimed."""
    return answer.query.claim.bound if answer.query is not None and answer.query.claim is not None else None


def bounds_of(answer: Answer) -> list[Quantity]:
    """The amount that is claimed, and the one that years are looked for by: "first above 3 trillion in 2023"."""
    sought = answer.query.bound if answer.query is not None else None
    return [bound for bound in (bound_of(answer), sought) if bound is not None]


def among(amount: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether an amount is one of others, whatever their signs."""
    return any(amount.unit is each.unit and abs(amount.value) == abs(each.value) for each in others)


def together(
    figures: Sequence[Answer], asked: Sequence[Answer], left: Sequence[Quantity], said: Sequence[Quantity]
) -> Verdict:
    """What is contradicted decides, but an amount is what it is as it stands in the text; what is left open, too.
    `said` are the amounts that were judged by themselves.
    """
    verdicts = [answer.verdict if judged(answer) else Verdict.UNKNOWN for answer in figures]
    supported = [each for each in figures if each.verdict is Verdict.TRUE]
    contradicted = [
        each for each in asked if each.verdict is Verdict.FALSE and not _explained(each, supported, asked, said)
    ]
    if Verdict.FALSE in verdicts or contradicted:
        return Verdict.FALSE
    supported += [each for each in asked if each.verdict is Verdict.TRUE]
    return Verdict.TRUE if supported and not left and Verdict.UNKNOWN not in verdicts else Verdict.UNKNOWN


def counting(figures: Sequence[Answer], asked: Sequence[Answer], said: Sequence[Quantity]) -> Iterator[Answer]:
    """The answers that the verdict comes from, each claim once: not what a sentence was taken for by mistake."""
    supported = [each for each in figures if each.verdict is Verdict.TRUE]
    claimed = (e for e in asked if e.verdict is not Verdict.FALSE or not _explained(e, supported, asked, said))
    found: list[Answer] = []
    for answer in (*figures, *claimed):
        if not any(_same(answer, other) for other in found):
            found.append(answer)
            yield answer


def _explained(answer: Answer, figures: Sequence[Answer], asked: Sequence[Answer], said: Sequence[Quantity]) -> bool:
    """Whether what is contradicted was only taken for a claim: its amount is a figure of the text, or what a part was
    read to say of one thing, where the sentence was read to reckon.
    """
    values = [each for each in asked if each.verdict is Verdict.TRUE and each.query is not None]
    plain = [each for each in values if each.query is not None and each.query.operation is Operation.VALUE]
    reckons = answer.query is not None and answer.query.operation is not Operation.VALUE
    bound = bound_of(answer)
    as_value = reckons and bound is not None and among(bound, [b for each in plain for b in bounds_of(each)])
    return _stands(answer, figures, said) or as_value


def _stands(answer: Answer, figures: Sequence[Answer], said: Sequence[Quantity]) -> bool:
    """Whether a sentence was read to claim a value that the text itself gives otherwise: of the same thing, or the same
    amount of another thing.
    """
    if answer.query is None:
        return False
    bound, bounds = bound_of(answer), [found for each in figures if (found := bound_of(each))]
    same = [each for each in figures if each.query is not None and _alike(each.query, answer.query)]
    if any(_closer(answer, each) for each in same):
        return False
    money = bound is not None and bound.unit in (Unit.JPY, Unit.USD)
    overlooked = money and bound is not None and bound.value not in {each.value for each in said}
    value = answer.query.operation is Operation.VALUE and not overlooked
    again = answer.query.operation is Operation.GAP and sum(bound == each for each in said) > 1
    again |= answer.query.operation is Operation.CAGR  # "20% a year" is no change over all of them
    return bool(same and value) or (bound is not None and among(bound, bounds) and not again)


def _alike(one: Query, other: Query) -> bool:
    """Whether two queries are of the same figures, whatever their shares are taken of."""
    first, second = ([(item.metric, item.kind, item.period) for item in query.items] for query in (one, other))
    return first == second


def of_the_same(one: Answer, other: Answer) -> bool:
    """Whether two answers do the same with the same figures."""
    if one.query is None or other.query is None:
        return False
    return one.query.operation is other.query.operation and _alike(one.query, other.query)


def _closer(answer: Answer, figure: Answer) -> bool:
    """Whether a sentence says more closely how a figure's amount is meant: not just 20 percent, but less than that."""
    bound = bound_of(answer)
    return bound is not None and bound.unit is Unit.PERCENT and _told_closer(answer, figure)


def says_how(answer: Answer, figure: Answer) -> bool:
    """Whether an answer is to what a figure claims, and to more or less than it where that is to just so much."""
    return of_the_same(answer, figure) and _told_closer(answer, figure)


def _told_closer(answer: Answer, figure: Answer) -> bool:
    """Whether one claims more or less than an amount, or about so much, of which the other claims just so much."""
    one, other = (each.query.claim if each.query else None for each in (answer, figure))
    if one is None or other is None or one.bound is None or other.bound is None:
        return False
    closer = one.relation is not Relation.EQUAL and other.relation is Relation.EQUAL
    return closer and among(one.bound, [other.bound])


def _same(one: Answer, other: Answer) -> bool:
    """Whether two answers are to the same claim."""
    same = one.verdict is other.verdict and bounds_of(one) == bounds_of(other)
    return one.query is not None and (one.query == other.query or (same and of_the_same(one, other)))


def is_far(answer: Answer) -> bool:
    """Whether the amount that is passed, or stayed below, is no measure of what something is."""
    query, bound = answer.query, bound_of(answer)
    if query is None or query.claim is None or bound is None or bound.value <= 0 or not answer.values:
        return False
    if query.operation is not Operation.VALUE or len(query.items) != 1 or query.items[0].kind is not Kind.LEVEL:
        return False
    number = answer.values[0].quantity
    if number.unit is not bound.unit or not query.claim.relation.is_bound or number.value <= 0:
        return False
    times = number.value / bound.value if query.claim.relation.is_upwards else bound.value / number.value
    return times > (FAR_FROM_ONE if bound.value.normalize().as_tuple().digits == (1,) else FAR)


def is_of_one_value(query: Query | None) -> bool:
    """Whether it claims the value of one figure of one year."""
    return query is not None and query.operation is Operation.VALUE and len(query.items) == 1 and bool(query.claim)


def items_of(answer: Answer) -> Sequence[Item]:
    """What a claim is about."""
    return answer.query.items if answer.query is not None else ()
