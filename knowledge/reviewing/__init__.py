"""A figure before it is added: read as it was printed, checked against all that is known, with what it would change."""

from knowledge.reviewing.checks import ORIGIN, Check, Checker, Level, checked
from knowledge.reviewing.effects import Effect, effects
from knowledge.reviewing.importing import BadRow, Imported, imported
from knowledge.reviewing.naming import as_asked, name_troubles, no_metric
from knowledge.reviewing.proposing import Given, Trouble, citation_troubles, dated, proposed
from knowledge.reviewing.statements import hidden
from knowledge.reviewing.wording import say

__all__ = [
    "ORIGIN",
    "BadRow",
    "Check",
    "Checker",
    "Effect",
    "Given",
    "Imported",
    "Level",
    "Trouble",
    "as_asked",
    "checked",
    "citation_troubles",
    "dated",
    "effects",
    "hidden",
    "imported",
    "name_troubles",
    "no_metric",
    "proposed",
    "say",
]
