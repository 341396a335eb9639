"""What the amounts of a message come to: figures that hold or not, what is reckoned of them, and what stays open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from knowledge.answering import Desk
from knowledge.extraction.judging import ANIME, Said
from knowledge.extraction.leads import ABROAD, PRODUCED, tells_of_the_studios
from knowledge.extraction.reckoning import UNITS, Reckoner, as_percent, on
from knowledge.extraction.weighing import among, bounds_of, is_of_one_value, items_of, judged, says_how
from knowledge.extraction.words import Words
from knowledge.model import (
    Answer,
    Catalogue,
    Claim,
    Item,
    Kind,
    MetricId,
    Operation,
    Quantity,
    Query,
    Relation,
    Unit,
    Verdict,
)
from knowledge.questions.goals import CONTENT

OF_THE_GOAL = "goal_scope"
"""The statement on what the goal for content is for."""

CLOSE, CERTAIN = 0.15, 0.995
"""How much less sure a right reading may be than the wrong one that it replaces, if that is not certain."""

MOST_NAMED = 2
"""Things that a message may name and be reckoned with: of more, any amount would be something."""


class Accounting:
    """Accounts for amounts with one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk) -> None:
        self._catalogue, self._desk = catalogue, desk
        self._latest, self._observed = catalogue.years_observed[1], catalogue.observed
        halves = [identity.parts for identity in catalogue.identities if len(identity.parts) == 2]
        self._others = {one: other for pair in halves for one, other in permutations(pair)}

    def claims(
        self, amounts: Sequence[Said], asked: Sequence[Answer], words: Words
    ) -> tuple[list[Answer], list[Quantity]]:
        """The claims that amounts make, and the amounts that stay unexplained.

        What is no figure, or a wrong one, may be what the message reckons of the right ones: "that is nine times as
        much".
        """
        right = [each.claim for each in amounts if each.claim is not None and each.claim.verdict is Verdict.TRUE]
        right += [each for each in asked if each.verdict is Verdict.TRUE and is_of_one_value(each.query)]
        reckoner = Reckoner(self._desk, right, self._named(words, right), self._catalogue.goals)
        bounds = [bound for each in asked for bound in bounds_of(each)]
        right_bounds = [bound for each in filter(_is_right, asked) for bound in bounds_of(each)]
        found: list[Answer] = []
        left: list[Quantity] = []
        for amount in amounts:
            claim = amount.claim
            if claim is not None and claim.verdict is Verdict.TRUE:
                again = any(items_of(each) == items_of(claim) for each in found)
                missing = reckoner.of_the_gap(amount) if again and words.needed else None
                found.append(missing or claim)
            elif claim is not None:
                of_a_goal = any(item.metric in self._catalogue.goals for item in items_of(claim))
                missing = reckoner.of_the_gap(amount, self._goal(claim)) if of_a_goal and words.needed else None
                if missing is not None and judged(missing):
                    found.append(missing)
                    continue
                reckoning = _instead(amount, reckoner, words)
                if reckoning is not None and _said_to_grow(amount, asked) and not _in_dollars(reckoning):
                    reckoning = None
                if reckoning is None and claim.verdict is Verdict.FALSE:
                    reckoning = self._of_another(amount, right, asked, reckoner, words)
                if reckoning is None and claim.verdict is Verdict.UNKNOWN and among(amount.quantity, right_bounds):
                    continue  # a sentence was read to claim it of something else
                if reckoning is not None or not any(_understood(amount, each) for each in asked):
                    found.append(reckoning or claim)
            elif amount.quantity.unit in UNITS:
                known = among(amount.quantity, [*bounds, *map(as_percent, bounds)])
                reckoning = _explained(amount, reckoner, known=known)
                if reckoning is None and not known:
                    reckoning = self._of_one_of_two(amount, asked, words)
                said_again = words.needed and any(among(amount.quantity, bounds_of(each)) for each in found)
                if reckoning is None and (said_again or not among(amount.quantity, right_bounds)):
                    reckoning = _otherwise(amount, reckoner, words)
                if reckoning is not None:
                    found.append(reckoning)
                elif not known:
                    left.append(amount.quantity)
        return found, left

    def _of_another(
        self, amount: Said, right: Sequence[Answer], asked: Sequence[Answer], reckoner: Reckoner, words: Words
    ) -> Answer | None:
        """What an amount is that is a wrong figure: the other of two things that are rightly compared, the whole of
        which another figure is told as a part, or how much of what was added came from one place.
        """
        if amount.figure is None:
            return None
        items: list[Item] = []
        if amount.figure.kind is Kind.LEVEL:
            items += [
                i for each in asked if each.verdict is Verdict.TRUE and _of_two(each.query) for i in items_of(each)
            ]
            items += [items_of(e)[0] for e in asked if _is_right(e) and e.query and e.query.operation is Operation.RANK]
            items += [self._whole(item) for each in right if words.of_it for item in items_of(each)]
        claim = Claim(relation=amount.relation, bound=amount.quantity)
        for ends in _apart(asked) if amount.figure.kind is Kind.LEVEL else ():
            answer = self._desk.answer(Query(operation=Operation.DIFFERENCE, items=ends, claim=claim))
            if answer.verdict is Verdict.TRUE:
                return answer
        for ends in self._as_much(amount.figure.metric, asked) if amount.figure.kind is Kind.LEVEL else ():
            grown = Query(operation=Operation.DIFFERENCE, items=ends, claim=claim)
            answer = self._desk.answer(grown)
            if answer.verdict is Verdict.TRUE:
                return answer
        items += self._meant(amount, right, asked, words)
        for item in dict.fromkeys(items):
            if item.kind is Kind.LEVEL:
                answer = self._desk.answer(on(item).model_copy(update={"claim": claim}))
                if answer.verdict is Verdict.TRUE:
                    return answer
        if amount.figure.metric == ABROAD and words.adding:
            return reckoner.of_what_was_added(amount, amount.figure.period)
        return None

    def _meant(self, amount: Said, right: Sequence[Answer], asked: Sequence[Answer], words: Words) -> Iterator[Item]:
        """What an amount may be one of that a message says rightly or names beside it: what the studios take in, where
        a statement on that is told; the goal for all content, where it is told that it is no goal for anime alone; what
        is sold abroad of the content that is named; what was sold in a year that is said, where the goal is told too.
        """
        if amount.figure is None:
            return
        of, year = amount.figure.metric, amount.figure.period
        if of in PRODUCED and any(map(tells_of_the_studios, asked)):
            yield Item(metric=PRODUCED[of], period=year)
        sold = self._catalogue.sold_abroad
        if "overseas" in words.places or "scope:content" in words.concepts:
            yield from (Item(metric=sold[each], period=year) for each in words.subjects if each in sold)
        if of == ANIME and any(_is_right(each) and _tells_of_the_goal(each) for each in asked):
            yield Item(metric=CONTENT, period=year)
        goals = self._catalogue.goals
        if of in goals and any(item.metric == of for each in right for item in items_of(each)):
            yield from (Item(metric=self._observed[of], period=said) for said in words.years if of in self._observed)

    def _of_one_of_two(self, amount: Said, asked: Sequence[Answer], words: Words) -> Answer | None:
        """The answer that an amount is the figure of one of two things that are rightly held against each other."""
        claim = Claim(relation=amount.relation, bound=amount.quantity)
        for query in (each.query for each in asked if _is_right(each) and _of_two(each.query)):
            for item in query.items if query is not None else ():
                for year in words.years:
                    level = Item(metric=item.metric, period=year)
                    answer = self._desk.answer(on(level).model_copy(update={"claim": claim}))
                    if answer.verdict is Verdict.TRUE:
                        return answer
        return None

    def _as_much(self, metric: MetricId, asked: Sequence[Answer]) -> Iterator[tuple[Item, Item]]:
        """A thing in the years between which another is rightly told to have grown by an amount."""
        for query in (each.query for each in asked if _is_right(each)):
            if query is not None and query.operation is Operation.DIFFERENCE and _of_two(query):
                one, other = query.items
                if one.metric == other.metric:
                    moved = (each.model_copy(update={"metric": metric}) for each in (one, other))
                    yield (next(moved), next(moved))

    def _goal(self, claim: Answer) -> Sequence[Item]:
        """The goal that a claim is about, and what was sold last."""
        goal = next(item for item in items_of(claim) if item.metric in self._catalogue.goals)
        sold = self._observed.get(goal.metric)
        return [goal, *([Item(metric=sold, period=self._latest)] if sold is not None else [])]

    def _whole(self, item: Item) -> Item:
        """The figure of which one is a part; itself where it is a part of none."""
        return item.model_copy(update={"metric": self._catalogue.metrics[item.metric].whole or item.metric})

    def _named(self, words: Words, right: Sequence[Answer]) -> Iterator[Item]:
        """The one or two things that a message names, in the years that it says; its right figures in these."""
        named = words.named(self._catalogue.categories)
        if len(named) <= MOST_NAMED:
            years = words.years or [self._latest]
            yield from (Item(metric=metric, period=year) for metric in named for year in years)
        for item in (each.query.items[0] for each in right if each.query is not None):
            if item.metric in self._observed:
                yield from (Item(metric=self._observed[item.metric], period=y) for y in words.years or [self._latest])
            if item.kind is Kind.SHARE and item.metric in self._others:
                yield Item(metric=self._others[item.metric], period=item.period)
            if item.period is not None:
                for year in words.years:
                    yield item.model_copy(update={"kind": Kind.LEVEL, "period": year})


