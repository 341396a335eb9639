"""A figure against all that is known: its neighbours, sums, growth and shares, the dollar rate, and plain sense."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from knowledge.additions import Entry, FigureEntry, overlaid
from knowledge.answering.caveats import name_in
from knowledge.derivations import Node, Solver
from knowledge.derivations import calculations as by
from knowledge.derivations.conflicts import Check as Against
from knowledge.derivations.conflicts import expected_of
from knowledge.model import Catalogue, Figure, Item, Kind, Localised, MetricId, Rank, Status, Unit
from knowledge.reviewing.amounts import amount_in
from knowledge.reviewing.wording import WORDS, printed, say

ORIGIN = "proposed"
"""What marks the figure that is checked."""

FAR, SLIPPED = Decimal("1.6"), Decimal(30)
"""Factors a year: more is doubtful for a neighbour, and a multiple of the second as good as impossible."""

MOST_YEARS_APART = 5
USUAL_RATES = (Decimal(70), Decimal(170))
"""Yen per dollar within living memory of these figures."""

NEAR_RATE = Decimal("0.03")
HUNDRED = Decimal(100)


class Level(StrEnum):
    FINE = "fine"
    DOUBTFUL = "doubtful"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class Check:
    """One thing that a figure was held against, and how it came out."""

    level: Level
    text: Localised


def checked(entry: FigureEntry, catalogue: Catalogue, today: date) -> list[Check]:
    """All checks of a figure over a catalogue that does not hold it yet; the gravest first."""
    after, misfits = overlaid(catalogue, [entry], ORIGIN)
    if misfits:
        return [Check(Level.IMPOSSIBLE, say("does_not_fit", why=misfits[0].why))]
    return Checker(catalogue, after, today).check(entry)


class Checker:
    """Checks figures of one `after`, the catalogue with all of them (from `ORIGIN`), against what is held `before`."""

    def __init__(self, before: Catalogue, after: Catalogue, today: date) -> None:
        self._before, self._after, self._today = before, after, today
        self._solver, self._solver_after = Solver(before), Solver(after)

    def check(self, entry: FigureEntry, gone: Iterable[Entry] = ()) -> list[Check]:
        """All checks of one of the figures; the gravest first. `gone` is what is held no longer with them."""
        found = [
            *_plain_sense(entry, self._before, self._today),
            *_read_as(entry, self._before),
            *_held(entry, self._figure(entry), self._before, _replaced(entry, gone)),
            *_neighbours(entry, self._solver),
            *_identities(entry, self._figure(entry), self._solver_after),
            *_computed(entry, self._figure(entry), self._solver, self._after),
            *_rate(entry, self._before),
        ]
        once = [check for place, check in enumerate(found) if check not in found[:place]]
        return sorted(once, key=lambda check: -list(Level).index(check.level))

    def _figure(self, entry: FigureEntry) -> Figure:
        """The entry as a figure, with the rank that it got."""
        wanted = (entry.kind, entry.period, entry.unit, entry.value, entry.rounding)
        return next(
            each
            for each in self._after.of(entry.metric)
            if each.origin == ORIGIN and (each.kind, each.period, each.unit, each.value, each.rounding) == wanted
        )


# --- plain sense ---


def _plain_sense(entry: FigureEntry, catalogue: Catalogue, today: date) -> Iterator[Check]:
    observed = catalogue.metrics[entry.metric].status is Status.OBSERVATION
    if entry.kind is Kind.LEVEL and entry.value < 0:
        yield Check(Level.IMPOSSIBLE, say("negative_impossible"))
    if entry.kind is Kind.SHARE and not 0 <= entry.value <= HUNDRED:
        yield Check(Level.IMPOSSIBLE, say("share_impossible"))
    if entry.kind is Kind.GROWTH and entry.value <= -HUNDRED:
        yield Check(Level.IMPOSSIBLE, say("fall_impossible"))
    if observed and entry.period > today.year:
        yield Check(Level.IMPOSSIBLE, say("future_impossible", year=entry.period))
    elif entry.published > today.isoformat()[: len(entry.published)]:
        yield Check(Level.IMPOSSIBLE, say("published_later", published=entry.published, today=today.isoformat()))
    elif observed and _before_the_year_ended(entry, today):
        yield Check(Level.DOUBTFUL, say("too_early", published=entry.published or str(today.year), year=entry.period))


def _before_the_year_ended(entry: FigureEntry, today: date) -> bool:
    return (entry.published or today.isoformat())[:4] <= str(entry.period)


def _read_as(entry: FigureEntry, catalogue: Catalogue) -> Iterator[Check]:
    """That a ratio to the year before was read as the growth that it is."""
    amount = amount_in(entry.said, catalogue.metrics[entry.metric]) if entry.kind is Kind.GROWTH else None
    if amount and amount.is_ratio and amount.found.value == entry.value:
        yield Check(Level.FINE, say("ratio_read", said=entry.said, made=printed(entry.quantity)))


# --- what is held of the same year ---


def _held(entry: FigureEntry, figure: Figure, catalogue: Catalogue, replaced: FigureEntry | None) -> Iterator[Check]:
    if replaced is not None:
        yield _instead_of(replaced, entry)
    preferred = catalogue.preferred(entry.metric, entry.kind, entry.period, entry.unit)
    if preferred is None:
        if replaced is None:
            yield Check(Level.FINE, say("first"))
        return
    source = catalogue.sources.get(next(iter(preferred.sources), ""))
    told = {"amount": printed(preferred.quantity), "source": _source(source.publisher if source else "?")}
    if preferred.value == entry.value:
        yield Check(Level.FINE, say("same", source=told["source"]))
    elif figure.rank is Rank.PREFERRED:
        yield Check(Level.DOUBTFUL, say(_why_it_answers(entry, preferred, catalogue), **told))
    elif entry.rank is None and not _published(entry, figure, catalogue):
        yield Check(Level.DOUBTFUL, say("beside_undated", **told))
    else:
        yield Check(Level.FINE, say("beside", **told))


def _why_it_answers(entry: FigureEntry, before: Figure, catalogue: Catalogue) -> str:
    if entry.rank is Rank.PREFERRED:
        return "replaces_chosen"
    earlier = catalogue.published(before)
    return "replaces" if earlier and entry.published > earlier else "replaces_last"


def _published(entry: FigureEntry, figure: Figure, catalogue: Catalogue) -> str:
    return entry.published or catalogue.published(figure)


def _replaced(entry: FigureEntry, gone: Iterable[Entry]) -> FigureEntry | None:
    """What the figure takes the place of: the same print, else another one of the same number."""
    prints = [each for each in gone if isinstance(each, FigureEntry) and _number(each) == _number(entry)]
    return min(prints, key=lambda each: each.key != entry.key, default=None)


def _number(entry: FigureEntry) -> tuple[MetricId, Kind, int, Unit]:
    return entry.metric, entry.kind, entry.period, entry.unit


def _instead_of(replaced: FigureEntry, entry: FigureEntry) -> Check:
    source = _source(", ".join(part for part in (replaced.publisher, replaced.published) if part))
    if replaced.value == entry.value:
        return Check(Level.FINE, say("same", source=source))
    return Check(Level.DOUBTFUL, say("corrects", amount=printed(replaced.quantity), source=source))


def _source(publisher: str) -> Localised:
    return dict.fromkeys(WORDS.languages, publisher)


# --- other years ---


def _neighbours(entry: FigureEntry, solver: Solver) -> Iterator[Check]:
    if entry.kind is not Kind.LEVEL or entry.value <= 0:
        return
    years = [year for year in solver.years(entry.metric) if year != entry.period]
    near = sorted(years, key=lambda year: (abs(year - entry.period), -year))[:2]
    nodes = [(year, solver.node(_item(entry, year), entry.unit)) for year in near]
    known = [(year, node) for year, node in nodes if node and node.interval.value > 0]
    if not known:
        yield Check(Level.FINE, say("no_neighbour"))
    for year, node in known:
        if abs(year - entry.period) <= MOST_YEARS_APART:
            yield _against_a_year(entry, year, node)


def _against_a_year(entry: FigureEntry, year: int, node: Node) -> Check:
    ratio = entry.value / node.interval.value
    distance = abs(entry.period - year)
    factor = max(ratio, 1 / ratio)
    told: dict[str, int | Localised | str] = {"year": year, "amount": printed(node.quantity)}
    if factor > SLIPPED:
        key = "thousandfold" if ratio > 1 else "thousandth"
        return Check(Level.IMPOSSIBLE, say(key, times=f"{factor:,.0f}", **told))
    forwards = ratio if entry.period > year else 1 / ratio
    yearly = Decimal(float(forwards) ** (1 / distance)) - 1
    change = f"{yearly * HUNDRED:+.1f} %"
    usual = factor <= FAR ** min(distance, 3)
    key = "neighbour_fine" if usual else "neighbour_doubtful"
    return Check(Level.FINE if usual else Level.DOUBTFUL, say(key, change=change, **told))


def _item(entry: FigureEntry, period: int) -> Item:
    return Item(metric=entry.metric, kind=entry.kind, period=period)


# --- identities ---


def _identities(entry: FigureEntry, own: Figure, solver: Solver) -> Iterator[Check]:
    """What the figure makes of the sums, growth rates and shares that it is part of."""
    after = solver.catalogue
    if entry.kind is Kind.GROWTH and entry.value >= HUNDRED:
        yield _ratio(entry, solver)
    if entry.kind is Kind.LEVEL:
        yield from _within_its_whole(entry, solver)
    for figure in _touched(entry, own, solver):
        for against, expected in expected_of(figure, after):
            yield _fits(against, figure, expected, after)


def _computed(entry: FigureEntry, own: Figure, solver: Solver, after: Catalogue) -> Iterator[Check]:
    """A growth or a share against what can only be computed in several steps."""
    if entry.kind is Kind.LEVEL or any(expected_of(own, after)):
        return
    expected = solver.computed(_item(entry, entry.period))
    if expected is not None:
        yield _fits(Against(entry.kind.value), own, expected, after)


def _touched(entry: FigureEntry, own: Figure, solver: Solver) -> Iterator[Figure]:
    """The printed figures that say something of this one, itself among them."""
    after, structure = solver.catalogue, solver.structure
    if entry.kind is not Kind.LEVEL:
        yield own
    keys: list[tuple[MetricId, Kind, int, Unit]] = []
    if entry.kind is Kind.LEVEL:
        keys = [_number(entry)]
        keys += [(entry.metric, Kind.GROWTH, entry.period + later, Unit.PERCENT) for later in (0, 1)]
        for metric in (entry.metric, *structure.shared.get(entry.metric, ())):
            keys.append((metric, Kind.SHARE, entry.period, Unit.PERCENT))
        for identity in structure.memberships.get(entry.metric, ()):
            keys.append((identity.whole, Kind.LEVEL, entry.period, entry.unit))
    for key in dict.fromkeys(keys):
        if figure := after.preferred(*key):
            yield figure


def _fits(against: Against, figure: Figure, expected: Node, after: Catalogue) -> Check:
    fits = expected.interval.low <= figure.quantity.high and figure.quantity.low <= expected.interval.high
    name = f"{against.value}_{'fine' if fits else 'doubtful'}"
    places: dict[str, int | Localised | str] = {"year": figure.period}
    if against is Against.SUM:
        places["whole"] = _name(figure.metric, after)
    if not fits:
        places |= {"made": printed(expected.quantity), "told": printed(figure.quantity)}
    return Check(Level.FINE if fits else Level.DOUBTFUL, say(name, **places))


def _within_its_whole(entry: FigureEntry, solver: Solver) -> Iterator[Check]:
    after = solver.catalogue
    for identity in solver.structure.memberships.get(entry.metric, ()):
        whole = after.preferred(identity.whole, Kind.LEVEL, entry.period, entry.unit)
        if whole and entry.quantity.low > whole.quantity.high:
            told = {"whole": _name(identity.whole, after), "amount": printed(whole.quantity)}
            yield Check(Level.IMPOSSIBLE, say("part_impossible", **told))


def _ratio(entry: FigureEntry, solver: Solver) -> Check:
    """Growth of 100 % or more: where the amounts give just 100 less, it is the ratio."""
    said = printed(entry.quantity)
    levels = [solver.reported(Item(metric=entry.metric, period=entry.period - back)) for back in (0, 1)]
    if levels[0] and levels[1]:
        made = by.GROWTH.evaluate([levels[0].interval, levels[1].interval])
        if made.low <= entry.quantity.high - HUNDRED and entry.quantity.low - HUNDRED <= made.high:
            return Check(
                Level.IMPOSSIBLE, say("ratio_impossible", said=said, made=printed(made.quantity(Unit.PERCENT)))
            )
    return Check(Level.DOUBTFUL, say("ratio_doubtful", said=said))


def _name(metric: MetricId, catalogue: Catalogue) -> Localised:
    return {language: name_in(catalogue.metrics[metric], language) for language in WORDS.languages}


# --- dollars ---


def _rate(entry: FigureEntry, catalogue: Catalogue) -> Iterator[Check]:
    """The rate that it implies with the same amount in the other currency."""
    if entry.kind is not Kind.LEVEL or entry.unit not in (Unit.JPY, Unit.USD) or entry.value <= 0:
        return
    other = catalogue.preferred(
        entry.metric, Kind.LEVEL, entry.period, Unit.USD if entry.unit is Unit.JPY else Unit.JPY
    )
    if other is None or other.value <= 0:
        return
    yen, dollars = (entry.value, other.value) if entry.unit is Unit.JPY else (other.value, entry.value)
    rate = yen / dollars
    told: dict[str, int | Localised | str] = {
        "other": printed(other.quantity),
        "rate": f"{rate:,.1f}",
        "year": entry.period,
    }
    usual = Solver(_without(catalogue, entry)).rate(entry.period)
    if not USUAL_RATES[0] <= rate <= USUAL_RATES[1]:
        yield Check(Level.IMPOSSIBLE, say("rate_impossible", **told))
    elif usual is None:
        yield Check(Level.FINE, say("rate_alone", **told))
    elif abs(rate / usual.interval.value - 1) <= NEAR_RATE:
        yield Check(Level.FINE, say("rate_fine", **told))
    else:
        yield Check(Level.DOUBTFUL, say("rate_doubtful", usual=f"{usual.interval.value:,.1f}", **told))


def _without(catalogue: Catalogue, entry: FigureEntry) -> Catalogue:
    """The catalogue without the metric's own amounts of that year, which would agree with themselves."""
    kept = (each for each in catalogue.figures if (each.metric, each.period) != (entry.metric, entry.period))
    return catalogue.model_copy(update={"figures": tuple(kept)})
