"""Reads a question: its exact parts and words, what the network makes of them, and whether that is sure enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.model import (
    Catalogue,
    Claim,
    Geography,
    Item,
    Operation,
    Query,
    Reason,
    Relation,
    Status,
    Unit,
)
from knowledge.questions.around import Around, taken_off
from knowledge.questions.candidates import LEAST_SOUND, Candidate, Considered, Interpreter
from knowledge.questions.exact import counts_heads, exactly
from knowledge.questions.explaining import explained, names_what_it_is_of
from knowledge.questions.givens import without_corrected
from knowledge.questions.japanese import Cutter
from knowledge.questions.learnt.encoding import MOST_TOKENS, Here
from knowledge.questions.learnt.encoding import words_of as words_of_tag
from knowledge.questions.learnt.network import Network, second, shipped
from knowledge.questions.lexicon import compiled
from knowledge.questions.months import dated_otherwise
from knowledge.questions.named import Names
from knowledge.questions.nicknames import Nicknames
from knowledge.questions.normalise import is_japanese, normalised
from knowledge.questions.offices import Offices
from knowledge.questions.parts import excludes
from knowledge.questions.reading import Choice, Claimed, Reading, Result, Tag, Unread, words_of
from knowledge.questions.spelled import in_digits
from knowledge.questions.words import tagged

ENOUGH, ENOUGH_OF_A_VERDICT = 0.55, 0.93
"""The least chance with which a reading is answered; and one that says of a statement whether it is true."""

ENOUGH_WITH_WORDS_LEFT = 0.7
"""The least chance with which a reading is answered that leaves a category, a place or an amount unexplained."""

SURE = 0.97
"""The chance from which a currency without a rate, or what a later turn leaves unexplained, is taken for an aside."""

LIKELY = 0.4
"""The chance from which it is taken to be told of where something was, if another place is named."""

SURELY_AGAIN = 0.85
"""The chance from which a part of a text is taken to say again what was claimed before it."""

CLOSE = 0.5
"""A second reading with this part of the first's chance, where that is not enough, is offered beside it."""

OFFERED = 0.04
"""The least chance with which another reading is offered beside the one that is answered."""

MOST_ALTERNATIVES = 2

MOST_CUTS = 5
"""Places at which a question that asks two things is tried to be cut in two."""

LONGEST_IN_PARTS = 150
"""Words beyond which no text is tried to be cut: twice the longest question that anybody asked."""

REASONS = {
    "not_covered": Reason.NOT_COVERED,
    "opinion": Reason.OPINION,
    "future": Reason.FUTURE,
    "instruction": Reason.INSTRUCTION,
    "chat": Reason.NO_QUESTION,
    "no_rate": Reason.NO_RATE,
    "unclear": Reason.WHICH_METRIC,
}
"""What the network calls a question without an answer -> how the refusal is reasoned."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A text of which parts are read where they stand: in plain terms, with its tags."""

    plain: str
    tags: tuple[Tag, ...]
    fits: bool
    """Whether the network sees all of it."""

    alone: bool
    """Whether nothing is said of all of it, such as in which edition it was printed."""

    def said(self, here: Here) -> str:
        """A part of it in its own words."""
        return self.plain[self.tags[here.first].start : self.tags[here.end - 1].end]


