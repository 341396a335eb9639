"""The claims of a message against what is held: each as the answer to the question whether it is so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import permutations

from knowledge.answering import Desk
from knowledge.extraction.asking import Asked, Asking
from knowledge.extraction.asks import Asks
from knowledge.extraction.beginning import OF_MESSAGES
from knowledge.extraction.clauses import clauses, parts_of, sentences
from knowledge.extraction.contrasts import asserted
from knowledge.extraction.extracting import Extractor
from knowledge.extraction.fractions import ratios_in_full, tenths_in_percent
from knowledge.extraction.headlines import in_the_past
from knowledge.extraction.judging import Judge, Said
from knowledge.extraction.leads import ABROAD
from knowledge.extraction.listening import Listener, Vote, elected, lead
from knowledge.extraction.reckoning import UNITS, Reckoner, as_percent, on
from knowledge.extraction.rewording import Rewording
from knowledge.extraction.strangers import tells_of_something_else
from knowledge.extraction.tables import as_sentences
from knowledge.extraction.weighing import (
    among,
    bounds_of,
    counting,
    is_far,
    judged,
    of_the_same,
    says_how,
    together,
)
from knowledge.extraction.words import Words
from knowledge.model import (
    Answer,
    Catalogue,
    Claim,
    Declined,
    Item,
    Kind,
    MetricId,
    Operation,
    Quantity,
    Query,
    Reason,
    Relation,
    Unit,
    Verdict,
)

SURELY = 0.9
"""The chance from which a wrong figure is one beside words of which nothing is held: "the studios' costs were"."""

CLOSE, CERTAIN = 0.15, 0.995
"""How much less sure a right reading may be than the wrong one that it replaces, if that is not certain."""

OF_RULES = {Verdict.TRUE: 0.3, Verdict.FALSE: 0.3, Verdict.UNKNOWN: 0.1}
"""The weight of what a message's words come to by rule, beside what the network reads, which has one at most."""

POINTING = ("that ", "the ", "those ", "its ")

HALF = 50
"""Percent."""

MOST_NAMED = 2
"""Things that a message may name and be reckoned with: of more, any amount would be something."""


NARROW = str.maketrans("０１２３４５６７８９％．，", "0123456789%.,")
"""Digits as the figures are told by which are found in a message."""

TELLING = frozenset({Reason.NOT_HELD, Reason.NOT_COVERED, Reason.FUTURE, Reason.NO_RATE, Reason.ACROSS_SCOPES})
"""Reasons that tell somebody who claims something why it can't be checked."""

IN_FULL = (as_sentences, in_the_past, asserted, tenths_in_percent, ratios_in_full)
"""What makes of a message's tables, headlines and short words what they say in full, one behind the other."""

MOST_ASKED_AGAIN = 250
"""Characters of a message that is asked about in other words: what people claim in a chat is shorter."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a message's claims come to, and the answer to each."""

    verdict: Verdict
    answers: tuple[Answer, ...] = ()
    to_its_end: bool = True
    """Whether all of the message was read: of a long one, the beginning is."""
    why: Declined | None = None
    """Why nothing, or not all of it, can be checked, where that can be said."""


