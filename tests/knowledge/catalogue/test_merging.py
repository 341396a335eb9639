"""A server's own metrics and figures over a catalogue: shown beside what ships, and held to the same rules."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.catalogue import CatalogueError, merged
from knowledge.model import (
    Catalogue,
    Edition,
    Figure,
    Geography,
    Kind,
    Metric,
    MetricName,
    Rank,
    Scope,
    Source,
    Unit,
)

CAFES = Metric(
    id="cafes",
    scope=Scope.EVENTS,
    geography=Geography.ALL,
    unit=Unit.COUNT,
    names={
        code: MetricName(name="Cafés", short="Cafés", aliases=("coffee shops",), definition="How many there are.")
        for code in ("en", "fr")
    },
)
TIMES = Source(id="times", publisher="Times")
CENSUS = Edition(id="census", publisher="Society", title={"en": "Census", "fr": "Recensement"})


def home_2024(value: int, rank: Rank = Rank.PREFERRED) -> Figure:
    return Figure(
        metric="home", kind=Kind.LEVEL, period=2024, unit=Unit.JPY, value=Decimal(value), rank=rank,
        editions=("census",), sources=("times",), origin="server-1",
    )  # fmt: skip


def refusal(catalogue: Catalogue, **additions: list[Metric] | list[Figure] | list[Source] | list[Edition]) -> str:
    with pytest.raises(CatalogueError) as refused:
        merged(catalogue, **additions)  # type: ignore[arg-type]
    return str(refused.value)


def test_an_added_figure_is_preferred_and_the_one_before_it_stays_beside_it(small: Catalogue) -> None:
    both = merged(small, figures=[home_2024(120)], sources=[TIMES], editions=[CENSUS])
    prints = both.prints("home", Kind.LEVEL, 2024, Unit.JPY)
    assert [(figure.value, figure.rank) for figure in prints] == [
        (Decimal(100), Rank.NORMAL),
        (Decimal(90), Rank.SUPERSEDED),
        (Decimal(120), Rank.PREFERRED),
    ]
    assert both.preferred("home", Kind.LEVEL, 2024, Unit.JPY) == home_2024(120)


def test_an_added_figure_that_is_not_preferred_leaves_the_answer_as_it_was(small: Catalogue) -> None:
    both = merged(small, figures=[home_2024(120, Rank.NORMAL)], sources=[TIMES], editions=[CENSUS])
    figure = both.preferred("home", Kind.LEVEL, 2024, Unit.JPY)
    assert figure is not None
    assert figure.value == 100


def test_the_catalogue_that_was_added_to_stays_as_it_is(small: Catalogue) -> None:
    before = small.model_copy(deep=True)
    assert small.preferred("home", Kind.LEVEL, 2024, Unit.JPY) is not None, "its indexes are built"
    both = merged(small, metrics=[CAFES], figures=[home_2024(120)], sources=[TIMES], editions=[CENSUS])
    assert small == before
    assert (len(both.figures), len(both.metrics)) == (len(small.figures) + 1, len(small.metrics) + 1)


def test_an_added_metric_can_be_added_together_with_its_figures(small: Catalogue) -> None:
    figure = home_2024(12).model_copy(update={"metric": "cafes", "unit": Unit.COUNT})
    both = merged(small, metrics=[CAFES], figures=[figure], sources=[TIMES], editions=[CENSUS])
    assert both.preferred("cafes", Kind.LEVEL, 2024, Unit.COUNT) == figure


def test_a_held_metric_may_get_further_aliases_but_no_other_meaning(small: Catalogue) -> None:
    home = small.metrics["home"]
    names = {code: name.model_copy(update={"aliases": ("hearth",)}) for code, name in home.names.items()}
    renamed = home.model_copy(update={"names": names})
    assert merged(small, metrics=[renamed]).metrics["home"].names["en"].aliases == ("hearth",)
    other = renamed.model_copy(update={"scope": Scope.PRODUCTION, "whole": None})
    assert "added metrics, row 1: home is held already" in refusal(small, metrics=[other])


def test_additions_are_held_to_the_same_rules(small: Catalogue) -> None:
    said = refusal(small, figures=[home_2024(1), home_2024(2)])
    assert "added figures, row 1: source times is unknown" in said
    assert "added figures, row 2: edition census is unknown" in said
    assert "added figures, row 2: a second preferred level of home in 2024 (JPY)" in said


def test_an_added_unit_has_to_fit(small: Catalogue) -> None:
    figure = home_2024(1).model_copy(update={"unit": Unit.COUNT})
    said = refusal(small, figures=[figure], sources=[TIMES], editions=[CENSUS])
    assert "added figures, row 1: the unit count does not fit the level of home; use JPY or USD" in said


def test_an_added_name_may_not_mean_a_held_metric(small: Catalogue) -> None:
    taken = CAFES.names["en"].model_copy(update={"aliases": ("AT HOME",)})
    said = refusal(small, metrics=[CAFES.model_copy(update={"names": {**CAFES.names, "en": taken}})])
    assert "added metrics, row 1: 'at home' (en) means both home and cafes" in said


def test_an_added_metric_is_named_in_every_language(small: Catalogue) -> None:
    said = refusal(small, metrics=[CAFES.model_copy(update={"names": {"en": CAFES.names["en"]}})])
    assert "added metrics, row 1: cafes has no name in 'fr'" in said


def test_a_held_source_or_edition_may_come_again_only_as_it_is(small: Catalogue) -> None:
    gazette, survey = small.sources["gazette"], small.editions["survey"]
    assert merged(small, sources=[gazette], editions=[survey]) == small
    said = refusal(
        small,
        sources=[gazette.model_copy(update={"publisher": "Times"})],
        editions=[survey.model_copy(update={"published": "2024"})],
    )
    assert "added sources, row 1: gazette is held already" in said
    assert "added editions, row 1: survey is held already" in said
