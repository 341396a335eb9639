"""The nouns of the product: what is known, what is asked, and what is answered; all frozen, all data.

Values are exact decimals in whole units (2170200000000, never 2.17) and carry the interval that their printed
digits allow. Nothing here computes, words or looks anything up.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

Localised = Mapping[str, str]
"""Text by language code: {"en": "...", "ja": "..."}."""

MetricId = str
"""Such as `market_overseas`: small letters, digits and underscores."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
SaidYear = Annotated[int, Field(ge=1, le=9999)]
"""A year that somebody speaks of, however far off; of a figure that is held it is a `Year`."""


class Noun(BaseModel):
    """What all nouns share: frozen, compared by content, closed against unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Unit(StrEnum):
    """What a number counts. `percent` is 26 for 26 %; `points` are percentage points; `times` is a factor."""

    JPY = "JPY"
    USD = "USD"
    PERCENT = "percent"
    POINTS = "points"
    TIMES = "times"
    COUNT = "count"
    YEAR = "year"
    YEARS = "years"
    RATE = "JPY/USD"
    MINUTES = "minutes"


MONEY = frozenset({Unit.JPY, Unit.USD})
"""The units of amounts of money."""


class Kind(StrEnum):
    """What a figure says of its metric: an amount, percent on the year before, or percent of the whole."""

    LEVEL = "level"
    GROWTH = "growth"
    SHARE = "share"


class Scope(StrEnum):
    """What a metric's money or things belong to. Sums, shares and gaps never cross scopes."""

    BROAD = "broad_market"
    PRODUCTION = "production_market"
    CONTENT = "content"
    COOL_JAPAN = "cool_japan"
    OUTPUT = "output"
    EVENTS = "events"


class Geography(StrEnum):
    """Where the money was spent or the thing is: everywhere, in Japan, or outside it."""

    ALL = "all"
    DOMESTIC = "domestic"
    OVERSEAS = "overseas"


class Status(StrEnum):
    """Whether a metric observes the past, projects, or states a goal."""

    OBSERVATION = "observation"
    PROJECTION = "projection"
    TARGET = "target"


