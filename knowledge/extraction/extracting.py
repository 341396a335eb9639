"""Text -> figures: exact parts by the quantities that questions are read with, what they are by the network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from knowledge.extraction.beginning import OF_ARTICLES
from knowledge.extraction.choosing import Chosen, chosen
from knowledge.extraction.clauses import sentences
from knowledge.extraction.denying import is_not_reached, is_only_expected, may_deny
from knowledge.extraction.network import NOTHING, Reads, shipped
from knowledge.extraction.paragraphs import Paragraphs
from knowledge.extraction.stretches import Amount
from knowledge.extraction.tables import as_sentences
from knowledge.extraction.words import Words
from knowledge.model import MONEY, Catalogue, Kind, MetricId, Quantity, Relation, Status, Unit
from knowledge.questions.reading import Tag

SURE = 0.6
"""The least chance with which a figure is proposed."""

LIKELY = 0.2
"""The chance from which an amount may be a figure: what holds of what is held is then no accident."""

UNDATED = 1900
"""The year that figures belong to of which a text says no year, but only another one that they are held against."""

HUNDRED = Decimal(100)
_OPENS = re.compile(r"\s*[(\[（]\s*(?:(?:about|around|roughly|approximately|some|nearly|or|=|≈|~|約|およそ)\s*)?")
"""What stands between an amount and its conversion."""

_OPENS_PERCENT = re.compile(
    r"\.?\s*[(\[（]\s*"
    r"(?:(?:up|down|yoy|a rise of|a fall of|growth of|an? share of|前年比|前年度比|同|構成比|シェア)\s*)?"
)
"""What stands between an amount and its growth or its share."""

_PART_OF_A_YEAR = re.compile(
    r"\b(?:first|second) half of\b|\bh[12] (?:of )?20\d\d|\b(?:first|second|third|fourth|last|this) quarter\b"
    r"|\bq[1-4]\b|上期|下期|上半期|下半期|四半期",
    re.IGNORECASE,
)
"""Words for a part of a year, of which no figure is held."""

_PERCENT = {"rise": Kind.GROWTH, "fall": Kind.GROWTH, "ratio": Kind.GROWTH, "share": Kind.SHARE}


@dataclass(frozen=True, slots=True)
class Extracted:
    """A figure that a text prints: `said` are its words, `relation` how near they mean it.

    `old` is an earlier print that the text itself says was replaced; `chance`, from 0 to 1, how likely it is right.
    """

    metric: MetricId
    kind: Kind
    period: int
    quantity: Quantity
    relation: Relation
    said: str
    old: bool
    chance: float


REMEMBERED = 128
"""Parts of messages whose words are remembered: they are looked at from many sides, one after the other."""


class Extractor:
    """Reads texts against one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, network: Reads | None = None) -> None:
        self._catalogue, self._network = catalogue, network or shipped()
        self._paragraphs = Paragraphs(catalogue)
        self._words: Callable[[str], Words] = lru_cache(REMEMBERED)(self._words_of)
        self._tags: Callable[[str], Sequence[Tag]] = lru_cache(REMEMBERED)(self._tags_of)

    def extracted(self, text: str, hint: int | None = None) -> list[Extracted]:
        """The figures of a text in their order; `hint` is the year that an undated one belongs to."""
        text = as_sentences(OF_ARTICLES.beginning(text))
        found: list[Extracted] = []
        doubtful = may_deny(text) or _PART_OF_A_YEAR.search(text) is not None
        said = [*map(sentences, self._paragraphs.parts(text))] if doubtful else []
        undated = hint is None and not self.words(text).dated
        for amount, figures in self.read(text, UNDATED if undated else hint):
            if amount.is_range:
                continue
            within = [each for part in said for each in part if figures and amount.said in each]
            not_so = any(is_not_reached(each, amount.said) for each in within)
            not_so |= any(_PART_OF_A_YEAR.search(each) for each in within)
            ahead = any(is_only_expected(each, amount.said) for each in within)
            for figure in () if not_so else figures:
                if ahead and self._catalogue.metrics[figure.metric].status is Status.OBSERVATION:
                    continue
                of_no_year = undated and abs(figure.period - UNDATED) <= 1
                if figure.chance >= SURE and not of_no_year and not any(_same(figure, other) for other in found):
                    found.append(figure)
        return found

    def read(self, text: str, hint: int | None = None) -> Iterator[tuple[Amount, list[Extracted]]]:
        """Every amount of a text in its order, with the figures that it may be; one of them at most is sure.

        Tables are told in sentences already. Where no `hint` is given, the first year that is said is one for the
        paragraphs that follow.
        """
        parts = self._paragraphs.parts(text)
        for number, part in enumerate(parts, 1):
            plain = self._paragraphs.plain(part)
            for amount, readings in self._told_of_its_own(plain, hint):
                likely = (reading for reading in readings if reading.chance >= LIKELY)
                figures = (self._figure(amount, reading, plain, part) for reading in likely)
                printed = _as_printed(plain[amount.start : amount.end].strip(), part)
                yield replace(amount, said=printed), [figure for figure in figures if figure is not None]
            if hint is None and number < len(parts):
                hint = next(iter(self._paragraphs.words(plain).years), None)

    def _told_of_its_own(self, plain: str, hint: int | None) -> Iterator[tuple[Amount, list[Chosen]]]:
        """Every amount of a paragraph, with what it may be: read without what is said beside it of other countries and
        companies.
        """
        own = self._paragraphs.without_others(plain)
        if own == plain:
            yield from self._told(plain, hint)
            return
        if hint is None and not self._paragraphs.words(own).dated:
            hint = next(iter(self._paragraphs.words(plain).years), None)
        again = {amount.start: (amount, readings) for amount, readings in self._told(own, hint)}
        yield from (again.get(amount.start, (amount, each)) for amount, each in self._told(plain, hint))

    def _told(self, plain: str, hint: int | None) -> Iterator[tuple[Amount, list[Chosen]]]:
        """Every amount of a paragraph, with what it may be."""
        for stretch in self._paragraphs.stretches(plain, hint):
            readings = chosen(stretch.amounts, self._network.told(stretch), self._catalogue)
            for amount, each in zip(stretch.amounts, _agreed(stretch.amounts, readings, plain), strict=True):
                if amount.token >= stretch.first:
                    yield amount, each

    def read_to_its_end(self, text: str) -> bool:
        """Whether nothing of a text is left out for its length."""
        return self._paragraphs.read_to_its_end(text)

    def words(self, text: str) -> Words:
        """What a text says besides its amounts."""
        return self._words(text)

    def tags(self, text: str) -> Sequence[Tag]:
        """The words of a text with their meanings."""
        return self._tags(text)

    def plain(self, text: str) -> str:
        """A text as it is read, in which the places of its words count."""
        return self._paragraphs.plain(text)

    def without_mentions(self, text: str) -> str:
        """A text without the countries and companies that it only mentions; itself where there are none."""
        plain = self._paragraphs.plain(text)
        left = self._paragraphs.without_mentions(plain)
        return text if left == plain else left

    def _words_of(self, text: str) -> Words:
        return self._paragraphs.words(self._paragraphs.plain(text))

    def _tags_of(self, text: str) -> tuple[Tag, ...]:
        return tuple(self._paragraphs.tags(self._paragraphs.plain(text)))

    def _figure(self, amount: Amount, told: Chosen, plain: str, text: str) -> Extracted | None:
        metric = self._catalogue.metrics.get(told.metric)
        if told.metric == NOTHING or metric is None or told.year is None:
            return None
        said_as = _said_as(amount, told.kind)
        kind = _kind(amount, said_as)
        quantity = _as_said(amount, said_as, kind, metric.unit)
        if quantity is None or (kind is Kind.SHARE and metric.whole is None):
            return None
        return Extracted(
            metric=metric.id,
            kind=kind,
            period=told.year,
            quantity=quantity,
            relation=amount.relation.mirrored if quantity.value < 0 else amount.relation,
            said=_as_printed(plain[amount.start : amount.end].strip(), text),
            old=told.kind == "old",
            chance=told.chance,
        )


