"""What autocomplete offers: only what exists, at most 25, the best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process, utils

from bot.answers.clipping import clipped
from bot.answers.voice import Voice
from bot.answers.wording import LANGUAGES, wording
from bot.commands import queries
from knowledge.answering import Desk
from knowledge.model import Kind, MetricId, Year
from knowledge.remembered import remembered
from knowledge.reviewing import as_asked

OFFERS_AT_MOST = 25
LABEL = 100
_SURE, _LIKELY = 85, 60
_EXACT, _WHOLE_WORDS, _BEGUN = 101, 100, 95
_LONGER_AT_MOST = 9
_RESEMBLING = 0.9
"""What a name that only resembles what is typed counts, of its likeness."""

KEPT = 1_000
"""Beginnings of names that are remembered with what they offer: most people type the same ones."""


class Names:
    """Some metrics by all their names: offered in one language, understood in all."""

    def __init__(self, metrics: Sequence[MetricId], voice: Voice) -> None:
        named = [(name, metric) for metric in metrics for name in _names(metric, voice)]
        self._metrics = tuple(metrics)
        self._voice = voice
        self._names = [utils.default_process(name) for name, _ in named]
        self._owners = [metric for _, metric in named]
        self._exactly = dict(reversed(list(zip(self._names, self._owners, strict=True))))
        self._close = remembered(self._scored, KEPT)
        self._called = {as_asked(name): metric for name, metric in reversed(named)}

    def offered(self, typed: str) -> list[tuple[str, MetricId]]:
        """Names in the person's language with the ids behind them, those closest to what was typed first."""
        ranked = self._close(utils.default_process(typed)) if typed.strip() else self._metrics
        return [(clipped(self._voice.metric(metric), LABEL), metric) for metric in list(ranked)[:OFFERS_AT_MOST]]

    def meant(self, given: str) -> MetricId | None:
        """The metric of an option: an id picked from the offers, or a name typed in full; None when it is neither."""
        if given in self._metrics:
            return given
        wanted = utils.default_process(given)
        return self._exactly.get(wanted) or next(iter(self._close(wanted, _SURE)), None)

    def called(self, given: str) -> MetricId | None:
        """The metric of an id or a full name, whatever its case, width, blanks and hyphens; of nothing that is near."""
        return given if given in self._metrics else self._called.get(as_asked(given))

    def _scored(self, wanted: str, least: float = _LIKELY) -> tuple[MetricId, ...]:
        """The metrics of which a name comes as close as that, in percent, best first; of equally close ones the
        broadest, which is the first of the catalogue.
        """
        resembling = process.extract(
            wanted, self._names, scorer=fuzz.WRatio, processor=None, limit=None, score_cutoff=least / _RESEMBLING
        )
        close = {at: _RESEMBLING * score for _, score, at in resembling}
        close |= {at: begun for at, name in enumerate(self._names) if (begun := _begun(wanted, name))}
        ranked = sorted(close, key=lambda at: (-close[at], at))
        return tuple(dict.fromkeys(self._owners[at] for at in ranked))


def _names(metric: MetricId, voice: Voice) -> Iterable[str]:
    """What a metric may be called in an option; its command's name too (`market`), in every language.

    Ids aren't among them: that `market_tv` begins with `market` says nothing of what is meant.
    """
    known = voice.catalogue.metrics[metric]
    yield from (name for named in known.names.values() for name in (named.name, named.short, *named.aliases))
    yield from (nickname for nicknames in known.nicknames.values() for nickname in nicknames)
    for command in (name for name, asked in queries.BY_YEAR.items() if asked == metric):
        yield from (wording(language).say(f"commands.{command}.name") for language in LANGUAGES)


def _begun(wanted: str, name: str) -> float:
    """A name typed in full, then one whose first words are typed, then one that is being typed, the shorter nearer;
    0 for one that begins otherwise.
    """
    if not wanted or not name.startswith(wanted):
        return 0.0
    if name == wanted:
        return _EXACT
    if name[len(wanted)] == " ":
        return _WHOLE_WORDS
    return _BEGUN - min(len(name) - len(wanted), _LONGER_AT_MOST)


def editions_offered(typed: str, voice: Voice) -> list[tuple[str, str]]:
    """The dated editions whose name holds what is typed, with their ids, the latest first."""
    dated = sorted(
        (e for e in voice.catalogue.editions.values() if e.published), key=lambda e: e.published, reverse=True
    )
    named = [(clipped(voice.edition(edition.id), LABEL), edition.id) for edition in dated]
    wanted = typed.strip().casefold()
    return [(name, edition) for name, edition in named if wanted in name.casefold()][:OFFERS_AT_MOST]


def years_offered(typed: str, years: Iterable[Year]) -> list[Year]:
    """The years that begin as typed, the latest first."""
    found = sorted({year for year in years if str(year).startswith(typed.strip())}, reverse=True)
    return found[:OFFERS_AT_MOST]


def years_held(desk: Desk, metrics: Iterable[MetricId], kind: Kind = Kind.LEVEL) -> set[Year]:
    """The years in which every one of the metrics is held, reported or computed."""
    held = [
        {int(year.quantity.value) for year in desk.answer(queries.years(metric, kind)).values} for metric in metrics
    ]
    return set.intersection(*held) if held else set()
