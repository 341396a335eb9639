"""The words of a language and their meanings, compiled from its data file for matching."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from knowledge.model import Catalogue, Metric
from knowledge.questions.normalise import hiragana, normalised
from knowledge.questions.typos import Speller, ordinary_words

END = ""  # the key of a trie's node under which its meanings stand
Trie = dict[str, "Trie | frozenset[str]"]

HARMLESS = frozenset({"harmless:word"})

ORDINALS = range(2, 9)
"""The places that `{}` stands for in the words of `each` of them: there are eight categories."""


@dataclass(frozen=True)
class Lexicon:
    """`trie` goes word by word (English), `pieces` by whole strings (Japanese); `vocabulary` are its single words."""

    language: str
    trie: Trie = field(default_factory=dict)
    stems: dict[str, frozenset[str]] = field(default_factory=dict)
    pieces: dict[str, frozenset[str]] = field(default_factory=dict)
    topics: Trie = field(default_factory=dict)
    topic_pieces: dict[str, frozenset[str]] = field(default_factory=dict)
    """Words of the report's statements: laid over the tags, so that they never hide what a word means to a figure."""
    vocabulary: dict[str, bool] = field(default_factory=dict)
    """Every word of every phrase -> whether it means something beyond being harmless."""
    unheld: set[str] = field(default_factory=set)
    """Words for what isn't held: nothing is repaired towards them, or a greeting becomes a country."""
    named: set[str] = field(default_factory=set)
    """Short words of topics: known, but too near to other words to repair towards."""

    @cached_property
    def speller(self) -> Speller:
        """What repairs slips of the finger towards these words; one for all catalogues that share the lexicon."""
        return Speller(self.vocabulary, self.unheld)

    @property
    def longest(self) -> int:
        return max(map(len, self.pieces), default=0)


def compiled(language: str, catalogue: Catalogue) -> Lexicon:
    """The lexicon of a language, with the names that only this catalogue has."""
    return _compiled(language, tuple(_metric_entries(language, catalogue)))


@lru_cache(maxsize=64)
def _compiled(language: str, names: tuple[tuple[str, str], ...]) -> Lexicon:
    """One lexicon for all catalogues that name the same metrics: it is only read once it stands."""
    lexicon = Lexicon(language)
    for phrase, concepts in _merged(_entries(language), names).items():
        topics = frozenset(concept for concept in concepts if concept.startswith("topic:"))
        if concepts - topics:
            _add(lexicon, phrase, frozenset(concepts - topics))
        if topics:
            _add_topic(lexicon, phrase, topics)
    asking = [piece for piece, concepts in lexicon.pieces.items() if len(piece) > 2 and _asks(concepts)]
    for word in _harmless(language):
        if language == "ja":
            if not any(piece in hiragana(word) for piece in asking):
                lexicon.pieces.setdefault(hiragana(word), HARMLESS)
        elif _lookup(lexicon.trie, word) is None:
            _add(lexicon, word, HARMLESS)
    return lexicon


def means(phrase: str, language: str) -> bool:
    """Whether a phrase, just as it stands, means something in every catalogue's questions, be it harmless."""
    lexicon = _compiled(language, ())
    plain = normalised(phrase).strip()
    if language == "ja":
        return hiragana(plain.replace(" ", "")) in lexicon.pieces
    node: Trie = lexicon.trie
    for word in split_words(plain):
        following = node.get(word)
        if not isinstance(following, dict):
            return False
        node = following
    return END in node


def _asks(concepts: frozenset[str]) -> bool:
    """Whether a piece asks for an amount: nothing that holds it is harmless."""
    return not concepts.isdisjoint({"ask:howmuch", "ask:howmany", "ask:percent", "ask:year", "ask:who"})


def _lookup(trie: Trie, word: str) -> frozenset[str] | None:
    node = trie.get(word)
    found = node.get(END) if isinstance(node, dict) else None
    return found if isinstance(found, frozenset) else None


def _add(lexicon: Lexicon, phrase: str, concepts: frozenset[str]) -> None:
    if lexicon.language == "ja":
        lexicon.pieces[hiragana(phrase.replace(" ", ""))] = concepts
        return
    means = concepts != HARMLESS
    words = split_words(phrase)
    if len(words) == 1 and words[0].endswith("*"):
        lexicon.stems[words[0][:-1]] = concepts
        lexicon.vocabulary.setdefault(words[0][:-1], means)
        return
    node: Trie = lexicon.trie
    for word in words:
        if word.isalpha() and (len(words) == 1 or word in ordinary_words()):
            lexicon.vocabulary[word] = lexicon.vocabulary.get(word, False) or means
            if all(concept.startswith(("other:", "block:")) for concept in concepts):
                lexicon.unheld.add(word)
        node = node.setdefault(word, {})  # type: ignore[assignment]
    node[END] = concepts


