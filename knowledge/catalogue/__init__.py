"""The data that ships with the product, checked when loaded: metrics, figures, sources, statements, languages."""

from knowledge.catalogue.loading import load
from knowledge.catalogue.merging import merged
from knowledge.catalogue.problems import CatalogueError

__all__ = ["CatalogueError", "load", "merged"]
