"""The claims of a message against what is held: each as the answer to the question whether it is so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from knowledge.answering import Desk
from knowledge.extraction.accounting import Accounting
from knowledge.extraction.aims import Aims
from knowledge.extraction.asking import Asked, Asking
from knowledge.extraction.asks import Asks
from knowledge.extraction.beginning import OF_MESSAGES
from knowledge.extraction.besides import Besides
from knowledge.extraction.clauses import clauses, parts_of, sentences
from knowledge.extraction.contrasts import asserted
from knowledge.extraction.directions import Directions
from knowledge.extraction.extracting import Extractor
from knowledge.extraction.fractions import ratios_in_full, tenths_in_percent
from knowledge.extraction.headlines import in_the_past
from knowledge.extraction.judging import Judge, Said
from knowledge.extraction.leads import ABROAD
from knowledge.extraction.listening import Listener, Vote, elected, lead
from knowledge.extraction.rewording import Rewording
from knowledge.extraction.strangers import tells_of_something_else
from knowledge.extraction.tables import as_sentences
from knowledge.extraction.weighing import (
    bounds_of,
    counting,
    is_far,
    is_of_one_value,
    items_of,
    judged,
    of_the_same,
    together,
)
from knowledge.extraction.words import Words
from knowledge.model import (
    Answer,
    Catalogue,
    Declined,
    Kind,
    MetricId,
    Operation,
    Query,
    Reason,
    Verdict,
)

SURELY = 0.9
"""The chance from which a wrong figure is one beside words of which nothing is held: "the studios' costs were"."""

OF_RULES = {Verdict.TRUE: 0.3, Verdict.FALSE: 0.3, Verdict.UNKNOWN: 0.1}
"""The weight of what a message's words come to by rule, beside what the network reads, which has one at most."""

_STREAK = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:nd|rd|th)) (?:straight|consecutive) "
    r"|\b(?:first|second|third) (?:decline|fall|drop|decrease|contraction)\b|\d{1,2}年(?:連続|ぶり)"
    r"|\bnever (?:once )?(?:fell|declined|shrank|dropped)\b|一度も[^。]{0,8}(?:割れ|減|下回)",
    re.IGNORECASE,
)
"""Words for how many years in a row, or for the first time in how many, something happened."""

POINTING = ("that ", "the ", "those ", "its ")

HALF = 50
"""Percent."""

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
        self._besides = Besides(catalogue, desk, self._extractor.tags)
        self._aims = Aims(catalogue, desk, self._extractor.tags)
        self._directions = Directions(desk, self._extractor.tags, self._extractor.plain)
        self._listener = Listener(catalogue, desk, self._asking.mistaken)
        self._accounting = Accounting(catalogue, desk)
        self._latest = catalogue.years_observed[1]

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
        wrong = self._told_wrongly(read, found.answers) if found.verdict is Verdict.TRUE else None
        if wrong is not None:
            others = (each for each in found.answers if not _does_the_same(each, wrong))
            return Checked(Verdict.FALSE, (*others, wrong), to_its_end)
        is_open = self._is_open(read, found) or (found.verdict is Verdict.TRUE and not to_its_end)
        return Checked(Verdict.UNKNOWN if is_open else found.verdict, found.answers, to_its_end)

    def _told_wrongly(self, text: str, answers: Sequence[Answer]) -> Answer | None:
        """The answer to what a message says beside its right claims that is not so, if something is not."""
        moved = self._directions.wrong(text, answers) or self._directions.far_from(text, answers)
        return moved or self._aims.wrong(text, answers) or self._besides.wrong(text, answers)

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
        items = items_of(answer)
        if year is None or not is_of_one_value(answer.query) or items[0].period is None or items[0].period >= year:
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
        if (
            found.verdict is Verdict.TRUE
            and _STREAK.search(text)
            and all(is_of_one_value(e.query) for e in found.answers)
        ):
            return True  # how many years in a row was not read
        if found.verdict is Verdict.TRUE and any(map(is_far, found.answers)):
            return True
        if found.verdict is Verdict.TRUE and self._extractor.without_mentions(text) != text:
            return True  # who led it, or whom it is thanks to
        reasoned = self._listener.gives_a_reason(text)
        if found.verdict is Verdict.FALSE:
            wrong = [each for each in found.answers if each.verdict is Verdict.FALSE]
            return reasoned and bool(wrong) and all(map(_is_most_of_it, wrong))
        goals = [bool(items_of(each)) and items_of(each)[0].metric in self._catalogue.goals for each in found.answers]
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
        figures, left = self._accounting.claims([*amounts, *self._spoken(words, unheld)], asked.answers, words)
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


def _one_by_one(answers: Sequence[Answer]) -> Iterator[Answer]:
    """The answers, those of several parts part by part, each claim once."""
    seen: list[Answer] = []
    for answer in (part for each in answers for part in (each.parts or (each,))):
        if not any(of_the_same(answer, other) and bounds_of(answer) == bounds_of(other) for other in seen):
            seen.append(answer)
            yield answer


def _does_the_same(one: Answer, other: Answer) -> bool:
    """Whether two answers are to the same thing, whatever is claimed of it."""
    same = one.query is not None and other.query is not None and one.query.operation is other.query.operation
    return same and items_of(one) == items_of(other)


def _is_most_of_it(answer: Answer) -> bool:
    """Whether "mostly" was taken for a growth of more than half: "mostly thanks to"."""
    bound, items = next(iter(bounds_of(answer)), None), items_of(answer)
    return bound is not None and bound.value == HALF and bool(items) and items[0].kind is Kind.GROWTH


def _of_several(query: Query | None) -> bool:
    """Whether years, or things, are looked through."""
    return query is not None and query.operation in (Operation.YEARS, Operation.EXTREME, Operation.RANK)


def _parts_one(part: str, wholes: Sequence[str]) -> bool:
    """Whether a fraction is one of a figure that is told beside it: "most of that 2.17 trillion"."""
    return any(f"of {which}{whole}" in part for whole in wholes if whole for which in ("", *POINTING))


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