def _is_right(answer: Answer) -> bool:
    return answer.verdict is Verdict.TRUE


def _tells_of_the_goal(answer: Answer) -> bool:
    """Whether a statement is told on what the goal for content is for."""
    return answer.query is not None and OF_THE_GOAL in answer.query.statements


def _of_two(query: Query | None) -> bool:
    """Whether it holds two things against each other."""
    return query is not None and query.operation is not Operation.VALUE and len(query.items) == 2


def _apart(asked: Sequence[Answer]) -> Iterator[tuple[Item, Item]]:
    """The two things that are rightly held against each other, the larger first."""
    for query in (each.query for each in asked if _is_right(each)):
        if query is not None and query.operation is Operation.COMPARE and len(query.items) == 2 and query.claim:
            one, other = query.items
            yield (other, one) if query.claim.relation is Relation.BELOW else (one, other)


def _said_to_grow(amount: Said, asked: Sequence[Answer]) -> bool:
    """Whether a part was read to claim, wrongly, that something grew by it: then it is no difference of shares."""
    return any(
        answer.verdict is Verdict.FALSE and is_of_one_value(answer.query) and among(amount.quantity, bounds_of(answer))
        for answer in asked
        if answer.query is not None and answer.query.items[:1] and answer.query.items[0].kind is Kind.GROWTH
    )


