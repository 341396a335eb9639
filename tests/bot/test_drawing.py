"""What a chart shows, before it is painted: every value once, scaled and worded, each drawn as what it is."""

from __future__ import annotations

import pytest

from bot.answers.drawing import ALT_AT_MOST, Form, Look, drawable, drawn
from bot.answers.voice import Voice
from knowledge.answering import Desk
from knowledge.model import Catalogue, Item, Kind, Operation, Query, Span


@pytest.fixture
def voice(catalogue: Catalogue) -> Voice:
    return Voice(catalogue, "en")


def series(*metrics: str, kind: Kind = Kind.LEVEL, span: Span | None = None) -> Query:
    items = tuple(Item(metric=metric, kind=kind) for metric in metrics)
    return Query(operation=Operation.SERIES, items=items, span=span)


def test_a_series_has_a_mark_for_each_year_held_and_leaves_gaps(desk: Desk, voice: Voice) -> None:
    drawing = drawn(desk.answer(series("market_total")), voice)
    assert drawing is not None
    years = [mark.at for mark in drawing.lines[0].marks]
    assert 2011 not in years
    assert years == sorted(years)
    assert drawing.unit == "trillion yen"
    assert drawing.lines[0].marks[-1].text == "3.84"
    assert drawing.lines[0].marks[-1].height == pytest.approx(3.8407)


def test_few_values_are_columns_and_many_or_several_series_are_lines(desk: Desk, voice: Voice) -> None:
    forms = {
        metrics: drawing.form
        for metrics in (("market_streaming",), ("market_total",), ("market_overseas", "market_domestic"))
        if (drawing := drawn(desk.answer(series(*metrics)), voice)) is not None
    }
    assert list(forms.values()) == [Form.COLUMNS, Form.LINE, Form.LINE]


def test_printed_computed_and_revised_values_look_different_and_the_key_says_how(desk: Desk, voice: Voice) -> None:
    drawing = drawn(desk.answer(series("market_streaming")), voice)
    assert drawing is not None
    looks = {mark.at: mark.look for mark in drawing.lines[0].marks}
    assert looks[2022] is Look.COMPUTED
    assert looks[2023] is Look.REPORTED
    assert drawing.key == ((Look.COMPUTED, "computed"),)
    total = drawn(desk.answer(series("market_total")), voice)
    assert total is not None
    assert {mark.at: mark.look for mark in total.lines[0].marks}[2016] is Look.REVISED


def test_a_target_is_drawn_as_a_target_beside_what_was_reached(desk: Desk, voice: Voice) -> None:
    items = Item(metric="content_overseas_sales"), Item(metric="content_overseas_target")
    drawing = drawn(desk.answer(Query(operation=Operation.GAP, items=items)), voice)
    assert drawing is not None
    assert [(mark.look, mark.text) for mark in drawing.lines[0].marks] == [
        (Look.REPORTED, "5.8"),
        (Look.TARGET, "20"),
    ]


def test_many_things_beside_each_other_are_ranked_and_two_stay_as_asked(desk: Desk, voice: Voice) -> None:
    eight = next(identity.parts for identity in voice.catalogue.identities if identity.whole == "market_domestic")
    asked = tuple(Item(metric=metric, period=2023) for metric in eight)
    drawing = drawn(desk.answer(Query(operation=Operation.COMPARE, items=asked)), voice)
    assert drawing is not None
    heights = [mark.height for mark in drawing.lines[0].marks]
    assert len(heights) == 8
    assert heights == sorted(heights, reverse=True)
    two = Item(metric="market_domestic", period=2024), Item(metric="market_overseas", period=2024)
    beside = drawn(desk.answer(Query(operation=Operation.COMPARE, items=two)), voice)
    assert beside is not None
    assert [mark.label for mark in beside.lines[0].marks] == ["Domestic", "Overseas"]


def test_a_rate_keeps_the_digits_that_were_printed(desk: Desk, voice: Voice) -> None:
    drawing = drawn(desk.answer(series("market_overseas", kind=Kind.GROWTH)), voice)
    assert drawing is not None
    texts = {mark.at: mark.text for mark in drawing.lines[0].marks}
    assert texts[2024] == "+26%"
    assert texts[2015] == "+78.7%"


def test_the_description_says_every_value_and_fits_discord(desk: Desk, voice: Voice) -> None:
    drawing = drawn(desk.answer(series("market_overseas")), voice)
    assert drawing is not None
    for mark in drawing.lines[0].marks:
        assert f"{mark.label}: {mark.text}" in drawing.alt
    assert len(drawing.alt) <= ALT_AT_MOST


def test_in_japanese_amounts_are_in_japanese_units(desk: Desk, catalogue: Catalogue) -> None:
    voice = Voice(catalogue, "ja")
    overseas, streaming = (drawn(desk.answer(series(m)), voice) for m in ("market_overseas", "market_streaming"))
    assert overseas is not None
    assert streaming is not None
    assert overseas.unit == "兆円"
    assert streaming.unit == "億円"
    assert streaming.lines[0].marks[-1].text == "2,501"


@pytest.mark.parametrize(
    "query",
    [
        Query(operation=Operation.STATEMENT, statements=("aja_chair",)),
        Query(operation=Operation.VALUE, items=(Item(metric="market_overseas", period=2003),)),
        series("studios", span=Span(start=1900, end=1901)),
    ],
)
def test_what_has_no_numbers_side_by_side_has_no_chart(desk: Desk, voice: Voice, query: Query) -> None:
    assert drawn(desk.answer(query), voice) is None


def test_beside_one_figure_its_course_over_the_years_is_drawn() -> None:
    item = Item(metric="market_overseas", kind=Kind.SHARE, period=2024)
    asked = drawable(Query(operation=Operation.VALUE, items=(item,)))
    assert asked == series("market_overseas", kind=Kind.SHARE)
    assert drawable(Query(operation=Operation.DEFINITION, items=(item,))) is None


def test_the_whole_coverage_is_a_grid_of_what_is_printed_computed_and_in_conflict(desk: Desk, voice: Voice) -> None:
    drawing = drawn(desk.answer(Query(operation=Operation.COVERAGE)), voice)
    assert drawing is not None
    assert drawing.form is Form.GRID
    rows = {line.name: {mark.at: mark.look for mark in line.marks} for line in drawing.lines}
    assert rows["Overseas"][2024] is Look.REPORTED
    assert rows["Domestic"][2015] is Look.COMPUTED
    assert rows["Anime market"][2020] is Look.CONFLICT
    assert 2011 not in rows["Anime market"]
    assert not any("goal" in name for name in rows)
