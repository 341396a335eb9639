"""The rules that a catalogue's nouns keep among each other; a plain list, each rule one idea."""

from __future__ import annotations

from knowledge.catalogue.drafts import Draft
from knowledge.catalogue.problems import Problem


def check(draft: Draft) -> list[Problem]:
    """All that is wrong with a draft."""
    return []
