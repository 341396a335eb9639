"""What a text claims, by the network that was taught with statements, in three ways that each have a vote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.answering import Desk
from knowledge.extraction.asks import Asks
from knowledge.extraction.clauses import parts_of, sentences
from knowledge.extraction.denying import denied, denies
from knowledge.extraction.doubting import Doubting
from knowledge.extraction.hearing import MOST_PARTS, Hearing, Told, claims_of
from knowledge.extraction.leads import as_of_the_studios, tells_of_the_studios
from knowledge.extraction.settling import Settling
from knowledge.extraction.weighing import bound_of, judged, of_the_same
from knowledge.extraction.worded import Worded
from knowledge.model import (
    Answer,
    AnswerStatus,
    Catalogue,
    Declined,
    Operation,
    Query,
    Reason,
    Relation,
    Unit,
    Verdict,
)
from knowledge.questions import Claimed
from knowledge.questions.goals import not_of_anime_alone
from knowledge.questions.normalise import is_japanese
from knowledge.questions.offices import Offices

SURE_OF_IDLE = 0.5
"""The chance from which a text is taken to claim nothing."""

IDLE = frozenset({"chat", "opinion", "unclear", "instruction"})
"""Why a part may be refused that takes nothing away from what the others claim."""

SURE_ALONE = 0.9
"""The chance from which a sentence is taken to claim what it does by itself."""

REASONS = ("mark:cause",)
"""The meaning of words that give a reason."""

BEING = frozenset({"is", "are", "was", "were"})
"""What makes an opinion of "better than"; of "did better than" it makes none."""

OF_A_PART = 0.4
"""How much a way to read a text counts that leaves amounts unexplained."""

MOST_LISTENED_TO = 500
"""Characters of a text that is listened to: what people claim in a chat is shorter."""


TOLD_AS_BOUNDS = frozenset({Relation.ABOVE, Relation.AT_LEAST, Relation.BELOW, Relation.AT_MOST})

NOT_HELD = Answer(status=AnswerStatus.DECLINED, declined=Declined(reason=Reason.NOT_COVERED))


@dataclass(frozen=True, slots=True)
class Vote:
    """What a message comes to as somebody has it, how much that counts, and the answers to its claims."""

    verdict: Verdict
    weight: float
    answers: tuple[Answer, ...] = ()


def elected(votes: Sequence[Vote]) -> Vote:
    """The weightiest of the votes for the verdict that has the most weight, of those with answers if there are any.
    There must be one.
    """
    weights = _weights(votes)
    return max(votes, key=lambda vote: (weights[vote.verdict], bool(vote.answers), vote.weight))


def lead(votes: Sequence[Vote]) -> float:
    """By how much weight one verdict is before the next."""
    first, second = sorted(_weights(votes).values(), reverse=True)[:2]
    return first - second


def _weights(votes: Sequence[Vote]) -> Mapping[Verdict, float]:
    return {verdict: sum(vote.weight for vote in votes if vote.verdict is verdict) for verdict in Verdict}


Answers = Sequence[tuple[Answer | None, float]]
"""The answers to what is claimed, None of what claims nothing, each with the chance of having understood."""


class Listener:
    """Listens with one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, desk: Desk, mistaken: Callable[[Answer, str], bool]) -> None:
        """`mistaken` says whether a part of a text does not claim what it was read to claim."""
        self._mistaken, self._desk = mistaken, desk
        self._hearing = Hearing(catalogue, desk)
        self._settling = Settling(catalogue, desk, self._hearing)
        self._worded = Worded(catalogue, desk, self._hearing, self._settling.names, self._settling.categories)
        self._doubting = Doubting(catalogue, self._hearing)
        self._offices = Offices(catalogue).statements
        self._goals = catalogue.goals
        self._sold = frozenset(catalogue.observed.values())
        self._years_of_goals = {figure.period for goal in self._goals for figure in catalogue.of(goal)}
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
        parts = self._hearing.in_parts(text) if len(text) <= MOST_LISTENED_TO else ()
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

    def says_what_is_better(self, text: str) -> bool:
        """Whether a text calls something better than another thing, and tells by no number or year in what."""
        tags = self._hearing.tags(text)
        counted = any(tag.number is not None or tag.year is not None for tag in tags)
        places = (place for place, tag in enumerate(tags) if tag.has("mark:quality"))
        return not counted and any(tag.text in BEING for place in places for tag in tags[max(place - 2, 0) : place])

    def ask(self, text: str, *, previous: Query | None = None) -> Answer:
        """The answer to what a text claims, however unsure, with the chance of that."""
        claimed = self._hearing.claimed(text, previous)
        if claimed.several:
            claimed = self._hearing.claimed(text, previous, as_one=True)
            if claimed.query is None and claimed.chance < SURE_OF_IDLE:
                return self._desk.ask(text, previous=previous)
        if claimed.query is not None:
            if self._doubting.is_part_of_that(claimed.query, text):
                return self._desk.ask(text, previous=previous)
            answer = self._settling.answer(text, claimed.query, claimed.chance)
            if claimed.named or answer.verdict is not Verdict.TRUE:
                return answer
        return NOT_HELD.model_copy(update={"chance": claimed.chance})

    def votes(self, text: str) -> tuple[Vote, ...]:
        """What a text comes to in each way to read it; of one that makes several claims none as one claim, and of what
        is denied or put in order, or has too many parts, none at all.
        """
        too_long = len(text) > MOST_LISTENED_TO or len(parts_of(text)) > MOST_PARTS
        if too_long or self.denies(text) or self._puts_in_order(text):
            return ()
        whole, in_order = self._hearing.claimed(text), self._hearing.in_order(text)
        in_parts = self._hearing.in_parts(text)
        ways = [in_order if len(claims_of(in_order)) >= len(claims_of(in_parts)) else (), in_parts or in_order]
        ways += [] if whole.several else [((text, whole),)]
        ways += [alone] if (alone := self._one_by_one(text)) else []
        ways = [self._worded.claims(text, told) for told in ways]
        more = [told for told in ways if not self._only_says_who_speaks(told)]
        understood = [told for told in more or ways if told and self._doubting.is_understood(text, told)]
        return tuple(self._vote(told, self._weight(text, told) / len(ways)) for told in understood)

    def _only_says_who_speaks(self, told: Told) -> bool:
        """Whether nothing is claimed but what the person is who says it: "Hasegawa, the editor, says that …"."""
        claims = claims_of(told)
        return bool(claims) and all(self._offices.issuperset(query.statements or ("",)) for query in claims)

    def _one_by_one(self, text: str) -> Told:
        """What the sentences of a text claim, each by itself, where that is certain of all that claim something."""
        found = [(sentence, self._hearing.claimed(sentence)) for sentence in sentences(text)]
        clear = all(claimed.chance >= SURE_ALONE and not claimed.several for _, claimed in found)
        return tuple(found) if len(found) > 1 and clear else ()

    def _weight(self, text: str, told: Told) -> float:
        """How much a way to read a text counts."""
        return OF_A_PART if self._doubting.leaves_amounts(text, told) else 1

    def _vote(self, told: Told, weight: float) -> Vote:
        """The vote of one way to read a text: as sure as its least sure claim; where claims are wrong, half as sure as
        that and half as the surest of them.
        """
        answers = self._of_the_studios([(self._answer(part, claimed), claimed.chance) for part, claimed in told])
        counting = [answer for answer, _ in answers if answer is not None]
        wrong = [each for each in counting if each.verdict is Verdict.FALSE and not _put_right(each, counting)]
        sure = min(chance for _, chance in answers)
        if wrong:
            surest = max(chance for answer, chance in answers if answer in wrong)
            return Vote(Verdict.FALSE, weight * (sure + surest) / 2, tuple(filter(judged, counting)))
        right = {each.verdict for each in counting} - {Verdict.FALSE} == {Verdict.TRUE}
        supported = tuple(each for each in counting if each.verdict is Verdict.TRUE)
        verdict = Verdict.TRUE if right else Verdict.UNKNOWN
        return Vote(verdict, weight * sure, supported)

    def _of_the_studios(self, answers: Answers) -> Answers:
        """The answers; beside a right statement on what the studios take in, what is wrong of a market may be of that:
        "Overseas business contributed 118.8 billion, still the smaller part".
        """
        if not any(answer is not None and tells_of_the_studios(answer) for answer, _ in answers):
            return answers
        meant = ((answer, self._desk.answer(query)) for answer, _ in answers if (query := as_of_the_studios(answer)))
        right = {id(answer): other for answer, other in meant if other.verdict is Verdict.TRUE}
        return [(right.get(id(answer), answer), chance) for answer, chance in answers]

    def _answer(self, part: str, claimed: Claimed) -> Answer | None:
        """The answer to a claim; None of what claims nothing and takes nothing away from what others claim."""
        if claimed.query is None:
            return None if claimed.refused in IDLE else NOT_HELD
        if claimed.query.claim is None and not claimed.query.parts:
            return None
        return self._settling.answer(part, claimed.query, claimed.chance)

    def _is_reached(self, query: Query) -> bool:
        """Whether it is claimed that a goal is reached: that as much is sold, or as its amount is."""
        if query.operation is Operation.COMPARE:
            return any(item.metric in self._goals for item in query.items[1:])
        sold = query.operation is Operation.VALUE and all(item.metric in self._sold for item in query.items)
        bound = query.claim.bound if query.claim is not None else None
        return sold and bound is not None and bound.value in self._amounts_of_goals

    def told_of_anime(self, answers: Sequence[Answer], text: str) -> Answer | None:
        """The answer to a text that takes the goal for all content for one of anime, if it does."""
        tags = self._hearing.tags(text)
        for query in (answer.query for answer in answers if answer.query is not None):
            if (meant := not_of_anime_alone(query, tags)) is not query:
                return self._desk.answer(meant)
        return None

    def tells_of_a_goal_reached(self, text: str) -> bool:
        """Whether a text may claim that a goal is reached, and not what the goal is: also by a year that is no goal's,
        without a word of aiming.
        """
        tags = self._hearing.tags(text)
        years = {tag.year for tag in tags if tag.year is not None}
        meant = years & self._years_of_goals or any(tag.has("status:target") for tag in tags)
        query = self._hearing.claimed(text).query
        return (bool(years) and not meant) or (query is not None and self._is_reached(query))


