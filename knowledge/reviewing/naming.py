"""A new name before it is added: it may not mean something else already, in this catalogue or in questions at large."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.additions import AliasEntry, Entry, MetricEntry, StatementEntry
from knowledge.answering.caveats import name_in
from knowledge.catalogue.checking import plain
from knowledge.model import Catalogue, Localised, Metric
from knowledge.questions.lexicon import means
from knowledge.reviewing.wording import WORDS, say

SHORTEST = 3
"""Letters of a name in the alphabet; shorter ones are in too many other words."""


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
    elif owner is None and means(name, language):
        yield say("name_means", name=name)
    if name.isascii() and len(name.strip()) < SHORTEST:
        yield say("name_short", name=name, least=SHORTEST)


def _owner(name: str, language: str, catalogue: Catalogue) -> Metric | None:
    """The metric that is called so already."""
    wanted = plain(name)
    for metric in catalogue.metrics.values():
        named = metric.names.get(language)
        names = (named.name, named.short, *named.aliases) if named else ()
        if wanted in map(plain, (*names, *metric.nicknames.get(language, ()))):
            return metric
    return None
