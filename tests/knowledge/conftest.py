"""A small known world: few enough metrics and figures to work every answer out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from knowledge.answering import Desk
from knowledge.model import (
    Catalogue,
    Edition,
    Figure,
    Geography,
    Identity,
    Kind,
    Metric,
    MetricName,
    Rank,
    Scope,
    Source,
    Statement,
    Status,
    Tension,
    Unit,
)

BILLION = 10**9


def _metric(id: str, scope: Scope, geography: Geography, unit: Unit = Unit.JPY, **more: Any) -> Metric:
    names = {code: MetricName(name=id, short=id, definition=f"What {id} is.") for code in ("en", "ja")}
    return Metric.model_validate(
        {"id": id, "scope": scope, "geography": geography, "unit": unit, "names": names, **more}
    )


def _yen(metric: str, period: int, billions: str, half: str = "0.05", **more: Any) -> Figure:
    return _figure(metric, Kind.LEVEL, period, Unit.JPY, Decimal(billions) * BILLION, Decimal(half) * BILLION, **more)


def _dollars(metric: str, period: int, billions: str, half: str = "0.005", **more: Any) -> Figure:
    return _figure(metric, Kind.LEVEL, period, Unit.USD, Decimal(billions) * BILLION, Decimal(half) * BILLION, **more)


def _growth(metric: str, period: int, percent: str, half: str = "0.05", **more: Any) -> Figure:
    return _figure(metric, Kind.GROWTH, period, Unit.PERCENT, Decimal(percent), Decimal(half), **more)


def _share(metric: str, period: int, percent: str, half: str = "0.05") -> Figure:
    return _figure(metric, Kind.SHARE, period, Unit.PERCENT, Decimal(percent), Decimal(half))


def _count(metric: str, period: int, number: int) -> Figure:
    return _figure(metric, Kind.LEVEL, period, Unit.COUNT, Decimal(number), Decimal(0))


def _figure(metric: str, kind: Kind, period: int, unit: Unit, value: Decimal, rounding: Decimal, **more: Any) -> Figure:
    fields = {"editions": ("air-2025",), "sources": ("journal",), **more}
    return Figure.model_validate(
        {"metric": metric, "kind": kind, "period": period, "unit": unit, "value": value, "rounding": rounding, **fields}
    )


BROAD = Scope.BROAD
METRICS = (
    _metric("market_total", BROAD, Geography.ALL),
    _metric("market_overseas", BROAD, Geography.OVERSEAS, whole="market_total"),
    _metric("market_domestic", BROAD, Geography.DOMESTIC, whole="market_total"),
    _metric("market_streaming", BROAD, Geography.DOMESTIC, subject="streaming", whole="market_total"),
    _metric("market_goods", BROAD, Geography.DOMESTIC, subject="goods", whole="market_total"),
    _metric("production_total", Scope.PRODUCTION, Geography.ALL),
    _metric("production_overseas", Scope.PRODUCTION, Geography.OVERSEAS, whole="production_total"),
    _metric("content_overseas_sales", Scope.CONTENT, Geography.OVERSEAS),
    _metric("content_overseas_target", Scope.CONTENT, Geography.OVERSEAS, status=Status.TARGET),
    _metric("tv_titles", Scope.OUTPUT, Geography.DOMESTIC, Unit.COUNT, subject="tv_titles"),
)

OLD: dict[str, Any] = {"editions": ("air-2020",), "sources": ("blog",)}
FIGURES = (
    _yen("market_total", 2018, "2181.4"),
    _yen("market_total", 2019, "2511.2", rank=Rank.SUPERSEDED, **OLD),
    _yen("market_total", 2019, "2514.5"),
    _dollars("market_total", 2019, "24.08", **OLD),
    _yen("market_total", 2020, "2426.1", note={"en": "Not revised.", "ja": "未改定。"}),
    _yen("market_total", 2022, "2927.7"),
    _yen("market_total", 2023, "3346.5"),
    _yen("market_total", 2024, "3840.7"),
    _dollars("market_total", 2024, "25.25"),
    _growth("market_total", 2019, "15.3"),
    _growth("market_total", 2020, "-3.5"),
    _growth("market_total", 2023, "14.3"),
    _growth("market_total", 2024, "14.8"),
    _yen("market_overseas", 2018, "1009.2"),
    _yen("market_overseas", 2019, "1200.9"),
    _yen("market_overseas", 2020, "1239.4"),
    _yen("market_overseas", 2023, "1722.2"),
    _yen("market_overseas", 2024, "2170.2"),
    _dollars("market_overseas", 2024, "14.27"),
    _growth("market_overseas", 2018, "1.4"),
    _growth("market_overseas", 2023, "18.02", "0.005"),
    _growth("market_overseas", 2024, "26"),
    _share("market_overseas", 2018, "46", "0.5"),
    _share("market_overseas", 2023, "51.5"),
    _yen("market_domestic", 2020, "1180.5"),
    _yen("market_domestic", 2024, "1670.5"),
    _growth("market_domestic", 2024, "2.8"),
    _yen("market_streaming", 2023, "250.1"),
    _growth("market_streaming", 2023, "51.39", "0.005"),
    _growth("market_streaming", 2022, "7.1"),
    _yen("market_goods", 2023, "1374", "0.5"),
    _yen("production_total", 2024, "466.2"),
    _yen("production_overseas", 2024, "118.8"),
    _yen("content_overseas_sales", 2020, "2144.6", series="narrower"),
    _growth("content_overseas_sales", 2020, "5.5", series="narrower"),
    _yen("content_overseas_sales", 2021, "4500", "50"),
    _yen("content_overseas_sales", 2022, "4700", "50"),
    _yen("content_overseas_sales", 2024, "5800", "50"),
    _yen("content_overseas_sales", 2024, "6004.4", rank=Rank.NORMAL, sources=("forum",)),
    _yen("content_overseas_target", 2033, "20000", "0"),
    _dollars("content_overseas_target", 2033, "131.4", "0.05"),
    _count("tv_titles", 2015, 341),
    _count("tv_titles", 2016, 356),
    _count("tv_titles", 2019, 302),
    _count("tv_titles", 2020, 278),
)

TENSIONS = (
    Tension(metric="market_total", period=2020, what="sum", text={"en": "The parts fall short.", "ja": "合わない。"}),
    Tension(
        metric="content_overseas_target", period=2033, what="wording", text={"en": "Not a tripling.", "ja": "三倍超。"}
    ),
)


@pytest.fixture(scope="session")
def desk(world: Catalogue) -> Desk:
    """One for all tests: it keeps nothing of what it was asked, and its vocabulary takes time to build."""
    return Desk(world, today=lambda: date(2026, 11, 23))


@pytest.fixture(scope="session")
def world() -> Catalogue:
    """Real figures, but few: the broad market from 2018, the content goal, and titles on television."""
    return Catalogue(
        metrics={metric.id: metric for metric in METRICS},
        figures=FIGURES,
        sources={id: Source(id=id, publisher=id) for id in ("journal", "blog", "forum")},
        editions={
            "air-2020": Edition(
                id="air-2020", publisher="AJA", title={"en": "Report 2020", "ja": "2020年版"}, published="2020-11"
            ),
            "air-2025": Edition(
                id="air-2025", publisher="AJA", title={"en": "Report 2025", "ja": "2025年版"}, published="2025-12"
            ),
        },
        identities=(
            Identity(whole="market_total", parts=("market_overseas", "market_domestic")),
            Identity(whole="market_domestic", parts=("market_streaming", "market_goods")),
        ),
        tensions=TENSIONS,
        statements={
            "chair": Statement(
                id="chair",
                text={"en": "She chairs it.", "ja": "理事長。"},
                asks=("who",),
                topics=("chair",),
                sources=("journal",),
            )
        },
    )
