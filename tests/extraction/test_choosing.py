"""Amounts that stand together are chosen together, whatever each looks like by itself."""

from __future__ import annotations

from decimal import Decimal

from knowledge.extraction.choosing import Chosen, chosen
from knowledge.extraction.network import NOTHING, Told
from knowledge.extraction.stretches import Amount
from knowledge.model import Quantity, Unit
from tests.questions.corpora import the_catalogue

TRILLION = 10**12
OVERSEAS = (("market_overseas", 0.9), (NOTHING, 0.1))


def amount(place: int, value: str, unit: Unit, by: str) -> Amount:
    """An amount with its rounding."""
    number, half = Decimal(value), Decimal(by) / 2
    quantity = Quantity(value=number, unit=unit, low=number - half, high=number + half)
    return Amount(token=place, quantity=quantity, unit_said=True, start=place, end=place + 1)


def yen(place: int, trillions: str) -> Amount:
    return amount(place, str(Decimal(trillions) * TRILLION), Unit.JPY, str(TRILLION // 1000))


def percent(place: int, value: str) -> Amount:
    return amount(place, value, Unit.PERCENT, "0.1")


def told(years: dict[int, float], kinds: dict[str, float] | None = None) -> Told:
    return Told(OVERSEAS, tuple((kinds or {"level": 1.0}).items()), tuple(years.items()))


def figures(amounts: list[Amount], every: list[Told]) -> list[tuple[str, str, int | None]]:
    return [each.figure for each, *_ in chosen(amounts, every, the_catalogue())]


def test_one_figure_has_one_value() -> None:
    unsure = told({2024: 0.55, 2023: 0.45})
    found = figures([yen(1, "2.170"), yen(2, "1.500")], [told({2024: 1.0}), unsure])
    assert found == [("market_overseas", "level", 2024), ("market_overseas", "level", 2023)]


def test_the_same_value_twice_is_no_contradiction() -> None:
    twice = told({2024: 0.55, 2023: 0.45})
    assert figures([yen(1, "2.170"), yen(2, "2.170")], [twice, twice]) == [("market_overseas", "level", 2024)] * 2


def test_two_levels_and_their_growth_explain_each_other() -> None:
    growth = told({2023: 0.6, 2024: 0.4}, {"rise": 1.0})
    base = told({2024: 0.5, 2022: 0.4, 2023: 0.1})
    found = figures([yen(1, "2.170"), percent(2, "26.0"), yen(3, "1.722")], [told({2024: 1.0}), growth, base])
    assert found == [
        ("market_overseas", "level", 2024),
        ("market_overseas", "growth", 2024),
        ("market_overseas", "level", 2023),
    ]


def test_numbers_that_do_not_fit_explain_nothing() -> None:
    growth = told({2023: 0.6, 2024: 0.4}, {"rise": 1.0})
    found = figures(
        [yen(1, "2.170"), percent(2, "41.0"), yen(3, "1.722")], [told({2024: 1.0}), growth, told({2022: 1.0})]
    )
    assert found[1] == ("market_overseas", "growth", 2023)


def test_what_is_below_zero_fell() -> None:
    ((found, *_),) = chosen([percent(1, "-3.1")], [told({2024: 1.0}, {"ratio": 0.9, "fall": 0.1})], the_catalogue())
    assert found == Chosen("market_overseas", "fall", 2024, found.chance)