def _said_as(amount: Amount, told: str) -> str:
    """How a number was told to say what it says; more than all of something, or a percentage of a year, is a ratio."""
    return "ratio" if told == "share" and (amount.of_a_year or amount.quantity.value > HUNDRED) else told


def _agreed(amounts: Sequence[Amount], told: Sequence[list[Chosen]], plain: str) -> Iterator[list[Chosen]]:
    """What was chosen; a dollar amount in brackets behind a yen amount is the same figure, converted, and a percentage
    there is one of the same thing.
    """
    before: tuple[Amount, list[Chosen]] | None = None
    for amount, each in zip(amounts, told, strict=True):
        if before is not None and _converts(amount, before[0], plain):
            each = before[1]
        elif before is not None and _belongs(amount, before[0], plain):
            each = _of_the_same(each, before[1])
        before = (amount, each)
        yield each


def _converts(amount: Amount, before: Amount, plain: str) -> bool:
    currencies = {amount.quantity.unit, before.quantity.unit}
    return currencies == {Unit.JPY, Unit.USD} and _OPENS.fullmatch(plain, before.end, amount.start) is not None


def _belongs(amount: Amount, before: Amount, plain: str) -> bool:
    """Whether a percentage stands in brackets right behind an amount of money: "JPY 2,170.2 billion (+26.0%)"."""
    of_money = amount.quantity.unit is Unit.PERCENT and before.quantity.unit in MONEY
    return of_money and _OPENS_PERCENT.fullmatch(plain, before.end, amount.start) is not None


