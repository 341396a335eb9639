"""What a server adds is understood at once, and spoils nothing of what was understood before."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.additions import AliasEntry, Entry, FigureEntry, MetricEntry, StatementEntry, overlaid
from knowledge.model import Catalogue, Kind, MetricName, Operation, Query, Scope, Unit
from knowledge.questions import Reader, Reading
from tests.questions.corpora import YEAR_NOW

ENTRIES: tuple[Entry, ...] = (
    FigureEntry(
        metric="market_overseas", kind=Kind.LEVEL, period=2025, unit=Unit.JPY, value=Decimal("2500e9"), publisher="AJA"
    ),
    MetricEntry(
        id="anime_cafes",
        scope=Scope.EVENTS,
        unit=Unit.COUNT,
        names={
            "en": MetricName(name="Anime cafés", short="Cafés", definition="How many."),
            "ja": MetricName(name="アニメカフェ", short="カフェ", aliases=("喫茶店",), definition="店の数。"),
        },
    ),
    AliasEntry(metric="market_overseas", language="en", alias="Kaigai money"),
    AliasEntry(metric="production_total", language="ja", alias="作り手の取り分"),
    AliasEntry(metric="anime_cafes", language="en", alias="coffee with idols"),
    StatementEntry(
        id="s1",
        publisher="AJA",
        asks="who",
        about={"en": ("treasurer",), "ja": ("会計担当",)},
        text={"en": "Taro Sato is the treasurer.", "ja": "会計担当は佐藤太郎。"},
    ),
)


@pytest.fixture(scope="module")
def reader(shipped: Catalogue) -> Reader:
    laid, misfits = overlaid(shipped, ENTRIES, "7")
    assert misfits == []
    return Reader(laid)


def _read(reader: Reader, text: str) -> Query:
    result = reader.read(text, year_now=YEAR_NOW)
    assert isinstance(result, Reading), f"{text!r} was not understood: {result}"
    return result.query


@pytest.mark.parametrize(
    ("text", "metric", "period"),
    [
        ("overseas 2025", "market_overseas", 2025),
        ("how big was kaigai money in 2024?", "market_overseas", 2024),
        ("KAIGAI MONEY 2025", "market_overseas", 2025),
        ("2024年の作り手の取り分は？", "production_total", 2024),
        ("how many anime cafes were there in 2024?", "anime_cafes", 2024),
        ("anime cafés 2024", "anime_cafes", 2024),
        ("coffee with idols in 2024", "anime_cafes", 2024),
        ("2024年のアニメカフェはいくつ？", "anime_cafes", 2024),
    ],
)
def test_what_was_added_is_understood(reader: Reader, text: str, metric: str, period: int) -> None:
    query = _read(reader, text)
    assert query.operation is Operation.VALUE
    assert [(item.metric, item.period) for item in query.items] == [(metric, period)]


@pytest.mark.parametrize(
    "text", ["who is the treasurer?", "treasurer", "会計担当は誰？", "tell me about the treasurer"]
)
def test_a_statement_is_found_by_what_it_is_about(reader: Reader, text: str) -> None:
    assert _read(reader, text).statements == ("s1",)


@pytest.mark.parametrize(
    "text", ["overseas 2024", "how far is japan from the 2033 goal?", "who chairs the AJA?", "海外市場の割合、2023年"]
)
def test_what_was_understood_before_still_is(reader: Reader, shipped: Catalogue, text: str) -> None:
    assert _read(reader, text) == _read(Reader(shipped), text)


def _measured(name: str, unit: Unit) -> tuple[Entry, ...]:
    named = MetricName(name=name, short=name, definition="How much.")
    metric = MetricEntry(id="own", scope=Scope.BROAD, unit=unit, names={"en": named, "ja": named})
    years = [
        FigureEntry(metric="own", kind=Kind.LEVEL, period=year, unit=unit, value=Decimal(value), publisher="Club")
        for year, value in ((2024, "30e9"), (2025, "35e9"))
    ]
    return metric, *years


def _with(shipped: Catalogue, *entries: Entry) -> Reader:
    laid, misfits = overlaid(shipped, entries, "7")
    assert misfits == []
    return Reader(laid)


@pytest.mark.parametrize("unit", [Unit.JPY, Unit.COUNT])
@pytest.mark.parametrize(
    ("text", "kind"),
    [("how much did anime cafes grow in 2025?", Kind.GROWTH), ("how big were anime cafés in 2025?", Kind.LEVEL)],
)
def test_a_year_that_only_a_server_holds_is_not_the_future(
    shipped: Catalogue, text: str, kind: Kind, unit: Unit
) -> None:
    items = _read(_with(shipped, *_measured("Anime cafés", unit)), text).items
    assert [(item.metric, item.kind, item.period) for item in items] == [("own", kind, 2025)]


def test_a_name_in_the_plural_is_understood_of_one(shipped: Catalogue) -> None:
    reader = _with(shipped, *_measured("Anime pilgrimages", Unit.COUNT))
    for text in ("anime pilgrimage", "anime pilgrimages", "anime pilgrimage 2025"):
        assert [item.metric for item in _read(reader, text).items] == ["own"]


def test_a_plural_does_not_take_a_word_that_means_something_else(shipped: Catalogue) -> None:
    reader, plain = _with(shipped, *_measured("News", Unit.JPY)), Reader(shipped)
    for text in ("how many new TV titles in 2024?", "what is new?"):
        assert [tag.concepts for tag in reader.tags(text)] == [tag.concepts for tag in plain.tags(text)]


def test_a_name_inside_another_word_is_none(shipped: Catalogue) -> None:
    laid, _ = overlaid(shipped, [AliasEntry(metric="market_overseas", language="en", alias="row")], "7")
    assert _read(Reader(laid), "market growth 2024").items[0].metric == "market_total"
