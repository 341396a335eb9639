"""What a text says besides its amounts, by the meanings of its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.model import MetricId, Quantity, Relation, Unit
from knowledge.questions.spoken import MULTIPLES

Near = tuple[Quantity, Relation]
"""An amount, and how near it is meant."""

COMPARING = frozenset({"relation:below", "relation:than", *MULTIPLES})
TELLING = ("subject:", "geo:", "metric:", "scope:", "change:", "relation:", "op:", "ordinal:", "followup:")
BELOW, ABOVE = frozenset({"relation:below", "change:down"}), frozenset({"relation:above", "change:up"})


@dataclass(frozen=True, slots=True)
class Words:
    """What a text says besides its amounts.

    `amounts` are its numbers and `spoken` its fractions in percent, `multiples` words such as "doubled", each with how
    near it is meant; `subjects` what is named that is measured, `places` where; `elsewhere` is whether another country
    or a company is named, `unheld` something else of which nothing is held; `concepts` are all meanings of its words.
    """

    amounts: tuple[Near, ...]
    spoken: tuple[Near, ...]
    multiples: tuple[Near, ...]
    years: list[int]
    dated: bool
    """Whether a year is said that others are not only held against."""
    subjects: list[str]
    places: frozenset[str]
    elsewhere: bool
    unheld: bool
    of_strangers: bool
    """Whether a part of what was spoken of is said to be something unknown."""
    concepts: frozenset[str]
    both_named: bool
    """Whether both markets are named as doing the same: 国内も海外も."""
    part_of: bool
    """Whether something is told as a part of the whole before it: 国内の1兆円のうち."""
    denied: bool
    """Whether a first, a place or an "only" is denied."""
    record: bool
    """Whether something is called a record, other than a growth: "up 9.1 %, a record", 最高を更新."""
    known: tuple[Quantity, ...]
    """Amounts that are spoken of as known: "the 2 trillion of 2023"."""

    def named(self, categories: Mapping[str, MetricId]) -> list[MetricId]:
        """Those of the categories that are named, in their order."""
        return [categories[subject] for subject in self.subjects if subject in categories]

    @property
    def share(self) -> Near | None:
        """The one percentage or fraction."""
        return _only([each for each in (*self.amounts, *self.spoken) if each[0].unit is Unit.PERCENT])

    @property
    def times(self) -> Near | None:
        """The one multiple."""
        return _only([each for each in (*self.amounts, *self.multiples) if each[0].unit is Unit.TIMES])

    @property
    def telling(self) -> bool:
        """Whether a figure could be about anything in it."""
        return bool(self.amounts or self.years) or any(each.startswith(TELLING) for each in self.concepts)

    @property
    def comparing(self) -> bool:
        """Whether it says, without an amount, that something was less or so many times more in a year."""
        return bool(self.years) and self._without_amounts and not COMPARING.isdisjoint(self.concepts)

    @property
    def held_against(self) -> bool:
        """Whether it says, without an amount, that something was more or less than what it names."""
        named = bool(self.places or self.subjects)
        return named and self._without_amounts and "relation:above" in self.concepts

    @property
    def _without_amounts(self) -> bool:
        return not self.amounts and not self.spoken

    @property
    def of_content(self) -> bool:
        """Whether it is about content as a whole, and not about more than that."""
        return "scope:content" in self.concepts and "scope:cool_japan" not in self.concepts

    @property
    def rising(self) -> bool:
        """Whether it is about growth or decline."""
        return any(each.startswith("change:") for each in self.concepts)

    @property
    def of_the_whole(self) -> bool:
        """Whether both markets are named as one: "japan and overseas put together", "Japan plus everywhere else"."""
        return self.both_places and "all" in self.places and "op:sum" in self.concepts

    @property
    def both_places(self) -> bool:
        """Whether the market abroad and the one at home are both named."""
        return "overseas" in self.places and not self.places.isdisjoint({"domestic", "japan"})

    @property
    def of_both(self) -> bool:
        """Whether it is said of both markets."""
        return self.both_named or ("followup:both" in self.concepts and "relation:not" not in self.concepts)

    @property
    def abroad(self) -> bool:
        """Whether it is about the market abroad, and not about the one at home."""
        return "overseas" in self.places and self.places.isdisjoint({"domestic", "japan"})

    @property
    def of_what_was_told(self) -> bool:
        """Whether it names nothing itself, but what was spoken of: "it grew 10 %", "their market rose"."""
        own = bool(self.places or self.subjects) or any(each.startswith("scope:") for each in self.concepts)
        return "followup:it" in self.concepts and not own

    def goes_on_about(self, before: Words) -> bool:
        """Whether it goes on about another country or a company that the sentence before it names."""
        of_a_company = before.elsewhere and not before.places
        unnamed = not self.subjects and not self.concepts & {"amount:market", "scope:content"} and not self.elsewhere
        return of_a_company and (self.of_what_was_told or (unnamed and "overseas" in self.places))

    @property
    def of_it(self) -> bool:
        """Whether it is about a part of what was spoken of before."""
        return "followup:all_of_it" in self.concepts

    @property
    def of_that(self) -> bool:
        """Whether it is about a part of what was spoken of before, or so many times that."""
        return self.of_it or self.concepts >= {"sep:of", "followup:it"}

    @property
    def apart(self) -> bool:
        """Whether it is about how far the two lie apart."""
        return "op:difference" in self.concepts and self.places >= {"overseas", "domestic"}

    @property
    def beside_last_year(self) -> Relation | None:
        """Whether something is said to be below or above the year before, and which."""
        return None if self.concepts.isdisjoint({"period:previous", "mark:last_year"}) else self.direction

    @property
    def highest(self) -> bool:
        """Whether something is said to be the highest of all years."""
        of_years = not self.concepts.isdisjoint({"topic:record", "period:ever"})
        other = not self.concepts.isdisjoint({"relation:not", "relation:below", "op:lowest", "change:down"})
        return of_years and not other

    @property
    def aiming(self) -> bool:
        """Whether it is about a goal, or what is expected."""
        return any(each.startswith("status:") for each in self.concepts)

    @property
    def needed(self) -> bool:
        """Whether it is about what is still missing."""
        together = (
            {"op:only", "relation:above"},
            {"ask:request", "status:target"},
        )  # "only 5 more", "need to … the goal"
        return not self.concepts.isdisjoint({"op:need", "op:gap"}) or any(self.concepts >= each for each in together)

    @property
    def adding(self) -> bool:
        """Whether it may be about what was added."""
        return "op:need" in self.concepts or "kind:growth" in self.concepts or "change:up" in self.concepts

    @property
    def from_there(self) -> bool:
        """Whether it is about where something came from."""
        return not self.concepts.isdisjoint({"op:source", "topic:origin", "period:from"})

    @property
    def placed(self) -> bool:
        """Whether it gives something a place other than the first."""
        return any(each.startswith("ordinal:") for each in self.concepts)

    @property
    def counts_years(self) -> bool:
        """Whether it may speak of a year by another: "a year earlier", or of a change between two."""
        return any(each.startswith(("period:", "mark:last_year", "change:", "kind:growth")) for each in self.concepts)

    @property
    def grown(self) -> Relation | None:
        """Whether something is said to have grown, or to have shrunk, and which."""
        up, down = "change:up" in self.concepts, "change:down" in self.concepts
        return None if up == down else Relation.ABOVE if up else Relation.BELOW

    @property
    def direction(self) -> Relation | None:
        """Whether something is said to be below or above, to fall or to rise, and which."""
        below, above = (not each.isdisjoint(self.concepts) for each in (BELOW, ABOVE))
        return None if below == above else Relation.BELOW if below else Relation.ABOVE


def _only(some: Sequence[Near]) -> Near | None:
    return some[0] if len(some) == 1 else None
