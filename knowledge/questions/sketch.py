"""The parts of a question before a rule makes a query of them: what it is about, when, and what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from knowledge.model import Catalogue, Kind, MetricId, Query
from knowledge.questions.clauses import asking
from knowledge.questions.mentions import Mention, found_mentions
from knowledge.questions.periods import Periods, found_periods
from knowledge.questions.reading import Tag


def remembered(test: Callable[[Sketch], bool]) -> Callable[[Sketch], bool]:
    """The test, made once for each sketch: rules ask the same of it many times."""

    def known(sketch: Sketch) -> bool:
        if test.__name__ not in sketch.memo:
            sketch.memo[test.__name__] = test(sketch)
        return sketch.memo[test.__name__]

    return known


@dataclass(frozen=True)
class Sketch:
    """One question's tags with what the rules ask of them. `previous` is the query of the turn before."""

    tags: tuple[Tag, ...]
    text: str
    language: str
    catalogue: Catalogue
    year_now: int
    previous: Query | None = None
    memo: dict[str, bool] = field(default_factory=dict, compare=False)

    @cached_property
    def concepts(self) -> frozenset[str]:
        return frozenset().union(*(tag.concepts for tag in self.tags))

    def has(self, *concepts: str) -> bool:
        return not self.concepts.isdisjoint(concepts)

    def has_all(self, *concepts: str) -> bool:
        return self.concepts.issuperset(concepts)

    def tagged(self, *concepts: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.has(*concepts)]

    def position(self, *concepts: str) -> int | None:
        """The index of the first tag with one of the concepts."""
        return next((index for index, tag in enumerate(self.tags) if tag.has(*concepts)), None)

    @cached_property
    def asking(self) -> frozenset[int]:
        """The indices of the tags that carry the question; the others tell a story around it."""
        return asking(
            self.tags, self.has("ask:truth", "ask:yesno", "ask:hearsay") and not self.has("ask:howmuch", "ask:howmany")
        )

    @cached_property
    def story_apart(self) -> bool:
        """Whether the clause that asks says itself what it is about, so that the rest is but a story around it."""
        return len(self.asking) < len(self.tags) and bool(self.mentions)

    @cached_property
    def core(self) -> Sketch | None:
        """The clause that asks as a question of its own; what it leaves unsaid is taken from the story around it."""
        if len(self.asking) == len(self.tags):
            return None
        inner = replace(self, tags=tuple(self.tags[index] for index in sorted(self.asking)), memo={})
        if not inner.mentions:
            spoken = [m for m in self.mentions if m.metric and not m.soft]
            of_goal = self.has("status:target") and not inner.has("status:target")
            if not spoken or of_goal or not inner.has("followup:it"):
                return None
            inner.__dict__["mentions"] = spoken[-1:]  # "it" is what was spoken of last
        placed = all(not (m.scope or m.subject or m.named) for m in inner.mentions)
        if placed and any(m.scope or m.subject or m.named for m in self.mentions):
            inner.__dict__["mentions"] = self.mentions
        if not any(not mention.soft for mention in inner.mentions) and self.mentions:
            inner.__dict__["mentions"] = self.mentions
        if not inner.periods.years and inner.periods.span is None and not inner.periods.latest:
            inner.__dict__["periods"] = self.periods
        return inner

    @cached_property
    def mentions(self) -> list[Mention]:
        return found_mentions(self.tags, self.catalogue)

    @cached_property
    def metrics(self) -> list[MetricId]:
        """What is asked about, in order, each once; empty when nothing says."""
        return list(dict.fromkeys(m.metric for m in self.mentions if m.metric))

    @cached_property
    def periods(self) -> Periods:
        return found_periods(self.tags, self.year_now)

    @cached_property
    def numbers(self) -> list[Tag]:
        """Quantities, without the counts of years."""
        return [tag for tag in self.tags if tag.number is not None and tag not in self.periods.used]

    @cached_property
    def unknown(self) -> list[Tag]:
        return [tag for tag in self.tags if tag.unknown]

    @cached_property
    def changes(self) -> bool:
        return self.has("change:up", "change:down", "change:any", "change:to")

    @cached_property
    def kind(self) -> Kind:
        """Growth or share where a word says so, else a level."""
        if self.has("kind:growth"):
            return Kind.GROWTH
        return Kind.SHARE if self.has("kind:share") else Kind.LEVEL

    def between(self, first: int, second: int, test: Callable[[Tag], bool]) -> bool:
        return any(test(tag) for tag in self.tags[first:second])
