"""Two questions that differ in one word: their readings differ in what that word says, and in nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.model import Catalogue, Claim, Item, Kind, Operation, Query, Relation, Unit
from knowledge.questions import Reading
from tests.knowledge.questions.conftest import Ask, Understand
from tests.questions.corpora import the_catalogue

SHIPPED = the_catalogue()
SPOKEN = {
    "en": {"market_overseas": "the overseas anime market", "market_domestic": "the domestic anime market",
           "market_total": "the anime market", "production_total": "the production market",
           "market_streaming": "anime streaming"},
    "ja": {"market_overseas": "海外のアニメ市場", "market_domestic": "国内のアニメ市場", "market_total": "アニメ市場",
           "production_total": "アニメ制作市場", "market_streaming": "アニメの配信"},
}  # fmt: skip
LEVEL = {"en": "How big was {metric} in {year}?", "ja": "{year}年の{metric}はいくらですか"}
GROWTH = {"en": "How fast did {metric} grow in {year}?", "ja": "{year}年の{metric}の成長率は？"}
SHARE = {"en": "What was the share of {metric} in {year}?", "ja": "{year}年の{metric}の割合は？"}
CLAIM = {
    "en": "Was {metric} {relation} {amount} yen in {year}?",
    "ja": "{year}年の{metric}は{amount}円{relation}ですか",
}
RELATION = {
    "en": {Relation.ABOVE: "above", Relation.BELOW: "below"},
    "ja": {Relation.ABOVE: "超", Relation.BELOW: "未満"},
}


def held(catalogue: Catalogue, kind: Kind) -> list[tuple[str, int]]:
    """Metrics that have a spoken name here, with the years in which a figure of this kind is held."""
    unit = Unit.JPY if kind is Kind.LEVEL else Unit.PERCENT
    return [(metric, year) for metric in SPOKEN["en"] for year in catalogue.periods(metric, kind, unit)]


def said(language: str, pattern: dict[str, str], metric: str, year: int, **more: str) -> str:
    return pattern[language].format(metric=SPOKEN[language][metric], year=year, **more)


def changed(first: Query, second: Query) -> dict[str, object]:
    """What the second query says of its only item and itself that the first doesn't."""
    assert len(first.items) == len(second.items) == 1
    fields = [(name, getattr(first, name), getattr(second, name)) for name in Query.model_fields if name != "items"]
    fields += [(name, getattr(first.items[0], name), getattr(second.items[0], name)) for name in Item.model_fields]
    return {name: after for name, before, after in fields if before != after}


def of_level(metric: str, year: int) -> Query:
    return Query(operation=Operation.VALUE, items=(Item(metric=metric, period=year),))


LANGUAGES = pytest.mark.parametrize("language", ["en", "ja"])


@LANGUAGES
@pytest.mark.parametrize(("metric", "year"), held(SHIPPED, Kind.LEVEL))
def test_the_year_beside_differs_in_its_period(
    understand: Understand, ask: Ask, language: str, metric: str, year: int
) -> None:
    query = understand(said(language, LEVEL, metric, year))
    assert query == of_level(metric, year)
    for beside in (year - 1, year + 1):
        result = ask(said(language, LEVEL, metric, beside))
        if isinstance(result, Reading) or (metric, beside) in held(SHIPPED, Kind.LEVEL):
            assert isinstance(result, Reading)
            assert changed(query, result.query) == {"period": beside}


@LANGUAGES
@pytest.mark.parametrize("year", SHIPPED.periods("market_domestic", Kind.LEVEL, Unit.JPY))
@pytest.mark.parametrize(("pattern", "kind"), [(LEVEL, Kind.LEVEL), (GROWTH, Kind.GROWTH), (SHARE, Kind.SHARE)])
def test_abroad_and_at_home_differ_in_their_metric(
    understand: Understand, language: str, year: int, pattern: dict[str, str], kind: Kind
) -> None:
    abroad = understand(said(language, pattern, "market_overseas", year))
    assert abroad.items[0].kind is kind
    home = understand(said(language, pattern, "market_domestic", year))
    assert changed(abroad, home) == {"metric": "market_domestic"}


