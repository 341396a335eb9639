"""A figure before it is added: read as it was printed, checked against all that is known, with what it would change."""

from knowledge.reviewing.checks import ORIGIN, Check, Checker, Level, checked
from knowledge.reviewing.effects import Effect, effects
from knowledge.reviewing.importing import BadRow, Imported, imported
from knowledge.reviewing.naming import name_troubles
from knowledge.reviewing.proposing import Given, Trouble, proposed
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
    "checked",
    "effects",
    "imported",
    "name_troubles",
    "proposed",
    "say",
]
