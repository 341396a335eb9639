"""Reads a question: its exact parts and words, what the network makes of them, and whether that is sure enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.model import (
    Catalogue,
    Geography,
    Operation,
    Query,
    Reason,
)
from knowledge.questions.around import Around, taken_off
from knowledge.questions.candidates import Considered, Interpreter
from knowledge.questions.choosing import ENOUGH, SURE, chosen, only, unknown
from knowledge.questions.exact import exactly
from knowledge.questions.givens import without_corrected
from knowledge.questions.japanese import Cutter
from knowledge.questions.learnt.network import Network, second, shipped
from knowledge.questions.lexicon import compiled
from knowledge.questions.months import dated_otherwise
from knowledge.questions.moving import from_the_year_before
from knowledge.questions.nicknames import Nicknames
from knowledge.questions.normalise import is_japanese, normalised
from knowledge.questions.offices import Offices
from knowledge.questions.reading import Reading, Result, Tag, Unread, words_of
from knowledge.questions.spelled import in_digits
from knowledge.questions.whys import without_unsaid_premise
from knowledge.questions.words import tagged

MOST_CUTS = 5
"""Places at which a question that asks two things is tried to be cut in two."""

LONGEST_IN_PARTS = 150
"""Words beyond which no text is tried to be cut: twice the longest question that anybody asked."""


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

    def read(self, text: str, *, year_now: int, previous: Query | None = None) -> Result:
        """A reading, a choice between readings, or why there is none. `previous` is the query of the turn before."""
        plain, around = self._plain(text)
        plain = without_corrected(plain) if previous is not None else plain
        return around.on(self._as_said(self._read(plain, year_now, previous)), self._catalogue)

    def _as_said(self, result: Result) -> Result:
        """The result by what certain words make of it, above all of a question whether something is so."""
        if not isinstance(result, Reading):
            return result
        query = from_the_year_before(result.query, result.tags)
        query = without_unsaid_premise(query, result.tags)
        return replace(result, query=query if query.claim is None else exactly(query, result.tags, self._catalogue))

    def _read(self, plain: str, year_now: int, previous: Query | None) -> Result:
        tags = self.tags(plain)
        if not any(tag.text.isalnum() or tag.number or tag.year or tag.concepts - _MARKS for tag in tags):
            return Unread(Reason.NO_QUESTION, tags=tags)
        if (told := _told(tags)) is not None:
            return told
        considered = self._considered(tags, plain, year_now, previous)
        best = considered.first
        if best is not None and best.frame.operation == Operation.PARTS:
            parts = self._in_parts(tags, plain, year_now, previous)
            if parts is not None:
                return parts
            considered = considered.undivided
            best = considered.first
        elif _in_doubt_of_two(considered):
            considered = _with_its_halves(considered, self._in_parts(tags, plain, year_now, previous))
            best = considered.first
        if previous is None and (largest := _asked_of_categories(considered, tags)) is not None:
            return Reading(largest, ENOUGH, tags)
        if best is not None and best.query is not None:
            settled = self._settled(best.query, best.chance, tags, plain, alone=previous is None)
            if settled is not None:
                return settled
        return chosen(considered, tags, previous, self._catalogue)

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
        best = self._considered(tags, plain, year_now, None).first
        if best is None:
            return (1.0,) * len(tags)
        without = [
            self._considered(tags[:index] + tags[index + 1 :], plain, year_now, None, at_once=True)
            for index in range(len(tags))
        ]
        return tuple(best.chance / max(other.chance_of(best), 1e-6) for other in without)

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
            words = unknown(tags)
            return Unread(Reason.NOT_UNDERSTOOD if words else Reason.WHICH_METRIC, words, tags)
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
            first = self._considered(tags[:cut], plain, year_now, previous, at_once=True).undivided.first
            if first is None or first.query is None:
                continue
            other = self._considered(_opened(tags[cut:]), plain, year_now, first.query, at_once=True).undivided.first
            if other is not None and other.query is not None and other.query != first.query:
                found.append((first.chance * other.chance, first.query, other.query))
        if not found:
            return None
        chance, one, two = max(found, key=lambda each: each[0])
        query = Query(operation=Operation.PARTS, parts=(one, two))
        return Reading(query, chance, tags) if chance >= ENOUGH else None


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


MOST_NAMED = 2
"""Things that a question names by their names when it holds them against each other; more are all of a kind."""

_OF_WHICH = ("ask:", "op:highest", "op:lowest", "mark:largest", "topic:", "amount:", "harmless:", "sep:", "mark:most")


def _asked_of_categories(considered: Considered, tags: Sequence[Tag]) -> Query | None:
    """The categories held against each other, where all the words ask for the largest or smallest of them."""
    placed = any(tag.has("op:highest", "op:lowest") for tag in tags)
    of_them = any(tag.has("topic:categories") for tag in tags)
    if not (placed and of_them) or not all(only(tag, _OF_WHICH) for tag in tags):
        return None
    queries = (each.query for each in considered.candidates if each.query is not None)
    of_all = (q for q in queries if q.operation is Operation.COMPARE and len(q.items) > MOST_NAMED and not q.claim)
    return next(of_all, None)


_NAMING = ("geo:", "scope:", "subject:", "metric:", "status:", "topic:", "kind:", "amount:market", "op:", "change:")


def _names_something(tags: Sequence[Tag]) -> bool:
    """Whether any word says what a question is about, or what is done with it."""
    return any(concept.startswith(_NAMING) for tag in tags for concept in tag.concepts)


_JOINING = ("sep:", "followup:marker", "harmless:")


def _opened(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """The second of two questions without the words that only join it to the first."""
    for index, tag in enumerate(tags[:-1]):
        if not only(tag, _JOINING):
            return tags[index:]
    return tags[-1:]
