"""Each slip that people make with figures is caught, and a sound figure is not doubted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from knowledge.additions import FigureEntry, overlaid
from knowledge.answering import Desk
from knowledge.catalogue import load
from knowledge.model import Catalogue, Kind, Rank, Unit
from knowledge.reviewing import Level, checked, effects

TODAY = date(2026, 12, 20)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def entry(metric: str, value: str, period: int = 2025, kind: Kind = Kind.LEVEL, **more: object) -> FigureEntry:
    unit = Unit.JPY if kind is Kind.LEVEL else Unit.PERCENT
    fields: dict[str, object] = {"publisher": "AJA", "published": "2026-12", "unit": unit, "rounding": Decimal(0)}
    return FigureEntry.model_validate(
        fields | {"metric": metric, "value": Decimal(value), "period": period, "kind": kind} | more
    )


def said(given: FigureEntry, catalogue: Catalogue, level: Level) -> str:
    found = checked(given, catalogue, TODAY)
    return " ".join(check.text["en"] for check in found if check.level is level)


def worst(given: FigureEntry, catalogue: Catalogue) -> Level:
    return checked(given, catalogue, TODAY)[0].level


@pytest.mark.parametrize(
    "sound",
    [
        entry("market_overseas", "2.5e12", rounding=Decimal("0.5e11")),
        entry("market_total", "4.2e12", rounding=Decimal("0.5e11")),
        entry("market_total", "9", kind=Kind.GROWTH),
        entry("market_overseas", "58", kind=Kind.SHARE),
        entry("anime_events", "140", unit=Unit.COUNT, period=2025, edition="IOEA 2026"),
    ],
)
def test_a_sound_figure_is_not_called_impossible(sound: FigureEntry, catalogue: Catalogue) -> None:
    assert worst(sound, catalogue) is not Level.IMPOSSIBLE


def test_what_is_first_of_its_year_and_usual_is_fine(catalogue: Catalogue) -> None:
    assert worst(entry("market_overseas", "2.5e12", rounding=Decimal("0.5e11")), catalogue) is Level.FINE


@pytest.mark.parametrize("value", ["2.5e9", "2.5e15"])
def test_a_thousandfold_slip_is_impossible(value: str, catalogue: Catalogue) -> None:
    assert "slip of the scale" in said(entry("market_overseas", value), catalogue, Level.IMPOSSIBLE)


def test_a_doubling_within_a_year_is_doubtful(catalogue: Catalogue) -> None:
    assert "2024 is JPY 2,170.2 billion" in said(entry("market_overseas", "4.4e12"), catalogue, Level.DOUBTFUL)


def test_a_ratio_sold_as_growth_is_recognised_by_the_amounts(catalogue: Catalogue) -> None:
    # 3,840.7 / 3,346.5 = 1.1477: "前年比114.8 %"
    ratio = entry("market_total", "114.8", 2024, Kind.GROWTH, rounding=Decimal("0.05"), edition="Another 2026")
    assert "is the ratio to the year before" in said(ratio, catalogue, Level.IMPOSSIBLE)
    assert "perhaps the ratio" in said(entry("market_total", "114.8", 2025, Kind.GROWTH), catalogue, Level.DOUBTFUL)


def test_a_growth_that_does_not_fit_the_amounts_is_doubtful(catalogue: Catalogue) -> None:
    wrong = entry("market_overseas", "36", 2024, Kind.GROWTH, rounding=Decimal("0.5"), edition="Another 2026")
    assert "Growth of 2024" in said(wrong, catalogue, Level.DOUBTFUL)
    right = entry("market_overseas", "26.0", 2024, Kind.GROWTH, rounding=Decimal("0.05"), edition="Another 2026")
    assert "Growth of 2024" not in said(right, catalogue, Level.DOUBTFUL)
    assert "The growth of 2024 fits" in said(right, catalogue, Level.FINE)


def test_a_growth_is_held_against_one_that_takes_several_steps_to_compute(catalogue: Catalogue) -> None:
    level = entry("market_domestic", "1.8e12", rounding=Decimal("0.5e9"))
    overseas = entry("market_overseas", "2.5e12", rounding=Decimal("0.5e9"))
    before, _ = overlaid(catalogue, [level, overseas], "7")
    wrong, right = (
        entry("market_total", value, 2025, Kind.GROWTH, rounding=Decimal("0.05")) for value in ("-5", "12.0")
    )
    assert "Growth of 2025: the amounts give 12%, but -5% is printed" in said(wrong, before, Level.DOUBTFUL)
    assert "The growth of 2025 fits" in said(right, before, Level.FINE)


def test_a_ratio_that_was_read_as_growth_is_told(catalogue: Catalogue) -> None:
    ratio = entry("market_total", "16.2", 2025, Kind.GROWTH, said="前年比116.2%")
    assert "“前年比116.2%” is the ratio to the year before, and is read as the growth: 16.2%" in said(
        ratio, catalogue, Level.FINE
    )
    assert "ratio" not in said(ratio.model_copy(update={"said": "16.2%"}), catalogue, Level.FINE)


@pytest.mark.parametrize("published", ["2027", "2027-10", "2026-12-21"])
def test_a_date_that_is_still_to_come_is_refused(published: str, catalogue: Catalogue) -> None:
    late = entry("market_overseas", "2.5e12", published=published)
    assert f"can't have been published in {published}" in said(late, catalogue, Level.IMPOSSIBLE)


@pytest.mark.parametrize("published", ["2026", "2026-12", "2026-12-20"])
def test_today_is_not_too_late(published: str, catalogue: Catalogue) -> None:
    assert "published in" not in said(
        entry("market_overseas", "2.5e12", published=published), catalogue, Level.IMPOSSIBLE
    )


def test_parts_that_don_t_add_up_are_doubtful(catalogue: Catalogue) -> None:
    wrong = entry("market_domestic", "1.8e12", 2024, rounding=Decimal("0.5e8"), edition="Another 2026")
    assert "its parts would add up to JPY 3,970.2 billion" in said(wrong, catalogue, Level.DOUBTFUL)


def test_a_part_larger_than_its_whole_is_impossible(catalogue: Catalogue) -> None:
    wrong = entry("market_domestic", "4.1e12", 2024, edition="Another 2026")
    assert "more than the whole" in said(wrong, catalogue, Level.IMPOSSIBLE)


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (entry("market_overseas", "120", 2024, Kind.SHARE, edition="x"), "between 0 and 100"),
        (entry("market_overseas", "-100", 2025, Kind.GROWTH), "fall by 100"),
        (entry("market_overseas", "-1e12"), "below zero"),
        (entry("market_overseas", "2.9e12", 2027), "not over"),
        (entry("market_overseas", "2.5e12", unit=Unit.COUNT), "can't be held"),
        (entry("market_of_mars", "2.5e12"), "can't be held"),
    ],
)
def test_what_can_t_be_is_impossible(wrong: FigureEntry, expected: str, catalogue: Catalogue) -> None:
    assert expected in said(wrong, catalogue, Level.IMPOSSIBLE)


def test_a_year_that_was_not_over_when_it_was_printed_is_doubtful(catalogue: Catalogue) -> None:
    early = entry("market_overseas", "2.5e12", published="2025-11")
    assert "before 2025 was over" in said(early, catalogue, Level.DOUBTFUL)


@pytest.mark.parametrize(
    ("dollars", "level", "expected"),
    [
        ("14.27e9", Level.FINE, "152.1 yen per dollar"),
        ("16.5e9", Level.DOUBTFUL, "131.5 yen per dollar; other figures of 2024 imply 152"),
        ("1.427e9", Level.IMPOSSIBLE, "slip of the scale"),
    ],
)
def test_the_rate_that_dollars_imply_is_checked(
    dollars: str, level: Level, expected: str, catalogue: Catalogue
) -> None:
    given = entry("market_overseas", dollars, 2024, unit=Unit.USD, rounding=Decimal("5e6"), edition="Another 2026")
    assert expected in said(given, catalogue, level)


def test_an_earlier_print_is_named_with_who_printed_it(catalogue: Catalogue) -> None:
    again = entry("market_overseas", "2.19e12", 2024, edition="Another 2026")
    text = said(again, catalogue, Level.DOUBTFUL)
    assert "JPY 2,170.2 billion" in text
    assert "the new number answers" in text
    older = entry("market_overseas", "2.15e12", 2024, published="2025-01", edition="An early word")
    assert "stays the answer" in said(older, catalogue, Level.FINE)


def test_without_a_date_nothing_is_newer_and_the_date_is_asked_for(catalogue: Catalogue) -> None:
    undated = entry("market_total", "3.84e12", 2024, published="", rounding=Decimal("0.5e10"))
    text = said(undated, catalogue, Level.DOUBTFUL)
    assert "JPY 3,840.7 billion" in text
    assert "stays the answer: the new number has no date of publication" in text
    assert "Say when it was published" in text
    chosen = undated.model_copy(update={"rank": Rank.PREFERRED})
    assert "answers, as you chose it" in said(chosen, catalogue, Level.DOUBTFUL)


def test_of_two_without_a_date_none_is_called_the_earlier(catalogue: Catalogue) -> None:
    one, other = (entry("market_overseas", value, published="", publisher=value) for value in ("2.5e12", "2.6e12"))
    before, _ = overlaid(catalogue, [one], "7")
    assert "no date says which is the later print" in said(other, before, Level.DOUBTFUL)


def test_what_it_changes_are_the_answers_near_it(catalogue: Catalogue) -> None:
    given = entry("market_overseas", "2.5e12", rounding=Decimal("0.5e11"))
    laid, _ = overlaid(catalogue, [given], "7")
    before, after = (Desk(each, today=lambda: TODAY) for each in (catalogue, laid))
    changed = {(e.query.items[0].kind, e.query.items[0].period): e for e in effects(given, before, after)}
    assert set(changed) == {(Kind.LEVEL, 2025), (Kind.LEVEL, None), (Kind.GROWTH, 2025)}
    assert changed[Kind.LEVEL, None].before.values[0].quantity.value == Decimal("2170.2e9")
    assert changed[Kind.LEVEL, None].after.values[0].quantity.value == Decimal("2.5e12")


def test_beside_a_figure_of_the_first_year_that_can_be_held_others_are_checked_as_anywhere(
    catalogue: Catalogue,
) -> None:
    with_the_first, _ = overlaid(catalogue, [entry("market_overseas", "2.5e9", 1900)], "7")
    assert worst(entry("market_overseas", "2.6e9", 1901), with_the_first) is Level.FINE
