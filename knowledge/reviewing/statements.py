"""A statement before it is added: which of those that are held would no longer be said."""

from __future__ import annotations

from knowledge.additions import StatementEntry
from knowledge.answering import Desk
from knowledge.model import Localised
from knowledge.reviewing.wording import say


def hidden(entry: StatementEntry, below: Desk) -> list[Localised]:
    """A warning for each statement that its words find in what it would lie over."""
    phrases = [phrase for said in entry.about.values() for phrase in said]
    found = {each.id: (phrase, each.text) for phrase in reversed(phrases) for each in below.ask(phrase).statements}
    return [say("hides", phrase=phrase, text=text) for phrase, text in found.values()]
