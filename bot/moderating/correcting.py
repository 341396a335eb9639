"""One of the figures that were found in a text, corrected in a form before anything is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from discord.ui import Modal, Select, View

from bot.answers.voice import Voice
from bot.holdings import Holding
from bot.moderating.controls import Field, Step, choice, form
from bot.moderating.plans import Plan
from bot.moderating.workshop import added
from knowledge.additions import FigureEntry
from knowledge.model import Kind, Unit
from knowledge.reviewing import Given, Trouble, proposed
from knowledge.store.drafts import Draft

FIELDS = {"metric": 100, "year": 4, "value": 100}
"""The fields that are typed, and how long each may be; the kind is chosen."""

_BETWEEN = "."
"""Stands between a draft and the number of a figure in it, in the id of a form."""


def figures_to_correct(plan: Plan, draft: Draft, lines: Sequence[str], voice: Voice) -> Select[View]:
    """A select of the figures found, of which one is to be corrected."""
    options = [(str(number), line, plan.words[number]) for number, line in enumerate(lines)]
    return choice(Step.CORRECT, draft.id, voice.say("proposals.correct"), options)


def number_in(id: str) -> tuple[str, int]:
    """The draft and the number of the figure that the id of a form names; -1 where it names none."""
    draft, _, number = id.partition(_BETWEEN)
    return draft, int(number) if number.isdecimal() else -1


def form_of(plan: Plan, number: int, draft: Draft, voice: Voice) -> Modal:
    """The form, with what was typed into it before, or else with what was found."""
    given = {**_found(plan, number, voice), **_typed_before(plan, number)}
    fields = [
        Field(name, voice.say(f"proposals.fields.{name}"), given[name], True, False, most)
        for name, most in FIELDS.items()
    ]
    kinds = tuple((kind.value, voice.say(f"choices.{kind.value}")) for kind in Kind)
    fields.append(Field("kind", voice.say("proposals.fields.kind"), given["kind"], True, choices=kinds))
    return form(Step.CORRECTED, f"{draft.id}{_BETWEEN}{number}", voice.say("proposals.correct"), fields)


def corrected(plan: Plan, number: int, typed: Mapping[str, str], here: Holding) -> tuple[Plan, list[Trouble]]:
    """The plan with the figure as it was typed, ticked; or what is wrong with it, and the plan with what was typed."""
    kept = {f"{number}{_BETWEEN}{name}": typed.get(name, "") for name in (*FIELDS, "kind")}
    entry = _entry(plan, typed, here)
    if isinstance(entry, list):
        return plan.model_copy(update={"given": {**plan.given, **kept}}), entry
    step = added(entry, here)
    given = {name: said for name, said in plan.given.items() if name not in kept}
    offered = tuple(step if place == number else each for place, each in enumerate(plan.offered))
    ticked = tuple(each for each in offered if each is step or each in plan.steps)
    bounds = tuple(place for place in plan.bounds if place != number)
    return plan.model_copy(update={"given": given, "offered": offered, "steps": ticked, "bounds": bounds}), []


def _entry(plan: Plan, typed: Mapping[str, str], here: Holding) -> FigureEntry | list[Trouble]:
    called = typed.get("metric", "")
    metric = next((found for names in here.metrics.values() if (found := names.called(called))), called)
    kind = typed.get("kind", "")
    asked = Given(
        metric=metric,
        year=typed.get("year", ""),
        value=_with_its_unit(typed.get("value", ""), kind),
        kind="" if kind == Kind.LEVEL else kind,
        **{name: plan.given.get(name, "") for name in ("source", "published", "url")},
    )
    return proposed(asked, here.catalogue)


def _with_its_unit(value: str, kind: str) -> str:
    """A bare number for growth or a share is meant in percent."""
    bare = kind != Kind.LEVEL and value.strip().lstrip("+-").replace(".", "", 1).isdecimal()
    return f"{value.strip()}%" if bare else value


def _found(plan: Plan, number: int, voice: Voice) -> dict[str, str]:
    entry = plan.offered[number].entry
    assert isinstance(entry, FigureEntry)
    value = f"{entry.value:f}%" if entry.unit is Unit.PERCENT else entry.said
    return {
        "metric": voice.metric(entry.metric),
        "year": str(entry.period),
        "value": value,
        "kind": entry.kind.value,
    }


def _typed_before(plan: Plan, number: int) -> dict[str, str]:
    begins = f"{number}{_BETWEEN}"
    return {name.removeprefix(begins): said for name, said in plan.given.items() if name.startswith(begins)}
