"""What a moderator typed, or a row of a file says, as a figure to be added; or all that keeps it from being one."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from knowledge.additions import FigureEntry
from knowledge.additions.entries import LARGEST
from knowledge.model import MONEY, Catalogue, Kind, Localised, Metric, Rank, Unit
from knowledge.quantities import FoundQuantity
from knowledge.reviewing.amounts import Amount, amount_in
from knowledge.reviewing.naming import no_metric
from knowledge.reviewing.wording import say

LEAST_YEN = 10**6
"""Yen below which a bare number was surely meant in millions or more."""

SMALLEST = -20
"""The power of ten below which nothing is an amount of anything here."""

MOST = {"source": 200, "url": 500, "edition": 200, "note": 500, "published": 40, "value": 100}
"""Letters of each field."""


@dataclass(frozen=True)
class Given:
    """The fields as they were typed; `metric` is an id, `kind` and `rank` are empty where nobody said."""

    metric: str
    year: str
    value: str
    source: str
    published: str = ""
    url: str = ""
    kind: str = ""
    edition: str = ""
    rank: str = ""
    note: str = ""
    series: str = ""


@dataclass(frozen=True)
class Trouble:
    """What is wrong with one field, and what to do about it."""

    field: str
    text: Localised


def proposed(given: Given, catalogue: Catalogue) -> FigureEntry | list[Trouble]:
    """The figure, or every trouble that there is with it."""
    given = Given(**{name: _whole(said) for name, said in vars(given).items()})
    troubles = [*_too_long(given)]
    metric = catalogue.metrics.get(given.metric)
    period, published = _year(given.year), dated(given.published)
    if metric is None:
        troubles.append(Trouble("metric", no_metric(given.metric, catalogue)))
    if period is None:
        troubles.append(Trouble("year", say("no_year", said=given.year[:20])))
    if not given.source.strip():
        troubles.append(Trouble("source", say("no_source")))
    troubles += citation_troubles(given.published, given.url)
    read = _number(given, metric) if metric else None
    if isinstance(read, Trouble):
        troubles.append(read)
    if troubles or metric is None or period is None or published is None or not isinstance(read, _Number):
        return troubles
    return FigureEntry(
        metric=metric.id,
        kind=read.kind,
        period=period,
        unit=read.unit,
        value=read.value,
        rounding=read.rounding,
        rank=Rank(given.rank) if given.rank else None,
        series=given.series.strip(),
        publisher=_one_line(given.source),
        url=given.url.strip(),
        published=published,
        edition=_edition(given.edition, catalogue),
        note=_one_line(given.note),
        said=_one_line(given.value),
    )


def citation_troubles(published: str, url: str) -> Iterator[Trouble]:
    """What is wrong with when and where something was printed."""
    if dated(published) is None:
        yield Trouble("published", say("no_date", said=published[:40]))
    if url.strip() and not re.fullmatch(r"https?://[^\s<>]{3,}", url.strip()):
        yield Trouble("url", say("no_url", said=url[:60]))


def _too_long(given: Given) -> Iterator[Trouble]:
    for field, most in MOST.items():
        said: str = getattr(given, field)
        if len(said) > most:
            yield Trouble(field, say("long", said=said[:20], most=most))


@dataclass(frozen=True)
class _Number:
    kind: Kind
    unit: Unit
    value: Decimal
    rounding: Decimal


def _number(given: Given, metric: Metric) -> _Number | Trouble:
    said = given.value.strip()
    amount = amount_in(said, metric)
    kind = Kind(given.kind) if given.kind else Kind.GROWTH if amount and amount.is_growth else None
    if amount is None or (amount.is_growth and kind is not Kind.GROWTH):
        return Trouble("value", say("value_unread", said=said[:40]))
    if amount.is_unclear:
        growth = amount.found.value
        return Trouble("value", say("ratio_unclear", said=said[:40], rise=f"{growth + 100}%", fall=f"{growth}%"))
    found = _counted(amount)
    if abs(found.value) > LARGEST or found.value.adjusted() < SMALLEST:
        return Trouble("value", say("value_unread", said=said[:40]))
    percent = found.unit in (Unit.PERCENT, Unit.POINTS)
    if kind in (Kind.GROWTH, Kind.SHARE):
        if found.unit is not None and not percent:
            return Trouble("value", say("kind_misfit", said=said[:40]))
        if kind is Kind.SHARE and metric.whole is None:
            return Trouble("kind", say("no_whole", metric=_name(metric)))
        return _Number(kind, Unit.PERCENT, found.value, found.rounding)
    if percent and metric.unit is not Unit.PERCENT:
        return Trouble("kind", say("say_kind", said=said[:40]))
    unit = _unit(found, metric, said)
    return unit if isinstance(unit, Trouble) else _level(found, unit)


def _counted(amount: Amount) -> FoundQuantity:
    """The quantity, with the unit of what is counted where words say so."""
    bare = amount.is_count and amount.found.unit is None
    return dataclasses.replace(amount.found, unit=Unit.COUNT) if bare else amount.found


def _level(found: FoundQuantity, unit: Unit) -> _Number:
    exact = unit not in MONEY
    return _Number(Kind.LEVEL, unit, found.value, Decimal(0) if exact else found.rounding)


def _unit(found: FoundQuantity, metric: Metric, said: str) -> Unit | Trouble:
    """The unit that was said, or that goes without saying."""
    fits = MONEY if metric.unit in MONEY else (metric.unit,)
    if found.unit is None:
        if metric.unit not in MONEY:
            return metric.unit
        if found.power is not None:
            return Unit.JPY
        return Unit.JPY if found.value >= LEAST_YEN else Trouble("value", say("value_no_unit", said=said[:40]))
    if found.unit in fits:
        small = found.unit is Unit.JPY and found.power is None and found.value < LEAST_YEN
        return Trouble("value", say("value_no_scale", said=said[:40])) if small else found.unit
    if found.unit in (Unit.TIMES, Unit.COUNT, Unit.YEARS) and metric.unit is Unit.COUNT:
        return Unit.COUNT
    named = f"unit_{metric.unit.value}"
    unit = say(named if named in ("unit_JPY", "unit_USD", "unit_count", "unit_minutes") else "unit_other")
    return Trouble("value", say("unit_misfit", metric=_name(metric), unit=unit, said=said[:40]))


def _name(metric: Metric) -> Localised:
    return {language: names.name for language, names in metric.names.items()}


def _year(said: str) -> int | None:
    plain = unicodedata.normalize("NFKC", said).strip().removesuffix("年")
    return int(plain) if re.fullmatch(r"\d{4}", plain, re.ASCII) and 1900 <= int(plain) <= 2100 else None


_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?)?[年月]?", re.ASCII)
_WORDED = ("%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%b %d, %Y", "%b %d %Y", "%B %Y", "%b %Y")


def dated(said: str) -> str | None:
    """YYYY, YYYY-MM or YYYY-MM-DD of a date as people write one; empty for nothing, None for no date."""
    plain = unicodedata.normalize("NFKC", said).strip().replace("Sept ", "Sep ")
    if not plain:
        return ""
    if (match := _DATE.fullmatch(plain)) is not None:
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            date(year or 0, month or 1, day or 1)
        except ValueError:
            return None
        return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])
    for form in _WORDED:
        try:
            moment = datetime.strptime(plain, form)  # noqa: DTZ007 - a date, no moment
        except ValueError:
            continue
        return moment.strftime("%Y-%m-%d" if "%d" in form else "%Y-%m")
    return None


def _whole(said: str) -> str:
    """Without halves of characters, which JSON can hold and nothing can keep."""
    return said.encode("utf-8", "replace").decode("utf-8")


def _one_line(said: str) -> str:
    return " ".join(said.split())


def _edition(said: str, catalogue: Catalogue) -> str:
    """The id of an edition that is held, by its id or its title in any language; else the title as it was said."""
    plain = _one_line(said)
    for edition in catalogue.editions.values():
        if plain and (
            plain == edition.id or plain.casefold() in (title.casefold() for title in edition.title.values())
        ):
            return edition.id
    return plain
