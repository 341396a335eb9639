"""Plans, previews and saves changes of what a server holds: joins the store, the snapshots and the checks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.calendar import utc_now
from bot.garbage import made_to_go
from bot.holdings import Holding, Holdings, entries_of
from bot.moderating.plans import FIGURE, Plan, Step, plan_of, typed
from bot.operating import turns
from knowledge.additions import Entry, FigureEntry, StatementEntry, decoded, overlaid
from knowledge.answering import Desk
from knowledge.model import Answer, Item, Kind, Localised, Operation, Query, Unit
from knowledge.reviewing import (
    ORIGIN,
    Check,
    Checker,
    Effect,
    Given,
    Level,
    Trouble,
    effects,
    hidden,
    name_troubles,
    proposed,
    say,
)
from knowledge.store import Store
from knowledge.store.drafts import Draft, Drafts, new_draft_id
from knowledge.store.revisions import Action, Author, Revision, Revisions

KEPT_FOR, WAITS_FOR = timedelta(hours=24), timedelta(days=30)
"""How long a draft is kept for its author, and how long one waits for a second moderator."""


@dataclass(frozen=True)
class Preview:
    """What would come of a plan: `troubles` keep a figure from being one, `wrong` entries from being held."""

    plan: Plan
    troubles: tuple[Trouble, ...] = ()
    checks: tuple[tuple[FigureEntry, Check], ...] = ()
    """Of one figure all that it was held against, of several what speaks against them."""
    effects: tuple[Effect, ...] = ()
    wrong: tuple[Localised, ...] = ()
    warnings: tuple[Localised, ...] = ()
    """What would be lost by it, though nothing is wrong with it."""
    unchanged: bool = False
    """Whether all that the plan says is held just so already."""

    @property
    def can_be_saved(self) -> bool:
        grave = any(check.level is Level.IMPOSSIBLE for _, check in self.checks)
        return bool(self.plan.steps) and not (grave or self.troubles or self.wrong)


@dataclass(frozen=True)
class Workshop:
    """For one bot; `server` is an id as the store knows it."""

    holdings: Holdings
    store: Store
    now: Callable[[], datetime] = utc_now
    drafts: Drafts = field(init=False)
    revisions: Revisions = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "drafts", Drafts(self.store))
        object.__setattr__(self, "revisions", Revisions(self.store))

    # --- planning ---

    def figure(self, here: Holding, given: Given, reason: str = "", editing: Revision | None = None) -> Plan:
        """A figure to be added, or to be put in place of one that is held; where it is none, just its fields."""
        entry = proposed(given, here.catalogue)
        plan = Plan(kind=FIGURE, given=typed(given), reason=reason)
        if not isinstance(entry, FigureEntry):
            return plan
        steps = _in_place_of(editing, entry, reason, here) if editing else (added(entry, here, reason),)
        return plan.model_copy(update={"steps": steps})

    # --- showing ---

    async def preview(self, server: str, plan: Plan) -> Preview:
        """What a plan would change, by what is held now."""
        here = await self.holdings.of(server)
        if plan.kind == FIGURE and not plan.steps:
            found = proposed(plan.fields, here.catalogue)
            return Preview(plan, troubles=tuple(found) if isinstance(found, list) else ())
        with made_to_go():
            return await asyncio.to_thread(self._previewed, here, self.holdings.below(server), server, plan)

    def _previewed(self, here: Holding, below: Holding, server: str, plan: Plan) -> Preview:
        if plan.steps and all(_is_held(step, here) for step in plan.steps):
            return Preview(plan, unchanged=True)
        after = _after(here, plan)
        laid, misfits = overlaid(below.catalogue, after.values(), server)
        touched = {(step.table, step.key) for step in plan.steps}
        wrong = [
            trouble
            for step in plan.steps
            if step.action is not Action.RETRACT and (entry := step.entry) is not None
            for trouble in name_troubles(entry, here.catalogue)
        ]
        unfit = (each for each in misfits if (each.entry.table, each.entry.key) in touched)
        wrong += [say("does_not_fit", why=each.why) for each in unfit if not wrong]
        figure = plan.figure
        changed: tuple[Effect, ...] = ()
        if figure is not None and not wrong:
            changed = tuple(effects(figure, here.desk, Desk(laid, today=lambda: self.holdings.today)))
        checks = () if wrong else self._checked(plan, here, after, below)
        warnings = tuple(
            warning
            for step in plan.steps
            if step.action is not Action.RETRACT and isinstance(entry := step.entry, StatementEntry)
            for warning in hidden(entry, below.desk)
        )
        return Preview(plan, checks=checks, effects=changed, wrong=tuple(wrong), warnings=warnings)

    def _checked(
        self, plan: Plan, here: Holding, after: Mapping[tuple[str, str], Entry], below: Holding
    ) -> tuple[tuple[FigureEntry, Check], ...]:
        """The figures that a plan adds or changes against all that would stand beside them."""
        added = {
            (entry.table, entry.key): entry
            for step in plan.steps
            if step.action is not Action.RETRACT and isinstance(entry := step.entry, FigureEntry)
        }
        beside = [entry for key, entry in after.items() if key not in added]
        before, _ = overlaid(below.catalogue, beside, ORIGIN + " before")
        laid, _ = overlaid(before, added.values(), ORIGIN)
        checker = Checker(before, laid, self.holdings.today)
        gone = [each for each in entries_of(here.revisions) if after.get((each.table, each.key)) != each]
        found = [(entry, check) for entry in added.values() for check in checker.check(entry, gone)]
        return tuple(each for each in found if len(added) == 1 or each[1].level is not Level.FINE)

    async def keep(self, server: str, plan: Plan, author: Author, id: str = "") -> Draft:
        """Keeps a plan as a draft, under its id if it has one."""
        now = self.now()
        content = await asyncio.to_thread(plan.model_dump_json, exclude_defaults=True)
        draft = Draft(id or new_draft_id(), server, plan.kind, content, author, now, now + KEPT_FOR)
        await self.drafts.put(draft)
        return draft

    async def draft(self, server: str, id: str) -> tuple[Draft, Plan] | None:
        """A draft that was made in a server, with its plan, while it is kept."""
        draft = await self.drafts.get(id, server, self.now())
        plan = await asyncio.to_thread(plan_of, draft.content) if draft else None
        return (draft, plan) if draft and plan else None

    # --- deciding ---

    async def save(self, draft: Draft, plan: Plan, approver: Author | None = None) -> None:
        """Does what a plan says; on the disk when this returns. Raises `Decided` where that was done already, and
        `Overtaken`, with the draft kept, where somebody changed the same meanwhile."""
        changes = [step.as_change() for step in plan.steps]
        await self.revisions.append(draft.server, changes, draft.author, approver, draft.id)
        for change in changes:
            turns.wrote(change.kind)
        self.holdings.changed(draft.server)

    async def hand_over(self, draft: Draft) -> bool:
        """Lets a draft wait for a second moderator; whether it did not yet."""
        return await self.drafts.wait(draft.id, self.now() + WAITS_FOR)

    async def answer(self, server: str, entry: FigureEntry) -> tuple[Answer, Holding]:
        """What the bot says of a figure now."""
        here = await self.holdings.of(server)
        item = Item(metric=entry.metric, kind=entry.kind, period=entry.period)
        return here.desk.answer(Query(operation=Operation.VALUE, items=(item,), unit=entry.unit)), here


def added(entry: Entry, here: Holding, reason: str = "") -> Step:
    """Something to be added; an edit where it is held already, and what was taken back goes on with its history."""
    before = held(here, entry.table, entry.key)
    action = Action.EDIT if before and before.stands else Action.ADD
    return Step.of(entry, action, before.number if before else 0, reason)


def changed(entry: Entry, here: Holding) -> Step | None:
    """An entry to be held as it is; None where it is held just so already."""
    before = held(here, entry.table, entry.key)
    same = before is not None and before.stands and decoded(before.kind, before.content) == entry
    return None if same else added(entry, here)


def _is_held(step: Step, here: Holding) -> bool:
    """Whether a step adds, or changes something to, what stands already."""
    entry = step.entry
    return step.action in (Action.ADD, Action.EDIT) and entry is not None and changed(entry, here) is None


def _in_place_of(editing: Revision, entry: FigureEntry, reason: str, here: Holding) -> tuple[Step, ...]:
    """An edit; where that makes it another print, the old one is taken back and the new one added."""
    if entry.key == editing.key:
        return (Step.of(entry, Action.EDIT, editing.number, reason),)
    back = Step.on(editing, Action.RETRACT, reason)
    return back, added(entry, here, reason)


def held(here: Holding, table: str, key: str) -> Revision | None:
    """The last revision of one thing that a server added itself."""
    return here.latest.get((table, key))


def _after(here: Holding, plan: Plan) -> Mapping[tuple[str, str], Entry]:
    """The entries that would stand, by table and key."""
    entries = {(entry.table, entry.key): entry for entry in entries_of(here.revisions)}
    for step in plan.steps:
        entry = step.entry
        if step.action is Action.RETRACT or entry is None:
            entries.pop((step.table, step.key), None)
        else:
            entries[step.table, step.key] = entry
    return entries


def as_typed(entry: FigureEntry) -> Given:
    """The fields that a figure could have been typed as."""
    number = f"{entry.value:f}"
    units = {Unit.JPY: f"JPY {number}", Unit.USD: f"USD {number}", Unit.PERCENT: f"{number}%"}
    return Given(
        metric=entry.metric,
        year=str(entry.period),
        value=entry.said or units.get(entry.unit, number),
        source=entry.publisher,
        published=entry.published,
        url=entry.url,
        kind=entry.kind.value if entry.kind is not Kind.LEVEL else "",
        edition=entry.edition,
        rank=entry.rank.value if entry.rank else "",
        note=entry.note,
        series=entry.series,
    )
