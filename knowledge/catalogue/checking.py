"""The rules that a catalogue's nouns keep among each other: a plain list, each rule one idea."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from knowledge.catalogue.drafts import Draft
from knowledge.catalogue.problems import Place, Placed, Problem, repeated
from knowledge.model import Catalogue, Edition, Figure, Kind, Metric, Rank, Source, Unit


@dataclass(frozen=True)
class Known:
    """What references may point at: the draft's own nouns over those of the catalogue that it adds to."""

    metrics: Mapping[str, Metric]
    sources: Mapping[str, Source]
    editions: Mapping[str, Edition]


Held = TypeVar("Held", Metric, Source, Edition)
Rule = Callable[[Draft, Known], Iterator[Problem]]


def check(draft: Draft, base: Catalogue | None = None) -> list[Problem]:
    """All that is wrong with a draft, on its own or as an addition to `base`; rule by rule, in the files' order."""
    known = _known(draft, base)
    return [problem for rule in RULES for problem in rule(draft, known)]


def _known(draft: Draft, base: Catalogue | None) -> Known:
    def over(held: Mapping[str, Held], added: Iterable[Placed[Held]]) -> dict[str, Held]:
        return {**held, **{placed.thing.id: placed.thing for placed in added}}

    return Known(
        metrics=over(base.metrics if base else {}, draft.metrics),
        sources=over(base.sources if base else {}, draft.sources),
        editions=over(base.editions if base else {}, draft.editions),
    )


def _ids_are_unique(draft: Draft, known: Known) -> Iterator[Problem]:
    yield from repeated((placed.place, placed.thing.id) for placed in draft.metrics)
    yield from repeated((placed.place, placed.thing.id) for placed in draft.sources)
    yield from repeated((placed.place, placed.thing.id) for placed in draft.editions)


def _unknown(place: Place, what: str, ids: Iterable[str], known: Mapping[str, object]) -> Iterator[Problem]:
    for id in ids:
        if id not in known:
            yield Problem(place, f"{what} {id} is unknown", f"mend the id, or add the {what}")


def _metrics_are_known(draft: Draft, known: Known) -> Iterator[Problem]:
    for metric in draft.metrics:
        yield from _unknown(metric.place, "metric", filter(None, [metric.thing.whole]), known.metrics)
    for figure in draft.figures:
        yield from _unknown(figure.place, "metric", [figure.thing.metric], known.metrics)
    for identity in draft.identities:
        yield from _unknown(identity.place, "metric", [identity.thing.whole, *identity.thing.parts], known.metrics)
    for tension in draft.tensions:
        yield from _unknown(tension.place, "metric", [tension.thing.metric], known.metrics)
    for statement in draft.statements:
        yield from _unknown(statement.place, "metric", statement.thing.metrics, known.metrics)


def _sources_are_known(draft: Draft, known: Known) -> Iterator[Problem]:
    for figure in draft.figures:
        yield from _unknown(figure.place, "source", figure.thing.sources, known.sources)
    for statement in draft.statements:
        yield from _unknown(statement.place, "source", statement.thing.sources, known.sources)


def _editions_are_known(draft: Draft, known: Known) -> Iterator[Problem]:
    for figure in draft.figures:
        yield from _unknown(figure.place, "edition", figure.thing.editions, known.editions)


def _wholes_share_the_scope(draft: Draft, known: Known) -> Iterator[Problem]:
    for placed in draft.metrics:
        whole = known.metrics.get(placed.thing.whole or "")
        if whole and whole.scope is not placed.thing.scope:
            what = f"the whole {whole.id} is of the scope {whole.scope}, not {placed.thing.scope}"
            yield Problem(placed.place, what, "name a whole of the same scope, or none")


def fitting_units(metric: Metric, kind: Kind) -> tuple[Unit, ...]:
    """Units in which a figure of this kind can be printed: the metric's own, dollars too for money, else percent."""
    if kind is not Kind.LEVEL:
        return (Unit.PERCENT,)
    return (Unit.JPY, Unit.USD) if metric.unit in {Unit.JPY, Unit.USD} else (metric.unit,)


