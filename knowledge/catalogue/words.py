"""What the language files say, by id, in all languages at once; a key that one of them lacks is a problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge.catalogue.problems import Place, Problem
from knowledge.model import MetricName

SECTIONS = ("metrics", "notes", "tensions", "editions", "publishers", "statements")


class Words:
    """The language files, by language code (`en`, `ja`): asked by section and id, answering in every language.

    `problems` are the texts that were asked for and are missing; `unused` the keys that nothing asked for.
    """

    def __init__(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        self.documents = documents
        self.problems: list[Problem] = []
        self._asked: set[tuple[str, str]] = set()

    def localised(self, section: str, key: str) -> dict[str, str]:
        """A text that every language must have."""
        return {code: self._text(code, section, key, self._entry(code, section, key)) for code in self.documents}

    def metric(self, key: str) -> dict[str, MetricName]:
        """How each language speaks of a metric."""
        return {code: self._metric(code, key) for code in self.documents}

    def statement(self, key: str) -> tuple[dict[str, str], dict[str, str]]:
        """Text and bare answer of a statement: a bare answer in one language needs one in all."""
        entries = {code: self._table(code, "statements", key) for code in self.documents}
        parts = ("text", "short") if any("short" in entry for entry in entries.values()) else ("text",)
        found = {
            part: {
                code: self._text(code, f"statements.{key}", part, entry.get(part)) for code, entry in entries.items()
            }
            for part in parts
        }
        return found["text"], found.get("short", {})

    def publisher(self, name: str) -> dict[str, str]:
        """What each language calls a publisher: a proper name stays as it is where the language has no other."""
        return {code: str(self._entry(code, "publishers", name) or name) for code in self.documents}

    def unused(self) -> list[Problem]:
        """Keys that belong to nothing in the data: mostly a slip in an id."""
        return [
            Problem(
                Place(f"{code}.toml", f"{section}.{key}"), "belongs to nothing in data/", "mend the id, or remove it"
            )
            for code, content in self.documents.items()
            for section in SECTIONS
            for key in content.get(section, {})
            if (section, key) not in self._asked
        ]

    def _entry(self, language: str, section: str, key: str) -> Any:
        self._asked.add((section, key))
        return self.documents[language].get(section, {}).get(key)

    def _table(self, language: str, section: str, key: str) -> Mapping[str, Any]:
        entry = self._entry(language, section, key)
        return entry if isinstance(entry, dict) else {}

    def _metric(self, language: str, key: str) -> MetricName:
        entry = self._table(language, "metrics", key)
        aliases = entry.get("aliases")
        if not isinstance(aliases, list) or not aliases:
            self._missing(language, f"metrics.{key}.aliases")
        name, short, definition = (
            self._text(language, f"metrics.{key}", part, entry.get(part)) for part in ("name", "short", "definition")
        )
        return MetricName(name=name, short=short, definition=definition, aliases=tuple(map(str, aliases or ())))

    def _text(self, language: str, section: str, key: str, found: Any) -> str:
        if isinstance(found, str) and found.strip():
            return found
        self._missing(language, f"{section}.{key}")
        return ""

    def _missing(self, language: str, key: str) -> None:
        self.problems.append(Problem(Place(f"{language}.toml", key), "is missing", "write it in this language too"))
