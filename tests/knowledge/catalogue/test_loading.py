"""A sound folder loads as it stands; each mistake is refused with its file, its row and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.catalogue import CatalogueError, load
from knowledge.model import Catalogue, Kind, Unit

Spoil = Callable[..., Path]

METRICS, FIGURES, SOURCES = "data/metrics.csv", "data/figures.csv", "data/sources.csv"
EDITIONS, IDENTITIES, TENSIONS = "data/editions.csv", "data/identities.csv", "data/tensions.csv"
STATEMENTS, ENGLISH = "data/statements.toml", "languages/en.toml"


def test_a_sound_folder_loads_with_its_words_in_every_language(small: Catalogue) -> None:
    figure = small.preferred("total", Kind.LEVEL, 2024, Unit.JPY)
    assert figure is not None
    assert figure.quantity.low == 295
    assert figure.quantity.high == 305
    assert figure.note == {"en": "A rough figure.", "fr": "A rough figure."}
    assert small.metrics["home"].whole == "total"
    assert small.statements["chair"].text["fr"] == "Ann Example préside."
    assert small.editions["survey"].names["en"] == "The Society"
    assert small.sources["herald"].names["en"] == "Herald"


def test_the_series_in_use_answers_and_another_series_only_where_it_is_alone(world: Spoil) -> None:
    spoilt = world(FIGURES, "fairs,level,2010,count,900", "fairs,level,2024,count,900")
    figure = load(spoilt).preferred("fairs", Kind.LEVEL, 2024, Unit.COUNT)
    assert figure is not None
    assert figure.value == 7
    alone = load(world()).preferred("fairs", Kind.LEVEL, 2010, Unit.COUNT)
    assert alone is not None
    assert alone.series == "old"


def test_the_series_in_use_answers_wherever_its_row_stands(world: Spoil) -> None:
    rows = "fairs,level,2024,count,900,0,preferred,old,survey,herald,\nfairs,level,2024,count,7,"
    figure = load(world(FIGURES, "fairs,level,2024,count,7,", rows)).preferred("fairs", Kind.LEVEL, 2024, Unit.COUNT)
    assert figure is not None
    assert figure.value == 7


BROKEN = [
    (METRICS, "home,broad_market", "home,narrow", "metrics.csv, row 3", "'narrow'"),
    (METRICS, "all,observation", "space,observation", "metrics.csv, row 2", "'space'"),
    (METRICS, "domestic,observation", "domestic,hope", "metrics.csv, row 3", "'hope'"),
    (METRICS, "count,fairs", "bags,fairs", "metrics.csv, row 5", "'bags'"),
    (METRICS, "JPY,,total\naway", "JPY,,sum\naway", "metrics.csv, row 3", "sum is unknown"),
    (METRICS, "count,fairs,", "count,fairs,total", "metrics.csv, row 5", "the scope broad_market"),
    (METRICS, "away,broad", "home,broad", "metrics.csv, row 4", "home stands already in metrics.csv, row 3"),
    (METRICS, "total,broad", "To tal,broad", "metrics.csv, row 2", "'To tal' is no id"),
    (METRICS, "id,scope", "id,area", "metrics.csv, row 1", "use id,scope"),
    (FIGURES, "total,level", "sum,level", "figures.csv, row 2", "metric sum is unknown"),
    (FIGURES, "survey,gazette,rough", "poll,gazette,rough", "figures.csv, row 2", "edition poll is unknown"),
    (FIGURES, "gazette herald", "gazette times", "figures.csv, row 7", "source times is unknown"),
    (FIGURES, "gazette,rough", "gazette,ruff", "en.toml, notes.ruff", "is missing"),
    (FIGURES, "survey,gazette,rough", "survey,,rough", "figures.csv, row 2", "sources is empty"),
    (
        FIGURES,
        "home,level,2024,JPY,90,5,superseded",
        "home,level,2024,JPY,90,5,preferred",
        "figures.csv, row 4",
        "row 3",
    ),
    (FIGURES, "2024,USD", "2024,minutes", "figures.csv, row 5", "use JPY or USD"),
    (FIGURES, "2024,percent", "2024,JPY", "figures.csv, row 6", "use percent"),
    (FIGURES, "2024,count", "2024,USD", "figures.csv, row 7", "use count"),
    (FIGURES, "home,share", "total,share", "figures.csv, row 6", "no whole"),
    (FIGURES, "300,5", "300,-5", "figures.csv, row 2", "negative"),
    (FIGURES, "300,5", "3e2,5", "figures.csv, row 2", "'3e2' is no number"),
    (FIGURES, "300,5", "NaN,5", "figures.csv, row 2", "'NaN' is no number"),
    (FIGURES, "300,5", "300,", "figures.csv, row 2", "rounding '' is no number"),
    (FIGURES, "300,5", '"3,00",5', "figures.csv, row 2", "'3,00' is no number"),
    (FIGURES, "300,5", "3,00,5", "figures.csv, row 2", "12 cells"),
    (FIGURES, "level,2010", "level,10", "figures.csv, row 8", "'10' is no year"),
    (FIGURES, "level,2010", "level,3010", "figures.csv, row 8", "'3010' is no year"),
    (FIGURES, "level,2010", "height,2010", "figures.csv, row 8", "use one of level, growth, share"),
    (FIGURES, "superseded", "replaced", "figures.csv, row 4", "'replaced' is unknown"),
    (SOURCES, "2025-01-31", "2025-02-31", "sources.csv, row 2", "YYYY-MM-DD"),
    (SOURCES, "2025-02", "02/2025", "sources.csv, row 3", "'02/2025' is no date"),
    (SOURCES, "herald,", "gazette,", "sources.csv, row 3", "gazette stands already"),
    (EDITIONS, "Society,2025", "Society,2025-13", "editions.csv, row 2", "'2025-13' is no date"),
    (EDITIONS, "survey,", "survey-2,", "en.toml, editions.survey-2", "is missing"),
    (IDENTITIES, "home away", "home fairs", "identities.csv, row 2", "across scopes or units (fairs)"),
    (IDENTITIES, "home away", "home abroad", "identities.csv, row 2", "metric abroad is unknown"),
    (TENSIONS, "home_2024,home", "home_2024,house", "tensions.csv, row 2", "metric house is unknown"),
    (TENSIONS, ",sum\n", ",sum\nhome_2024,total,2023,sum\n", "tensions.csv, row 3", "home_2024 stands already"),
    (STATEMENTS, '["gazette"]', '["times"]', "statements.toml, statements.chair", "source times is unknown"),
    (STATEMENTS, '["total"]', '["sum"]', "statements.toml, statements.chair", "metric sum is unknown"),
    (STATEMENTS, '["who"]', '["whom"]', "statements.toml, statements.chair", "unknown 'whom'"),
    (STATEMENTS, '["who"]', '"who"', "statements.toml, statements.chair", "asks is no list"),
    (STATEMENTS, '["who"]', "[]", "statements.toml, statements.chair", "asks is missing"),
    (STATEMENTS, 'topics = ["chair"]\nsources', 'topics = ["sofa"]\nsources', "statements.chair", "unknown 'sofa'"),
    (STATEMENTS, '["chair"]', '["chair", "sofa"]', "statements.toml, topics", "'sofa'"),
    (STATEMENTS, "period = 2024", "period = 24", "statements.toml, statements.chair", "24 is no year"),
    (STATEMENTS, "period", "year", "statements.toml, statements.chair", "year is no key"),
    (STATEMENTS, "[statements.chair]", "[statements.chair", "statements.toml", "can't be read"),
    (ENGLISH, '["at home"]', '["Ｅverything"]', "metrics.csv, row 3", "'everything' (en) means both total and home"),
    (ENGLISH, 'short = "Home"\n', "", "en.toml, metrics.home.short", "is missing"),
    (ENGLISH, 'aliases = ["at home"]', "aliases = []", "en.toml, metrics.home.aliases", "is missing"),
    (ENGLISH, 'definition = "What is spent abroad."', "", "en.toml, metrics.away.definition", "is missing"),
    (ENGLISH, "[metrics.fairs]", "[metrics.fayres]", "en.toml, metrics.fairs.name", "is missing"),
    (ENGLISH, 'home_2024 = "Does not add up."', "", "en.toml, tensions.home_2024", "is missing"),
    (ENGLISH, 'short = "Ann Example"', "", "en.toml, statements.chair.short", "is missing"),
    (ENGLISH, 'rough = "A rough figure."', 'rough = " "', "en.toml, notes.rough", "is missing"),
    (ENGLISH, "[tensions]", 'smooth = "Idle."\n[tensions]', "en.toml, notes.smooth", "belongs to nothing"),
    (ENGLISH, "[publishers]", "[printers]", "en.toml, printers", "is no section"),
    (ENGLISH, 'short = "Home"', "short = Home", "en.toml", "line 8"),
]


@pytest.mark.parametrize(("file", "old", "new", "place", "what"), BROKEN)
def test_a_mistake_is_refused_with_its_place(
    world: Spoil, file: str, old: str, new: str, place: str, what: str
) -> None:
    with pytest.raises(CatalogueError) as refusal:
        load(world(file, old, new))
    lines = str(refusal.value).splitlines()
    assert any(place in line and what in line and "; " in line for line in lines), str(refusal.value)


def test_all_mistakes_are_listed_and_not_just_the_first(world: Spoil) -> None:
    folder = world(FIGURES, "300,5", "three,-5")
    (folder / SOURCES).write_text("id,publisher,url,published\ngazette,Gazette,,soon\n", "utf-8")
    with pytest.raises(CatalogueError) as refusal:
        load(folder)
    places = [str(problem.place) for problem in refusal.value.problems]
    assert places[:2] == ["figures.csv, row 2", "sources.csv, row 2"]
    assert "figures.csv, row 7" in places, "the herald is not among the sources any more"


@pytest.mark.parametrize("file", [METRICS, FIGURES, SOURCES, EDITIONS, IDENTITIES, TENSIONS, STATEMENTS])
def test_a_missing_file_is_named(world: Spoil, file: str) -> None:
    folder = world()
    (folder / file).unlink()
    with pytest.raises(CatalogueError, match=f"{Path(file).name}: can't be read"):
        load(folder)


def test_a_folder_without_languages_is_refused(world: Spoil) -> None:
    folder = world()
    for file in (folder / "languages").iterdir():
        file.unlink()
    with pytest.raises(CatalogueError, match="languages: holds no language"):
        load(folder)


def test_a_file_saved_by_a_spreadsheet_loads_as_well(world: Spoil) -> None:
    folder = world()
    sources = folder / SOURCES
    sources.write_bytes(b"\xef\xbb\xbf" + sources.read_bytes().replace(b"\n", b"\r\n"))
    assert set(load(folder).sources) == {"gazette", "herald"}
