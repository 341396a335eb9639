"""Paragraphs told of other things: a category takes another's place, one paragraph stands behind another.

What a paragraph says of merchandise it could say of concerts: which words name the subject is learnt apart from which
subject it is. Longer texts, with more years in them, come for nothing.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from knowledge.extraction.paragraphs import Paragraphs
from knowledge.questions.reading import Tag
from tests.extraction.corpus import Paragraph, Printed

CATEGORIES = ("tv", "movie", "home_video", "streaming", "merchandising", "music", "amusement", "live")
CONTENTS = ("games", "manga", "live_action")
GROUPS = (
    {f"subject:{name}": f"market_{name}" for name in CATEGORIES},
    {f"subject:{name}": f"content_overseas_{name}" for name in CONTENTS},
)
"""What words may name, and the metric that they then name; those of one group can take each other's places."""

METRICS = {subject: metric for group in GROUPS for subject, metric in group.items()}

NEVER = frozenset({"box office", "興収", "興行", "screens", "スクリーン", "上映"})
"""Words of cinemas that the other categories have no like of: a text with one of them stays as it is."""

EXCHANGED, JOINED = 0.4, 0.15
"""The part of the paragraphs that is told of other things where it can be, and the part that others are put behind."""


class Variants:
    """Draws from paragraphs, each in the variant that it is shown in."""

    def __init__(self, given: Iterable[Paragraph], reader: Paragraphs) -> None:
        self._reader = reader
        self._given = [_in_plain(each, reader) for each in given]
        self._named = [_subjects(reader, each.text) for each in self._given]
        self._called: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for paragraph, named in zip(self._given, self._named, strict=True):
            for tag, subject in named:
                self._called[paragraph.lang, subject][paragraph.text[tag.start : tag.end]] += 1

    def drawn(self, chance: random.Random) -> list[Paragraph]:
        """Every paragraph once, as it is or told of other things, and some behind others."""
        found = [
            self._exchanged(paragraph, named, chance) if chance.random() < EXCHANGED else paragraph
            for paragraph, named in zip(self._given, self._named, strict=True)
        ]
        pairs = (chance.sample(found, 2) for _ in range(int(len(found) * JOINED)))
        joined = (self._joined(*pair) for pair in pairs)
        return [*found, *(each for each in joined if each is not None)]

    def _exchanged(self, paragraph: Paragraph, named: Sequence[tuple[Tag, str]], chance: random.Random) -> Paragraph:
        taken = dict(self._taken(paragraph, {subject for _, subject in named}, chance))
        text = paragraph.text
        if any(text[tag.start : tag.end] in NEVER for tag, _ in named):
            return paragraph
        for tag, subject in reversed(named):
            if taken.get(subject, subject) != subject:
                called = self._called[paragraph.lang, taken[subject]]
                text = text[: tag.start] + chance.choices(list(called), list(called.values()))[0] + text[tag.end :]
        metrics = {METRICS[one]: METRICS[other] for one, other in taken.items()}
        figures = (
            each.model_copy(update={"metric": metrics.get(each.metric, each.metric)}) for each in paragraph.figures
        )
        changed = paragraph.model_copy(update={"text": text, "figures": tuple(figures)})
        return changed if self._holds(changed) else paragraph

    def _taken(self, paragraph: Paragraph, named: set[str], chance: random.Random) -> Iterator[tuple[str, str]]:
        """Whose place each subject takes. What is named without a figure stays: it may be what is left alone."""
        told = {figure.metric for figure in paragraph.figures}
        for group in GROUPS:
            free = [subject for subject, metric in group.items() if metric in told or subject not in named]
            own = [subject for subject in free if subject in named]
            called = [subject for subject in free if self._called[paragraph.lang, subject]]
            if all(subject in named for subject in free if group[subject] in told) and len(called) >= len(own):
                yield from zip(own, chance.sample(called, len(own)), strict=True)

    def _joined(self, first: Paragraph, second: Paragraph) -> Paragraph | None:
        """One behind the other, where the second dates all its figures itself."""
        if first.lang != second.lang or second.hint is not None:
            return None
        before = first.text.strip() + ("" if first.lang == "ja" else " ")
        behind = (each.model_copy(update={"nth": each.nth + _standing(each.said, before)}) for each in second.figures)
        figures = (*first.figures, *behind)
        joined = first.model_copy(update={"text": before + second.text.strip(), "figures": figures})
        return joined if self._holds(joined) else None

    def _holds(self, paragraph: Paragraph) -> bool:
        """Whether every figure still stands in the text."""
        plain = self._reader.plain(paragraph.text)
        return all(_standing(each.said, plain) >= each.nth for each in paragraph.figures)


def _in_plain(paragraph: Paragraph, reader: Paragraphs) -> Paragraph:
    """As it is read."""
    figures = (_said(each, reader.plain(each.said).strip()) for each in paragraph.figures)
    return paragraph.model_copy(update={"text": reader.plain(paragraph.text), "figures": tuple(figures)})


def _said(figure: Printed, said: str) -> Printed:
    return figure.model_copy(update={"said": said})


def _standing(said: str, text: str) -> int:
    """How often words stand in a text, those that overlap too."""
    return sum(text.startswith(said, place) for place in range(len(text)))


def _subjects(reader: Paragraphs, plain: str) -> list[tuple[Tag, str]]:
    """The words of a text that name one of the things that can be exchanged, and nothing else."""
    found = []
    for tag in reader.tags(plain):
        named = [concept for concept in sorted(tag.concepts) if concept.startswith("subject:")]
        if len(named) == 1 and named[0] in METRICS and tag.number is None:
            found.append((tag, named[0]))
    return found
