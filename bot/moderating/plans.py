"""What a moderator wants to be done, as it is kept in a draft until they, or a second one, decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from knowledge.additions import Entry, FigureEntry, decoded, encoded
from knowledge.model import Localised, Noun
from knowledge.reviewing import Given
from knowledge.store.revisions import Action, Change, Revision

Kind = Literal["figure", "proposal", "other"]
FIGURE: Kind = "figure"
PROPOSAL: Kind = "proposal"
OTHER: Kind = "other"
"""Drafts of one figure, whose fields can be edited further, of figures found in a text, and all others."""


class Step(Noun):
    """One change to come; `after` is the number of the revision that was seen when it was planned."""

    table: str
    key: str
    action: Action
    content: str
    after: int = 0
    reason: Annotated[str, Field(max_length=500)] = ""

    @classmethod
    def of(cls, entry: Entry, action: Action, after: int = 0, reason: str = "") -> Step:
        return cls(table=entry.table, key=entry.key, action=action, content=encoded(entry), after=after, reason=reason)

    @classmethod
    def on(cls, revision: Revision, action: Action, reason: str = "") -> Step:
        """Something to be done with what a revision says, such as taking it back."""
        return cls(
            table=revision.kind,
            key=revision.key,
            action=action,
            content=revision.content,
            after=revision.number,
            reason=reason,
        )

    @property
    def entry(self) -> Entry | None:
        """What is added, changed or taken back; None where it is no entry of the catalogue's."""
        return decoded(self.table, self.content)

    def as_change(self) -> Change:
        return Change(self.table, self.key, self.action, self.content, self.after, self.reason)


class Plan(Noun):
    """Steps that are done together or not at all. One of a single figure keeps its fields as they were typed, also
    where they are no figure yet."""

    kind: Kind = OTHER
    steps: tuple[Step, ...] = ()
    offered: tuple[Step, ...] = ()
    """What was found in a text; `steps` are those of it that are ticked."""
    words: tuple[str, ...] = ()
    """For each of `offered`, the words that it came from."""
    bounds: tuple[int, ...] = ()
    """The numbers of those of `offered` that are only said to be passed, or not reached: "more than 2 trillion"."""
    left: int = 0
    """How many more the text has than can be offered at once."""
    troubles: tuple[Localised, ...] = ()
    """What keeps figures of the text from being offered."""
    given: Mapping[str, str] = Field(default_factory=dict)
    reason: str = ""

    @property
    def fields(self) -> Given:
        """The fields of a single figure."""
        return Given(**{"metric": "", "year": "", "value": "", "source": ""} | dict(self.given))

    @property
    def figure(self) -> FigureEntry | None:
        """The one figure that this is about, if it is about one; also where it takes the place of another print."""
        steps = [step for step in self.steps if step.action is not Action.RETRACT] or self.steps
        entry = steps[0].entry if len(steps) == 1 else None
        return entry if isinstance(entry, FigureEntry) else None


def typed(given: Given) -> dict[str, str]:
    """Fields as a plan keeps them: those that say something."""
    return {name: value for name, value in asdict(given).items() if value}


def plan_of(line: str) -> Plan | None:
    """The plan of a line as it is kept; None for one of another release."""
    try:
        return Plan.model_validate_json(line)
    except ValidationError:
        return None
