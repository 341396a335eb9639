"""Quantities in text and as text: "2兆1702億円" and "$14.27 billion" to exact values with their rounding, and back."""

from knowledge.quantities.parsing import FoundQuantity, find_quantities, parse_quantity
from knowledge.quantities.vocabulary import words_around
from knowledge.quantities.wording import worded, worded_as_printed, worded_in_full, worded_interval, year_ranges

__all__ = [
    "FoundQuantity",
    "find_quantities",
    "parse_quantity",
    "worded",
    "worded_as_printed",
    "worded_in_full",
    "worded_interval",
    "words_around",
    "year_ranges",
]
