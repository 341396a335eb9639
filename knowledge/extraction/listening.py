"""What a text claims, by the network that was taught with statements: as a whole, or in its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from knowledge.answering import Desk, remembered
from knowledge.extraction.asks import Asks
from knowledge.extraction.clauses import clauses, sentences
from knowledge.extraction.denying import denied, denies
from knowledge.extraction.judging import CONTENT, in_tens
from knowledge.extraction.leads import PLACES, Leads, led_in_japanese
from knowledge.extraction.weighing import judged, of_the_same
from knowledge.model import (
    Answer,
    AnswerStatus,
    Catalogue,
    Declined,
    Kind,
    Operation,
    Query,
    Rank,
    Reason,
    Relation,
    Unit,
    Verdict,
)
from knowledge.questions import Claimed, Reader, Tag
from knowledge.questions.exact import in_dollars
from knowledge.questions.learnt.network import of_claims, second
from knowledge.questions.normalise import is_japanese
from knowledge.questions.offices import Offices
from knowledge.questions.spoken import FRACTIONS

SURE, SURE_OF_WRONG, SURE_OF_MUCH = 0.7, 0.6, 0.8
"""The chance from which a text is taken to claim what it was read to claim, where that holds; where it does not; and
where it says more, or of what nothing is held."""

SURE_OF_NOTHING, SURE_OF_NO_REASON = 0.9, 0.4
"""The chance from which it is taken to claim nothing that could be looked up; and where it gives a reason, too."""

SURE_OF_PART, SURE_OF_NO_PART = 0.6, 0.8
"""The chance from which each part of a text that claims several things is; and is taken for nothing that is held."""

SURE_OF_IDLE = 0.5
"""The chance from which a part of several is taken to claim nothing."""

IDLE = frozenset({"chat", "opinion", "unclear", "instruction"})
"""Why a part may be refused that takes nothing away from what the others claim."""

NAMING, SAYING_MORE = ("subject:", "metric:", "scope:", "geo:"), ("change:", "op:", "relation:")
"""The meanings of words that name what is spoken of, and of those that say something of it."""

PRINTED, OF_CONTENT, ADDING = ("op:history",), ("scope:content", "topic:content"), ("mark:added", "change:up")
"""The meanings of words that speak of prints and what became of them, of content as a whole, and of what was added."""

OF_THAT, REASONS = ("followup:all_of_it",), ("mark:cause",)
"""The meanings of words that make a share one of what was spoken of before, and of those that give a reason."""

KEPT = 64
"""Texts whose words, and what they claim, are kept: one message is looked at part by part, and as a whole."""

MOST_LISTENED_TO = 500
"""Characters of a text that is taken as one claim, or some: what people claim in a chat is shorter."""


@dataclass(frozen=True, slots=True)
class Listened:
    """What a text claims, with the answers to it; None of them where it claims nothing that could be looked up."""

    verdict: Verdict
    answers: tuple[Answer, ...] = ()


class Listener:
    """Listens with one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, mistaken: Callable[[Answer, str], bool]) -> None:
        """`mistaken` says whether a part of a text does not claim what it was read to claim."""
        self._mistaken = mistaken
        self._desk, self._reader = desk, Reader(catalogue, (of_claims(), second()))
        self._tags = lru_cache(KEPT)(self._tagged)
        self._claimed = lru_cache(KEPT)(self._read)
        self._goals, self._offices = catalogue.goals, Offices(catalogue)
        self._superseded = [each for each in catalogue.figures if each.rank is Rank.SUPERSEDED]
        self._names = {**PLACES, **{f"subject:{each}": metric for each, metric in catalogue.categories.items()}}

    def denies(self, text: str) -> bool:
        """Whether something in a text is said not to be so, or not to be the first or the highest."""
        tags = self._tags(text)
        not_only = any(one.has("relation:not") and other.has("op:only") for one, other in pairwise(tags))
        of_a_place = not not_only and denied(tags, "ja" if is_japanese(text) else "en")
        return of_a_place or any(map(denies, sentences(text)))

    def asks(self, text: str) -> Asks:
        """Who is to be asked what the parts of a text claim, where it is not sure as it stands: whoever hears questions
        where something is denied, put in order or easily mistaken.
        """
        if self.denies(text) or self._puts_in_order(text):
            return self._desk.ask
        told = ((part, claimed) for part, claimed in self._parts(text) if claimed.query is not None)
        for part, claimed in told if len(text) <= MOST_LISTENED_TO else ():
            if claimed.query is not None and self._mistaken(self._desk.answer(claimed.query), part):
                return self._desk.ask
        return self.ask

    def _puts_in_order(self, text: str) -> bool:
        """Whether three things or more are said to follow each other: 商品化、遊興、配信の順に大きい."""
        tags = self._tags(text)
        named = {name for tag in tags for name in tag.names("subject")} - {"anime"}
        return len(named) > 2 and any(tag.has("op:rank") for tag in tags)

    def places_another(self, text: str, answers: Sequence[Answer]) -> bool:
        """Whether a text of which only statements are the answers tells of another place than these."""
        queries = [answer.query for answer in answers if answer.query is not None]
        of_words = bool(queries) and all(query.operation is Operation.STATEMENT for query in queries)
        said = [statement for query in queries for statement in query.statements]
        return of_words and self._reader.places_another(text, said)

    def gives_a_reason(self, text: str) -> bool:
        """Whether a text says why something is so."""
        return self._has(text, REASONS)

    def ask(self, text: str, *, previous: Query | None = None) -> Answer:
        """The answer to what a text claims, however unsure, with the chance of that."""
        claimed = self._claimed(text, previous)
        if claimed.several:
            claimed = self._claimed(text, previous, as_one=True)
            if claimed.query is None and claimed.chance < SURE_OF_IDLE:
                return self._desk.ask(text, previous=previous)
        if claimed.query is not None:
            answer = self._answer(text, claimed.query, claimed.chance)
            if _is_a_share(claimed.query) and self._has(text, OF_THAT):
                return self._desk.ask(text, previous=previous)
            if claimed.named or answer.verdict is not Verdict.TRUE:
                return answer
        declined = Declined(reason=Reason.NOT_COVERED)
        return Answer(status=AnswerStatus.DECLINED, declined=declined, chance=claimed.chance)

    def listened(self, text: str) -> Listened | None:
        """What a text surely claims; None where that is not sure."""
        if len(text) > MOST_LISTENED_TO or self.denies(text) or self._puts_in_order(text):
            return None
        whole = self._claimed(text)
        if whole.several or len([each for each in sentences(text) if self._says_how_much(each)]) > 1:
            return self._together(text)
        if whole.refused is not None:
            sure = SURE_OF_NO_REASON if self.gives_a_reason(text) else SURE_OF_NOTHING
            return Listened(Verdict.UNKNOWN) if whole.chance >= sure else None
        if whole.query is None:
            return None
        answer = self._answer(text, whole.query, whole.chance)
        sure = (
            SURE if answer.verdict is Verdict.TRUE else self._sure_of_wrong(whole) if judged(answer) else SURE_OF_MUCH
        )
        if whole.chance < sure or (answer.verdict is Verdict.TRUE and not whole.complete):
            return None
        if answer.verdict is Verdict.FALSE and self._says_more(text, whole):
            return None
        return Listened(answer.verdict or Verdict.UNKNOWN, (answer,) if judged(answer) else ())

    def _sure_of_wrong(self, whole: Claimed) -> float:
        """The chance from which a claim that does not hold is taken as it was read."""
        query = whole.query
        beside_a_goal = query is not None and any(item.metric in self._goals for item in query.items[1:])
        if query is not None and query.operation is Operation.COMPARE and beside_a_goal:
            return SURE_OF_NO_REASON  # hardly anything else is taken for that
        return SURE_OF_WRONG if whole.complete else SURE_OF_MUCH

    def _says_more(self, text: str, whole: Claimed) -> bool:
        """Whether a text says more than it was read to claim: of others, in another sentence, of what was added."""
        of_what_was_added = whole.query is not None and _is_a_share(whole.query) and self._has(text, ("mark:added",))
        return of_what_was_added or not whole.named or (not whole.complete and len(sentences(text)) > 1)

    def _together(self, text: str) -> Listened | None:
        """What the parts of a text claim, each behind those before it; None where one of them is not sure."""
        answers: list[Answer] = []
        verdicts: set[Verdict] = set()
        for part, claimed in self._parts(text):
            if _is_idle(claimed):
                if self._says_when_or_how_much(part) and self._has(part, SAYING_MORE):
                    return None
                continue
            if claimed.chance < (SURE_OF_NO_PART if claimed.query is None else SURE_OF_PART):
                return None
            if claimed.query is None:
                verdicts.add(Verdict.UNKNOWN)
                continue
            answer = self._answer(part, claimed.query, claimed.chance)
            if self._mistaken(answer, part) or (_is_a_share(claimed.query) and self._has(part, OF_THAT)):
                return None
            verdicts.add(answer.verdict or Verdict.UNKNOWN)
            answers += [answer] if judged(answer) else []
        wrong = [each for each in answers if each.verdict is Verdict.FALSE and not _put_right(each, answers)]
        if wrong:
            return Listened(Verdict.FALSE, tuple(answers))
        if verdicts - {Verdict.FALSE} != {Verdict.TRUE}:
            return None
        answers = [each for each in answers if each.verdict is Verdict.TRUE]
        office = self._offices.of_another(self._tags(text))
        if office is not None:
            return Listened(Verdict.FALSE, (self._desk.answer(office), *answers))
        return Listened(Verdict.TRUE, tuple(answers))

    def _parts(self, text: str) -> Iterator[tuple[str, Claimed]]:
        """The parts of a text, each with what it claims behind those before it. What claims nothing and only names what
        is spoken of is read with the next part: "TV titles: more than 300 in 2019", "home, and abroad, it grew".
        """
        previous: Query | None = None
        heading = ""
        comma = "、" if is_japanese(text) else ", "
        years = {tag.year for tag in self._tags(text) if tag.year is not None}
        parts = [part for sentence in sentences(text) for part in (clauses(sentence) or [sentence])]
        for part in parts if len(parts) > 1 else ():
            said = heading + part
            claimed = self._claimed(said, previous, as_one=True)
            if claimed.query is not None:
                query = in_dollars(claimed.query, self._tags(text))
                query = _in_year(query, *years) if previous is None and len(years) == 1 else query
                claimed = replace(claimed, query=query)
            yield said, claimed
            heading = said + comma if claimed.query is None and self._only_names(part) else ""
            if claimed.query is not None:
                previous = remembered(self._desk.answer(claimed.query)) or previous

    def _rather(self, text: str, query: Query) -> Iterator[Query]:
        """What is claimed where a claim does not hold as it was read: of an earlier print, of the goal of content, or
        of an amount that is rounded to tens.
        """
        if self._has(text, PRINTED):
            yield from self._as_printed(query)
        if query.operation is Operation.PARTS:
            yield query.model_copy(
                update={"parts": tuple(next(self._rather(text, each), each) for each in query.parts)}
            )
        claim = query.claim
        if claim is not None and claim.bound is not None and claim.bound.unit is Unit.COUNT:
            yield query.model_copy(update={"claim": claim.model_copy(update={"relation": Relation.EQUAL})})
        if query.operation is not Operation.VALUE or len(query.items) != 1 or claim is None or claim.bound is None:
            return
        (item,) = query.items
        if item.metric in self._goals and item.metric != CONTENT and self._has(text, OF_CONTENT):
            yield query.model_copy(update={"items": (item.model_copy(update={"metric": CONTENT}),)})
        if item.kind is Kind.LEVEL and item.period is not None and self._is_added(text):
            before = item.model_copy(update={"period": item.period - 1})
            yield query.model_copy(update={"operation": Operation.DIFFERENCE, "items": (item, before)})
        rounded = in_tens(claim.bound) if claim.relation is Relation.EQUAL else None
        if rounded is not None:
            yield query.model_copy(update={"claim": claim.model_copy(update={"bound": rounded})})

    def _as_printed(self, query: Query) -> Iterator[Query]:
        """A claim of one figure as of each edition whose print of it was superseded."""
        if query.operation is Operation.VALUE and len(query.items) == 1 and query.items[0].period is not None:
            (item,) = query.items
            for figure in self._superseded:
                if (figure.metric, figure.kind, figure.period) == (item.metric, item.kind, item.period):
                    yield from (query.model_copy(update={"as_of": edition}) for edition in figure.editions)

    def _only_names(self, text: str) -> bool:
        """Whether a text names what it is about, beyond all of anime, and says nothing of it."""
        says_more = self._has(text, SAYING_MORE) or self._says_when_or_how_much(text)
        return self._has(text, NAMING) and not says_more

    def _is_added(self, text: str) -> bool:
        """Whether an amount stands right behind a word that says that something was added: "put on 494 billion"."""
        return any(one.has(*ADDING) and other.number is not None for one, other in pairwise(self._tags(text)))

    def _says_how_much(self, text: str) -> bool:
        return any(tag.number is not None for tag in self._tags(text))

    def _says_when_or_how_much(self, text: str) -> bool:
        return any(tag.number is not None or tag.year is not None for tag in self._tags(text))

    def _tagged(self, text: str) -> tuple[Tag, ...]:
        return self._reader.tags(self._reader.plain(text))

    def _has(self, text: str, meanings: tuple[str, ...]) -> bool:
        """Whether a word of a text has one of these meanings."""
        tags = self._tags(text)
        return any(each.startswith(meanings) and each != "subject:anime" for tag in tags for each in tag.concepts)

    def _answer(self, text: str, query: Query, chance: float) -> Answer:
        """The answer; of how far apart two things rightly are, that to who leads, where that is told wrongly; of what
        is told of an earlier print, the one of then.
        """
        answer = self._desk.answer(query)
        if answer.verdict is Verdict.FALSE:
            others = map(self._desk.answer, self._rather(text, query))
            answer = next((each for each in others if each.verdict is Verdict.TRUE), answer)
        two = query.operation is Operation.DIFFERENCE and len({item.metric for item in query.items}) == 2
        if two and answer.verdict is Verdict.TRUE:
            tags = [tag for tag in self._tags(text) if not _says_how_far(tag)]
            names = {name: metric for name, metric in self._names.items() if metric in {i.metric for i in query.items}}
            led = [*Leads(names).said(tags)] if not is_japanese(text) else []
            if is_japanese(text) and query.items[0].period is not None:
                found = led_in_japanese(self._tags(text), names, query.items[0].period)
                led = [found] if found is not None else []
            answer = next((each for each in map(self._desk.answer, led) if each.verdict is Verdict.FALSE), answer)
        return answer.model_copy(update={"chance": chance})

    def _read(self, text: str, previous: Query | None = None, *, as_one: bool = False) -> Claimed:
        return self._reader.claimed(text, year_now=self._desk.year, previous=previous, as_one=as_one)


