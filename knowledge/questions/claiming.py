"""What a text claims, however unsure, and what its parts do where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.model import Claim, Operation, Query, Relation
from knowledge.questions.around import Around, taken_off
from knowledge.questions.candidates import LEAST_SOUND, Candidate, Considered
from knowledge.questions.choosing import SURE, just_before
from knowledge.questions.declaring import as_declared
from knowledge.questions.exact import exactly
from knowledge.questions.explaining import names_what_it_is_of
from knowledge.questions.heads import counts_heads
from knowledge.questions.learnt.encoding import MOST_TOKENS, Here, words_of
from knowledge.questions.named import Names
from knowledge.questions.normalise import is_japanese
from knowledge.questions.parts import excludes
from knowledge.questions.reader import Reader
from knowledge.questions.reading import Claimed, Reading, Tag
from knowledge.questions.rivals import whose

LIKELY = 0.4
"""The chance from which it is taken to be told of where something was, if another place is named."""

SURELY_AGAIN = 0.85
"""The chance from which a part of a text is taken to say again what was claimed before it."""


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


class ClaimReader(Reader):
    """Reads claims against one catalogue, with the networks that were taught with them; built once, then only reads."""

    @cached_property
    def _names(self) -> Names:
        return Names(self._catalogue)

    def tags(self, plain: str) -> tuple[Tag, ...]:
        """The words of a text with their meanings, numbers behind "in billions of yen" as that many."""
        return tuple(as_declared(super().tags(plain), plain, lambda text: [len(text)]))

    def places_another(self, text: str, statements: Sequence[str]) -> bool:
        """Whether a text that claims what some statements say tells of another place than they."""
        claim = Claim(relation=Relation.SO)
        query = Query(operation=Operation.STATEMENT, statements=tuple(statements), claim=claim)
        tags = self.tags(self._plain(text)[0])
        return self._names.are_others(query, tags) and self._names.places_another(query, tags)

    def claimed(self, text: str, *, year_now: int, previous: Query | None = None, as_one: bool = False) -> Claimed:
        """What a statement claims, however unsure; `as_one` where it is known to make no more than one claim."""
        plain, around = self._plain(text)
        tags = self.tags(plain)
        considered = self._considered(tags, plain, year_now, previous)
        considered = considered.undivided if as_one else considered
        return self._as_claimed(considered, tags, plain, around, previous, alone=previous is None)

    def whole(self, text: str) -> Whole:
        """A text of which parts are read where they stand."""
        plain = self.in_plain_words(text)
        tags = self.tags(plain)
        language = "ja" if is_japanese(plain) else "en"
        words = sum(len(words_of(tag, plain, language)) for tag in tags)
        _, around = taken_off(plain, self._catalogue)
        return Whole(plain, tags, words <= MOST_TOKENS, around.edition is None and around.base is None)

    def claimed_in(self, whole: Whole, here: Here, *, year_now: int, beside: Sequence[Query] = ()) -> Claimed:
        """What a part of a text claims `beside` what was claimed before it, however unsure, read within all of it."""
        plain, tags = whole.plain, whole.tags
        language = "ja" if is_japanese(plain) else "en"
        considered = self._interpreter.considered(tags, plain, language, year_now, None, at_once=True, here=here)
        own = tags[here.first : here.end]
        best = considered.first
        if best is not None and best.chance >= SURELY_AGAIN and best.query in beside:
            return Claimed(best.chance, refused="chat")

        def is_possible(candidate: Candidate) -> bool:
            return candidate.query is None or not any(excludes(candidate.query, told) for told in beside)

        possible = considered.left(is_possible, LEAST_SOUND)
        part, around = taken_off(whole.said(here), self._catalogue)
        return self._as_claimed(possible.undivided, own, part, around, None, alone=False, said=tags)

    def _as_claimed(
        self,
        considered: Considered,
        tags: tuple[Tag, ...],
        plain: str,
        around: Around,
        previous: Query | None,
        *,
        alone: bool,
        said: Sequence[Tag] = (),
    ) -> Claimed:
        best = considered.first
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
        query = exactly(result.query, tags, self._catalogue, said)
        query = query.model_copy(update={"before": just_before(previous), "statements": _on_one(query, said or tags)})
        if counts_heads(query, tags):
            return Claimed(best.chance, refused="not_covered")
        if (told := _by_its_names(query, plain)) is not None:
            return Claimed(max(result.chance, SURE) if result.chance >= LIKELY else result.chance, told)
        if self._names.dates_otherwise(query, tags):
            return Claimed(refused="unclear")
        if self._names.are_others(query, tags):
            if not self._names.places_another(query, tags):
                return Claimed(refused="unclear")
            query = query.model_copy(update={"claim": Claim(relation=Relation.NOT_SO)})
            return Claimed(max(result.chance, SURE) if result.chance >= LIKELY else result.chance, query)
        named = names_what_it_is_of(query, tags, self._catalogue)
        return Claimed(result.chance, query, named=named)


ON_BOTH, ON_ONE = ("market_split",), {"scope:production": "narrow_market", "scope:broad": "broad_market"}
"""The statement on what the two markets count, and those on what each counts, by the concept that names it."""


def _on_one(query: Query, tags: Sequence[Tag]) -> tuple[str, ...]:
    """The statements of a claim; of that on both markets, where one alone is named, the one on this."""
    named = [ON_ONE[concept] for concept in ON_ONE if any(tag.has(concept) for tag in tags)]
    return (named[0],) if query.statements == ON_BOTH and len(named) == 1 else query.statements


def _by_its_names(query: Query, plain: str) -> Query | None:
    """The claim that a statement holds or not, where it is the names beside each other that tell."""
    if query.operation is not Operation.STATEMENT or query.claim is None or len(query.statements) != 1:
        return None
    told = whose(query.statements[0], plain)
    return query.model_copy(update={"claim": Claim(relation=told)}) if told is not None else None
