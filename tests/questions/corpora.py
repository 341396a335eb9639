"""The corpora: what people type, with its meaning; see `meanings/README.md`. A part of them is never learnt from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from zlib import crc32

from knowledge.catalogue import load
from knowledge.model import Catalogue
from knowledge.questions import Reader

CORPORA = Path(__file__).parent / "meanings"
CLAIMS = Path(__file__).parent.parent / "extraction" / "claims"
"""What people claim in a chat, whole messages and their parts, in the same form."""

TODAY = date(2026, 11, 23)
"""The day on which all questions of the corpora are asked."""

YEAR_NOW = TODAY.year

HELD_OUT = 11
"""One conversation in so many is never learnt from: by it the training is judged."""

Turns = list[dict[str, str]]
"""One conversation: for each turn `q`, what is typed, and `m`, what it means (see `notation`)."""


@cache
def the_catalogue() -> Catalogue:
    """What ships."""
    return load()


@cache
def the_reader() -> Reader:
    """One reader of what ships, for all tests."""
    return Reader(the_catalogue())


def conversations(paths: Iterable[Path] | None = None) -> Iterator[Turns]:
    """The conversations of the corpora, or of some files; a line that is no conversation is one of one turn."""
    for path in paths if paths is not None else sorted(CORPORA.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield record.get("turns") or [record]


def claims() -> Iterator[Turns]:
    """The claims of a chat; a message in parts is a conversation in which each leans on those before it."""
    return conversations(sorted(CLAIMS.glob("*.jsonl")))


def held_out(turns: Turns) -> bool:
    """Whether a conversation is among those that are never learnt from."""
    return crc32(turns[0]["q"].encode()) % HELD_OUT == 0


def held_out_part() -> Iterator[Turns]:
    """One of three of them, some 2,000 turns: they tell a share to within two in a hundred."""
    return islice(filter(held_out, conversations()), None, None, 3)


def letters(turns: Turns) -> str:
    """What a message has in common with its parts: its letters and digits."""
    return "".join(char for turn in turns for char in turn["q"] if char.isalnum())


def claim_held_out(turns: Turns) -> bool:
    """Whether a message, as a whole and in its parts, is among those that are never learnt from."""
    return crc32(letters(turns).encode()) % HELD_OUT == 0