def _units_fit(draft: Draft, known: Known) -> Iterator[Problem]:
    for placed in draft.figures:
        figure, metric = placed.thing, known.metrics.get(placed.thing.metric)
        if metric and figure.unit not in (fitting := fitting_units(metric, figure.kind)):
            what = f"the unit {figure.unit} does not fit the {figure.kind} of {metric.id}"
            yield Problem(placed.place, what, f"use {' or '.join(fitting)}")


def _shares_have_a_whole(draft: Draft, known: Known) -> Iterator[Problem]:
    for placed in draft.figures:
        metric = known.metrics.get(placed.thing.metric)
        if metric and placed.thing.kind is Kind.SHARE and metric.whole is None:
            what = f"{metric.id} has a share, but no whole that it could be a share of"
            yield Problem(placed.place, what, "name the metric's whole, or remove the share")


def _rounding_is_not_negative(draft: Draft, known: Known) -> Iterator[Problem]:
    for placed in draft.figures:
        if placed.thing.rounding < 0:
            what = f"rounding {placed.thing.rounding} is negative"
            yield Problem(placed.place, what, "write half of the last printed digit, or 0 for an exact value")


Print = tuple[str, Kind, int, Unit, str]


def print_key(figure: Figure) -> Print:
    """What only one preferred figure may stand for."""
    return (figure.metric, figure.kind, figure.period, figure.unit, figure.series)


def _one_figure_is_preferred(draft: Draft, known: Known) -> Iterator[Problem]:
    first: dict[Print, Place] = {}
    for placed in draft.figures:
        if placed.thing.rank is not Rank.PREFERRED:
            continue
        metric, kind, period, unit, _ = key = print_key(placed.thing)
        if key in first:
            what = f"a second preferred {kind} of {metric} in {period} ({unit}), beside {first[key]}"
            yield Problem(placed.place, what, "make one of them normal or superseded")
        first.setdefault(key, placed.place)


def _identities_stay_in_scope(draft: Draft, known: Known) -> Iterator[Problem]:
    for placed in draft.identities:
        whole = known.metrics.get(placed.thing.whole)
        parts = [known.metrics[part] for part in placed.thing.parts if part in known.metrics]
        strange = [part.id for part in parts if whole and (part.scope, part.unit) != (whole.scope, whole.unit)]
        if strange:
            what = f"{placed.thing.whole} would be a sum across scopes or units ({', '.join(strange)})"
            yield Problem(placed.place, what, "add up only metrics of one scope and unit")


def plain(name: str) -> str:
    """A name as it is compared: width, case and outer blanks don't matter."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _names_point_at_one_metric(draft: Draft, known: Known) -> Iterator[Problem]:
    places = {placed.thing.id: placed.place for placed in draft.metrics}
    owners: dict[tuple[str, str], str] = {}
    for metric in known.metrics.values() if places else ():
        for language, name in _names(metric):
            owner = owners.setdefault((language, name), metric.id)
            if owner != metric.id:
                place = places.get(metric.id, places.get(owner, Place("metrics")))
                what = f"{name!r} ({language}) means both {owner} and {metric.id}"
                yield Problem(place, what, f"take it from one of them in {language}.toml")


def _names(metric: Metric) -> Iterator[tuple[str, str]]:
    for language, names in metric.names.items():
        for name in (names.name, names.short, *names.aliases):
            yield language, plain(name)
    for language, nicknames in metric.nicknames.items():
        for name in nicknames:
            yield language, plain(name)


def _names_are_in_every_language(draft: Draft, known: Known) -> Iterator[Problem]:
    languages = {language for metric in known.metrics.values() for language in metric.names}
    for placed in draft.metrics:
        for language in sorted(languages - placed.thing.names.keys()):
            what = f"{placed.thing.id} has no name in {language!r}"
            yield Problem(placed.place, what, "name the metric in every language")


RULES: tuple[Rule, ...] = (
    _ids_are_unique,
    _metrics_are_known,
    _sources_are_known,
    _editions_are_known,
    _wholes_share_the_scope,
    _units_fit,
    _shares_have_a_whole,
    _rounding_is_not_negative,
    _one_figure_is_preferred,
    _identities_stay_in_scope,
    _names_point_at_one_metric,
    _names_are_in_every_language,
)
