"""A text -> the market figures in it, each with the words that it came from; and its claims, checked."""

from knowledge.extraction.claims import Checked, Checker
from knowledge.extraction.extracting import Extracted, Extractor

__all__ = ["Checked", "Checker", "Extracted", "Extractor"]
