"""What ships is complete: every figure carried over, every word there is in both languages, every claim of the report
a statement or a figure."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest

from knowledge.model import Catalogue, Figure, Kind, Localised, Rank, Scope, Unit

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def level(catalogue: Catalogue, metric: str, period: int, unit: Unit = Unit.JPY) -> Figure:
    figure = catalogue.preferred(metric, Kind.LEVEL, period, unit)
    assert figure is not None
    return figure


def test_every_row_was_carried_over(shipped: Catalogue) -> None:
    assert len(shipped.figures) == 235
    assert len(shipped.metrics) == 28
    assert len(shipped.sources) == 66
    assert len(shipped.editions) == 27
    assert len(shipped.tensions) == 16
    assert sum(bool(figure.note) for figure in shipped.figures) == 19
    assert sum(bool(figure.series) for figure in shipped.figures) == 3
    ranks = Counter(figure.rank for figure in shipped.figures)
    assert ranks == {Rank.PREFERRED: 220, Rank.SUPERSEDED: 11, Rank.NORMAL: 4}


@pytest.mark.parametrize(
    ("metric", "kind", "period", "unit", "value"),
    [
        ("market_total", Kind.LEVEL, 2024, Unit.JPY, "3840700000000"),
        ("market_overseas", Kind.LEVEL, 2024, Unit.JPY, "2170200000000"),
        ("market_overseas", Kind.LEVEL, 2024, Unit.USD, "14270000000"),
        ("market_overseas", Kind.GROWTH, 2024, Unit.PERCENT, "26"),
        ("market_domestic", Kind.LEVEL, 2024, Unit.JPY, "1670500000000"),
        ("market_domestic", Kind.GROWTH, 2024, Unit.PERCENT, "2.8"),
        ("market_total", Kind.GROWTH, 2019, Unit.PERCENT, "15.3"),
        ("production_total", Kind.LEVEL, 2024, Unit.JPY, "466200000000"),
        ("production_overseas", Kind.LEVEL, 2024, Unit.USD, "781000000"),
        ("content_overseas_target", Kind.LEVEL, 2033, Unit.JPY, "20000000000000"),
        ("content_overseas_target", Kind.LEVEL, 2033, Unit.USD, "131400000000"),
        ("content_overseas_sales", Kind.LEVEL, 2024, Unit.JPY, "5800000000000"),
        ("anime_events", Kind.LEVEL, 2025, Unit.COUNT, "136"),
        ("anime_event_countries", Kind.LEVEL, 2025, Unit.COUNT, "51"),
    ],
)
def test_the_numbers_of_the_report_answer(
    shipped: Catalogue, metric: str, kind: Kind, period: int, unit: Unit, value: str
) -> None:
    figure = shipped.preferred(metric, kind, period, unit)
    assert figure is not None
    assert figure.value == Decimal(value)
    assert "tiffcom-2025" in figure.sources


def test_an_earlier_print_stands_behind_its_revision(shipped: Catalogue) -> None:
    prints = shipped.prints("market_total", Kind.LEVEL, 2016, Unit.JPY)
    assert {figure.rank: figure.value for figure in prints} == {
        Rank.SUPERSEDED: 2_000_900_000_000,
        Rank.PREFERRED: 1_992_300_000_000,
    }


def test_an_older_series_answers_where_nothing_else_is_held_and_says_so(shipped: Catalogue) -> None:
    figure = level(shipped, "content_overseas_sales", 2010)
    assert figure.series == "meti-2010"
    assert "can't be compared" in figure.note["en"]


def test_every_figure_has_a_preferred_print(shipped: Catalogue) -> None:
    for figure in shipped.figures:
        assert shipped.preferred(figure.metric, figure.kind, figure.period, figure.unit), figure


def test_the_eight_categories_are_the_domestic_market(shipped: Catalogue) -> None:
    identity = next(identity for identity in shipped.identities if identity.whole == "market_domestic")
    assert len(identity.parts) == 8
    assert sum(level(shipped, part, 2023).value for part in identity.parts) == 1_624_300_000_000
    assert {shipped.metrics[part].whole for part in identity.parts} == {"market_total"}


def test_siblings_of_a_scope_can_be_told_apart(shipped: Catalogue) -> None:
    traits = Counter(
        (metric.scope, metric.geography, metric.status, metric.subject) for metric in shipped.metrics.values()
    )
    assert traits.most_common(1)[0][1] == 1


def test_broad_narrow_content_and_cool_japan_are_scopes_of_their_own(shipped: Catalogue) -> None:
    families = {
        "market_": Scope.BROAD,
        "production_": Scope.PRODUCTION,
        "content_": Scope.CONTENT,
        "cool_japan_": Scope.COOL_JAPAN,
    }
    for metric in shipped.metrics.values():
        for prefix, scope in families.items():
            assert not metric.id.startswith(prefix) or metric.scope is scope


def texts(catalogue: Catalogue) -> list[tuple[str, Localised]]:
    """All that people read of the catalogue, with what it is."""
    metrics = [
        (metric.id, {code: name.definition for code, name in metric.names.items()})
        for metric in catalogue.metrics.values()
    ]
    return [
        *metrics,
        *(("a note", figure.note) for figure in catalogue.figures if figure.note),
        *((f"{tension.metric} {tension.period}", tension.text) for tension in catalogue.tensions),
        *((edition.id, edition.title) for edition in catalogue.editions.values()),
        *((statement.id, statement.text) for statement in catalogue.statements.values()),
    ]


def test_all_that_people_read_is_there_in_both_languages(shipped: Catalogue) -> None:
    for what, text in texts(shipped):
        assert set(text) == {"en", "ja"}, what
        assert JAPANESE.search(text["ja"]), f"{what} is not in Japanese"
        assert not JAPANESE.search(text["en"]), f"{what} is not in English"


def test_bare_answers_are_there_in_both_languages(shipped: Catalogue) -> None:
    for statement in shipped.statements.values():
        assert set(statement.short) in ({"en", "ja"}, set()), statement.id


def test_every_metric_has_many_names_in_both_languages(shipped: Catalogue) -> None:
    for metric in shipped.metrics.values():
        assert set(metric.names) == {"en", "ja"}, metric.id
        for code, name in metric.names.items():
            assert len(name.aliases) >= 10, f"{metric.id} in {code}"
            assert len(name.definition.splitlines()) == 1, f"{metric.id} in {code}"


def test_every_tension_touches_a_figure_that_is_held(shipped: Catalogue) -> None:
    periods = {(figure.metric, figure.period) for figure in shipped.figures}
    for tension in shipped.tensions:
        assert (tension.metric, tension.period) in periods, tension


def test_every_claim_that_is_no_number_is_a_statement(shipped: Catalogue) -> None:
    essentials = {
        "aja_name": "Association of Japanese Animations",
        "aja_chair": "Kazuko Ishikawa",
        "ishikawa_company": "Nippon Animation",
        "ishikawa_exports": "core pillar",
        "aja_aims": "high-quality works",
        "report_editor": "Masahiko Hasegawa",
        "hasegawa_gap": "widen",
        "hasegawa_growth": "bundled contracts",
        "hasegawa_economy": "full cultural economy",
        "broad_market": "consumers spend",
        "narrow_market": "studios",
        "report_due": "December",
        "presented_at": "TIFFCOM",
        "presented_by": "AJA",
        "tiffcom": "Tokyo International Film Festival",
        "session_toho": "Toho Global",
        "session_gundam": "Gundam",
        "chao_annecy": "Annecy",
        "chao_tokyo": "Tokyo International Film Festival",
        "events_keeper": "International Otaku Events Association",
        "events_count": "51 countries and regions",
        "strategic_industry": "film, games, manga and music",
        "goal_initiative": "revised Cool Japan",
        "national_goal": "20 trillion",
        "growth_sources": "cross-media collaborations",
        "overseas_overtook": "since the pandemic",
        "growth_rank": "15.3 %",
        "market_record": "all-time high",
        "production_record": "all-time high",
        "production_overseas_part": "steadily",
        "gap_widened": "widened",
    }
    for id, essential in essentials.items():
        assert essential in shipped.statements[id].text["en"], id


def test_ids_and_topics_are_small_words(shipped: Catalogue) -> None:
    for statement in shipped.statements.values():
        assert all(re.fullmatch(r"[a-z0-9_]+", word) for word in (statement.id, *statement.topics)), statement.id


def test_what_is_no_fact_of_the_report_of_record_names_who_printed_it(shipped: Catalogue) -> None:
    assert shipped.statements["anime_projection"].sources == ("screen-daily-20241031",)
    assert shipped.statements["goal_milestone"].sources == ("limo-2024",)
    assert "tiffcom-2025" not in shipped.statements["cool_japan_scope"].sources
