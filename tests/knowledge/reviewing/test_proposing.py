"""A number as it stands in print becomes a figure, or each thing that is wrong with it is said in its place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from knowledge.additions import FigureEntry
from knowledge.catalogue import load
from knowledge.model import Catalogue, Kind, Rank, Unit
from knowledge.reviewing import Given, proposed

GIVEN = Given(metric="market_overseas", year="2025", value="JPY2.5 trillion", source="AJA")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def figure(given: Given, catalogue: Catalogue) -> FigureEntry:
    found = proposed(given, catalogue)
    assert isinstance(found, FigureEntry), [trouble.text["en"] for trouble in found]
    return found


def troubles(given: Given, catalogue: Catalogue) -> dict[str, str]:
    found = proposed(given, catalogue)
    assert isinstance(found, list)
    return {trouble.field: trouble.text["en"] for trouble in found}


@pytest.mark.parametrize(
    ("value", "unit", "amount", "rounding"),
    [
        ("JPY2.5 trillion", Unit.JPY, "2.5e12", "0.05e12"),
        ("¥2.5tn", Unit.JPY, "2.5e12", "0.05e12"),
        ("2兆5,000億円", Unit.JPY, "2.5e12", "0.5e11"),  # the zeros may be those of a round number
        ("2兆5,001億円", Unit.JPY, "2.5001e12", "0.5e8"),
        ("２兆５０００億円", Unit.JPY, "2.5e12", "0.5e11"),
        ("2.5 trillion", Unit.JPY, "2.5e12", "0.05e12"),
        ("2,500,000,000,000", Unit.JPY, "2.5e12", "0.5"),
        ("$14.27 billion", Unit.USD, "14.27e9", "0.005e9"),
    ],
)
def test_money_is_read_as_it_is_printed(
    value: str, unit: Unit, amount: str, rounding: str, catalogue: Catalogue
) -> None:
    entry = figure(replace(GIVEN, value=value), catalogue)
    assert (entry.unit, entry.value, entry.rounding) == (unit, Decimal(amount), Decimal(rounding))
    assert entry.kind is Kind.LEVEL


@pytest.mark.parametrize(
    ("value", "kind", "amount"),
    [("26%", "growth", "26"), ("26", "growth", "26"), ("-3.5 percent", "growth", "-3.5"), ("56.5%", "share", "56.5")],
)
def test_growth_and_shares_are_percent(value: str, kind: str, amount: str, catalogue: Catalogue) -> None:
    entry = figure(replace(GIVEN, value=value, kind=kind), catalogue)
    assert (entry.kind, entry.unit, entry.value) == (kind, Unit.PERCENT, Decimal(amount))


@pytest.mark.parametrize(
    ("metric", "value", "amount", "unit"),
    [
        ("market_total", "about JPY 4.3 trillion", "4.3e12", Unit.JPY),
        ("market_total", "約2兆5千億円", "2.5e12", Unit.JPY),
        ("market_total", "およそ2.5兆円", "2.5e12", Unit.JPY),
        ("tv_titles", "305 titles", "305", Unit.COUNT),
        ("tv_titles", "305 TV anime titles", "305", Unit.COUNT),
        ("tv_titles", "nearly 305作品", "305", Unit.COUNT),
    ],
)
def test_words_that_print_puts_around_a_number_do_no_harm(
    metric: str, value: str, amount: str, unit: Unit, catalogue: Catalogue
) -> None:
    entry = figure(replace(GIVEN, metric=metric, value=value), catalogue)
    assert (entry.kind, entry.unit, entry.value) == (Kind.LEVEL, unit, Decimal(amount))


@pytest.mark.parametrize("kind", ["growth", ""])
@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("16.2% growth", "16.2"),
        ("16.2%増", "16.2"),
        ("前年比16.2%増", "16.2"),
        ("前年比1.8%減", "-1.8"),
        ("down 5%", "-5"),
        ("前年比116.2%", "16.2"),
        ("前年比98.2%", "-1.8"),
        ("116.2% of the previous year", "16.2"),
    ],
)
def test_a_growth_is_read_with_the_words_that_say_so(kind: str, value: str, amount: str, catalogue: Catalogue) -> None:
    entry = figure(replace(GIVEN, value=value, kind=kind), catalogue)
    assert (entry.kind, entry.unit, entry.value) == (Kind.GROWTH, Unit.PERCENT, Decimal(amount))


@pytest.mark.parametrize(
    ("metric", "value", "kind", "expected"),
    [
        ("market_total", "at least JPY 4 trillion", "", "can't be read"),
        ("market_total", "JPY 4 trillion growth", "growth", "can't be read"),
        ("market_total", "up to 5%", "growth", "can't be read"),
        ("market_total", "<5%", "growth", "can't be read"),
        ("market_total", "down -5%", "growth", "can't be read"),
        ("market_total", "16.2% growth", "share", "can't be read"),
        ("market_total", "305 titles", "", "is counted in yen"),
        ("tv_titles", "300+", "", "can't be read"),
        ("tv_titles", "305 visitors", "", "can't be read"),
        ("market_total", "前年比16.2%", "growth", "Write 16.2% or -83.8%"),
    ],
)
def test_words_that_change_a_number_are_not_passed_over(
    metric: str, value: str, kind: str, expected: str, catalogue: Catalogue
) -> None:
    assert expected in troubles(replace(GIVEN, metric=metric, value=value, kind=kind), catalogue)["value"]


def test_a_count_is_exact(catalogue: Catalogue) -> None:
    entry = figure(replace(GIVEN, metric="anime_events", value="136"), catalogue)
    assert (entry.unit, entry.value, entry.rounding) == (Unit.COUNT, Decimal(136), Decimal(0))


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("value", "a lot", "can't be read as one number"),
        ("value", "2.5 trillion or 2.6 trillion", "can't be read as one number"),
        ("value", "2.5", "says no unit"),
        ("value", "136 yen", "Write the scale too"),
        ("value", "26%", None),
        ("year", "last year", "is no year"),
        ("year", "20255", "is no year"),
        ("source", " ", "No source, no figure"),
        ("published", "soon", "is no date"),
        ("published", "2025-13", "is no date"),
        ("url", "example.org", "is no address"),
        ("url", "javascript:alert(1)", "is no address"),
        ("metric", "mars", "nothing called"),
        ("note", "x" * 501, "too long"),
    ],
)
def test_what_is_wrong_is_said_where_it_is_wrong(
    field: str, value: str, expected: str | None, catalogue: Catalogue
) -> None:
    found = troubles(replace(GIVEN, **{field: value}), catalogue)
    if expected is None:
        assert "whether it is growth or a share" in found["kind"]
    else:
        assert expected in found[field]


def test_everything_that_is_wrong_is_said_at_once(catalogue: Catalogue) -> None:
    found = troubles(Given(metric="market_overseas", year="x", value="y", source="", published="z"), catalogue)
    assert set(found) == {"year", "value", "source", "published"}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2026", "2026"),
        ("2026-12", "2026-12"),
        ("2026/12/5", "2026-12-05"),
        ("2026年12月", "2026-12"),
        ("2026年12月5日", "2026-12-05"),
        ("December 2026", "2026-12"),
        ("5 December 2026", "2026-12-05"),
        ("Dec 5, 2026", "2026-12-05"),
        ("", ""),
    ],
)
def test_dates_are_read_as_people_write_them(said: str, kept: str, catalogue: Catalogue) -> None:
    assert figure(replace(GIVEN, published=said), catalogue).published == kept


def test_an_edition_that_is_held_is_known_by_its_title(catalogue: Catalogue) -> None:
    title = catalogue.editions["aja-air-2025"].title["en"]
    assert figure(replace(GIVEN, edition=title), catalogue).edition == "aja-air-2025"
    assert figure(replace(GIVEN, edition="Report 2026"), catalogue).edition == "Report 2026"


def test_a_rank_is_kept(catalogue: Catalogue) -> None:
    assert figure(replace(GIVEN, rank="normal"), catalogue).rank is Rank.NORMAL