class Rank(StrEnum):
    """`preferred` answers; `normal` is also reported; `superseded` is an earlier print, later revised."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    SUPERSEDED = "superseded"


class Basis(StrEnum):
    """Whether a value was printed by a source or computed from values that were."""

    REPORTED = "reported"
    COMPUTED = "computed"


class Quantity(Noun):
    """An exact decimal with its unit and the closed interval [low, high] that rounding allows."""

    value: Decimal
    unit: Unit
    low: Decimal
    high: Decimal

    @model_validator(mode="after")
    def _interval_holds_the_value(self) -> Quantity:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"{self.value} lies outside {self.low} to {self.high}")
        return self

    @classmethod
    def exact(cls, value: Decimal | int, unit: Unit) -> Quantity:
        """A quantity without doubt, such as a target or a count."""
        number = Decimal(value)
        return cls(value=number, unit=unit, low=number, high=number)

    @classmethod
    def rounded(cls, value: Decimal, unit: Unit, rounding: Decimal) -> Quantity:
        """A quantity known to plus or minus `rounding` (half of its last printed digit)."""
        return cls(value=value, unit=unit, low=value - rounding, high=value + rounding)

    @classmethod
    def written(cls, number: Decimal, unit: Unit, scale: Decimal = Decimal(1)) -> Quantity:
        """What is written as `number`, of so many units at once: known to half of its last digit."""
        half = Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)
        return cls.rounded(number * scale, unit, half * scale)

    @property
    def negative(self) -> Quantity:
        """The same below nothing."""
        return Quantity(value=-self.value, unit=self.unit, low=-self.high, high=-self.low)


# --- what is known ---------------------------------------------------------------------------------------------------


class MetricName(Noun):
    """How one language speaks of a metric. `aliases` are what people really say, `definition` is one line."""

    name: str
    short: str
    aliases: tuple[str, ...] = ()
    definition: str


class Metric(Noun):
    """Something that is measured. `subject` tells siblings of one scope apart (`streaming`, `tv_titles`); `whole` is
    the metric that its share is a share of. `names` is by language code."""

    id: MetricId
    scope: Scope
    geography: Geography
    status: Status = Status.OBSERVATION
    unit: Unit
    subject: str | None = None
    whole: MetricId | None = None
    names: Mapping[str, MetricName]
    nicknames: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """What a server calls it beside its names, by language."""


class Source(Noun):
    """Who printed a figure. `published` is YYYY, YYYY-MM or YYYY-MM-DD, as precise as known, or empty. `names` is the
    publisher as each language calls it; a source that a server added may have none, then `publisher` is the name."""

    id: str
    publisher: str
    names: Localised = Field(default_factory=dict)
    url: str = ""
    published: str = ""


class Edition(Noun):
    """A publication that figures come from; `published` and `names` (of the publisher) as in `Source`."""

    id: str
    publisher: str
    names: Localised = Field(default_factory=dict)
    title: Localised
    published: str = ""

    @property
    def annual(self) -> bool:
        """Whether it is an edition of the annual report, as against data that its publisher gave out otherwise."""
        return "air" in self.id.split("-")


SHIPPED = "catalogue"


class Figure(Noun):
    """One printed value: `value` ± `rounding` in whole units of `unit`. `series` is empty for the series in use."""

    metric: MetricId
    kind: Kind
    period: Year
    unit: Unit
    value: Decimal
    rounding: Decimal = Decimal(0)
    rank: Rank = Rank.PREFERRED
    series: str = ""
    editions: tuple[str, ...]
    sources: tuple[str, ...]
    note: Localised = Field(default_factory=dict)
    origin: str = SHIPPED
    """`catalogue` for what the product ships, else the id of the server that added it."""

    @property
    def quantity(self) -> Quantity:
        return Quantity.rounded(self.value, self.unit, self.rounding)


class Identity(Noun):
    """`whole` is the sum of `parts`, in every year in which all are held (`market_total` of overseas and domestic)."""

    whole: MetricId
    parts: tuple[MetricId, ...]


class Tension(Noun):
    """Where figures, or the report's words, don't fit each other; shown with every answer that it touches."""

    metric: MetricId
    period: Year
    what: str
    text: Localised


class Statement(Noun):
    """Something the report says that is no number: who, when, what. `text` is in our own words, by language.

    `topics` names what it is about (`chair`, `aja`), `asks` which questions it answers (`who`, `when`, `what`);
    `metrics` are the metrics it speaks of, `period` its year, if it has one.
    """

    id: str
    text: Localised
    short: Localised = Field(default_factory=dict)
    """The bare answer in a few words (a name, a month, a place), where there is one."""
    asks: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    metrics: tuple[MetricId, ...] = ()
    period: Year | None = None
    about: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """The words that one added by a server is found by, by language."""
    origin: str = SHIPPED
    """As that of a `Figure`."""


class Catalogue(Noun):
    """All that is known: a validated, immutable snapshot with its indexes; see `knowledge.catalogue.load`.

    `metrics`, `sources` and `editions` are by id. Figures keep the order of their file.
    """

    metrics: Mapping[MetricId, Metric]
    figures: tuple[Figure, ...]
    sources: Mapping[str, Source]
    editions: Mapping[str, Edition]
    identities: tuple[Identity, ...]
    tensions: tuple[Tension, ...]
    statements: Mapping[str, Statement]

    @cached_property
    def _by_key(self) -> dict[tuple[MetricId, Kind, Year, Unit], tuple[Figure, ...]]:
        index: dict[tuple[MetricId, Kind, Year, Unit], tuple[Figure, ...]] = {}
        for figure in self.figures:
            key = (figure.metric, figure.kind, figure.period, figure.unit)
            index[key] = (*index.get(key, ()), figure)
        return index

    @cached_property
    def _periods(self) -> dict[tuple[MetricId, Kind, Unit], tuple[Year, ...]]:
        years: dict[tuple[MetricId, Kind, Unit], set[Year]] = {}
        for figure in self.figures:
            years.setdefault((figure.metric, figure.kind, figure.unit), set()).add(figure.period)
        return {key: tuple(sorted(held)) for key, held in years.items()}

    @cached_property
    def _by_metric(self) -> dict[MetricId, tuple[Figure, ...]]:
        index: dict[MetricId, list[Figure]] = {}
        for figure in self.figures:
            index.setdefault(figure.metric, []).append(figure)
        return {metric: tuple(figures) for metric, figures in index.items()}

    @cached_property
    def headlines(self) -> tuple[MetricId, ...]:
        """What comes first of all: the broad market with its two places, and the production market."""
        return tuple(
            metric.id
            for metric in self.metrics.values()
            if metric.subject is None and metric.status is Status.OBSERVATION
            if metric.scope is Scope.BROAD or (metric.scope is Scope.PRODUCTION and metric.geography is Geography.ALL)
        )

    @cached_property
    def categories(self) -> Mapping[str, MetricId]:
        """The categories of the market at home, by what they are about."""
        return {
            metric.subject: metric.id
            for metric in self.metrics.values()
            if metric.scope is Scope.BROAD and metric.geography is Geography.DOMESTIC and metric.subject is not None
        }

    @cached_property
    def years_observed(self) -> tuple[Year, Year]:
        """The first year of the broad market, and the last of any of the headlines, or of what a server observed."""
        money = [self.periods(metric, Kind.LEVEL, self.metrics[metric].unit) for metric in self.headlines]
        held = [years for years in money if years]
        added = (
            figure.period
            for figure in self.figures
            if figure.origin != SHIPPED and self.metrics[figure.metric].status is Status.OBSERVATION
        )
        return (held[0][0], max((*(years[-1] for years in held), *added))) if held else (1900, 1900)

    @cached_property
    def market(self) -> MetricId:
        """The whole of the broad market."""
        return self._whole_of(Scope.BROAD)

    @cached_property
    def production(self) -> MetricId:
        """The whole of what studios made."""
        return self._whole_of(Scope.PRODUCTION)

    def _whole_of(self, scope: Scope) -> MetricId:
        return next(metric.id for metric in self.metrics.values() if metric.scope is scope and metric.whole is None)

    @cached_property
    def observed(self) -> Mapping[MetricId, MetricId]:
        """For each goal and projection, the metric of what came of it."""
        what = {
            (m.scope, m.geography, m.subject): m.id for m in self.metrics.values() if m.status is Status.OBSERVATION
        }
        return {
            m.id: what[m.scope, m.geography, m.subject]
            for m in self.metrics.values()
            if m.status is not Status.OBSERVATION and (m.scope, m.geography, m.subject) in what
        }

    @cached_property
    def sold_abroad(self) -> Mapping[str, MetricId]:
        """The kinds of content of which is known what they sold abroad, by what they are about."""
        return {
            metric.subject: metric.id
            for metric in self.metrics.values()
            if metric.scope is Scope.CONTENT and metric.status is Status.OBSERVATION and metric.subject is not None
        }

    @cached_property
    def goals(self) -> frozenset[MetricId]:
        """The metrics that are targets."""
        return frozenset(metric.id for metric in self.metrics.values() if metric.status is Status.TARGET)

    def published(self, figure: Figure) -> str:
        """When the latest edition that prints a figure came out; empty where nobody knows."""
        return max((self.editions[id].published for id in figure.editions if id in self.editions), default="")

    def of(self, metric: MetricId) -> tuple[Figure, ...]:
        """Every figure of a metric, in the file's order."""
        return self._by_metric.get(metric, ())

    def prints(self, metric: MetricId, kind: Kind, period: Year, unit: Unit) -> tuple[Figure, ...]:
        """Every print of one figure, of all ranks and series; empty where none is held."""
        return self._by_key.get((metric, kind, period, unit), ())

    def preferred(self, metric: MetricId, kind: Kind, period: Year, unit: Unit) -> Figure | None:
        """The print to answer with; one of another series only where the series in use holds none."""
        found = [figure for figure in self.prints(metric, kind, period, unit) if figure.rank is Rank.PREFERRED]
        return min(found, key=lambda figure: figure.series != "", default=None)

    def periods(self, metric: MetricId, kind: Kind, unit: Unit) -> tuple[Year, ...]:
        """Years in which anything is printed for this metric, kind and unit, in order."""
        return self._periods.get((metric, kind, unit), ())