def _put_right(wrong: Answer, answers: Sequence[Answer]) -> bool:
    """Whether a text goes on to say rightly what amount it told wrongly: "he wrote 3.84 billion. It was 3.84 trillion".
    Dollars behind yen are the same amount once more: "5.8 billion yen ($38 billion)".
    """
    if bound_of(wrong) is None:
        return False
    behind = answers[answers.index(wrong) + 1 :]
    later = (each for each in behind if each.verdict is Verdict.TRUE and not _between(wrong, each))
    converted = _unit(wrong) is Unit.JPY
    return any(of_the_same(wrong, each) and not (converted and _unit(each) is Unit.USD) for each in later)


def _between(one: Answer, other: Answer) -> bool:
    """Whether it is claimed that something is more than one amount, and less than another."""
    relations = [each.query.claim.relation for each in (one, other) if each.query and each.query.claim]
    bounds = [relation for relation in relations if relation in TOLD_AS_BOUNDS]
    opposite = len(bounds) == len((one, other)) and bounds[0].is_upwards != bounds[1].is_upwards
    return opposite and bound_of(one) != bound_of(other)


def _unit(answer: Answer) -> Unit | None:
    """The unit of the amount that is claimed."""
    bound = bound_of(answer)
    return bound.unit if bound is not None else None