def _add_topic(lexicon: Lexicon, phrase: str, topics: frozenset[str]) -> None:
    if lexicon.language == "ja":
        lexicon.topic_pieces[hiragana(phrase.replace(" ", ""))] = topics
        return
    node: Trie = lexicon.topics
    for word in split_words(phrase.replace("*", "")):
        if len(word) > 5:
            lexicon.vocabulary.setdefault(word, True)
        lexicon.named.add(word)
        node = node.setdefault(word, {})  # type: ignore[assignment]
    node[END] = topics


def split_words(phrase: str) -> list[str]:
    """A phrase of the data file as the tokens that text is cut into."""
    from knowledge.questions.words import tokens

    if phrase.endswith("*"):
        return [phrase]
    return [token.text for token in tokens(phrase)]


def _merged(*sources: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    merged: dict[str, set[str]] = {}
    for source in sources:
        for phrase, concept in source:
            merged.setdefault(phrase, set()).add(concept)
    return merged


def _entries(language: str) -> Iterable[tuple[str, str]]:
    for role, names in _data(language).items():
        for name, phrases in names.items():
            for phrase in phrases.replace("\n", " ").split(","):
                if "{}" in phrase:
                    yield from ((normalised(phrase.strip().format(place)), f"{role}:{place}") for place in ORDINALS)
                elif phrase.strip():
                    yield normalised(phrase.strip()), f"{role}:{name}"
                if role == "subject" and phrase.strip().startswith("how many "):
                    yield normalised(phrase.strip()), "ask:howmany"
    yield (",", "sep:comma") if language == "en" else ("、", "sep:comma")


def _metric_entries(language: str, catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    """Names of metrics that no words of the lexicon describe, and what statements are about that a server added: both
    are found by their names alone."""
    for metric in named_only(catalogue):
        names = metric.names.get(language)
        own = {names.name, names.short, *names.aliases} if names else set[str]()
        for phrase in sorted(own | {*metric.nicknames.get(language, ())}):
            yield normalised(phrase), f"metric:{metric.id}"
            if language == "en" and (one := _singular(normalised(phrase))) and not means(one, language):
                yield one, f"metric:{metric.id}"
    for statement in catalogue.statements.values():
        for phrase in statement.about.get(language, ()):
            yield normalised(phrase), f"statement:{statement.id}"


@lru_cache(maxsize=65_536)
def forms(word: str) -> tuple[str, ...]:
    """The word as typed, then without a plural or possessive ending."""
    if len(word) > 4 and word.endswith("ies"):
        return word, word[:-1], word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return (word, word[:-1], word[:-2]) if word.endswith("es") else (word, word[:-1])
    return (word,)


def _singular(phrase: str) -> str | None:
    """A name in the plural as it is said of one: anime cafes, anime cafe."""
    *before, last = phrase.split() or [""]
    shorter = forms(last)[1:]
    one = next((form for form in shorter if form in ordinary_words()), next(iter(shorter), None))
    return " ".join([*before, one]) if one else None


def features(metric: Metric) -> tuple[str, ...]:
    """What tells a metric from its siblings, in the lexicon's words."""
    return metric.scope.value, metric.geography.value, metric.status.value, metric.subject or ""


def named_only(catalogue: Catalogue) -> list[Metric]:
    """Metrics that share their features with an earlier one, or whose subject is no word of the lexicon."""
    subjects, seen, found = {"", *_data("en")["subject"]}, set(), []
    for metric in catalogue.metrics.values():
        if (metric.subject or "") not in subjects or features(metric) in seen:
            found.append(metric)
        seen.add(features(metric))
    return found


@cache
def _data(language: str) -> dict[str, dict[str, str]]:
    text = (files("knowledge.questions") / "lexicon" / f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _harmless(language: str) -> tuple[str, ...]:
    text = (files("knowledge.questions") / "lexicon" / f"{language}_harmless.txt").read_text(encoding="utf-8")
    lines = (normalised(line.strip()) for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