class Reader:
    """Reads questions against one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, networks: tuple[Network, Network] | None = None) -> None:
        """`networks`, else those of questions: the one that reads, and one to ask where it is not certain."""
        self._catalogue = catalogue
        self._english = compiled("en", catalogue)
        self._japanese = compiled("ja", catalogue)
        self._speller = self._english.speller
        self._cutter = Cutter(self._japanese, self._english, self._speller)
        self._interpreter = Interpreter(catalogue, *(networks or (shipped(), second())))
        self._offices = Offices(catalogue)
        self._nicknames = Nicknames(catalogue)

    @cached_property
    def _names(self) -> Names:
        return Names(self._catalogue)

    def places_another(self, text: str, statements: Sequence[str]) -> bool:
        """Whether a text that claims what some statements say tells of another place than they."""
        claim = Claim(relation=Relation.SO)
        query = Query(operation=Operation.STATEMENT, statements=tuple(statements), claim=claim)
        tags = self.tags(self._plain(text)[0])
        return self._names.are_others(query, tags) and self._names.places_another(query, tags)

    def read(self, text: str, *, year_now: int, previous: Query | None = None) -> Result:
        """A reading, a choice between readings, or why there is none. `previous` is the query of the turn before."""
        plain, around = self._plain(text)
        plain = without_corrected(plain) if previous is not None else plain
        return around.on(self._read(plain, year_now, previous), self._catalogue)

    def _read(self, plain: str, year_now: int, previous: Query | None) -> Result:
        tags = self.tags(plain)
        if not any(tag.text.isalnum() or tag.number or tag.year or tag.concepts - _MARKS for tag in tags):
            return Unread(Reason.NO_QUESTION, tags=tags)
        if (told := _told(tags)) is not None:
            return told
        considered = self._considered(tags, plain, year_now, previous)
        best = _first(considered)
        if best is not None and best.frame.operation == Operation.PARTS:
            parts = self._in_parts(tags, plain, year_now, previous)
            if parts is not None:
                return parts
            considered = _undivided(considered)
            best = _first(considered)
        elif _in_doubt_of_two(considered):
            considered = _with_its_halves(considered, self._in_parts(tags, plain, year_now, previous))
            best = _first(considered)
        if best is not None and best.query is not None:
            settled = self._settled(best.query, best.chance, tags, plain, alone=previous is None)
            if settled is not None:
                return settled
        return _chosen(considered, tags, previous, self._catalogue)

    def claimed(self, text: str, *, year_now: int, previous: Query | None = None, as_one: bool = False) -> Claimed:
        """What a statement claims, however unsure; `as_one` where it is known to make no more than one claim."""
        plain, around = self._plain(text)
        tags = self.tags(plain)
        considered = self._considered(tags, plain, year_now, previous)
        considered = _undivided(considered) if as_one else considered
        return self._as_claimed(considered, tags, plain, around, previous, alone=previous is None)

    def whole(self, text: str) -> Whole:
        """A text of which parts are read where they stand."""
        plain = self.in_plain_words(text)
        tags = self.tags(plain)
        language = "ja" if is_japanese(plain) else "en"
        words = sum(len(words_of_tag(tag, plain, language)) for tag in tags)
        _, around = taken_off(plain, self._catalogue)
        return Whole(plain, tags, words <= MOST_TOKENS, around.edition is None and around.base is None)

    def claimed_in(self, whole: Whole, here: Here, *, year_now: int, beside: Sequence[Query] = ()) -> Claimed:
        """What a part of a text claims `beside` what was claimed before it, however unsure, read within all of it."""
        plain, tags = whole.plain, whole.tags
        language = "ja" if is_japanese(plain) else "en"
        considered = self._interpreter.considered(tags, plain, language, year_now, None, at_once=True, here=here)
        own = tags[here.first : here.end]
        best = _first(considered)
        if best is not None and best.chance >= SURELY_AGAIN and best.query in beside:
            return Claimed(best.chance, refused="chat")

        def is_possible(candidate: Candidate) -> bool:
            return candidate.query is None or not any(excludes(candidate.query, told) for told in beside)

        possible = _left(considered, is_possible, LEAST_SOUND)
        part, around = taken_off(whole.said(here), self._catalogue)
        return self._as_claimed(_undivided(possible), own, part, around, None, alone=False)

    def _as_claimed(
        self,
        considered: Considered,
        tags: tuple[Tag, ...],
        plain: str,
        around: Around,
        previous: Query | None,
        *,
        alone: bool,
    ) -> Claimed:
        best = _first(considered)
        if best is None:
            return Claimed()
        if best.query is None:
            several = best.frame.operation == Operation.PARTS
            return Claimed(best.chance, several=several, refused=None if several else best.refusal or "unclear")
        settled = self._settled(best.query, best.chance, tags, plain, alone=alone)
        result = settled or Reading(best.query, best.chance, tags)
        result = around.on(result, self._catalogue)
        if not isinstance(result, Reading):
            return Claimed(best.chance, refused="not_covered")
        query = exactly(result.query, tags, self._catalogue)
        query = query.model_copy(update={"before": _before(previous)})
        if counts_heads(query, tags):
            return Claimed(best.chance, refused="not_covered")
        if self._names.denies_of_another(query, tags) or self._names.dates_otherwise(query, tags):
            return Claimed(refused="unclear")
        if self._names.are_others(query, tags):
            if not self._names.places_another(query, tags):
                return Claimed(refused="unclear")
            query = query.model_copy(update={"claim": Claim(relation=Relation.NOT_SO)})
            return Claimed(max(result.chance, SURE) if result.chance >= LIKELY else result.chance, query)
        named = names_what_it_is_of(query, tags, self._catalogue)
        return Claimed(result.chance, query, named=named)

    def considered(
        self, text: str, *, year_now: int, previous: Query | None = None
    ) -> tuple[tuple[Tag, ...], Considered]:
        """What each word was taken for, and everything that was weighed: for those who work on it."""
        plain, _ = self._plain(text)
        tags = self.tags(plain)
        return tags, self._considered(tags, plain, year_now, previous)

    def plain(self, text: str) -> str:
        """The text that is read: its numbers in digits, and without what is read by rule, such as an edition."""
        return self._plain(text)[0]

    def weights(self, text: str, *, year_now: int) -> tuple[float, ...]:
        """For each tag of the text: how many times likelier its first reading is with the word than without it."""
        plain, _ = self._plain(text)
        tags = self.tags(plain)
        best = _first(self._considered(tags, plain, year_now, None))
        if best is None:
            return (1.0,) * len(tags)
        without = [
            self._considered(tags[:index] + tags[index + 1 :], plain, year_now, None, at_once=True)
            for index in range(len(tags))
        ]
        return tuple(best.chance / max(_chance_of(best, other), 1e-6) for other in without)

    def _plain(self, text: str) -> tuple[str, Around]:
        """What is read of a text: put in plain terms, and what stood around it."""
        return taken_off(self.in_plain_words(text), self._catalogue)

    def in_plain_words(self, text: str) -> str:
        """The text with its numbers in digits, and without nicknames."""
        return self._nicknames.replaced(in_digits(normalised(text)))

    def tags(self, plain: str) -> tuple[Tag, ...]:
        """The tags of a normalised text."""
        japanese = is_japanese(plain)
        return tuple(self._cutter.cut(plain) if japanese else tagged(plain, self._english, self._speller))

    def _considered(
        self, tags: Sequence[Tag], plain: str, year_now: int, previous: Query | None, *, at_once: bool = False
    ) -> Considered:
        language = "ja" if is_japanese(plain) else "en"
        return self._interpreter.considered(tags, plain, language, year_now, previous, at_once=at_once)

    def _settled(self, query: Query, chance: float, tags: tuple[Tag, ...], plain: str, *, alone: bool) -> Result | None:
        """What certain words decide, however sure the network is; `alone` where nothing was said before them."""
        currencies = words_of(tag for tag in tags if tag.has(OTHER_CURRENCY))
        if currencies and (chance < SURE or query.operation is Operation.RATE):
            return Unread(Reason.NO_RATE, currencies, tags)
        if (office := self._offices.judged(query, tags)) is not None:
            return Reading(office, 1.0, tags)
        if (otherwise := dated_otherwise(query, plain, self._catalogue)) is not None:
            return Reading(otherwise, 1.0, tags)
        if (told := self._offices.told(query, tags)) != query:
            return Reading(told, chance, tags) if chance >= ENOUGH else None
        if alone and not _names_something(tags):
            unknown = _unknown(tags)
            return Unread(Reason.NOT_UNDERSTOOD if unknown else Reason.WHICH_METRIC, unknown, tags)
        if self._elsewhere(query, tags):
            return Unread(Reason.NOT_COVERED, words_of(tag for tag in tags if tag.has(ABROAD)), tags)
        return None

    def _elsewhere(self, query: Query, tags: Sequence[Tag]) -> bool:
        """Whether something is asked for abroad that is measured in Japan only, such as a category of its market."""
        metrics = [self._catalogue.metrics[item.metric] for item in query.items]
        at_home = bool(metrics) and all(m.subject and m.geography is Geography.DOMESTIC for m in metrics)
        return at_home and any(tag.has(ABROAD) for tag in tags) and not any(tag.has(AT_HOME) for tag in tags)

    def _in_parts(self, tags: tuple[Tag, ...], plain: str, year_now: int, previous: Query | None) -> Reading | None:
        """A question that asks two things, cut where both halves are read best; the second may lean on the first."""
        if len(tags) > LONGEST_IN_PARTS:
            return None
        found: list[tuple[float, Query, Query]] = []
        for cut in _cuts(tags):
            first = _answerable(self._considered(tags[:cut], plain, year_now, previous, at_once=True))
            if first is None or first.query is None:
                continue
            other = _answerable(self._considered(_opened(tags[cut:]), plain, year_now, first.query, at_once=True))
            if other is not None and other.query is not None and other.query != first.query:
                found.append((first.chance * other.chance, first.query, other.query))
        if not found:
            return None
        chance, one, two = max(found, key=lambda each: each[0])
        query = Query(operation=Operation.PARTS, parts=(one, two))
        return Reading(query, chance, tags) if chance >= ENOUGH else None


def _told(tags: tuple[Tag, ...]) -> Reading | None:
    """What a server says of something that it named itself, asked for by that name and by no figure's."""
    said = [name for tag in tags for name in tag.names("statement")]
    figures = any(tag.number or tag.year or any(c.startswith(_FIGURES) for c in tag.concepts) for tag in tags)
    if not said or figures:
        return None
    return Reading(Query(operation=Operation.STATEMENT, statements=tuple(dict.fromkeys(said))), 1.0, tags)


