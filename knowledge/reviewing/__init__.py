"""A figure before it is added: read as it was printed, checked against all that is known, with what it would change."""

from knowledge.reviewing.checks import Check, Level, checked
from knowledge.reviewing.effects import Effect, effects
from knowledge.reviewing.proposing import Given, Trouble, proposed

__all__ = ["Check", "Effect", "Given", "Level", "Trouble", "checked", "effects", "proposed"]
