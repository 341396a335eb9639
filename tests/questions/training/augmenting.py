"""Variety made while training: other words in the place of unknown ones, other categories, words that narrow."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.questions.learnt.encoding import Amount, Encoded, Year
from knowledge.questions.learnt.frames import WORDLESS, Frame
from tests.questions.notation import CATEGORIES
from tests.questions.training.examples import Example

Token = tuple[tuple[int, ...], tuple[str, ...]]
Edit = tuple[int, int, tuple[Token, ...]]
"""Tokens from the first index up to the second, and what stands there instead."""

NARROWED, CALLED, OTHER_CATEGORY, OTHER_UNKNOWN = 0.04, 0.05, 0.22, 0.27
"""How often each is done to an example."""

PREPOSITIONS = ("in", "of", "for", "by", "at", "from")
NOUNS = ("c:amount:market", "c:subject:", "c:scope:", "c:geo:overseas", "c:geo:domestic", "c:metric:")


@dataclass(frozen=True, slots=True)
class Run:
    """The tokens [start, end) of one tag."""

    start: int
    end: int
    names: frozenset[str]

    @property
    def unknown(self) -> bool:
        return "unknown" in self.names

    @property
    def counted(self) -> bool:
        """Whether it is a number or a year."""
        return any(name.startswith(("n:", "y:")) for name in self.names)

    @property
    def concepts(self) -> frozenset[str]:
        """Its meanings, without those that only statements know."""
        return frozenset(name for name in self.names if name.startswith("c:") and not name.startswith("c:topic:"))


def runs_of(question: Encoded) -> Iterator[Run]:
    """The tags of a question, or of all of a message, as runs of tokens."""
    index, tokens = 0, question.tokens
    while index < len(tokens):
        if "first" not in tokens[index][1]:
            index += 1
            continue
        end = index + 1
        while end < len(tokens) and "inside" in tokens[end][1]:
            end += 1
        yield Run(index, end, frozenset(tokens[index][1]))
        index = end


def language_of(question: Encoded) -> str:
    return "ja" if "lang:ja" in question.tokens[0][1] else "en"


class Augmenter:
    """Changes examples at random, from the words that a body of examples uses."""

    def __init__(self, examples: Iterable[Example], chance: random.Random) -> None:
        self._chance = chance
        self._unknown: dict[str, list[tuple[Token, ...]]] = defaultdict(list)
        self._names: dict[str, list[tuple[Token, ...]]] = defaultdict(list)
        self._small: dict[str, list[Token]] = defaultdict(list)
        self._categories: dict[tuple[str, str], list[tuple[Token, ...]]] = defaultdict(list)
        for example in examples:
            self._gather(example)

    def changed(self, example: Example) -> Example:
        """The example, or a variant of it that means what its frame says; of a part of a message only others of its
        categories and of its unknown words.
        """
        part = any("at:here" in names for _, names in example.question.tokens)
        draw = self._chance.random()
        for share, change in (
            (NARROWED, self._narrowed),
            (CALLED, self._called),
            (OTHER_CATEGORY, self._other_category),
            (OTHER_UNKNOWN, self._other_unknown),
        ):
            if draw < share:
                return example if part and change in (self._narrowed, self._called) else change(example)
            draw -= share
        return example

    def _gather(self, example: Example) -> None:
        question, language = example.question, language_of(example.question)
        for run in runs_of(question):
            tokens = placed(question.tokens[run.start : run.end], ())
            if run.unknown and not run.counted:
                self._unknown[language].append(tokens)
                if example.frame.operation == "none_not_covered":
                    self._names[language].append(tokens)
            if len(tokens) == 1:
                self._small[question.texts[run.start]].append(tokens[0])
            category = next((c for c in CATEGORIES if run.concepts == {_subject(c)}), None)
            if category:
                self._categories[language, category].append(tokens)

    def _other_unknown(self, example: Example) -> Example:
        """Unknown words as other unknown words: which it is must not matter."""
        pool = self._unknown[language_of(example.question)]
        edits = [
            (run.start, run.end, self._chance.choice(pool))
            for run in runs_of(example.question)
            if run.unknown and not run.counted and self._chance.random() < 0.6
        ]
        return replace(example, question=edited(example.question, edits)) if edits else example

    def _other_category(self, example: Example) -> Example:
        """One category of the home market as another."""
        question, frame, language = example.question, example.frame, language_of(example.question)
        used = [metric for metric in frame.metrics if metric in CATEGORIES]
        if frame.operation == "statement" or example.previous is not None or not used:
            return example
        old = self._chance.choice(used)
        runs = list(runs_of(question))
        said = [run for run in runs if _subject(old) in run.concepts]
        present = frozenset().union(*(run.concepts for run in runs))
        free = [c for c in CATEGORIES if _subject(c) not in present and self._categories[language, c]]
        if not said or any(len(run.concepts) > 1 for run in said) or not free:
            return example
        new = self._chance.choice(free)
        edits = [(run.start, run.end, self._chance.choice(self._categories[language, new])) for run in said]
        first, second, third = (new if metric == old else metric for metric in frame.metrics)
        of = new if frame.of == old else frame.of
        meant = replace(frame, metrics=(first, second, third), of=of)
        return replace(example, question=edited(question, edits), frame=meant)

    def _narrowed(self, example: Example) -> Example:
        """A word that nobody knows where it narrows what is asked for: nothing to answer."""
        question, language = example.question, language_of(example.question)
        nouns = [run for run in runs_of(question) if any(name.startswith(NOUNS) for name in run.names)]
        if example.frame.operation in (*WORDLESS, "statement") or not nouns or not self._names[language]:
            return example
        run, name = self._chance.choice(nouns), self._chance.choice(self._names[language])
        if language == "ja":
            edit: Edit = (run.start, run.start, (*name, *self._one("の")))
        elif self._chance.random() < 0.6:
            edit = (run.start, run.start, name)
        else:
            edit = (run.end, run.end, (*self._one(self._chance.choice(PREPOSITIONS)), *name))
        changed = edited(question, [edit])
        idle = Frame("none_not_covered", years=("-",) * len(changed.years), amounts=("-",) * len(changed.amounts))
        return replace(example, question=changed, frame=idle)

    def _called(self, example: Example) -> Example:
        """The same words as somebody's name, at the start or the end: they change nothing."""
        question, language = example.question, language_of(example.question)
        if example.previous is not None or not self._names[language]:
            return example
        name, comma = self._chance.choice(self._names[language]), self._one("," if language == "en" else "、")
        end = len(question.tokens)
        if language == "en" and self._chance.random() < 0.5:
            return replace(example, question=edited(question, [(end, end, (*comma, *name))]))
        greeting = (*self._one("hey"), *name, *comma) if language == "en" else (*name, *comma)
        return replace(example, question=edited(question, [(1, 1, greeting)]))

    def _one(self, word: str) -> tuple[Token, ...]:
        seen = self._small.get(word)
        return (self._chance.choice(seen),) if seen else ()


