"""What can be seen without Discord: the versions installed, and the database."""

from __future__ import annotations

import os
import platform
from collections.abc import AsyncIterator
from importlib.metadata import PackageNotFoundError, requires
from importlib.metadata import version as version_of
from pathlib import Path

from packaging.requirements import Requirement

from bot.doctor.findings import Finding, right, wrong
from bot.operating.version import DISTRIBUTION, version
from knowledge.store.engine import StoreUnreachable
from knowledge.store.inspecting import Condition, closed_folder, condition_of, file_of, free_bytes, missing_file

ENOUGH = 200_000_000
"""Bytes below which a disk is nearly full."""

_START = "start the bot once: it makes what it needs"


def versions() -> Finding:
    """Whether each library is of a version that this release was made for."""
    needs = [Requirement(each) for each in _requirements()]
    amiss = [f"{need.name} {found or 'is missing'}" for need in needs if not _fits(need, found := _installed(need))]
    if amiss:
        do = "install the release anew: .venv/bin/python -m pip install --upgrade ."
        return wrong("versions", f"not what the release needs: {', '.join(amiss)}", do)
    release, python, discord = version(), platform.python_version(), version_of("discord.py")
    return right("versions", f"release {release}, Python {python}, discord.py {discord}, {len(needs)} libraries fit")


def _requirements() -> list[str]:
    """Those of the installed release, extras left out; where it is not installed, the one that it can't do without."""
    try:
        return [each for each in requires(DISTRIBUTION) or () if "extra ==" not in each]
    except PackageNotFoundError:
        return ["discord.py"]


def _installed(need: Requirement) -> str | None:
    try:
        return version_of(need.name)
    except PackageNotFoundError:
        return None


def _fits(need: Requirement, found: str | None) -> bool:
    return found is not None and need.specifier.contains(found, prereleases=True)


async def database(url: str, enough: int = ENOUGH) -> AsyncIterator[Finding]:
    """Whether it can be reached and written to, has the schema of this release, and room to grow."""
    file = file_of(url)
    if missing := missing_file(url):
        yield _missing(missing.absolute())
    else:
        try:
            for finding in _in(await condition_of(url)):
                yield finding
        except StoreUnreachable as error:
            yield wrong("database", f"can't be opened: {error}", "check DATABASE_URL, and whether it is running")
    yield _room(file, enough)


def _missing(file: Path) -> Finding:
    if not os.path.isdir(file.parent):  # False where it can't be looked at, too
        return wrong("database", f"{file} can't be made: there is no such folder", "make it, or change DATABASE_URL")
    if why := closed_folder(file.parent):
        says = f"{file} is not there and can't be made: the folder {file.parent} can't be written to ({why})"
        return wrong(
            "database", says, "let the bot's user write to that folder, or name a file elsewhere in DATABASE_URL"
        )
    return wrong("database", f"{file} is not there yet", _START)


def _in(condition: Condition) -> list[Finding]:
    return [_writable(condition), _schema(condition)]


def _writable(condition: Condition) -> Finding:
    if condition.unwritable:
        do = "let the bot's user write to it; to SQLite's folder too"
        return wrong("database", f"can't be written to: {condition.unwritable}", do)
    return right("database", "can be reached and written to" if condition.revision else "can be reached")


def _schema(condition: Condition) -> Finding:
    if condition.of_a_newer_release:
        do = "install that release, or restore a backup from before it"
        return wrong("schema", f"made by a newer release ({condition.revision})", do)
    if condition.revision is None:
        return wrong("schema", "there are no tables yet", _START)
    if not condition.up_to_date:
        return wrong("schema", f"of an earlier release ({condition.revision})", "make a backup, then start the bot")
    return right("schema", f"up to date ({condition.revision})")


def _room(file: Path | None, enough: int) -> Finding:
    if file is None:
        return right("disk", "the database's server has its own, which can't be seen from here")
    try:
        free = free_bytes(file)
    except OSError as error:
        return wrong("disk", f"can't be looked at: {error}", "check DATABASE_URL")
    if free < enough:
        return wrong("disk", f"{free / 1e6:,.0f} MB free beside the database", "make room: writes fail when it is full")
    return right("disk", f"{free / 1e9:,.1f} GB free beside the database")
