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
from knowledge.reviewing import as_asked

OFFERS_AT_MOST = 25
LABEL = 100
_SURE, _LIKELY = 85, 60
_EXACT, _WHOLE_WORDS, _BEGUN = 101, 100, 95
_LONGER_AT_MOST = 9


class Names:
    """Some metrics by all their names: offered in one language, understood in all."""

    def __init__(self, metrics: Sequence[MetricId], voice: Voice) -> None:
        named = [(name, metric) for metric in metrics for name in _names(metric, voice)]
        self._metrics = tuple(metrics)
        self._voice = voice
        self._names = [utils.default_process(name) for name, _ in named]
        self._owners = [metric for _, metric in named]
        self._called = {as_asked(name): metric for name, metric in reversed(named)}

    def offered(self, typed: str) -> list[tuple[str, MetricId]]:
        """Names in the person's language with the ids behind them, those closest to what was typed first."""
        close = (metric for closeness, metric in self._scored(typed) if closeness >= _LIKELY)
        ranked = dict.fromkeys(close) if typed.strip() else self._metrics
        return [(clipped(self._voice.metric(metric), LABEL), metric) for metric in list(ranked)[:OFFERS_AT_MOST]]

    def meant(self, given: str) -> MetricId | None:
        """The metric of an option: an id picked from the offers, or a name typed in full; None when it is neither."""
        if given in self._metrics:
            return given
        score, metric = next(iter(self._scored(given)), (0.0, None))
        return metric if score >= _SURE else None

    def called(self, given: str) -> MetricId | None:
        """The metric of an id or a full name, whatever its case, width, blanks and hyphens; of nothing that is near."""
        return given if given in self._metrics else self._called.get(as_asked(given))

    def _scored(self, typed: str) -> list[tuple[float, MetricId]]:
        """Metrics by how close one of their names comes, in percent, best first; of equally close ones the broadest,
        which is the first of the catalogue.
        """
        wanted = utils.default_process(typed)
        close = process.extract(wanted, self._names, scorer=fuzz.WRatio, processor=None, limit=None)
        found = sorted((-_closeness(wanted, name, score), at) for name, score, at in close)
        return [(-closeness, self._owners[at]) for closeness, at in found]


def _names(metric: MetricId, voice: Voice) -> Iterable[str]:
    """What a metric may be called in an option; its command's name too (`market`), in every language.

    Ids aren't among them: that `market_tv` begins with `market` says nothing of what is meant.
    """
    known = voice.catalogue.metrics[metric]
    yield from (name for named in known.names.values() for name in (named.name, named.short, *named.aliases))
    yield from (nickname for nicknames in known.nicknames.values() for nickname in nicknames)
    for command in (name for name, asked in queries.BY_YEAR.items() if asked == metric):
        yield from (wording(language).say(f"commands.{command}.name") for language in LANGUAGES)


def _closeness(wanted: str, name: str, score: float) -> float:
    """A name typed in full, then one whose first words are typed, then one that is being typed, the shorter nearer."""
    if wanted and name == wanted:
        return _EXACT
    if wanted and name.startswith(wanted + " "):
        return _WHOLE_WORDS
    if wanted and name.startswith(wanted):
        return _BEGUN - min(len(name) - len(wanted), _LONGER_AT_MOST)
    return 0.9 * score


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
