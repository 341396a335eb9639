"""Numbers are found as printed, else by the best derivation; what is not sound is not found."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.derivations import Solver
from knowledge.derivations.rules import RULES
from knowledge.model import Basis, Catalogue, Figure, Identity, Item, Kind, Unit, Value
from knowledge.quantities import worded_as_printed

BILLION = 10**9
L, G, S = Kind.LEVEL, Kind.GROWTH, Kind.SHARE


@pytest.fixture
def solver(world: Catalogue) -> Solver:
    return Solver(world)


def _value(
    solver: Solver, metric: str, kind: Kind, period: int, unit: Unit | None = None, of: str | None = None
) -> Value:
    found = solver.value(Item(metric=metric, kind=kind, period=period, of=of), unit)
    assert found is not None
    return found


def _in_numbers(value: Value) -> str:
    assert value.formula is not None
    return value.formula.template.format(*(worded_as_printed(each.quantity, "en") for each in value.formula.inputs))


def test_a_printed_figure_is_given_as_printed(solver: Solver) -> None:
    value = _value(solver, "market_total", L, 2019)
    assert (value.quantity.value, value.basis, value.sources) == (
        Decimal("2514.5") * BILLION,
        Basis.REPORTED,
        ("journal",),
    )


# worked by hand: metric, kind, year, value, tolerance, formula in numbers
DERIVED = [
    ("market_domestic", L, 2019, "1313.6e9", "0", "JPY 2,514.5 billion − JPY 1,200.9 billion"),
    ("market_domestic", L, 2023, "1624.3e9", "0", "JPY 3,346.5 billion − JPY 1,722.2 billion"),
    ("market_overseas", S, 2024, "56.5053", "0.0001", "JPY 2,170.2 billion / JPY 3,840.7 billion"),
    ("production_overseas", S, 2024, "25.4826", "0.0001", "JPY 118.8 billion / JPY 466.2 billion"),
    ("market_streaming", L, 2022, "165.202e9", "0.001e9", "JPY 250.1 billion / (1 + 51.39%)"),
    ("market_overseas", L, 2022, "1459.24e9", "0.01e9", "JPY 1,722.2 billion / (1 + 18.02%)"),
    ("market_overseas", L, 2017, "995.27e9", "0.01e9", "JPY 1,009.2 billion / (1 + 1.4%)"),
    ("tv_titles", G, 2020, "-7.9470", "0.0001", "278 / 302 − 1"),
    ("content_overseas_sales", G, 2022, "4.4444", "0.0001", "JPY 4.7 trillion / JPY 4.5 trillion − 1"),
]


@pytest.mark.parametrize(("metric", "kind", "period", "expected", "tolerance", "formula"), DERIVED)
def test_what_is_not_printed_is_derived_with_its_formula(
    solver: Solver, metric: str, kind: Kind, period: int, expected: str, tolerance: str, formula: str
) -> None:
    value = _value(solver, metric, kind, period)
    assert abs(value.quantity.value - Decimal(expected)) <= Decimal(tolerance)
    assert (value.basis, _in_numbers(value)) == (Basis.COMPUTED, formula)


@pytest.mark.parametrize(
    ("metric", "kind", "period"),
    [
        ("market_total", L, 2025),
        ("market_total", L, 2021),
        ("market_overseas", L, 2003),
        ("market_overseas", S, 2010),
        ("tv_titles", G, 2019),
        ("tv_titles", L, 2017),
        ("production_overseas", G, 2024),
        ("production_total", S, 2024),
    ],
)
def test_what_does_not_follow_from_the_figures_is_not_found(
    solver: Solver, metric: str, kind: Kind, period: int
) -> None:
    assert solver.value(Item(metric=metric, kind=kind, period=period)) is None


def test_two_growth_rates_in_a_row_are_no_ground_to_stand_on(solver: Solver) -> None:
    assert solver.value(Item(metric="market_streaming", period=2022)) is not None
    assert solver.reported(Item(metric="market_streaming", kind=G, period=2022)) is not None
    assert solver.value(Item(metric="market_streaming", period=2021)) is None


def test_no_growth_crosses_a_change_of_series(solver: Solver) -> None:
    assert solver.value(Item(metric="content_overseas_sales", period=2020)) is not None
    assert solver.value(Item(metric="content_overseas_sales", kind=G, period=2021)) is None


def test_the_narrowest_derivation_is_chosen(solver: Solver) -> None:
    """2023 from the whole is known to 0.1 billion, from 2024 and its growth only to about a billion."""
    assert _value(solver, "market_domestic", L, 2023).quantity.high - 1624300000000 == 100_000_000


def test_what_is_known_too_badly_is_not_given(world: Catalogue) -> None:
    share = world.preferred("market_overseas", S, 2018, Unit.PERCENT)
    assert share is not None
    tiny = share.model_copy(update={"metric": "market_goods", "value": Decimal(2)})
    solver = Solver(_with(world, tiny))
    assert solver.value(Item(metric="market_goods", period=2018)) is None


def _with(world: Catalogue, *more: Figure) -> Catalogue:
    fields = {name: getattr(world, name) for name in Catalogue.model_fields}
    return Catalogue(**{**fields, "figures": (*world.figures, *more)})


def test_a_share_can_be_taken_of_another_whole(solver: Solver) -> None:
    share = _value(solver, "market_streaming", S, 2023, of="market_domestic")
    assert share.quantity.value == pytest.approx(Decimal("15.3974"), abs=Decimal("0.0001"))  # 250.1 / 1624.3


def test_the_parts_make_the_whole(world: Catalogue) -> None:
    """Overseas 2,170.2 and domestic 1,670.5."""
    bare = _with_only(world, ("market_overseas", L, 2024), ("market_domestic", L, 2024))
    assert _value(Solver(bare), "market_total", L, 2024).quantity.value == Decimal("3840.7e9")


def test_a_part_and_its_share_make_the_whole(world: Catalogue) -> None:
    """1,722.2 / 51.5 %."""
    bare = _with_only(world, ("market_overseas", L, 2023), ("market_overseas", S, 2023))
    value = _value(Solver(bare), "market_total", L, 2023).quantity.value
    assert value == pytest.approx(Decimal("3344.08e9"), abs=Decimal("0.01e9"))


def test_a_whole_and_a_share_make_the_part_and_the_other_share(world: Catalogue) -> None:
    """3,346.5 x 51.5 %, and 100 - 51.5."""
    solver = Solver(_with_only(world, ("market_total", L, 2023), ("market_overseas", S, 2023)))
    assert _value(solver, "market_overseas", L, 2023).quantity.value == Decimal("1723.4475e9")
    assert _value(solver, "market_domestic", S, 2023).quantity.value == Decimal("48.5")


def _with_only(world: Catalogue, *keys: tuple[str, Kind, int]) -> Catalogue:
    fields = {name: getattr(world, name) for name in Catalogue.model_fields}
    kept = [
        each for each in world.figures if (each.metric, each.kind, each.period) in keys and each.unit is not Unit.USD
    ]
    return Catalogue(**{**fields, "figures": tuple(kept)})


def test_a_level_follows_from_the_year_before_and_its_growth(world: Catalogue) -> None:
    """2,181.4 x 1.153."""
    solver = Solver(_with_only(world, ("market_total", L, 2018), ("market_total", G, 2019)))
    assert _value(solver, "market_total", L, 2019).quantity.value == Decimal("2515.1542e9")


def test_every_rule_finds_something_in_some_catalogue() -> None:
    """Each of them is shown by a test above; a rule added needs one too."""
    assert [name for name, _, _ in RULES] == [
        "whole = parts",
        "part = whole − other parts",
        "level = level of the year before × (1 + growth)",
        "level = level of the year after / (1 + its growth)",
        "level = whole × share",
        "whole = part / its share",
        "growth = level / level of the year before − 1",
        "share = part / whole",
        "share = 100 % − other shares",
    ]


# --- dollars ---


def test_dollars_are_given_as_printed_where_they_are(solver: Solver) -> None:
    value = _value(solver, "market_overseas", L, 2024, Unit.USD)
    assert (value.quantity.value, value.basis) == (Decimal("14.27e9"), Basis.REPORTED)


def test_other_dollars_are_converted_at_the_rate_known_best(solver: Solver) -> None:
    """1,670.5 / (3,840.7 / 25.25): the whole's rate is known to 0.02 %, that of overseas to 0.04 %."""
    value = _value(solver, "market_domestic", L, 2024, Unit.USD)
    assert value.quantity.value == pytest.approx(Decimal("10.9824e9"), abs=Decimal("0.0001e9"))
    assert _in_numbers(value) == "JPY 1,670.5 billion / (JPY 3,840.7 billion / $25.25 billion)"


