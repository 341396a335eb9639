"""The rules that make a query of a question's parts: a plain list, each with the words that it explains."""

from knowledge.questions.rules.calculations import CALCULATIONS
from knowledge.questions.rules.claims import CLAIMS
from knowledge.questions.rules.rule import Rule
from knowledge.questions.rules.targets import TARGETS
from knowledge.questions.rules.values import VALUES
from knowledge.questions.rules.years import YEARS

RULES: tuple[Rule, ...] = (*CLAIMS, *TARGETS, *YEARS, *CALCULATIONS, *VALUES)

__all__ = ["RULES", "Rule"]
