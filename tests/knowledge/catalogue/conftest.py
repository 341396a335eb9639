"""A small known world: a catalogue of four metrics in a folder, sound until a test spoils one line of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.catalogue import load
from knowledge.model import Catalogue

SMALL = {
    "data/metrics.csv": """\
id,scope,geography,status,unit,subject,whole
total,broad_market,all,observation,JPY,,
home,broad_market,domestic,observation,JPY,,total
away,broad_market,overseas,observation,JPY,,total
fairs,events,all,observation,count,fairs,
""",
    "data/figures.csv": """\
metric,kind,period,unit,value,rounding,rank,series,editions,sources,note
total,level,2024,JPY,300,5,preferred,,survey,gazette,rough
home,level,2024,JPY,100,5,preferred,,survey,gazette,
home,level,2024,JPY,90,5,superseded,,survey,gazette,
home,level,2024,USD,1,0.5,preferred,,survey,gazette,
home,share,2024,percent,33.3,0.05,preferred,,survey,gazette,
fairs,level,2024,count,7,0,preferred,,survey,gazette herald,
fairs,level,2010,count,900,0,preferred,old,survey,herald,
""",
    "data/sources.csv": """\
id,publisher,url,published
gazette,Gazette,https://gazette.example/1,2025-01-31
herald,Herald,,2025-02
""",
    "data/editions.csv": """\
id,publisher,published
survey,Society,2025
""",
    "data/identities.csv": """\
whole,parts
total,home away
""",
    "data/tensions.csv": """\
id,metric,period,what
home_2024,home,2024,sum
""",
    "data/statements.toml": """\
topics = ["chair"]
[statements.chair]
asks = ["who"]
topics = ["chair"]
sources = ["gazette"]
metrics = ["total"]
period = 2024
""",
    "languages/en.toml": """\
[metrics.total]
name = "Market"
short = "All"
definition = "What is spent."
aliases = ["everything"]
[metrics.home]
name = "Home market"
short = "Home"
definition = "What is spent at home."
aliases = ["at home"]
[metrics.away]
name = "Market abroad"
short = "Abroad"
definition = "What is spent abroad."
aliases = ["far away"]
[metrics.fairs]
name = "Fairs"
short = "Fair count"
definition = "How many fairs there are."
aliases = ["shows"]
[notes]
rough = "A rough figure."
[tensions]
home_2024 = "Does not add up."
[editions]
survey = "Survey of 2025"
[publishers]
Society = "The Society"
[statements.chair]
text = "Ann Example is in the chair."
short = "Ann Example"
""",
}
SMALL["languages/fr.toml"] = SMALL["languages/en.toml"].replace("Ann Example is in the chair", "Ann Example préside")

Spoil = Callable[..., Path]


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    """The catalogue that ships with the product."""
    return load()


@pytest.fixture
def world(tmp_path: Path) -> Spoil:
    """Writes the small world, with one text in one file put in another's place, and says where it is."""

    def write(file: str = "", old: str = "", new: str = "") -> Path:
        for name, text in SMALL.items():
            assert name != file or old in text, f"{old!r} is not in {file}"
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text.replace(old, new, 1) if name == file else text, "utf-8")
        return tmp_path

    return write


@pytest.fixture
def small(world: Spoil) -> Catalogue:
    """The small world, loaded as it is."""
    return load(world())
