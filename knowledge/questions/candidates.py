"""What a question may mean, best first: the network's frames, composed with the exact parts of the text."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.model import Catalogue, Item, MetricId, Operation, Query, Relation, Unit
from knowledge.questions.denials import with_denied_place
from knowledge.questions.learnt.encoding import Encoded, Here, encoded
from knowledge.questions.learnt.frames import WORDLESS, Frame, composed
from knowledge.questions.learnt.network import UNLIKELY, Network
from knowledge.questions.meaning import as_meant, both_claims
from knowledge.questions.normalise import normalised
from knowledge.questions.passive import turned_round
from knowledge.questions.reading import Tag
from knowledge.questions.streaks import in_a_row

STAND_INS: Sequence[MetricId] = ("market_streaming", "market_music", "market_home_video", "market_live")
COUNTED_STAND_INS: Sequence[MetricId] = ("tv_titles_new", "anime_events", "tv_titles")
"""Metrics as which the network reads those that it has never heard of, amounts and counts: which of them it is makes no
difference."""

REFUSED = "none_"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that the question may mean: a query, or a reason why there is none; `chance` is from 0 to 1."""

    frame: Frame
    chance: float
    query: Query | None

    @property
    def refusal(self) -> str | None:
        """Why nothing is to be answered, where that is the reading."""
        return self.frame.operation.removeprefix(REFUSED) if self.frame.operation.startswith(REFUSED) else None

    def is_like(self, other: Candidate) -> bool:
        """Whether both are the same to whoever asks."""
        return self.query == other.query and self.refusal == other.refusal


@dataclass(frozen=True, slots=True)
class Considered:
    """The question as the network saw it, and all that it may mean, likeliest first."""

    question: Encoded
    candidates: tuple[Candidate, ...]

    @property
    def first(self) -> Candidate | None:
        """The likeliest reading; None where nothing fits together."""
        return next(iter(self.candidates), None)

    @property
    def undivided(self) -> Considered:
        """What is left where no two questions are found."""
        return self.left(lambda each: each.frame.operation != Operation.PARTS)

    def left(self, possible: Callable[[Candidate], bool], least: float = 0.01) -> Considered:
        """The possible candidates, with their chances among themselves, of which there is `least` to be shared."""
        left = [each for each in self.candidates if possible(each)]
        lost = sum(each.chance for each in self.candidates) - sum(each.chance for each in left)
        scaled = (replace(each, chance=min(1.0, each.chance / max(1 - lost, least))) for each in left)
        return replace(self, candidates=tuple(scaled))

    def chance_of(self, reading: Candidate) -> float:
        """The chance that a reading of another text has in this one."""
        same = (each.chance for each in self.candidates if reading.is_like(each))
        return max(same, default=0.0)


CERTAIN = 0.9
"""The chance from which a network's reading is not put to the second one: seven questions of eight are as clear."""


class Interpreter:
    """Reads tags with a network, and asks a second one, trained apart from it, where the first is not certain: they
    seldom make the same mistake. Metrics that a server added are read as one that the networks know.
    """

    def __init__(self, catalogue: Catalogue, network: Network, second: Network) -> None:
        self._catalogue, self._network, self._second = catalogue, network, second

    def considered(
        self,
        tags: Sequence[Tag],
        plain: str,
        language: str,
        year_now: int,
        previous: Query | None,
        *,
        at_once: bool = False,
        here: Here | None = None,
    ) -> Considered:
        """Everything that these words may mean after the turn before, likeliest first; `at_once` by the first network
        alone; `here` where they are a part of the tags, which is then read within all of them.
        """
        roles = self._roles(tags, previous)
        if roles:
            tags, plain = self._recast(tags, plain, language, roles)
            previous = _renamed(previous, roles) if previous else None
        question = encoded(tags, plain, language, self._catalogue, year_now, previous, here)
        if here is not None:
            tags = tags[here.first : here.end]
            plain = plain[tags[0].start : tags[-1].end]
        back = {stand_in: metric for metric, stand_in in roles.items()}

        def read_by(network: Network) -> tuple[Candidate, ...]:
            found = self._candidates(network, question, tags, plain, language, previous, back, here)
            return _merged(_coherent(found))

        first = read_by(self._network)
        if at_once or (first and first[0].chance >= CERTAIN):
            return Considered(question, first)
        both = (replace(each, chance=each.chance / 2) for each in (*first, *read_by(self._second)))
        return Considered(question, _merged(both))

    def _candidates(
        self,
        network: Network,
        question: Encoded,
        tags: Sequence[Tag],
        plain: str,
        language: str,
        previous: Query | None,
        back: Mapping[MetricId, MetricId],
        here: Here | None,
    ) -> Iterator[Candidate]:
        for number, scored in enumerate(network.frames(question)):
            if number and scored.score < UNLIKELY:
                return
            query = composed(scored.frame, question, self._catalogue)
            if query is not None:
                query = turned_round(query, tags, language, self._catalogue)
                query = in_a_row(query, tags, self._catalogue)
                query = with_denied_place(query, tags) if language == "en" else query
                query = as_meant(query, question, tags, plain, previous, self._catalogue)
                query = both_claims(query, question, tags, self._catalogue) if here is None else query
            renamed = _renamed(query, back) if query is not None and back else query
            yield Candidate(scored.frame, math.exp(scored.score), renamed)

    def _roles(self, tags: Sequence[Tag], previous: Query | None) -> dict[MetricId, MetricId]:
        """Which metric stands in for each that the network has never heard of."""
        named = [metric for tag in tags for metric in tag.names("metric") if metric not in self._network.metrics]
        before = [item.metric for item in (previous.items if previous else ())]
        unheard = dict.fromkeys([*named, *(metric for metric in before if metric not in self._network.metrics)])
        taken = {*before, *(f"market_{subject}" for tag in tags for subject in tag.names("subject"))}
        roles: dict[MetricId, MetricId] = {}
        for metric in unheard:
            amount = self._catalogue.metrics[metric].unit in (Unit.JPY, Unit.USD)
            stand_ins = STAND_INS if amount else COUNTED_STAND_INS
            free = next((each for each in stand_ins if each not in taken), None)
            if free is not None:
                roles[metric] = free
                taken.add(free)
        return roles

    def _recast(
        self, tags: Sequence[Tag], plain: str, language: str, roles: Mapping[MetricId, MetricId]
    ) -> tuple[list[Tag], str]:
        """The question with the names of metrics that the network has never heard of as those of their stand-ins."""
        text, moved, end = "", [], 0
        for tag in tags:
            text += plain[end : tag.start]
            stand_in = next((roles[name] for name in tag.names("metric") if name in roles), None)
            said = plain[tag.start : tag.end]
            concepts = tag.concepts
            if stand_in is not None:
                metric = self._catalogue.metrics[stand_in]
                said, concepts = normalised(metric.names[language].short), frozenset({f"subject:{metric.subject}"})
            moved.append(replace(tag, start=len(text), end=len(text) + len(said), text=said, concepts=concepts))
            text, end = text + said, tag.end
        return moved, text + plain[end:]


