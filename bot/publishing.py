"""`python -m bot figures …`: what the bot's owner publishes to all servers, on the machine that it runs on."""

from __future__ import annotations

import asyncio
import getpass
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console

from bot.answers.voice import Voice
from bot.answers.wording import Count
from bot.calendar import local_date
from bot.failures import CannotStart, NoDatabase
from bot.holdings import Holding, Holdings, entries_of
from bot.moderating.cards import entry_line, revision_line
from bot.moderating.plans import Plan, Step
from bot.moderating.workshop import Preview, Workshop, changed
from bot.settings import load_settings
from knowledge.additions import Entry, decoded
from knowledge.additions.entries import fingerprint
from knowledge.additions.exchange import as_csv, as_json
from knowledge.catalogue import load
from knowledge.reviewing import Given, Level, imported
from knowledge.store import Store, StoreAway, StoreUnreachable
from knowledge.store.inspecting import missing_file
from knowledge.store.reports import OWNER, Reports
from knowledge.store.revisions import EVERYWHERE, Action, Author, Overtaken, Revision, Revisions

MARKS = {Level.FINE: "[green]fine[/]", Level.DOUBTFUL: "[yellow]doubtful[/]", Level.IMPOSSIBLE: "[red]impossible[/]"}

Result = TypeVar("Result")


FORMS = ("csv", "json")
"""The forms of an exported file, by the ends of their names."""


@dataclass(frozen=True)
class Publisher:
    """The owner at the terminal, with what holds everywhere."""

    workshop: Workshop
    here: Holding
    console: Console

    @property
    def voice(self) -> Voice:
        return self.here.voices["en"]

    def list(self) -> None:
        """Prints everything that was published, each with the id that `history` takes."""
        standing = [(each, entry) for each in self.here.revisions if each.stands and (entry := _entry(each))]
        for revision, entry in standing:
            self.console.print(f"{fingerprint(revision.key)}  {entry_line(entry, self.voice)}", markup=False)
        if not standing:
            self.console.print("Nothing is published beside what ships.")

    async def add(self, given: Given, *, yes: bool) -> None:
        """Adds one figure, after showing what it is checked against."""
        meant = self.here.metrics["en"].called(given.metric) or given.metric
        fields = {**vars(given), "metric": meant}
        await self._do(self.workshop.figure(self.here, Given(**fields)), yes=yes)

    async def load(self, file: Path, *, yes: bool) -> None:
        """Imports a CSV or JSON file; all of it or nothing."""
        try:
            content = await asyncio.to_thread(file.read_bytes)
        except OSError as error:
            raise CannotStart(f"{file} can't be read: {error.strerror}") from None
        read = imported(content, self.here.catalogue, self.here.metrics["en"].called)
        for bad in read.bad:
            self.console.print(f"row {bad.number}: {bad.text['en']}", markup=False)
        if read.bad:
            raise CannotStart(f"{self.voice.say('moderating.bad_rows', count=len(read.bad))}; nothing was")
        steps = tuple(step for _, entry in read.entries if (step := changed(entry, self.here)))
        new = sum(step.action is Action.ADD for step in steps)
        same = len(read.entries) - len(steps)
        self.console.print(f"{new} new, {len(steps) - new} changed, {same} as they are held already")
        if steps:
            await self._do(Plan(steps=steps), yes=yes)

    def dump(self, file: Path, form: str, *, force: bool = False) -> None:
        """Exports everything that was published, as `csv` or `json`; over a file that is there by `force` only."""
        if form not in FORMS:
            raise CannotStart(f"{file} would be of an unknown form; end its name in .csv or .json")
        if file.exists() and not force:
            raise CannotStart(f"{file} is there already; name another file, or add --force to write over it")
        entries = entries_of(self.here.revisions)
        _written(file, as_csv(entries) if form == "csv" else as_json(entries))
        self.console.print(f"{len(entries)} {Count(len(entries)):entry|entries} in {file}")

    async def history(self, id: str) -> None:
        """Prints every revision of one thing."""
        found = self._found(id)
        for revision in await self.workshop.revisions.history(EVERYWHERE, found.kind, found.key):
            self.console.print(revision_line(revision, self.voice), markup=False)

    async def retract(self, id: str, reason: str, *, yes: bool) -> None:
        """Takes back what was published; its history stays."""
        found = self._found(id)
        if not found.stands:
            raise CannotStart(f"{id} is taken back already")
        await self._do(Plan(steps=(Step.on(found, Action.RETRACT, reason),), reason=reason), yes=yes)

    def _found(self, id: str) -> Revision:
        """The last revision of something published, by the id that the list shows."""
        found = next((each for each in self.here.revisions if id in (each.key, fingerprint(each.key))), None)
        if found is None:
            raise CannotStart(f"nothing published has the id {id}; `figures list` shows the ids")
        return found

    async def queue(self, reports: Reports) -> None:
        """Prints the numbers that were reported as wrong in direct messages."""
        open_ = await reports.open(OWNER)
        for report in open_:
            self.console.print(
                f"{report.made:%Y-%m-%d} #{report.receipt} {report.author.name}: {report.text}", markup=False
            )
        if not open_:
            self.console.print("Nothing is reported.")

    async def _do(self, plan: Plan, *, yes: bool) -> None:
        preview = await self.workshop.preview(EVERYWHERE, plan)
        self._show(preview)
        if not preview.can_be_saved:
            raise CannotStart("this can't be saved as it is; nothing was changed")
        if not yes and self.console.input("Save? [y/N] ").strip().lower() not in ("y", "yes"):
            self.console.print("Nothing was changed.")
            return
        draft = await self.workshop.keep(EVERYWHERE, plan, _me())
        try:
            await self.workshop.save(draft, plan)
        except Overtaken as overtaken:
            raise CannotStart(f"{overtaken}; nothing was changed") from None
        self.console.print(f"Saved: {len(plan.steps)} {Count(len(plan.steps)):change|changes}, seen in every server.")

    def _show(self, preview: Preview) -> None:
        for trouble in preview.troubles:
            self.console.print(f"{trouble.field}: {trouble.text['en']}", markup=False)
        for step in preview.plan.steps[:20]:
            self.console.print(_line(step, self.voice), markup=False)
        for why in preview.wrong:
            self.console.print(why["en"], markup=False)
        for warning in preview.warnings:
            self.console.print(warning["en"], markup=False)
        for entry, check in preview.checks[:40]:
            self.console.print(f"{MARKS[check.level]} {entry.metric} {entry.period}: {check.text['en']}")


