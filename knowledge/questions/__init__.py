"""Text to a typed query: what was understood, what was not, and why; nothing here looks a figure up."""

from knowledge.questions.candidates import Candidate, Considered
from knowledge.questions.claiming import ClaimReader, Whole
from knowledge.questions.reader import Reader
from knowledge.questions.reading import Choice, Claimed, Reading, Tag, Unread

__all__ = ["Candidate", "Choice", "ClaimReader", "Claimed", "Considered", "Reader", "Reading", "Tag", "Unread", "Whole"]