def test_a_rate_pairs_amounts_that_one_edition_printed(solver: Solver) -> None:
    """24.08 was printed beside 2,511.2, not beside the revised 2,514.5: 104.286."""
    rate = solver.rate(2019)
    assert rate is not None
    assert rate.quantity.value == pytest.approx(Decimal("104.286"), abs=Decimal("0.001"))


def test_the_goal_has_its_own_rate_and_gives_none_to_observations(solver: Solver) -> None:
    assert solver.rate(2033) is None
    assert solver.rate(2033, observed=False) is not None


def test_a_year_without_dollars_has_no_rate(solver: Solver) -> None:
    assert solver.rate(2020) is None
    assert solver.value(Item(metric="market_overseas", period=2020), Unit.USD) is None


def test_yen_follow_from_dollars_at_the_rate_of_their_edition(world: Catalogue) -> None:
    """5 billion dollars x 2,511.2 / 24.08; not at all where another edition printed them."""
    dollars = world.preferred("market_total", L, 2019, Unit.USD)
    assert dollars is not None
    goods = dollars.model_copy(update={"metric": "market_goods", "value": Decimal(5 * BILLION)})
    value = _value(Solver(_with(world, goods)), "market_goods", L, 2019)
    assert value.quantity.value == pytest.approx(Decimal("521.43e9"), abs=Decimal("0.01e9"))
    later = goods.model_copy(update={"editions": ("air-2025",)})
    assert Solver(_with(world, later)).value(Item(metric="market_goods", period=2019)) is None