def _line(step: Step, voice: Voice) -> str:
    entry = step.entry
    return f"{step.action.value}: {entry_line(entry, voice, in_full=True) if entry else step.key}"


def _entry(revision: Revision) -> Entry | None:
    return decoded(revision.kind, revision.content)


def _me() -> Author:
    return Author("", f"{getpass.getuser()} (owner)")


def published(
    what: Callable[[Publisher], Awaitable[Result]], console: Console | None = None, *, makes_one: bool = False
) -> Result:
    """Opens the database of the settings, made where it is missing only if `makes_one`, and does something with what
    holds everywhere.
    """

    async def run() -> Result:
        settings = load_settings()
        if not makes_one and (file := missing_file(settings.database_url)):
            raise NoDatabase(file)
        try:
            async with (
                Store(settings.database_url) as store,
                Holdings.of_what_ships(load(), local_date, store, in_words=False) as holdings,
            ):
                here = await holdings.of(None)
                return await what(Publisher(Workshop(holdings, store), here, console or Console(highlight=False)))
        except StoreUnreachable as error:
            raise CannotStart(f"{error}; check DATABASE_URL") from None
        except StoreAway as error:
            raise CannotStart(_away(error)) from None

    return asyncio.run(run())


def _away(error: StoreAway) -> str:
    done = "it is not certain whether this was saved: look before you do it again" if error.uncertain else _NOTHING
    return f"the database can't be reached: {error}; {done}"


_NOTHING = "nothing was changed"


# --- everything, of all servers ---


async def backed_up(store: Store, file: Path) -> int:
    """Writes every revision of every server to a file, a JSON object a line; tells how many."""
    lines = [json.dumps(_as_object(each), ensure_ascii=False) + "\n" for each in await Revisions(store).of_all()]
    await asyncio.to_thread(_written, file, "".join(lines))
    return len(lines)


def _written(file: Path, text: str) -> None:
    """Writes a file, or says why it can't be."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotStart(f"{file} can't be written: {error.strerror}") from None


async def restored(store: Store, file: Path) -> int:
    """Reads such a file into a database that holds no revisions yet; raises `CannotStart` otherwise."""
    revisions = Revisions(store)
    if await revisions.servers():
        raise CannotStart("the database holds revisions already; restore into an empty one")
    text = await asyncio.to_thread(file.read_text, "utf-8")
    kept = [_from_object(json.loads(line)) for line in text.splitlines() if line]
    await revisions.put_back(kept)
    return len(kept)


def _as_object(each: Revision) -> dict[str, object]:
    return {
        "server": each.server,
        "kind": each.kind,
        "key": each.key,
        "number": each.number,
        "action": each.action.value,
        "content": each.content,
        "author": [each.author.id, each.author.name],
        "approver": [each.approver.id, each.approver.name] if each.approver else None,
        "at": each.at.isoformat(),
        "reason": each.reason,
    }


def _from_object(found: dict[str, object]) -> Revision:
    told: Any = found
    try:
        return Revision(
            id=0,
            server=told["server"],
            kind=told["kind"],
            key=told["key"],
            number=told["number"],
            action=Action(told["action"]),
            content=told["content"],
            author=Author(*told["author"]),
            at=datetime.fromisoformat(told["at"]),
            reason=told["reason"],
            approver=Author(*told["approver"]) if told["approver"] else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CannotStart(f"the file is no backup of this bot: {error!r}") from None
