"""What a text claims, by the network that was taught with statements: as a whole, or in its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.answering import Desk
from knowledge.extraction.asks import Asks
from knowledge.extraction.clauses import sentences
from knowledge.extraction.denying import denied, denies
from knowledge.extraction.hearing import SAYING_MORE, Hearing
from knowledge.extraction.settling import Settling
from knowledge.extraction.weighing import judged, of_the_same
from knowledge.model import (
    Answer,
    AnswerStatus,
    Catalogue,
    Declined,
    Kind,
    Operation,
    Query,
    Reason,
    Verdict,
)
from knowledge.questions import Claimed
from knowledge.questions.normalise import is_japanese
from knowledge.questions.offices import Offices

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

OF_THAT, REASONS = ("followup:all_of_it",), ("mark:cause",)
"""The meanings of words that make a share one of what was spoken of before, and of those that give a reason."""

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
        self._mistaken, self._desk = mistaken, desk
        self._hearing = Hearing(catalogue, desk)
        self._settling = Settling(catalogue, desk, self._hearing)
        self._goals, self._offices = catalogue.goals, Offices(catalogue)
        self._sold = frozenset(catalogue.observed.values())
        self._amounts_of_goals = {figure.value for goal in self._goals for figure in catalogue.of(goal)}

    def denies(self, text: str) -> bool:
        """Whether something in a text is said not to be so, or not to be the first or the highest."""
        tags = self._hearing.tags(text)
        not_only = any(one.has("relation:not") and other.has("op:only") for one, other in pairwise(tags))
        of_a_place = not not_only and denied(tags, "ja" if is_japanese(text) else "en")
        return of_a_place or any(map(denies, sentences(text)))

    def asks(self, text: str) -> Asks:
        """Who is to be asked what the parts of a text claim, where it is not sure as it stands: whoever hears questions
        where something is denied, put in order or easily mistaken.
        """
        if self.denies(text) or self._puts_in_order(text):
            return self._desk.ask
        parts = self._hearing.parts(text) if len(text) <= MOST_LISTENED_TO else ()
        read = ((part, claimed.query) for part, claimed in parts if claimed.query is not None)
        mistaken = any(self._mistaken(self._desk.answer(query), part) for part, query in read)
        return self._desk.ask if mistaken else self.ask

    def _puts_in_order(self, text: str) -> bool:
        """Whether three things or more are said to follow each other: 商品化、遊興、配信の順に大きい."""
        tags = self._hearing.tags(text)
        named = {name for tag in tags for name in tag.names("subject")} - {"anime"}
        return len(named) > 2 and any(tag.has("op:rank") for tag in tags)

    def places_another(self, text: str, answers: Sequence[Answer]) -> bool:
        """Whether a text of which only statements are the answers tells of another place than these."""
        queries = [answer.query for answer in answers if answer.query is not None]
        of_words = bool(queries) and all(query.operation is Operation.STATEMENT for query in queries)
        said = [statement for query in queries for statement in query.statements]
        return of_words and self._hearing.reader.places_another(text, said)

    def gives_a_reason(self, text: str) -> bool:
        """Whether a text says why something is so."""
        return self._hearing.has(text, REASONS)

    def ask(self, text: str, *, previous: Query | None = None) -> Answer:
        """The answer to what a text claims, however unsure, with the chance of that."""
        claimed = self._hearing.claimed(text, previous)
        if claimed.several:
            claimed = self._hearing.claimed(text, previous, as_one=True)
            if claimed.query is None and claimed.chance < SURE_OF_IDLE:
                return self._desk.ask(text, previous=previous)
        if claimed.query is not None:
            if self._is_part_of_that(claimed.query, text):
                return self._desk.ask(text, previous=previous)
            answer = self._settling.answer(text, claimed.query, claimed.chance)
            if claimed.named or answer.verdict is not Verdict.TRUE:
                return answer
        declined = Declined(reason=Reason.NOT_COVERED)
        return Answer(status=AnswerStatus.DECLINED, declined=declined, chance=claimed.chance)

    def listened(self, text: str) -> Listened | None:
        """What a text surely claims; None where that is not sure."""
        if len(text) > MOST_LISTENED_TO or self.denies(text) or self._puts_in_order(text):
            return None
        whole = self._hearing.claimed(text)
        if whole.several or len([each for each in sentences(text) if self._hearing.says_how_much(each)]) > 1:
            return self._together(text)
        if whole.refused is not None:
            sure = SURE_OF_NO_REASON if self.gives_a_reason(text) else SURE_OF_NOTHING
            return Listened(Verdict.UNKNOWN) if whole.chance >= sure else None
        if whole.query is None or not (whole.query.claim or whole.query.parts):
            return None
        answer = self._settling.answer(text, whole.query, whole.chance)
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
        if whole.query is not None and self._is_reached(whole.query):
            return SURE_OF_NO_REASON  # hardly anything else is taken for that
        return SURE_OF_WRONG if whole.complete else SURE_OF_MUCH

    def _is_reached(self, query: Query) -> bool:
        """Whether it is claimed that a goal is reached: that as much is sold, or as its amount is."""
        if query.operation is Operation.COMPARE:
            return any(item.metric in self._goals for item in query.items[1:])
        sold = query.operation is Operation.VALUE and all(item.metric in self._sold for item in query.items)
        bound = query.claim.bound if query.claim is not None else None
        return sold and bound is not None and bound.value in self._amounts_of_goals

    def tells_of_a_goal_reached(self, text: str) -> bool:
        """Whether a text may claim that a goal is reached, and not what the goal is."""
        query = self._hearing.claimed(text).query
        return query is not None and self._is_reached(query)

    def _is_part_of_that(self, query: Query, text: str) -> bool:
        """Whether a share is not one of its usual whole, but of what was spoken of before."""
        return _is_a_share(query) and self._hearing.has(text, OF_THAT)

    def _says_more(self, text: str, whole: Claimed) -> bool:
        """Whether a text says more than it was read to claim: of others, in another sentence, of what was added."""
        of_what_was_added = (
            whole.query is not None and _is_a_share(whole.query) and self._hearing.has(text, ("mark:added",))
        )
        return of_what_was_added or not whole.named or (not whole.complete and len(sentences(text)) > 1)

    def _together(self, text: str) -> Listened | None:
        """What the parts of a text claim, each behind those before it; None where one of them is not sure."""
        answers: list[Answer] = []
        verdicts: set[Verdict] = set()
        for part, claimed in self._hearing.parts(text):
            if _is_idle(claimed):
                if self._hearing.says_when_or_how_much(part) and self._hearing.has(part, SAYING_MORE):
                    return None
                continue
            if claimed.chance < (SURE_OF_NO_PART if claimed.query is None else SURE_OF_PART):
                return None
            if claimed.query is None:
                verdicts.add(Verdict.UNKNOWN)
                continue
            answer = self._settling.answer(part, claimed.query, claimed.chance)
            of_others = answer.verdict is Verdict.TRUE and not claimed.named
            if of_others or self._mistaken(answer, part) or self._is_part_of_that(claimed.query, part):
                return None
            verdicts.add(answer.verdict or Verdict.UNKNOWN)
            answers += [answer] if judged(answer) else []
        wrong = [each for each in answers if each.verdict is Verdict.FALSE and not _put_right(each, answers)]
        if wrong:
            return Listened(Verdict.FALSE, tuple(answers))
        if verdicts - {Verdict.FALSE} != {Verdict.TRUE}:
            return None
        answers = [each for each in answers if each.verdict is Verdict.TRUE]
        office = self._offices.of_another(self._hearing.tags(text))
        if office is not None:
            return Listened(Verdict.FALSE, (self._desk.answer(office), *answers))
        return Listened(Verdict.TRUE, tuple(answers))


def _is_idle(claimed: Claimed) -> bool:
    """Whether a part claims nothing, and takes nothing away from what the others claim."""
    if claimed.query is not None:
        return claimed.query.claim is None
    return claimed.refused in IDLE and claimed.chance >= SURE_OF_IDLE


def _is_a_share(query: Query) -> bool:
    """Whether it is claimed of one thing which part of its usual whole it is."""
    return len(query.items) == 1 and query.items[0].kind is Kind.SHARE and query.items[0].of is None


def _put_right(wrong: Answer, answers: Sequence[Answer]) -> bool:
    """Whether a text goes on to say rightly what it told wrongly: "he wrote 3.84 billion. It was 3.84 trillion"."""
    later = answers[answers.index(wrong) + 1 :]
    return any(each.verdict is Verdict.TRUE and of_the_same(wrong, each) for each in later)
