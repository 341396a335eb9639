"""`python -m bot figures verify`: where the printed figures contradict each other, and whether that is known."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console

from bot.answers.voice import Voice
from knowledge.catalogue import load
from knowledge.derivations.conflicts import Check, Conflict, conflicts
from knowledge.model import Catalogue, Tension

CHECKED = frozenset(check.value for check in Check)


@dataclass(frozen=True)
class Findings:
    """What was found, against what is kept as known."""

    known: tuple[tuple[Conflict, Tension], ...]
    new: tuple[Conflict, ...]
    gone: tuple[Tension, ...]
    """Known contradictions of a kind that is computed, but that are none any more."""
    told: tuple[Tension, ...]
    """Those that no computation can find: of words, of the year of a figure."""

    @property
    def sound(self) -> bool:
        return not self.new and not self.gone


def findings(catalogue: Catalogue) -> Findings:
    """Every contradiction within rounding, sorted into known and new."""
    kept = {(tension.metric, tension.period, tension.what): tension for tension in catalogue.tensions}
    found = list(conflicts(catalogue))
    places = {conflict.place for conflict in found}
    return Findings(
        known=tuple((each, kept[each.place]) for each in found if each.place in kept),
        new=tuple(each for each in found if each.place not in kept),
        gone=tuple(each for place, each in kept.items() if each.what in CHECKED and place not in places),
        told=tuple(each for each in catalogue.tensions if each.what not in CHECKED),
    )


def verify() -> bool:
    """Prints the findings; whether nothing is new and nothing is gone."""
    catalogue = load()
    found, voice = findings(catalogue), Voice(catalogue, "en")
    console = Console(highlight=False)
    for conflict, tension in found.known:
        console.print(_line(conflict, voice), f"    {voice.localised(tension.text)}", sep="\n")
    for tension in found.told:
        console.print(_named(tension, voice), f"    {voice.localised(tension.text)}", sep="\n")
    for conflict in found.new:
        console.print(f"[bold red]new[/] {_line(conflict, voice)}")
    for tension in found.gone:
        console.print(f"[bold red]fits now[/] {_named(tension, voice)}: {voice.localised(tension.text)}")
    known = len(found.known) + len(found.told)
    console.print(
        f"{len(catalogue.figures)} figures: {known} known contradictions, {len(found.new)} new, {len(found.gone)} gone"
    )
    return found.sound


def _line(conflict: Conflict, voice: Voice) -> str:
    item = conflict.expected.item
    assert item is not None
    ours, theirs = voice.as_printed(conflict.figure.quantity), voice.as_printed(conflict.expected.quantity)
    return f"{voice.dated(item)}: printed {ours}, by the others {theirs} ({conflict.check.value})"


def _named(tension: Tension, voice: Voice) -> str:
    return f"{voice.metric(tension.metric)}, {tension.period} ({tension.what})"