def _subject(category: str) -> str:
    return f"c:subject:{category.removeprefix('market_')}"


def where_of(token: Token) -> tuple[str, ...]:
    """Whether a token stands before, in or behind the part of a message that is read; nothing where all of it is."""
    return tuple(name for name in token[1] if name.startswith("at:"))


def placed(tokens: Iterable[Token], where: tuple[str, ...]) -> tuple[Token, ...]:
    """Tokens as they are where others stood."""
    return tuple(
        (pieces, (*(name for name in names if not name.startswith("at:")), *where)) for pieces, names in tokens
    )


def edited(question: Encoded, edits: Sequence[Edit]) -> Encoded:
    """The question with tokens replaced; years and amounts stay at their own."""
    tokens: list[Token] = []
    places: dict[int, int] = {}
    index = 0
    for start, end, instead in sorted(edits):
        for kept in range(index, start):
            places[kept] = len(tokens)
            tokens.append(question.tokens[kept])
        if end > start:
            places[start] = len(tokens)
        tokens += placed(instead, where_of(question.tokens[min(start, len(question.tokens) - 1)]))
        index = end
    for kept in range(index, len(question.tokens)):
        places[kept] = len(tokens)
        tokens.append(question.tokens[kept])
    years = tuple(Year(places[year.token], year.value) for year in question.years)
    amounts = tuple(Amount(places[a.token], a.quantity, a.unit_said, a.tag) for a in question.amounts)
    return Encoded(tuple(tokens), years, amounts)
