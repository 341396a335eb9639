"""Loads the catalogue that ships with the product, or one from a folder, checked as a whole."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from knowledge.catalogue.checking import check
from knowledge.catalogue.drafts import Draft, read
from knowledge.catalogue.problems import CatalogueError
from knowledge.model import Catalogue


def load(folder: Path | None = None) -> Catalogue:
    """The catalogue in `folder` (with `data/` and `languages/`), by default the one that ships with the product.

    Raises CatalogueError, which names file, row and remedy of everything that is wrong with it.
    """
    home: Traversable = folder if folder is not None else files("knowledge.catalogue")
    draft, problems = read(home)
    problems += check(draft)
    if problems:
        raise CatalogueError(problems)
    return _catalogue(draft)


def _catalogue(draft: Draft) -> Catalogue:
    return Catalogue(
        metrics={placed.thing.id: placed.thing for placed in draft.metrics},
        figures=tuple(placed.thing for placed in draft.figures),
        sources={placed.thing.id: placed.thing for placed in draft.sources},
        editions={placed.thing.id: placed.thing for placed in draft.editions},
        identities=tuple(placed.thing for placed in draft.identities),
        tensions=tuple(placed.thing for placed in draft.tensions),
        statements={placed.thing.id: placed.thing for placed in draft.statements},
    )