@LANGUAGES
@pytest.mark.parametrize("year", SHIPPED.periods("production_total", Kind.LEVEL, Unit.JPY))
@pytest.mark.parametrize("pattern", [LEVEL, GROWTH])
def test_the_broad_market_and_the_studios_differ_in_their_metric(
    understand: Understand, language: str, year: int, pattern: dict[str, str]
) -> None:
    broad = understand(said(language, pattern, "market_total", year))
    narrow = understand(said(language, pattern, "production_total", year))
    assert changed(broad, narrow) == {"metric": "production_total"}


@LANGUAGES
@pytest.mark.parametrize(("metric", "year"), held(SHIPPED, Kind.GROWTH))
def test_size_and_growth_differ_in_their_kind(understand: Understand, language: str, metric: str, year: int) -> None:
    size, growth = (understand(said(language, pattern, metric, year)) for pattern in (LEVEL, GROWTH))
    assert changed(size, growth) == {"kind": Kind.GROWTH}


@LANGUAGES
@pytest.mark.parametrize(("metric", "year"), held(SHIPPED, Kind.SHARE))
def test_size_and_share_differ_in_their_kind(understand: Understand, language: str, metric: str, year: int) -> None:
    size, share = (understand(said(language, pattern, metric, year)) for pattern in (LEVEL, SHARE))
    assert changed(size, share) == {"kind": Kind.SHARE}


@LANGUAGES
@pytest.mark.parametrize("metric", SPOKEN["en"])
@pytest.mark.parametrize("year", [2019, 2023])
def test_above_and_below_differ_in_the_relation_claimed(
    understand: Understand, language: str, metric: str, year: int
) -> None:
    amount = {"en": "2 trillion", "ja": "2兆"}[language]
    above, below = (
        understand(said(language, CLAIM, metric, year, amount=amount, relation=RELATION[language][relation]))
        for relation in (Relation.ABOVE, Relation.BELOW)
    )
    assert above.claim is not None
    assert above.claim.relation is Relation.ABOVE
    assert changed(above, below) == {"claim": Claim(relation=Relation.BELOW, bound=above.claim.bound)}


@LANGUAGES
@pytest.mark.parametrize("metric", SPOKEN["en"])
@pytest.mark.parametrize(("number", "year"), [(2, 2024), (3, 2023), (5, 2019)])
def test_a_thousand_times_less_differs_in_the_amount_claimed(
    understand: Understand, language: str, metric: str, number: int, year: int
) -> None:
    large, small = {"en": (f"{number} trillion", f"{number} billion"), "ja": (f"{number}兆", f"{number}0億")}[language]
    relation = RELATION[language][Relation.ABOVE]
    more = understand(said(language, CLAIM, metric, year, amount=large, relation=relation))
    less = understand(said(language, CLAIM, metric, year, amount=small, relation=relation))
    assert set(changed(more, less)) == {"claim"}
    assert [q.claim.bound.value for q in (more, less) if q.claim and q.claim.bound] == [
        Decimal(number) * 10**12,
        Decimal(number) * 10**9,
    ]


@pytest.mark.parametrize("metric", ["market_total", "market_overseas"])
@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_dollars_differ_in_the_unit_asked_for(understand: Understand, metric: str, year: int) -> None:
    plain = said("en", LEVEL, metric, year)
    dollars = plain.replace("?", " in dollars?")
    assert changed(understand(plain), understand(dollars)) == {"unit": Unit.USD}


@pytest.mark.parametrize("metric", SPOKEN["en"])
def test_highest_and_lowest_differ_in_what_is_selected(understand: Understand, metric: str) -> None:
    highest, lowest = (
        understand(f"In which year was the growth of {SPOKEN['en'][metric]} {end}?") for end in ("highest", "lowest")
    )
    assert set(changed(highest, lowest)) == {"select"}