def _coherent(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those whose parts fit together. The choices of a frame are made one by one: what falls to frames that say nothing
    ("A less A") falls to the others.
    """
    every = list(candidates)
    sound = [each for each in every if each.query is not None or each.frame.operation in WORDLESS]
    lost = sum(each.chance for each in every) - sum(each.chance for each in sound)
    return [replace(each, chance=each.chance / max(1 - lost, LEAST_SOUND)) for each in sound]


LEAST_SOUND = 0.4
"""Where less than this says anything, the network is lost, and no reading gains by it."""


def _merged(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Candidates that come to the same as one, with the sum of their chances; all refusals are one."""
    found: dict[object, Candidate] = {}
    for candidate in candidates:
        meaning = _meaning(candidate)
        before = found.get(meaning)
        found[meaning] = candidate if before is None else _joined(before, candidate)
    return tuple(sorted(found.values(), key=lambda candidate: -candidate.chance))


SIDE_BY_SIDE = frozenset({Operation.VALUE, Operation.COMPARE, Operation.DIFFERENCE})
"""What shows the same numbers where two or more things are asked of: only what comes first differs."""

NEARLY_ALIKE = {Relation.AT_LEAST: Relation.ABOVE, Relation.AT_MOST: Relation.BELOW, Relation.ABOUT: Relation.EQUAL}
"""Relations between which a doubt is no reason not to answer."""


def _meaning(candidate: Candidate) -> object:
    """What two candidates share that come to the same answer."""
    query = candidate.query
    if candidate.refusal is not None:
        return "refused"
    if query is None:
        return candidate.frame.operation
    if query.operation in SIDE_BY_SIDE and len(query.items) > 1 and query.claim is None:
        return frozenset(query.items), query.unit if query.unit is not Unit.JPY else None
    claim = query.claim and query.claim.model_copy(update={"relation": _side(query.claim.relation)})
    unit = None if query.operation is Operation.EXTREME or query.unit is Unit.JPY else query.unit
    return query.model_copy(update={"relation": _side(query.relation), "claim": claim, "unit": unit})


def _side(relation: Relation | None) -> Relation | None:
    return NEARLY_ALIKE.get(relation, relation) if relation else None


def _joined(one: Candidate, other: Candidate) -> Candidate:
    """The likelier of two, but a comparison before mere values: it shows them too."""
    first, second = sorted((one, other), key=lambda candidate: -candidate.chance)
    values = first.query is not None and first.query.operation is Operation.VALUE
    compares = second.query is not None and second.query.operation is Operation.COMPARE
    better = second if values and compares else first
    return replace(better, chance=min(1.0, one.chance + other.chance))


def _renamed(query: Query, names: Mapping[MetricId, MetricId]) -> Query:
    def item(each: Item) -> Item:
        return each.model_copy(update={"metric": names.get(each.metric, each.metric)})

    return query.model_copy(update={"items": tuple(map(item, query.items)), "before": tuple(map(item, query.before))})
