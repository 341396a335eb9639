"""A new name before it is added: it may not mean something else already, in this catalogue or in questions at large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from knowledge.additions import AliasEntry, Entry, MetricEntry, StatementEntry
from knowledge.answering.caveats import name_in
from knowledge.model import Catalogue, Localised, Metric, MetricId
from knowledge.questions.japanese import Cutter
from knowledge.questions.lexicon import compiled, means
from knowledge.questions.normalise import hiragana, is_japanese, normalised
from knowledge.questions.reading import Tag
from knowledge.questions.words import tagged, tokens
from knowledge.reviewing.wording import WORDS, say

SHORTEST = 3
"""Letters of a name in the alphabet; shorter ones are in too many other words."""

NAMING = frozenset({"geo", "scope", "subject", "status", "metric", "statement"})
"""Roles of words that say what is measured, where, or how far."""

ASKING = frozenset({"kind", "ask"})
"""Roles of words that make a question of a name: how much of it, its growth, its share."""

EVERYTHING = "geo:all"
"""What "total" means: it names nothing by itself."""

NEAR, NEAREST, ONE_WORD = 75, 3, 0.9
"""How like what was typed a name must be to be suggested, in percent, how many are, and what one word of it counts."""


@lru_cache(maxsize=8_192)
def as_asked(name: str) -> str:
    """A name as questions are read: case, width, accents, hyphens, blanks, quotes and punctuation don't matter."""
    words = [token.text for token in tokens(normalised(name)) if token.text.isalnum()]
    return hiragana("".join(words)) if is_japanese(name) else " ".join(words)


def no_metric(said: str, catalogue: Catalogue) -> Localised:
    """That nothing is called so, with what may have been meant."""
    named = tuple((as_asked(name), metric.id) for metric in catalogue.metrics.values() for name in names_of(metric))
    near = [catalogue.metrics[metric] for metric in _nearest(as_asked(said), named)]
    if not near:
        return say("no_metric", said=said[:60])
    names = {
        code: say("comma")[code].join(say("quoted", name=name_in(each, code))[code] for each in near)
        for code in WORDS.languages
    }
    return say("no_metric_but", said=said[:60], names=names)


@lru_cache(maxsize=256)
def _nearest(said: str, named: tuple[tuple[str, MetricId], ...]) -> tuple[MetricId, ...]:
    likeness: dict[MetricId, float] = {}
    for name, metric in named:
        likeness[metric] = max(likeness.get(metric, 0), _likeness(said, name))
    near = [metric for metric in sorted(likeness, key=lambda each: -likeness[each]) if likeness[metric] >= NEAR]
    return tuple(near[:NEAREST])


def _likeness(said: str, name: str) -> float:
    """Of a whole name, or of one word of it."""
    return max(fuzz.ratio(said, name), *(ONE_WORD * fuzz.ratio(said, word) for word in name.split()), 0)


def names_of(metric: Metric, language: str | None = None) -> Iterator[str]:
    """All that a metric is called, in one language or in all of them."""
    for code, named in metric.names.items():
        if language in (None, code):
            yield from (named.name, named.short, *named.aliases)
    for code, nicknames in metric.nicknames.items():
        if language in (None, code):
            yield from nicknames


def name_troubles(entry: Entry, catalogue: Catalogue) -> list[Localised]:
    """Why the names that an entry brings can't be taken; nothing for what names nothing."""
    return [trouble for language, name in _names(entry) for trouble in _troubles(entry, language, name, catalogue)]


def _names(entry: Entry) -> Iterator[tuple[str, str]]:
    match entry:
        case AliasEntry():
            yield entry.language, entry.alias
        case MetricEntry():
            for language, named in entry.names.items():
                yield from dict.fromkeys((language, name) for name in (named.name, named.short, *named.aliases))
        case StatementEntry():
            yield from ((language, phrase) for language, phrases in entry.about.items() for phrase in phrases)


def _troubles(entry: Entry, language: str, name: str, catalogue: Catalogue) -> Iterator[Localised]:
    mine = {AliasEntry: "metric", MetricEntry: "id", StatementEntry: "id"}.get(type(entry), "")
    owner = _owner(name, language, catalogue)
    if owner is not None and owner.id != getattr(entry, mine, ""):
        yield say("name_taken", name=name, owner={code: name_in(owner, code) for code in WORDS.languages})
    elif owner is None and (why := _asks(name, catalogue)):
        yield say(why, name=name)
    elif owner is None and means(as_asked(name), language):
        yield say("name_means", name=name)
    if name.isascii() and len(as_asked(name)) < SHORTEST:
        yield say("name_short", name=name, least=SHORTEST)


def _owner(name: str, language: str, catalogue: Catalogue) -> Metric | None:
    """The metric that is called so already."""
    wanted = as_asked(name)
    for metric in catalogue.metrics.values():
        if wanted in map(as_asked, names_of(metric, language)):
            return metric
    return None


def _asks(name: str, catalogue: Catalogue) -> str | None:
    """The sentence for a name whose every word has a part in questions, so that a question would be taken for it."""
    tags = _tags(name, catalogue)
    if any(_is_its_own(tag) for tag in tags):
        return None
    if any(tag.number is not None or tag.year is not None for tag in tags):
        return "name_number"
    roles = {concept.partition(":")[0] for tag in tags for concept in tag.concepts - {EVERYTHING} if _counts(tag)}
    return "name_question" if roles & ASKING or (_heard(tags) and not roles & NAMING) else None


def _tags(name: str, catalogue: Catalogue) -> Sequence[Tag]:
    plain, english = normalised(name), compiled("en", catalogue)
    if is_japanese(plain):
        return Cutter(compiled("ja", catalogue), english, english.speller).cut(plain)
    return tagged(plain, english, english.speller)


def _is_its_own(tag: Tag) -> bool:
    """A word of no part in questions about figures: unknown, mended from a slip, or for what isn't held."""
    topics = all(concept.startswith(("topic:", "other:")) for concept in tag.concepts)
    return tag.number is None and tag.year is None and (topics or tag.repaired is not None)


def _heard(tags: Sequence[Tag]) -> bool:
    return any(_counts(tag) and tag.concepts != {"sep:mark"} for tag in tags)


def _counts(tag: Tag) -> bool:
    """Single letters are too often parts of longer words."""
    return len(tag.text) > 1