def _in_dollars(answer: Answer) -> bool:
    return answer.query is not None and answer.query.unit is Unit.USD


def _instead(amount: Said, reckoner: Reckoner, words: Words) -> Answer | None:
    """What an amount is that was taken for a figure and is a wrong one."""
    found = reckoner.of_two(amount)
    if found is None and words.apart and amount.figure is not None:
        return reckoner.of_a_lead(amount, amount.figure.period)
    return found


def _explained(amount: Said, reckoner: Reckoner, *, known: bool) -> Answer | None:
    """What an amount is that is no figure; a fraction in words is what its sentence was read to claim, if it was."""
    return None if amount.of_others or (amount.in_words and known) else reckoner.of_any(amount)


def _otherwise(amount: Said, reckoner: Reckoner, words: Words) -> Answer | None:
    """What an amount was meant to be that comes to nothing of what a message tells: what is missing to a goal, or the
    change of the one thing that it is about.
    """
    if words.needed:
        return reckoner.of_the_gap(amount)
    return None if words.elsewhere else reckoner.of_its_change(amount)


def _understood(amount: Said, asked: Answer) -> bool:
    """Whether a sentence was read to claim the amount of something else, such as a difference, a multiple or the share
    of another whole, or to claim it of another figure, more surely and rightly.
    """
    if amount.figure is None or asked.query is None or not among(amount.quantity, bounds_of(asked)):
        return False
    if asked.verdict is Verdict.TRUE and amount.claim is not None and says_how(asked, amount.claim):
        return True
    close = CLOSE if amount.figure.chance < CERTAIN or amount.of_it else 0
    otherwise = asked.verdict is Verdict.TRUE and asked.chance > amount.figure.chance - close
    if otherwise and all(bound.value != amount.figure.quantity.value for bound in bounds_of(asked)):
        falls = amount.figure.quantity.value < 0
        other_way = amount.moved is (Relation.ABOVE if falls else Relation.BELOW)
        return (
            amount.moved is None or other_way
        )  # no word beside it tells which way: "up 25.4 % in 2023 and then 9.1 % in 2024"
    of_another = any(item.of is not None for item in asked.query.items)
    return otherwise or of_another or asked.query.operation is not Operation.VALUE
