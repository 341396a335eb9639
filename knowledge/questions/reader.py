"""Reads a question: tags, sketch, rules, and the choice among what they make of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from knowledge.model import Catalogue, Operation, Query, Reason
from knowledge.questions.conversation import asks_anew, filled, leans, repeated
from knowledge.questions.japanese import Cutter
from knowledge.questions.lexicon import compiled
from knowledge.questions.marks import marked
from knowledge.questions.normalise import is_japanese, normalised
from knowledge.questions.reading import Choice, Reading, Tag, Unread, words_of
from knowledge.questions.refusals import reason_of, refused
from knowledge.questions.rules import RULES
from knowledge.questions.sketch import Sketch
from knowledge.questions.spelled import in_digits
from knowledge.questions.statements import Finder
from knowledge.questions.talk import asked_facets, statement_reading, without_excepted
from knowledge.questions.typos import Speller
from knowledge.questions.unknowns import NARROWS
from knowledge.questions.weighing import ENOUGH, weighed
from knowledge.questions.words import tagged

Result = Reading | Choice | Unread


CORE = 0.03
"""The head start of a reading of the clause that asks, over one of the whole text."""


RESPELT = 0.15
"""How much better a reading must be for an ordinary word to be taken for a slip."""


class Reader:
    """Reads questions against one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._english = compiled("en", catalogue)
        self._japanese = compiled("ja", catalogue)
        self._speller = Speller(self._english.vocabulary)
        self._cutter = Cutter(self._japanese, self._english, self._speller)
        self._finder = Finder(catalogue)

    def read(self, text: str, *, year_now: int, previous: Query | None = None) -> Result:
        """A reading, a choice between readings, or why there is none. `previous` is the query of the turn before."""
        plain = in_digits(normalised(text))
        result = self._read(self.tags(plain), plain, year_now, previous)
        return result if is_japanese(plain) else self._respelt(result, plain, year_now, previous) or result

    def explained(self, text: str, *, year_now: int) -> tuple[tuple[Tag, ...], tuple[Reading, ...]]:
        """What each word was taken for, and every reading that was weighed, best first: for those who work on it."""
        plain = in_digits(normalised(text))
        sketch = self._sketch(self.tags(plain), plain, year_now, None)
        readings = [*self._readings(sketch, None)]
        if sketch.core is not None:
            readings += self._readings(sketch.core, None)
        return sketch.tags, tuple(sorted(readings, key=lambda reading: -reading.score))

    def tags(self, plain: str) -> tuple[Tag, ...]:
        """The tags of a normalised text."""
        found = self._cutter.cut(plain) if is_japanese(plain) else tagged(plain, self._english, self._speller)
        return marked(found, "ja" if is_japanese(plain) else "en")

    def _respelt(self, result: Result, plain: str, year_now: int, previous: Query | None) -> Result | None:
        """Ordinary words that block, read as the one word each may be a slip for ("gaol"): if just that makes sense."""
        reached = result.score + RESPELT if isinstance(result, Reading) else ENOUGH
        slips = [(tag, near[0]) for tag in result.tags if tag.unknown and (near := self._speller.nearest(tag.text))]
        if not slips:
            return None
        text = _with(plain, slips)
        again = self._read(self.tags(text), text, year_now, previous)
        if not isinstance(again, Reading) or again.score < reached:
            return None
        return replace(again, respelt=tuple((tag.text, meant) for tag, meant in slips))

    def _read(self, tags: tuple[Tag, ...], plain: str, year_now: int, previous: Query | None) -> Result:
        sketch = self._sketch(tags, plain, year_now, previous)
        if not tags:
            return Unread(Reason.NO_QUESTION)
        refusal = refused(sketch)
        if refusal is not None:
            return refusal
        kept: tuple[str, ...] = ()
        again: Query | None = None
        if leans(sketch):
            whole = filled(sketch)
            again = repeated(sketch, whole.sketch) if not asks_anew(sketch) else None
            sketch, kept = whole.sketch, whole.kept
        readings = list(self._readings(sketch, again))
        if (core := sketch.core) is not None:
            story = CORE - sum(NARROWS * _other(tag) for tag in sketch.tags if tag not in core.tags)
            readings += [replace(r, score=r.score + story, tags=sketch.tags) for r in self._readings(core, None)]
        return self._chosen(sketch, readings, kept)

    def _sketch(self, tags: tuple[Tag, ...], plain: str, year_now: int, previous: Query | None) -> Sketch:
        return Sketch(tags, plain, "ja" if is_japanese(plain) else "en", self._catalogue, year_now, previous)

    def _readings(self, sketch: Sketch, again: Query | None) -> Iterable[Reading]:
        if again is not None:
            yield weighed(sketch, again, "as before", frozenset({"ask:", "period:", "followup:", "op:only"}))
        for rule in RULES:
            query = rule.read(sketch)
            if query is not None:
                yield weighed(sketch, query, rule.name, rule.uses)
        found = self._finder.found((*without_excepted(sketch.tags), *_persons(sketch)), asked_facets(sketch))
        if found is not None:
            yield statement_reading(sketch, found)

    def _chosen(self, sketch: Sketch, readings: list[Reading], kept: tuple[str, ...]) -> Result:
        ranked = sorted(readings, key=lambda reading: -reading.score)
        if not ranked or ranked[0].score < ENOUGH:
            return self._unread(sketch, ranked)
        best = ranked[0]
        others = tuple(dict.fromkeys(r.query for r in ranked[1:4] if r.score >= ENOUGH and r.query != best.query))
        before = sketch.previous.items if sketch.previous and kept else ()
        query = (
            best.query.model_copy(update={"before": before})
            if before and best.query.operation is not Operation.STATEMENT
            else best.query
        )
        told = best.query.operation is Operation.STATEMENT and not _persons(sketch)
        return replace(best, query=query, alternatives=others, kept=() if told else kept)

    def _unread(self, sketch: Sketch, ranked: list[Reading]) -> Unread | Choice:
        if found := reason_of(ranked[0].leftover if ranked else sketch.tags):
            return Unread(found[0], found[1], sketch.tags)
        if sketch.unknown:
            return Unread(Reason.NOT_UNDERSTOOD, words_of(sketch.unknown), sketch.tags)
        if any(m.metric is None for m in sketch.mentions):
            return Unread(
                Reason.NOT_COVERED,
                words_of(sketch.tags[m.first] for m in sketch.mentions if m.metric is None),
                sketch.tags,
            )
        if not sketch.metrics:
            return Unread(Reason.WHICH_METRIC, (), sketch.tags)
        return Unread(Reason.NOT_UNDERSTOOD, words_of(ranked[0].leftover) if ranked else (), sketch.tags)


def _persons(sketch: Sketch) -> tuple[Tag, ...]:
    """ "What did he say …": the person of the turn before."""
    previous = sketch.previous
    if previous is None or not previous.statements or not sketch.has("followup:person", "followup:it"):
        return ()
    topics = {topic for s in previous.statements for topic in sketch.catalogue.statements[s].topics if topic in PERSONS}
    return (Tag(0, 0, "", frozenset(f"topic:{topic}" for topic in topics)),) if topics else ()


def _with(plain: str, slips: list[tuple[Tag, str]]) -> str:
    """The text with these words in the place of the slips."""
    for tag, word in sorted(slips, key=lambda slip: -slip[0].start):
        plain = plain[: tag.start] + word + plain[tag.end :]
    return plain


def _other(tag: Tag) -> bool:
    return any(concept.startswith(("other:", "block:")) for concept in tag.concepts)


PERSONS = frozenset({"ishikawa", "hasegawa", "aja", "chao", "tiffcom", "toho"})
