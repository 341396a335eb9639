"""What the doctor found: one line each, on the terminal or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace

from bot.redacting import Redactor


@dataclass(frozen=True)
class Finding:
    """`ok` is None for what could not be looked at; `do` says what to do where it is not right."""

    about: str
    ok: bool | None
    says: str
    do: str = ""


def right(about: str, says: str) -> Finding:
    """Nothing is to be done."""
    return Finding(about, True, says)


def wrong(about: str, says: str, do: str) -> Finding:
    """Something is to be done."""
    return Finding(about, False, says, do)


def unseen(about: str, why: str) -> Finding:
    """It could not be looked at, because of something else."""
    return Finding(about, None, why)


def healthy(findings: Iterable[Finding]) -> bool:
    """Whether all of it was looked at and is right."""
    return all(finding.ok for finding in findings)


_MARKS = {True: "ok   ", False: "wrong", None: "?    "}


def show(findings: Iterable[Finding], redact: Redactor, write: Callable[[str], object]) -> None:
    """A line each, and under it what to do."""
    for each in findings:
        write(redact(f"{_MARKS[each.ok]} {each.about}: {each.says}"))
        if each.do:
            write(redact(f"      -> {each.do}"))


def as_json(findings: Iterable[Finding], redact: Redactor) -> str:
    """One object: whether all is right, and every finding."""
    listed = list(findings)
    checks = [asdict(replace(each, says=redact(each.says), do=redact(each.do))) for each in listed]
    return json.dumps({"ok": healthy(listed), "checks": checks}, ensure_ascii=False)
