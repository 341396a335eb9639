"""One language's way of naming what is known: metrics, items, amounts, sources, dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from bot.answers.wording import LANGUAGES, wording
from knowledge.model import Catalogue, Item, Kind, Localised, MetricId, MetricName, Quantity
from knowledge.quantities import worded, worded_as_printed, worded_in_full

DATES_KEPT = 1_000


class Voice:
    """Names things of a catalogue in one language; unknown ids are named by themselves, never an error."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.catalogue = catalogue
        self.words = wording(language)
        self.language = self.words.language

    def say(self, key: str, /, **places: object) -> str:
        """Words of the wording file, by dotted key."""
        return self.words.say(key, **places)

    def localised(self, text: Localised) -> str:
        """A text in this language, else in English, else in any."""
        return text.get(self.language) or text.get("en") or next(iter(text.values()), "")

    # --- metrics and items ---

    def _named(self, metric: MetricId) -> MetricName | None:
        known = self.catalogue.metrics.get(metric)
        names = known.names if known else {}
        return names.get(self.language) or names.get("en") or next(iter(names.values()), None)

    def metric(self, metric: MetricId) -> str:
        """The full name."""
        named = self._named(metric)
        return named.name if named else metric

    def short(self, metric: MetricId) -> str:
        """The name among its siblings, as it stands in the middle of a line."""
        named = self._named(metric)
        return _inside_a_line(named.short) if named else metric

    def definition(self, metric: MetricId) -> str:
        """One line on what a metric measures; empty for an unknown one."""
        named = self._named(metric)
        return named.definition if named else ""

    def scope(self, metric: MetricId) -> str:
        """The market that a metric belongs to; empty for an unknown metric."""
        known = self.catalogue.metrics.get(metric)
        return self.say(f"scopes.{known.scope.value}") if known else ""

    def whole(self, item: Item) -> MetricId | None:
        """What a share is a share of."""
        known = self.catalogue.metrics.get(item.metric)
        return item.of or (known.whole if known else None)

    def item(self, item: Item) -> str:
        """An item's full name without its year."""
        whole = self.whole(item)
        return self.say(
            f"items.{item.kind.value}",
            metric=self.metric(item.metric),
            whole=self.short(whole) if whole else "",
        )

    def short_item(self, item: Item) -> str:
        """An item's short name without its year; the whole of a share only when it is not the usual one."""
        key = "items.short_share_of" if item.kind is Kind.SHARE and item.of else f"items.short_{item.kind.value}"
        return self.say(key, metric=self.short(item.metric), whole=self.short(item.of) if item.of else "")

    def dated(self, item: Item) -> str:
        """An item's full name with its year, where it has one."""
        name = self.item(item)
        return self.say("items.dated", item=name, year=item.period) if item.period else name

    # --- amounts ---

    def amount(self, quantity: Quantity, *, signed: bool = False) -> str:
        """A quantity in words; `signed` puts a plus before what rose."""
        return worded(quantity, self.language, signed=signed)

    def as_printed(self, quantity: Quantity) -> str:
        """A quantity with every digit that was printed or can be trusted."""
        return worded_as_printed(quantity, self.language)

    def in_full(self, quantity: Quantity) -> str:
        """A quantity in digits only."""
        return worded_in_full(quantity, self.language)

    # --- where things come from ---

    def date(self, published: str) -> str:
        """YYYY, YYYY-MM or YYYY-MM-DD as people write it."""
        return _date(published, self.language)

    def source(self, source: str) -> str:
        """Who printed it, and when."""
        known = self.catalogue.sources.get(source)
        if known is None:
            return source
        publisher = self.localised(known.names) or known.publisher
        if not known.published:
            return self.say("scripts.source_undated", publisher=publisher)
        return self.say("scripts.source", publisher=publisher, published=self.date(known.published))

    def edition(self, edition: str) -> str:
        """The publication that a figure comes from, and when it came out."""
        known = self.catalogue.editions.get(edition)
        if known is None:
            return edition
        title = self.localised(known.title)
        if not known.published:
            return title
        return self.say("footers.edition", edition=title, published=self.date(known.published))

    def listing(self, names: Iterable[str]) -> str:
        """Names with the language's own commas and `and`."""
        found = list(names)
        return format_list(found, style="standard", locale=_locale(self.language)) if found else ""


def voices_of(catalogue: Catalogue) -> dict[str, Voice]:
    """A voice for every language that has words."""
    return {code: Voice(catalogue, code) for code in LANGUAGES}


_locale = cache(Locale.parse)


@lru_cache(DATES_KEPT)
def _date(published: str, language: str) -> str:
    parts = [int(part) for part in published.split("-")] if published else []
    match parts:
        case [year, month, day]:
            return format_date(date(year, month, day), format="long", locale=language)
        case [year, month]:
            return format_skeleton("yMMMM", date(year, month, 1), locale=language)
        case _:
            return published


def _inside_a_line(name: str) -> str:
    """`Overseas` as `overseas`, but `TV titles` and `Cool Japan goal` as they are."""
    first, _, rest = name.partition(" ")
    ordinary = first[:1].isupper() and first[1:].islower() and not rest[:1].isupper()
    return name[0].lower() + name[1:] if ordinary else name
