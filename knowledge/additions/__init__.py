"""What servers add to the catalogue: figures, metrics, other names, statements; and how it is laid over what ships."""

from knowledge.additions.entries import AliasEntry, Entry, FigureEntry, MetricEntry, StatementEntry, decoded, encoded
from knowledge.additions.overlay import Misfit, overlaid

__all__ = [
    "AliasEntry",
    "Entry",
    "FigureEntry",
    "MetricEntry",
    "Misfit",
    "StatementEntry",
    "decoded",
    "encoded",
    "overlaid",
]
