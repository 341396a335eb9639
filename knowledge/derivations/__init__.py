"""What follows from the figures: identities solved in every direction, with the rounding carried through."""

from knowledge.derivations.nodes import Node, calculated, printed
from knowledge.derivations.solver import Solver

__all__ = ["Node", "Solver", "calculated", "printed"]
