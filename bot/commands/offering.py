"""What autocomplete offers: only what exists, at most 25, the best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process, utils

from bot.answers.clipping import clipped
from bot.answers.voice import Voice
from knowledge.model import Catalogue, Kind, MetricId, Unit, Year

OFFERS_AT_MOST = 25
LABEL = 100
_SURE = 85


def metrics_offered(typed: str, metrics: Sequence[MetricId], voice: Voice) -> list[tuple[str, MetricId]]:
    """Names in the person's language with the ids behind them, those closest to what was typed first."""
    found = _ranked(typed, metrics, voice) if typed.strip() else list(metrics)
    return [(clipped(voice.metric(metric), LABEL), metric) for metric in found[:OFFERS_AT_MOST]]


def metric_meant(given: str, metrics: Sequence[MetricId], voice: Voice) -> MetricId | None:
    """The metric of an option: an id picked from the offers, or a name typed in full; None when it is neither."""
    if given in metrics:
        return given
    best = _scored(given, metrics, voice)[:1]
    return best[0][1] if best and best[0][0] >= _SURE else None


def years_offered(typed: str, years: Iterable[Year]) -> list[Year]:
    """The years that begin as typed, the latest first."""
    found = sorted({year for year in years if str(year).startswith(typed.strip())}, reverse=True)
    return found[:OFFERS_AT_MOST]


def years_held(catalogue: Catalogue, metrics: Iterable[MetricId], kind: Kind = Kind.LEVEL) -> set[Year]:
    """The years in which every one of the metrics is held."""
    held = [set(_years(catalogue, metric, kind)) for metric in metrics]
    return set.intersection(*held) if held else set()


def _years(catalogue: Catalogue, metric: MetricId, kind: Kind) -> tuple[Year, ...]:
    known = catalogue.metrics.get(metric)
    unit = known.unit if known and kind is Kind.LEVEL else Unit.PERCENT
    return catalogue.periods(metric, kind, unit)


def _ranked(typed: str, metrics: Sequence[MetricId], voice: Voice) -> list[MetricId]:
    return list(dict.fromkeys(metric for _, metric in _scored(typed, metrics, voice)))


def _scored(typed: str, metrics: Sequence[MetricId], voice: Voice) -> list[tuple[float, MetricId]]:
    """Metrics by how close one of their names comes, in percent, best first."""
    named = [(name, metric) for metric in metrics for name in voice.all_names(metric)]
    wanted = utils.default_process(typed)
    close = process.extract(
        wanted, [name for name, _ in named], scorer=_closeness, processor=utils.default_process, limit=None
    )
    return [(score, named[at][1]) for _, score, at in close]


def _closeness(typed: str, name: str, *, score_cutoff: float | None = None) -> float:
    """A name that begins as typed is what is being typed; among those, the shorter is nearer."""
    if name.startswith(typed):
        return 100 - min(len(name) - len(typed), 9)
    return 0.9 * fuzz.WRatio(typed, name, score_cutoff=score_cutoff)