# --- what is asked ---------------------------------------------------------------------------------------------------


class Operation(StrEnum):
    """What is done with the items of a query."""

    VALUE = "value"  # each item as it stands: one, or several side by side
    COMPARE = "compare"  # items against each other: which is larger, by how much
    SERIES = "series"  # one or more metrics over `span`
    EXTREME = "extreme"  # the year (and value) of the highest or lowest in `span`
    YEARS = "years"  # first, last or all years in which an item stands in `relation` to `bound`, or to a second item
    RANK = "rank"  # which place the item's year takes among the years held
    SUM = "sum"  # over the items
    AVERAGE = "average"  # over the items
    DIFFERENCE = "difference"  # first item minus second; points for percentages
    RATIO = "ratio"  # first item over second, in times
    CHANGE = "change"  # percent from the second item to the first (several years)
    CONTRIBUTION = "contribution"  # what of its whole's change from the second item to the first the item brought
    CAGR = "cagr"  # compound yearly growth from the second item to the first
    GAP = "gap"  # target (second item) minus observation (first item)
    PROGRESS = "progress"  # observation as percent of the target
    REQUIRED = "required"  # yearly growth still needed to meet the target
    RATE = "rate"  # yen per dollar that a year's figures imply
    STATEMENT = "statement"  # what the report says
    DEFINITION = "definition"  # what a metric measures
    PROVENANCE = "provenance"  # who printed a figure, and when
    HISTORY = "history"  # every print of a figure, by edition
    COVERAGE = "coverage"  # which years are held
    GLANCE = "glance"  # the latest headline figures
    PARTS = "parts"  # several queries, answered together


