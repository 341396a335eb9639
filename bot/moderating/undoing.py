"""What was saved just now, to be taken back: a plan as any other, shown before anything is done."""

from __future__ import annotations

from bot.holdings import Holding
from bot.moderating.plans import Plan, Step
from bot.moderating.workshop import held
from knowledge.store.revisions import Action, Revision


def undoing(plan: Plan, before: Holding, reason: str) -> Plan:
    """The plan that brings back what a server held `before` one was saved; the last step is taken back first."""
    steps = (_undoing(step, held(before, step.table, step.key), reason) for step in reversed(plan.steps))
    return Plan(steps=tuple(steps), reason=reason)


def _undoing(step: Step, before: Revision | None, reason: str) -> Step:
    """A retraction is restored, an edit is put back, and all else is taken back; each follows the step's revision."""
    action, content = Action.RETRACT, step.content
    if step.action is Action.RETRACT:
        action = Action.RESTORE
    elif before is not None and before.stands:
        action, content = Action.EDIT, before.content
    changed = {"action": action, "content": content, "after": step.after + 1, "reason": reason}
    return step.model_copy(update=changed)
