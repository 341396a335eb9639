"""Reads statements.toml: which questions each statement of the report answers, and what it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

from knowledge.catalogue.problems import Place, Placed, Problem
from knowledge.catalogue.tables import document
from knowledge.catalogue.words import Words
from knowledge.model import FIRST_YEAR, LAST_YEAR, Statement

ASKS = ("who", "what", "when", "where", "which", "why", "how")
NEEDED = ("asks", "topics", "sources")
LISTS = (*NEEDED, "metrics")


def statements(file: Traversable, words: Words, problems: list[Problem]) -> list[Placed[Statement]]:
    """The statements whose entries are sound; whatever is wrong with the others goes to `problems`."""
    content = document(file, problems)
    topics = content.get("topics", [])
    found = []
    for key, entry in content.get("statements", {}).items():
        place = Place(file.name, f"statements.{key}")
        text, short = words.statement(key)
        faults = [Problem(place, what, remedy) for what, remedy in _faults(entry, topics)]
        problems.extend(faults)
        if not faults:
            found.append(Placed(place, Statement(id=key, text=text, short=short, **_fields(entry))))
    problems.extend(_idle(file.name, topics, content.get("statements", {})))
    return found


def _fields(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def _faults(entry: Mapping[str, Any], topics: Collection[str]) -> Iterator[tuple[str, str]]:
    for key in sorted(entry.keys() - {*LISTS, "period"}):
        yield f"{key} is no key of a statement", f"use {', '.join((*LISTS, 'period'))}"
    for key in NEEDED:
        if not entry.get(key):
            yield f"{key} is missing", "name at least one"
    for key in LISTS:
        if not _is_list_of_ids(entry.get(key, [])):
            yield f"{key} is no list of ids", 'write it as ["...", "..."]'
            return
    yield from _strangers("asks", entry, ASKS)
    yield from _strangers("topics", entry, topics)
    period = entry.get("period", FIRST_YEAR)
    if not isinstance(period, int) or not FIRST_YEAR <= period <= LAST_YEAR:
        yield f"period {period!r} is no year", f"write a year from {FIRST_YEAR} to {LAST_YEAR}"


def _is_list_of_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _strangers(key: str, entry: Mapping[str, Any], known: Collection[str]) -> Iterator[tuple[str, str]]:
    for item in entry.get(key, ()):
        if item not in known:
            yield f"{key} has the unknown {item!r}", f"use one of {', '.join(known)}"


def _idle(name: str, topics: Collection[str], entries: Mapping[str, Any]) -> list[Problem]:
    used = {topic for entry in entries.values() for topic in entry.get("topics", ())}
    return [
        Problem(Place(name, "topics"), f"no statement is about {topic!r}", "remove it, or mend the topic's id")
        for topic in topics
        if topic not in used
    ]
