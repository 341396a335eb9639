"""What the language files say, by id, in all languages at once; a key that one of them lacks is a problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.catalogue.problems import Place, Problem
from knowledge.model import MetricName

SECTIONS = ("metrics", "notes", "tensions", "editions", "statements", "publishers")
METRIC_KEYS = {"name": str, "short": str, "aliases": list, "definition": str}


class Words:
    """The language files, by language code (`en`, `ja`): asked by section and id, answering in every language."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        self.documents = documents
        self.problems: list[Problem] = []

    def missing(self, language: str, key: str) -> None:
        self.problems.append(Problem(Place(f"{language}.toml", key), "is missing", "write it in this language too"))

    def localised(self, section: str, key: str) -> dict[str, str]:
        """A text that every language must have."""
        texts: dict[str, str] = {}
        for language, document in self.documents.items():
            text = document.get(section, {}).get(key)
            if isinstance(text, str) and text.strip():
                texts[language] = text
            else:
                self.missing(language, f"{section}.{key}")
        return texts

    def statement(self, key: str) -> tuple[dict[str, str], dict[str, str]]:
        """Text and bare answer of a statement: a bare answer in one language needs one in all."""
        found = {code: document.get("statements", {}).get(key, {}) for code, document in self.documents.items()}
        short_needed = any("short" in entry for entry in found.values())
        text = {code: self._entry(code, key, entry, "text") for code, entry in found.items()}
        short = {code: self._entry(code, key, entry, "short") for code, entry in found.items()} if short_needed else {}
        return text, short

    def _entry(self, language: str, key: str, entry: Mapping[str, str], part: str) -> str:
        text = entry.get(part, "")
        if not text:
            self.missing(language, f"statements.{key}.{part}")
        return text

    def metric(self, key: str) -> dict[str, MetricName]:
        """How each language speaks of a metric."""
        return {code: self._metric(code, key, document) for code, document in self.documents.items()}

    def _metric(self, language: str, key: str, document: Mapping[str, Any]) -> MetricName:
        entry = document.get("metrics", {}).get(key, {})
        for part, kind in METRIC_KEYS.items():
            if not isinstance(entry.get(part), kind) or not entry[part]:
                self.missing(language, f"metrics.{key}.{part}")
        return MetricName(
            name=str(entry.get("name", "")),
            short=str(entry.get("short", "")),
            aliases=tuple(map(str, entry.get("aliases", ()))),
            definition=str(entry.get("definition", "")),
        )

    def publisher(self, name: str) -> dict[str, str]:
        """What each language calls a publisher; a name stays as it is where a language has no other."""
        return {code: document.get("publishers", {}).get(name, name) for code, document in self.documents.items()}

    def unused(self, section: str, used: Iterable[str]) -> None:
        """Notes keys that nothing refers to: mostly a slip in an id."""
        known = set(used)
        for language, document in self.documents.items():
            for key in document.get(section, {}):
                if key not in known:
                    place = Place(f"{language}.toml", f"{section}.{key}")
                    self.problems.append(Problem(place, "belongs to nothing in data/", "mend the id, or remove it"))
