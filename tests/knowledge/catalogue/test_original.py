"""Compares the shipped figures with the tables they were converted from, where those are at hand (FIGURES_DIR)."""

from __future__ import annotations

import csv
import os
from importlib.resources import files
from pathlib import Path

import pytest

ORIGINAL = os.environ.get("FIGURES_DIR", "")

pytestmark = pytest.mark.skipif(not ORIGINAL, reason="FIGURES_DIR does not name the folder of the original tables")


def table(text: str, without: frozenset[str]) -> list[dict[str, str]]:
    rows = csv.DictReader(text.splitlines())
    return [{key: cell for key, cell in row.items() if key not in without} for row in rows]


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("figures.csv", {"note"}),
        ("sources.csv", set()),
        ("editions.csv", {"title"}),
        ("tensions.csv", {"id", "text"}),
    ],
)
def test_a_table_is_what_it_was_but_for_its_words(name: str, without: set[str]) -> None:
    ours = (files("knowledge.catalogue") / "data" / name).read_text("utf-8")
    theirs = (Path(ORIGINAL) / name).read_text("utf-8")
    assert table(ours, frozenset(without)) == table(theirs, frozenset(without))


def test_the_same_figures_carry_a_note() -> None:
    ours = (files("knowledge.catalogue") / "data" / "figures.csv").read_text("utf-8")
    theirs = (Path(ORIGINAL) / "figures.csv").read_text("utf-8")
    noted = [[bool(row["note"]) for row in csv.DictReader(text.splitlines())] for text in (ours, theirs)]
    assert noted[0] == noted[1]