class Checker:
    """Checks messages against one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, extractor: Extractor | None = None) -> None:
        self._catalogue, self._desk, self._extractor = catalogue, desk, extractor or Extractor(catalogue)
        self._judge = Judge(catalogue, desk, self._extractor)
        self._asking = Asking(catalogue, desk, self._extractor, self._judge)
        self._listener = Listener(catalogue, desk, self._asking.mistaken)
        self._latest, self._observed = catalogue.years_observed[1], catalogue.observed
        halves = [identity.parts for identity in catalogue.identities if len(identity.parts) == 2]
        self._others = {one: other for pair in halves for one, other in permutations(pair)}

    def checked(self, text: str, hint: int | None = None) -> Checked:
        """False where one claim is contradicted, true where one is supported and none is left open, else unknown.

        What has no year belongs to `hint`, or else to the latest that is held. Where nothing can be said of a message
        that is not long, it is asked about once more, in other words.
        """
        found = self._come_to(text, hint)
        found = replace(found, answers=tuple(_one_by_one(found.answers)))
        told = any(not judged(answer) for answer in found.answers)
        if found.verdict is not Verdict.UNKNOWN or told or len(text) > MOST_ASKED_AGAIN:
            return found
        declined = self._desk.ask(text).declined
        return replace(found, why=declined) if declined is not None and declined.reason in TELLING else found

    def _come_to(self, text: str, hint: int | None) -> Checked:
        beginning = OF_MESSAGES.beginning(text.translate(NARROW))
        cut, read = len(beginning) < len(text), reduce(lambda told, step: step(told), IN_FULL, beginning)
        if tells_of_something_else(self._extractor.tags(read), self._extractor.plain(read)):
            return Checked(Verdict.UNKNOWN, (), not cut)
        found = self._ruled(read, hint, again=False) if cut else self._checked(read, hint)
        found = self._of_the_year_said(found, self._extractor.words(read), hint)
        to_its_end = found.to_its_end and not cut
        of_anime = self._listener.told_of_anime(found.answers, read) if found.verdict is Verdict.TRUE else None
        if of_anime is not None:
            return Checked(Verdict.FALSE, (of_anime,), to_its_end)
        is_open = self._is_open(read, found) or (found.verdict is Verdict.TRUE and not to_its_end)
        return Checked(Verdict.UNKNOWN if is_open else found.verdict, found.answers, to_its_end)

    def _of_the_year_said(self, found: Checked, words: Words, hint: int | None) -> Checked:
        """What was found; a figure without a year that was taken for one of the latest year held, beside nothing but
        a later year, belongs to that one: "AJA 2024: overseas 2.17T, merch 700B".
        """
        years: set[int | None] = {*words.years} or {hint}
        if len(years) != 1 or words.counts_years or not all(year and year <= self._latest for year in years):
            return found
        (year,) = years
        answers = tuple(self._in(year, answer) for answer in found.answers)
        if answers == found.answers:
            return found
        wrong = found.verdict is Verdict.FALSE and any(each.verdict is Verdict.FALSE for each in answers)
        return Checked(Verdict.FALSE if wrong else Verdict.UNKNOWN, answers, found.to_its_end)

    def _in(self, year: int | None, answer: Answer) -> Answer:
        """The answer for a later year, if it is of an earlier one because nothing later is held."""
        items = _items(answer)
        if year is None or not _of_one(answer.query) or items[0].period is None or items[0].period >= year:
            return answer
        later = tuple(item.model_copy(update={"period": year}) for item in items)
        told = self._desk.answer(answer.query.model_copy(update={"items": later})) if answer.query else answer
        return answer if judged(told) else told

    def _is_open(self, text: str, found: Checked) -> bool:
        """Whether what was found is not what a message claims: its reason, the place that it names, that a goal is
        reached, or that something is better; or bounds are passed so far that they tell nothing.
        """
        if self._listener.says_what_is_better(text):
            return True
        if found.verdict is Verdict.TRUE and any(map(is_far, found.answers)):
            return True
        if found.verdict is Verdict.TRUE and self._extractor.without_mentions(text) != text:
            return True  # who led it, or whom it is thanks to
        reasoned = self._listener.gives_a_reason(text)
        if found.verdict is Verdict.FALSE:
            wrong = [each for each in found.answers if each.verdict is Verdict.FALSE]
            return reasoned and bool(wrong) and all(map(_is_most_of_it, wrong))
        goals = [bool(_items(each)) and _items(each)[0].metric in self._catalogue.goals for each in found.answers]
        if found.verdict is Verdict.TRUE and goals and all(goals) and self._listener.tells_of_a_goal_reached(text):
            return True
        return found.verdict is Verdict.TRUE and (reasoned or self._listener.places_another(text, found.answers))

    def _checked(self, text: str, hint: int | None) -> Checked:
        votes = self._listener.votes(self._extractor.without_mentions(text)) if hint is None else ()
        found = elected(votes) if votes else None
        if found is None or self._asking.meant_otherwise(text, found.answers):
            return self._ruled(text, hint)
        if lead(votes) > max(OF_RULES.values()):
            return Checked(found.verdict, found.answers)
        ruled = self._ruled(text, hint)
        found = elected((*votes, Vote(ruled.verdict, OF_RULES[ruled.verdict], ruled.answers)))
        return Checked(found.verdict, found.answers)

    def _ruled(self, text: str, hint: int | None, *, again: bool = True) -> Checked:
        """What a message comes to by its amounts and by what it is asked to claim, twice at most."""
        words = self._extractor.words(text)
        of_others = [*self._parts(text, lambda part: part.elsewhere or part.of_strangers), *self._of_them(text)]
        unheld = [*of_others, *self._categories_abroad(text, words)]
        unsure = self._parts(text, lambda part: part.unheld) if words.unheld else []
        strange = self._parts(text, lambda part: part.of_strangers)
        amounts = [_open_in(unheld, unsure, strange, amount) for amount in self._judge.amounts(text, words, hint)]
        wholes = [each.said for each in amounts if each.figure is not None and each.figure.metric == ABROAD]
        unheld += [part for part in self._parts(text, lambda said: bool(said.spoken)) if _parts_one(part, wholes)]

        def judged_by(asks: Asks) -> Checked:
            return self._judged(text, words, amounts, of_others, unheld, self._asking.asked(text, words, amounts, asks))

        asks = self._listener.asks(text)
        first = judged_by(asks)
        if first.verdict is not Verdict.UNKNOWN or not again or len(text) > MOST_ASKED_AGAIN:
            return first
        second = judged_by(Rewording(asks).ask)
        return first if second.verdict is Verdict.UNKNOWN else second

    def _judged(
        self,
        text: str,
        words: Words,
        amounts: Sequence[Said],
        of_others: Sequence[str],
        unheld: Sequence[str],
        asked: Asked,
    ) -> Checked:
        """What the amounts of a message and what it was asked to claim come to, but for its parts that are about others
        or about what is not held.
        """
        figures, left = self._reckoned([*amounts, *self._spoken(words, unheld)], asked.answers, words)
        said = [each.quantity for each in amounts]
        verdict = together(figures, asked.answers, left, said)
        right = [each.figure.said for each in amounts if each.figure and each.claim and judged(each.claim)]
        within = [part for part in of_others if self._extractor.words(part).part_of]  # the whole is told, not the part
        unread = (part for part in [*of_others, *asked.unread] if not any(said in part for said in right))
        left_open = (*within, *unread)
        undecided = any(each.verdict is Verdict.UNKNOWN and _of_several(each.query) for each in asked.answers)
        if verdict is Verdict.TRUE and (any(left_open) or undecided or not asked.to_its_end):
            verdict = Verdict.UNKNOWN
        return Checked(verdict, tuple(counting(figures, asked.answers, said)), asked.to_its_end)

    def _parts(self, text: str, which: Callable[[Words], bool]) -> list[str]:
        """The parts of a message whose words are such."""
        return [part for part in parts_of(text) if which(self._extractor.words(part))]

    def _of_them(self, text: str) -> list[str]:
        """The sentences that go on about another country or a company: "It grew 10 %" behind one about China."""
        said = sentences(text)
        words = [self._extractor.words(sentence) for sentence in said]
        return [s for s, before, own in zip(said[1:], words, words[1:], strict=False) if own.goes_on_about(before)]

    def _categories_abroad(self, text: str, words: Words) -> list[str]:
        """The parts of a message that are about a category of the home market abroad, of which nothing is held."""
        if "overseas" not in words.places:
            return []
        found: list[str] = []
        before: Words | None = None
        for sentence in sentences(text):
            whole = self._extractor.words(sentence)
            for part in clauses(sentence) or [sentence]:
                said = self._extractor.words(part)
                of_it = said.of_it and before is not None and before.abroad and bool(self._named_in(said))
                if of_it or self._asking.category_abroad(said, whole):
                    found.append(part)
            before = whole
        return found

    def _named_in(self, words: Words) -> Sequence[MetricId]:
        return words.named(self._catalogue.categories)

    def _spoken(self, words: Words, unheld: Sequence[str]) -> Iterator[Said]:
        """The fractions of a message that are words."""
        others = [each for part in unheld for each in self._extractor.words(part).spoken]
        for each in words.spoken:
            yield Said(*each, of_others=each in others, in_words=True)

    def _reckoned(
        self, amounts: Sequence[Said], asked: Sequence[Answer], words: Words
    ) -> tuple[list[Answer], list[Quantity]]:
        """The claims that amounts make, and the amounts that stay unexplained.

        What is no figure, or a wrong one, may be what the message reckons of the right ones: "that is nine times as
        much".
        """
        right = [each.claim for each in amounts if each.claim is not None and each.claim.verdict is Verdict.TRUE]
        right += [each for each in asked if each.verdict is Verdict.TRUE and _of_one(each.query)]
        reckoner = Reckoner(self._desk, right, self._named(words, right), self._catalogue.goals)
        bounds = [bound for each in asked for bound in bounds_of(each)]
        right_bounds = [bound for each in filter(_is_right, asked) for bound in bounds_of(each)]
        found: list[Answer] = []
        left: list[Quantity] = []
        for amount in amounts:
            claim = amount.claim
            if claim is not None and claim.verdict is Verdict.TRUE:
                again = any(_items(each) == _items(claim) for each in found)
                missing = reckoner.of_the_gap(amount) if again and words.needed else None
                found.append(missing or claim)
            elif claim is not None:
                of_a_goal = any(item.metric in self._catalogue.goals for item in _items(claim))
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
            items += [i for each in asked if each.verdict is Verdict.TRUE and _of_two(each.query) for i in _items(each)]
            items += [_items(e)[0] for e in asked if _is_right(e) and e.query and e.query.operation is Operation.RANK]
            items += [self._whole(item) for each in right if words.of_it for item in _items(each)]
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
            sold = self._catalogue.sold_abroad
            abroad = "overseas" in words.places or "scope:content" in words.concepts
            named = [sold[each] for each in words.subjects if each in sold and abroad]
            items += [Item(metric=metric, period=amount.figure.period) for metric in named]
        for item in dict.fromkeys(items):
            if item.kind is Kind.LEVEL:
                answer = self._desk.answer(on(item).model_copy(update={"claim": claim}))
                if answer.verdict is Verdict.TRUE:
                    return answer
        if amount.figure.metric == ABROAD and words.adding:
            return reckoner.of_what_was_added(amount, amount.figure.period)
        return None

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
        (goal,) = _items(claim)
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


def _one_by_one(answers: Sequence[Answer]) -> Iterator[Answer]:
    """The answers, those of several parts part by part, each claim once."""
    seen: list[Answer] = []
    for answer in (part for each in answers for part in (each.parts or (each,))):
        if not any(of_the_same(answer, other) and bounds_of(answer) == bounds_of(other) for other in seen):
            seen.append(answer)
            yield answer


def _is_right(answer: Answer) -> bool:
    return answer.verdict is Verdict.TRUE


def _is_most_of_it(answer: Answer) -> bool:
    """Whether "mostly" was taken for a growth of more than half: "mostly thanks to"."""
    bound, items = next(iter(bounds_of(answer)), None), _items(answer)
    return bound is not None and bound.value == HALF and bool(items) and items[0].kind is Kind.GROWTH


def _of_one(query: Query | None) -> bool:
    """Whether it claims the value of one figure of one year."""
    return query is not None and query.operation is Operation.VALUE and len(query.items) == 1 and bool(query.claim)


def _of_two(query: Query | None) -> bool:
    """Whether it holds two things against each other."""
    return query is not None and query.operation is not Operation.VALUE and len(query.items) == 2


def _of_several(query: Query | None) -> bool:
    """Whether years, or things, are looked through."""
    return query is not None and query.operation in (Operation.YEARS, Operation.EXTREME, Operation.RANK)


def _items(answer: Answer) -> Sequence[Item]:
    return answer.query.items if answer.query is not None else ()


def _apart(asked: Sequence[Answer]) -> Iterator[tuple[Item, Item]]:
    """The two things that are rightly held against each other, the larger first."""
    for query in (each.query for each in asked if _is_right(each)):
        if query is not None and query.operation is Operation.COMPARE and len(query.items) == 2 and query.claim:
            one, other = query.items
            yield (other, one) if query.claim.relation is Relation.BELOW else (one, other)


def _said_to_grow(amount: Said, asked: Sequence[Answer]) -> bool:
    """Whether a part was read to claim, wrongly, that something grew by it: then it is no difference of shares."""
    return any(
        answer.verdict is Verdict.FALSE and _of_one(answer.query) and among(amount.quantity, bounds_of(answer))
        for answer in asked
        if answer.query is not None and answer.query.items[:1] and answer.query.items[0].kind is Kind.GROWTH
    )


def _parts_one(part: str, wholes: Sequence[str]) -> bool:
    """Whether a fraction is one of a figure that is told beside it: "most of that 2.17 trillion"."""
    return any(f"of {which}{whole}" in part for whole in wholes if whole for which in ("", *POINTING))


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


def _open_in(parts: Sequence[str], unsure: Sequence[str], strange: Sequence[str], amount: Said) -> Said:
    """The amount; one that holds of no figure here is not a wrong figure where its words are about another country, or
    speak of something of which nothing is held, unless it was read surely.
    """
    of_a_share = amount.figure is not None and amount.figure.kind is Kind.SHARE
    by_chance = of_a_share or any(amount.said in part for part in strange)
    if amount.claim is not None and amount.claim.verdict is Verdict.TRUE and not by_chance:
        return amount
    sure = amount.figure is not None and amount.figure.chance >= SURELY
    elsewhere = any(amount.said in part for part in (parts if sure else (*parts, *unsure)))
    return Said(amount.quantity, amount.relation, of_others=True, said=amount.said) if elsewhere else amount


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