class Item(Noun):
    """One thing asked for. No `period` means the latest held; `of` is the whole of a share when not the usual one."""

    metric: MetricId
    kind: Kind = Kind.LEVEL
    period: SaidYear | None = None
    of: MetricId | None = None


class Span(Noun):
    """Years from `start` to `end`, both counted in; None is open: the first or latest held."""

    start: SaidYear | None = None
    end: SaidYear | None = None


class Relation(StrEnum):
    """How two quantities stand to each other, as claims say it. `about` allows the roundness of the number said; of a
    statement, what is claimed `so` is what it says, `not_so` what it rules out."""

    EQUAL = "equal"
    ABOUT = "about"
    ABOVE = "above"
    BELOW = "below"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    NEARLY = "nearly"  # just below
    SO = "so"
    NOT_SO = "not_so"

    @property
    def is_told(self) -> bool:
        """Whether it claims a number, not a side of it."""
        return self in (Relation.EQUAL, Relation.ABOUT, Relation.NEARLY)

    @property
    def is_upwards(self) -> bool:
        return self in (Relation.ABOVE, Relation.AT_LEAST)

    @property
    def is_downwards(self) -> bool:
        return self in (Relation.BELOW, Relation.AT_MOST)

    @property
    def is_bound(self) -> bool:
        return self.is_upwards or self.is_downwards

    @property
    def mirrored(self) -> Relation:
        """What it is of the number below nothing: who lost less than 4 percent grew by more than -4."""
        return _MIRRORED.get(self, self)


_MIRRORED = {Relation.ABOVE: Relation.BELOW, Relation.AT_LEAST: Relation.AT_MOST}
_MIRRORED |= {below: above for above, below in _MIRRORED.items()}


class Select(StrEnum):
    """Which of several years is meant, or which end of a ranking."""

    HIGHEST = "highest"
    LOWEST = "lowest"
    FIRST = "first"
    LAST = "last"
    ALL = "all"
    ANY = "any"
    NONE = "none"


class Claim(Noun):
    """What a person says of a query's result: `relation` to `bound`. Without a bound, the first item stands in
    `relation` to the second (COMPARE). The bound of an EXTREME or YEARS is a year, that of a RANK a count."""

    relation: Relation
    bound: Quantity | None = None
    denied: bool = False
    """Whether it is asked if this is wrong: the verdict is then the other way round."""