def _of_the_same(readings: list[Chosen], before: list[Chosen]) -> list[Chosen]:
    """What a percentage may be, the first of it told of what the amount before it is taken for."""
    first, told = readings[0], before[0]
    if NOTHING in (first.metric, told.metric):
        return readings
    return [Chosen(told.metric, first.kind, told.year, min(first.chance, told.chance)), *readings[1:]]


def _as_printed(said: str, text: str) -> str:
    """The words as the text has them, where it has them in other letters: JPY2 for jpy2."""
    match = re.search(re.escape(said), text, re.IGNORECASE)
    return match[0] if match else said


def _kind(amount: Amount, told: str) -> Kind:
    """What was printed before of a percentage is growth."""
    percent = amount.quantity.unit is Unit.PERCENT
    return Kind.GROWTH if told == "old" and percent else _PERCENT.get(told, Kind.LEVEL)


def _as_said(amount: Amount, told: str, kind: Kind, unit: Unit) -> Quantity | None:
    """The amount in the unit that this kind of figure has; None where it can't be one."""
    said = amount.quantity
    if kind is not Kind.LEVEL:
        return _percent(said, told) if said.unit is Unit.PERCENT else None
    money = (Unit.JPY, Unit.USD)
    if unit in money:
        return said if said.unit in money and (amount.unit_said or said.value >= 10**6) else None
    if said.unit is unit:
        return said
    counted = said.unit in (Unit.COUNT, Unit.TIMES) and not amount.unit_said
    return said.model_copy(update={"unit": unit}) if counted or said.unit is Unit.COUNT else None


def _percent(said: Quantity, kind: str) -> Quantity:
    if kind == "ratio":
        return _moved(said, -HUNDRED)
    if kind == "fall" and said.value > 0:
        return Quantity(value=-said.value, unit=said.unit, low=-said.high, high=-said.low)
    return said


def _moved(said: Quantity, by: Decimal) -> Quantity:
    return Quantity(value=said.value + by, unit=said.unit, low=said.low + by, high=said.high + by)


def _same(one: Extracted, other: Extracted) -> bool:
    return (one.metric, one.kind, one.period, one.quantity.unit, one.quantity.value) == (
        other.metric,
        other.kind,
        other.period,
        other.quantity.unit,
        other.quantity.value,
    )