def _is_idle(claimed: Claimed) -> bool:
    """Whether a part claims nothing, and takes nothing away from what the others claim."""
    if claimed.query is not None:
        return claimed.query.claim is None
    return claimed.refused in IDLE and claimed.chance >= SURE_OF_IDLE


def _says_how_far(tag: Tag) -> bool:
    alone = tag.has("op:difference") and not tag.has("op:overtake", "op:pass", "relation:above", "mark:ahead")
    return tag.number is not None or alone or tag.has("relation:by", *FRACTIONS)


def _in_year(query: Query, year: int) -> Query:
    """A claim of a value without a year, of the one that is said elsewhere in its text."""
    if query.operation is not Operation.VALUE or any(item.period is not None for item in query.items):
        return query
    return query.model_copy(update={"items": tuple(item.model_copy(update={"period": year}) for item in query.items)})


def _is_a_share(query: Query) -> bool:
    """Whether it is claimed of one thing which part of its usual whole it is."""
    return len(query.items) == 1 and query.items[0].kind is Kind.SHARE and query.items[0].of is None


def _put_right(wrong: Answer, answers: Sequence[Answer]) -> bool:
    """Whether a text goes on to say rightly what it told wrongly: "he wrote 3.84 billion. It was 3.84 trillion"."""
    later = answers[answers.index(wrong) + 1 :]
    return any(each.verdict is Verdict.TRUE and of_the_same(wrong, each) for each in later)
