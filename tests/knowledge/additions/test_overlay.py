"""What a server adds lies over what ships: later prints first, both shown, and one bad entry spoils nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.additions import (
    AliasEntry,
    Entry,
    FigureEntry,
    MetricEntry,
    StatementEntry,
    decoded,
    encoded,
    overlaid,
)
from knowledge.catalogue import load
from knowledge.model import Catalogue, Figure, Kind, MetricName, Rank, Scope, Unit


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load()


def figure(value: str = "2500e9", period: int = 2025, published: str = "2026-12", **more: object) -> FigureEntry:
    fields = {"metric": "market_overseas", "kind": Kind.LEVEL, "unit": Unit.JPY, "publisher": "AJA"}
    return FigureEntry.model_validate(
        fields | {"value": Decimal(value), "period": period, "published": published} | more
    )


CAFES = MetricEntry(
    id="anime_cafes",
    scope=Scope.EVENTS,
    unit=Unit.COUNT,
    names={code: MetricName(name="Anime cafés", short="Cafés", definition="How many.") for code in ("en", "ja")},
)
ALIAS = AliasEntry(metric="market_overseas", language="en", alias="kaigai money")
CHAIR = StatementEntry(
    id="s1", publisher="AJA", asks="who", about={"en": ("treasurer",)}, text={"en": "Taro Sato is the treasurer."}
)


def _laid(catalogue: Catalogue, *entries: Entry) -> Catalogue:
    laid, misfits = overlaid(catalogue, entries, "7")
    assert misfits == []
    return laid


def _preferred(catalogue: Catalogue, period: int) -> Figure:
    found = catalogue.preferred("market_overseas", Kind.LEVEL, period, Unit.JPY)
    assert found is not None
    return found


@pytest.mark.parametrize("entry", [figure(), figure(note="As printed.", rank=Rank.NORMAL), CAFES, ALIAS, CHAIR])
def test_an_entry_is_read_back_as_it_was_written(entry: Entry) -> None:
    assert decoded(entry.table, encoded(entry)) == entry


def test_what_a_later_release_wrote_is_left_alone() -> None:
    assert decoded("figure", '{"metric": "x", "colour": "red"}') is None
    assert decoded("recipe", "{}") is None


def test_a_new_year_is_held_with_its_source(shipped: Catalogue) -> None:
    laid = _laid(shipped, figure())
    held = _preferred(laid, 2025)
    assert (held.value, held.origin) == (Decimal("2500e9"), "7")
    assert laid.sources[held.sources[0]].publisher == "AJA"
    assert laid.editions[held.editions[0]].published == "2026-12"
    assert shipped.preferred("market_overseas", Kind.LEVEL, 2025, Unit.JPY) is None


def test_a_later_print_is_preferred_and_what_ships_is_reported_beside_it(shipped: Catalogue) -> None:
    laid = _laid(shipped, figure("2180e9", 2024))
    prints = laid.prints("market_overseas", Kind.LEVEL, 2024, Unit.JPY)
    assert _preferred(laid, 2024).value == Decimal("2180e9")
    assert [each.rank for each in prints if each.origin == "catalogue"] == [Rank.NORMAL]


def test_an_earlier_print_stands_beside_what_ships(shipped: Catalogue) -> None:
    laid = _laid(shipped, figure("2100e9", 2024, published="2025-01"))
    assert _preferred(laid, 2024).origin == "catalogue"
    assert [e.rank for e in laid.prints("market_overseas", Kind.LEVEL, 2024, Unit.JPY) if e.origin == "7"] == ["normal"]


def test_a_print_without_a_date_stands_beside_a_dated_one(shipped: Catalogue) -> None:
    assert _preferred(_laid(shipped, figure("2100e9", 2024, published="")), 2024).origin == "catalogue"
    dated, undated = figure("2500e9"), figure("2600e9", published="", edition="Undated")
    for entries in ((dated, undated), (undated, dated)):
        assert _preferred(_laid(shipped, *entries), 2025).value == Decimal("2500e9")


def test_a_moderator_may_say_which_print_is_preferred(shipped: Catalogue) -> None:
    earlier = figure("2100e9", 2024, published="2025-01", rank=Rank.PREFERRED)
    assert _preferred(_laid(shipped, earlier), 2024).value == Decimal("2100e9")
    later = figure("2180e9", 2024, rank=Rank.NORMAL)
    assert _preferred(_laid(shipped, later), 2024).origin == "catalogue"


def test_of_two_own_prints_the_later_is_preferred_in_whatever_order_they_came(shipped: Catalogue) -> None:
    first, revised = figure("2500e9"), figure("2510e9", published="2027-11", edition="Report 2027")
    for entries in ((first, revised), (revised, first)):
        assert _preferred(_laid(shipped, *entries), 2025).value == Decimal("2510e9")


def test_the_edition_may_be_one_that_is_held(shipped: Catalogue) -> None:
    held = _preferred(_laid(shipped, figure("2100e9", 2023, edition="aja-air-2025", rank=Rank.PREFERRED)), 2023)
    assert held.editions == ("aja-air-2025",)


def test_what_does_not_fit_is_left_out_alone(shipped: Catalogue) -> None:
    unknown, wrong_unit = figure(metric="market_of_mars"), figure(unit=Unit.COUNT, edition="other")
    laid, misfits = overlaid(shipped, [unknown, CAFES, wrong_unit, figure()], "7")
    assert {id(misfit.entry) for misfit in misfits} == {id(unknown), id(wrong_unit)}
    assert all(misfit.why for misfit in misfits)
    assert "anime_cafes" in laid.metrics
    assert _preferred(laid, 2025).origin == "7"


def test_a_name_that_is_taken_is_left_out_and_said(shipped: Catalogue) -> None:
    taken = AliasEntry(metric="market_domestic", language="en", alias="Overseas anime market")
    laid, (misfit,) = overlaid(shipped, [ALIAS, taken], "7")
    assert misfit.entry is taken
    assert "market_overseas" in misfit.why
    assert laid.metrics["market_overseas"].nicknames == {"en": ("kaigai money",)}


def test_a_statement_is_held_with_its_source(shipped: Catalogue) -> None:
    laid = _laid(shipped, CHAIR)
    assert laid.statements["s1"].about == {"en": ("treasurer",)}
    assert laid.sources[laid.statements["s1"].sources[0]].publisher == "AJA"


def test_a_key_stays_as_long_as_the_number_is_corrected_and_differs_for_another_print() -> None:
    assert figure("1").key == figure("2").key
    assert figure(edition="Report 2027").key != figure(edition="Report 2026").key
    assert figure(edition="Report 2027", publisher="AJA").key != figure(edition="Report 2027", publisher="METI").key
    assert len({figure(published=date).key for date in ("", "2026", "2026-10", "2026-11")}) == 4
    assert len(figure(publisher="長い" * 100).key) <= 200