class Query(Noun):
    """A question, understood. A slash command and free text that mean the same build the same query."""

    operation: Operation
    items: tuple[Item, ...] = ()
    span: Span | None = None
    select: Select | None = None
    relation: Relation | None = None
    bound: Quantity | None = None
    claim: Claim | None = None
    unit: Unit | None = None
    statements: tuple[str, ...] = ()
    as_of: str | None = None
    base: Year | None = None
    """The year that is 100 in an index: each year of a SERIES as percent of it."""
    parts: tuple[Query, ...] = ()
    before: tuple[Item, ...] = ()
    """What the turn before was about, for a follow-up that speaks of both."""
    why: bool = False
    """Whether it asks for reasons of its claim: a false claim is corrected, the reasons of a true one aren't held."""


# --- what is answered ------------------------------------------------------------------------------------------------


class Input(Noun):
    """One number that went into a formula, with the item it is and where it comes from."""

    item: Item
    quantity: Quantity
    basis: Basis = Basis.REPORTED
    sources: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    note: Localised = Field(default_factory=dict)


class Formula(Noun):
    """How a value was computed: `{0} / {1}` over `inputs`, each of which is itself reported or computed."""

    template: str
    inputs: tuple[Input, ...]


class Value(Noun):
    """One number of an answer, with what it is, how it came about and where from."""

    quantity: Quantity
    item: Item | None = None
    basis: Basis
    formula: Formula | None = None
    sources: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    note: Localised = Field(default_factory=dict)
    role: str = ""
    """What it is in this answer when not simply its item: `difference`, `growth`, `gap`, `year`, `in_dollars`…"""


class AnswerStatus(StrEnum):
    ANSWERED = "answered"
    CLARIFY = "clarify"
    DECLINED = "declined"


class Verdict(StrEnum):
    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why there is no answer, or why the bot asks back."""

    NOT_UNDERSTOOD = "not_understood"  # words of the question that nothing explains: `words`
    NO_QUESTION = "no_question"  # talk, not a question on the market
    NOT_HELD = "not_held"  # the metric is known, this year isn't held: `years` are the nearest
    NOT_COVERED = "not_covered"  # a topic that the store doesn't cover: `words`
    FUTURE = "future"  # a forecast that no source has made
    OPINION = "opinion"
    INSTRUCTION = "instruction"  # an attempt to tell the bot what to say
    NO_RATE = "no_rate"  # no exchange rate that the report's own figures imply
    SERIES_BREAK = "series_break"  # the years belong to different series
    ACROSS_SCOPES = "across_scopes"  # asks to mix scopes that can't be mixed
    WHICH = "which"  # two or more readings are equally likely
    WHICH_METRIC = "which_metric"  # nothing says what it is about
    NOT_COMPARABLE = "not_comparable"  # different units


class Declined(Noun):
    """Why the answer is none; data that the wording needs beside the reason."""

    reason: Reason
    words: tuple[str, ...] = ()
    item: Item | None = None
    years: tuple[int, ...] = ()


class Answer(Noun):
    """What is said back, as data: headline first in `values`. `choices` for a question asked back."""

    status: AnswerStatus
    query: Query | None = None
    values: tuple[Value, ...] = ()
    context: tuple[Value, ...] = ()
    """Further numbers that belong beside the asked-for ones: growth, share, dollars."""
    also_reported: tuple[Value, ...] = ()
    verdict: Verdict | None = None
    slip: str | None = None
    """For a false claim, what went wrong: `year`, `unit`, `direction`, `metric`, `growth_for_level`, `value`…"""
    statements: tuple[Statement, ...] = ()
    declined: Declined | None = None
    caveats: tuple[Localised, ...] = ()
    choices: tuple[Query, ...] = ()
    alternatives: tuple[Query, ...] = ()
    """Other readings of the same words, one click away."""
    suggestions: tuple[Query, ...] = ()
    chance: float = 1.0
    """How likely the words are to mean this, from 0 to 1; certain for what was not said in words."""
    kept: tuple[str, ...] = ()
    """What was taken over from the turn before: `metric`, `period`, `kind`, `unit`."""
    repairs: tuple[tuple[str, str], ...] = ()
    """Words that were read as other words: ("gaol", "goal")."""
    parts: tuple[Answer, ...] = ()