_FIGURES = ("geo:", "metric:", "op:", "change:", "amount:", "kind:")

ABROAD, AT_HOME = "geo:overseas", "geo:domestic"
OTHER_CURRENCY = "ask:other_currency"

_MARKS = frozenset({"sep:mark", "sep:comma"})


def _cuts(tags: Sequence[Tag]) -> Iterator[int]:
    """Where one question may end and the next begin: behind a mark or before an "and" or "while", not at the ends."""
    places = [
        index + (0 if tag.has("sep:and", "sep:contrast") else 1)
        for index, tag in enumerate(tags)
        if tag.has("sep:mark", "sep:comma", "sep:and", "sep:contrast", "sep:stop")
    ]
    yield from list(dict.fromkeys(place for place in places if 1 < place < len(tags) - 1))[:MOST_CUTS]


_NAMING = ("geo:", "scope:", "subject:", "metric:", "status:", "topic:", "kind:", "amount:market", "op:", "change:")


def _names_something(tags: Sequence[Tag]) -> bool:
    """Whether any word says what a question is about, or what is done with it."""
    return any(concept.startswith(_NAMING) for tag in tags for concept in tag.concepts)


_JOINING = ("sep:", "followup:marker", "harmless:")


def _opened(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """The second of two questions without the words that only join it to the first."""
    for index, tag in enumerate(tags[:-1]):
        if not _only(tag, _JOINING):
            return tags[index:]
    return tags[-1:]


def _in_doubt_of_two(considered: Considered) -> bool:
    """Whether two claims at once, and two questions, are both among the readings: they may be the same."""
    frames = {each.frame.operation == Operation.PARTS for each in considered.candidates}
    at_once = any(each.query and each.query.operation is Operation.PARTS for each in considered.candidates)
    return at_once and True in frames


def _with_its_halves(considered: Considered, parts: Reading | None) -> Considered:
    """Two claims read at once, with the chance that there are two questions where these turn out to be the same."""
    every = considered.candidates
    double = [each for each in every if each.frame.operation == Operation.PARTS]
    same = [each for each in every if parts and each.query and _bare(parts.query) == _bare(each.query)]
    if not double or not same:
        return considered
    chance = min(1.0, same[0].chance + sum(each.chance for each in double))
    rest = [each for each in every if each not in double and each is not same[0]]
    candidates = sorted((replace(same[0], chance=chance), *rest), key=lambda each: -each.chance)
    return replace(considered, candidates=tuple(candidates))


def _bare(query: Query) -> frozenset[Query]:
    """The parts of a query, without what came before them."""
    return frozenset(part.model_copy(update={"before": ()}) for part in query.parts)


def _first(considered: Considered) -> Candidate | None:
    return next(iter(considered.candidates), None)


def _chance_of(reading: Candidate, considered: Considered) -> float:
    """The chance that the same reading has in another text."""
    same = (other.chance for other in considered.candidates if _alike(reading, other))
    return max(same, default=0.0)


def _alike(one: Candidate, other: Candidate) -> bool:
    return one.query == other.query and one.refusal == other.refusal


def _answerable(considered: Considered) -> Candidate | None:
    """The likeliest query of half a question, with its chance among all that is no further pair of questions."""
    best = _first(_undivided(considered))
    return best if best is not None and best.query is not None else None


def _undivided(considered: Considered) -> Considered:
    """What is left where no two questions are found."""
    return _left(considered, lambda each: each.frame.operation != Operation.PARTS)


def _left(considered: Considered, possible: Callable[[Candidate], bool], least: float = 0.01) -> Considered:
    """The possible candidates, with their chances among themselves, of which there is `least` to be shared."""
    left = [each for each in considered.candidates if possible(each)]
    lost = sum(each.chance for each in considered.candidates) - sum(each.chance for each in left)
    scaled = (replace(each, chance=min(1.0, each.chance / max(1 - lost, least))) for each in left)
    return replace(considered, candidates=tuple(scaled))


def _chosen(considered: Considered, tags: tuple[Tag, ...], previous: Query | None, catalogue: Catalogue) -> Result:
    """The likeliest reading where it is likely enough; two close ones as a choice."""
    if not considered.candidates:
        return Unread(Reason.NOT_UNDERSTOOD, _unknown(tags), tags)
    best, *others = considered.candidates
    if best.refusal is not None:
        return Unread(REASONS[best.refusal] if _says_anything(tags) else Reason.NO_QUESTION, _refused(tags), tags)
    if best.query is None:
        return Unread(Reason.NOT_UNDERSTOOD, _unknown(tags), tags)
    rest = [other for other in others if other.query is not None and other.query != best.query]
    unsure = best.chance < ENOUGH_OF_A_VERDICT
    if _of_a_statement(best.query) and best.chance >= ENOUGH and (unsure or _of_an_amount(tags, catalogue)):
        told = best.query.model_copy(update={"claim": None})
        asks = any(tag.has(*ASKS) for tag in tags)
        return Reading(told, best.chance, tags) if asks else Choice((told,), tags=tags)
    doubtful = best.chance < (ENOUGH_WITH_WORDS_LEFT if previous is None else SURE)
    if best.chance < ENOUGH or (doubtful and not explained(considered.question, best, tags, catalogue)):
        near = [other.query for other in rest if other.query and other.chance >= best.chance * CLOSE]
        if near and not any(other.refusal and other.chance > best.chance * CLOSE for other in others):
            return Choice((best.query, near[0]), tags=tags)
        return Unread(Reason.NOT_UNDERSTOOD, _unknown(tags), tags)
    before = {"before": _before(previous)}
    offered = [other.query.model_copy(update=before) for other in rest if other.query and other.chance >= OFFERED]
    query, kept = best.query.model_copy(update=before), _kept(considered, best, tags, previous)
    return Reading(query, best.chance, tags, tuple(offered[:MOST_ALTERNATIVES]), kept)


AMOUNTS = frozenset({Unit.JPY, Unit.USD, Unit.PERCENT})
"""What a statement of the report is no verdict on, but for the goals, which are called by their amounts."""


def _of_an_amount(tags: Sequence[Tag], catalogue: Catalogue) -> bool:
    """Whether an amount is spoken of that is not that of a goal."""
    amounts = [tag.number for tag in tags if tag.number is not None and tag.number.unit in AMOUNTS]
    if not amounts:
        return False
    metrics = catalogue.metrics
    goals = {
        (figure.value, metrics[figure.metric].unit)
        for figure in catalogue.figures
        if metrics[figure.metric].status is not Status.OBSERVATION
    }
    return any((amount.value, amount.unit) not in goals for amount in amounts)


ASKS = ("ask:what", "ask:who", "ask:which", "ask:where", "ask:how")
"""Words with which a statement is asked for, not its truth."""


def _of_a_statement(query: Query) -> bool:
    """Whether the truth of something the report says is asked for."""
    return query.operation is Operation.STATEMENT and query.claim is not None


def _before(previous: Query | None) -> tuple[Item, ...]:
    """What the turn before was about."""
    last = previous.parts[-1] if previous is not None and previous.parts else previous
    return last.items[:2] if last is not None else ()


ALL_OF_IT = "subject:anime"
"""What all of it is about names nothing of its own."""

_NAMES = ("geo:", "scope:", "subject:", "metric:", "status:", "topic:")


def _kept(considered: Considered, best: Candidate, tags: Sequence[Tag], previous: Query | None) -> tuple[str, ...]:
    """What was taken over from the turn before: the years that only it said, and the metric that no word names."""
    if previous is None or best.query is None:
        return ()
    question = considered.question
    years = [y for y, role in zip(question.years, best.frame.years, strict=True) if role != "-"]
    period = any(not question.said(year) for year in years)
    before = {item.metric for item in (*previous.items, *previous.before)}
    named = any(concept.startswith(_NAMES) and concept != ALL_OF_IT for tag in tags for concept in tag.concepts)
    metric = bool(best.query.items) and not named and {item.metric for item in best.query.items} <= before
    return (*(("metric",) if metric else ()), *(("period",) if period else ()))


def _says_anything(tags: Sequence[Tag]) -> bool:
    """Whether there is more than courtesy: "hello" is no question on something that isn't held."""
    return any(not _only(tag, ("harmless:", "sep:", "followup:")) for tag in tags)


def _only(tag: Tag, roles: tuple[str, ...]) -> bool:
    """Whether the tag is known, and has no meaning but in these roles."""
    return bool(tag.concepts) and all(concept.startswith(roles) for concept in tag.concepts)


def _unknown(tags: Sequence[Tag]) -> tuple[str, ...]:
    return words_of(tag for tag in tags if tag.unknown and (len(tag.text) > 1 or not tag.text.isascii()))


def _refused(tags: Sequence[Tag]) -> tuple[str, ...]:
    """The words that stand in the way: what the lexicon knows as not held, else what it doesn't know."""
    known = words_of(tag for tag in tags if any(c.startswith(("other:", "block:")) for c in tag.concepts))
    return known or _unknown(tags)