# --- years and contradictions ---


def test_years_are_those_reported_and_those_that_follow(solver: Solver) -> None:
    assert solver.years("market_overseas") == (2017, 2018, 2019, 2020, 2022, 2023, 2024)
    assert solver.latest("market_streaming") == 2023
    assert solver.latest("content_overseas_target") == 2033
    assert solver.latest("production_total", S) is None


def test_a_sum_that_does_not_add_up_contradicts_the_whole(solver: Solver) -> None:
    """1,239.4 + 1,180.5 = 2,419.9 beside the printed 2,426.1."""
    against = solver.contradiction(Item(metric="market_total", period=2020))
    assert against is not None
    assert against.quantity.value == Decimal("2419.9e9")


def test_a_growth_that_does_not_fit_the_levels_is_contradicted(world: Catalogue) -> None:
    growth = world.preferred("market_total", G, 2024, Unit.PERCENT)
    assert growth is not None
    wrong = growth.model_copy(update={"metric": "production_total", "value": Decimal(9)})
    level = world.preferred("production_total", L, 2024, Unit.JPY)
    assert level is not None
    before = level.model_copy(update={"period": 2023, "value": Decimal("427.2e9")})
    against = Solver(_with(world, wrong, before)).contradiction(Item(metric="production_total", kind=G, period=2024))
    assert against is not None
    assert against.quantity.value == pytest.approx(Decimal("9.129"), abs=Decimal("0.001"))  # 466.2 / 427.2


def test_figures_that_agree_within_rounding_contradict_nothing(solver: Solver) -> None:
    assert solver.contradiction(Item(metric="market_total", kind=G, period=2024)) is None  # 14.8, levels 14.77
    assert solver.contradiction(Item(metric="market_overseas", kind=S, period=2018)) is None  # 46, levels 46.26


def test_a_long_formula_shows_what_lies_between(world: Catalogue) -> None:
    """With eight categories the growth of their sum names the sums, not sixteen figures."""
    parts = tuple(f"part_{number}" for number in range(5))
    pattern = world.preferred("market_goods", L, 2023, Unit.JPY)
    assert pattern is not None
    figures = [pattern.model_copy(update={"metric": part, "period": year}) for part in parts for year in (2023, 2024)]
    metrics = {part: world.metrics["market_goods"].model_copy(update={"id": part}) for part in parts}
    fields = {name: getattr(world, name) for name in Catalogue.model_fields}
    whole = world.metrics["market_goods"].model_copy(update={"id": "parts"})
    many = Catalogue(
        **{
            **fields,
            "figures": tuple(figures),
            "metrics": {**world.metrics, **metrics, "parts": whole},
            "identities": (Identity(whole="parts", parts=parts),),
        }
    )
    value = _value(Solver(many), "parts", G, 2024)
    assert value.formula is not None
    assert value.formula.template == "{0} / {1} − 1"
    assert [each.basis for each in value.formula.inputs] == [Basis.COMPUTED, Basis.COMPUTED]
