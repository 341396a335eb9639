"""What moderators are shown: a plan before it is done, what was done, the history of a figure, the queue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from babel.dates import format_datetime

from bot.answers.card import Card, Row, Tone
from bot.answers.headlines import headline_of
from bot.answers.reading import title
from bot.answers.voice import Voice
from bot.moderating.plans import Plan, Step
from bot.moderating.workshop import Preview
from knowledge.additions import AliasEntry, Entry, FigureEntry, MetricEntry, StatementEntry, decoded
from knowledge.model import Answer, AnswerStatus, Item
from knowledge.quantities import worded_in_full
from knowledge.reviewing import Effect, Imported, Level
from knowledge.store.revisions import Author, Revision

MARKS = {Level.FINE: "✅", Level.DOUBTFUL: "⚠️", Level.IMPOSSIBLE: "⛔"}
LINES_AT_MOST = 15
"""Steps of a long plan that are listed."""


def preview_card(preview: Preview, voice: Voice) -> Card:
    """What is about to be done, what it was checked against, and which answers it changes."""
    plan = preview.plan
    if preview.troubles:
        return Card(
            title=voice.say("moderating.troubles"),
            lines=tuple(f"⛔ {voice.localised(trouble.text)}" for trouble in preview.troubles),
            footer=voice.say("moderating.nothing_lost"),
        )
    if preview.unchanged:
        held = (entry_line(entry, voice) for step in plan.steps[:LINES_AT_MOST] if (entry := step.entry))
        return Card(
            title=voice.say("moderating.unchanged"),
            lines=tuple(voice.say("moderating.as_held", what=what) for what in held),
            footer=voice.say("moderating.say_what"),
        )
    lines = [_step(step, voice) for step in plan.steps[:LINES_AT_MOST]]
    if (more := len(plan.steps) - LINES_AT_MOST) > 0:
        lines.append(voice.say("sources.more", count=more))
    return Card(
        title=voice.say("moderating.preview" if preview.can_be_saved else "moderating.stopped"),
        lines=(
            *lines,
            *(f"⛔ {voice.localised(why)}" for why in preview.wrong),
            *(f"{MARKS[Level.DOUBTFUL]} {voice.localised(warning)}" for warning in preview.warnings[:LINES_AT_MOST]),
            *_checks(preview, voice),
        ),
        rows=tuple(_effect(each, voice) for each in preview.effects),
        notes=(plan.reason,) if plan.reason else (),
        footer=voice.say("moderating.only_here"),
        tone=Tone.REPORTED if preview.can_be_saved else Tone.NONE,
    )


def _checks(preview: Preview, voice: Voice) -> Iterable[str]:
    """What each figure was held against; of several, by name, the gravest first."""
    ranked = sorted(preview.checks, key=lambda each: -list(Level).index(each[1].level))
    one = len({entry.key for entry, _ in preview.checks}) == 1
    for entry, check in ranked[:LINES_AT_MOST]:
        said = voice.localised(check.text)
        text = said if one else voice.say("lines.listed", label=_named(entry, voice), value=said)
        yield f"{MARKS[check.level]} {text}"
    if (more := len(ranked) - LINES_AT_MOST) > 0:
        yield voice.say("sources.more", count=more)


def _named(entry: FigureEntry, voice: Voice) -> str:
    return voice.dated(Item(metric=entry.metric, kind=entry.kind, period=entry.period))


def import_card(read: Imported, counts: Mapping[str, int], voice: Voice) -> Card:
    """What a file holds: its bad rows, or how much of it is new."""
    if read.bad:
        shown = read.bad[:LINES_AT_MOST]
        lines = [voice.say("moderating.bad_row", row=each.number, why=voice.localised(each.text)) for each in shown]
        if (more := len(read.bad) - LINES_AT_MOST) > 0:
            lines.append(voice.say("sources.more", count=more))
        return Card(
            title=voice.say("moderating.bad_rows", count=len(read.bad)),
            lines=tuple(lines),
            footer=voice.say("moderating.all_or_nothing"),
        )
    return Card(title=voice.say("moderating.import_title"), lines=(voice.say("moderating.counts", **counts),))


def _step(step: Step, voice: Voice) -> str:
    entry = step.entry
    said = entry_line(entry, voice, in_full=True) if entry else step.key
    return voice.say(f"moderating.actions.{step.action.value}", what=said)


def _effect(effect: Effect, voice: Voice) -> Row:
    before, after = (_headline(each, voice) for each in (effect.before, effect.after))
    return Row(label=title(effect.query, voice), value=voice.say("moderating.effect", before=before, after=after))


def _headline(answer: Answer, voice: Voice) -> str:
    if answer.status is not AnswerStatus.ANSWERED:
        return voice.say("moderating.no_answer")
    year = answer.values[0].item.period if answer.values and answer.values[0].item else None
    return f"{headline_of(answer, voice)[0]} ({year})" if year else headline_of(answer, voice)[0]


def entry_line(entry: Entry, voice: Voice, *, in_full: bool = False) -> str:
    """An entry in one line."""
    match entry:
        case FigureEntry():
            item = Item(metric=entry.metric, kind=entry.kind, period=entry.period)
            amount = voice.as_printed(entry.quantity)
            full = worded_in_full(entry.quantity, voice.language)
            number = f"{amount} ({full})" if in_full and full != amount else amount
            return voice.say("moderating.figure", item=voice.dated(item), amount=number, source=_source(entry, voice))
        case MetricEntry():
            named = entry.names.get(voice.language) or next(iter(entry.names.values()))
            return voice.say("moderating.metric", name=named.name, id=entry.id)
        case AliasEntry():
            return voice.say("moderating.alias", alias=entry.alias, metric=voice.metric(entry.metric))
        case StatementEntry():
            about = voice.listing(phrase for phrases in entry.about.values() for phrase in phrases)
            return voice.say("moderating.statement", about=about, text=voice.localised(entry.text))


def _source(entry: FigureEntry, voice: Voice) -> str:
    dated = f"{entry.publisher}, {voice.date(entry.published)}" if entry.published else entry.publisher
    edition = voice.edition(entry.edition) if entry.edition else ""
    return " · ".join(part for part in (dated, edition, entry.url) if part)


def history_card(history: Sequence[Revision], voice: Voice) -> Card:
    """Every revision of one thing, the latest first."""
    return Card(
        title=voice.say("moderating.history"),
        lines=tuple(revision_line(each, voice) for each in reversed(history[-LINES_AT_MOST:])),
        tone=Tone.REPORTED,
    )


def revision_line(revision: Revision, voice: Voice) -> str:
    """Who did what when, and why."""
    entry = decoded(revision.kind, revision.content)
    what = entry_line(entry, voice) if entry else revision.key
    return voice.say(
        "moderating.revision",
        at=format_datetime(revision.at, "medium", locale=voice.language),
        who=author_name(revision.author, voice) + _approved(revision, voice),
        what=voice.say(f"moderating.actions.{revision.action.value}", what=what),
        why=f" – {revision.reason}" if revision.reason else "",
    )


def _approved(revision: Revision, voice: Voice) -> str:
    by = revision.approver
    return voice.say("moderating.approved_by", who=author_name(by, voice)) if by else ""


def author_name(author: Author, voice: Voice) -> str:
    """The name at that time; of who had it deleted, that they were a moderator."""
    return author.name or voice.say("moderating.former")


def done_line(plan: Plan, voice: Voice, author: Author, approver: Author | None = None) -> Iterable[str]:
    """What was done, for the audit channel: a line a step."""
    who = author_name(author, voice) + (
        voice.say("moderating.approved_by", who=author_name(approver, voice)) if approver else ""
    )
    for step in plan.steps[:LINES_AT_MOST]:
        entry = step.entry
        what = entry_line(entry, voice) if entry else step.key
        yield f"{who}: {voice.say(f'moderating.actions.{step.action.value}', what=what)}"
    if (more := len(plan.steps) - LINES_AT_MOST) > 0:
        yield voice.say("sources.more", count=more)
    if plan.reason:
        yield f"– {plan.reason}"


def overtaken_card(by: Revision | None, voice: Voice) -> Card:
    """That somebody changed the same thing first, and how."""
    lines = (revision_line(by, voice),) if by else ()
    return Card(title=voice.say("moderating.overtaken"), lines=(*lines, voice.say("moderating.look_again")))
