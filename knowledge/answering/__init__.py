"""Query to answer: figures looked up, derived where they aren't stored, with what must be known beside them."""

from knowledge.answering.desk import ANSWERS_KEPT, Desk
from knowledge.answering.remembering import remembered

__all__ = ["ANSWERS_KEPT", "Desk", "remembered"]
